//! What only one task uses at a time.

use std::sync::{Mutex, PoisonError};

/// A value that nobody reaches through a shared reference: what holds it is `Sync` although the value is only `Send`,
/// as a future is. It is never locked.
pub(crate) struct Exclusive<T>(Mutex<T>);

impl<T> Exclusive<T> {
    pub(crate) fn new(value: T) -> Self {
        Self(Mutex::new(value))
    }

    pub(crate) fn get_mut(&mut self) -> &mut T {
        self.0.get_mut().unwrap_or_else(PoisonError::into_inner)
    }
}
