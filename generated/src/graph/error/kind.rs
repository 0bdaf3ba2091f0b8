//! What kind of error the API answered with, and what can be done about it.

use super::{Envelope, ErrorCode, ErrorSubcode, messenger};
use crate::runtime::error::{Recovery, Verdict};
use http::StatusCode;
use std::fmt;

/// The name of the parameter that proves that the caller knows the app secret.
const PROOF: &str = "appsecret_proof";

/// What the API says where a request asks for more than one answer can hold. It has the code of a fault that passes,
/// and mostly no flag that would say that this one does not.
const TOO_MUCH: &str = "reduce the amount of data";

/// The subcodes of faults in an upload after which the same part is sent again. Meta's list says so of 1363019 and
/// 1363030; the others are what clients take for the same.
const UPLOAD_FAULTS: [i64; 5] = [1_363_019, 1_363_021, 1_363_030, 1_363_033, 1_363_041];

/// What kind of error the API answered with, from [`ApiError::kind`](crate::ApiError::kind).
///
/// It follows from the code as Meta documents it in
/// [Handling Errors](https://developers.facebook.com/docs/graph-api/guides/error-handling) and
/// [Rate Limits](https://developers.facebook.com/docs/graph-api/overview/rate-limiting). It never follows from the type
/// of the error, since a rate limit is an `OAuthException` too, nor from the HTTP status, since a rate limit comes with
/// 400, 403 or 429.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// Too many calls, or calls that cost too much: the codes 4, 17, 32, 341, 613 and 80000 to 80014.
    RateLimit,
    /// The token, or what vouches for it, is missing, expired, revoked or otherwise not valid: the codes 102, 104 and
    /// 190, and 100 if its message is about `appsecret_proof`.
    Token,
    /// The app, or the person who uses it, may not do this: the codes 3, 10 and 200 to 299.
    Permission,
    /// The request is at fault, or what it names does not exist or is not visible: the code 100 and others, and 1 if
    /// the API says that it is not transient, or asks to reduce the amount of data: a smaller `limit`, fewer `fields`.
    Invalid,
    /// The API has a fault that passes: the codes 1 and 2, and every code but that of a rate limit if the API says that
    /// the error is transient.
    Transient,
    /// The action is held to be abusive or is not allowed by a policy: the code 368.
    Blocked,
    /// A code that is not documented, or none at all, such as with a page of HTML or an answer of `success: false`.
    Unknown,
}

impl ErrorKind {
    /// Classifies an error by its code. What the API says of `is_transient` wins over the code.
    pub(super) fn of(error: &Envelope) -> Self {
        let Some(code) = error.code else {
            return if error.is_transient == Some(true) { Self::Transient } else { Self::Unknown };
        };
        if matches!(code, -3 | 1 | 2) && is_too_much(error) {
            return Self::Invalid;
        }
        if error.subcode.is_some_and(|subcode| UPLOAD_FAULTS.contains(&subcode)) {
            return Self::Transient;
        }
        match (Self::of_code(code), error.is_transient) {
            // A rate limit passes in any case, and it asks for a longer wait.
            (Self::RateLimit, _) => Self::RateLimit,
            (_, Some(true)) => Self::Transient,
            // Code 1 with this flag is "Please reduce the amount of data"; of code 2 the request is not the cause.
            (Self::Transient, Some(false)) if code == 1 => Self::Invalid,
            (Self::Transient, Some(false)) => Self::Unknown,
            // It has the code of a fault that passes, and does not pass before somebody accepts them.
            (Self::Transient, _) if error.subcode == Some(ErrorSubcode::LABEL_TERMS_NOT_ACCEPTED.get()) => {
                Self::Permission
            }
            // The API has no code of its own for a proof that is missing or wrong.
            (Self::Invalid, _) if code == 100 && is_about_proof(error) => Self::Token,
            (kind, _) => kind,
        }
    }

    /// The row of the code in Meta's tables. Subcodes tell more of the same kind.
    fn of_code(code: i64) -> Self {
        match code {
            1 | 2 => Self::Transient,
            4 | 17 | 32 | 341 | 613 => Self::RateLimit,
            _ if ErrorCode::new(code).is_of_business() => Self::RateLimit,
            102 | 104 | 190 => Self::Token,
            3 | 10 | 200..=299 => Self::Permission,
            100 | 110 | 160 | 320 | 370 | 371 | 374 | 375 | 506 | 551 | 803 | 2500 | 9009 | 1_609_005 => {
                Self::Invalid
            }
            368 => Self::Blocked,
            _ => Self::Unknown,
        }
    }

