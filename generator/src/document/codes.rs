//! The stable codes of what reading, overlays and normalising report.

use crate::diagnostic::{Code, Harm};

/// The file is empty.
pub const EMPTY: &Code = &Code::new("document-empty", Harm::Refused);
/// The file cannot be read.
pub const FILE: &Code = &Code::new("document-file", Harm::Refused);
/// The bytes of the file are not UTF-8.
pub const ENCODING: &Code = &Code::new("document-encoding", Harm::Refused);
/// The text is neither JSON nor YAML.
pub const SYNTAX: &Code = &Code::new("document-syntax", Harm::Refused);
/// A mapping has the same key twice.
pub const DUPLICATE_KEY: &Code = &Code::new("document-duplicate-key", Harm::Refused);
/// The text is nested deeper than 128 levels.
pub const NESTING: &Code = &Code::new("document-nesting", Harm::Refused);
/// YAML aliases would expand to far more than the text contains.
pub const ALIASES: &Code = &Code::new("document-aliases", Harm::Refused);
/// A value has a custom YAML tag; the tag is ignored.
pub const YAML_TAG: &Code = &Code::new("document-yaml-tag", Harm::None);
/// A source or an overlay that was named is not among the inputs.
pub const MISSING_SOURCE: &Code = &Code::new("document-missing-source", Harm::Refused);
/// The document is not an OpenAPI document.
pub const NOT_OPENAPI: &Code = &Code::new("document-not-openapi", Harm::Refused);
/// The version of OpenAPI is not supported.
pub const UNSUPPORTED_VERSION: &Code = &Code::new("document-unsupported-version", Harm::Refused);
/// The version of OpenAPI is newer than the ones supported; it is read as the newest of them.
pub const NEWER_VERSION: &Code = &Code::new("document-newer-version", Harm::Upkeep);

/// The overlay is not a valid Overlay document.
pub const OVERLAY_INVALID: &Code = &Code::new("overlay-invalid", Harm::Refused);
/// The version of the Overlay specification is not supported.
pub const OVERLAY_VERSION: &Code = &Code::new("overlay-unsupported-version", Harm::Refused);
/// A key that the Overlay specification does not define.
pub const OVERLAY_UNKNOWN_KEY: &Code = &Code::new("overlay-unknown-key", Harm::Refused);
/// `extends` of an overlay is ignored: the caller says which document it corrects.
pub const OVERLAY_EXTENDS: &Code = &Code::new("overlay-extends", Harm::Guess);
/// The target or the source of a copy is not a valid RFC 9535 JSONPath.
pub const OVERLAY_PATH: &Code = &Code::new("overlay-jsonpath", Harm::Refused);
/// The target of an action matches nothing.
pub const OVERLAY_NO_MATCH: &Code = &Code::new("overlay-no-match", Harm::Refused);
/// An action does not fit what its target selects.
pub const OVERLAY_INCOMPATIBLE: &Code = &Code::new("overlay-incompatible", Harm::Refused);
/// Values that an action sets are already there.
pub const OVERLAY_VALUE: &Code = &Code::new("overlay-value-present", Harm::None);
/// An action changes nothing: the document already contains its correction.
pub const OVERLAY_NO_EFFECT: &Code = &Code::new("overlay-no-effect", Harm::Upkeep);
/// Entries that an action appends are already in the list, which then has them twice.
pub const OVERLAY_PARTLY: &Code = &Code::new("overlay-partly-redundant", Harm::Upkeep);

