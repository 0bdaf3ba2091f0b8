//! Decides what callers do with each member, parameter and body, and which members may be absent.
//!
//! A property that only answers have need not be in a request, and one that only requests have need not be in an
//! answer. For a type that travels in both directions, "required" then holds in one of them only.

mod idempotency;

use crate::ir::{
    Access, Api, Body, BodyKind, ContentType, Field, Ident, Operation, ParameterLocation, Role, TypeDef,
    TypeId, TypeKind, TypeRef,
};

/// The query parameter that selects fields.
const FIELDS: &str = "fields";

pub(super) fn run(api: &mut Api) {
    let ids = (0..).map(TypeId).zip(&api.types);
    let constants: Vec<bool> = ids.map(|(id, _)| is_constant(api, id)).collect();
    let is_constant = |ty: &TypeRef| match ty {
        TypeRef::Named(id) => constants.get(id.0 as usize).copied().unwrap_or_default(),
        _ => false,
    };
    for definition in &mut api.types {
        of_members(definition, is_constant);
    }
    for at in 0..api.operations.len() {
        let key = idempotency::key(api, &api.operations[at]);
        of_inputs(&mut api.operations[at], is_constant);
        if let Some(key) = key {
            api.operations[at].parameters[key].role = Role::IdempotencyKey;
        }
    }
}

/// Whether there is only one value that could be given.
fn is_constant(api: &Api, id: TypeId) -> bool {
    let TypeRef::Named(id) = *api.resolve(&TypeRef::Named(id)) else { return false };
    matches!(&api[id].kind, TypeKind::Enumeration(enumeration) if enumeration.values.len() == 1)
}

fn of_members(definition: &mut TypeDef, is_constant: impl Fn(&TypeRef) -> bool) {
    let (usage, is_selectable) = (definition.usage, definition.is_selectable);
    let TypeKind::Struct(object) = &mut definition.kind else { return };
    for field in &mut object.fields {
        // What answers leave out must be in a request all the same.
        let must_be_given = field.required;
        // Answers that leave it out are no reason to refuse what is declared.
        field.required &= !field.is_undeclared || (usage.request && !usage.response);
        field.required &= match field.access {
            // Text, numbers and lists have an empty value that stands in.
            Access::ReadOnly => !usage.request || field.ty.has_default(|_| false),
            Access::WriteOnly => !usage.response,
            Access::ReadWrite => true,
        };
        field.role = if !usage.request || field.access == Access::ReadOnly {
            Role::ReadOnly
        } else if must_be_given && !field.nullable && (field.only.is_some() || is_constant(&field.ty)) {
            Role::Constant
        } else if must_be_given {
            Role::Argument(0)
        } else {
            setter(field, !is_selectable)
        };
    }
}

/// What may be given, with a way to say `null` where the document allows it and the request can express it.
fn setter(field: &Field, can_tell_null: bool) -> Role {
    let has_null = can_tell_null && field.nullable && field.ty != TypeRef::Any;
    Role::Setter { null: has_null.then(Ident::default) }
}

fn of_inputs(operation: &mut Operation, is_constant: impl Fn(&TypeRef) -> bool) {
    for parameter in &mut operation.parameters {
        let is_selection = operation.selects.is_some()
            && parameter.location == ParameterLocation::Query
            && parameter.wire_name == FIELDS;
        let is_constant = parameter.only.is_some() || is_constant(&parameter.ty);
        parameter.role = match (is_selection, parameter.required) {
            (true, _) => Role::Selection,
            (false, true) if is_constant => Role::Constant,
            (false, is_required) => given(is_required),
        };
    }
    if let Some(body) = &mut operation.body {
        of_body(body, is_constant);
    }
}

fn of_body(body: &mut Body, is_constant: impl Fn(&TypeRef) -> bool) {
    let BodyKind::Properties(fields) = &mut body.kind else {
        body.role = given(body.required);
        return;
    };
    // A form has no way to say `null`.
    let is_json = matches!(body.content_type, ContentType::Json(_)) && body.files.is_empty();
    for field in fields.iter_mut() {
        field.required &= body.required;
        field.role = if !field.required {
            setter(field, is_json)
        } else if !field.nullable && (field.only.is_some() || is_constant(&field.ty)) {
            Role::Constant
        } else {
            Role::Argument(0)
        };
    }
    let is_there = |field: &Field| field.role.is_argument() || field.role == Role::Constant;
    body.sends_empty = body.required && !fields.iter().any(is_there);
}

fn given(is_required: bool) -> Role {
    if is_required { Role::Argument(0) } else { Role::default() }
}

#[cfg(test)]
mod tests;
