//! Numbers as they are written, whatever their size.

use serde_json::Value;
use std::cmp::Ordering;
use std::fmt;

/// A number of a document. Two are equal that are the same number, `1` and `1.0` included.
#[derive(Clone, Debug)]
pub enum Number {
    /// One that 64 bits hold.
    Held(serde_json::Number),
    /// The text of any other: more digits than 64 bits hold.
    Written(Box<str>),
}

impl Number {
    /// The number as far as a floating-point number of 64 bits holds it.
    pub fn as_f64(&self) -> Option<f64> {
        match self {
            Self::Held(number) => number.as_f64(),
            Self::Written(text) => text.parse().ok(),
        }
    }

    /// A number of an integer of any size.
    pub fn of_integer(integer: i128) -> Self {
        i64::try_from(integer).map_or_else(|_| Self::Written(integer.to_string().into()), Self::from)
    }

    /// The number as an integer, if it is a whole one: `10`, but also `10.0` and `1e1`.
    pub fn whole(&self) -> Option<i128> {
        self.truncated().filter(|(_, has_fraction)| !has_fraction).map(|(whole, _)| whole)
    }

    /// The largest integer that is not above it; `None` where 128 bits do not hold it.
    pub fn floor(&self) -> Option<i128> {
        let (whole, has_fraction) = self.truncated()?;
        if has_fraction && Decimal::of(self).is_negative { whole.checked_sub(1) } else { Some(whole) }
    }

    /// The smallest integer that is not below it; `None` where 128 bits do not hold it.
    pub fn ceil(&self) -> Option<i128> {
        let (whole, has_fraction) = self.truncated()?;
        if has_fraction && !Decimal::of(self).is_negative { whole.checked_add(1) } else { Some(whole) }
    }

    /// What the integers among its multiples are multiples of: 1 of 0.5, 3 of 1.5; `None` where 128 bits do not hold
    /// it.
    pub fn integer_multiple(&self) -> Option<i128> {
        let decimal = Decimal::of(self);
        let length = i64::try_from(decimal.digits.len()).ok()?;
        let Ok(shift @ 1..) = u32::try_from(length.checked_sub(decimal.point)?) else { return self.whole() };
        let (digits, divisor) = (decimal.digits.parse::<i128>().ok()?, 10_i128.checked_pow(shift)?);
        let (mut common, mut rest) = (digits, divisor);
        while rest != 0 {
            (common, rest) = (rest, common % rest);
        }
        digits.checked_div(common)
    }

    /// The number without its fraction, and whether it has one.
    fn truncated(&self) -> Option<(i128, bool)> {
        let Decimal { is_negative, digits, point } = Decimal::of(self);
        let count = usize::try_from(point.clamp(0, 40)).ok().filter(|count| *count < 40)?;
        let whole = digits.get(..count).unwrap_or(&digits);
        let sign = if is_negative { "-" } else { "" };
        let parsed = format!("{sign}0{whole:0<count$}").parse().ok()?;
        Some((parsed, digits.len() > count))
    }
}

impl<N: Into<serde_json::Number>> From<N> for Number {
    fn from(number: N) -> Self {
        Self::Held(number.into())
    }
}

impl From<&Number> for Value {
    /// As a text where a value has no room for it.
    fn from(number: &Number) -> Self {
        match number {
            Number::Held(number) => Self::Number(number.clone()),
            Number::Written(text) => Self::from(&**text),
        }
    }
}

impl fmt::Display for Number {
    /// In the shortest way: `1`, not `1.0`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Held(number) => match number.as_f64() {
                Some(value) if number.is_f64() => value.fmt(f),
                _ => number.fmt(f),
            },
            Self::Written(text) => f.write_str(text),
        }
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Number {}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        let (left, right) = (Decimal::of(self), Decimal::of(other));
        match (left.is_negative, right.is_negative) {
            (false, true) => Ordering::Greater,
            (true, false) => Ordering::Less,
            (false, false) => left.size().cmp(&right.size()),
            (true, true) => right.size().cmp(&left.size()),
        }
    }
}

