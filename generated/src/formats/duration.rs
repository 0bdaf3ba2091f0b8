//! Durations.

use super::ParseFormatError;
use crate::runtime::wire;
use std::fmt;
use std::str::FromStr;
use std::time::Duration;

/// A duration as ISO 8601 writes it (`P3DT12H`, `PT0.5S`).
///
/// Years and months have no fixed length, so it is kept as text; [`to_std`](Self::to_std) converts what has one.
///
/// Where an answer must hold a duration and holds an empty text, it has no length.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct IsoDuration {
    text: Box<str>,
    /// The length, where it is fixed and not negative.
    length: Option<Duration>,
}

const EXPECTED: &str = "a duration (as in P3DT12H)";

impl IsoDuration {
    /// The duration as it is on the wire.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The length, with days of 24 hours; `None` if there are years or months in it, if it is negative, or if it is too
    /// long.
    pub fn to_std(&self) -> Option<Duration> {
        self.length
    }
}

impl From<Duration> for IsoDuration {
    /// In seconds: `PT90S`.
    fn from(length: Duration) -> Self {
        let nanos = format!(".{:09}", length.subsec_nanos());
        let text = format!("PT{}{}S", length.as_secs(), nanos.trim_end_matches('0').trim_end_matches('.'));
        Self { text: text.into(), length: Some(length) }
    }
}

impl FromStr for IsoDuration {
    type Err = ParseFormatError;

    /// Reads ISO 8601: years, months, weeks and days, then `T`, hours, minutes and seconds. The last of them may have a
    /// fraction, and a sign may stand before it.
    ///
    /// Hours, minutes and seconds with colons between them (`01:30:00`) are read as well, with or without days before
    /// them (`2.01:30:00`), since some servers write these.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let error = ParseFormatError::new(EXPECTED);
        let (is_negative, unsigned) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let length = length(unsigned).or_else(|| with_colons(unsigned)).ok_or(error)?;
        let length = length.filter(|_| !is_negative);
        Ok(Self { text: text.into(), length })
    }
}

/// The length inside; `None` outside for what is not a duration.
fn length(text: &str) -> Option<Option<Duration>> {
    let text = text.strip_prefix('P')?;
    let (date, time) = match text.split_once('T') {
        Some((_, "")) => return None,
        Some((date, time)) => (date, time),
        None => (text, ""),
    };
    if date.is_empty() && time.is_empty() {
        return None;
    }
    let mut total = Some(Duration::ZERO);
    let has_fraction =
        parts(date, &[('Y', None), ('M', None), ('W', Some(604_800)), ('D', Some(86_400))], &mut total)?;
    if has_fraction && !time.is_empty() {
        return None;
    }
    parts(time, &[('H', Some(3_600)), ('M', Some(60)), ('S', Some(1))], &mut total)?;
    Some(total)
}

/// The length of `HH:MM:SS`, with days and a dot before it or without.
fn with_colons(text: &str) -> Option<Option<Duration>> {
    let (hours, rest) = text.split_once(':')?;
    let (minutes, seconds) = rest.split_once(':')?;
    let (days, hours) = hours.split_once('.').unwrap_or(("0", hours));
    let units = [(days, 86_400), (hours, 3_600), (minutes, 60), (seconds, 1)];
    let mut total = Some(Duration::ZERO);
    for (number, unit) in units {
        if unit != 1 && number.contains(['.', ',']) {
            return None;
        }
        total = total.zip(of_number(number, unit)?).and_then(|(total, length)| total.checked_add(length));
    }
    Some(total)
}

/// Adds numbers with units, each at most once and in this order. Gives whether the last has a fraction.
fn parts(mut text: &str, units: &[(char, Option<u64>)], total: &mut Option<Duration>) -> Option<bool> {
    let mut units = units.iter();
    let mut has_fraction = false;
    while !text.is_empty() {
        let at = text.find(|letter: char| !letter.is_ascii_digit() && letter != '.' && letter != ',')?;
        let (number, after) = text.split_at_checked(at)?;
        let mut letters = after.chars();
        let letter = letters.next()?;
        let (_, seconds) = units.find(|(unit, _)| *unit == letter)?;
        if has_fraction {
            return None;
        }
        has_fraction = number.contains(['.', ',']);
        let length = of_number(number, seconds.unwrap_or_default())?;
        *total = match (*total, seconds, length) {
            (Some(total), Some(_), Some(length)) => total.checked_add(length),
            _ => None,
        };
        text = letters.as_str();
    }
    Some(has_fraction)
}

/// So many times a number of seconds; `None` inside for what is too long.
fn of_number(number: &str, seconds: u64) -> Option<Option<Duration>> {
    let (whole, fraction) = match number.split_once(['.', ',']) {
        Some((_, "")) => return None,
        Some((whole, fraction)) => (whole, fraction),
        None => (number, ""),
    };
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !is_digits(whole) || !is_digits(fraction) {
        return None;
    }
    let length = whole.parse::<u64>().ok().and_then(|whole| whole.checked_mul(seconds));
    let padded = fraction.bytes().chain(std::iter::repeat(b'0')).take(9);
    let nanos = padded.fold(0_u64, |nanos, digit| nanos * 10 + u64::from(digit - b'0'));
    let part = Duration::from_nanos(nanos.saturating_mul(seconds));
    Some(length.and_then(|length| Duration::from_secs(length).checked_add(part)))
}

impl fmt::Display for IsoDuration {
    /// Writes the text as it was read.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for IsoDuration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

wire::text!(
    IsoDuration,
    "a duration (as in P3DT12H)",
    |duration: &Self| duration.text.contains('P'),
    |text: &str| { Some(Self { text: text.into(), length: None }) }
);
