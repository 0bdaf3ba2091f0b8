//! The public items that changed without a reason in the documents that was found: they are changes too.

use super::items::{is_reordered, nameless};
use super::judge::Judged;
use super::renames::Renames;
use super::report::ItemChange;
use super::rules::What;
use super::side::Side;
use std::collections::BTreeSet;

/// Adds the changes of items that no change explains.
pub(super) fn rest(old: &Side, new: &Side, renames: &Renames, judged: &mut Judged) {
    let mut found = Vec::new();
    for (path, before) in old.items.iter() {
        match new.items.get(path) {
            None => found.push((What::Removed, path, Some(before), None)),
            Some(after) if renames.apply(&nameless(before)) != nameless(after) => {
                found.push((What::Retyped, path, Some(before), Some(after)));
            }
            // Nothing in the documents tells: that the values go crosswise is a change of its own.
            Some(after) if is_reordered(before, after) => {
                let (before, after) = (Some(line(path, before)), Some(line(path, after)));
                judged.item(What::Reordered, path, ItemChange { before, after });
            }
            Some(_) => {}
        }
    }
    let added = new.items.iter().filter(|(path, _)| old.items.get(path).is_none());
    found.extend(added.map(|(path, after)| (What::Added, path, None, Some(after))));
    // What is inside of something that is told needs no word of its own.
    let mut told: BTreeSet<&str> = BTreeSet::new();
    found.sort_by_key(|(_, path, ..)| *path);
    for (what, path, before, after) in found {
        if judged.explained.contains(path)
            || around(path).any(|outer| judged.whole.contains(outer) || told.contains(outer))
        {
            continue;
        }
        if what != What::Retyped {
            told.insert(path);
        }
        judged.item(
            what,
            path,
            ItemChange {
                before: before.map(|rest| line(path, rest)),
                after: after.map(|rest| line(path, rest)),
            },
        );
    }
    impls(old, new, renames, judged);
}

/// The implemented traits that came or went with a type that is still there.
fn impls(old: &Side, new: &Side, renames: &Renames, judged: &mut Judged) {
    let is_there = |path: &str| old.items.get(path).is_some() && new.items.get(path).is_some();
    let before: BTreeSet<_> =
        old.items.impls().iter().map(|(path, what)| (path.clone(), renames.apply(what))).collect();
    for (path, what) in before.symmetric_difference(new.items.impls()) {
        // A conversion goes with its alternative, which is told.
        let is_told = judged.explained.contains(path)
            || judged.explained.iter().any(|told| told.starts_with(&format!("{path}::")));
        let is_whole = judged.whole.iter().any(|told| told.starts_with(&format!("{path}::")));
        if !is_there(path) || is_told || is_whole {
            continue;
        }
        let text = Some(format!("impl {what} for {path}"));
        let is_gone = before.contains(&(path.clone(), what.clone()));
        let (what, item) = match is_gone {
            true => (What::Removed, ItemChange { before: text, after: None }),
            false => (What::Added, ItemChange { before: None, after: text }),
        };
        judged.item(what, path, item);
    }
}

/// The path and those that it is inside of: `a::B.c`, `a::B`, `a`.
fn around(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(path), |path| {
        let end = path.rfind("::").into_iter().chain(path.rfind('.')).max()?;
        path.get(..end)
    })
}

fn line(path: &str, rest: &str) -> String {
    match rest {
        "" | "struct" | "enum" => path.to_owned(),
        rest if rest.starts_with(['(', '<']) => format!("{path}{rest}"),
        rest => format!("{path}: {rest}"),
    }
}
