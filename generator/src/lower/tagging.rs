//! How the alternatives of a union with a discriminator are distinguished.

use super::codes;
use super::context::Lowerer;
use crate::document::schema::SchemaDiscriminator;
use crate::ir::{Discriminator, Docs, Ident, NameHint, TagUse, TypeKind, Union, UnionMatch, Variant};
use crate::pointer::Pointer;

impl<'a> Lowerer<'a> {
    /// Tags where every alternative has one; those that share a tag become one alternative.
    pub(super) fn matching(
        &mut self,
        variants: &mut Vec<Variant>,
        discriminator: Option<&'a SchemaDiscriminator>,
        pointer: &Pointer,
        hint: &NameHint,
    ) -> UnionMatch {
        let Some(discriminator) = discriminator else { return UnionMatch::Untagged };
        self.add_mapped(discriminator, variants, pointer);
        if variants.iter().all(|variant| variant.is_default || !variant.tags.is_empty()) {
            let groups = self.group(variants.clone(), pointer, hint);
            if groups.len() > 1 || variants.len() == 1 {
                *variants = groups;
                let property = discriminator.property.clone();
                return UnionMatch::Tagged(Discriminator { property });
            }
        }
        let message = format!(
            "the values of `{}` do not distinguish the alternatives; they are tried in order",
            discriminator.property
        );
        let place = pointer.parent().unwrap_or_default().child("discriminator");
        self.reporter.report(codes::DISCRIMINATOR, message, &place);
        for variant in variants {
            variant.tags.clear();
            variant.is_default = false;
        }
        UnionMatch::Untagged
    }

    /// Makes one alternative, an untagged union, of those that share a tag.
    fn group(&mut self, variants: Vec<Variant>, pointer: &Pointer, hint: &NameHint) -> Vec<Variant> {
        let mut groups: Vec<Vec<Variant>> = Vec::with_capacity(variants.len());
        for variant in variants {
            let shares = |group: &Vec<Variant>| {
                group.iter().flat_map(|known| &known.tags).any(|tag| variant.tags.contains(tag))
            };
            let (sharing, mut rest): (Vec<_>, Vec<_>) = groups.into_iter().partition(shares);
            let mut joined: Vec<Variant> = sharing.into_iter().flatten().collect();
            joined.push(variant);
            rest.push(joined);
            groups = rest;
        }
        let joined = groups.into_iter().filter_map(|mut group| match group.len() {
            0 | 1 => group.pop(),
            _ => Some(self.shared(group, pointer, hint)),
        });
        joined.collect()
    }

    fn shared(&mut self, mut group: Vec<Variant>, pointer: &Pointer, hint: &NameHint) -> Variant {
        let mut tags: Vec<String> = Vec::new();
        for tag in group.iter_mut().flat_map(|variant| std::mem::take(&mut variant.tags)) {
            if !tags.contains(&tag) {
                tags.push(tag);
            }
        }
        let word = tags.first().cloned().unwrap_or_default();
        let is_default = group.iter().any(|variant| variant.is_default);
        let kind = TypeKind::Union(Union {
            variants: group,
            matching: UnionMatch::Untagged,
            unknown: Ident::default(),
        });
        let ty = self.define(&pointer.child(&word), &hint.inside(word.clone()), Docs::default(), kind);
        Variant {
            hint: NameHint::of(vec![word]),
            name: Ident::default(),
            ty,
            tags,
            tag_use: TagUse::Added,
            is_default,
            holds_all: false,
            boxed: false,
            docs: Docs::default(),
        }
    }
}