    /// What can be done about this error.
    pub(super) fn recovery(error: &Envelope) -> Recovery {
        match Self::of(error) {
            // Whatever the read failed of: sending the write again would do it twice.
            _ if error.has_written() => Recovery::ReadAgain,
            kind => messenger::recovery(error).unwrap_or_else(|| Self::usual_recovery(kind, error)),
        }
    }

    /// What can be done about an error of this kind.
    fn usual_recovery(kind: Self, error: &Envelope) -> Recovery {
        match kind {
            Self::RateLimit | Self::Transient => Recovery::RetryLater,
            // A new token needs a proof as well: it is the app secret of the client that is missing or wrong.
            Self::Token if is_about_proof(error) => Recovery::FixRequest,
            // The person would get another token without the role.
            Self::Token if error.subcode == Some(ErrorSubcode::NO_ROLE_ON_PAGE.get()) => {
                Recovery::AskPermission
            }
            Self::Token => Recovery::RenewToken,
            Self::Permission => Recovery::AskPermission,
            Self::Invalid => Recovery::FixRequest,
            Self::Blocked | Self::Unknown => Recovery::Report,
        }
    }
}

impl ErrorKind {
    /// Whether what the request names does not exist, or is not visible: the code 100 with the subcode 33, the code
    /// 803, and without a code the status.
    pub(super) fn is_not_found(error: &Envelope, status: StatusCode) -> bool {
        match (error.code, error.subcode) {
            (Some(100), subcode) => subcode == Some(ErrorSubcode::NODE_NOT_FOUND.get()),
            (code, _) => code == Some(803) || code.is_none() && Verdict::is_not_found(status),
        }
    }
}

/// As the words of `Display`: `rate limit`.
impl serde::Serialize for ErrorKind {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl fmt::Display for ErrorKind {
    /// In a few words, for a log or a metric: `rate limit`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::RateLimit => "rate limit",
            Self::Token => "invalid token",
            Self::Permission => "missing permission",
            Self::Invalid => "invalid request",
            Self::Transient => "transient fault",
            Self::Blocked => "blocked by a policy",
            Self::Unknown => "unknown error",
        })
    }
}

/// Whether too much was asked for; only the message says so.
fn is_too_much(error: &Envelope) -> bool {
    error.message.as_deref().is_some_and(|message| message.to_ascii_lowercase().contains(TOO_MUCH))
}

/// Whether the message names the proof of the app secret; only the message says so.
fn is_about_proof(error: &Envelope) -> bool {
    error.message.as_deref().is_some_and(|message| message.contains(PROOF))
}

#[cfg(test)]
mod tests {
    use super::{Envelope, ErrorKind, Recovery};
    use http::StatusCode;

    fn error(code: i64, subcode: Option<i64>, is_transient: Option<bool>, message: &str) -> Envelope {
        let (code, message) = (Some(code), Some(message.to_owned()));
        Envelope { code, subcode, is_transient, message, ..Envelope::default() }
    }

    #[test]
    fn classifies_each_documented_code() {
        for (kind, recovery, codes) in [
            (ErrorKind::Transient, Recovery::RetryLater, &[1, 2][..]),
            (ErrorKind::RateLimit, Recovery::RetryLater, &[4, 17, 32, 341, 613]),
            (
                ErrorKind::RateLimit,
                Recovery::RetryLater,
                &[80000, 80001, 80002, 80003, 80004, 80005, 80006, 80008, 80009, 80014],
            ),
            (ErrorKind::Blocked, Recovery::Report, &[368]),
            (ErrorKind::Token, Recovery::RenewToken, &[102, 190, 104]),
            (ErrorKind::Permission, Recovery::AskPermission, &[3, 10, 200, 210, 230, 283, 299]),
            (ErrorKind::Invalid, Recovery::FixRequest, &[100, 110, 160, 320, 370, 371, 374, 375]),
            (ErrorKind::Invalid, Recovery::FixRequest, &[506, 551, 803, 2500, 9009, 1_609_005]),
            // What is documented nowhere, next to what is, and a status in the place of a code.
            (ErrorKind::Unknown, Recovery::Report, &[0, -1, 5, 199, 300, 400, 79999, 80015, 192_342_134]),
        ] {
            for &code in codes {
                let error = error(code, None, None, "m");
                assert_eq!((ErrorKind::of(&error), ErrorKind::recovery(&error)), (kind, recovery), "{code}");
            }
        }
    }

