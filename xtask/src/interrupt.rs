//! Ctrl-C and the wish of a system to end a program: they wait while files of the checkout are changed.

use std::process;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Whoever holds it changes files.
static WRITING: Mutex<()> = Mutex::new(());

/// How a program ends that was interrupted, as shells count it.
const INTERRUPTED: i32 = 130;

/// Makes interruptions wait for [`held_back`].
///
/// # Errors
///
/// A system that does not let a program handle them.
pub(crate) fn wait_while_writing() -> anyhow::Result<()> {
    ctrlc::set_handler(|| {
        let _writing = writing();
        process::exit(INTERRUPTED);
    })?;
    Ok(())
}

/// Does something that an interruption waits for.
pub(crate) fn held_back<T>(work: impl FnOnce() -> T) -> T {
    let _writing = writing();
    work()
}

fn writing() -> MutexGuard<'static, ()> {
    WRITING.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
