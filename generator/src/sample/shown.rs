//! Which alternatives samples have shown already.

use std::collections::BTreeMap;

/// The alternatives that were made or could not be: whether something inside of each is still to be shown, by the text
/// of their list and their place in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Shown(BTreeMap<String, BTreeMap<usize, bool>>);

impl Shown {
    pub(super) fn set(&mut self, list: &str, at: usize, is_open: bool) {
        self.0.entry(list.to_owned()).or_default().insert(at, is_open);
    }

    /// The alternatives of a list with something to show, those first that were not made at all.
    pub(super) fn open(&self, list: &str, count: usize) -> Vec<usize> {
        let known = self.0.get(list);
        let is = |at: &usize, wanted: Option<bool>| known.and_then(|known| known.get(at)).copied() == wanted;
        let new = (0..count).filter(|at| is(at, None));
        new.chain((0..count).filter(|at| is(at, Some(true)))).collect()
    }
}
