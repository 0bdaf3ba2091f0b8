//! Joining the entries of both versions.

use super::catalogue::Entry;
use super::classify::Classified;
use super::differences::differences;
use super::renames::Renames;
use super::rules::{ChangeKind, Kind};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Joins the entries of two lists, and puts what differs to the rules.
///
/// What is the same thing for certain is joined first, so that something new of the same name takes nobody's place.
pub(super) fn join(old: &[Entry], new: &[Entry], renames: &Renames, classified: &mut Classified) {
    let mut lists = Lists { old: old.iter().collect(), new: new.iter().collect(), renames, classified };
    lists.by(|entry| Some((entry.key.as_str(), entry.items.first()?.path.as_str())));
    lists.by(|entry| Some((entry.key.as_str(), "")));
    let keys = old.iter().map(|entry| entry.other_keys.len()).max().unwrap_or_default();
    for which in 0..keys {
        lists.by(|entry| Some((entry.other_keys.get(which)?.as_str(), "")));
    }
    lists.in_order();
    let Lists { old, new, classified, .. } = lists;
    for entry in old {
        classified.alone(entry, ChangeKind::Removed);
    }
    for entry in new {
        classified.alone(entry, added(entry));
    }
}

/// What is not joined yet.
struct Lists<'a> {
    old: Vec<&'a Entry>,
    new: Vec<&'a Entry>,
    renames: &'a Renames,
    classified: &'a mut Classified,
}

type Key<'a> = (Kind, (&'a str, &'a str));

impl<'a> Lists<'a> {
    /// Joins the entries of both versions that share a key with just one of the other version.
    fn by(&mut self, key: impl Fn(&'a Entry) -> Option<(&'a str, &'a str)>) {
        let grouped = |entries: &[&'a Entry]| {
            let mut groups: BTreeMap<Key<'a>, Vec<usize>> = BTreeMap::new();
            for (at, entry) in entries.iter().enumerate() {
                if let Some(key) = key(entry) {
                    groups.entry((entry.kind, key)).or_default().push(at);
                }
            }
            groups
        };
        let (before, after) = (grouped(&self.old), grouped(&self.new));
        let joined = before.into_iter().filter_map(|(key, old)| match (old.as_slice(), after.get(&key)) {
            ([old], Some(new)) => Some((*old, *new.first().filter(|_| new.len() == 1)?)),
            _ => None,
        });
        self.join(&joined.collect());
    }

    /// Joins what has the same key and nothing that tells it apart.
    fn in_order(&mut self) {
        let mut after: BTreeMap<(Kind, &str), VecDeque<usize>> = BTreeMap::new();
        for (at, entry) in self.new.iter().enumerate() {
            after.entry((entry.kind, &entry.key)).or_default().push_back(at);
        }
        let joined = self.old.iter().enumerate().filter_map(|(at, entry)| {
            let new = after.get_mut(&(entry.kind, entry.key.as_str()))?.pop_front()?;
            Some((at, new))
        });
        let joined = joined.collect();
        self.join(&joined);
    }

    fn join(&mut self, joined: &BTreeSet<(usize, usize)>) {
        for (old, new) in joined {
            if let (Some(old), Some(new)) = (self.old.get(*old), self.new.get(*new)) {
                pair(old, new, self.renames, self.classified);
            }
        }
        let (old, new): (BTreeSet<_>, BTreeSet<_>) = joined.iter().copied().unzip();
        for (entries, joined) in [(&mut self.old, old), (&mut self.new, new)] {
            let mut at = 0..;
            entries.retain(|_| at.next().is_some_and(|at| !joined.contains(&at)));
        }
    }
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
