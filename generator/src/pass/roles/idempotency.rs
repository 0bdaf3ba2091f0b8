//! The header with the key by which a server tells that it has carried a call out already.

use crate::ir::{
    Api, LimitKeyword, LimitValue, Operation, Parameter, ParameterLocation, TextFormat, TypeRef, WrittenLimit,
};

/// How the names of such headers end, in lower case: `Idempotency-Key` is that of the draft of the IETF and of most
/// APIs, the others are in use beside it, alone or after a prefix such as `X-`.
const NAMES: [&str; 6] = [
    "idempotency-key",
    "idempotence-key",
    "idempotency-token",
    "idempotency-id",
    "idempotence-uuid",
    "paypal-request-id",
];

/// How many characters a key has that a call makes: those of a UUID.
const LENGTH: i128 = 36;

/// The place of the parameter among those of the operation, if it has one.
pub(super) fn key(api: &Api, operation: &Operation) -> Option<usize> {
    operation.parameters.iter().position(|parameter| is_key(parameter) && takes_uuid(api, parameter))
}

fn is_key(parameter: &Parameter) -> bool {
    let name = parameter.wire_name.to_ascii_lowercase();
    let is_named = |known: &&str| {
        name.strip_suffix(*known).is_some_and(|prefix| prefix.is_empty() || prefix.ends_with('-'))
    };
    parameter.location == ParameterLocation::Header && NAMES.iter().any(is_named)
}

/// Whether any UUID is one of its values. Of a text with a pattern nobody knows.
fn takes_uuid(api: &Api, parameter: &Parameter) -> bool {
    let limits = parameter.docs.limits.as_deref();
    match api.resolve(&parameter.ty) {
        TypeRef::Text(TextFormat::Uuid) => true,
        TypeRef::String | TypeRef::Secret => {
            limits.is_none_or(|limits| limits.values.is_empty() && limits.narrowing.iter().all(takes_length))
        }
        _ => false,
    }
}

fn takes_length(limit: &WrittenLimit) -> bool {
    let LimitValue::Number(count) = &limit.value else { return false };
    let length = count.whole().unwrap_or_default();
    match limit.keyword {
        LimitKeyword::MinLength => length <= LENGTH,
        LimitKeyword::MaxLength => length >= LENGTH,
        _ => false,
    }
}
