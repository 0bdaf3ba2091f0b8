//! Operations: what a request needs, what it sends and what comes back.

use super::{
    Docs, DocumentedError, Field, Ident, NameHint, Paging, PagingRule, Payload, Role, Success, TypeId,
    TypeRef,
};
use crate::diagnostic::SourceId;
use crate::pointer::Pointer;

/// How operations become modules and functions. The manifest decides it per document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Style {
    /// Modules mirror the URL, functions are named after the method (`page::personas::list`).
    Graph,
    /// The module is the tag, the function is the operationId.
    #[default]
    Operation,
}

/// The index of an [`Operation`] in [`Api::operations`](super::Api::operations).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OperationId(pub u32);

/// One operation: a function that returns a request value.
#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    /// The document it comes from.
    pub source: SourceId,
    /// Where it stands in that document.
    pub pointer: Pointer,
    /// How its document names things.
    pub style: Style,
    /// The modules it stands in, from the outside in, as words of the document; one identifier each after the naming
    /// pass, which also makes them unique.
    pub module: Vec<Ident>,
    /// Other modules that it could stand in, as words; it stays in one of them if it was published there.
    pub other_modules: Vec<Ident>,
    /// What the function could be called; what the name lock calls it.
    pub hint: NameHint,
    /// Shorter names of the function, the shortest first. It has the first that no other function of its module wants.
    pub shorter: Vec<String>,
    /// Whether the shortest name is that of another operation in the first place.
    pub yields: bool,
    /// The function: `list`; set by the naming pass.
    pub function: Ident,
    /// The operationId as it is written.
    pub id: Option<String>,
    /// What else people search for: the operationId, written as the name of a function. The naming pass removes it
    /// where that is the name of the function.
    pub alias: Option<String>,
    /// The request type: `List`; set by the naming pass.
    pub request: Ident,
    /// The method in upper case: `GET`.
    pub method: String,
    /// The origin of the server and, in the style of operations, its path: `https://api.example.com`.
    pub server: String,
    /// The servers, where a client has a choice: several of them, or variables.
    pub servers: Vec<Server>,
    /// The path template that is appended to the server: `/v26.0/{page_id}/personas`.
    pub path: String,
    /// The path as the document spells it, for the documentation and the `doc(alias)`.
    pub documented_path: String,
    /// The parameters, in the order of the document, path parameters in the order of the path first.
    pub parameters: Vec<Parameter>,
    /// The body, if the operation has one.
    pub body: Option<Body>,
    /// What comes back when it succeeds.
    pub success: Success,
    /// The errors that the document announces.
    pub errors: Vec<DocumentedError>,
    /// What the body of an error holds, where the document says so; set by the failures pass.
    pub failure: Option<Payload>,
    /// Its own name for the enum of its errors, which others may share: `GetFileError`; set by the naming pass where
    /// there is an enum.
    pub failure_alias: Option<Ident>,
    /// Alternatives (OR) of sets (AND) of security schemes, preferred first; empty where none is needed.
    pub security: Vec<Vec<String>>,
    /// The scopes that its security requirements name, each once.
    pub scopes: Vec<String>,
    /// The scopes that each alternative of `security` names, each with its scheme: `login: read`.
    pub scope_sets: Vec<Vec<String>>,
    /// The type whose fields the `fields` parameter selects, where the operation has one; of a write, that of the node
    /// which it can read afterwards.
    pub selects: Option<TypeId>,
    /// How to follow pages, where the operation answers in pages; set by the listings pass but in the Graph API.
    pub paging: Option<Paging>,
    /// What the project and the document say of its pages, the preferred rule first.
    pub paging_rules: Vec<PagingRule>,
    /// The permissions it needs (`x-graph-permissions`).
    pub permissions: Vec<String>,
    /// What else it needs (`x-graph-requirements`), as Markdown.
    pub requirements: Option<String>,
    /// Whether and how it supports read-after-write (`x-graph-read-after-write`).
    pub read_after_write: Option<ReadAfterWrite>,
    /// What the document says of operations that take values of the answer.
    pub links: Vec<Link>,
    /// Its documentation.
    pub docs: Docs,
}

/// An operation that takes values of an answer (OpenAPI 3.0, "Link Object").
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The name of the link.
    pub name: String,
    /// The operationId, or the reference to the operation.
    pub operation: String,
    /// The parameters of that operation, each with the expression for its value; the last may be the body.
    pub values: Vec<(String, String)>,
    /// The documented text.
    pub description: Option<String>,
}

