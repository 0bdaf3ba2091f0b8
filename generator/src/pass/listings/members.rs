//! The members of answers and bodies, by their keys on the wire.

use crate::ir::{Api, Field, MemberPath, TypeKind, TypeRef};

/// The fields that are members of the objects of a type, each with one type in all values.
pub(super) fn fields<'a>(api: &'a Api, ty: &'a TypeRef) -> impl Iterator<Item = &'a Field> {
    let fields = match api.resolve(ty) {
        TypeRef::Named(id) => match &api[*id].kind {
            TypeKind::Struct(object) => object.fields.as_slice(),
            _ => &[],
        },
        _ => &[],
    };
    fields.iter().filter(|field| !field.is_part && !field.is_loose)
}

/// The field with this key.
pub(super) fn field<'a>(api: &'a Api, ty: &'a TypeRef, key: &str) -> Option<&'a Field> {
    fields(api, ty).find(|field| field.wire_name == key)
}

/// The type at the end of a path.
///
/// # Errors
/// The path to the first member that does not exist. Below what may hold anything, nobody knows.
pub(super) fn at<'a>(api: &'a Api, ty: &'a TypeRef, path: &[String]) -> Result<&'a TypeRef, String> {
    let mut ty = without_null(api, ty);
    for (depth, key) in path.iter().enumerate() {
        ty = match ty {
            TypeRef::Any => return Ok(&TypeRef::Any),
            TypeRef::Map(value) => value,
            TypeRef::Named(id) => match &api[*id].kind {
                TypeKind::Struct(_) => match field(api, ty, key) {
                    Some(field) => &field.ty,
                    None => return Err(shown(path.get(..=depth).unwrap_or(path))),
                },
                _ => return Ok(&TypeRef::Any),
            },
            _ => return Err(shown(path.get(..=depth).unwrap_or(path))),
        };
        ty = without_null(api, ty);
    }
    Ok(ty)
}

fn without_null<'a>(api: &'a Api, ty: &'a TypeRef) -> &'a TypeRef {
    match api.resolve(ty) {
        TypeRef::Nullable(inner) => without_null(api, inner),
        ty => ty,
    }
}

/// A path as people read it.
pub(super) fn shown(path: &[String]) -> String {
    path.join(".")
}

/// The items of the list that a path leads to, through members that are fields.
///
/// # Errors
/// What is at the path and cannot be followed.
pub(super) fn items<'a>(api: &'a Api, ty: &'a TypeRef, path: &[String]) -> Result<&'a TypeRef, String> {
    let mut ty = ty;
    for (depth, key) in path.iter().enumerate() {
        match field(api, ty, key) {
            Some(field) => ty = &field.ty,
            None => {
                return Err(format!(
                    "has no member `{}` in its answer",
                    shown(path.get(..=depth).unwrap_or(path))
                ));
            }
        }
    }
    match api.resolve(ty) {
        TypeRef::List(item) => Ok(item),
        _ if path.is_empty() => Err("does not answer with a list".to_owned()),
        _ => Err(format!("has no list in the member `{}` of its answer", shown(path))),
    }
}

/// Where the only list of an answer is, or the one whose name says that it is what was asked for.
pub(super) fn find_items(api: &Api, ty: &TypeRef, last_segment: &str) -> Option<MemberPath> {
    if matches!(api.resolve(ty), TypeRef::List(_)) {
        return Some(Vec::new());
    }
    if let Some(name) = list_among(api, ty, last_segment) {
        return Some(vec![name]);
    }
    let has_lists = fields(api, ty).any(|field| matches!(api.resolve(&field.ty), TypeRef::List(_)));
    let mut envelopes = fields(api, ty).filter(|field| ENVELOPES.contains(&field.wire_name.as_str()));
    let inside = envelopes.find_map(|field| {
        let name = list_among(api, &field.ty, last_segment)?;
        Some(vec![field.wire_name.clone(), name])
    });
    inside.filter(|_| !has_lists)
}

/// What an answer may be wrapped in.
const ENVELOPES: [&str; 4] = ["data", "response", "result", "results"];

/// What lists are called.
const LISTS: [&str; 9] =
    ["data", "entries", "items", "list", "objects", "records", "results", "value", "values"];

fn list_among(api: &Api, ty: &TypeRef, last_segment: &str) -> Option<String> {
    let lists: Vec<&str> = fields(api, ty)
        .filter(|field| matches!(api.resolve(&field.ty), TypeRef::List(_)))
        .map(|field| field.wire_name.as_str())
        .collect();
    let known = LISTS.iter().copied().chain([last_segment]);
    match lists.as_slice() {
        [] => None,
        [only] => Some((*only).to_owned()),
        several => known.into_iter().find(|name| several.contains(name)).map(str::to_owned),
    }
}
