//! Which fields a read asks for.
//!
//! Either as values, the [`Field`] enums, or as a type: a [`Selection`], which the macro `select!` defines.

mod list;
mod macros;
mod nested;
mod pick;
mod read_back;
mod request;
mod selection;

pub use list::NestedList;
pub(crate) use macros::selectable;
pub use nested::{Nested, inner};
pub use pick::{Pick, key, plain};
pub use read_back::ReadBack;
pub use request::{Selected, SelectedList};
pub use selection::{Selectable, Selection};

use crate::runtime::request::{How, Parts, Style};

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

impl Parts {
    /// Sets the `fields` of a read; no fields at all is the same as not asking.
    pub(crate) fn select<F: Field>(&mut self, fields: impl IntoIterator<Item = F>) {
        self.select_texts(fields.into_iter().map(|field| field.as_str().to_owned()).collect());
    }

    /// Sets the `fields` of a read as they are sent.
    fn select_texts(&mut self, fields: Vec<String>) {
        if fields.is_empty() {
            self.remove_query("fields");
        } else {
            self.query_as("fields", &fields, How::new(Style::Form, false));
        }
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
