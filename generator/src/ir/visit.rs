//! Walking over every use of a type, and removing or reordering types.

use crate::ir::{
    Additional, Api, BodyKind, Event, Field, Operation, Payload, Streaming, TypeDef, TypeId, TypeKind,
    TypeRef,
};
use foldhash::HashMap;

/// Calls `work` with the outermost [`TypeRef`] of every place.
pub(crate) fn refs_mut(api: &mut Api, work: &mut impl FnMut(&mut TypeRef)) {
    for definition in &mut api.types {
        definition_refs_mut(definition, work);
    }
    for operation in &mut api.operations {
        operation_refs_mut(operation, work);
    }
    api.events.iter_mut().flat_map(Event::payloads_mut).for_each(&mut *work);
    let variants = api.answer_sets.iter_mut().flat_map(|set| &mut set.variants);
    variants.filter_map(|variant| variant.payload.ty_mut()).for_each(work);
}

/// Calls `work` with the outermost [`TypeRef`] of every place of a type.
pub(crate) fn definition_refs_mut(definition: &mut TypeDef, work: &mut impl FnMut(&mut TypeRef)) {
    match &mut definition.kind {
        TypeKind::Struct(object) => {
            object.fields.iter_mut().for_each(|field| work(&mut field.ty));
            if let Additional::Typed { ty, .. } = &mut object.additional {
                work(ty);
            }
        }
        TypeKind::Union(union) => union.variants.iter_mut().for_each(|variant| work(&mut variant.ty)),
        TypeKind::Tuple(tuple) => {
            tuple.items.iter_mut().for_each(|item| work(&mut item.ty));
            tuple.rest.iter_mut().for_each(work);
        }
        TypeKind::Alias(ty) => work(ty),
        TypeKind::Enumeration(_) => {}
    }
}

fn operation_refs_mut(operation: &mut Operation, work: &mut impl FnMut(&mut TypeRef)) {
    operation.parameters.iter_mut().for_each(|parameter| work(&mut parameter.ty));
    match operation.body.as_mut().map(|body| &mut body.kind) {
        Some(BodyKind::Properties(fields)) => fields.iter_mut().for_each(|field| work(&mut field.ty)),
        Some(BodyKind::Value { ty, .. }) => work(ty),
        Some(BodyKind::Choice { variants, .. }) => {
            variants.iter_mut().for_each(|variant| work(&mut variant.ty));
        }
        None => {}
    }
    let success = &mut operation.success;
    let bodies = success.answers.iter_mut().flat_map(|answer| &mut answer.bodies);
    let payloads = bodies.map(|body| &mut body.payload).chain([&mut success.payload]);
    let errors =
        operation.errors.iter_mut().flat_map(|error| &mut error.bodies).map(|body| &mut body.payload);
    let payloads = payloads.chain(errors).chain(&mut operation.failure);
    payloads.filter_map(Payload::ty_mut).for_each(&mut *work);
    if let Some(paging) = &mut operation.paging {
        work(&mut paging.item);
    }
    if let Some(Streaming::Items(stream)) = &mut operation.success.streaming {
        work(&mut stream.item);
    }
    if let Some(id) = operation.selects {
        let mut ty = TypeRef::Named(id);
        work(&mut ty);
        operation.selects = ty.named();
    }
}

/// Calls `work` with the id inside a [`TypeRef`], if there is one.
pub(crate) fn ids_mut(ty: &mut TypeRef, work: &mut impl FnMut(&mut TypeId)) {
    match ty {
        TypeRef::Named(id) => work(id),
        TypeRef::List(inner) | TypeRef::Map(inner) | TypeRef::Nullable(inner) => ids_mut(inner, work),
        _ => {}
    }
}

/// The types that a type uses.
pub(crate) fn uses(definition: &TypeDef) -> Vec<&TypeRef> {
    match &definition.kind {
        TypeKind::Struct(object) => {
            let mut refs: Vec<_> = object.fields.iter().map(|field| &field.ty).collect();
            if let Additional::Typed { ty, .. } = &object.additional {
                refs.push(ty);
            }
            refs
        }
        TypeKind::Union(union) => union.variants.iter().map(|variant| &variant.ty).collect(),
        TypeKind::Tuple(tuple) => tuple.items.iter().map(|item| &item.ty).chain(&tuple.rest).collect(),
        TypeKind::Alias(ty) => vec![ty],
        TypeKind::Enumeration(_) => Vec::new(),
    }
}

/// The types that an operation sends.
pub(crate) fn sent(operation: &Operation) -> Vec<&TypeRef> {
    let mut refs: Vec<_> = operation.parameters.iter().map(|parameter| &parameter.ty).collect();
    match operation.body.as_ref().map(|body| &body.kind) {
        Some(BodyKind::Properties(fields)) => refs.extend(fields.iter().map(|field| &field.ty)),
        Some(BodyKind::Value { ty, .. }) => refs.push(ty),
        Some(BodyKind::Choice { variants, .. }) => refs.extend(variants.iter().map(|variant| &variant.ty)),
        None => {}
    }
    refs
}

/// The types that an operation receives.
pub(crate) fn received(operation: &Operation) -> Vec<&TypeRef> {
    let bodies = operation.success.answers.iter().flat_map(|answer| &answer.bodies);
    let payloads = bodies.map(|body| &body.payload).chain([&operation.success.payload]);
    let errors = operation.errors.iter().flat_map(|error| &error.bodies).map(|body| &body.payload);
    let items = operation.success.streaming.as_ref().and_then(Streaming::items).map(|stream| &stream.item);
    payloads.chain(errors).filter_map(Payload::ty).chain(items).collect()
}

/// The properties of a body that became arguments and setters.
pub(crate) fn body_fields_mut(operation: &mut Operation) -> impl Iterator<Item = &mut Field> {
    let fields = match operation.body.as_mut().map(|body| &mut body.kind) {
        Some(BodyKind::Properties(fields)) => Some(fields),
        _ => None,
    };
    fields.into_iter().flatten()
}

/// Puts the types that are joined, by what they become, out of use and removes them.
pub(crate) fn join(api: &mut Api, joined: &HashMap<TypeId, TypeId>) {
    refs_mut(api, &mut |ty| {
        ids_mut(ty, &mut |id| {
            if let Some(kept) = joined.get(id) {
                *id = *kept;
            }
        });
    });
    retain_types(api, &|id, _| !joined.contains_key(&id));
}

/// Removes the types that `keep` refuses. Nothing that stays may use what goes.
pub(crate) fn retain_types(api: &mut Api, keep: &dyn Fn(TypeId, &TypeDef) -> bool) {
    let order: Vec<TypeId> = (0..)
        .zip(&api.types)
        .filter(|(index, definition)| keep(TypeId(*index), definition))
        .map(|(index, _)| TypeId(index))
        .collect();
    reorder_types(api, &order);
}

/// Puts the types into the given order and drops those that are not in it.
pub(crate) fn reorder_types(api: &mut Api, order: &[TypeId]) {
    let mut places = vec![None; api.types.len()];
    for (new, old) in (0..).zip(order) {
        if let Some(place) = places.get_mut(old.0 as usize) {
            *place = Some(TypeId(new));
        }
    }
    let mut old: Vec<Option<TypeDef>> = std::mem::take(&mut api.types).into_iter().map(Some).collect();
    api.types = order.iter().filter_map(|id| old.get_mut(id.0 as usize)?.take()).collect();
    refs_mut(api, &mut |ty| {
        ids_mut(ty, &mut |id| {
            if let Some(place) = places.get(id.0 as usize).copied().flatten() {
                *id = place;
            }
        });
    });
}
