//! What an answer says about the limits.

use super::FULL_PERCENT;
use crate::graph::usage::Usage;
use crate::runtime::error::{Error, Persistence};
use crate::runtime::request::Answer;
use std::time::Duration;

/// What an answer says about the limits.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Lesson {
    /// The highest of the shares that are used, in percent.
    pub(super) percent: Option<f64>,
    /// How long calls are going to be refused.
    pub(super) refused_for: Option<Duration>,
    /// Whether nothing said of usage means that there is little: the API answered, and did what was asked.
    pub(super) is_success: bool,
}

impl Lesson {
    /// Reads an answer, which is a failure if there is an error.
    pub(crate) fn of(answer: &Answer, failure: Option<&Error>) -> Self {
        match failure {
            // A limit that is used up, whether or not its usage is reported.
            Some(Error::Api(error)) if error.persistence() == Persistence::RateLimited => {
                Self { percent: Some(FULL_PERCENT), refused_for: error.retry_after(), is_success: false }
            }
            _ => {
                let usage = Usage::read(&answer.received.headers);
                let (percent, refused_for) = (usage.highest_percent(), usage.regain_access());
                Self { percent, refused_for, is_success: failure.is_none() }
            }
        }
    }
}
