//! Which change brought a type, or took it along.
//!
//! A type that comes or goes is seldom what a person did: a property, a parameter or an operation came or went, and the
//! type with it. Then it is listed under that.

use super::classify::Detected;
use std::collections::{BTreeMap, BTreeSet};

/// The cause of each change, if it has one, as its place in the list. A cause is at least as grave.
pub(super) fn causes(changes: &[Detected]) -> Vec<Option<usize>> {
    let mut search =
        Search { changes, types: [0, 1].map(|side| types(changes, side)), causes: vec![None; changes.len()] };
    let (types, rest): (Vec<_>, Vec<_>) =
        (0..changes.len()).partition(|at| changes.get(*at).is_some_and(|change| change.type_name.is_some()));
    let mentioned: BTreeSet<&String> = types
        .iter()
        .filter_map(|at| changes.get(*at))
        .flat_map(|change| {
            change.mentions.iter().flatten().filter(|name| change.type_name.as_ref() != Some(*name))
        })
        .collect();
    let is_mentioned = |at: &usize| {
        changes
            .get(*at)
            .and_then(|change| change.type_name.as_ref())
            .is_some_and(|name| mentioned.contains(name))
    };
    let (inner, outer): (Vec<_>, Vec<_>) = types.into_iter().partition(is_mentioned);
    for root in rest.into_iter().chain(outer).chain(inner) {
        if search.causes.get(root).is_some_and(Option::is_none) {
            search.from(root);
        }
    }
    search.causes
}

/// The types that went (0) or came (1), by name.
fn types(changes: &[Detected], side: usize) -> BTreeMap<&str, usize> {
    let is_side = |change: &&Detected| {
        [&change.old_place, &change.new_place].get(side).is_some_and(|place| place.is_some())
    };
    let named = changes.iter().enumerate().filter(|(_, change)| is_side(change));
    named.filter_map(|(at, change)| Some((change.type_name.as_deref()?, at))).collect()
}

struct Search<'a> {
    changes: &'a [Detected],
    types: [BTreeMap<&'a str, usize>; 2],
    causes: Vec<Option<usize>>,
}

impl Search<'_> {
    /// Gives what a change brought or took along its cause, and so on.
    fn from(&mut self, root: usize) {
        let mut next = vec![root];
        while let Some(cause) = next.pop() {
            let Some(change) = self.changes.get(cause) else { continue };
            for (types, mentions) in self.types.iter().zip(&change.mentions) {
                for at in mentions.iter().filter_map(|name| types.get(name.as_str()).copied()) {
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
