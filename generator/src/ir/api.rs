//! One API version: everything that goes into one generated module.

use super::{
    AnswerSet, AnswerSetId, DeriveRule, Event, Gates, Header, HeaderId, Ident, MappedType, OAuthScheme,
    Operation, OperationId, Server, Tag, TypeDef, TypeId, TypeKind, TypeRef,
};
use crate::diagnostic::SourceId;
use crate::name_lock::NameLock;
use crate::pointer::Pointer;
use std::ops::{Index, IndexMut};

/// The version of the API that is generated.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Version {
    /// As the vendor writes it: `v26.0`.
    pub label: String,
    /// The module and the Cargo feature: `v26_0`. Empty where the crate has no version module (`--spec`).
    pub module: Ident,
    /// What the documentation of the module says about when the version can be called; empty where nothing is known.
    ///
    /// The module is not marked `#[deprecated]`: on the day when the version ends, that would break callers who deny
    /// warnings, and what is generated does not depend on the day.
    pub life: String,
}

/// The parts of the runtime that a crate has only where it needs them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RuntimeParts {
    /// The formats of text with a type of their own: one of the types has one.
    pub formats: bool,
    /// The dialect of the Graph API: a document is in its style, or uses its error codes or edges.
    pub graph: bool,
    /// Tokens by OAuth 2: a security scheme has a flow that a program goes through by itself.
    pub oauth: bool,
    /// Answers by status and by media type, texts, and redirects: an operation or its errors have one of these.
    pub outcomes: bool,
    /// The pages of lists: an operation has them.
    pub paging: bool,
    /// Streams of items with a type: an operation answers with one.
    pub streams: bool,
    /// Lists whose items each have a type of their own: one of the types is one.
    pub tuples: bool,
    /// Unions: one of the types is one.
    pub unions: bool,
}

impl RuntimeParts {
    /// Adds what another API of the crate needs.
    pub fn join(&mut self, other: Self) {
        let Self { formats, graph, oauth, outcomes, paging, streams, tuples, unions } = other;
        self.formats |= formats;
        self.graph |= graph;
        self.oauth |= oauth;
        self.outcomes |= outcomes;
        self.paging |= paging;
        self.streams |= streams;
        self.tuples |= tuples;
        self.unions |= unions;
    }
}

/// One API version, lowered from one or more documents.
#[derive(Clone, Debug, Default)]
pub struct Api {
    /// Which version this is.
    pub version: Version,
    /// The title of the first document.
    pub title: String,
    /// The description of the first document, if it has one.
    pub description: Option<String>,
    /// The version of the first document (`info.version`), whatever its form.
    pub document_version: String,
    /// Every named type. A [`TypeId`] is an index into it.
    pub types: Vec<TypeDef>,
    /// Every operation. An [`OperationId`] is an index into it.
    pub operations: Vec<Operation>,
    /// The webhooks and callbacks.
    pub events: Vec<Event>,
    /// The enums of answers. An [`AnswerSetId`] is an index into it.
    pub answer_sets: Vec<AnswerSet>,
    /// The headers of answers. A [`HeaderId`] is an index into it.
    pub headers: Vec<Header>,
    /// What a crate of it takes of the runtime beside the core.
    pub runtime: RuntimeParts,
    /// The types of a person's own that it uses, each once; set by the parts pass.
    pub mapped: Vec<MappedType>,
    /// The traits that the project derives, each for types of a document.
    pub derives: Vec<(SourceId, DeriveRule)>,
    /// The hosts that the operations have, the one with most of them first.
    pub hosts: Vec<Host>,
    /// The error codes of `x-graph-error-codes`, by code.
    pub error_codes: Vec<ErrorCode>,
    /// The nodes that list their edges in `x-graph-edges`.
    pub node_edges: Vec<NodeEdges>,
    /// The security schemes that operations refer to, by name.
    pub security_schemes: Vec<SecurityScheme>,
    /// What those of OAuth 2 say of their tokens.
    pub oauth: Vec<OAuthScheme>,
    /// What the documents say of the tags that are modules.
    pub tags: Vec<Tag>,
    /// The servers that have a name, each with the name of its constant and its place in the list; set by the naming
    /// pass.
    pub named_servers: Vec<(Ident, usize)>,
    /// With which Cargo features each part is compiled; set by the gates pass.
    pub gates: Gates,
    /// The items of the previous version that this one no longer has.
    pub gone: Vec<RemovedItem>,
    /// What the documents are called where names are kept, in the order in which they were read.
    pub documents: Vec<(SourceId, String)>,
    /// The names of published items, which the naming pass keeps; it puts those of the new items in their place. `None`
    /// where names are not kept.
    pub names: Option<NameLock>,
}

/// A Rust item that the version before had and this one has not.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RemovedItem {
    /// Its path without the module of the version.
    pub item: String,
    /// What to use instead, where it is known: a path without the module of the version, or the words of a person.
    pub successor: Option<String>,
    /// Why it is gone, where the older document says: its note on the deprecation.
    pub reason: Option<String>,
}

