//! Whether a request is sent again after it failed, and when.

mod failed;
mod standard;

pub use failed::Failed;
pub use standard::Retry;

use std::sync::Arc;
use std::time::Duration;

/// Decides whether a request is sent again after it failed.
///
/// [`Retry`] is the one that a client has unless another is given to
/// [`ClientBuilder::retry`](crate::ClientBuilder::retry), [`Client::with_retry`](crate::Client::with_retry) or
/// [`Call::retry`](crate::Call::retry). Whatever a policy says, a wait that would go beyond the time of the call ends
/// the call at once, and so does a client without a [`Timer`](crate::Timer).
///
/// ```
/// use meta_graph::{Client, Failed, RetryPolicy};
/// use std::time::Duration;
///
/// /// Sends again once, after a second, whatever the API said.
/// struct OnceMore;
///
/// impl RetryPolicy for OnceMore {
///     fn wait(&self, failed: &Failed<'_>) -> Option<Duration> {
///         (failed.is_safe_to_repeat() && failed.attempt() == 1).then(|| Duration::from_secs(1))
///     }
/// }
///
/// let client = Client::builder().access_token("...").retry(OnceMore).build()?;
/// # Ok::<(), meta_graph::Error>(())
/// ```
pub trait RetryPolicy: Send + Sync {
    /// How long to wait before the request is sent again; `None` to give up.
    fn wait(&self, failed: &Failed<'_>) -> Option<Duration>;
}

impl<T: RetryPolicy + ?Sized> RetryPolicy for Arc<T> {
    fn wait(&self, failed: &Failed<'_>) -> Option<Duration> {
        (**self).wait(failed)
    }
}
