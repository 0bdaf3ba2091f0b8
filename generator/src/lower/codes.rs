//! The stable codes of what lowering reports.

use crate::diagnostic::{Code, Harm};

/// A `$ref` leads to itself, or into a circle of others.
pub const REFERENCE_CYCLE: &Code = &Code::new("reference-cycle", Harm::Refused);
/// `not` is not represented.
pub const SCHEMA_NOT: &Code = &Code::new("schema-not", Harm::Unchecked);
/// A schema is nested too deeply; the rest takes any value.
pub const SCHEMA_DEPTH: &Code = &Code::new("schema-depth", Harm::Type);
/// An array without `items` holds any values.
pub const ARRAY_ITEMS: &Code = &Code::new("array-items", Harm::None);
/// A list or a map that contains itself without an object between holds any values.
pub const ALIAS_RECURSIVE: &Code = &Code::new("alias-recursive", Harm::Type);
/// The values of an `enum` are not all strings or all integers; a weaker type is used.
pub const ENUM_MIXED: &Code = &Code::new("enum-mixed", Harm::Type);
/// The values that an `enum` allows do not show in the type.
pub const ENUM_UNCHECKED: &Code = &Code::new("enum-unchecked", Harm::Unchecked);
/// `additionalProperties: false` is not checked: members that are not known are ignored.
pub const ADDITIONAL_PROPERTIES: &Code = &Code::new("additional-properties", Harm::Unchecked);
/// The bounds of an integer allow numbers that its type does not hold.
pub const INTEGER_RANGE: &Code = &Code::new("integer-range", Harm::Data);
/// A value is listed twice in an `enum`.
pub const ENUM_DUPLICATE: &Code = &Code::new("enum-duplicate", Harm::None);
/// A value of an `enum` is not of the `type` beside it: it is read as a string, or the type is left out.
pub const ENUM_VALUE_TYPE: &Code = &Code::new("enum-value-type", Harm::Guess);
/// A default is not a value of its schema; it is left out.
pub const DEFAULT: &Code = &Code::new("default", Harm::Guess);
/// A name in `required` has no property; it takes any value.
pub const REQUIRED_UNKNOWN: &Code = &Code::new("required-unknown", Harm::Guess);
/// Alternatives that only differ in what is required are not distinguished.
pub const REQUIRED_ALTERNATIVES: &Code = &Code::new("required-alternatives", Harm::Unchecked);
/// An `allOf` contains itself.
pub const ALL_OF_CYCLE: &Code = &Code::new("all-of-cycle", Harm::Refused);
/// No value is valid by all members of an `allOf`; any value is taken.
pub const ALL_OF_CONFLICT: &Code = &Code::new("all-of-conflict", Harm::Type);
/// The schemas that speak of a property combine in too many ways; it takes any value.
pub const ALL_OF_COMBINATIONS: &Code = &Code::new("all-of-combinations", Harm::Type);
/// Several sets of alternatives of objects in one schema; one type has the properties of all.
pub const ALTERNATIVES_MERGED: &Code = &Code::new("alternatives-merged", Harm::None);
/// Alternatives that are the same on the wire become one type.
pub const ALTERNATIVES_SAME: &Code = &Code::new("alternatives-same", Harm::None);
/// A discriminator cannot distinguish the alternatives; they are tried in order.
pub const DISCRIMINATOR: &Code = &Code::new("discriminator", Harm::Type);
/// Two documents have different schemas of one name; both are kept under different names.
pub const COMPONENT_CLASH: &Code = &Code::new("component-clash", Harm::Upkeep);