/// A server of an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    /// The URL, with the variables as `{name}` and without a slash at its end.
    pub url: String,
    /// Its name, where the document gives it one.
    pub name: Option<String>,
    /// The variables in the URL.
    pub variables: Vec<ServerVariable>,
    /// The documented text.
    pub description: Option<String>,
}

/// A variable in the URL of a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerVariable {
    /// Its name.
    pub name: String,
    /// Its value unless a client gives another.
    pub default: String,
    /// The values it may have; any value if this is empty.
    pub values: Vec<String>,
}

/// A parameter of the path, the query, a header or a cookie.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// Where it stands.
    pub pointer: Pointer,
    /// The name on the wire.
    pub wire_name: String,
    /// The name of the argument or setter; set by the naming pass.
    pub name: Ident,
    /// Where it travels.
    pub location: ParameterLocation,
    /// How lists and objects are written.
    pub style: ParameterStyle,
    /// Whether each member of a list or object gets a pair of its own.
    pub explode: bool,
    /// Whether reserved characters stay as they are (`allowReserved`).
    pub allow_reserved: bool,
    /// Whether the name is sent alone where a list or an object has nothing in it (`allowEmptyValue`).
    pub allow_empty: bool,
    /// Its type.
    pub ty: TypeRef,
    /// Whether it must be sent.
    pub required: bool,
    /// Whether the document allows `null`, which nothing but JSON has a way to say.
    pub nullable: bool,
    /// What callers do with it; set by the roles pass.
    pub role: Role,
    /// The only value that is allowed, as JSON text, where it is a boolean or a number with a fraction. One text or
    /// integer is an enumeration of one value.
    pub only: Option<String>,
    /// The default that its own place in the document gives, as JSON text. The limits of its documentation may show
    /// that of an alias.
    pub default: Option<String>,
    /// Its documentation.
    pub docs: Docs,
}

/// Where a parameter travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ParameterLocation {
    /// In the path.
    Path,
    /// In the query.
    Query,
    /// In a header.
    Header,
    /// In a cookie.
    Cookie,
}

/// How lists and objects are written into a parameter (OpenAPI 3.0, "Style Values").
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ParameterStyle {
    /// `a,b`: path and header.
    Simple,
    /// `;name=a`: path.
    Matrix,
    /// `.a.b`: path.
    Label,
    /// `name=a&name=b`: query and cookie.
    Form,
    /// `a%20b`: query.
    SpaceDelimited,
    /// `a|b`: query.
    PipeDelimited,
    /// `name[key]=a`: query.
    DeepObject,
    /// Nested values as JSON text, other values as they are: a parameter with `content` that is not JSON, and lists in
    /// a form of the Graph API.
    Plain,
    /// The value as JSON text (a parameter with `content` that is JSON).
    Json,
    /// `name=a; name=b`, as it is: cookie (OpenAPI 3.2).
    Cookie,
    /// The whole query as a form (OpenAPI 3.2, `in: querystring`).
    WholeForm,
    /// The whole query as JSON text.
    WholeJson,
    /// The whole query as a text.
    WholeText,
}

impl ParameterStyle {
    /// Whether the parameter is the whole query.
    pub fn is_whole_query(self) -> bool {
        matches!(self, Self::WholeForm | Self::WholeJson | Self::WholeText)
    }
}

/// The body of a request.
#[derive(Clone, Debug, PartialEq)]
pub struct Body {
    /// Where it stands.
    pub pointer: Pointer,
    /// The media type that is sent.
    pub content_type: ContentType,
    /// How callers give it.
    pub kind: BodyKind,
    /// Whether it must be sent.
    pub required: bool,
    /// What callers do with it, where they give it as a whole; set by the roles pass.
    pub role: Role,
    /// Whether an empty one has to be sent, since it is required and no property of it is; set by the roles pass.
    pub sends_empty: bool,
    /// The properties, by their keys on the wire, that only a multipart form holds. The body is sent as one where one
    /// of them is set, and else as its media type.
    pub files: Vec<String>,
    /// How single properties of a form or multipart body are written, where the document says so.
    pub encodings: Vec<PropertyEncoding>,
    /// What the example of the function gives, so that it does something: properties by their keys on the wire, each
    /// with the value of the document as JSON text; set by the illustrations pass.
    pub illustrated: Vec<(String, String)>,
    /// Its documentation. The example is that of the whole body.
    pub docs: Docs,
}

