//! Answers: what an operation gives back, by status and media type.

use super::{Ident, NameHint, Streaming, TypeRef};
use crate::diagnostic::SourceId;
use crate::pointer::Pointer;

/// The index of an [`AnswerSet`] in [`Api::answer_sets`](super::Api::answer_sets).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AnswerSetId(pub u32);

/// The index of a [`Header`] in [`Api::headers`](super::Api::headers).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct HeaderId(pub u32);

/// The statuses that an answer is documented for, the most exact ones first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Statuses {
    /// One status.
    Code(u16),
    /// All of one class: 4 stands for `4XX`.
    Class(u8),
    /// Every other one: `default`.
    Default,
}

/// What comes back when an operation succeeds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Success {
    /// What the request gives; set by the answers pass where there are several answers.
    pub payload: Payload,
    /// Whether the body says by a boolean `success` if a write succeeded, so that `false` is an error; set by the
    /// acknowledgement pass.
    pub is_acknowledgement: bool,
    /// What the document says about the answer that gives the payload.
    pub description: Option<String>,
    /// Every successful answer that the document lists.
    pub answers: Vec<Answer>,
    /// What the `Accept` header asks for; `None` where it is JSON or nothing in particular. Set by the answers pass.
    pub accept: Option<String>,
    /// Whether a redirect is an answer and no error; set by the answers pass.
    pub redirects: bool,
    /// How the body can be had piece by piece, where that is of use.
    pub streaming: Option<Streaming>,
    /// The documented headers of all answers, errors among them.
    pub headers: Vec<HeaderId>,
}

/// An answer that the document lists.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// Where it is written: in its operation, or where several share it.
    pub pointer: Pointer,
    /// The statuses.
    pub statuses: Statuses,
    /// The bodies that it can have, the preferred one first; none where there is no body.
    pub bodies: Vec<AnswerBody>,
    /// What the document says about the answer.
    pub description: Option<String>,
}

/// A body that an answer can have.
#[derive(Clone, Debug, PartialEq)]
pub struct AnswerBody {
    /// The media type, with the parameters that an `Accept` header asks for.
    pub media_type: String,
    /// What tells it from the preferred body; `None` where it is that one.
    pub kind: Option<MediaKind>,
    /// What it holds.
    pub payload: Payload,
}

/// The body of an answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum Payload {
    /// There is no body, or it does not matter.
    #[default]
    Empty,
    /// JSON of this type.
    Json(TypeRef),
    /// Text.
    Text,
    /// Bytes.
    Bytes,
    /// A page of a list: the runtime's `Paged<T>`.
    Paged(TypeRef),
    /// The URL of the `Location` header.
    Location,
    /// One payload, or none with these statuses.
    Optional(Box<Payload>, Vec<u16>),
    /// One of several, by the status and the media type.
    OneOf(AnswerSetId),
}

/// Several answers with different payloads, which become an enum.
#[derive(Clone, Debug, PartialEq)]
pub struct AnswerSet {
    /// The documents that it comes from.
    pub sources: Vec<SourceId>,
    /// What it could be called.
    pub hint: NameHint,
    /// What it is called; set by the naming pass.
    pub name: Ident,
    /// Whether the answers are errors.
    pub is_failure: bool,
    /// The answers, those with the most exact statuses first.
    pub variants: Vec<AnswerVariant>,
}

/// One of several answers.
#[derive(Clone, Debug, PartialEq)]
pub struct AnswerVariant {
    /// The statuses.
    pub statuses: Statuses,
    /// What tells its body from those of the others with the same statuses; empty for the one that is read of whatever
    /// they are not.
    pub media: Vec<MediaKind>,
    /// What it holds.
    pub payload: Payload,
    /// What it is called; set by the naming pass.
    pub name: Ident,
    /// What the document says about it.
    pub description: Option<String>,
}

/// What tells a body from the others of one status.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MediaKind {
    /// A media type of its own.
    Of(String),
    /// Text.
    Text,
    /// Anything that is neither JSON nor text.
    Binary,
}

/// A header of answers. All headers of one name in one API are one.
#[derive(Clone, Debug, PartialEq)]
pub struct Header {
    /// The name on the wire, in lower case.
    pub wire_name: String,
    /// The constant: `X_RATE_LIMIT`; set by the naming pass.
    pub name: Ident,
    /// The type of its value: a scalar, or a list of them.
    pub ty: TypeRef,
    /// Whether each answer that has it has it always. For callers every header may be absent.
    pub required: bool,
    /// Whether the document allows `null`, which a header has no way to say.
    pub nullable: bool,
    /// What the document says about it first.
    pub description: Option<String>,
}

impl Payload {
    /// The type of its JSON.
    pub fn ty(&self) -> Option<&TypeRef> {
        match self {
            Self::Json(ty) | Self::Paged(ty) => Some(ty),
            Self::Optional(inner, _) => inner.ty(),
            Self::Empty | Self::Text | Self::Bytes | Self::Location | Self::OneOf(_) => None,
        }
    }

    /// The type of its JSON.
    pub fn ty_mut(&mut self) -> Option<&mut TypeRef> {
        match self {
            Self::Json(ty) | Self::Paged(ty) => Some(ty),
            Self::Optional(inner, _) => inner.ty_mut(),
            Self::Empty | Self::Text | Self::Bytes | Self::Location | Self::OneOf(_) => None,
        }
    }
}

impl std::fmt::Display for Statuses {
    /// As the document writes them: `404`, `4XX`, `default`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Code(code) => write!(f, "{code}"),
            Self::Class(class) => write!(f, "{class}XX"),
            Self::Default => f.write_str("default"),
        }
    }
}

/// An error that the document announces for an operation: a response status or an `x-graph-errors` entry.
#[derive(Clone, Debug, PartialEq)]
pub struct DocumentedError {
    /// Where it is written: in its operation, or where several share it.
    pub pointer: Pointer,
    /// The error code of the API, where it is one.
    pub code: Option<i64>,
    /// The HTTP statuses, where it is an answer; an error code has none.
    pub statuses: Option<Statuses>,
    /// The documented text.
    pub description: String,
    /// The bodies that it can have, the preferred one first; none where the style does not keep them.
    pub bodies: Vec<AnswerBody>,
}
