//! What changed between two versions of an API, and whether it breaks callers of the generated code.
//!
//! Both versions become a catalogue: what the documents hold, by names that do not depend on the version, each with the
//! Rust items that stand for it. Entries of one name are joined, every difference is put to the table of rules, and
//! public items that changed without any such reason are changes too, so that nothing is missed.

mod brought;
mod calls;
mod catalogue;
mod classify;
mod corrections;
mod detected;
mod differences;
mod explained;
mod features;
mod finish;
mod items;
mod join;
mod limits;
mod renames;
mod render;
mod report;
mod rules;
mod same_types;
mod shared_causes;
mod successor;
mod version_model;

pub use crate::ir::RemovedItem;
pub use render::Detail;
pub use report::{Call, Change, ItemChange, Report, ReportPlace, Step, Subject, SurfaceCounts};
pub use rules::{ChangeKind, Direction, Effect, Kind, Rule, Verdict, table};
pub use successor::Successor;
pub use version_model::VersionModel;

use crate::both::both;
use catalogue::Catalogue;

/// Compares two versions. `successors` says by hand what to use instead of items that are gone.
pub fn compare(old: &VersionModel, new: &VersionModel, successors: &[Successor]) -> Report {
    let same_types::SameTypes { names: [old_names, new_names], renames } = same_types::same_types(old, new);
    let (before, after) = both(|| Catalogue::of(old, &old_names), || Catalogue::of(new, &new_names));
    let mut classified = classify::Classified::default();
    join::join(&before.entries, &after.entries, &renames, &mut classified);
    let surface = explained::explain(old, new, &mut classified);
    finish::finish(classified, old, new, successors, surface)
}

#[cfg(test)]
mod tests;
