//! Times of the day.

use super::ParseFormatError;
use crate::runtime::timestamp::parse::{clock, fraction, minutes, offset};
use crate::runtime::wire;
use std::fmt;
use std::str::FromStr;

/// A time of the day (`13:45:30Z`, `13:45:30.25+02:00`), as RFC 3339 writes it.
///
/// A time without an offset or without seconds (`13:45`) is read as well, since many APIs write it. It is kept and
/// written as it was read, and two are equal if their texts are: what an offset means depends on the day.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct TimeOfDay {
    text: Box<str>,
    seconds: u32,
    nanos: u32,
    offset: Option<i32>,
}

const EXPECTED: &str = "a time of the day (HH:MM:SS)";

impl TimeOfDay {
    /// The hour, from 0 to 23.
    pub fn hour(&self) -> u32 {
        self.seconds / 3_600
    }

    /// The minute, from 0 to 59.
    pub fn minute(&self) -> u32 {
        self.seconds / 60 % 60
    }

    /// The second, from 0 to 59; a leap second counts as the last of its minute.
    pub fn second(&self) -> u32 {
        self.seconds % 60
    }

    /// The nanoseconds after the second, below 1 000 000 000.
    pub fn subsec_nanos(&self) -> u32 {
        self.nanos
    }

    /// How many seconds the clock is ahead of UTC, if the text says so.
    pub fn offset_seconds(&self) -> Option<i32> {
        self.offset
    }
}

impl FromStr for TimeOfDay {
    type Err = ParseFormatError;

    /// Reads `HH:MM` or `HH:MM:SS`, with or without a fraction of the second and an offset.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        parse(text).ok_or(ParseFormatError::new(EXPECTED))
    }
}

fn parse(text: &str) -> Option<TimeOfDay> {
    let mut rest = text.as_bytes();
    let mut full = rest;
    let (hour, minute, second) = match clock(&mut full) {
        Some(clock) => {
            rest = full;
            clock
        }
        None => minutes(&mut rest)?,
    };
    let nanos = fraction(&mut rest)?;
    let offset = if rest.is_empty() { None } else { Some(i32::try_from(offset(&mut rest)?).ok()?) };
    let seconds = u32::try_from(hour * 3_600 + minute * 60 + second.min(59)).ok()?;
    rest.is_empty().then(|| TimeOfDay { text: text.into(), seconds, nanos, offset })
}

impl fmt::Display for TimeOfDay {
    /// Writes the text as it was read.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

wire::text!(TimeOfDay, "a time of the day (HH:MM:SS)", |time: &Self| time.offset.is_some());
