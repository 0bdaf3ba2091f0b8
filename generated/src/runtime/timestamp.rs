//! Times as the API writes them.

pub(crate) mod parse;

use crate::runtime::wire::{self, Value};
use std::cmp::Ordering;
use std::error::Error;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// A moment in time.
///
/// RFC 3339 is read, and so is what some APIs write in its place: `2021-04-30T01:37:07+0000` (without the colon), and
/// the seconds since 1970. In an answer, a time without an offset is taken for UTC, and further forms are read:
/// [`DriftKind::OtherForm`](crate::DriftKind::OtherForm) lists them, and reports each. A value that was read is written
/// as it was; two timestamps are equal if they are the same moment, whatever their text.
///
/// Where an answer must hold a time and holds an empty text or a date of zeros (`0000-00-00 00:00:00`), it is the start
/// of the year 0.
///
/// # Other crates
///
/// It becomes a time of another crate by way of [`SystemTime`], and is made of one by its text in RFC 3339:
///
/// ```text
/// chrono::DateTime::<chrono::Utc>::from(SystemTime::from(time))
/// time::OffsetDateTime::from(SystemTime::from(time))
/// jiff::Timestamp::try_from(SystemTime::from(time))?
///
/// chrono_time.to_rfc3339().parse::<Timestamp>()?
/// time_time.format(&time::format_description::well_known::Rfc3339)?.parse::<Timestamp>()?
/// jiff_time.to_string().parse::<Timestamp>()?
/// ```
#[derive(Clone)]
pub struct Timestamp {
    seconds: i64,
    nanos: u32,
    text: Box<str>,
    /// Whether it is a number on the wire.
    is_number: bool,
}

impl Timestamp {
    /// The seconds since the start of 1970 in UTC, rounded down; negative before that.
    pub fn unix_seconds(&self) -> i64 {
        self.seconds
    }

    /// The nanoseconds after [`unix_seconds`](Self::unix_seconds), below 1 000 000 000.
    pub fn subsec_nanos(&self) -> u32 {
        self.nanos
    }

    /// A timestamp that is written as the number of seconds since the start of 1970 in UTC.
    ///
    /// # Errors
    /// [`ParseTimestampError`] outside the years 0 to 9999.
    pub fn from_unix_seconds(seconds: i64) -> Result<Self, ParseTimestampError> {
        if parse::SECONDS.contains(&seconds) {
            Ok(Self { seconds, nanos: 0, text: seconds.to_string().into(), is_number: true })
        } else {
            Err(ParseTimestampError(()))
        }
    }
}

impl FromStr for Timestamp {
    type Err = ParseTimestampError;

    /// Reads RFC 3339, the form of it without a colon, and the seconds since 1970 in decimal.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (seconds, nanos) = parse::parse(text).ok_or(ParseTimestampError(()))?;
        Ok(Self { seconds, nanos, text: text.into(), is_number: false })
    }
}

impl From<Timestamp> for SystemTime {
    /// A moment that the platform cannot represent (before 1601 on Windows) becomes the start of 1970.
    fn from(timestamp: Timestamp) -> Self {
        let whole = Duration::from_secs(timestamp.seconds.unsigned_abs());
        let start =
            if timestamp.seconds < 0 { UNIX_EPOCH.checked_sub(whole) } else { UNIX_EPOCH.checked_add(whole) };
        let nanos = Duration::from_nanos(timestamp.nanos.into());
        start.and_then(|start| start.checked_add(nanos)).unwrap_or(UNIX_EPOCH)
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Display for Timestamp {
    /// Writes the text as it was read.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl PartialEq for Timestamp {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Timestamp {}

impl PartialOrd for Timestamp {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Timestamp {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.seconds, self.nanos).cmp(&(other.seconds, other.nanos))
    }
}

impl Hash for Timestamp {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.seconds, self.nanos).hash(state);
    }
}

const EXPECTED: &str = "a time (RFC 3339)";

impl wire::Decode for Timestamp {
    fn decode(value: Value) -> wire::Result<Self> {
        let (text, is_number) = match &value {
            Value::String(text) => (text.clone(), false),
            Value::Number(number) => (number.to_string(), true),
            _ => return Err(wire::Mismatch::kind(EXPECTED, &value)),
        };
        let usual = if is_number || text.parse::<i64>().is_ok() { None } else { parse::parse(&text) };
        let read = usual.or_else(|| {
            wire::leniency::applied(EXPECTED);
            if is_number { parse::since_1970(&text) } else { parse::parse_leniently(&text) }
        });
        match read {
            Some((seconds, nanos)) => Ok(Self { seconds, nanos, text: text.into(), is_number }),
            None => Err(wire::Mismatch::kind(EXPECTED, &value)),
        }
    }

