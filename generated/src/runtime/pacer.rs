//! Slowing down before a limit is hit.

use crate::runtime::timer::part_of;
use crate::runtime::token::AccessToken;
use crate::runtime::usage::Usage;
use std::collections::HashMap;
use std::fmt;
use std::hash::{BuildHasher as _, RandomState};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// At this share of a limit calls are refused.
const FULL_PERCENT: f64 = 100.0;

/// Slows calls down before a limit of the API is hit, going by the usage that each answer tells.
///
/// Below [`start_at`](Self::start_at) (75 percent unless set) calls go at once. From there on they keep a distance, which
/// grows evenly up to [`longest_wait`](Self::longest_wait) (10 seconds unless set) at 100 percent. Once a limit is used
/// up, calls wait for as long as the API says, or for the longest wait if it does not.
///
/// A batch counts as many calls as it holds, and the usage that its answers tell is learned from too.
///
/// A call that would have to wait beyond its own time fails at once, as one that was never sent. Each access token is
/// paced by itself, since most limits are those of a token's Page or person. A clone shares what was learned, so that
/// several clients can be paced together. Without a [`Timer`](crate::Timer) a client has no pace.
///
/// That usage falls by itself with time is left to the next answer to tell; the distances are our choice, as Meta only
/// says that calls are refused at 100 percent
/// ([Rate Limits](https://developers.facebook.com/docs/graph-api/overview/rate-limiting)).
///
/// ```
/// use meta_graph::{Client, Pacer};
///
/// let client = Client::builder().access_token("...").pacer(Pacer::new().start_at(60.0)).build()?;
/// # Ok::<(), meta_graph::Error>(())
/// ```
#[derive(Clone)]
pub struct Pacer {
    start_percent: f64,
    longest_wait: Duration,
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    /// Tokens are told apart by a hash with a key of its own, so that no token is kept here.
    hasher: RandomState,
    /// Only tokens that are near a limit have an entry.
    paces: Mutex<HashMap<u64, Pace>>,
}

/// How fast the calls of one token may go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Pace {
    /// Between two calls.
    distance: Duration,
    /// When the next call may go, by the timer of the client.
    next: Duration,
}

impl Pacer {
    /// A pacer that slows down from 75 percent on, by at most ten seconds a call.
    pub fn new() -> Self {
        Self { start_percent: 75.0, longest_wait: Duration::from_secs(10), shared: Arc::default() }
    }

    /// Sets the usage in percent from which on calls are slowed down.
    #[must_use]
    pub fn start_at(mut self, percent: f64) -> Self {
        self.start_percent = percent;
        self
    }

    /// Sets the distance between two calls when a limit is used up.
    #[must_use]
    pub fn longest_wait(mut self, wait: Duration) -> Self {
        self.longest_wait = wait;
        self
    }

    /// Takes the next turn of the token for so many requests that go together, unless it is further away than the time that is left.
    ///
    /// # Errors
    /// How long the call would have to wait.
    pub(crate) fn take_turn(
        &self,
        token: Option<&AccessToken>,
        requests: u32,
        now: Duration,
        left: Duration,
    ) -> Result<Duration, Duration> {
        let mut paces = self.paces();
        let Some(pace) = paces.get_mut(&self.key(token)) else { return Ok(Duration::ZERO) };
        let wait = pace.next.saturating_sub(now);
        if wait > left {
            return Err(wait);
        }
        pace.next = pace.next.max(now).saturating_add(pace.distance.saturating_mul(requests));
        Ok(wait)
    }

    /// Learns from the usage that an answer, or the answers of a batch, tell. None at all says that there is little.
    pub(crate) fn learn(&self, token: Option<&AccessToken>, now: Duration, usages: &[Usage]) {
        let highest = usages.iter().filter_map(Usage::highest_percent).reduce(f64::max);
        let distance = self.distance(highest.unwrap_or(0.0));
        let refused = usages.iter().filter_map(Usage::regain_access).max();
        let (mut paces, key) = (self.paces(), self.key(token));
        if distance.is_zero() && refused.is_none() {
            paces.remove(&key);
            return;
        }
        let pace = paces.entry(key).or_default();
        let next = now.saturating_add(refused.unwrap_or(distance));
        // Turns that others took already stay taken.
        *pace = Pace { distance, next: pace.next.max(next) };
    }

    fn distance(&self, percent: f64) -> Duration {
        if percent >= FULL_PERCENT {
            return self.longest_wait;
        }
        let part = (percent - self.start_percent) / (FULL_PERCENT - self.start_percent);
        if part > 0.0 && percent > self.start_percent {
            part_of(self.longest_wait, part)
        } else {
            Duration::ZERO
        }
    }

    fn key(&self, token: Option<&AccessToken>) -> u64 {
        self.shared.hasher.hash_one(token)
    }

    fn paces(&self) -> MutexGuard<'_, HashMap<u64, Pace>> {
        // Nothing that is done under the lock can leave it half done.
        self.shared.paces.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Default for Pacer {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Pacer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pacer")
            .field("start_at", &self.start_percent)
            .field("longest_wait", &self.longest_wait)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
