//! Webhooks and callbacks: requests that the API sends to a server of its user.

use super::{Docs, Ident, NameHint, TypeRef};
use crate::diagnostic::SourceId;
use crate::pointer::Pointer;

/// A request that the API sends.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// The document it comes from.
    pub source: SourceId,
    /// Where it stands in that document.
    pub pointer: Pointer,
    /// What it could be called.
    pub hint: NameHint,
    /// The type that stands for it; set by the naming pass.
    pub name: Ident,
    /// What makes the API send it.
    pub kind: EventKind,
    /// The key in the document: `newPet`.
    pub wire_name: String,
    /// The method in upper case: `POST`.
    pub method: String,
    /// The media type of the body, if there is one.
    pub content_type: Option<String>,
    /// The body, if it is JSON.
    pub payload: Option<TypeRef>,
    /// The bodies of further media types that are JSON of another type.
    pub others: Vec<EventBody>,
    /// The headers.
    pub headers: Vec<EventHeader>,
    /// The answers that the API understands, each with its status.
    pub answers: Vec<(String, String)>,
    /// Its documentation.
    pub docs: Docs,
}

impl Event {
    /// What its bodies hold.
    pub(crate) fn payloads(&self) -> impl Iterator<Item = &TypeRef> {
        self.payload.iter().chain(self.others.iter().map(|other| &other.payload))
    }

    /// What its bodies hold.
    pub(crate) fn payloads_mut(&mut self) -> impl Iterator<Item = &mut TypeRef> {
        self.payload.iter_mut().chain(self.others.iter_mut().map(|other| &mut other.payload))
    }
}

/// A further body that a request of the API can have.
#[derive(Clone, Debug, PartialEq)]
pub struct EventBody {
    /// The media type.
    pub content_type: String,
    /// What it holds.
    pub payload: TypeRef,
    /// The function that reads it: `decode_problem`; set by the naming pass.
    pub name: Ident,
}

/// What makes the API send a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EventKind {
    /// Something that happened.
    Webhook,
    /// An operation that asked for it.
    Callback {
        /// The operation, by method and path: `POST /subscriptions`.
        operation: String,
        /// Where it is sent, as a runtime expression: `{$request.body#/url}`.
        url: String,
    },
}

/// A header of such a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventHeader {
    /// Where it is declared.
    pub pointer: Pointer,
    /// The name on the wire.
    pub wire_name: String,
    /// The name of the constant that holds it; set by the naming pass.
    pub name: Ident,
    /// The documented text.
    pub description: Option<String>,
}
