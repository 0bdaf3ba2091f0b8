//! How much has been sent.

use std::fmt;
use std::sync::Arc;

/// How much of a content has been sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// How many bytes were handed to the connection. Another attempt begins at 0 again.
    pub sent: u64,
    /// How many there are, where that is known.
    pub total: Option<u64>,
}

/// What watches how much has been sent.
#[derive(Clone)]
pub(crate) struct Watcher(Arc<dyn Fn(Progress) + Send + Sync>);

impl Watcher {
    pub(super) fn new(watcher: impl Fn(Progress) + Send + Sync + 'static) -> Self {
        Self(Arc::new(watcher))
    }

    pub(crate) fn report(&self, sent: u64, total: Option<u64>) {
        (self.0)(Progress { sent, total });
    }
}

impl fmt::Debug for Watcher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Watcher")
    }
}
