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
        // Where there is no runtime, or none with a timer, the transport says so, and a sleep would panic.
        Box::pin(async move {
            if missing().is_none() {
                tokio::time::sleep(time).await;
            }
        })
    }
}

/// What a call lacks that is awaited here: the runtime of tokio, or its timer.
pub(crate) fn missing() -> Option<&'static str> {
    if Handle::try_current().is_err() {
        return Some("reqwest needs the runtime of tokio, and this call is awaited outside of one");
    }
    // Tokio has no other way to say that a runtime was built without `enable_time`. Where it was built with it, this
    // makes a value and drops it.
    let sleep = std::panic::catch_unwind(|| drop(tokio::time::sleep(Duration::ZERO)));
    sleep.err().map(|_| "the runtime of tokio has no timer: build it with `enable_all` or `enable_time`")
}

impl fmt::Debug for TokioTimer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TokioTimer")
    }
}
