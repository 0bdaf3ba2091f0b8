//! How much has gone into telling alternatives apart.
//!
//! An alternative that holds alternatives is read once for each that it is tried beside, so that a value which is made
//! for it would take an attempt for each way through all of them. The attempts inside one value are counted.

use crate::runtime::wire::Value;
use std::cell::Cell;

/// How many attempts a value is worth, and how many more each value inside it is: far more than alternatives inside
/// alternatives take that a document describes.
const ATTEMPTS: usize = 1 << 12;
const ATTEMPTS_INSIDE: usize = 1 << 8;
/// No value is worth more.
const MOST: usize = 1 << 22;
/// When this part of the attempts is left, the first alternative that reads a value is taken.
const LAST_PART: usize = 2;

thread_local! {
    static DEPTH: Cell<u32> = const { Cell::new(0) };
    static LEFT: Cell<(usize, usize)> = const { Cell::new((0, 0)) };
}

/// An attempt that is going on.
pub(super) struct Effort(());

impl Effort {
    /// Begins an attempt to read a value, unless there were too many inside the outermost value.
    pub(super) fn begin(value: &Value) -> Option<Self> {
        let depth = DEPTH.get();
        let (left, of) = if depth == 0 {
            let worth = worth(value);
            (worth, worth)
        } else {
            LEFT.get()
        };
        LEFT.set((left.checked_sub(1)?, of));
        DEPTH.set(depth + 1);
        Some(Self(()))
    }

    /// Whether it is time to take what there is.
    pub(super) fn is_great(&self) -> bool {
        let (left, of) = LEFT.get();
        left < of / LAST_PART
    }
}

impl Drop for Effort {
    /// Also if what reads panics: it may be code of the caller.
    fn drop(&mut self) {
        DEPTH.set(DEPTH.get().saturating_sub(1));
    }
}

/// How many attempts a value is worth.
fn worth(value: &Value) -> usize {
    size(value).saturating_mul(ATTEMPTS_INSIDE).saturating_add(ATTEMPTS).min(MOST)
}

fn size(value: &Value) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(size).sum::<usize>(),
        Value::Object(members) => 1 + members.values().map(size).sum::<usize>(),
        _ => 1,
    }
}
