//! What can be done about an error.

use super::Persistence;
use http::StatusCode;
use std::fmt;

/// What can be done about an error, from [`Error::recovery`](crate::Error::recovery).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Recovery {
    /// Wait, at least for [`Error::retry_after`](crate::Error::retry_after), and send the request again.
    ///
    /// It says that the error may pass, not that nothing has happened: sending a write again may do it twice.
    RetryLater,
    /// Get a new token, or another credential; the person may have to log in again.
    RenewToken,
    /// Ask for the permission that is missing.
    AskPermission,
    /// Change the request, or the settings of the client; the same one will fail again.
    FixRequest,
    /// Do not send the write again: it has happened, and only the read that was to follow it failed. Read what it
    /// changed.
    ReadAgain,
    /// Tell a human. Sending the request again will not help, and after a block it may make things worse.
    Report,
}

impl Recovery {
    /// What can be done about an error of this status, as HTTP describes it.
    pub(super) fn of(status: StatusCode) -> Self {
        match status.as_u16() {
            _ if Persistence::of(status) != Persistence::Permanent => Self::RetryLater,
            401 => Self::RenewToken,
            403 => Self::AskPermission,
            // Somebody has to pay, and what the law forbids no request can change.
            402 | 451 => Self::Report,
            // A redirect that was not asked for leads to where the request, or the base URL, should.
            300..=499 => Self::FixRequest,
            _ => Self::Report,
        }
    }
}

/// As the words of `Display`: `retry later`.
impl serde::Serialize for Recovery {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl fmt::Display for Recovery {
    /// In a few words, for a log or a metric: `retry later`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::RetryLater => "retry later",
            Self::RenewToken => "renew the token",
            Self::AskPermission => "ask for the permission",
            Self::FixRequest => "fix the request",
            Self::ReadAgain => "read again what was written",
            Self::Report => "report it",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Recovery;
    use http::StatusCode;

    #[test]
    fn follows_from_the_status() {
        for (recovery, statuses) in [
            (Recovery::RetryLater, &[408, 425, 429, 500, 502, 503, 504][..]),
            (Recovery::RenewToken, &[401]),
            (Recovery::AskPermission, &[403]),
            (Recovery::FixRequest, &[300, 301, 304, 308, 400, 404, 405, 407, 409, 410, 412, 413, 415]),
            (Recovery::FixRequest, &[421, 422, 424, 426, 428, 430, 431, 499]),
            (Recovery::Report, &[299, 402, 451, 501, 505, 506, 507, 511, 599, 999]),
        ] {
            for &status in statuses {
                assert_eq!(Recovery::of(StatusCode::from_u16(status).unwrap()), recovery, "{status}");
            }
        }
    }
}
