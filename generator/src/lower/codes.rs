//! The stable codes of what lowering reports.

/// A `$ref` leads nowhere.
pub const REFERENCE_UNKNOWN: &str = "reference-unknown";
/// A `$ref` leads to itself, or into a circle of others.
pub const REFERENCE_CYCLE: &str = "reference-cycle";
/// `not` is not represented.
pub const SCHEMA_NOT: &str = "schema-not";
/// A schema is nested too deeply; the rest takes any value.
pub const SCHEMA_DEPTH: &str = "schema-depth";
/// An array without `items` holds any values.
pub const ARRAY_ITEMS: &str = "array-items";
/// A list or a map that contains itself without an object between holds any values.
pub const ALIAS_RECURSIVE: &str = "alias-recursive";
/// The values of an `enum` are not all strings or all integers; a weaker type is used.
pub const ENUM_MIXED: &str = "enum-mixed";
/// The values that an `enum` allows do not show in the type.
pub const ENUM_UNCHECKED: &str = "enum-unchecked";
/// `additionalProperties: false` is not checked: members that are not known are ignored.
pub const ADDITIONAL_PROPERTIES: &str = "additional-properties";
/// A value is listed twice in an `enum`.
pub const ENUM_DUPLICATE: &str = "enum-duplicate";
/// A value of an `enum` is not of the `type` beside it; it is read as that type.
pub const ENUM_VALUE_TYPE: &str = "enum-value-type";
/// A default is not a value of its schema; it is left out.
pub const DEFAULT: &str = "default";
/// A name in `required` has no property; it is ignored.
pub const REQUIRED_UNKNOWN: &str = "required-unknown";
/// Alternatives that only differ in what is required are not distinguished.
pub const REQUIRED_ALTERNATIVES: &str = "required-alternatives";
/// An `allOf` contains itself.
pub const ALL_OF_CYCLE: &str = "all-of-cycle";
/// The members of an `allOf` do not fit together; one of them is used.
pub const ALL_OF_CONFLICT: &str = "all-of-conflict";
/// The schemas that speak of a property combine in too many ways; the last one is used.
pub const ALL_OF_COMBINATIONS: &str = "all-of-combinations";
/// Several sets of alternatives in one schema; the properties of all become optional.
pub const ALTERNATIVES_MERGED: &str = "alternatives-merged";
/// Alternatives that are the same on the wire become one type.
pub const ALTERNATIVES_SAME: &str = "alternatives-same";
/// A discriminator cannot distinguish the alternatives; they are tried in order.
pub const DISCRIMINATOR: &str = "discriminator";
/// Two documents have different schemas of one name; both are kept under different names.
pub const COMPONENT_CLASH: &str = "component-clash";

/// A parameter of the path is not declared; it is taken as text.
pub const PARAMETER_MISSING: &str = "parameter-missing";
/// A parameter of the path is declared, but the path has no place for it.
pub const PARAMETER_UNUSED: &str = "parameter-unused";
/// A header parameter that the specification says to ignore.
pub const PARAMETER_IGNORED: &str = "parameter-ignored";
/// A header parameter `Authorization` that no security scheme sends.
pub const PARAMETER_AUTHORIZATION: &str = "parameter-authorization";
/// A parameter is declared twice.
pub const PARAMETER_DUPLICATE: &str = "parameter-duplicate";
/// `allowEmptyValue` is not represented.
pub const PARAMETER_EMPTY_VALUE: &str = "parameter-empty-value";
/// A body without content, or whose reference leads nowhere.
pub const BODY_EMPTY: &str = "body-empty";
/// Another media type of a body or an answer is not offered.
pub const MEDIA_TYPE_ALTERNATIVE: &str = "media-type-alternative";
/// The schema of a body that is not JSON does not show in its type.
pub const MEDIA_TYPE_UNTYPED: &str = "media-type-untyped";
/// A multipart body of another kind is sent as form data.
pub const MULTIPART_KIND: &str = "multipart-kind";
/// How a property of a multipart or form body is encoded is not represented in full.
pub const ENCODING: &str = "encoding";
/// An operation has no successful answer of its own.
pub const RESPONSE_MISSING: &str = "response-missing";
/// Another successful answer of the Graph API is not typed.
pub const RESPONSE_ALTERNATIVE: &str = "response-alternative";
/// A header of an answer is not represented.
pub const RESPONSE_HEADER: &str = "response-header";
/// A list answers with more than its items and its paging; the rest is not read.
pub const PAGED_PROPERTY: &str = "paged-property";
/// The body of an answer with an error is not JSON and has no type.
pub const RESPONSE_ERROR: &str = "response-error";
/// A link shows in the documentation of its operation only.
pub const LINK: &str = "link";
/// A part of a webhook is not represented.
pub const WEBHOOK: &str = "webhook";
/// A part of a callback is not represented.
pub const CALLBACK: &str = "callback";
/// Another server is not used.
pub const SERVER_ALTERNATIVE: &str = "server-alternative";
/// A server without an origin: the caller gives the base URL.
pub const SERVER_RELATIVE: &str = "server-relative";
/// A server URL has a variable without a default.
pub const SERVER_VARIABLE: &str = "server-variable";
/// A security scheme that is used is not declared.
pub const SECURITY_UNKNOWN: &str = "security-unknown";
/// How the user gets an OAuth 2 or OpenID Connect token is not represented.
pub const SECURITY_FLOW: &str = "security-flow";
/// An extension of ours does not have the form that is documented.
pub const EXTENSION: &str = "extension";
