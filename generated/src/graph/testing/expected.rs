//! What a fake of the Graph API answers.

use crate::runtime::testing::{Expected, Failure};

impl<R> Expected<R> {
    /// Answers that there were too many calls, and that the limit ends in so many minutes: see
    /// [`Failure::rate_limited`].
    pub fn fail_rate_limited(self, minutes: u32) -> Self {
        self.fail(Failure::rate_limited(minutes))
    }
}
