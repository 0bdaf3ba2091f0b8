//! The public items that changed without a reason in the documents that was found: they are changes too.

use super::classify::Classified;
use super::items::owner;
use super::renames::Renames;
use super::report::ItemChange;
use super::rules::ChangeKind;
use super::version_model::VersionModel;
use std::collections::BTreeSet;

/// Adds the changes of items that no change explains.
pub(super) fn rest(old: &VersionModel, new: &VersionModel, renames: &Renames, classified: &mut Classified) {
    let paths: BTreeSet<&str> = old.items.iter().chain(new.items.iter()).map(|(path, _)| path).collect();
    let mut reported: BTreeSet<&str> = BTreeSet::new();
    for path in paths {
        let (before, after) = (old.items.get(path), new.items.get(path));
        let change_kind = match (before, after) {
            (Some(_), None) => ChangeKind::Removed,
            (None, Some(_)) => ChangeKind::Added,
            (Some(before), Some(after)) if renames.apply(&before.types) != after.types => ChangeKind::Retyped,
            (Some(before), Some(after)) if before.is_reordered(after) => ChangeKind::Reordered,
            _ => continue,
        };
        // What is inside of something that is reported is not reported on its own. That arguments were swapped, nothing
        // in the documents shows.
        let is_within = |outer: &str| classified.whole.contains(outer) || reported.contains(outer);
        let is_known = classified.explained.contains(path) || around(path).any(is_within);
        if is_known && change_kind != ChangeKind::Reordered {
            continue;
        }
        if matches!(change_kind, ChangeKind::Removed | ChangeKind::Added) {
            reported.insert(path);
        }
        let [before, after] = [before, after].map(|form| form.map(|form| form.shown(path)));
        classified.item(change_kind, path, ItemChange { before, after });
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
    std::iter::successors(Some(path), |path| owner(path))
}
