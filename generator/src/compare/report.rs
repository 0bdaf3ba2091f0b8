//! What the comparison gives.

use super::rules::{Kind, Rule, Verdict};
use crate::ir::RemovedItem;
use std::collections::BTreeMap;

/// What changed between two versions.
#[derive(Debug)]
pub struct Report {
    /// The labels of the versions.
    pub(super) labels: [String; 2],
    /// The changes: the gravest first, then by the kind and the name of what changed.
    pub(super) changes: Vec<Change>,
    /// The calls that no longer compile, or do something else, by what they are under.
    pub(super) calls: BTreeMap<Subject, Call>,
    pub(super) gone: Vec<RemovedItem>,
    pub(super) surface: SurfaceCounts,
}

/// How the surfaces of the two versions differ: how many public items are gone, are another one, or are new.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SurfaceCounts {
    /// What the newer version has not.
    pub gone: usize,
    /// What it has with another type or other arguments.
    pub changed: usize,
    /// What only it has.
    pub new: usize,
}

/// What changes are looked for under: an operation, a type, or what stands beside these.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Subject {
    /// What it is.
    pub kind: Kind,
    /// As people call it: `GET /{page_id}/personas`, `schema Page`, `edges`.
    pub name: String,
}

/// A call that callers have to write in another way: the function with its arguments, and the setters that are no
/// longer there or are new for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// As it was: `page::locations::delete(page_id).store_number(store_number)`.
    pub before: String,
    /// As it is: `page::locations::delete(page_id, store_number)`.
    pub after: String,
}

/// One change.
#[derive(Debug)]
pub struct Change {
    /// The row of the table that judges it.
    pub rule: &'static Rule,
    /// What changed, as people call it: `Page.name`, `` `limit` of GET /{page_id}/personas ``.
    pub key: String,
    /// What kind of thing changed.
    pub kind: Kind,
    /// What it is part of, under which people look for it.
    pub subject: Subject,
    /// The operations that it is one change of, where it is one of several: it is written once, at the root of a
    /// document or where they share it.
    pub operations: Vec<Subject>,
    /// What changed, as people call it where they read of the subject already: `name`, `` `limit` ``.
    pub part: String,
    /// The change for which there is this one, as its place in the list: of a type that came or went, what uses it.
    pub cause: Option<usize>,
    /// What it was, where that is a matter of words.
    pub was: Option<String>,
    /// What it is now.
    pub is: Option<String>,
    /// The Rust items that it concerns.
    pub items: Vec<ItemChange>,
    /// What else is gone or another item for that reason.
    pub consequences: Vec<ItemChange>,
    /// Where it stands in the older documents; `None` where it is new, or is a Rust item only.
    pub old_place: Option<ReportPlace>,
    /// Where it stands in the newer documents.
    pub new_place: Option<ReportPlace>,
}

/// A Rust item before and after, without the module of the version.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ItemChange {
    /// Its path, without the module of the version; of an argument, that of the function.
    pub path: String,
    /// As it was: `models::Page.name: Option<String>`.
    pub before: Option<String>,
    /// As it is.
    pub after: Option<String>,
    /// Whether it goes without saying beside the other items of the change.
    pub is_aside: bool,
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ReportPlace {
    /// The path of the file, as it is shown to people.
    pub file: String,
    /// The line and the column, both from 1; `None` where the value is not written in the file.
    pub position: Option<(usize, usize)>,
    /// The JSON pointer.
    pub pointer: String,
}

/// The part of a version number that has to grow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// None: nothing changed.
    None,
    /// The last one.
    Patch,
    /// The middle one.
    Minor,
    /// The first one.
    Major,
}

impl Report {
    /// The changes, the gravest first.
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// The labels of the versions, the older one first.
    pub fn labels(&self) -> [&str; 2] {
        [&self.labels[0], &self.labels[1]]
    }

    /// The gravest verdict; `None` where nothing changed.
    pub fn verdict(&self) -> Option<Verdict> {
        self.changes.iter().map(|change| change.rule.verdict).min()
    }

    /// The call under a subject that has to be written in another way, if there is one.
    pub fn call(&self, subject: &Subject) -> Option<&Call> {
        self.calls.get(subject)
    }

    /// The calls that have to be written in another way.
    pub fn calls(&self) -> impl Iterator<Item = (&Subject, &Call)> {
        self.calls.iter()
    }

    /// How many changes have a verdict, without those that another change brought along.
    pub fn count(&self, verdict: Verdict) -> usize {
        let changes = self.changes.iter().filter(|change| change.cause.is_none());
        changes.filter(|change| change.rule.verdict == verdict).count()
    }

    /// How the version of a crate has to grow in which the new module takes the place of the old one, as Cargo reads
    /// version numbers. `is_stable` says whether the first number is not 0.
    pub fn step(&self, is_stable: bool) -> Step {
        match (self.verdict(), is_stable) {
            (None, _) => Step::None,
            (Some(Verdict::Breaking), true) => Step::Major,
            (Some(Verdict::Compatible), true) | (Some(Verdict::Breaking), false) => Step::Minor,
            (Some(Verdict::Documentation), _) | (Some(Verdict::Compatible), false) => Step::Patch,
        }
    }

    /// How the public items differ.
    pub fn surface(&self) -> SurfaceCounts {
        self.surface
    }

    /// What to use instead of an item that is gone, as part of a sentence in Markdown.
    pub fn instead(&self, path: &str) -> Option<String> {
        let at = self.gone.binary_search_by(|gone| gone.item.as_str().cmp(path)).ok()?;
        self.gone.get(at)?.instead()
    }

    /// The Rust items that the older version had and the newer one has not, by path, with what to use instead where
    /// that is known. What was inside of something that is gone is not listed on its own.
    pub fn gone(&self) -> &[RemovedItem] {
        &self.gone
    }
}

impl std::fmt::Display for SurfaceCounts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "surface: {} gone, {} changed, {} new", self.gone, self.changed, self.new)
    }
}

impl std::fmt::Display for Step {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        })
    }
}

impl std::fmt::Display for Verdict {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Breaking => "breaking",
            Self::Compatible => "compatible",
            Self::Documentation => "documentation",
        })
    }
}

impl std::fmt::Display for ReportPlace {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.position {
            Some((line, column)) => write!(f, "{}:{line}:{column}", self.file),
            None => f.write_str(&self.file),
        }
    }
}
