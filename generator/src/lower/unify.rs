//! Joins the types that several documents of one version have in common.
//!
//! Meta repeats shared schemas in each download. Two types are one if they have the same name and the same
//! structure, all the way down; neither documentation nor the order of members and values counts. Types of one name
//! and different structures stay two.

use super::codes;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::Document;
use crate::ir::{Api, NameHint, TypeId};
use crate::pass::structure::{Identity, classes};
use crate::pass::visit;
use std::collections::HashMap;

/// Joins the types of all documents.
pub(super) fn run(api: &mut Api, documents: &[Document], diagnostics: &mut Diagnostics) {
    if documents.len() < 2 {
        return;
    }
    let classes = classes(api, |_, definition| Identity::Name(&definition.hint));
    let mut kept: HashMap<&NameHint, Vec<(u32, TypeId)>> = HashMap::new();
    let mut joined: HashMap<TypeId, TypeId> = HashMap::new();
    for ((id, definition), class) in (0..).map(TypeId).zip(&api.types).zip(classes) {
        let kept = kept.entry(&definition.hint).or_default();
        match kept.iter().find(|(known, _)| *known == class) {
            Some((_, known)) => {
                joined.insert(id, *known);
            }
            None => {
                report_clash(api, kept, id, diagnostics);
                kept.push((class, id));
            }
        }
    }
    visit::join(api, &joined);
}

fn report_clash(api: &Api, kept: &[(u32, TypeId)], id: TypeId, diagnostics: &mut Diagnostics) {
    let definition = &api[id];
    if !definition.hint.given || kept.iter().all(|(_, known)| api[*known].source == definition.source) {
        return;
    }
    let name = definition.hint.words.join(" ");
    let message = format!("another document has a different schema called `{name}`; both are kept");
    diagnostics.push(
        Diagnostic::warning(codes::COMPONENT_CLASH, message)
            .at(definition.source, &definition.pointer)
            .hint("give one of them another name under `names` in the manifest"),
    );
}
