//! The timer of tokio.

use super::{Sleep, Timer};
use std::fmt;
use std::sync::OnceLock;
use std::time::Duration;
use tokio::runtime::Handle;
use tokio::time::Instant;

/// Waits on the timer of the tokio runtime in which a call is awaited. The transport that comes with the crate uses it.
#[derive(Clone, Copy)]
pub struct TokioTimer {
    start: Instant,
}

impl TokioTimer {
    /// A timer. All of them count from the same moment, so that clients agree on it. Where the clock of tokio is paused
    /// for a test, its time is that of the test.
    pub fn new() -> Self {
        static START: OnceLock<Instant> = OnceLock::new();
        Self { start: *START.get_or_init(Instant::now) }
    }
}

impl Default for TokioTimer {
    fn default() -> Self {
        Self::new()
    }
}

impl Timer for TokioTimer {
    fn now(&self) -> Duration {
        Instant::now().saturating_duration_since(self.start)
    }

    fn sleep(&self, time: Duration) -> Sleep {
        // Inside a block, since tokio looks for its runtime when the sleep is made, and it is made when it is polled.
        // Outside of a runtime the transport says what is missing, and a sleep would panic.
        Box::pin(async move {
            if Handle::try_current().is_ok() {
                tokio::time::sleep(time).await;
            }
        })
    }
}

impl fmt::Debug for TokioTimer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TokioTimer")
    }
}
