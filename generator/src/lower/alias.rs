//! Puts what an alias stands for into the places that use it.
//!
//! The alias itself stays, so that callers find the name of the document; but a setter that takes text should say
//! so, and not the name of an alias.

use super::codes;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::ir::{
    Api, Docs, Field, Inner, InnerLimits, Limits, TypeId, TypeKind, TypeRef, Union, UnionMatch, visit,
};
use foldhash::{HashMap, HashMapExt};

/// How often unions that fold into one alternative may make new aliases.
const ROUNDS: usize = 8;

/// How many lists and maps may stand in each other.
const MAX_DEPTH: usize = 24;

/// Resolves every alias.
pub(super) fn resolve(api: &mut Api, diagnostics: &mut Diagnostics) {
    for _ in 0..ROUNDS {
        let targets = targets(api, diagnostics);
        carry_docs(api);
        visit::refs_mut(api, &mut |ty| substitute(ty, &targets));
        if !fold_unions(api) {
            break;
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    Open,
    Done,
}

/// What each alias stands for in the end, without any alias in it.
fn targets(api: &Api, diagnostics: &mut Diagnostics) -> HashMap<TypeId, TypeRef> {
    let mut targets = HashMap::new();
    let mut states = HashMap::new();
    let aliases = (0..).map(TypeId).zip(&api.types);
    let mut aliases: Vec<_> =
        aliases.filter(|(_, definition)| matches!(definition.kind, TypeKind::Alias(_))).collect();
    // Where aliases lead to each other, the first one breaks the circle: not the first of the document.
    aliases.sort_by_key(|(_, definition)| (&definition.hint, &definition.pointer, definition.source));
    for (id, _) in aliases {
        target(api, id, &mut targets, &mut states, diagnostics);
    }
    targets
}

fn target(
    api: &Api,
    start: TypeId,
    targets: &mut HashMap<TypeId, TypeRef>,
    states: &mut HashMap<TypeId, State>,
    diagnostics: &mut Diagnostics,
) {
    // A chain of aliases is as long as the document likes, so it is followed with a stack of its own.
    let mut stack = vec![start];
    while let Some(&id) = stack.last() {
        let TypeKind::Alias(ty) = &api[id].kind else {
            stack.pop();
            continue;
        };
        if states.get(&id) == Some(&State::Done) {
            stack.pop();
            continue;
        }
        let next = ty.named().filter(|next| matches!(api[*next].kind, TypeKind::Alias(_)));
        match next.map(|next| (next, states.get(&next).copied())) {
            Some((next, None)) => {
                states.insert(id, State::Open);
                stack.push(next);
            }
            Some((next, Some(State::Open))) => {
                // A document that is refused has been told why.
                if !diagnostics.has_errors() {
                    let message = "the type only contains itself; its place takes any value";
                    diagnostics.push(warning(api, id, codes::ALIAS_RECURSIVE, message));
                }
                targets.insert(next, TypeRef::Any);
                states.insert(next, State::Done);
            }
            _ => {
                let mut ty = ty.clone();
                substitute(&mut ty, targets);
                if depth(&ty) > MAX_DEPTH {
                    let message = "lists and maps are nested too deeply; the rest takes any value";
                    diagnostics.push(warning(api, id, codes::SCHEMA_DEPTH, message));
                    ty = TypeRef::Any;
                }
                targets.entry(id).or_insert(ty);
                states.insert(id, State::Done);
                stack.pop();
            }
        }
    }
}

fn warning(api: &Api, id: TypeId, code: &'static Code, message: &str) -> Diagnostic {
    Diagnostic::new(code, message).at(api[id].source, &api[id].pointer)
}

/// How many lists and maps stand in each other.
fn depth(ty: &TypeRef) -> usize {
    let (mut ty, mut depth) = (ty, 0);
    while let TypeRef::List(inner) | TypeRef::Map(inner) | TypeRef::Nullable(inner) = ty {
        (ty, depth) = (inner, depth + 1);
    }
    depth
}

fn substitute(ty: &mut TypeRef, targets: &HashMap<TypeId, TypeRef>) {
    match ty {
        TypeRef::Named(id) => {
            if let Some(target) = targets.get(id) {
                *ty = target.clone();
            }
        }
        TypeRef::List(inner) | TypeRef::Map(inner) => substitute(inner, targets),
        TypeRef::Nullable(inner) => {
            substitute(inner, targets);
            if matches!(**inner, TypeRef::Nullable(_) | TypeRef::Any) {
                *ty = std::mem::replace(&mut **inner, TypeRef::Any);
            }
        }
        _ => {}
    }
}

/// The documentation of the aliases.
fn documented(api: &Api) -> HashMap<TypeId, Docs> {
    (0..)
        .zip(&api.types)
        .filter(|(_, definition)| matches!(definition.kind, TypeKind::Alias(_)))
        .map(|(index, definition)| (TypeId(index), definition.docs.clone()))
        .collect()
}

/// A field that has no documentation gets that of the alias that it uses.
fn carry_docs(api: &mut Api) {
    let aliases = documented(api);
    for definition in &mut api.types {
        if let TypeKind::Alias(ty @ (TypeRef::List(_) | TypeRef::Map(_))) = &definition.kind {
            carry_limits(ty, &mut definition.docs.limits, &aliases);
        }
    }
    let aliases = documented(api);
    let carry = |ty: &TypeRef, docs: &mut Docs| {
        carry_limits(ty, &mut docs.limits, &aliases);
        let TypeRef::Named(id) = ty else { return };
        let Some(alias) = aliases.get(id) else { return };
        docs.complete(alias);
    };
    let field = |field: &mut Field| carry(&field.ty, &mut field.docs);
    for definition in &mut api.types {
        match &mut definition.kind {
            TypeKind::Struct(object) => object.fields.iter_mut().for_each(field),
            TypeKind::Union(union) => {
                union.variants.iter_mut().for_each(|variant| carry(&variant.ty, &mut variant.docs));
            }
            _ => {}
        }
    }
    for operation in &mut api.operations {
        for parameter in &mut operation.parameters {
            carry(&parameter.ty, &mut parameter.docs);
        }
        visit::body_fields_mut(operation).for_each(field);
    }
}

/// Adds the limits of the aliases that a type uses, down to the items of lists and the values of maps.
fn carry_limits(ty: &TypeRef, limits: &mut Option<Box<Limits>>, aliases: &HashMap<TypeId, Docs>) {
    match ty {
        TypeRef::Named(id) => {
            let Some(mut carried) = aliases.get(id).and_then(|alias| alias.limits.clone()) else { return };
            // What is said closer counts for more.
            carried.and(limits.take().map(|own| *own).unwrap_or_default());
            *limits = Some(carried);
        }
        TypeRef::List(inner) => carry_inner(inner, Inner::Items, limits, aliases),
        TypeRef::Map(inner) => carry_inner(inner, Inner::Values, limits, aliases),
        TypeRef::Nullable(inner) => carry_limits(inner, limits, aliases),
        _ => {}
    }
}

fn carry_inner(
    inner: &TypeRef,
    of: Inner,
    limits: &mut Option<Box<Limits>>,
    aliases: &HashMap<TypeId, Docs>,
) {
    let own = limits.as_mut().and_then(|limits| limits.inside.take());
    let mut carried = own.map(|own| Box::new(own.limits));
    carry_limits(inner, &mut carried, aliases);
    if let Some(carried) = carried {
        limits.get_or_insert_default().inside = Some(Box::new(InnerLimits { of, limits: *carried }));
    }
}

/// Joins the variants that turned out to be one type; `true` if a union became an alias by that.
fn fold_unions(api: &mut Api) -> bool {
    let mut changed = false;
    for definition in &mut api.types {
        let TypeKind::Union(union) = &mut definition.kind else { continue };
        if union.matching != UnionMatch::Untagged {
            // Two tags may mean the same type, and the tag still says something.
            continue;
        }
        fold(union);
        if let [only] = union.variants.as_slice() {
            definition.kind = TypeKind::Alias(only.ty.clone());
            changed = true;
        }
    }
    changed
}

fn fold(union: &mut Union) {
    let mut kept: Vec<crate::ir::Variant> = Vec::with_capacity(union.variants.len());
    for variant in union.variants.drain(..) {
        if kept.iter().all(|known| known.ty != variant.ty) {
            kept.push(variant);
        }
    }
    union.variants = kept;
}
