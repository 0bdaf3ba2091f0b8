//! Answers that come piece by piece, and the items in them.

use super::TypeRef;

/// How a body can be had piece by piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Streaming {
    /// The bytes of the answer.
    Bytes,
    /// An answer of `text/event-stream`, which has to be asked for, and of whose events nothing is known.
    Events,
    /// A sequence of items, each with its type.
    Items(ItemStream),
}

/// An answer that is a sequence of items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemStream {
    /// The media type that is asked for.
    pub media_type: String,
    /// How the items are told apart.
    pub framing: StreamFraming,
    /// The type of an item.
    pub item: TypeRef,
    /// Whether the document says that the stream ends with `[DONE]`.
    pub is_marked: bool,
    /// Whether the schema of an item knows errors, so that one is an item and no failure.
    pub knows_errors: bool,
    /// What has to be set for the server to answer in this way, where the document shows it.
    pub switch: Option<StreamSwitch>,
}

/// How the items of a stream are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StreamFraming {
    /// Server-sent events whose data is an item as JSON.
    EventData,
    /// Server-sent events whose data is an item as a text.
    EventText,
    /// Server-sent events that are items as a whole, with `event`, `data` and `id` as members.
    WholeEvent,
    /// A line for each item.
    Lines,
    /// A sequence of RFC 7464.
    Sequence,
}

impl ItemStream {
    /// The method that gives the items.
    pub fn method(&self) -> &'static str {
        if self.framing.is_events() { "events" } else { "items" }
    }
}

impl StreamFraming {
    /// Whether the items are server-sent events.
    pub fn is_events(self) -> bool {
        matches!(self, Self::EventData | Self::EventText | Self::WholeEvent)
    }
}

/// The boolean that makes a server answer with a stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StreamSwitch {
    /// A parameter or a property that callers set on the request, by its name on the wire.
    Input(String),
    /// A member of the body that callers give as a whole.
    Member(String),
}

impl Streaming {
    /// The items, where they have a type.
    pub fn items(&self) -> Option<&ItemStream> {
        if let Self::Items(stream) = self { Some(stream) } else { None }
    }
}