/// A keyword of JSON Schema that has no counterpart in OpenAPI 3.0 is left out.
pub const SCHEMA_KEYWORD: &Code = &Code::new("schema-keyword", Harm::Unchecked);
/// `if`, `then` or `else` is left out.
pub const SCHEMA_CONDITIONAL: &Code = &Code::new("schema-conditional", Harm::Unchecked);
/// `patternProperties` is read as additional properties of any of the schemas.
pub const SCHEMA_PATTERN_PROPERTIES: &Code = &Code::new("schema-pattern-properties", Harm::Unchecked);
/// Only the first of several examples is kept.
pub const SCHEMA_EXAMPLES: &Code = &Code::new("schema-examples", Harm::None);
/// The encoding or media type of a string is left out.
pub const SCHEMA_CONTENT: &Code = &Code::new("schema-content", Harm::Unchecked);
/// A keyword beside `enum` or `const` contradicts it.
pub const SCHEMA_CONST: &Code = &Code::new("schema-const", Harm::Guess);
/// A member of the root or of `info` that OpenAPI 3.0 does not have is left out.
pub const ROOT_MEMBER: &Code = &Code::new("root-member", Harm::None);
/// A reference to a schema, a body or an answer leads nowhere, or to something else; its place takes any value.
pub const REFERENCE_UNKNOWN: &Code = &Code::new("reference-unknown", Harm::Type);
/// Any other reference leads nowhere, in a circle, or to something else; what refers is left out.
pub const REFERENCE: &Code = &Code::new("reference-unresolved", Harm::Wire);
/// A reference to an example or a link leads nowhere; only documentation is lost.
pub const REFERENCE_DOCS: &Code = &Code::new("reference-docs", Harm::None);
/// A reference to a URL is left out: nothing is downloaded.
pub const REFERENCE_URL: &Code = &Code::new("reference-url", Harm::Type);
/// A reference to another file by an absolute path, which means something else on another machine.
pub const REFERENCE_ABSOLUTE: &Code = &Code::new("reference-absolute", Harm::Refused);
/// Another file that a reference leads into could not be read.
pub const FILE_ABSENT: &Code = &Code::new("file-absent", Harm::Refused);
/// Members beside a `$ref` are left out.
pub const REFERENCE_SIBLINGS: &Code = &Code::new("reference-siblings", Harm::None);

/// A pattern of wanted operations, or of schemas where the types end, matches none.
pub const SELECT_NOTHING: &Code = &Code::new("select-nothing", Harm::Refused);
/// Schemas are left open, as was asked for.
pub const STOPPED: &Code = &Code::new("schema-stopped", Harm::Unchecked);

/// A schema or a format that the project gives a type is not in the document.
pub const TYPE_UNKNOWN: &Code = &Code::new("type-unknown", Harm::Refused);
/// A type that the project gives does not hold the values.
pub const TYPE_KIND: &Code = &Code::new("type-kind", Harm::Refused);

/// A rule of a project for the pages of lists cannot be read.
pub const PAGING_RULE: &Code = &Code::new("paging-rule", Harm::Refused);
/// What an extension says of the pages of a list cannot be read.
pub const PAGING_EXTENSION: &Code = &Code::new("paging-extension", Harm::Upkeep);

/// A keyword has a value of the wrong kind; the keyword is left out.
pub const WRONG_KIND: &Code = &Code::new("keyword-wrong-kind", Harm::Type);
/// A keyword is null, which mostly means that it was left empty; it is left out.
pub const LEFT_EMPTY: &Code = &Code::new("keyword-empty", Harm::None);
/// A keyword that holds the structure of the API has a value of the wrong kind.
pub const STRUCTURE: &Code = &Code::new("structure-wrong-kind", Harm::Refused);
/// A keyword has a value of the wrong kind that can be read as the right one.
pub const COERCED: &Code = &Code::new("keyword-coerced", Harm::Guess);
/// A keyword has a value that is not among those that are allowed; the keyword is left out.
pub const WRONG_VALUE: &Code = &Code::new("keyword-wrong-value", Harm::Type);
/// A keyword that OpenAPI does not know is left out.
pub const UNKNOWN_KEYWORD: &Code = &Code::new("keyword-unknown", Harm::Guess);
/// A keyword that OpenAPI requires is missing; a neutral value is supplied.
pub const MISSING_KEYWORD: &Code = &Code::new("keyword-missing", Harm::Guess);
/// A keyword of OpenAPI that has no influence on the output is left out.
pub const UNUSED_KEYWORD: &Code = &Code::new("keyword-unused", Harm::None);
/// An extension that is not known here is left out.
pub const EXTENSION_UNUSED: &Code = &Code::new("extension-unused", Harm::None);
/// An example goes nowhere.
pub const EXAMPLE_UNUSED: &Code = &Code::new("example-unused", Harm::None);
/// A component that nothing refers to is left out.
pub const COMPONENT_UNUSED: &Code = &Code::new("component-unused", Harm::None);
/// A path that does not start with a slash.
pub const PATH_KEY: &Code = &Code::new("path-key", Harm::Guess);
/// A parameter that cannot be read is left out.
pub const PARAMETER: &Code = &Code::new("parameter-left-out", Harm::Wire);
/// An operation that cannot be read is left out.
pub const OPERATION: &Code = &Code::new("operation-left-out", Harm::Wire);
/// A component or another part that cannot be read is left out.
pub const PART: &Code = &Code::new("part-left-out", Harm::Wire);
