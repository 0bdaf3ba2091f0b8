//! A timer that blocks.

use super::{Sleep, Timer};
use std::fmt;
use std::sync::OnceLock;
use std::thread;
use std::time::{Duration, Instant};

/// Waits by blocking the thread: the timer of [`ClientBuilder::blocking`](crate::ClientBuilder::blocking).
#[derive(Clone, Copy)]
pub(crate) struct ThreadTimer {
    start: Instant,
}

impl ThreadTimer {
    /// A timer. All of them count from the same moment, so that clients agree on it.
    pub(crate) fn new() -> Self {
        static START: OnceLock<Instant> = OnceLock::new();
        Self { start: *START.get_or_init(Instant::now) }
    }
}

impl Timer for ThreadTimer {
    fn now(&self) -> Duration {
        self.start.elapsed()
    }

    fn sleep(&self, time: Duration) -> Sleep {
        Box::pin(async move { thread::sleep(time) })
    }
}

impl fmt::Debug for ThreadTimer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ThreadTimer")
    }
}
