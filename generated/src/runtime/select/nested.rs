//! The types of fields that hold objects.

use super::Selection;

/// A type of a field that holds an object, or a list of them, whose own fields can be selected.
///
/// Written for the models and for what stands around them, so that the type of a field says all there is to know.
#[diagnostic::on_unimplemented(
    message = "`{Self}` holds no object whose fields could be selected",
    label = "select this field without a type of its own"
)]
pub trait Nested {
    /// The model of the object.
    type Model;

    /// The same type around a selection in place of the model. It needs no box, since a selection is finite.
    type With<S: Selection<Model = Self::Model>>;
}

impl<T: Nested> Nested for Option<T> {
    type Model = T::Model;
    type With<S: Selection<Model = Self::Model>> = Option<T::With<S>>;
}

impl<T: Nested> Nested for Vec<T> {
    type Model = T::Model;
    type With<S: Selection<Model = Self::Model>> = Vec<T::With<S>>;
}

impl<T: Nested> Nested for Box<T> {
    type Model = T::Model;
    type With<S: Selection<Model = Self::Model>> = T::With<S>;
}
