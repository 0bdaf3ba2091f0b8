//! The policy that a client has by default.

use super::{Failed, RetryPolicy};
use crate::runtime::timer::part_of;
use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::time::Duration;

/// Sends a request again where that is safe and may help.
///
/// - Safe: reads and deletions, writes with an idempotency key, and what has never left. Another write that may have
///   arrived is never sent again.
/// - May help: there was no answer, or the API says that the error may pass (408, 425, 500, 502, 503 or 504, unless it
///   has a way of its own). After a rate limit (429) only if the API says how long to wait. After 409 only if an
///   attempt before it had the same idempotency key: the server is still at work on that one.
/// - Bounded: at most [`max_attempts`](Self::max_attempts) (3 unless set) and the time of the call
///   ([`ClientBuilder::timeout`](crate::ClientBuilder::timeout)).
/// - The pauses are drawn evenly between zero and a bound, which starts at [`base_delay`](Self::base_delay) (0.5
///   seconds unless set) and doubles up to [`max_delay`](Self::max_delay) (20 seconds unless set), so that many clients
///   do not come back at once. Where the API says how long to wait, that comes first.
///
/// ```
/// use meta_graph::{Client, Retry};
/// use std::time::Duration;
///
/// let patient = Retry::standard().max_attempts(5).max_delay(Duration::from_secs(5));
/// let client = Client::builder().access_token("...").retry(patient).build()?;
/// # Ok::<(), meta_graph::Error>(())
/// ```
#[doc(alias = "backoff")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retry {
    max_attempts: u32,
    base_delay: Duration,
    max_delay: Duration,
}

impl Retry {
    /// Up to three attempts.
    pub const fn standard() -> Self {
        Self { max_attempts: 3, base_delay: Duration::from_millis(500), max_delay: Duration::from_secs(20) }
    }

    /// One attempt: nothing is sent again.
    pub const fn none() -> Self {
        Self::standard().max_attempts(1)
    }

    /// Sets how often a request is sent at most, the first time included. Zero is the same as one.
    #[must_use]
    pub const fn max_attempts(mut self, attempts: u32) -> Self {
        self.max_attempts = attempts;
        self
    }

    /// Sets the bound of the first pause.
    #[must_use]
    pub const fn base_delay(mut self, delay: Duration) -> Self {
        self.base_delay = delay;
        self
    }

    /// Sets how far the bound of the pauses grows.
    #[must_use]
    pub const fn max_delay(mut self, delay: Duration) -> Self {
        self.max_delay = delay;
        self
    }

    /// The bound of the pause after this attempt, the first being 1.
    fn bound(&self, attempt: u32) -> Duration {
        let doublings = 1_u32.checked_shl(attempt.saturating_sub(1)).unwrap_or(u32::MAX);
        self.base_delay.saturating_mul(doublings).min(self.max_delay)
    }
}

impl Default for Retry {
    fn default() -> Self {
        Self::standard()
    }
}

impl RetryPolicy for Retry {
    fn wait(&self, failed: &Failed<'_>) -> Option<Duration> {
        if failed.attempt() >= self.max_attempts || !failed.is_safe_to_repeat() {
            return None;
        }
        let pause = random_part(self.bound(failed.attempt()));
        match failed.retry_after() {
            Some(wait) if failed.is_transient() || failed.is_rate_limit() => Some(wait.saturating_add(pause)),
            None if failed.is_transient() => Some(pause),
            _ => None,
        }
    }
}

/// A time drawn evenly between zero and the bound.
///
/// The hasher of the standard library has keys that are drawn anew each time, which is enough to spread pauses.
fn random_part(bound: Duration) -> Duration {
    let drawn = RandomState::new().build_hasher().finish() >> 11;
    // The 53 bits that a float holds exactly, as a part of one.
    part_of(bound, drawn as f64 / (1_u64 << 53) as f64)
}

#[cfg(test)]
mod tests {
    use super::{Retry, random_part};
    use std::time::Duration;

    #[test]
    fn the_bound_doubles_up_to_the_longest() {
        let bounds: Vec<_> =
            [1, 2, 3, 6, 7, 40, u32::MAX].map(|attempt| Retry::standard().bound(attempt).as_millis()).into();
        assert_eq!(bounds, [500, 1000, 2000, 16_000, 20_000, 20_000, 20_000]);
    }

    #[test]
    fn pauses_are_spread_below_the_bound() {
        let bound = Duration::from_secs(10);
        let drawn: Vec<_> = (0..200).map(|_| random_part(bound)).collect();
        assert!(drawn.iter().all(|pause| *pause < bound));
        // Two hundred draws that all miss one half would be a wonder.
        assert!(drawn.iter().any(|pause| *pause < bound / 2) && drawn.iter().any(|pause| *pause > bound / 2));
        assert_eq!(random_part(Duration::ZERO), Duration::ZERO);
    }
}
