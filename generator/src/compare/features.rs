//! Items that need a Cargo feature which they did not need, or no longer need one: one change for each feature.

use super::classify::Classified;
use super::items::{PublicForm, owner};
use super::report::ItemChange;
use super::rules::ChangeKind;
use crate::emit::Features;
use std::collections::{BTreeMap, BTreeSet};

/// An item that is the same with other features.
pub(super) struct Moved<'a> {
    pub(super) path: &'a str,
    pub(super) before: &'a PublicForm,
    pub(super) after: &'a PublicForm,
    /// Whether callers need a feature that they did not need.
    pub(super) is_more: bool,
}

/// The changes: what is inside of an item that moved goes with it.
pub(super) fn changes(moved: Vec<Moved<'_>>, classified: &mut Classified) {
    let paths: BTreeSet<&str> = moved.iter().map(|one| one.path).collect();
    let mut groups: BTreeMap<(&Features, &Features, bool), Vec<ItemChange>> = BTreeMap::new();
    for Moved { path, before, after, is_more } in &moved {
        let items = groups.entry((&before.features, &after.features, *is_more)).or_default();
        if owner(path).is_none_or(|owner| !paths.contains(owner)) {
            let shown = |form: &PublicForm| Some(form.shown(path) + &with(&form.features));
            items.push(ItemChange {
                path: (*path).to_owned(),
                before: shown(before),
                after: shown(after),
                is_aside: false,
            });
        }
    }
    for ((before, after, is_more), items) in groups {
        let change_kind = if is_more { ChangeKind::Gated } else { ChangeKind::Ungated };
        classified.features(change_kind, [words(before), words(after)], items);
    }
}

fn with(features: &Features) -> String {
    if features.is_empty() { String::new() } else { format!(" ({})", words(features)) }
}

fn words(features: &Features) -> String {
    let names: Vec<&str> = features.iter().map(String::as_str).collect();
    if names.is_empty() { "no feature".to_owned() } else { format!("feature {}", names.join(" or ")) }
}
