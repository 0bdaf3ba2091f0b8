//! The first three lines of a report: the verdict, what came and went, and the proof.

use crate::compare::report::{Change, Report};
use crate::compare::rules::{ChangeKind, Effect, Kind, Verdict};
use std::collections::{BTreeMap, BTreeSet};

/// What a change counts as.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    Gone,
    Changed,
    Refused,
    New,
}

impl Group {
    const ALL: [Self; 4] = [Self::Gone, Self::Changed, Self::Refused, Self::New];

    fn word(self) -> &'static str {
        match self {
            Self::Gone => "gone",
            Self::Changed => "changed",
            Self::Refused => "noticed by the API alone",
            Self::New => "new",
        }
    }

    fn of(change: &Change) -> Option<Self> {
        match (change.rule.change_kind, change.rule.effect) {
            (_, Effect::Api) => Some(Self::Refused),
            (ChangeKind::Removed, _) => Some(Self::Gone),
            (ChangeKind::Added, _) => Some(Self::New),
            (_, Effect::Compiler) => Some(Self::Changed),
            _ => None,
        }
    }
}

impl Report {
    /// What came and went, in a line: `gone: 1 function, 2 fields; changed: 1 call; new: 1 type`.
    pub(super) fn tally(&self) -> String {
        let mut counts: BTreeMap<(Group, Noun), usize> = BTreeMap::new();
        let mut calls = BTreeSet::new();
        for change in self.changes().iter().filter(|change| change.rule.verdict != Verdict::Documentation) {
            let Some(group) = Group::of(change) else { continue };
            // However many of its inputs changed, it is one call.
            if change.rule.effect == Effect::Compiler && change.kind == Kind::Input {
                let own = std::iter::once(&change.subject).filter(|_| change.operations.is_empty());
                calls.extend(own.chain(&change.operations));
                continue;
            }
            *counts.entry((group, noun(change.kind))).or_default() += 1;
        }
        if !calls.is_empty() {
            counts.insert((Group::Changed, CALL), calls.len());
        }
        let lists = Group::ALL.into_iter().filter_map(|group| {
            let own = counts.iter().filter(|((of, _), _)| *of == group);
            let own: Vec<_> = own.map(|((_, noun), count)| counted(*count, *noun)).collect();
            (!own.is_empty()).then(|| format!("{}: {}", group.word(), own.join(", ")))
        });
        lists.collect::<Vec<_>>().join("; ")
    }

    /// What the verdict means for the number of the version.
    pub(super) fn growth(&self) -> String {
        format!("a {} step, before 1.0 a {} step", self.step(true), self.step(false))
    }

    /// What compiles and no longer works: the compiler finds the rest.
    pub(super) fn to_look_for(&self) -> impl Iterator<Item = &Change> {
        self.changes().iter().filter(|change| change.rule.effect == Effect::Api)
    }
}

/// In the order in which they are listed; the singular and the plural.
type Noun = (u8, &'static str, &'static str);

const CALL: Noun = (0, "call", "calls");

fn noun(kind: Kind) -> Noun {
    match kind {
        Kind::Operation => (1, "function", "functions"),
        Kind::Type => (2, "type", "types"),
        Kind::Property => (3, "field", "fields"),
        Kind::Input => (4, "parameter", "parameters"),
        Kind::Value => (5, "value", "values"),
        Kind::Variant => (6, "alternative", "alternatives"),
        Kind::Answer => (7, "answer", "answers"),
        Kind::Failure => (8, "error", "errors"),
        Kind::Event => (9, "event", "events"),
        Kind::Header | Kind::EventHeader => (10, "header", "headers"),
        Kind::ErrorCode => (11, "error code", "error codes"),
        Kind::Edge => (12, "edge", "edges"),
        Kind::Scheme => (13, "security scheme", "security schemes"),
        Kind::TokenSource => (14, "source of tokens", "sources of tokens"),
        Kind::TokenUrl => (15, "URL of a flow", "URLs of flows"),
        Kind::TokenScope => (16, "scope", "scopes"),
        Kind::Mapped => (17, "type of one's own", "types of one's own"),
        Kind::Item => (18, "item", "items"),
    }
}

fn counted(count: usize, (_, one, many): Noun) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
