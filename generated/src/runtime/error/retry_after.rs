//! How long to wait, as the header `Retry-After` says it (RFC 9110, section 10.2.3).

use crate::runtime::http_date::HttpDate;
use http::HeaderMap;
use http::header::{AsHeaderName, DATE, RETRY_AFTER};
use std::time::Duration;

/// The seconds of `Retry-After`, or the time from the `Date` of the same answer to the date in it; zero if that is
/// over.
///
/// The clock of this machine has no say, since it may differ from the server's. A date without a `Date` beside it is as
/// good as absent, and so is what is neither seconds nor a date.
pub(crate) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let value = text(headers, RETRY_AFTER)?;
    if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
        // What is too long for a number is longer than anybody waits.
        return Some(Duration::from_secs(value.parse().unwrap_or(u64::MAX)));
    }
    let now = HttpDate::parse(text(headers, DATE)?, None)?;
    let then = HttpDate::parse(value, Some(now))?;
    Some(Duration::from_secs((then.seconds() - now.seconds()).try_into().unwrap_or(0)))
}

fn text(headers: &HeaderMap, name: impl AsHeaderName) -> Option<&str> {
    headers.get(name)?.to_str().ok().map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::retry_after;
    use http::header::{DATE, RETRY_AFTER};
    use http::{HeaderMap, HeaderValue};
    use std::time::Duration;

    fn read(value: &str, date: Option<&str>) -> Option<u64> {
        let mut headers = HeaderMap::from_iter([(RETRY_AFTER, HeaderValue::from_str(value).unwrap())]);
        headers.extend(date.map(|date| (DATE, HeaderValue::from_str(date).unwrap())));
        retry_after(&headers).map(|wait| wait.as_secs())
    }

    #[test]
    fn seconds_do_not_need_a_date() {
        for (value, seconds) in [
            ("0", Some(0)),
            ("120", Some(120)),
            (" 7 ", Some(7)),
            ("18446744073709551615", Some(u64::MAX)),
            ("18446744073709551616", Some(u64::MAX)),
            ("", None),
            ("+5", None),
            ("-5", None),
            ("1.5", None),
            ("5 s", None),
            ("tomorrow", None),
        ] {
            assert_eq!(read(value, None), seconds, "{value}");
        }
        assert_eq!(retry_after(&HeaderMap::new()), None);
        assert_eq!(read("5", Some("Sun, 06 Nov 1994 08:49:37 GMT")), Some(5));
    }

    #[test]
    fn a_date_is_read_against_the_date_of_the_answer() {
        let date = "Sun, 06 Nov 1994 08:49:37 GMT";
        for (value, seconds) in [
            ("Sun, 06 Nov 1994 08:49:38 GMT", Some(1)),
            ("Sunday, 06-Nov-94 08:50:37 GMT", Some(60)),
            ("Mon Nov  7 08:49:37 1994", Some(86_400)),
            (date, Some(0)),
            ("Sun, 06 Nov 1994 08:49:36 GMT", Some(0)),
            ("Sun, 06 Nov 1994 08:49:38 UTC", None),
        ] {
            assert_eq!(read(value, Some(date)), seconds, "{value}");
        }
        assert_eq!(read("Sun, 06 Nov 1994 08:49:38 GMT", None), None);
        assert_eq!(read("Sun, 06 Nov 1994 08:49:38 GMT", Some("today")), None);
    }

    #[test]
    fn whole_waits_are_kept() {
        let headers = HeaderMap::from_iter([(RETRY_AFTER, HeaderValue::from_static("3"))]);
        assert_eq!(retry_after(&headers), Some(Duration::from_secs(3)));
    }
}
