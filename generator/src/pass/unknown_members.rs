//! Decides which types keep the members that the document does not know.
//!
//! A value that is read, changed and put back must not lose what a newer server has added. So a type that is both read
//! and sent keeps them; one that travels in one direction has no use for them. `additionalProperties: false` changes
//! nothing: a newer server has a newer document too.

use crate::ir::{Additional, Api, Ident, TypeDef, TypeId, TypeKind, TypeRef, Usage, visit};

pub(super) fn run(api: &mut Api) {
    let parts = parts(api);
    for (TypeDef { kind, usage, .. }, is_part) in api.types.iter_mut().zip(parts) {
        let TypeKind::Struct(object) = kind else { continue };
        let is_both = *usage == Usage { request: true, response: true };
        if is_both && !is_part && object.additional == Additional::Ignored {
            object.additional = Additional::Kept { name: Ident::default() };
        }
    }
}

/// Which types are read from the members of another object: what they do not know, the whole may, which keeps the rest.
fn parts(api: &Api) -> Vec<bool> {
    let mut found = vec![false; api.types.len()];
    let mut open: Vec<TypeId> = api.types.iter().flat_map(parts_of).collect();
    while let Some(id) = open.pop() {
        match found.get_mut(id.0 as usize) {
            Some(known) if !*known => *known = true,
            _ => continue,
        }
        if matches!(api[id].kind, TypeKind::Union(_) | TypeKind::Alias(_)) {
            open.extend(visit::uses(&api[id]).into_iter().filter_map(TypeRef::named));
        }
    }
    found
}

fn parts_of(definition: &TypeDef) -> Vec<TypeId> {
    let TypeKind::Struct(object) = &definition.kind else { return Vec::new() };
    object.fields.iter().filter(|field| field.is_part).filter_map(|field| field.ty.named()).collect()
}

#[cfg(test)]
mod tests {
    use super::run;
    use crate::emit::tests::sample::definition;
    use crate::ir::{Additional, Api, Ident, Struct, TypeDef, TypeKind, TypeRef, Usage};

    #[test]
    fn only_what_is_both_read_and_sent_keeps_what_it_does_not_know() {
        let structure = |request, response, additional| TypeDef {
            usage: Usage { request, response },
            ..definition("Sample", "sample", TypeKind::Struct(Struct { additional, ..Struct::default() }))
        };
        let typed = || Additional::Typed { name: Ident::default(), ty: TypeRef::Any };
        let types = vec![
            structure(true, true, Additional::Ignored),
            structure(true, false, Additional::Ignored),
            structure(false, true, Additional::Ignored),
            structure(true, true, typed()),
        ];
        let mut api = Api { types, ..Api::default() };
        run(&mut api);
        let found = api.types.into_iter().filter_map(|definition| match definition.kind {
            TypeKind::Struct(object) => Some(object.additional),
            _ => None,
        });
        let kept = Additional::Kept { name: Ident::default() };
        assert_eq!(found.collect::<Vec<_>>(), [kept, Additional::Ignored, Additional::Ignored, typed()]);
    }
}
