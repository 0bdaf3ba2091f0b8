//! Decides what of a type that travels in requests may be absent, and where `null` says something else than that.
//!
//! A property that only answers have need not be in a request, one that only requests have need not be in an answer: for a
//! type that travels in both, being required holds in one direction only.

use crate::ir::{Access, Api, BodyKind, ContentType, Field, TypeKind, TypeRef, Usage};

pub(super) fn run(api: &mut Api) {
    for definition in &mut api.types {
        let (usage, is_selectable) = (definition.usage, definition.is_selectable);
        if let TypeKind::Struct(object) = &mut definition.kind {
            for field in &mut object.fields {
                relax(field, usage);
                field.clearable = usage.request && !is_selectable && is_clearable(field, field.required);
            }
        }
    }
    for body in api.operations.iter_mut().filter_map(|operation| operation.body.as_mut()) {
        let (is_json, is_required) = (matches!(body.content_type, ContentType::Json(_)), body.required);
        if let BodyKind::Properties(fields) = &mut body.kind {
            for field in fields {
                // A form has no way to say `null`.
                field.clearable = is_json && is_clearable(field, field.required && is_required);
            }
        }
    }
}

fn relax(field: &mut Field, usage: Usage) {
    if !field.required {
        return;
    }
    match field.access {
        // Text, numbers and lists have an empty value that stands in.
        Access::ReadOnly => field.required = !usage.request || has_empty_value(&field.ty),
        Access::WriteOnly => {
            field.required = !usage.response;
            field.demanded = usage.response && usage.request;
        }
        Access::ReadWrite => {}
    }
}

fn has_empty_value(ty: &TypeRef) -> bool {
    !matches!(
        ty,
        TypeRef::Named(_) | TypeRef::Secret | TypeRef::Timestamp | TypeRef::Text(_) | TypeRef::Bytes
    )
}

fn is_clearable(field: &Field, required: bool) -> bool {
    let has_null = field.nullable && field.ty != TypeRef::Any;
    has_null && !required && !field.demanded && field.access != Access::ReadOnly
}