impl RemovedItem {
    /// What to use instead, as part of a sentence in Markdown: a path as code, the words of a person as they are.
    pub fn instead(&self) -> Option<String> {
        let is_path = |text: &str| !text.contains(char::is_whitespace);
        let successor = self.successor.as_deref()?;
        Some(if is_path(successor) { format!("use `{successor}`") } else { successor.to_owned() })
    }
}

/// A host of the documents, for requests to paths that they do not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Host {
    /// The server, as in [`Operation::server`].
    pub server: String,
    /// The servers, where a client has a choice, as in [`Operation::servers`].
    pub servers: Vec<Server>,
    /// What stands before the path as the documents spell it: `/v26.0`.
    pub prefix: String,
    /// The alternatives of the operations of this host, the most frequent first, and that of no credential.
    pub security: Vec<Vec<String>>,
}

/// An error code with the name of its constant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorCode {
    /// Where it stands.
    pub pointer: Pointer,
    /// The name of the constant: `INVALID_PARAMETER`.
    pub name: Ident,
    /// The number on the wire.
    pub code: i64,
    /// The documented text.
    pub description: String,
}

/// The edges of one node, for reading an edge that has no typed model yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NodeEdges {
    /// The document it comes from.
    pub source: SourceId,
    /// Where the list stands.
    pub pointer: Pointer,
    /// The module path of the node: `["page"]`.
    pub module: Vec<Ident>,
    /// The origin of the server, as in [`Operation::server`].
    pub server: String,
    /// The path template of the node with the version: `/v26.0/{page_id}`.
    pub path: String,
    /// The name of the path parameter of the node, on the wire and in Rust: `page_id`.
    pub parameter: String,
    /// The security requirement of the node's document, as in [`Operation::security`].
    pub security: Vec<Vec<String>>,
    /// The edges, in the order of the document.
    pub edges: Vec<Edge>,
}

/// One edge of a node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edge {
    /// Where its entry stands.
    pub pointer: Pointer,
    /// The variant: `VideoCopyrights`.
    pub variant: Ident,
    /// The last segment of the path: `video_copyrights`.
    pub wire_name: String,
    /// The documented text.
    pub description: Option<String>,
}

/// A security scheme of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecurityScheme {
    /// The key under `components.securitySchemes`.
    pub name: String,
    /// How the credential travels.
    pub kind: SecurityKind,
    /// The documented text.
    pub description: Option<String>,
}

/// How a credential travels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecurityKind {
    /// `Authorization: Bearer <token>`: http bearer, oauth2 and openIdConnect.
    Bearer,
    /// `Authorization: Basic <user:password>`.
    Basic,
    /// Another scheme of the `Authorization` header, by its name.
    Http(String),
    /// A query parameter of this name.
    Query(String),
    /// A header of this name.
    Header(String),
    /// A cookie of this name.
    Cookie(String),
}

impl Api {
    /// The type behind aliases. No chain of them is longer than there are types.
    pub fn resolve<'t>(&'t self, mut ty: &'t TypeRef) -> &'t TypeRef {
        for _ in &self.types {
            let TypeRef::Named(id) = ty else { break };
            let definition = self.types.get(id.0 as usize);
            let Some(TypeKind::Alias(inner)) = definition.map(|definition| &definition.kind) else { break };
            ty = inner;
        }
        ty
    }

    /// Whether there may be members that nobody reads inside the values of a type, so that parsing can skip them.
    pub fn has_unread(&self, ty: &TypeRef) -> bool {
        match self.resolve(ty) {
            TypeRef::Named(id) => match self.types.get(id.0 as usize).map(|definition| &definition.kind) {
                Some(TypeKind::Struct(object)) => object.reads_own_members(),
                _ => false,
            },
            TypeRef::List(inner) | TypeRef::Map(inner) | TypeRef::Nullable(inner) => self.has_unread(inner),
            _ => false,
        }
    }
}

impl Index<TypeId> for Api {
    type Output = TypeDef;

    fn index(&self, id: TypeId) -> &TypeDef {
        &self.types[id.0 as usize]
    }
}

impl IndexMut<TypeId> for Api {
    fn index_mut(&mut self, id: TypeId) -> &mut TypeDef {
        &mut self.types[id.0 as usize]
    }
}

impl Index<OperationId> for Api {
    type Output = Operation;

    fn index(&self, id: OperationId) -> &Operation {
        &self.operations[id.0 as usize]
    }
}

impl Index<AnswerSetId> for Api {
    type Output = AnswerSet;

    fn index(&self, id: AnswerSetId) -> &AnswerSet {
        &self.answer_sets[id.0 as usize]
    }
}

impl Index<HeaderId> for Api {
    type Output = Header;

    fn index(&self, id: HeaderId) -> &Header {
        &self.headers[id.0 as usize]
    }
}
