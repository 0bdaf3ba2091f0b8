//! Decides which types can be compared and hashed, which have a default, which callers write, and which derive what the
//! project asks for.

use super::codes;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir::{
    Additional, Api, DeriveRule, DerivedOrder, MappedTraits, TextFormat, TypeDef, TypeId, TypeKind, TypePath,
    TypeRef, UnionMatch, visit,
};
use wildmatch::WildMatch;

pub(super) fn run(api: &mut Api, diagnostics: &mut Diagnostics) {
    let comparable =
        greatest(api, |_, definition, known| visit::uses(definition).into_iter().all(|ty| is_eq(ty, known)));
    let defaulted = greatest(api, |_, definition, known| has_default(definition, known));
    for (index, definition) in api.types.iter_mut().enumerate() {
        definition.is_eq = comparable[index];
        definition.has_default = defaulted[index];
        definition.has_constructor =
            definition.usage.request && matches!(definition.kind, TypeKind::Struct(_));
    }
    asked_for(api, diagnostics);
}

/// The largest set of types that a test accepts, given that set: whatever it refuses falls out, until nothing changes.
fn greatest(api: &Api, test: impl Fn(usize, &TypeDef, &[bool]) -> bool) -> Vec<bool> {
    let mut known = vec![true; api.types.len()];
    let mut users: Vec<Vec<usize>> = vec![Vec::new(); api.types.len()];
    for (index, definition) in api.types.iter().enumerate() {
        for id in visit::uses(definition).into_iter().filter_map(TypeRef::named) {
            if let Some(users) = users.get_mut(id.0 as usize) {
                users.push(index);
            }
        }
    }
    let mut open: Vec<usize> = (0..api.types.len()).collect();
    while let Some(index) = open.pop() {
        if known[index] && !test(index, &api.types[index], &known) {
            known[index] = false;
            open.extend(&users[index]);
        }
    }
    known
}

/// Floating-point numbers have no equality, nor has JSON, which may hold them.
fn is_eq(ty: &TypeRef, known: &[bool]) -> bool {
    match ty {
        TypeRef::Float | TypeRef::Any => false,
        TypeRef::Mapped(mapped) => mapped.traits.is_eq,
        TypeRef::Named(id) => is_known(*id, known),
        TypeRef::List(inner) | TypeRef::Map(inner) | TypeRef::Nullable(inner) => is_eq(inner, known),
        _ => true,
    }
}

fn has_default(definition: &TypeDef, known: &[bool]) -> bool {
    let object = match &definition.kind {
        TypeKind::Struct(object) => object,
        // A constant: there is only one value to give.
        TypeKind::Enumeration(enumeration) => return enumeration.values.len() == 1,
        TypeKind::Tuple(_) | TypeKind::Union(_) | TypeKind::Alias(_) => {
            return false;
        }
    };
    object.fields.iter().all(|field| {
        // A type that is boxed into itself has a default only through an `Option`.
        field.is_option() || (!field.boxed && field.ty.has_default(|id| is_known(id, known)))
    })
}

fn is_known(id: TypeId, known: &[bool]) -> bool {
    known.get(id.0 as usize).copied().unwrap_or(false)
}

/// Gives the types the traits that the project asks for.
fn asked_for(api: &mut Api, diagnostics: &mut Diagnostics) {
    for (source, rule) in std::mem::take(&mut api.derives) {
        let is_of = |definition: &TypeDef| definition.source == source && is_meant(&rule, definition);
        let meant: Vec<bool> = api.types.iter().map(is_of).collect();
        let Some(order) = DerivedOrder::of(&rule.path) else {
            give(api, &meant, &rule.path);
            continue;
        };
        let meant = with_uses(api, meant);
        let given = greatest(api, |index, definition, known| meant[index] && order.holds(definition, known));
        for name in rule.schemas.iter().filter(|name| !name.contains('*')) {
            let lost = api.types.iter().zip(&given).find(|(definition, is_given)| {
                !*is_given && definition.pointer.tokens().nth(2).as_ref() == Some(name) && is_of(definition)
            });
            if let Some((definition, _)) = lost.filter(|(one, _)| !matches!(one.kind, TypeKind::Alias(_))) {
                let message = format!(
                    "`{name}` cannot derive `{}`: a value in it has no order, such as any JSON or a number with a fraction",
                    rule.path
                );
                let finding = Diagnostic::new(codes::DERIVE_LEFT_OUT, message);
                diagnostics.push(finding.at(definition.source, &definition.pointer));
            }
        }
        order_values(api, &given, order);
        if order == DerivedOrder::Total {
            give(api, &given, &TypePath { names: vec!["PartialOrd".to_owned()], arguments: Vec::new() });
        }
        give(api, &given, &rule.path);
    }
}

