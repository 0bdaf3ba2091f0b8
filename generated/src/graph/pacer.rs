//! Slowing down before a limit is hit.

mod lesson;
mod pace;

use lesson::{Lesson, Share};
use pace::Paces;

use crate::runtime::protocol::{Asker, Heard, Throttle, Turn};
use crate::runtime::timer::part_of;
use crate::runtime::{AccessToken, ClientBuilder};
use std::collections::BTreeMap;
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
/// A call that would have to wait for more than nine tenths of its own time fails at once, as an
/// [`Error::HeldBack`](crate::Error::HeldBack) that says how long it is to wait. One that is given up while it waits
/// gives its turn back.
///
/// Each access token is paced by itself. The limit of a business, a Page or an account, which the API names by its id,
/// holds back only the calls to that id and to what is known to belong to it, since an answer about it named the id. So
/// one busy Page does not stop the others of a system user. A batch waits for the slowest of those that its requests
/// are about.
///
/// A clone shares what was learned, so that several clients can be paced together, if their timers count from the same
/// moment, as all that come with the crate do. Without a [`Timer`](crate::Timer) a client has no pace.
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
    /// Tokens and ids are distinguished by a hash with a key of its own, so that none is kept here.
    hasher: RandomState,
    /// Only what is near a limit has an entry.
    paces: Mutex<Paces>,
}

/// A turn that was taken. It is given back if it is dropped before it is used.
#[derive(Debug)]
struct Taken<'p> {
    pacer: &'p Pacer,
    /// By how much the turn moves those after it, of each limit that it counts against.
    moved: Vec<(u64, Duration)>,
    wait: Duration,
}

impl Turn for Taken<'_> {
    fn wait(&self) -> Duration {
        self.wait
    }

    fn take(mut self: Box<Self>) {
        self.moved.clear();
    }
}

impl Drop for Taken<'_> {
    fn drop(&mut self) {
        if self.moved.is_empty() {
            return;
        }
        let mut paces = self.pacer.paces();
        for (key, moved) in &self.moved {
            paces.give_back(*key, *moved);
        }
    }
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

    /// Learns from an answer, or from the answers of a batch.
    fn learn_from(&self, token: Option<&AccessToken>, now: Duration, lessons: &[Lesson]) {
        let mut paces = self.paces();
        let mut heard: BTreeMap<u64, (Share, bool)> = BTreeMap::new();
        let mut hear = |key, share: Share, is_success| {
            let (known, is_known) = heard.entry(key).or_default();
            (*known, *is_known) = (known.or(share), *is_known || is_success);
        };
        for lesson in lessons {
            hear(self.key(token, None), lesson.token, lesson.is_success);
            for (id, share) in &lesson.business {
                hear(self.key(token, Some(id)), *share, lesson.is_success);
            }
            // The API leaves the header out where little is used.
            if let (Some(subject), []) = (&lesson.subject, lesson.business.as_slice()) {
                hear(paces.owner_of(self.key(token, Some(subject))), Share::default(), lesson.is_success);
            }
        }
        for (key, (share, is_success)) in heard {
            if share != Share::default() || is_success {
                paces.learn(key, share, self.distance(share.percent.unwrap_or(0.0)), now);
            }
        }
        for lesson in lessons {
            if let (Some(subject), Some(owner)) = (&lesson.subject, lesson.owner()) {
                paces.belongs(self.key(token, Some(subject)), self.key(token, Some(owner)));
            }
        }
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

    /// The key of a token, or of what has this id under it.
    fn key(&self, token: Option<&AccessToken>, id: Option<&str>) -> u64 {
        self.shared.hasher.hash_one((token, id))
    }

    fn paces(&self) -> MutexGuard<'_, Paces> {
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
        asker: &Asker<'_>,
        now: Duration,
        longest: Duration,
    ) -> Result<Box<dyn Turn + 't>, Duration> {
        let mut paces = self.paces();
        let mut calls: BTreeMap<u64, u32> = BTreeMap::new();
        let all = self.key(asker.token, None);
        for subject in &asker.subjects {
            let subject = subject.as_ref().map(|id| paces.owner_of(self.key(asker.token, Some(id))));
            for key in [Some(all), subject].into_iter().flatten() {
                *calls.entry(key).or_default() += 1;
            }
        }
        let start = calls.keys().map(|key| paces.start(*key, now)).max().unwrap_or(now);
        let wait = start.saturating_sub(now);
        if wait > longest {
            return Err(wait);
        }
        let moved = calls.into_iter().map(|(key, calls)| (key, paces.take(key, calls, start, now)));
        let moved = moved.filter(|(_, moved)| !moved.is_zero()).collect();
        Ok(Box::new(Taken { pacer: self, moved, wait }))
    }

    fn learn(&self, token: Option<&AccessToken>, now: Duration, answers: &[Heard<'_>]) {
        let lessons: Vec<_> = answers.iter().map(Lesson::of).collect();
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
