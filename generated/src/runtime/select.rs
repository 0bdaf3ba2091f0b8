//! Which fields a read asks for.
//!
//! Either as values, the [`Field`] enums, or as a type: a [`Selection`], which the macro `select!` defines.

mod macros;
mod nested;
mod pick;
mod request;
mod selection;

pub(crate) use macros::selectable;
pub use nested::{Nested, inner};
pub use pick::{Pick, key};
pub use request::{Selected, SelectedList};
pub use selection::{Selectable, Selection};

/// A field that a read can select, in the syntax of the `fields` parameter.
///
/// The generated `Field` enums implement it. They have a variant `Custom` for a selection that they do not know.
pub trait Field {
    /// The selection as it is sent: `name`, or `location{city,country}`.
    fn as_str(&self) -> &str;
}

impl<F: Field> Field for &F {
    fn as_str(&self) -> &str {
        (**self).as_str()
    }
}

/// Writes the selection of some fields of a field: `location{city,country}`; without fields, `location`.
pub(crate) fn nested<F: Field>(name: &str, fields: impl IntoIterator<Item = F>) -> String {
    let fields = join(fields);
    if fields.is_empty() { name.to_owned() } else { format!("{name}{{{fields}}}") }
}

/// Writes a list of selections.
fn join<F: Field>(fields: impl IntoIterator<Item = F>) -> String {
    let mut text = String::new();
    for field in fields {
        if !text.is_empty() {
            text.push(',');
        }
        text.push_str(field.as_str());
    }
    text
}
