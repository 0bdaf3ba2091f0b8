//! Joining the entries of both versions.

use super::catalogue::Entry;
use super::classify::Classified;
use super::differences::differences;
use super::renames::Renames;
use super::rules::{ChangeKind, Kind};
use std::collections::{BTreeMap, BTreeSet};

/// Joins the entries of two lists, and puts what differs to the rules.
pub(super) fn join(old: &[Entry], new: &[Entry], renames: &Renames, classified: &mut Classified) {
    let by_key = |entries: &[Entry]| -> BTreeMap<(Kind, String), usize> {
        entries.iter().zip(0..).map(|(entry, at)| ((entry.kind, entry.key.clone()), at)).collect()
    };
    let (before, mut after) = (by_key(old), by_key(new));
    let mut left = Vec::new();
    for (key, at) in before {
        match (old.get(at), after.remove(&key).and_then(|at| new.get(at))) {
            (Some(old), Some(new)) => pair(old, new, renames, classified),
            (Some(old), None) => left.push(old),
            (None, _) => {}
        }
    }
    let mut more: Vec<&Entry> = after.values().filter_map(|at| new.get(*at)).collect();
    let keys = left.iter().map(|entry| entry.other_keys.len()).max().unwrap_or_default();
    for which in 0..keys {
        by_other_key(which, &mut left, &mut more, renames, classified);
    }
    for entry in left {
        classified.alone(entry, ChangeKind::Removed);
    }
    for entry in more {
        classified.alone(entry, added(entry));
    }
}

/// Joins the entries of both versions that share one of their other keys with just one of the other version.
fn by_other_key(
    which: usize,
    left: &mut Vec<&Entry>,
    more: &mut Vec<&Entry>,
    renames: &Renames,
    classified: &mut Classified,
) {
    let grouped = |entries: &[&Entry]| {
        let mut groups: BTreeMap<(Kind, String), Vec<usize>> = BTreeMap::new();
        for (at, entry) in entries.iter().enumerate() {
            if let Some(key) = entry.other_keys.get(which) {
                groups.entry((entry.kind, key.clone())).or_default().push(at);
            }
        }
        groups
    };
    let (before, after) = (grouped(left), grouped(more));
    let (mut joined_left, mut joined_more) = (BTreeSet::new(), BTreeSet::new());
    for (key, from) in before {
        if let ([from], Some([to])) = (from.as_slice(), after.get(&key).map(Vec::as_slice))
            && let (Some(old), Some(new)) = (left.get(*from), more.get(*to))
        {
            pair(old, new, renames, classified);
            joined_left.insert(*from);
            joined_more.insert(*to);
        }
    }
    let rest = |entries: &mut Vec<&Entry>, joined: &BTreeSet<usize>| {
        let mut at = 0..;
        entries.retain(|_| at.next().is_some_and(|at| !joined.contains(&at)));
    };
    rest(left, &joined_left);
    rest(more, &joined_more);
}

fn pair(old: &Entry, new: &Entry, renames: &Renames, classified: &mut Classified) {
    let found = differences(old, new, renames);
    let is_other = found.iter().any(|difference| difference.change_kind == ChangeKind::KindChanged);
    for difference in found {
        classified.pair(old, new, difference);
    }
    if !is_other {
        join(&old.children, &new.children, renames, classified);
    }
}

/// Whether something new needs one more argument.
fn added(entry: &Entry) -> ChangeKind {
    let is_argument = entry.item(super::catalogue::ItemRole::Argument).is_some();
    if is_argument { ChangeKind::AddedArgument } else { ChangeKind::Added }
}
