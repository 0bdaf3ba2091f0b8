//! Decides where bytes are a file: as a part of a form, or as a whole body. JSON holds no bytes, only texts.
//!
//! Lowering gives the type of bytes to every text that would be bytes outside of JSON (`format: binary`, or a media
//! type without an encoding). Inside of JSON, and as a parameter, such a text is taken as it is.

use crate::ir::{Api, Body, BodyKind, ContentType, TypeId, TypeKind, TypeRef, visit};
use foldhash::{HashSet, HashSetExt};

pub(super) fn run(api: &mut Api) {
    let forms = with_choices(api, forms(api)).into_iter().map(|id| {
        let mut definition = api[id].clone();
        visit::definition_refs_mut(&mut definition, &mut |ty| as_part(api, ty));
        (id, definition)
    });
    let forms: Vec<_> = forms.collect();
    let bodies: Vec<_> =
        api.operations.iter().map(|operation| operation.body.as_ref().map(|body| sent(api, body))).collect();
    visit::refs_mut(api, &mut as_text);
    for (id, definition) in forms {
        api[id] = definition;
    }
    for (operation, kind) in api.operations.iter_mut().zip(bodies) {
        if let (Some(body), Some(kind)) = (&mut operation.body, kind) {
            body.kind = kind;
        }
    }
}

/// The types of the bodies whose parts may be files, with those that such a body consists of.
fn forms(api: &Api) -> HashSet<TypeId> {
    let mut open: Vec<&TypeRef> = Vec::new();
    for body in api.operations.iter().filter_map(|operation| operation.body.as_ref()) {
        match &body.kind {
            BodyKind::Value { ty, .. } if body.content_type.is_multipart() => open.push(ty),
            BodyKind::Choice { variants, .. } => {
                let forms = variants.iter().filter(|variant| variant.content_type.is_multipart());
                open.extend(forms.map(|variant| &variant.ty));
            }
            _ => {}
        }
    }
    let mut forms = HashSet::new();
    while let Some(ty) = open.pop() {
        let TypeRef::Named(id) = ty else { continue };
        if !forms.insert(*id) {
            continue;
        }
        match &api[*id].kind {
            TypeKind::Alias(ty) => open.push(ty),
            TypeKind::Union(union) => open.extend(union.variants.iter().map(|variant| &variant.ty)),
            TypeKind::Struct(object) => {
                open.extend(object.fields.iter().filter(|field| field.is_part).map(|field| &field.ty));
            }
            TypeKind::Enumeration(_) | TypeKind::Tuple(_) => {}
        }
    }
    forms
}

/// With the unions that are parts of forms: a part may be a file or something else.
fn with_choices(api: &Api, mut forms: HashSet<TypeId>) -> HashSet<TypeId> {
    let objects = forms.iter().filter_map(|id| match &api[*id].kind {
        TypeKind::Struct(object) => Some(&object.fields),
        _ => None,
    });
    let properties = api.operations.iter().filter_map(|operation| match operation.body.as_ref() {
        Some(body @ Body { kind: BodyKind::Properties(fields), .. }) if body.holds_files() => Some(fields),
        _ => None,
    });
    let choices: Vec<TypeId> = objects
        .chain(properties)
        .flatten()
        .filter_map(|field| match api.resolve(&field.ty) {
            TypeRef::List(item) => api.resolve(item).named(),
            ty => ty.named(),
        })
        .filter(|id| matches!(api[*id].kind, TypeKind::Union(_)))
        .collect();
    forms.extend(choices);
    forms
}

/// A body with the files that it is or holds.
fn sent(api: &Api, body: &Body) -> BodyKind {
    let written = |content_type: &ContentType, ty: &mut TypeRef| match content_type {
        ContentType::Binary(_) | ContentType::File => *ty = TypeRef::Bytes,
        content_type if content_type.is_multipart() => as_part(api, ty),
        _ => as_text(ty),
    };
    let mut kind = body.kind.clone();
    match &mut kind {
        BodyKind::Properties(fields) if body.holds_files() => {
            fields.iter_mut().for_each(|field| as_part(api, &mut field.ty));
        }
        BodyKind::Properties(fields) => {
            fields.iter_mut().for_each(|field| written(&body.content_type, &mut field.ty));
        }
        BodyKind::Value { ty, .. } => written(&body.content_type, ty),
        BodyKind::Choice { variants, .. } => {
            variants.iter_mut().for_each(|variant| written(&variant.content_type, &mut variant.ty));
        }
    }
    kind
}

/// Makes a file, or several, of what is bytes in a form.
fn as_part(api: &Api, ty: &mut TypeRef) {
    match as_file(api, ty) {
        Some(file) => *ty = file,
        None => as_text(ty),
    }
}

/// The type of a part that is a file, or of several.
fn as_file(api: &Api, ty: &TypeRef) -> Option<TypeRef> {
    match api.resolve(ty) {
        TypeRef::Bytes => Some(TypeRef::Bytes),
        TypeRef::Nullable(inner) => as_file(api, inner).map(|inner| TypeRef::Nullable(Box::new(inner))),
        TypeRef::List(inner) => as_file(api, inner).map(|inner| TypeRef::List(Box::new(inner))),
        TypeRef::Map(inner) => as_file(api, inner).map(|inner| TypeRef::Map(Box::new(inner))),
        _ => None,
    }
}

/// Makes a text of what would be bytes.
fn as_text(ty: &mut TypeRef) {
    match ty {
        TypeRef::Bytes => *ty = TypeRef::String,
        TypeRef::List(inner) | TypeRef::Map(inner) | TypeRef::Nullable(inner) => as_text(inner),
        _ => {}
    }
}
