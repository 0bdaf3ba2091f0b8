//! A change that was judged, on its way into the report.

use super::corrections::ChangeSite;
use super::report::{ItemChange, Subject};
use super::rules::{Kind, Rule};
use std::collections::BTreeSet;

/// A change whose places are not yet lines of files.
#[derive(Debug)]
pub(super) struct Detected {
    pub(super) rule: &'static Rule,
    pub(super) kind: Kind,
    pub(super) key: String,
    pub(super) subject: Subject,
    /// The operations, where it is one change of several.
    pub(super) operations: Vec<Subject>,
    pub(super) part: String,
    /// The name of the type that came or went.
    pub(super) type_name: Option<String>,
    /// The name of the type of which it says no more than that it is sent or read now, or no longer is.
    pub(super) travels: Option<String>,
    /// The types that it no longer mentions, and those that it does now.
    pub(super) mentions: [BTreeSet<String>; 2],
    pub(super) was: Option<String>,
    pub(super) is: Option<String>,
    pub(super) items: Vec<ItemChange>,
    /// The paths of these items.
    pub(super) named: BTreeSet<String>,
    /// The paths of all items that the change is about.
    pub(super) claims: BTreeSet<String>,
    /// Those of them that are gone, new or renamed with all that is inside of them.
    pub(super) whole: BTreeSet<String>,
    /// What else changed for that reason.
    pub(super) consequences: Vec<ItemChange>,
    pub(super) old_place: Option<ChangeSite>,
    pub(super) new_place: Option<ChangeSite>,
}
