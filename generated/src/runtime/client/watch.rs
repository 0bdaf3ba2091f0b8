//! How much of the time of a call has gone.

use super::Shared;
use crate::runtime::timer::Timer;
use std::time::Duration;

/// How much of the time of a call has gone. Without a timer none of it goes.
pub(super) struct Watch<'a> {
    pub(super) timer: Option<&'a dyn Timer>,
    pub(super) start: Duration,
    timeout: Duration,
}

impl<'a> Watch<'a> {
    pub(super) fn start(shared: &'a Shared, timeout: Duration) -> Self {
        let timer = shared.timer.as_deref();
        Self { timer, start: timer.map_or(Duration::ZERO, Timer::now), timeout }
    }

    pub(super) fn elapsed(&self) -> Duration {
        self.timer.map_or(Duration::ZERO, |timer| timer.now().saturating_sub(self.start))
    }

    pub(super) fn left(&self) -> Duration {
        self.timeout.saturating_sub(self.elapsed())
    }

    /// How long the call may wait before it sends: what is left, but for a tenth of its time, which is for the answer.
    pub(super) fn longest_wait(&self) -> Duration {
        self.left().saturating_sub(self.timeout / 10)
    }

    pub(super) async fn sleep(&self, time: Duration) {
        if let Some(timer) = self.timer {
            timer.sleep(time).await;
        }
    }
}