/// A parameter of the path is not declared; it is taken as text.
pub const PARAMETER_MISSING: &Code = &Code::new("parameter-missing", Harm::Guess);
/// A parameter of the path is declared, but the path has no place for it.
pub const PARAMETER_UNUSED: &Code = &Code::new("parameter-unused", Harm::Wire);
/// A header parameter that the specification says to ignore.
pub const PARAMETER_IGNORED: &Code = &Code::new("parameter-ignored", Harm::None);
/// A header parameter `Authorization` that no security scheme sends.
pub const PARAMETER_AUTHORIZATION: &Code = &Code::new("parameter-authorization", Harm::Guess);
/// A parameter is declared twice.
pub const PARAMETER_DUPLICATE: &Code = &Code::new("parameter-duplicate", Harm::Wire);
/// `allowEmptyValue` is not represented.
pub const PARAMETER_EMPTY_VALUE: &Code = &Code::new("parameter-empty-value", Harm::Unchecked);
/// A body without content, or whose reference leads nowhere.
pub const BODY_EMPTY: &Code = &Code::new("body-empty", Harm::Guess);
/// Another media type of a body or an answer is not offered.
pub const MEDIA_TYPE_ALTERNATIVE: &Code = &Code::new("media-type-alternative", Harm::None);
/// The schema of a body that is not JSON does not show in its type.
pub const MEDIA_TYPE_UNTYPED: &Code = &Code::new("media-type-untyped", Harm::Type);
/// A key of `content` is not a media type.
pub const MEDIA_TYPE_INVALID: &Code = &Code::new("media-type-invalid", Harm::Wire);
/// The schema of a form is not an object, so that nothing says what its pairs or parts are called.
pub const FORM_BODY: &Code = &Code::new("form-body", Harm::Type);
/// OpenAPI leaves open how a parameter is written that is nested more deeply than one level.
pub const PARAMETER_NESTED: &Code = &Code::new("parameter-nested", Harm::Guess);
/// How a property of a multipart or form body is encoded is not represented in full.
pub const ENCODING: &Code = &Code::new("encoding", Harm::Guess);
/// An operation has no successful answer of its own.
pub const RESPONSE_MISSING: &Code = &Code::new("response-missing", Harm::None);
/// Another successful answer of the Graph API is not typed.
pub const RESPONSE_ALTERNATIVE: &Code = &Code::new("response-alternative", Harm::Type);
/// A header of an answer is not represented.
pub const RESPONSE_HEADER: &Code = &Code::new("response-header", Harm::Data);
/// A parameter of the query stands beside one that is the whole query, and is left out.
pub const PARAMETER_QUERYSTRING: &Code = &Code::new("parameter-querystring", Harm::Wire);
/// A list answers with more than its items and its paging; the rest is not read.
pub const PAGED_PROPERTY: &Code = &Code::new("paged-property", Harm::Data);
/// The body of an answer with an error is not JSON and has no type.
pub const RESPONSE_ERROR: &Code = &Code::new("response-error", Harm::None);
/// A link shows in the documentation of its operation only.
pub const LINK: &Code = &Code::new("link", Harm::None);
/// A part of a webhook is not represented.
pub const WEBHOOK: &Code = &Code::new("webhook", Harm::Data);
/// A part of a callback is not represented.
pub const CALLBACK: &Code = &Code::new("callback", Harm::Data);
/// Another server is not used.
pub const SERVER_ALTERNATIVE: &Code = &Code::new("server-alternative", Harm::None);
/// A server without an origin: the caller gives the base URL.
pub const SERVER_RELATIVE: &Code = &Code::new("server-relative", Harm::None);
/// A server URL has a variable without a default.
pub const SERVER_VARIABLE: &Code = &Code::new("server-variable", Harm::Guess);
/// A security scheme that is used is not declared.
pub const SECURITY_UNKNOWN: &Code = &Code::new("security-unknown", Harm::Wire);
/// How an OpenID Connect token, or the first token by OAuth 2 with a person, is got is not represented.
pub const SECURITY_FLOW: &Code = &Code::new("security-flow", Harm::None);
/// An extension of ours does not have the form that is documented.
pub const EXTENSION: &Code = &Code::new("extension", Harm::Upkeep);

/// Another schema needs the parts of one that has a type of the project's.
pub const TYPE_PART: &Code = &Code::new("type-part", Harm::Refused);
