//! Decides which types keep the members that the document does not know.
//!
//! A value that is read, changed and put back must not lose what a newer server has added. So a type that is both read
//! and sent keeps them; one that travels in one direction has no use for them. `additionalProperties: false` changes
//! nothing: a newer server has a newer document too.

use crate::ir::{Additional, Api, Ident, TypeDef, TypeKind, Usage};

pub(super) fn run(api: &mut Api) {
    for TypeDef { kind, usage, .. } in &mut api.types {
        let TypeKind::Struct(object) = kind else { continue };
        let is_both = *usage == Usage { request: true, response: true };
        if is_both && object.additional == Additional::Ignored {
            object.additional = Additional::Kept { name: Ident::default() };
        }
    }
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
