//! Slowing down before a limit is hit.

mod lesson;

use lesson::Lesson;

use crate::runtime::protocol::{Throttle, Turn};
use crate::runtime::request::Answer;
use crate::runtime::timer::part_of;
use crate::runtime::{AccessToken, ClientBuilder, Error};
use std::collections::HashMap;
use std::fmt;
use std::hash::{BuildHasher as _, RandomState};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// At this share of a limit calls are refused.
const FULL_PERCENT: f64 = 100.0;

/// Slows calls down before a limit of the API is hit, going by the usage that each answer reports.
///
/// Below [`start_at`](Self::start_at) (75 percent unless set) calls go at once. From there on they keep a distance,
/// which grows evenly up to [`longest_wait`](Self::longest_wait) (10 seconds unless set) at 100 percent. Once a limit
/// is used up, as its usage or a refusal shows, calls wait for as long as the API says, or for the longest wait if it
/// does not.
///
/// A batch counts as many calls as it holds, and the usage that its answers tell is learned from too.
///
/// A call that would have to wait for more than nine tenths of its own time fails at once, as one that was never sent.
/// One that is given up while it waits gives its turn back. Each access token is paced by itself, since most limits are
/// those of a token's Page or person. A clone shares what was learned, so that several clients can be paced together,
/// if their timers count from the same moment, as all that come with the crate do. Without a [`Timer`](crate::Timer) a
/// client has no pace.
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
#[doc(alias = "rate limit")]
#[doc(alias = "throttle")]
#[derive(Clone)]
pub struct Pacer {
    start_percent: f64,
    longest_wait: Duration,
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    /// Tokens are distinguished by a hash with a key of its own, so that no token is kept here.
    hasher: RandomState,
    /// Only tokens that are near a limit have an entry.
    paces: Mutex<HashMap<u64, Pace>>,
}

/// How fast the calls of one token may go. Moments are those of the client's timer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Pace {
    /// Between two calls.
    distance: Duration,
    /// When the next call may go.
    next: Duration,
    /// Until when all calls are refused, as the API says.
    blocked_until: Duration,
    /// When it was learned last.
    learned: Duration,
}

/// A turn that was taken. It is given back if it is dropped before it is used.
#[derive(Debug)]
struct Taken<'p> {
    pacer: &'p Pacer,
    key: u64,
    /// By how much the turn moves those after it.
    cost: Duration,
    wait: Duration,
}

impl Turn for Taken<'_> {
    fn wait(&self) -> Duration {
        self.wait
    }

    fn take(mut self: Box<Self>) {
        self.cost = Duration::ZERO;
    }
}

impl Drop for Taken<'_> {
    fn drop(&mut self) {
        if self.cost.is_zero() {
            return;
        }
        if let Some(pace) = self.pacer.paces().get_mut(&self.key) {
            pace.next = pace.next.saturating_sub(self.cost);
        }
    }
}

/// An entry that nobody has added to for so long no longer says anything: the limits of the API are counted over an
/// hour or a day, and what a refusal said is kept by itself.
const FORGOTTEN_AFTER: Duration = Duration::from_secs(3600);

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

    /// Learns from an answer, or from the answers of a batch.
    ///
    /// A refusal that is known stays known until its time is over, whatever calls say that were under way before it.
    fn learn_from(&self, token: Option<&AccessToken>, now: Duration, lessons: &[Lesson]) {
        let highest = lessons.iter().filter_map(|lesson| lesson.percent).reduce(f64::max);
        let refused_for = lessons.iter().filter_map(|lesson| lesson.refused_for).max();
        let is_silent = highest.is_none() && refused_for.is_none();
        if is_silent && !lessons.iter().any(|lesson| lesson.is_success) {
            return;
        }
        let distance = self.distance(highest.unwrap_or(0.0));
        let (mut paces, key) = (self.paces(), self.key(token));
        paces.retain(|_, pace| pace.learned.max(pace.blocked_until).saturating_add(FORGOTTEN_AFTER) > now);
        if distance.is_zero() && refused_for.is_none() {
            if let Some(pace) = paces.get_mut(&key) {
                (pace.distance, pace.next) = (Duration::ZERO, now);
            }
            if paces.get(&key).is_some_and(|pace| pace.blocked_until <= now) {
                paces.remove(&key);
            }
            return;
        }
        let pace = paces.entry(key).or_default();
        let blocked_until = refused_for.map_or(Duration::ZERO, |wait| now.saturating_add(wait));
        *pace = Pace {
            distance,
            // Turns that others took already stay taken.
            next: pace.next.max(now.saturating_add(distance)),
            blocked_until: pace.blocked_until.max(blocked_until),
            learned: now,
        };
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

impl ClientBuilder {
    /// Slows calls down before a limit of the API is hit. There is no pacer unless one is set.
    ///
    /// It needs a [`Timer`](crate::Timer).
    #[doc(alias = "rate limit")]
    #[doc(alias = "throttle")]
    pub fn pacer(mut self, pacer: Pacer) -> Self {
        self.settings.throttle = Some(Arc::new(pacer));
        self
    }
}

impl Throttle for Pacer {
    fn take_turn<'t>(
        &'t self,
        token: Option<&AccessToken>,
        requests: u32,
        now: Duration,
        longest: Duration,
    ) -> Result<Box<dyn Turn + 't>, Duration> {
        let key = self.key(token);
        let mut turn = Box::new(Taken { pacer: self, key, cost: Duration::ZERO, wait: Duration::ZERO });
        let mut paces = self.paces();
        let Some(pace) = paces.get_mut(&key) else { return Ok(turn) };
        let start = pace.next.max(pace.blocked_until).max(now);
        turn.wait = start.saturating_sub(now);
        if turn.wait > longest {
            return Err(turn.wait);
        }
        turn.cost = pace.distance.saturating_mul(requests);
        pace.next = start.saturating_add(turn.cost);
        Ok(turn)
    }

    fn learn(&self, token: Option<&AccessToken>, now: Duration, answers: &[(&Answer, Option<&Error>)]) {
        let lessons: Vec<_> = answers.iter().map(|(answer, failure)| Lesson::of(answer, *failure)).collect();
        self.learn_from(token, now, &lessons);
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
