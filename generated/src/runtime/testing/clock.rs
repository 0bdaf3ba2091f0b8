//! A time that passes at once.

use crate::runtime::timer::{Sleep, Timer};
use std::future::poll_fn;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::Poll;
use std::time::Duration;

/// The time of a fake: it passes by waiting only, and waiting takes no time.
#[derive(Clone, Debug, Default)]
pub(super) struct Clock(Arc<Mutex<Vec<Duration>>>);

impl Clock {
    /// How long was waited, each time.
    pub(super) fn waits(&self) -> Vec<Duration> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Timer for Clock {
    fn now(&self) -> Duration {
        self.waits().into_iter().fold(Duration::ZERO, Duration::saturating_add)
    }

    /// The bound of an attempt is a sleep that nobody awaits, since the fake answers at once; it does not count.
    fn sleep(&self, time: Duration) -> Sleep {
        let waits = Arc::clone(&self.0);
        Box::pin(poll_fn(move |_| {
            waits.lock().unwrap_or_else(PoisonError::into_inner).push(time);
            Poll::Ready(())
        }))
    }
}
