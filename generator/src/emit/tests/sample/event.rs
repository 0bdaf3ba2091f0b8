//! A webhook, as the passes leave it.

use super::{docs, name};
use crate::diagnostic::SourceId;
use crate::ir::*;
use crate::pointer::Pointer;

/// A webhook with one of everything.
pub(crate) fn event() -> Event {
    Event {
        source: SourceId(0),
        pointer: Pointer::root(),
        hint: NameHint::given("newPet"),
        name: name("NewPet"),
        kind: EventKind::Webhook,
        wire_name: "newPet".to_owned(),
        method: "POST".to_owned(),
        content_type: Some("application/json".to_owned()),
        payload: Some(TypeRef::List(Box::new(TypeRef::String))),
        others: Vec::new(),
        headers: vec![EventHeader {
            pointer: Pointer::root(),
            wire_name: "X-Sum".to_owned(),
            name: name("HEADER_X_SUM"),
            description: Some("The sum.".to_owned()),
        }],
        answers: vec![("200".to_owned(), "Taken.".to_owned())],
        docs: docs("A pet came."),
    }
}
