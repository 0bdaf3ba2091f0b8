//! What an answer says about the limits.

use super::FULL_PERCENT;
use crate::graph::usage::{BusinessUsage, Usage};
use crate::runtime::error::{ApiError, Error, Persistence, retry_after};
use crate::runtime::protocol::Heard;
use std::time::Duration;

/// What an answer says about the limits.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lesson {
    /// Of the limits that belong to the token: those of the app, of the Page of the token and of an ad account.
    pub(super) token: Share,
    /// Of the limits of the business, the Page or the account with this id.
    pub(super) business: Vec<(String, Share)>,
    /// The node that the request was about.
    pub(super) subject: Option<String>,
    /// Whether nothing said of usage means that there is little: the API answered, and did what was asked.
    pub(super) is_success: bool,
}

/// How much of a limit is used.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Share {
    /// The highest of the shares that are used, in percent.
    pub(super) percent: Option<f64>,
    /// How long calls are going to be refused.
    pub(super) refused_for: Option<Duration>,
}

impl Share {
    /// The worse of both.
    pub(super) fn or(self, other: Self) -> Self {
        let percents = self.percent.into_iter().chain(other.percent);
        Self { percent: percents.reduce(f64::max), refused_for: self.refused_for.max(other.refused_for) }
    }

    /// A limit that is used up, whether or not its usage is reported.
    fn full(refused_for: Option<Duration>) -> Self {
        Self { percent: Some(FULL_PERCENT), refused_for }
    }

    fn of_business(cases: &[BusinessUsage]) -> Self {
        let percents = cases.iter().filter_map(|case| case.calls.highest_percent());
        let waits = cases.iter().filter_map(|case| case.regain_access);
        Self { percent: percents.reduce(f64::max), refused_for: waits.filter(|wait| !wait.is_zero()).max() }
    }

    fn of_token(usage: &Usage) -> Self {
        let rest = Usage { business: Default::default(), ..usage.clone() };
        Self { percent: rest.highest_percent(), refused_for: rest.regain_access() }
    }
}

impl Lesson {
    /// Reads an answer.
    pub(crate) fn of(heard: &Heard<'_>) -> Self {
        let usage = Usage::read(&heard.answer.received.headers);
        let business = usage.business.iter().map(|(id, cases)| (id.clone(), Share::of_business(cases)));
        let mut lesson = Self {
            token: Share::of_token(&usage),
            business: business.collect(),
            subject: heard.subject.clone(),
            is_success: heard.failure.is_none(),
        };
        match heard.failure {
            Some(Error::Api(error)) if error.persistence() == Persistence::RateLimited => {
                lesson.refuse(error)
            }
            _ => {}
        }
        lesson
    }

    /// The id of the business, the Page or the account whose limit a request about this node counts against: the node
    /// itself, or the only one that the answer names, to which the node then belongs.
    pub(super) fn owner(&self) -> Option<&str> {
        let subject = self.subject.as_deref();
        match self.business.as_slice() {
            [(only, _)] => Some(only),
            _ => subject,
        }
    }

    /// Adds that the limit is used up which this error is about.
    fn refuse(&mut self, error: &ApiError) {
        let owner = self.owner().filter(|_| error.code().is_of_business()).map(str::to_owned);
        let Some(owner) = owner else {
            self.token = self.token.or(Share::full(error.retry_after()));
            return;
        };
        // The error waits for the longest of all that are named.
        let refused = Share::full(retry_after(error.headers()));
        match self.business.iter_mut().find(|(id, _)| *id == owner) {
            Some((_, share)) => *share = share.or(refused),
            None => self.business.push((owner, refused)),
        }
    }
}
