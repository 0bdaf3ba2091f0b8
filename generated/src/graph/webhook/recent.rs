//! The newest keys, in memory.

use super::Seen;
use std::collections::{HashSet, VecDeque};
use std::convert::Infallible;
use std::fmt;
use std::sync::{Mutex, PoisonError};

/// Remembers the newest events in memory: enough for one server that may forget when it is started again.
pub struct Recent {
    capacity: usize,
    keys: Mutex<Keys>,
}

#[derive(Default)]
struct Keys {
    known: HashSet<String>,
    in_order: VecDeque<String>,
}

impl Recent {
    /// Remembers so many events, at least one.
    pub fn new(capacity: usize) -> Self {
        Self { capacity: capacity.max(1), keys: Mutex::default() }
    }

    fn insert(&self, key: &str) -> bool {
        let mut keys = self.keys.lock().unwrap_or_else(PoisonError::into_inner);
        if !keys.known.insert(key.to_owned()) {
            return false;
        }
        keys.in_order.push_back(key.to_owned());
        let is_full = keys.in_order.len() > self.capacity;
        if let Some(oldest) = if is_full { keys.in_order.pop_front() } else { None } {
            keys.known.remove(&oldest);
        }
        true
    }
}

impl Seen for Recent {
    type Error = Infallible;

    async fn is_new(&self, key: &str) -> Result<bool, Infallible> {
        Ok(self.insert(key))
    }
}

impl fmt::Debug for Recent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recent").field("capacity", &self.capacity).finish_non_exhaustive()
    }
}
