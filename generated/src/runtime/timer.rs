//! The time: how long calls have taken, and waiting.

#[cfg(feature = "blocking")]
mod thread;
#[cfg(feature = "reqwest")]
mod tokio;

#[cfg(feature = "blocking")]
pub(crate) use self::thread::ThreadTimer;
#[cfg(feature = "reqwest")]
pub use self::tokio::TokioTimer;

use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

/// Tells the time and waits, for the timeouts and the pauses of a client.
///
/// The transport that comes with the crate brings `TokioTimer`. A client with a transport of your own has a timer if
/// you give it one with [`ClientBuilder::timer`](crate::ClientBuilder::timer); without one it sends each request once
/// and waits for as long as the transport does. (A WebAssembly program has no clock that this crate could read by
/// itself.)
///
/// ```
/// use meta_graph::{Sleep, Timer};
/// use std::time::{Duration, Instant};
///
/// /// Reads the clock and does not wait at all.
/// struct Impatient(Instant);
///
/// impl Timer for Impatient {
///     fn now(&self) -> Duration {
///         self.0.elapsed()
///     }
///
///     fn sleep(&self, _time: Duration) -> Sleep {
///         Box::pin(std::future::ready(()))
///     }
/// }
/// ```
pub trait Timer: Send + Sync {
    /// The time since a moment in the past that is always the same one. It never goes back.
    fn now(&self) -> Duration;

    /// Waits for this long.
    fn sleep(&self, time: Duration) -> Sleep;
}

/// What [`Timer::sleep`] returns.
pub type Sleep = Pin<Box<dyn Future<Output = ()> + Send>>;

impl<T: Timer + ?Sized> Timer for Arc<T> {
    fn now(&self) -> Duration {
        (**self).now()
    }

    fn sleep(&self, time: Duration) -> Sleep {
        (**self).sleep(time)
    }
}

/// Waits for the future for no longer than this; `None` if the time is over first.
pub(crate) async fn within<F: Future>(timer: &dyn Timer, time: Duration, future: F) -> Option<F::Output> {
    let (mut future, mut sleep) = (pin!(future), timer.sleep(time));
    poll_fn(|context| match future.as_mut().poll(context) {
        Poll::Ready(output) => Poll::Ready(Some(output)),
        Poll::Pending => sleep.as_mut().poll(context).map(|()| None),
    })
    .await
}

/// This part, between zero and one, of a time.
pub(crate) fn part_of(time: Duration, part: f64) -> Duration {
    // Only the rounding of the longest times there are can go beyond what a duration holds.
    Duration::try_from_secs_f64(time.as_secs_f64() * part).unwrap_or(time)
}
