//! Which change brought a type, or took it along.
//!
//! A type that comes or goes is seldom what a person did: a property, a parameter or an operation came or went, and the
//! type with it. Then it is listed under that. So is that callers can make a type now, or no longer can, since
//! something sends it.

use super::detected::Detected;
use super::rules::{ChangeKind, Kind};
use std::collections::{BTreeMap, BTreeSet};

/// The cause of each change, if it has one, as its place in the list. A cause is at least as grave.
pub(super) fn causes(changes: &[Detected]) -> Vec<Option<usize>> {
    let types = [0, 1].map(|side| types(changes, side));
    let mut search = Search { changes, types, causes: answers(changes) };
    for root in roots(changes) {
        if search.causes.get(root).is_some_and(Option::is_none) {
            search.from(root);
        }
    }
    search.causes
}

/// For answers that have another body the operation that therefore gives another type.
fn answers(changes: &[Detected]) -> Vec<Option<usize>> {
    let is_retyped =
        |change: &Detected| change.kind == Kind::Operation && change.rule.change_kind == ChangeKind::Retyped;
    let retyped = changes.iter().enumerate().filter(|(_, change)| is_retyped(change));
    let retyped: BTreeMap<_, _> = retyped.map(|(at, change)| (&change.subject, at)).collect();
    let cause = |change: &Detected| {
        let is_body = change.kind == Kind::Answer && change.rule.change_kind == ChangeKind::Form;
        retyped.get(&change.subject).copied().filter(|_| is_body)
    };
    changes.iter().map(cause).collect()
}

/// What causes are looked for from, in this order: types that other types hold come last.
fn roots(changes: &[Detected]) -> Vec<usize> {
    let own = changes.iter().enumerate().filter(|(_, change)| change.travels.is_none());
    let (types, mut roots): (Vec<_>, Vec<_>) =
        own.map(|(at, _)| at).partition(|at| changes.get(*at).is_some_and(|one| one.type_name.is_some()));
    let named = types.iter().filter_map(|at| changes.get(*at));
    let mentioned: BTreeSet<&String> = named
        .flat_map(|change| {
            change.mentions.iter().flatten().filter(|name| change.type_name.as_ref() != Some(*name))
        })
        .collect();
    let is_mentioned = |at: &usize| {
        let name = changes.get(*at).and_then(|change| change.type_name.as_ref());
        name.is_some_and(|name| mentioned.contains(name))
    };
    let (inner, outer): (Vec<_>, Vec<_>) = types.into_iter().partition(is_mentioned);
    roots.extend(outer.into_iter().chain(inner));
    roots
}

/// What is about types that went (0) or came (1), or are no longer or newly sent or read, by their names.
fn types(changes: &[Detected], side: usize) -> BTreeMap<&str, Vec<usize>> {
    let mut types: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, change) in changes.iter().enumerate() {
        let is_side = match &change.travels {
            Some(_) => change.rule.change_kind.is_gain() == (side == 1),
            None => [&change.old_place, &change.new_place].get(side).is_some_and(|place| place.is_some()),
        };
        let name = change.type_name.as_ref().or(change.travels.as_ref());
        if let Some(name) = name.filter(|_| is_side) {
            types.entry(name).or_default().push(at);
        }
    }
    types
}

struct Search<'a> {
    changes: &'a [Detected],
    types: [BTreeMap<&'a str, Vec<usize>>; 2],
    causes: Vec<Option<usize>>,
}

impl Search<'_> {
    /// Gives what a change brought or took along its cause, and so on.
    fn from(&mut self, root: usize) {
        let mut next = vec![root];
        while let Some(cause) = next.pop() {
            let Some(change) = self.changes.get(cause) else { continue };
            for (types, mentions) in self.types.iter().zip(&change.mentions) {
                for at in mentions.iter().filter_map(|name| types.get(name.as_str())).flatten().copied() {
                    let is_less =
                        self.changes.get(at).is_some_and(|one| one.rule.verdict >= change.rule.verdict);
                    let is_own = at == root || at == cause;
                    if let Some(known @ None) = self.causes.get_mut(at).filter(|_| is_less && !is_own) {
                        *known = Some(cause);
                        next.push(at);
                    }
                }
            }
        }
    }
}
