//! What a field holds whose own fields can be selected.

use super::{Pick, Selectable, Selection};

/// The type of a field that holds an object, or a list of them, whose own fields can be selected.
#[diagnostic::on_unimplemented(
    message = "`{Self}` holds no object whose fields could be selected",
    label = "select this field without a type of its own"
)]
pub trait Nested {
    /// The model of the object.
    type Model: Selectable;
}

impl<T: Nested> Nested for Option<T> {
    type Model = T::Model;
}

impl<T: Nested> Nested for Vec<T> {
    type Model = T::Model;
}

impl<T: Nested> Nested for Box<T> {
    type Model = T::Model;
}

/// What `S` selects, which has to be fields of the object in a field of the type `F`.
pub const fn inner<F: Nested, S: Selection<Model = F::Model>>() -> &'static [Pick] {
    S::PICKS
}
