//! The stable codes of what reading, overlays and normalising report.

/// The file is empty.
pub const EMPTY: &str = "document-empty";
/// The file cannot be read.
pub const FILE: &str = "document-file";
/// The bytes of the file are not UTF-8.
pub const ENCODING: &str = "document-encoding";
/// The text is neither JSON nor YAML.
pub const SYNTAX: &str = "document-syntax";
/// A mapping has the same key twice.
pub const DUPLICATE_KEY: &str = "document-duplicate-key";
/// The text is nested deeper than 128 levels.
pub const NESTING: &str = "document-nesting";
/// YAML aliases would expand to far more than the text contains.
pub const ALIASES: &str = "document-aliases";
/// A value has a custom YAML tag; the tag is ignored.
pub const YAML_TAG: &str = "document-yaml-tag";
/// A source or an overlay that was named is not among the inputs.
pub const MISSING_SOURCE: &str = "document-missing-source";
/// The document is not an OpenAPI document.
pub const NOT_OPENAPI: &str = "document-not-openapi";
/// The version of OpenAPI is not supported.
pub const UNSUPPORTED_VERSION: &str = "document-unsupported-version";
/// The version of OpenAPI is newer than the ones supported; it is read as the newest of them.
pub const NEWER_VERSION: &str = "document-newer-version";

/// The overlay is not a valid Overlay document.
pub const OVERLAY_INVALID: &str = "overlay-invalid";
/// The version of the Overlay specification is not supported.
pub const OVERLAY_VERSION: &str = "overlay-unsupported-version";
/// A key that the Overlay specification does not define.
pub const OVERLAY_UNKNOWN_KEY: &str = "overlay-unknown-key";
/// `extends` of an overlay is ignored: the caller says which document it corrects.
pub const OVERLAY_EXTENDS: &str = "overlay-extends";
/// The target or the source of a copy is not a valid RFC 9535 JSONPath.
pub const OVERLAY_PATH: &str = "overlay-jsonpath";
/// The target of an action matches nothing.
pub const OVERLAY_NO_MATCH: &str = "overlay-no-match";
/// An action does not fit what its target selects.
pub const OVERLAY_INCOMPATIBLE: &str = "overlay-incompatible";
/// An action changes nothing: the document already contains its correction.
pub const OVERLAY_NO_EFFECT: &str = "overlay-no-effect";
/// A part of what an action would change is already there.
pub const OVERLAY_PARTLY: &str = "overlay-partly-redundant";

/// A keyword of JSON Schema that has no counterpart in OpenAPI 3.0 is left out.
pub const SCHEMA_KEYWORD: &str = "schema-keyword";
/// `if`, `then` or `else` is left out.
pub const SCHEMA_CONDITIONAL: &str = "schema-conditional";
/// A tuple may have more items than `prefixItems` describes; they are not kept.
pub const SCHEMA_PREFIX_ITEMS: &str = "schema-prefix-items";
/// `patternProperties` is read as additional properties of any of the schemas.
pub const SCHEMA_PATTERN_PROPERTIES: &str = "schema-pattern-properties";
/// Only the first of several examples is kept.
pub const SCHEMA_EXAMPLES: &str = "schema-examples";
/// The encoding or media type of a string is left out.
pub const SCHEMA_CONTENT: &str = "schema-content";
/// A keyword beside `enum` or `const` contradicts it.
pub const SCHEMA_CONST: &str = "schema-const";
/// A member of the root or of `info` that OpenAPI 3.0 does not have is left out.
pub const ROOT_MEMBER: &str = "root-member";
/// A reference leads nowhere in this document, to itself, or to something of another kind.
pub const REFERENCE: &str = "reference-unresolved";
/// A reference to a URL is left out: nothing is downloaded.
pub const REFERENCE_URL: &str = "reference-url";
/// A reference to another file by an absolute path, which means something else on another machine.
pub const REFERENCE_ABSOLUTE: &str = "reference-absolute";
/// Another file that a reference leads into could not be read.
pub const FILE_ABSENT: &str = "file-absent";
/// Members beside a `$ref` are left out.
pub const REFERENCE_SIBLINGS: &str = "reference-siblings";

/// A pattern of wanted operations matches none.
pub const SELECT_NOTHING: &str = "select-nothing";

/// A keyword has a value of the wrong kind; the keyword is left out.
pub const WRONG_KIND: &str = "keyword-wrong-kind";
/// A keyword that holds the structure of the API has a value of the wrong kind.
pub const STRUCTURE: &str = "structure-wrong-kind";
/// A keyword has a value of the wrong kind that can be read as the right one.
pub const COERCED: &str = "keyword-coerced";
/// A keyword has a value that is not among those that are allowed; the keyword is left out.
pub const WRONG_VALUE: &str = "keyword-wrong-value";
/// A keyword that OpenAPI does not know is left out.
pub const UNKNOWN_KEYWORD: &str = "keyword-unknown";
/// A keyword that OpenAPI requires is missing; a neutral value is supplied.
pub const MISSING_KEYWORD: &str = "keyword-missing";
/// A keyword of OpenAPI that has no influence on the output is left out.
pub const UNUSED_KEYWORD: &str = "keyword-unused";
/// An extension that is not known here is left out.
pub const EXTENSION_UNUSED: &str = "extension-unused";
/// An example goes nowhere.
pub const EXAMPLE_UNUSED: &str = "example-unused";
/// A component that nothing refers to is left out.
pub const COMPONENT_UNUSED: &str = "component-unused";
/// A path that does not start with a slash.
pub const PATH_KEY: &str = "path-key";
/// A parameter that cannot be read is left out.
pub const PARAMETER: &str = "parameter-left-out";
/// An operation that cannot be read is left out.
pub const OPERATION: &str = "operation-left-out";
/// A component or another part that cannot be read is left out.
pub const PART: &str = "part-left-out";
