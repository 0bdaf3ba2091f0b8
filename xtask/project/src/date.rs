//! Days of the calendar, as text that sorts: `2026-07-29`.

use std::time::{SystemTime, UNIX_EPOCH};

const SECONDS_OF_A_DAY: u64 = 24 * 60 * 60;

/// Today's date, in UTC.
pub fn today() -> String {
    of(SystemTime::now())
}

/// The day of a time, in UTC; of what lies before 1970, the first of that year.
pub fn of(time: SystemTime) -> String {
    let seconds = time.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    let (year, month, day) = civil(seconds / SECONDS_OF_A_DAY);
    format!("{year:04}-{month:02}-{day:02}")
}

/// The same day some years later, or the last of February where that year has no 29th; `None` for what is not a day.
pub fn years_after(day: &str, years: u64) -> Option<String> {
    let (year, rest) = day.split_once('-').filter(|_| is_day(day))?;
    let year = year.parse::<u64>().ok()? + years;
    let later = format!("{year:04}-{rest}");
    Some(if is_day(&later) { later } else { format!("{year:04}-02-28") })
}

/// Whether a text is a day as it is written here.
pub fn is_day(text: &str) -> bool {
    let digits = |range: std::ops::Range<usize>| text.get(range).and_then(|part| part.parse::<u64>().ok());
    let is_formed = text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    match (digits(0..4), digits(5..7), digits(8..10)) {
        (Some(year), Some(month), Some(day)) if is_formed => {
            (1..=12).contains(&month) && (1..=length(year, month)).contains(&day)
        }
        _ => false,
    }
}

/// The date of a number of days since the first of January 1970.
fn civil(mut days: u64) -> (u64, u64, u64) {
    let mut year = 1970;
    loop {
        let of_year: u64 = (1..=12).map(|month| length(year, month)).sum();
        if days < of_year {
            break;
        }
        days -= of_year;
        year += 1;
    }
    let mut month = 1;
    while days >= length(year, month) {
        days -= length(year, month);
        month += 1;
    }
    (year, month, days + 1)
}

/// How many days a month has.
fn length(year: u64, month: u64) -> u64 {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::{is_day, of, years_after};
    use std::time::{Duration, UNIX_EPOCH};

    #[test]
    fn a_time_has_a_day() {
        let day = |seconds| of(UNIX_EPOCH + Duration::from_secs(seconds));
        assert_eq!(day(0), "1970-01-01");
        assert_eq!(day(951_782_400 - 1), "2000-02-28");
        assert_eq!(day(951_782_400), "2000-02-29");
        assert_eq!(day(1_785_283_200), "2026-07-29");
        assert_eq!(day(4_107_542_400), "2100-03-01");
    }

    #[test]
    fn years_are_added() {
        assert_eq!(years_after("2026-11-24", 2).as_deref(), Some("2028-11-24"));
        assert_eq!(years_after("2024-02-29", 2).as_deref(), Some("2026-02-28"));
        assert_eq!(years_after("soon", 2), None);
    }

    #[test]
    fn what_is_not_a_day_is_refused() {
        assert!(is_day("2028-02-29") && is_day("2026-12-31"));
        for text in
            ["2026-02-29", "2026-13-01", "2026-04-31", "2026-1-01", "2026-01-00", "26-01-01", "2026-01+01"]
        {
            assert!(!is_day(text), "{text}");
        }
    }
}
