//! Dates in headers (RFC 9110, section 5.6.7).

use crate::runtime::timestamp::parse::{clock, days_in_month, days_since_1970, number, skip};

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const GMT: &[u8] = b" GMT";

/// A date in a header, in GMT. Which day of the week it says it is does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct HttpDate {
    year: i64,
    month: i64,
    day: i64,
    clock: (i64, i64, i64),
}

impl HttpDate {
    /// Reads the three formats that a recipient has to accept:
    ///
    /// - `Sun, 06 Nov 1994 08:49:37 GMT`
    /// - `Sunday, 06-Nov-94 08:49:37 GMT` (RFC 850)
    /// - `Sun Nov  6 08:49:37 1994` (`asctime` of C)
    ///
    /// A year of two digits is the last one that is at most fifty years after `now`; without `now` it is one of this
    /// century.
    pub(crate) fn parse(text: &str, now: Option<Self>) -> Option<Self> {
        let (day_name, rest) = text.split_at(text.find([',', ' '])?);
        let is_short = DAYS.iter().any(|day| day.get(..3) == Some(day_name));
        let is_long = DAYS.contains(&day_name);
        let mut rest = rest.as_bytes();
        let date = if skip(&mut rest, b",").is_none() {
            Self::asctime(&mut rest).filter(|_| is_short)
        } else if is_short {
            Self::fixed(&mut rest)
        } else {
            Self::rfc850(&mut rest, now).filter(|_| is_long)
        }?;
        (rest.is_empty() && date.day >= 1 && date.day <= days_in_month(date.year, date.month)).then_some(date)
    }

    /// ` 06 Nov 1994 08:49:37 GMT`
    fn fixed(rest: &mut &[u8]) -> Option<Self> {
        skip(rest, b" ")?;
        let day = number(rest, 2)?;
        skip(rest, b" ")?;
        let month = month(rest)?;
        skip(rest, b" ")?;
        let year = number(rest, 4)?;
        Self { year, month, day, clock: time(rest)? }.in_gmt(rest)
    }

    /// ` 06-Nov-94 08:49:37 GMT`
    fn rfc850(rest: &mut &[u8], now: Option<Self>) -> Option<Self> {
        skip(rest, b" ")?;
        let day = number(rest, 2)?;
        skip(rest, b"-")?;
        let month = month(rest)?;
        skip(rest, b"-")?;
        let year = number(rest, 2)?;
        Self { year, month, day, clock: time(rest)? }.in_gmt(rest).map(|date| date.in_century(now))
    }

    /// ` Nov  6 08:49:37 1994`
    fn asctime(rest: &mut &[u8]) -> Option<Self> {
        skip(rest, b" ")?;
        let month = month(rest)?;
        skip(rest, b" ")?;
        let digits = if skip(rest, b" ").is_some() { 1 } else { 2 };
        let day = number(rest, digits)?;
        let clock = time(rest)?;
        skip(rest, b" ")?;
        Some(Self { year: number(rest, 4)?, month, day, clock })
    }

    fn in_gmt(self, rest: &mut &[u8]) -> Option<Self> {
        *rest = rest.strip_prefix(GMT)?;
        Some(self)
    }

    fn in_century(self, now: Option<Self>) -> Self {
        let Some(now) = now else { return Self { year: 2000 + self.year, ..self } };
        let century = now.year - now.year % 100;
        let years = [century + 100, century, century - 100].map(|century| century + self.year);
        let is_near = |year: &i64| Self { year: year - 50, ..self } <= now;
        let year = years.into_iter().find(is_near).unwrap_or(self.year);
        Self { year, ..self }
    }

    /// The seconds since the start of 1970.
    pub(crate) fn seconds(self) -> i64 {
        let (hour, minute, second) = self.clock;
        days_since_1970(self.year, self.month, self.day) * 86_400 + hour * 3_600 + minute * 60 + second
    }
}

/// The number of the month, from 1.
fn month(rest: &mut &[u8]) -> Option<i64> {
    let (name, after) = rest.split_at_checked(3)?;
    *rest = after;
    (1..).zip(MONTHS).find(|(_, month)| month.as_bytes() == name).map(|(number, _)| number)
}

fn time(rest: &mut &[u8]) -> Option<(i64, i64, i64)> {
    skip(rest, b" ")?;
    clock(rest)
}

#[cfg(test)]
mod tests {
    use super::HttpDate;

    fn seconds(text: &str) -> Option<i64> {
        HttpDate::parse(text, HttpDate::parse("Mon, 30 Nov 2026 12:00:00 GMT", None)).map(HttpDate::seconds)
    }

    #[test]
    fn the_three_formats_of_http_are_read() {
        for text in
            ["Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"]
        {
            assert_eq!(seconds(text), Some(784_111_777), "{text}");
        }
        assert_eq!(seconds("Thu, 29 Feb 2024 23:59:60 GMT"), Some(1_709_251_200));
        assert_eq!(seconds("Wed Dec 31 23:59:59 2025"), Some(1_767_225_599));
    }

    #[test]
    fn what_is_not_a_date_of_http_is_refused() {
        for text in [
            "",
            "Sun",
            "Sun,",
            "Sun, 6 Nov 1994 08:49:37 GMT",
            "Sun, 06 Nov 1994 08:49:37",
            "Sun, 06 Nov 1994 08:49:37 GMT ",
            "Sun, 06 Nov 1994 08:49:37 +0000",
            "Sun, 06 nov 1994 08:49:37 GMT",
            "Sun, 00 Nov 1994 08:49:37 GMT",
            "Sun, 31 Nov 1994 08:49:37 GMT",
            "Sun, 29 Feb 2023 08:49:37 GMT",
            "Sun, 06 Nov 1994 24:00:00 GMT",
            "Xyz, 06 Nov 1994 08:49:37 GMT",
            "Sunday, 06 Nov 1994 08:49:37 GMT",
            "Sun, 06-Nov-94 08:49:37 GMT",
            "Xyzday, 06-Nov-94 08:49:37 GMT",
            "Sun Nov 6 08:49:37 1994",
            "Sunday Nov  6 08:49:37 1994",
            "Sun Nov  6 08:49:37 1994 GMT",
            "1994-11-06T08:49:37Z",
        ] {
            assert_eq!(seconds(text), None, "{text}");
        }
    }

    #[test]
    fn a_year_of_two_digits_is_at_most_fifty_years_ahead() {
        let of = |text: &str, now: &str| {
            HttpDate::parse(text, HttpDate::parse(now, None)).map(|date| date.year).unwrap_or_default()
        };
        let now = "Mon, 30 Nov 2026 12:00:00 GMT";
        assert_eq!(of("Monday, 30-Nov-76 12:00:00 GMT", now), 2076);
        assert_eq!(of("Monday, 30-Nov-76 12:00:01 GMT", now), 1976);
        assert_eq!(of("Monday, 01-Jan-77 00:00:00 GMT", now), 1977);
        assert_eq!(of("Monday, 01-Jan-00 00:00:00 GMT", now), 2000);
        assert_eq!(of("Monday, 01-Jan-01 00:00:00 GMT", "Thu, 31 Dec 2099 00:00:00 GMT"), 2101);
        assert_eq!(HttpDate::parse("Monday, 30-Nov-26 12:00:00 GMT", None), HttpDate::parse(now, None));
    }
}