    #[test]
    fn reads_the_subcode_of_a_code() {
        use {ErrorKind as Kind, Recovery as R};
        for (code, subcode, kind, recovery) in [
            (17, 2_446_079, Kind::RateLimit, R::RetryLater),
            (613, 1996, Kind::RateLimit, R::RetryLater),
            (190, 458, Kind::Token, R::RenewToken),
            (190, 459, Kind::Token, R::RenewToken),
            (190, 460, Kind::Token, R::RenewToken),
            (190, 463, Kind::Token, R::RenewToken),
            (102, 463, Kind::Token, R::RenewToken),
            (190, 464, Kind::Token, R::RenewToken),
            (190, 467, Kind::Token, R::RenewToken),
            (190, 492, Kind::Token, R::AskPermission),
            (100, 33, Kind::Invalid, R::FixRequest),
        ] {
            let error = error(code, Some(subcode), None, "m");
            assert_eq!((Kind::of(&error), Kind::recovery(&error)), (kind, recovery), "{code}/{subcode}");
        }
    }

    #[test]
    fn lets_the_flag_win() {
        use {ErrorKind as Kind, Recovery as R};
        for (code, flag, kind, recovery) in [
            (1, true, Kind::Transient, R::RetryLater),
            (2, true, Kind::Transient, R::RetryLater),
            (1, false, Kind::Invalid, R::FixRequest),
            (2, false, Kind::Unknown, R::Report),
            (4, true, Kind::RateLimit, R::RetryLater),
            (80001, false, Kind::RateLimit, R::RetryLater),
            (190, true, Kind::Transient, R::RetryLater),
            (190, false, Kind::Token, R::RenewToken),
            (100, true, Kind::Transient, R::RetryLater),
            (368, false, Kind::Blocked, R::Report),
            (4242, true, Kind::Transient, R::RetryLater),
            (4242, false, Kind::Unknown, R::Report),
        ] {
            let error = error(code, None, Some(flag), "Please wait");
            assert_eq!((Kind::of(&error), Kind::recovery(&error)), (kind, recovery), "{code} {flag}");
        }
    }

    #[test]
    fn too_much_data_does_not_pass() {
        let message = "Please reduce the amount of data you're asking for, then retry your request";
        for (code, flag) in [(1, None), (1, Some(true)), (1, Some(false)), (-3, None), (2, None)] {
            let error = error(code, None, flag, message);
            assert_eq!(
                (ErrorKind::of(&error), ErrorKind::recovery(&error)),
                (ErrorKind::Invalid, Recovery::FixRequest),
                "{code} {flag:?}"
            );
        }
    }

    #[test]
    fn what_is_not_there_has_a_name() {
        let not_found = |code, subcode, status| {
            let error = Envelope { code, subcode, ..Envelope::default() };
            ErrorKind::is_not_found(&error, status)
        };
        let (bad, missing, gone) = (StatusCode::BAD_REQUEST, StatusCode::NOT_FOUND, StatusCode::GONE);
        for (expected, code, subcode, status) in [
            (true, Some(100), Some(33), bad),
            (true, Some(803), None, bad),
            (true, None, None, missing),
            (true, None, None, gone),
            (false, Some(100), None, bad),
            (false, Some(100), Some(34), missing),
            (false, Some(190), Some(33), missing),
            (false, None, Some(33), bad),
        ] {
            assert_eq!(not_found(code, subcode, status), expected, "{code:?} {subcode:?} {status}");
        }
    }

    #[test]
    fn distinguishes_a_bad_proof_from_a_bad_parameter() {
        for message in ["Invalid appsecret_proof was given", "This call needs an appsecret_proof"] {
            let error = error(100, None, Some(false), message);
            assert_eq!(
                (ErrorKind::of(&error), ErrorKind::recovery(&error)),
                (ErrorKind::Token, Recovery::FixRequest)
            );
        }
    }

    #[test]
    fn knows_nothing_of_an_error_without_a_code() {
        let mut error = Envelope { error_type: Some("OAuthException".to_owned()), ..Envelope::default() };
        assert_eq!(
            (ErrorKind::of(&error), ErrorKind::recovery(&error)),
            (ErrorKind::Unknown, Recovery::Report)
        );
        error.is_transient = Some(true);
        assert_eq!(ErrorKind::of(&error), ErrorKind::Transient);
    }
}
