//! What changed between two versions of an API, and whether it breaks those who call the generated code.
//!
//! Both versions become a catalogue: what the documents hold, by names that do not depend on the version, each with the
//! Rust items that stand for it. Entries of one name are joined, every difference is put to the table of rules, and public
//! items that changed without any such reason are changes too, so that nothing is missed.

mod catalogue;
mod constraints;
mod corrections;
mod default;
mod differences;
mod explained;
mod items;
mod join;
mod judge;
mod place;
mod renames;
mod render;
mod report;
mod rules;
mod side;
mod successor;
mod type_text;

pub use crate::ir::Gone;
pub use report::{Change, ItemChange, Place, Report, Step};
pub use rules::{Direction, Effect, Kind, Rule, Verdict, What, table};
pub use side::Side;
pub use successor::Successor;

use catalogue::Catalogue;

/// Compares two versions. `successors` says by hand what to use instead of items that are gone.
pub fn compare(old: &Side, new: &Side, successors: &[Successor]) -> Report {
    let renames = renames::renames(old, new);
    let before = Catalogue::of(old, &renames.types);
    let after = Catalogue::of(new, &Default::default());
    let mut judged = judge::Judged::default();
    join::join(&before.entries, &after.entries, &renames, &mut judged);
    explained::rest(old, new, &renames, &mut judged);
    place::place(judged, old, new, successors)
}

#[cfg(test)]
mod tests;
