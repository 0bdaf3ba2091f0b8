//! Which of two limits is tighter.

use crate::compare::rules::ChangeKind::{self, Closed, ConstraintChanged, Loosened, Opened, Tightened};
use crate::ir::{Bound, Limit, contains};
use serde_json::Value;
use std::cmp::Ordering;

/// How a limit becomes another one; `None` where it is the same.
pub(super) fn change(old: Option<&Limit>, new: Option<&Limit>) -> Option<ChangeKind> {
    match (old, new) {
        (None, None) => None,
        (None, Some(Limit::Closed)) => Some(Closed),
        (Some(Limit::Closed), None) => Some(Opened),
        (None, Some(_)) => Some(Tightened),
        (Some(_), None) => Some(Loosened),
        (Some(Limit::Least(old)), Some(Limit::Least(new))) => bounds(old, new, Ordering::Greater),
        (Some(Limit::Most(old)), Some(Limit::Most(new))) => bounds(old, new, Ordering::Less),
        (Some(Limit::Values(old)), Some(Limit::Values(new))) => lists(old, new, [Tightened, Loosened]),
        (Some(Limit::Names(old)), Some(Limit::Names(new))) => lists(old, new, [Loosened, Tightened]),
        (Some(Limit::All(old)), Some(Limit::All(new))) => {
            lists(old, new, [ConstraintChanged, ConstraintChanged])
        }
        (Some(old), Some(new)) => (old != new).then_some(ConstraintChanged),
    }
}

/// How a list becomes another one: what it means that it has become shorter, and that it has become longer.
fn lists(old: &[Value], new: &[Value], [shorter, longer]: [ChangeKind; 2]) -> Option<ChangeKind> {
    let covers = |all: &[Value], some: &[Value]| some.iter().all(|value| contains(all, value));
    match (covers(old, new), covers(new, old)) {
        (true, true) => None,
        (true, false) => Some(shorter),
        (false, true) => Some(longer),
        (false, false) => Some(ConstraintChanged),
    }
}

fn bounds(old: &Bound, new: &Bound, inside: Ordering) -> Option<ChangeKind> {
    if new.is_tighter(old, inside) {
        return Some(Tightened);
    }
    old.is_tighter(new, inside).then_some(Loosened)
}