    fn accepts(value: &Value) -> bool {
        value.is_string()
    }

    fn of_nothing(text: &str) -> Option<Self> {
        Some(Self { seconds: *parse::SECONDS.start(), nanos: 0, text: text.into(), is_number: false })
    }
}

impl wire::Encode for Timestamp {
    fn encode(&self, _mode: wire::Mode) -> Value {
        let number: Option<Value> = if self.is_number { serde_json::from_str(&self.text).ok() } else { None };
        number.unwrap_or_else(|| Value::from(&*self.text))
    }
}

impl serde::Serialize for Timestamp {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        wire::Encode::encode(self, wire::Mode::Store).serialize(serializer)
    }
}

impl<'de> serde::Deserialize<'de> for Timestamp {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        wire::deserialize(deserializer)
    }
}

/// A text or number that is not a time between the years 0 and 9999.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseTimestampError(());

impl fmt::Display for ParseTimestampError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a time between the years 0 and 9999")
    }
}

impl Error for ParseTimestampError {}

#[cfg(test)]
mod tests {
    use super::Timestamp;
    use crate::runtime::wire::{Decode as _, Encode as _, Mode};
    use serde_json::json;
    use std::time::{Duration, SystemTime, UNIX_EPOCH};

    fn seconds(text: &str) -> Option<i64> {
        text.parse::<Timestamp>().ok().map(|timestamp| timestamp.unix_seconds())
    }

    #[test]
    fn reads_the_forms_of_the_wire() {
        let expected = Some(1_619_746_627);
        assert_eq!(seconds("2021-04-30T01:37:07+0000"), expected);
        assert_eq!(seconds("2021-04-30T01:37:07Z"), expected);
        assert_eq!(seconds("2021-04-30T03:37:07+02:00"), expected);
        assert_eq!(seconds("2021-04-29 18:37:07.5-0700"), expected);
        assert_eq!(seconds("1619746627"), expected);
        assert_eq!(seconds("1969-12-31T23:59:59Z"), Some(-1));
        assert_eq!(seconds("2024-02-29T00:00:00Z"), Some(1_709_164_800));
    }

    #[test]
    fn refuses_what_is_not_a_time() {
        for text in [
            "",
            "2021",
            "2021-04-30",
            "2021-13-01T00:00:00Z",
            "2023-02-29T00:00:00Z",
            "2021-04-30T01:37:07",
            "2021-04-30T24:00:00Z",
            "2021-04-30T01:37:07+00000",
            "2021-04-30T01:37:07é",
            "99999999999999999999",
        ] {
            assert_eq!(seconds(text), None, "{text}");
        }
    }

    #[test]
    fn an_answer_may_hold_further_forms() {
        let read = |value: serde_json::Value| {
            let read = Timestamp::decode(value.clone()).ok()?;
            assert_eq!(read.encode(Mode::Answer), value);
            Some((read.unix_seconds(), read.subsec_nanos()))
        };
        let expected = Some((1_619_746_627, 0));
        for text in [
            "2021-04-30T01:37:07",
            "2021-04-30 01:37:07",
            "2021-04-30T01:37:07 +0000",
            "Fri, 30 Apr 2021 01:37:07 GMT",
            "1619746627000",
        ] {
            assert_eq!(read(json!(text)), expected, "{text}");
        }
        assert_eq!(read(json!(1_619_746_627)), expected);
        assert_eq!(read(json!(0)), Some((0, 0)));
        assert_eq!(read(json!(1_619_746_627_250_i64)), Some((1_619_746_627, 250_000_000)));
        assert_eq!(read(json!(1_619_746_627.5)), Some((1_619_746_627, 500_000_000)));
        assert_eq!(read(json!("2021-04-30T01:37Z")), Some((1_619_746_620, 0)));
        assert_eq!(read(json!("2021-04-30")), Some((1_619_740_800, 0)));
        for refused in [json!(""), json!("2021"), json!("0000-00-00"), json!(-0.5), json!(true)] {
            assert_eq!(read(refused.clone()), None, "{refused}");
        }
    }

    #[test]
    fn keeps_the_text_and_converts() {
        let read: Timestamp = "1969-12-31T23:59:59.250+0000".parse().unwrap();
        assert_eq!(read.to_string(), "1969-12-31T23:59:59.250+0000");
        assert_eq!(SystemTime::from(read), UNIX_EPOCH - Duration::from_millis(750));
    }
}
