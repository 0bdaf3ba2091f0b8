//! Ctrl-C and the wish of a system to end a program: they wait while files are changed.

use std::io;
use std::process;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Whoever holds it changes files.
static WRITING: Mutex<()> = Mutex::new(());

/// How a program ends that was interrupted, as shells count it.
pub const INTERRUPTED: i32 = 130;

/// Makes interruptions of this program wait while [`transaction::apply`](crate::tree::transaction::apply) works. At any
/// other time they end it at once, with [`INTERRUPTED`]. It takes the place of what the program did about them before,
/// or of ignoring them, as a program that is started in the background may do.
///
/// # Errors
///
/// A system that does not let a program handle them, or a second call.
pub fn wait_while_writing() -> io::Result<()> {
    let outcome = ctrlc::set_handler(|| {
        let _writing = writing();
        process::exit(INTERRUPTED);
    });
    outcome.map_err(|error| match error {
        ctrlc::Error::System(error) => error,
        other => io::Error::other(other),
    })
}

/// Does something that an interruption waits for. It must not be done inside of itself.
pub(crate) fn held_back<T>(work: impl FnOnce() -> T) -> T {
    let _writing = writing();
    work()
}

fn writing() -> MutexGuard<'static, ()> {
    WRITING.lock().unwrap_or_else(PoisonError::into_inner)
}
