//! Contents that are not in memory, while the values that they stand in are made into parts.
//!
//! A multipart form is written by way of a JSON value, which holds bytes but no reader. In the place of a reader it
//! holds a number, and the reader waits here.

use crate::runtime::upload::Content;
use std::cell::RefCell;

thread_local! {
    static KEPT: RefCell<Vec<Content>> = const { RefCell::new(Vec::new()) };
}

/// Keeps a content; gives its number.
pub(super) fn keep(content: &Content) -> u64 {
    KEPT.with_borrow_mut(|kept| {
        kept.push(content.clone());
        kept.len() as u64 - 1
    })
}

/// The content of this number.
pub(super) fn content(number: u64) -> Option<Content> {
    KEPT.with_borrow(|kept| kept.get(usize::try_from(number).ok()?).cloned())
}

/// Forgets what was kept, once all of it is part of a body.
pub(super) fn forget() {
    KEPT.with_borrow_mut(Vec::clear);
}
