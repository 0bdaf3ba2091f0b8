//! Joining the entries of both versions.

use super::calls;
use super::catalogue::Entry;
use super::classify::Classified;
use super::differences::differences;
use super::renames::Renames;
use super::report::Subject;
use super::rules::{ChangeKind, Kind};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Joins the entries of two lists, and puts what differs to the rules.
///
/// What is the same thing for certain is joined first, so that something new of the same name takes nobody's place.
pub(super) fn join(old: &[Entry], new: &[Entry], renames: &Renames, classified: &mut Classified) {
    join_under(None, old, new, renames, classified);
}

/// Joins what is under a subject; gives what was joined.
fn join_under<'a>(
    subject: Option<&'a Subject>,
    old: &'a [Entry],
    new: &'a [Entry],
    renames: &'a Renames,
    classified: &'a mut Classified,
) -> Vec<(&'a Entry, &'a Entry)> {
    let (before, after) = (old.iter().collect(), new.iter().collect());
    let mut lists = Lists { subject, old: before, new: after, renames, classified, joined: Vec::new() };
    lists.by(|entry| Some((entry.key.as_str(), entry.items.first()?.path.as_str())));
    lists.by(|entry| Some((entry.key.as_str(), "")));
    let keys = old.iter().map(|entry| entry.other_keys.len()).max().unwrap_or_default();
    for which in 0..keys {
        lists.by(|entry| Some((entry.other_keys.get(which)?.as_str(), "")));
    }
    lists.in_order();
    let Lists { old, new, classified, joined, .. } = lists;
    let subject_of = |entry: &Entry| subject.cloned().unwrap_or_else(|| entry.subject());
    let is_told = |entry: &&Entry| !entry.kind.is_told_by_its_uses();
    for entry in old.into_iter().filter(is_told) {
        classified.alone(&subject_of(entry), entry, ChangeKind::Removed);
    }
    for entry in new.into_iter().filter(is_told) {
        classified.alone(&subject_of(entry), entry, added(entry));
    }
    joined
}

/// What is not joined yet.
struct Lists<'a> {
    /// What all of it is under; nothing where each is for itself.
    subject: Option<&'a Subject>,
    old: Vec<&'a Entry>,
    new: Vec<&'a Entry>,
    renames: &'a Renames,
    classified: &'a mut Classified,
    joined: Vec<(&'a Entry, &'a Entry)>,
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
                pair(self.subject, old, new, self.renames, self.classified);
                self.joined.push((old, new));
            }
        }
        let (old, new): (BTreeSet<_>, BTreeSet<_>) = joined.iter().copied().unzip();
        for (entries, joined) in [(&mut self.old, old), (&mut self.new, new)] {
            let mut at = 0..;
            entries.retain(|_| at.next().is_some_and(|at| !joined.contains(&at)));
        }
    }
}

fn pair(subject: Option<&Subject>, old: &Entry, new: &Entry, renames: &Renames, classified: &mut Classified) {
    let own = new.subject();
    let subject = subject.unwrap_or(&own);
    let found = differences(old, new, renames);
    let is_other = found.iter().any(|difference| difference.change_kind == ChangeKind::KindChanged);
    for difference in found {
        classified.pair(subject, old, new, difference);
    }
    if !is_other {
        let inside = join_under(Some(subject), &old.children, &new.children, renames, classified);
        let call = calls::changed(old, new, &inside, renames);
        classified.calls.extend(call.map(|call| (subject.clone(), call)));
    }
}

/// Whether something new needs one more argument.
fn added(entry: &Entry) -> ChangeKind {
    let is_argument = entry.item(super::catalogue::ItemRole::Argument).is_some();
    if is_argument { ChangeKind::AddedArgument } else { ChangeKind::Added }
}
