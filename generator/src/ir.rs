//! The intermediate representation: plain data between the documents and the Rust text.
//!
//! Lowering fills it, the passes complete it, the emitters only read it. It knows neither `openapiv3` nor `quote`.
//! Types and operations live in the vectors of an [`Api`] and are named by `Copy` ids.

mod answer;
mod api;
mod docs;
mod event;
mod feature_rule;
mod gate;
mod gates;
mod limits;
mod mapped;
mod name;
mod oauth;
mod operation;
mod paging;
mod role;
mod standing;
mod stream;
pub(crate) mod structure;
mod tag;
mod type_path;
mod type_ref;
mod types;
pub(crate) mod visit;

pub use answer::{
    Answer, AnswerBody, AnswerSet, AnswerSetId, AnswerVariant, DocumentedError, Header, HeaderId, MediaKind,
    Payload, Statuses, Success,
};
pub use api::{
    Api, Edge, ErrorCode, Host, NodeEdges, RemovedItem, RuntimeParts, SecurityKind, SecurityScheme, Version,
};
pub use docs::{Deprecation, Docs};
pub use event::{Event, EventBody, EventHeader, EventKind};
pub use feature_rule::FeatureRule;
pub use gate::Gate;
pub use gates::Gates;
pub use limits::{
    Alternative, Bound, Inner, InnerLimits, Limit, LimitKeyword, LimitKind, LimitRow, LimitSide, LimitValue,
    Limits, Part, PlacedLimit, ValueLimits, Values, WrittenLimit, contains,
};
pub use mapped::{DeriveRule, DerivedOrder, MappedTraits, MappedType, Route};
pub use name::{Ident, NameHint};
pub use oauth::{FlowUrl, GrantKind, OAuthScheme, OAuthScope, TokenEndpoint, TokenGrant};
pub use operation::{
    Body, BodyKind, BodyVariant, ContentType, Link, Operation, OperationId, Parameter, ParameterLocation,
    ParameterStyle, PropertyEncoding, ReadAfterWrite, Server, ServerVariable, Style,
};
pub use paging::{
    CursorPlace, Listing, MemberPath, NextPage, PageInput, PageInputKind, Paging, PagingKind, PagingRule,
    PreviousPage,
};
pub use role::Role;
pub use standing::{Standing, Standings};
pub use stream::{ItemStream, StreamFraming, StreamSwitch, Streaming};
pub use tag::Tag;
pub use type_path::{TypePath, TypePathError};
pub use type_ref::{IntegerWidth, TextFormat, TypeId, TypeRef};
pub use types::{
    Access, Additional, Discriminator, Enumeration, EnumerationValue, Field, SchemaPlace, Struct, TagUse,
    Tuple, TupleItem, TypeDef, TypeKind, Union, UnionMatch, Usage, Variant,
};
