//! The public items that changed without a reason in the documents that was found: they are changes too.

use super::classify::Classified;
use super::items::PublicForm;
use super::renames::Renames;
use super::report::ItemChange;
use super::rules::ChangeKind;
use super::version_model::VersionModel;
use std::collections::BTreeSet;

/// Adds the changes of items that no change explains.
pub(super) fn rest(old: &VersionModel, new: &VersionModel, renames: &Renames, classified: &mut Classified) {
    let mut found = Vec::new();
    for (path, before) in old.items.iter() {
        match new.items.get(path) {
            None => found.push((ChangeKind::Removed, path, Some(before), None)),
            Some(after) if renames.apply(&before.types) != after.types => {
                found.push((ChangeKind::Retyped, path, Some(before), Some(after)));
            }
            // Nothing in the documents shows it: swapped values are a change of their own.
            Some(after) if before.is_reordered(after) => {
                let (before, after) = (Some(line(path, before)), Some(line(path, after)));
                classified.item(ChangeKind::Reordered, path, ItemChange { before, after });
            }
            Some(_) => {}
        }
    }
    let added = new.items.iter().filter(|(path, _)| old.items.get(path).is_none());
    found.extend(added.map(|(path, after)| (ChangeKind::Added, path, None, Some(after))));
    // What is inside of something that is reported is not reported on its own.
    let mut reported: BTreeSet<&str> = BTreeSet::new();
    found.sort_by_key(|(_, path, ..)| *path);
    for (change_kind, path, before, after) in found {
        if classified.explained.contains(path)
            || around(path).any(|outer| classified.whole.contains(outer) || reported.contains(outer))
        {
            continue;
        }
        if change_kind != ChangeKind::Retyped {
            reported.insert(path);
        }
        classified.item(
            change_kind,
            path,
            ItemChange {
                before: before.map(|form| line(path, form)),
                after: after.map(|form| line(path, form)),
            },
        );
    }
    impls(old, new, renames, classified);
}

/// The implemented traits that came or went with a type that is still there.
fn impls(old: &VersionModel, new: &VersionModel, renames: &Renames, classified: &mut Classified) {
    let is_there = |path: &str| old.items.get(path).is_some() && new.items.get(path).is_some();
    let before: BTreeSet<_> =
        old.items.impls().iter().map(|(path, ability)| (path.clone(), renames.apply(ability))).collect();
    for (path, ability) in before.symmetric_difference(new.items.impls()) {
        // A conversion goes with its alternative, which is reported.
        let is_reported = classified.explained.contains(path)
            || classified.explained.iter().any(|known| known.starts_with(&format!("{path}::")));
        let is_whole = classified.whole.iter().any(|known| known.starts_with(&format!("{path}::")));
        if !is_there(path) || is_reported || is_whole {
            continue;
        }
        let text = Some(format!("impl {ability} for {path}"));
        let is_gone = before.contains(&(path.clone(), ability.clone()));
        let (change_kind, item) = match is_gone {
            true => (ChangeKind::Removed, ItemChange { before: text, after: None }),
            false => (ChangeKind::Added, ItemChange { before: None, after: text }),
        };
        classified.item(change_kind, path, item);
    }
}

/// The path and those that it is inside of: `a::B.c`, `a::B`, `a`.
fn around(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(path), |path| {
        let end = path.rfind("::").into_iter().chain(path.rfind('.')).max()?;
        path.get(..end)
    })
}

fn line(path: &str, form: &PublicForm) -> String {
    match form.text.as_str() {
        "" | "struct" | "enum" => path.to_owned(),
        rest if rest.starts_with(['(', '<']) => format!("{path}{rest}"),
        rest => format!("{path}: {rest}"),
    }
}
