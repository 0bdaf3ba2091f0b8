//! Two things done at the same time.

use std::panic::resume_unwind;
use std::thread;

/// Does two things that do not need each other, each in a thread of its own, and gives what came out of them.
pub fn both<A: Send, B>(one: impl FnOnce() -> A + Send, other: impl FnOnce() -> B) -> (A, B) {
    thread::scope(|scope| {
        let one = scope.spawn(one);
        let other = other();
        (one.join().unwrap_or_else(|panic| resume_unwind(panic)), other)
    })
}
