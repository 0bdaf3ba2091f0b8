//! The order in which people read a report: by verdict, then by operation and type, consequences under their cause.

use super::Detail;
use super::sentence::VERDICTS;
use crate::compare::report::{Call, Change, Report, Subject};
use crate::compare::rules::{ChangeKind, Effect, Rule, Verdict};
use std::collections::{BTreeMap, BTreeSet};

/// How many changes of one rule are listed where callers see nothing of them, and how many calls of one change.
const LISTED: usize = 12;

/// The changes of one verdict.
pub(super) struct Section<'r> {
    pub(super) verdict: Verdict,
    /// How many changes it has, those that are only counted among them.
    pub(super) count: usize,
    pub(super) groups: Vec<Group<'r>>,
    /// The rules of which the changes are only counted.
    pub(super) counted: Vec<(&'static Rule, usize)>,
}

/// The changes under one subject.
pub(super) struct Group<'r> {
    pub(super) subject: &'r Subject,
    /// The calls that have to be written in another way: one, or those of all operations that a change reaches.
    pub(super) calls: Vec<&'r Call>,
    /// How many more there are.
    pub(super) more_calls: usize,
    pub(super) rows: Vec<Row<'r>>,
}

/// A change, and what it brought or took along.
pub(super) struct Row<'r> {
    pub(super) change: &'r Change,
    pub(super) brought: Vec<&'r Change>,
}

/// The sections of a report, the gravest first.
pub(super) fn sections(report: &Report, detail: Detail) -> Vec<Section<'_>> {
    let mut brought: BTreeMap<usize, Vec<&Change>> = BTreeMap::new();
    for change in report.changes() {
        if let Some(root) = change.cause.map(|cause| root(report, cause)) {
            brought.entry(root).or_default().push(change);
        }
    }
    let rows = report.changes().iter().enumerate().filter(|(_, change)| change.cause.is_none());
    let rows = rows.map(|(at, change)| Row { change, brought: brought.remove(&at).unwrap_or_default() });
    let mut rows: Vec<_> = rows.collect();
    let mut sections = Vec::new();
    for verdict in VERDICTS {
        let (own, rest): (Vec<_>, Vec<_>) =
            rows.into_iter().partition(|row| row.change.rule.verdict == verdict);
        rows = rest;
        if !own.is_empty() {
            sections.push(section(report, verdict, own, detail));
        }
    }
    sections
}

/// The change at the beginning of a chain of causes.
fn root(report: &Report, cause: usize) -> usize {
    let next = |at: &usize| report.changes().get(*at).and_then(|change| change.cause);
    std::iter::successors(Some(cause), next).last().unwrap_or(cause)
}

fn section<'r>(report: &'r Report, verdict: Verdict, rows: Vec<Row<'r>>, detail: Detail) -> Section<'r> {
    let count = rows.len();
    let mut by_rule: BTreeMap<&str, (&'static Rule, usize)> = BTreeMap::new();
    for row in rows.iter().filter(|row| detail == Detail::Short && row.is_quiet()) {
        by_rule.entry(row.change.rule.id).or_insert((row.change.rule, 0)).1 += 1;
    }
    by_rule.retain(|_, (rule, count)| *count > LISTED || rule.verdict == Verdict::Documentation);
    let is_listed = |row: &Row<'_>| !(row.is_quiet() && by_rule.contains_key(row.change.rule.id));
    let mut groups: BTreeMap<&Subject, Vec<Row<'r>>> = BTreeMap::new();
    for row in rows.into_iter().filter(is_listed) {
        groups.entry(&row.change.subject).or_default().push(row);
    }
    // Each call stands once: under its operation, else under the change that makes it another one.
    let mut shown: BTreeSet<&Subject> = groups.keys().copied().collect();
    let groups = groups.into_iter().map(|(subject, rows)| {
        let mut calls = Vec::new();
        if verdict == Verdict::Breaking {
            calls.extend(report.call(subject));
            let shared = rows.iter().filter(|row| row.change.rule.effect == Effect::Compiler);
            let others = shared.flat_map(|row| &row.change.operations).filter(|one| shown.insert(one));
            calls.extend(others.filter_map(|one| report.call(one)));
        }
        let limit = if detail == Detail::Short { LISTED } else { calls.len() };
        let more_calls = calls.len().saturating_sub(limit);
        calls.truncate(limit);
        Group { subject, calls, more_calls, rows }
    });
    Section { verdict, count, groups: groups.collect(), counted: by_rule.into_values().collect() }
}

impl Row<'_> {
    /// Whether callers see nothing of it and have nothing to do.
    fn is_quiet(&self) -> bool {
        let Change { rule, items, .. } = self.change;
        let is_shown = || items.iter().any(|item| item.before != item.after);
        match rule.verdict {
            Verdict::Breaking => false,
            Verdict::Compatible => {
                rule.change_kind != ChangeKind::Deprecated && self.brought.is_empty() && !is_shown()
            }
            Verdict::Documentation => self.brought.is_empty(),
        }
    }
}
