//! Reading a time from text.

use crate::runtime::http_date::HttpDate;
use std::ops::RangeInclusive;

/// The seconds of the years 0 to 9999.
pub(super) const SECONDS: RangeInclusive<i64> = -62_167_219_200..=253_402_300_799;

/// Reads the seconds since 1970 and the nanoseconds after them.
pub(super) fn parse(text: &str) -> Option<(i64, u32)> {
    match text.parse::<i64>() {
        // A bare year is more likely than one hour into 1970.
        Ok(seconds) => (text.len() > 4 && SECONDS.contains(&seconds)).then_some((seconds, 0)),
        Err(_) => calendar(text, false),
    }
}

/// As [`parse`], and reads what servers write in the place of a time as well: milliseconds and fractions of seconds
/// since 1970, a date of HTTP, a date alone, a time without seconds, and one without an offset.
pub(super) fn parse_leniently(text: &str) -> Option<(i64, u32)> {
    let of_http = || HttpDate::parse(text, None).map(|date| (date.seconds(), 0));
    let since_1970 = || if text.len() > 4 { since_1970(text) } else { None };
    parse(text).or_else(since_1970).or_else(|| calendar(text.trim(), true)).or_else(of_http)
}

/// Reads seconds or, where they would be after the year 9999, milliseconds since 1970.
pub(super) fn since_1970(text: &str) -> Option<(i64, u32)> {
    let whole = text.split('.').next().unwrap_or(text);
    let mut rest = text.as_bytes().get(whole.len()..)?;
    let (number, nanos) = (whole.parse::<i64>().ok()?, fraction(&mut rest)?);
    let is_read = rest.is_empty() && (nanos == 0 || !whole.starts_with('-'));
    if SECONDS.contains(&number) {
        return is_read.then_some((number, nanos));
    }
    let (seconds, millis) = (number.div_euclid(1_000), u32::try_from(number.rem_euclid(1_000)).ok()?);
    (is_read && number > 0 && SECONDS.contains(&seconds))
        .then_some((seconds, millis * 1_000_000 + nanos / 1_000))
}

/// A date with a time of the day and an offset, of which only the date has to be there where it is read leniently.
fn calendar(text: &str, is_lenient: bool) -> Option<(i64, u32)> {
    let mut rest = text.as_bytes();
    let year = number(&mut rest, 4)?;
    skip(&mut rest, b"-")?;
    let month = number(&mut rest, 2)?;
    skip(&mut rest, b"-")?;
    let day = number(&mut rest, 2)?;
    let (mut time, mut nanos, mut ahead) = ((0, 0, 0), 0, 0);
    if !(rest.is_empty() && is_lenient) {
        skip(&mut rest, b"Tt ")?;
        let mut full = rest;
        match clock(&mut full) {
            Some(read) => (time, rest) = (read, full),
            None if is_lenient => time = minutes(&mut rest)?,
            None => return None,
        }
        nanos = fraction(&mut rest)?;
        // Some write the offset apart.
        if is_lenient && rest.len() > 1 {
            let _ = skip(&mut rest, b" ");
        }
        ahead = if rest.is_empty() && is_lenient { 0 } else { offset(&mut rest)? };
    }
    if !rest.is_empty() || !(1..=12).contains(&month) || day < 1 || day > days_in_month(year, month) {
        return None;
    }
    let (hour, minute, second) = time;
    let seconds = days_since_1970(year, month, day) * 86_400 + hour * 3_600 + minute * 60 + second - ahead;
    SECONDS.contains(&seconds).then_some((seconds, nanos))
}

/// Reads a time of the day without seconds.
pub(crate) fn minutes(rest: &mut &[u8]) -> Option<(i64, i64, i64)> {
    let hour = number(rest, 2)?;
    skip(rest, b":")?;
    let minute = number(rest, 2)?;
    (hour < 24 && minute < 60).then_some((hour, minute, 0))
}

pub(crate) fn clock(rest: &mut &[u8]) -> Option<(i64, i64, i64)> {
    let hour = number(rest, 2)?;
    skip(rest, b":")?;
    let minute = number(rest, 2)?;
    skip(rest, b":")?;
    let second = number(rest, 2)?;
    // 60 is a leap second, which counts as the first second of the next minute.
    (hour < 24 && minute < 60 && second <= 60).then_some((hour, minute, second))
}

/// Reads `.5`; digits after the ninth are cut off.
pub(crate) fn fraction(rest: &mut &[u8]) -> Option<u32> {
    if skip(rest, b".").is_none() {
        return Some(0);
    }
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (fraction, after) = rest.split_at_checked(digits)?;
    *rest = after;
    let padded = fraction.iter().chain(std::iter::repeat(&b'0')).take(9);
    (digits > 0).then(|| padded.fold(0, |nanos, digit| nanos * 10 + u32::from(digit - b'0')))
}

/// Reads `Z`, `+02:00`, `+0200` or `+02` as seconds.
pub(crate) fn offset(rest: &mut &[u8]) -> Option<i64> {
    if skip(rest, b"Zz").is_some() {
        return Some(0);
    }
    let sign = if skip(rest, b"+").is_some() { 1 } else { skip(rest, b"-").map(|()| -1)? };
    let hours = number(rest, 2)?;
    let has_colon = skip(rest, b":").is_some();
    let minutes = if rest.is_empty() && !has_colon { 0 } else { number(rest, 2)? };
    (hours < 24 && minutes < 60).then_some(sign * (hours * 3_600 + minutes * 60))
}

pub(crate) fn number(rest: &mut &[u8], digits: usize) -> Option<i64> {
    let (text, after) = rest.split_at_checked(digits)?;
    *rest = after;
    text.iter()
        .try_fold(0, |number, byte| byte.is_ascii_digit().then(|| number * 10 + i64::from(byte - b'0')))
}

pub(crate) fn skip(rest: &mut &[u8], allowed: &[u8]) -> Option<()> {
    let (first, after) = rest.split_first()?;
    allowed.contains(first).then(|| *rest = after)
}

pub(crate) fn days_in_month(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The days from 1970-01-01 in the proleptic Gregorian calendar. Years are counted from March, so that the leap day is
/// the last of its year.
pub(crate) fn days_since_1970(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    year * 365 + leap_days + (month * 153 + 2) / 5 + day - 719_469
}
