//! Joins the types that several documents of one version have in common.
//!
//! Documents of one API repeat the schemas that they share. Two types are one if they have the same name and the same
//! structure, all the way down; neither documentation nor the order of members and values counts. Types of one name
//! and different structures stay two.

use super::clash;
use crate::diagnostic::Diagnostics;
use crate::document::Document;
use crate::ir::structure::{Identity, classes, is_same};
use crate::ir::{Api, NameHint, TypeId, TypeRef, visit};
use foldhash::{HashMap, HashMapExt};

/// Joins the types of all documents.
pub(super) fn run(api: &mut Api, documents: &[Document], diagnostics: &mut Diagnostics) {
    if documents.len() < 2 {
        return;
    }
    let classes = classes(api, |_, definition| Identity::Name(&definition.hint));
    let mut kept: HashMap<&NameHint, Vec<(u32, TypeId)>> = HashMap::new();
    let mut joined: HashMap<TypeId, TypeId> = HashMap::new();
    let mut places = Vec::new();
    for ((id, definition), class) in (0..).map(TypeId).zip(&api.types).zip(classes.iter().copied()) {
        let kept = kept.entry(&definition.hint).or_default();
        match kept.iter().find(|(known, _)| *known == class) {
            Some((_, known)) => {
                joined.insert(id, *known);
                places.push((*known, definition.place()));
            }
            None => {
                report_clash(api, &classes, kept, id, diagnostics);
                kept.push((class, id));
            }
        }
    }
    for (known, place) in places {
        api[known].joined.push(place);
    }
    visit::join(api, &joined);
}

fn report_clash(
    api: &Api,
    classes: &[u32],
    kept: &[(u32, TypeId)],
    id: TypeId,
    diagnostics: &mut Diagnostics,
) {
    let here = &api[id];
    let other = kept.iter().map(|(_, known)| &api[*known]).find(|there| there.source != here.source);
    if let Some(there) = other.filter(|_| here.hint.given) {
        let is_same = |left: &TypeRef, right: &TypeRef| is_same(classes, left, right);
        diagnostics.push(clash::warning(there, here, &is_same));
    }
}
