//! How fast calls may go, for each token and for each business.

use super::lesson::Share;
use std::collections::HashMap;
use std::time::Duration;

/// An entry that nobody has added to for so long no longer says anything: the limits of the API are counted over an
/// hour or a day, and what a refusal said is kept by itself.
const FORGOTTEN_AFTER: Duration = Duration::from_secs(3600);

/// So many entries are kept without a look at whether they still say anything.
const FEW: usize = 64;

/// So many nodes are remembered with whom they belong to.
const MOST_OWNERS: usize = 4096;

/// How fast calls may go. Moments are those of the client's timer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Pace {
    /// Between two calls.
    distance: Duration,
    /// When the next call may go.
    next: Duration,
    /// Until when all calls are refused, as the API says.
    blocked_until: Duration,
    /// When it was learned last.
    learned: Duration,
}

impl Pace {
    fn says_something(&self, now: Duration) -> bool {
        self.learned.max(self.blocked_until).saturating_add(FORGOTTEN_AFTER) > now
    }
}

/// The paces of all tokens and businesses that are near a limit, by a hash.
#[derive(Debug, Default)]
pub(super) struct Paces {
    by_key: HashMap<u64, Pace>,
    /// The business that a node belongs to, by their hashes.
    owners: HashMap<u64, u64>,
    /// How many entries said something when they were looked at last.
    kept: usize,
}

impl Paces {
    /// The key of whom a node belongs to: itself, unless something else is known.
    pub(super) fn owner_of(&self, node: u64) -> u64 {
        self.owners.get(&node).copied().unwrap_or(node)
    }

    /// Remembers to whom a node belongs, as long as that is near a limit.
    pub(super) fn belongs(&mut self, node: u64, owner: u64) {
        if node == owner || !self.by_key.contains_key(&owner) {
            return;
        }
        if self.owners.len() >= MOST_OWNERS {
            self.owners.clear();
        }
        self.owners.insert(node, owner);
    }

    /// When a call may go that counts against this entry.
    pub(super) fn start(&self, key: u64, now: Duration) -> Duration {
        let pace = self.by_key.get(&key).filter(|pace| pace.says_something(now));
        pace.map_or(now, |pace| pace.next.max(pace.blocked_until).max(now))
    }

    /// Takes the turns of so many calls that start at this moment; gives by how much that moves those after them.
    pub(super) fn take(&mut self, key: u64, calls: u32, start: Duration, now: Duration) -> Duration {
        let Some(pace) = self.by_key.get_mut(&key) else { return Duration::ZERO };
        let before = pace.next.max(now);
        pace.next = start.saturating_add(pace.distance.saturating_mul(calls));
        pace.next.saturating_sub(before)
    }

    /// Gives turns back.
    pub(super) fn give_back(&mut self, key: u64, moved: Duration) {
        if let Some(pace) = self.by_key.get_mut(&key) {
            pace.next = pace.next.saturating_sub(moved);
        }
    }

    /// Learns how much of a limit is used, and the distance that calls have to keep therefore.
    ///
    /// A refusal that is known stays known until its time is over, whatever calls say that were under way before it.
    pub(super) fn learn(&mut self, key: u64, share: Share, distance: Duration, now: Duration) {
        if distance.is_zero() && share.refused_for.is_none() {
            self.set_free(key, now);
            return;
        }
        let blocked_until = share.refused_for.map_or(Duration::ZERO, |wait| now.saturating_add(wait));
        let pace = self.by_key.entry(key).or_default();
        *pace = Pace {
            distance,
            // Turns that others took already stay taken.
            next: pace.next.max(now.saturating_add(distance)),
            blocked_until: pace.blocked_until.max(blocked_until),
            learned: now,
        };
        self.sweep(now);
    }

    fn set_free(&mut self, key: u64, now: Duration) {
        let Some(pace) = self.by_key.get_mut(&key) else { return };
        (pace.distance, pace.next) = (Duration::ZERO, now);
        if pace.blocked_until <= now {
            self.by_key.remove(&key);
        }
    }

    /// Forgets what says nothing any more, once there are twice as many entries as were kept last: so each call pays
    /// the same, however many tokens there are.
    fn sweep(&mut self, now: Duration) {
        if self.by_key.len() <= self.kept.max(FEW).saturating_mul(2) {
            return;
        }
        self.by_key.retain(|_, pace| pace.says_something(now));
        self.owners.retain(|_, owner| self.by_key.contains_key(owner));
        self.kept = self.by_key.len();
    }

    /// How many entries there are.
    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        self.by_key.len()
    }
}