/// A number as `0.digits` times ten to the power of `point`.
struct Decimal {
    is_negative: bool,
    /// Without zeros before and after them; none for zero.
    digits: String,
    point: i64,
}

impl Decimal {
    fn of(number: &Number) -> Self {
        match number {
            Number::Held(number) => Self::parse(&number.to_string()),
            Number::Written(text) => Self::parse(text),
        }
    }

    fn parse(text: &str) -> Self {
        let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let unsigned = mantissa.trim_start_matches(['-', '+']);
        let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
        let digits = [whole, fraction].concat();
        let significant = digits.trim_start_matches('0');
        let zeros = digits.len() - significant.len();
        let digits = significant.trim_end_matches('0').to_owned();
        let shift = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        let point =
            exponent.parse::<i64>().unwrap_or_default().saturating_add(shift(whole.len()) - shift(zeros));
        let point = if digits.is_empty() { 0 } else { point };
        Self { is_negative: mantissa.starts_with('-') && !digits.is_empty(), digits, point }
    }

    /// What is larger of two positive numbers.
    fn size(&self) -> (bool, i64, &str) {
        (!self.digits.is_empty(), self.point, &self.digits)
    }
}

#[cfg(test)]
mod tests {
    use super::Number;

    fn number(text: &str) -> Number {
        serde_json::from_str(text).map_or_else(|_| Number::Written(text.into()), Number::Held)
    }

    #[test]
    fn numbers_compare_by_all_their_digits() {
        let written = |text: &str| Number::Written(text.into());
        let ascending = [
            written("-18446744073709551616"),
            number("-2.5"),
            number("-2"),
            number("0"),
            written("0.10000000000000000001"),
            number("1e2"),
            number("18446744073709551615"),
            written("18446744073709551616"),
            written("100000000000000000000000"),
            number("1e30"),
        ];
        assert!(ascending.is_sorted());
        assert!(ascending.windows(2).all(|pair| pair[0] != pair[1]));
        assert_eq!(number("100"), written("1.00e2"));
        assert_eq!(number("0.0"), number("-0"));
    }

    #[test]
    fn whole_numbers_are_those_without_a_fraction() {
        let whole = |text: &str| Number::Written(text.into()).whole();
        assert_eq!(whole("0"), Some(0));
        assert_eq!(whole("-1.50e1"), Some(-15));
        assert_eq!(whole("100000000000000000000000"), Some(100_000_000_000_000_000_000_000));
        assert_eq!((whole("1.5"), whole("1e-1"), whole("1e60")), (None, None, None));
    }

    #[test]
    fn integers_are_found_beside_any_number() {
        let written = |text: &str| Number::Written(text.into());
        for (text, below, above) in [
            ("0", 0, 0),
            ("-0.0", 0, 0),
            ("0.5", 0, 1),
            ("0.05", 0, 1),
            ("-0.5", -1, 0),
            ("2.75", 2, 3),
            ("-1.5e1", -15, -15),
            ("-2.5", -3, -2),
            ("20", 20, 20),
            ("1e-3", 0, 1),
        ] {
            let number = written(text);
            assert_eq!((number.floor(), number.ceil()), (Some(below), Some(above)), "{text}");
        }
        assert_eq!((written("1e60").floor(), written("-1e60").ceil()), (None, None));
        for integer in [7, -7, i128::from(u64::MAX) + 1] {
            assert_eq!(Number::of_integer(integer).whole(), Some(integer));
        }
    }

    #[test]
    fn multiples_of_fractions_are_multiples_of_integers() {
        let multiple = |text: &str| Number::Written(text.into()).integer_multiple();
        for (text, expected) in [
            ("1", 1),
            ("0.5", 1),
            ("0.01", 1),
            ("0.25", 1),
            ("1.5", 3),
            ("2.5", 5),
            ("0.3", 3),
            ("2", 2),
            ("1e2", 100),
        ] {
            assert_eq!(multiple(text), Some(expected), "{text}");
        }
        assert_eq!((multiple("1e60"), multiple("1e-60")), (None, None));
    }
}