/// Whether a rule is for a type: for all, or for the component that it is, or stands in.
fn is_meant(rule: &DeriveRule, definition: &TypeDef) -> bool {
    let mut tokens = definition.pointer.tokens();
    let is_inside =
        tokens.next().as_deref() == Some("components") && tokens.next().as_deref() == Some("schemas");
    let name = tokens.next().filter(|_| is_inside);
    rule.schemas.is_empty()
        || name.is_some_and(|name| rule.schemas.iter().any(|pattern| WildMatch::new(pattern).matches(&name)))
}

fn give(api: &mut Api, to: &[bool], path: &TypePath) {
    for (definition, _) in api.types.iter_mut().zip(to).filter(|(_, is_meant)| **is_meant) {
        // Their order is not derived: two variants may be the same value.
        let is_of_values =
            matches!(definition.kind, TypeKind::Enumeration(_)) && DerivedOrder::of(path).is_some();
        if !is_of_values && !definition.derives.contains(path) {
            definition.derives.push(path.clone());
        }
    }
}

/// Gives enumerations the order of their values.
fn order_values(api: &mut Api, to: &[bool], order: DerivedOrder) {
    for (definition, _) in api.types.iter_mut().zip(to).filter(|(_, is_meant)| **is_meant) {
        if let TypeKind::Enumeration(enumeration) = &mut definition.kind {
            enumeration.order = enumeration.order.max(Some(order));
        }
    }
}

/// The types, and all that they use.
fn with_uses(api: &Api, mut meant: Vec<bool>) -> Vec<bool> {
    let mut open: Vec<usize> = (0..meant.len()).filter(|index| meant[*index]).collect();
    while let Some(index) = open.pop() {
        for id in visit::uses(&api.types[index]).into_iter().filter_map(TypeRef::named) {
            if let Some(is_meant) = meant.get_mut(id.0 as usize).filter(|is_meant| !**is_meant) {
                *is_meant = true;
                open.push(id.0 as usize);
            }
        }
    }
    meant
}

impl DerivedOrder {
    /// The order that a trait is.
    fn of(path: &TypePath) -> Option<Self> {
        match path.names.as_slice() {
            [name] if name == "PartialOrd" => Some(Self::Partial),
            [name] if name == "Ord" => Some(Self::Total),
            _ => None,
        }
    }

    /// Whether a type has the order, if those do that it uses.
    fn holds(self, definition: &TypeDef, known: &[bool]) -> bool {
        let has_other_parts = match &definition.kind {
            TypeKind::Struct(object) => matches!(object.additional, Additional::Kept { .. }),
            // The variant for what is not known holds any JSON.
            TypeKind::Union(union) => matches!(union.matching, UnionMatch::Tagged(_)),
            TypeKind::Enumeration(_) | TypeKind::Tuple(_) | TypeKind::Alias(_) => false,
        };
        let is_total = self == Self::Partial || definition.is_eq;
        !has_other_parts && is_total && visit::uses(definition).into_iter().all(|ty| self.is_of(ty, known))
    }

    fn is_of(self, ty: &TypeRef, known: &[bool]) -> bool {
        match ty {
            TypeRef::Float => self == Self::Partial,
            TypeRef::Any | TypeRef::Secret | TypeRef::Bytes => false,
            TypeRef::Text(format) => matches!(format, TextFormat::Date | TextFormat::Uuid),
            TypeRef::Mapped(mapped) => {
                let MappedTraits { is_partial_ord, is_ord, .. } = mapped.traits;
                if self == Self::Partial { is_partial_ord } else { is_ord }
            }
            TypeRef::Named(id) => is_known(*id, known),
            TypeRef::List(inner) | TypeRef::Map(inner) | TypeRef::Nullable(inner) => self.is_of(inner, known),
            TypeRef::String | TypeRef::Timestamp | TypeRef::Integer(_) | TypeRef::Boolean => true,
        }
    }
}
