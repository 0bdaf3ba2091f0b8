//! Decisions that are read from bytes.

use std::cell::Cell;

/// Decisions that are read from bytes.
#[derive(Clone, Debug)]
pub struct Choices<'b> {
    left: &'b [u8],
}

impl<'b> Choices<'b> {
    /// The decisions of these bytes.
    pub fn new(bytes: &'b [u8]) -> Self {
        Self { left: bytes }
    }

    /// Whether every further decision is the plainest one.
    pub fn is_over(&self) -> bool {
        self.left.is_empty()
    }

    /// The next byte; zero once they are used up.
    pub fn byte(&mut self) -> u8 {
        match self.left.split_first() {
            Some((first, rest)) => {
                self.left = rest;
                *first
            }
            None => 0,
        }
    }

    /// A number below `end`, which is not zero.
    pub fn below(&mut self, end: usize) -> usize {
        usize::from(self.byte()) % end.max(1)
    }

    /// True in so many of a hundred cases.
    pub fn chance(&mut self, percent: usize) -> bool {
        // The plainest decision is no.
        usize::from(self.byte()) * 100 / 256 + percent >= 100
    }

    /// One of these.
    pub fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }
}

/// Bytes that are the same for the same seed (splitmix64).
pub fn bytes(seed: u64, length: usize) -> Vec<u8> {
    let mut state = seed;
    let mut next = || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)).to_le_bytes()[0]
    };
    (0..length).map(|_| next()).collect()
}

/// The seed to begin with: that of `META_GRAPH_SEED`, or this one.
pub fn seed(otherwise: u64) -> u64 {
    std::env::var("META_GRAPH_SEED").ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

/// So often is it tried to make a failure smaller.
const ATTEMPTS: usize = 400;

/// Cuts bytes that fail for as long as what is left fails too.
pub fn smallest(bytes: &[u8], fails: impl Fn(&[u8]) -> bool) -> Vec<u8> {
    let mut best = bytes.to_vec();
    let left = Cell::new(ATTEMPTS);
    let fails = |bytes: &[u8]| {
        left.set(left.get().saturating_sub(1));
        left.get() > 0 && fails(bytes)
    };
    let mut size = best.len().max(1).next_power_of_two();
    while size > 0 {
        let mut at = 0;
        while at < best.len() {
            let end = (at + size).min(best.len());
            let without: Vec<u8> = best[..at].iter().chain(&best[end..]).copied().collect();
            let mut plain = best.clone();
            plain[at..end].fill(0);
            if fails(&without) {
                best = without;
            } else {
                if plain != best && fails(&plain) {
                    best = plain;
                }
                at = end;
            }
        }
        size /= 2;
    }
    best
}
