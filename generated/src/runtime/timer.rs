//! The time: how long calls have taken, and waiting.

#[cfg(feature = "blocking")]
mod thread;
#[cfg(feature = "reqwest")]
mod tokio;

#[cfg(feature = "blocking")]
pub(crate) use self::thread::ThreadTimer;
#[cfg(feature = "reqwest")]
pub use self::tokio::TokioTimer;
#[cfg(feature = "reqwest")]
pub(crate) use self::tokio::missing;

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

/// Waits for the future for as long as something moves, which a count tells: no longer than this from one movement to
/// the end of the time in which there is none.
pub(crate) async fn while_moving<F: Future>(
    timer: &dyn Timer,
    time: Duration,
    count: impl Fn() -> u64,
    future: F,
) -> Option<F::Output> {
    let (mut future, mut sleep, mut last) = (pin!(future), timer.sleep(time), count());
    poll_fn(|context| {
        loop {
            if let Poll::Ready(output) = future.as_mut().poll(context) {
                return Poll::Ready(Some(output));
            }
            std::task::ready!(sleep.as_mut().poll(context));
            let now = count();
            if now == last {
                return Poll::Ready(None);
            }
            (sleep, last) = (timer.sleep(time), now);
        }
    })
    .await
}

/// This part, between zero and one, of a time.
pub(crate) fn part_of(time: Duration, part: f64) -> Duration {
    // Only the rounding of the longest times there are can go beyond what a duration holds.
    Duration::try_from_secs_f64(time.as_secs_f64() * part).unwrap_or(time)
}

#[cfg(test)]
mod tests {
    use super::{Sleep, Timer, while_moving};
    use std::cell::Cell;
    use std::future::poll_fn;
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};
    use std::time::Duration;

    /// All waits are over at once.
    struct Impatient;

    impl Timer for Impatient {
        fn now(&self) -> Duration {
            Duration::ZERO
        }

        fn sleep(&self, _time: Duration) -> Sleep {
            Box::pin(std::future::ready(()))
        }
    }

    #[test]
    fn what_moves_is_waited_for_and_what_stands_still_is_not() {
        for moves in [true, false] {
            let (count, polled) = (Cell::new(0), Cell::new(0));
            let future = poll_fn(|_| {
                polled.set(polled.get() + 1);
                count.set(count.get() + u64::from(moves));
                if polled.get() == 5 { Poll::Ready("done") } else { Poll::Pending }
            });
            let waited = while_moving(&Impatient, Duration::ZERO, || count.get(), future);
            let output = std::future::Future::poll(pin!(waited), &mut Context::from_waker(Waker::noop()));
            assert_eq!(output, Poll::Ready(moves.then_some("done")));
        }
    }
}
