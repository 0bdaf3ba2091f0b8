//! What lowering remembers of the combinations of a document.

use super::conjunction::Term;
use crate::ir::{NameHint, TypeId, TypeRef};
use crate::pointer::Pointer;
use foldhash::HashMap;

/// The combinations of a document: properties of which several schemas speak.
#[derive(Debug, Default)]
pub(super) struct Combinations {
    pub(super) known: HashMap<Key, Combination>,
    /// How many properties they have.
    pub(super) properties: usize,
}

/// The first word of the name, and the schemas. Types of different owners are not joined: which of them gives the name
/// would depend on the order of the document.
pub(super) type Key = (Option<String>, Vec<Term>);

/// What several schemas say together of a property.
#[derive(Clone, Debug)]
pub(super) enum Combination {
    /// It is being lowered, with this name at this place, and contains itself if it has a type already.
    Open(NameHint, Pointer, Option<TypeId>),
    /// Its type.
    Done(TypeRef),
}
