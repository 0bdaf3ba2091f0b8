//! Reading scalars, as leniently as the wire needs.

use super::number::EXACT;
use super::{Encode, Layout, Mismatch, Mode, Object, Result, Value, drift, leniency, text};
use serde_json::Number;

/// A type that is read from JSON.
pub trait Decode: Sized {
    /// Reads a value.
    fn decode(value: Value) -> Result<Self>;

    /// Reads a member of an object as a value of the type.
    fn member(object: &mut Object, key: &'static str) -> Result<Self> {
        object.required(key)
    }

    /// Whether the JSON kind of the value is the one that the type has by its documentation.
    ///
    /// A union asks this first, so that leniency does not read a number as the string alternative.
    fn accepts(_value: &Value) -> bool {
        true
    }

    /// Whether the type takes whatever there is.
    ///
    /// As an alternative of a union it comes after those that read the value as it is documented.
    fn takes_all() -> bool {
        false
    }

    /// What a member is that must be there and whose text says that there is nothing, such as an empty one.
    ///
    /// Most types have no such value; then the member cannot be read.
    fn of_nothing(_text: &str) -> Option<Self> {
        None
    }

    /// Whether `null` is a value of the type.
    fn reads_null() -> bool {
        false
    }

    /// Which parts of a value the type reads.
    fn layout() -> Layout {
        Layout::Any
    }

    /// Keeps a member that could not be read, where the type keeps members that are not known.
    fn keep(&mut self, _key: &'static str, _value: Value) {}
}

/// Reads a type by way of serde.
///
/// # Errors
/// The error of the deserializer, or the [`Mismatch`] as one.
pub(crate) fn deserialize<'de, T: Decode, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> std::result::Result<T, D::Error> {
    read(<Value as serde::Deserialize>::deserialize(deserializer)?)
}

/// Writes a type by way of serde, without its secrets.
///
/// # Errors
/// The error of the serializer.
pub(crate) fn serialize<S: serde::Serializer>(
    value: &dyn Encode,
    serializer: S,
) -> std::result::Result<S::Ok, S::Error> {
    serde::Serialize::serialize(&value.encode(Mode::Store), serializer)
}

fn read<T: Decode, E: serde::de::Error>(value: Value) -> std::result::Result<T, E> {
    let mark = drift::mark();
    leniency::trying(|| T::decode(value)).map_err(|mismatch| {
        // An enumeration of the caller may try another type next.
        mark.forget();
        E::custom(mismatch)
    })
}

/// Reads a type from the text of a JSON value.
///
/// # Errors
/// The text is not JSON, its values would take more than 192 MiB, or the [`Mismatch`] as such an error.
pub(crate) fn from_slice<T: Decode>(text: &[u8]) -> std::result::Result<T, serde_json::Error> {
    read(text::value(text, T::layout())?)
}

impl Decode for Value {
    fn decode(value: Value) -> Result<Self> {
        Ok(value)
    }

    fn takes_all() -> bool {
        true
    }

    fn reads_null() -> bool {
        true
    }
}

impl Decode for () {
    fn decode(_value: Value) -> Result<Self> {
        Ok(())
    }

    fn reads_null() -> bool {
        true
    }
}

impl Decode for String {
    /// Ids come as numbers too. A number beyond 64 bits has already lost digits and is refused.
    fn decode(value: Value) -> Result<Self> {
        let read = match value {
            Value::String(text) => return Ok(text),
            Value::Number(number) if keeps_digits(&number) => number.to_string(),
            Value::Bool(value) => value.to_string(),
            other => return Err(Mismatch::kind("a string", &other)),
        };
        leniency::applied("a string");
        Ok(read)
    }

    fn accepts(value: &Value) -> bool {
        value.is_string()
    }
}

impl Decode for bool {
    /// PHP writes 0 and 1, and some answers hold `"true"` or, as Python writes it, `"True"`.
    fn decode(value: Value) -> Result<Self> {
        let read = match &value {
            Value::Bool(value) => return Ok(*value),
            Value::Number(number) => match number.as_f64() {
                Some(0.0) => Some(false),
                Some(1.0) => Some(true),
                _ => None,
            },
            Value::String(text) => match text.trim() {
                "1" => Some(true),
                "0" => Some(false),
                text if text.eq_ignore_ascii_case("true") => Some(true),
                text if text.eq_ignore_ascii_case("false") => Some(false),
                _ => None,
            },
            _ => None,
        };
        leniency::applied("a boolean");
        read.ok_or_else(|| Mismatch::kind("a boolean", &value))
    }

    fn accepts(value: &Value) -> bool {
        value.is_boolean()
    }
}

impl Decode for f64 {
    /// A latitude may come as the integer 0, and numbers come as text. An integer that 64 bits of a float cannot hold
    /// is rounded, and the loss is noted: servers that call every number a `number` write ids so.
    fn decode(value: Value) -> Result<Self> {
        let read = match &value {
            Value::Number(number) => number.as_f64(),
            Value::String(text) => {
                leniency::applied("a number");
                text.trim().parse().ok().filter(|number: &f64| number.is_finite())
            }
            _ => None,
        };
        let read = read.ok_or_else(|| Mismatch::kind("a number", &value))?;
        if digits(&value).is_some_and(|exact| exact != read as i128) {
            drift::rounded();
        }
        Ok(read)
    }

    fn accepts(value: &Value) -> bool {
        value.is_number()
    }
}

macro_rules! decode_integer {
    ($($integer:ty => $expected:literal),*) => {$(
        impl Decode for $integer {
            fn decode(value: Value) -> Result<Self> {
                if value.is_string() {
                    leniency::applied($expected);
                }
                if matches!(&value, Value::Number(number) if !keeps_digits(number)) {
                    drift::rounded();
                }
                integer(&value)
                    .and_then(|wide| wide.try_into().ok())
                    .ok_or_else(|| Mismatch::kind($expected, &value))
            }

            fn accepts(value: &Value) -> bool {
                value.is_number() && integer(value).is_some()
            }
        }
    )*};
}

decode_integer! {
    i32 => "an integer of 32 bits",
    i64 => "an integer of 64 bits",
    u32 => "an unsigned integer of 32 bits",
    u64 => "an unsigned integer of 64 bits"
}

/// The integer that a value is written as, digit by digit.
fn digits(value: &Value) -> Option<i128> {
    match value {
        Value::Number(number) => number.as_i64().map(i128::from).or_else(|| number.as_u64().map(i128::from)),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

/// Reads an integer from a number, a number with an empty fraction, or numeric text.
fn integer(value: &Value) -> Option<i128> {
    match value {
        Value::Number(number) => digits(value).or_else(|| number.as_f64().and_then(whole)),
        _ => digits(value),
    }
}

/// Reads a float as an integer where it is one that 64 bits could hold. Beyond 2^53 it may have been rounded before.
fn whole(number: f64) -> Option<i128> {
    (number.fract() == 0.0 && number.abs() < u64::MAX as f64).then_some(number as i128)
}

fn keeps_digits(number: &Number) -> bool {
    !number.is_f64() || number.as_f64().is_some_and(|number| number.abs() < EXACT)
}