/// How one property of a form or multipart body is written (OpenAPI 3.0, "Encoding Object").
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PropertyEncoding {
    /// The key of the property on the wire.
    pub property: String,
    /// The media type of its part, for multipart, where it has no style.
    pub content_type: Option<String>,
    /// The headers of its part whose values are known, for multipart.
    pub headers: Vec<(String, String)>,
    /// How lists and objects are written.
    pub style: Option<ParameterStyle>,
    /// Whether each member of a list or object gets a pair of its own.
    pub explode: bool,
    /// Whether reserved characters stay as they are (`allowReserved`).
    pub allow_reserved: bool,
}

impl Body {
    /// Whether bytes in it are files, as parts of a multipart form.
    pub fn holds_files(&self) -> bool {
        self.content_type.is_multipart() || !self.files.is_empty()
    }
}

impl PropertyEncoding {
    /// A property of which nothing else is said.
    pub(crate) fn of(property: &str) -> Self {
        Self {
            property: property.to_owned(),
            content_type: None,
            headers: Vec::new(),
            style: None,
            explode: false,
            allow_reserved: false,
        }
    }

    /// Whether the property is written in another way than usual.
    pub(crate) fn says_anything(&self) -> bool {
        self.style.is_some() || self.content_type.is_some() || !self.headers.is_empty()
    }
}

/// How callers give a body.
#[derive(Clone, Debug, PartialEq)]
pub enum BodyKind {
    /// Property by property: required ones are arguments, the rest setters.
    Properties(Vec<Field>),
    /// As one value.
    Value {
        /// The name of the argument or setter; set by the naming pass.
        name: Ident,
        /// Its type.
        ty: TypeRef,
    },
    /// As one of several types, each with a media type of its own.
    Choice {
        /// The name of the argument or setter; set by the naming pass.
        name: Ident,
        /// The name of the enum: `CreateBody`; set by the naming pass.
        union: Ident,
        /// The alternatives, the preferred one first.
        variants: Vec<BodyVariant>,
    },
}

/// One of the media types of a body.
#[derive(Clone, Debug, PartialEq)]
pub struct BodyVariant {
    /// What it could be called: `json`, `form`, `json-patch`.
    pub hint: String,
    /// The variant of the enum; set by the naming pass.
    pub name: Ident,
    /// The media type that is sent.
    pub content_type: ContentType,
    /// Its type.
    pub ty: TypeRef,
}

/// A media type, as far as the way of writing depends on it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ContentType {
    /// `application/json` or `+json`; the media type as documented.
    Json(String),
    /// `application/x-www-form-urlencoded`.
    Form,
    /// `multipart/form-data`.
    Multipart,
    /// A multipart body of another kind, as `multipart/related`, whose parts are in the order of the document; the
    /// media type without parameters.
    Parts(String),
    /// `text/*`; the media type as documented.
    Text(String),
    /// Anything else, as bytes; the media type as documented.
    Binary(String),
    /// Bytes of any media type, or of a range of them: callers give it with the bytes.
    File,
}

impl ContentType {
    /// The media type, unless callers choose it.
    pub fn media_type(&self) -> Option<&str> {
        match self {
            Self::Json(media) | Self::Parts(media) | Self::Text(media) | Self::Binary(media) => Some(media),
            Self::Form => Some("application/x-www-form-urlencoded"),
            Self::Multipart => Some("multipart/form-data"),
            Self::File => None,
        }
    }

    /// Whether it is made of parts.
    pub fn is_multipart(&self) -> bool {
        matches!(self, Self::Multipart | Self::Parts(_))
    }

    /// Whether it is made of named values: pairs or parts.
    pub fn is_form(&self) -> bool {
        *self == Self::Form || self.is_multipart()
    }

    /// A media type without its parameters.
    pub(crate) fn essence(media_type: &str) -> &str {
        media_type.split(';').next().unwrap_or(media_type).trim()
    }
}

/// Read-after-write: a write with `fields` reads a node afterwards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadAfterWrite {
    /// The path parameter or the property of the answer that names the node.
    pub node: String,
}
