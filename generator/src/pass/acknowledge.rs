//! Finds the writes whose answer says whether they succeeded.
//!
//! The Graph API can answer a write with the status 200 and `{"success": false}`. Where the answer documents a boolean
//! `success`, that is an error of the call. A read is left alone: there `success` is a field like any other.

use crate::ir::{Api, Operation, Payload, Style, TypeKind, TypeRef};

/// The property that says whether a write succeeded.
const PROPERTY: &str = "success";

pub(super) fn run(api: &mut Api) {
    for index in 0..api.operations.len() {
        let is_acknowledgement = is_acknowledgement(api, &api.operations[index]);
        api.operations[index].success.is_acknowledgement = is_acknowledgement;
    }
}

fn is_acknowledgement(api: &Api, operation: &Operation) -> bool {
    let Payload::Json(ty) = &operation.success.payload else { return false };
    let TypeRef::Named(id) = api.resolve(ty) else { return false };
    let TypeKind::Struct(object) = &api[*id].kind else { return false };
    let mut fields = object.fields.iter();
    operation.style == Style::Graph
        && operation.method != "GET"
        && fields.any(|field| field.wire_name == PROPERTY && *api.resolve(&field.ty) == TypeRef::Boolean)
}
