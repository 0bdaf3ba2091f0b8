//! Dates.

use super::ParseFormatError;
use crate::runtime::timestamp::parse::{clock, days_in_month, fraction, number, offset, skip};
use crate::runtime::wire;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

/// A day of the calendar (`2021-04-30`), in no particular time zone.
///
/// A time after it is read as well (`2021-04-30T00:00:00`), since some APIs write one where their documents say a date.
/// A date that was read is written as it was; two are equal if they are the same day, whatever their text.
///
/// Where an answer must hold a date and holds an empty text or `0000-00-00`, its year, month and day are 0.
#[derive(Clone)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
    /// The text that was read, where it is not the plain date.
    text: Option<Box<str>>,
}

const EXPECTED: &str = "a date (YYYY-MM-DD)";

impl Date {
    /// A date of the Gregorian calendar, its year below 10 000, its month from 1 and its day from 1.
    ///
    /// # Errors
    /// [`ParseFormatError`] if there is no such day.
    pub fn new(year: u16, month: u8, day: u8) -> Result<Self, ParseFormatError> {
        let is_month = year < 10_000 && (1..=12).contains(&month) && day >= 1;
        if is_month && i64::from(day) <= days_in_month(year.into(), month.into()) {
            Ok(Self { year, month, day, text: None })
        } else {
            Err(ParseFormatError::new(EXPECTED))
        }
    }

    /// The year.
    pub fn year(&self) -> u16 {
        self.year
    }

    /// The month, from 1 to 12.
    pub fn month(&self) -> u8 {
        self.month
    }

    /// The day of the month, from 1.
    pub fn day(&self) -> u8 {
        self.day
    }

    fn key(&self) -> (u16, u8, u8) {
        (self.year, self.month, self.day)
    }
}

impl FromStr for Date {
    type Err = ParseFormatError;

    /// Reads `YYYY-MM-DD`, with or without a time of the day after it.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut rest = text.as_bytes();
        let date = date(&mut rest).ok_or(ParseFormatError::new(EXPECTED))?;
        if rest.is_empty() {
            return Ok(date);
        }
        match time(rest) {
            Some(()) => Ok(Self { text: Some(text.into()), ..date }),
            None => Err(ParseFormatError::new(EXPECTED)),
        }
    }
}

fn date(rest: &mut &[u8]) -> Option<Date> {
    let year = number(rest, 4)?;
    skip(rest, b"-")?;
    let month = number(rest, 2)?;
    skip(rest, b"-")?;
    let day = number(rest, 2)?;
    Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok()
}

fn time(mut rest: &[u8]) -> Option<()> {
    skip(&mut rest, b"Tt ")?;
    clock(&mut rest)?;
    fraction(&mut rest)?;
    if !rest.is_empty() {
        offset(&mut rest)?;
    }
    rest.is_empty().then_some(())
}

impl fmt::Display for Date {
    /// Writes the text as it was read.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.text {
            Some(text) => f.write_str(text),
            None => write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day),
        }
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl PartialEq for Date {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for Date {}

impl PartialOrd for Date {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Date {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key().cmp(&other.key())
    }
}

impl Hash for Date {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key().hash(state);
    }
}

wire::text!(Date, "a date (YYYY-MM-DD)", |date: &Self| date.text.is_none(), |text: &str| {
    Some(Self { year: 0, month: 0, day: 0, text: Some(text.into()) })
});
