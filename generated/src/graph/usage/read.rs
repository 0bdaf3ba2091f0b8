//! The JSON of a header, read leniently.

use serde_json::{Map, Value};
use std::time::Duration;

/// An object in a header, whose members are absent where they are not what they should be.
pub(super) struct Reader<'a>(&'a Map<String, Value>);

impl<'a> Reader<'a> {
    /// `None` if the value is not an object.
    pub(super) fn new(value: &'a Value) -> Option<Self> {
        value.as_object().map(Self)
    }

    /// The names and values of all members.
    pub(super) fn members(&self) -> impl Iterator<Item = (&'a String, &'a Value)> {
        self.0.iter()
    }

    /// A number that is not negative; it may stand in a text.
    pub(super) fn number(&self, key: &str) -> Option<f64> {
        let number = match self.0.get(key)? {
            Value::String(text) => text.trim().parse().ok(),
            value => value.as_f64(),
        };
        number.filter(|number| number.is_finite() && *number >= 0.0)
    }

    /// A time span that is given in units of this many seconds.
    pub(super) fn duration(&self, key: &str, unit: u32) -> Option<Duration> {
        Duration::try_from_secs_f64(self.number(key)? * f64::from(unit)).ok()
    }

    /// A text that is not empty.
    pub(super) fn text(&self, key: &str) -> Option<String> {
        self.0.get(key)?.as_str().filter(|text| !text.is_empty()).map(str::to_owned)
    }
}
