//! How much of its limits a caller has used, as the headers of an answer tell it.

mod business;
mod read;
mod serialize;

pub use business::BusinessUsage;

use http::HeaderMap;
use read::Reader;
use serde_json::Value;
use std::collections::BTreeMap;
use std::time::Duration;

const APP: &str = "x-app-usage";
const PAGE: &str = "x-page-usage";
const BUSINESS: &str = "x-business-use-case-usage";
const AD_ACCOUNT: &str = "x-ad-account-usage";

/// The share of an ad account's limit from which on its calls are refused.
const FULL_PERCENT: f64 = 100.0;

/// How much of its limits the caller has used, as the headers of an answer tell it.
///
/// From [`Response::usage`](crate::Response::usage) and [`ApiError::usage`](crate::ApiError::usage), after Meta's
/// [Rate Limits](https://developers.facebook.com/docs/graph-api/overview/rate-limiting). The API leaves a header out
/// while little of its limit is used, so that what is absent is near zero or not limited in this way. A header, or a
/// part of it, that cannot be read is as good as absent.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Usage {
    /// The limit of the app, or of the user: `X-App-Usage`. Calls with a user or app token count.
    pub app: Option<CallUsage>,
    /// The limit of the Page: `X-Page-Usage`. Meta no longer documents it.
    pub page: Option<CallUsage>,
    /// The limits of the business use cases by the id of the business, Page or account that they are for:
    /// `X-Business-Use-Case-Usage`. Calls with a Page or system user token count.
    pub business: BTreeMap<String, Vec<BusinessUsage>>,
    /// The limit of the ad account: `X-Ad-Account-Usage`.
    pub ad_account: Option<AdAccountUsage>,
}

/// The shares of a limit that are used, in percent; more than 100 is possible. Calls are refused as soon as one of them
/// is at 100.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct CallUsage {
    /// Of the number of calls, in percent (`call_count`).
    pub call_count: Option<f64>,
    /// Of the processor time that the calls take, in percent (`total_cputime`).
    pub total_cputime: Option<f64>,
    /// Of the time that the calls take, in percent (`total_time`).
    pub total_time: Option<f64>,
}

/// How much of the limit of an ad account is used.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct AdAccountUsage {
    /// The share of the calls that are used, in percent (`acc_id_util_pct`).
    pub used: Option<f64>,
    /// How long it takes until the share is back at zero (`reset_time_duration`, in seconds on the wire).
    pub reset_after: Option<Duration>,
    /// The tier of access to the Marketing API, such as `standard_access` (`ads_api_access_tier`).
    pub ads_api_access_tier: Option<String>,
}

impl Usage {
    /// Reads the headers of an answer.
    pub(crate) fn read(headers: &HeaderMap) -> Self {
        Self {
            app: object(headers, APP, CallUsage::read),
            page: object(headers, PAGE, CallUsage::read),
            business: object(headers, BUSINESS, business::read).unwrap_or_default(),
            ad_account: object(headers, AD_ACCOUNT, AdAccountUsage::read),
        }
    }

    /// The highest of all shares, in percent; `None` if there are none. At 100 calls are refused.
    pub fn highest_percent(&self) -> Option<f64> {
        let calls = self.app.iter().chain(&self.page).chain(self.cases().map(|case| &case.calls));
        let percents = calls.filter_map(CallUsage::highest_percent);
        percents.chain(self.ad_account.as_ref().and_then(|account| account.used)).reduce(f64::max)
    }

    /// How long calls are going to be refused, as far as the API says it; `None` if they are not.
    ///
    /// It is the longest of what the business use cases tell in whole minutes, and of the reset of an ad account whose
    /// limit is used up. The API estimates it, and it may be hours. The limits of the app and of the Page tell no time.
    pub fn regain_access(&self) -> Option<Duration> {
        let cases = self.cases().filter_map(|case| case.regain_access);
        let full = self.ad_account.as_ref().filter(|account| account.used >= Some(FULL_PERCENT));
        cases.chain(full.and_then(|account| account.reset_after)).filter(|wait| !wait.is_zero()).max()
    }

    fn cases(&self) -> impl Iterator<Item = &BusinessUsage> {
        self.business.values().flatten()
    }
}

impl CallUsage {
    fn read(object: &Reader<'_>) -> Option<Self> {
        let calls = Self {
            call_count: object.number("call_count"),
            total_cputime: object.number("total_cputime"),
            total_time: object.number("total_time"),
        };
        calls.highest_percent().map(|_| calls)
    }

    /// The highest of the shares, in percent; `None` if there are none.
    pub fn highest_percent(&self) -> Option<f64> {
        [self.call_count, self.total_cputime, self.total_time].into_iter().flatten().reduce(f64::max)
    }
}

impl AdAccountUsage {
    fn read(object: &Reader<'_>) -> Option<Self> {
        let account = Self {
            used: object.number("acc_id_util_pct"),
            reset_after: object.duration("reset_time_duration", 1),
            ads_api_access_tier: object.text("ads_api_access_tier"),
        };
        (account != Self::default()).then_some(account)
    }
}

/// Reads the first of the headers with this name that can be read.
fn object<T>(headers: &HeaderMap, name: &str, read: impl Fn(&Reader<'_>) -> Option<T>) -> Option<T> {
    headers.get_all(name).iter().find_map(|header| {
        let value: Value = serde_json::from_slice(header.as_bytes()).ok()?;
        read(&Reader::new(&value)?)
    })
}

#[cfg(test)]
mod tests;
