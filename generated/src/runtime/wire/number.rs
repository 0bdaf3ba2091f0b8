//! Numbers as requests write them.

use super::{Encode, Mode, Path, Value};

/// Below this a float holds every integer (2 to the power of 53).
pub(super) const EXACT: f64 = 9_007_199_254_740_992.0;

/// The only key of the object that stands for a number JSON has no form for; no document has such a key.
const MARK: &str = "\0number";

impl Encode for f64 {
    /// A request writes a whole number without a fraction, as most clients do. NaN and the infinities are marked, so
    /// that the request is refused before it is sent.
    fn encode(&self, mode: Mode) -> Value {
        match mode {
            Mode::Request | Mode::Multipart if !self.is_finite() => {
                Value::Object([(MARK.to_owned(), self.to_string().into())].into_iter().collect())
            }
            Mode::Request | Mode::Multipart if self.fract() == 0.0 && self.abs() < EXACT => {
                Value::from(*self as i64)
            }
            Mode::Debug | Mode::Private if !self.is_finite() => self.to_string().into(),
            _ => Value::from(*self),
        }
    }
}

/// Where a value of a request holds NaN or an infinity.
pub(crate) fn not_finite(value: &Value) -> Option<Path> {
    match value {
        Value::Object(members) if members.contains_key(MARK) => Some(Path::default()),
        Value::Object(members) => members.iter().find_map(|(key, value)| {
            let mut path = not_finite(value)?;
            path.push_key(key.clone());
            Some(path)
        }),
        Value::Array(items) => items.iter().enumerate().find_map(|(index, item)| {
            let mut path = not_finite(item)?;
            path.push_index(index);
            Some(path)
        }),
        _ => None,
    }
}
