//! Waiting before another attempt, for what goes on in other requests than the one that failed.

use super::Client;
use crate::runtime::error::Error;
use crate::runtime::request::Operation;
use crate::runtime::retry::Failed;
use crate::runtime::trace;
use std::time::Duration;

impl Client {
    /// Waits after an attempt that failed, as the policy of retries says.
    ///
    /// # Errors
    /// The error of the attempt, where no other is to follow.
    #[allow(dead_code, reason = "it is for a dialect, which not every crate has")]
    pub(crate) async fn wait_after(
        &self,
        operation: &'static Operation,
        attempt: u32,
        error: Error,
    ) -> Result<(), Error> {
        let failed = Failed {
            operation,
            attempt,
            elapsed: Duration::ZERO,
            error: &error,
            is_repeatable: true,
            is_underway: false,
        };
        let pause = self.settings.retry.wait(&failed);
        let (Some(timer), Some(pause)) = (&self.shared.timer, pause) else { return Err(error) };
        trace::waiting(operation, attempt, pause, "retry");
        timer.sleep(pause).await;
        Ok(())
    }
}
