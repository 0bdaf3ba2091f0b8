//! Brings what a document refers to in other files into the document, so that the later stages know one file only.
//!
//! What OpenAPI has references for becomes a component: a schema, a parameter, a response. A part that is reached in
//! two ways is one component. Where OpenAPI has no references, as for a whole operation or a list of parameters, the
//! part is copied to its place, since many documents are written like that. Diagnostics still point into the files.

mod home;
mod library;
mod names;
mod needs;
mod path;
mod target;
mod walk;

pub use needs::gather;

use super::origin::Origins;
use super::{DocumentInput, SourceFile};
use crate::diagnostic::Diagnostics;
use crate::pointer::Pointer;
use library::Library;
use serde_json::{Map, Value, json};
use target::{Target, Targets};
use walk::{Owner, Replacement, Walker};

/// Resolves the references of a document into other files; `false` where an error was found, such as a missing file.
pub(super) fn bundle(
    document: &mut Value,
    input: &DocumentInput,
    sources: &[SourceFile],
    origins: &mut Origins,
    diagnostics: &mut Diagnostics,
) -> bool {
    if !needs::is_bundle(document) {
        return true;
    }
    let mut library = Library::new(input, sources, document.clone());
    let homes = home::find(document, &mut library);
    let mut walker = Walker::new(library, homes);
    walker.document(document);
    let (targets, replacements, findings) = walker.finish();
    // This comes before the moves are remembered, since the findings are about the files as they are.
    let is_whole = !findings.has_errors();
    for finding in findings {
        let is_own = finding.source == input.file;
        diagnostics.push(if is_own { origins.relocate(finding) } else { finding });
    }
    insert(document, targets, replacements, origins, input);
    is_whole
}

/// Puts the targets among the components, under their names, and remembers where everything came from.
fn insert(
    document: &mut Value,
    targets: Targets,
    replacements: Vec<Replacement>,
    origins: &mut Origins,
    input: &DocumentInput,
) {
    let names = names::choose(document, &targets);
    let places: Vec<Pointer> = targets
        .list
        .iter()
        .zip(&names)
        .map(|(target, name)| Pointer::root().child("components").child(target.section).child(name))
        .collect();
    let file = |file| (file != input.file).then_some(file);
    for (target, place) in targets.list.iter().zip(&places) {
        origins.moved(place.clone(), target.pointer.clone(), file(target.file));
    }
    for replacement in replacements {
        let to = match replacement.owner {
            Owner::Document => replacement.to,
            Owner::Target(index) => match places.get(index) {
                Some(place) => super::origin::join(place, replacement.to.as_str()),
                None => continue,
            },
        };
        origins.moved(to, replacement.from, file(replacement.file));
    }
    let inner = inner_definitions(&targets);
    for ((mut target, name), inner) in targets.list.into_iter().zip(&names).zip(inner) {
        for (pointer, reference) in inner {
            if let Some(definition) = target.value.pointer_mut(pointer.as_str()) {
                *definition = json!({ "$ref": reference });
            }
        }
        target::settle(&mut target.value, &names);
        if let Some(section) = section(document, target.section) {
            section.insert(name.clone(), target.value);
        }
    }
    target::settle(document, &names);
}

/// For each target, where it defines others, and the references to what these are now: what is defined inside a schema
/// is not used there.
fn inner_definitions(targets: &Targets) -> Vec<Vec<(Pointer, String)>> {
    let is_definition = |pointer: &Pointer| {
        let holder = pointer.parent().and_then(|holder| holder.last());
        holder.is_some_and(|holder| ["$defs", "definitions"].contains(&holder.as_str()))
    };
    let defined: Vec<_> =
        targets.list.iter().enumerate().filter(|(_, target)| is_definition(&target.pointer)).collect();
    let inside = |outer: &Target| {
        let inner = defined.iter().filter(|(_, inner)| {
            inner.file == outer.file
                && inner.pointer != outer.pointer
                && inner.pointer.is_within(&outer.pointer)
        });
        let inner = inner.filter_map(|(index, inner)| {
            let rest = inner.pointer.as_str().get(outer.pointer.as_str().len()..)?;
            Some((Pointer::parse(rest)?, target::reference(*index, inner.section)))
        });
        inner.collect()
    };
    targets.list.iter().map(inside).collect()
}

fn section<'v>(document: &'v mut Value, name: &str) -> Option<&'v mut Map<String, Value>> {
    let empty = || Value::Object(Map::new());
    let components = document.as_object_mut()?.entry("components").or_insert_with(empty);
    components.as_object_mut()?.entry(name).or_insert_with(empty).as_object_mut()
}

#[cfg(test)]
mod tests;
