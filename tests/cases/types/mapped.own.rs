//! The types that the case names: what a person has in a crate of their own.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An amount of a currency, which travels as an object.
#[derive(Clone, Debug, PartialEq)]
pub struct Money {
    /// In the smallest unit.
    pub amount: i64,
    /// Three letters.
    pub currency: String,
}

impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serde_json::json!({ "amount": self.amount, "currency": { "code": self.currency } }).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Money {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = serde_json::Value::deserialize(deserializer)?;
        let read = || {
            let currency = value.pointer("/currency/code")?.as_str()?.to_owned();
            Some(Self { amount: value.get("amount")?.as_i64()?, currency })
        };
        read().ok_or_else(|| serde::de::Error::custom("no money"))
    }
}

/// A time, in seconds.
#[derive(Clone, Debug, PartialEq)]
pub struct Instant(pub i64);

/// How a time travels: as serde's attribute `with` takes it.
pub mod seconds {
    use super::Instant;
    use serde::{Deserialize, Deserializer, Serializer};

    /// Writes `T` and the seconds.
    ///
    /// # Errors
    /// A time before the year 1970.
    pub fn serialize<S: Serializer>(instant: &Instant, serializer: S) -> Result<S::Ok, S::Error> {
        if instant.0 < 0 {
            return Err(serde::ser::Error::custom("before 1970"));
        }
        serializer.serialize_str(&format!("T{}", instant.0))
    }

    /// Reads what is written.
    ///
    /// # Errors
    /// Anything else.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Instant, D::Error> {
        let text = String::deserialize(deserializer)?;
        let seconds = text.strip_prefix('T').and_then(|text| text.parse().ok());
        seconds.map(Instant).ok_or_else(|| serde::de::Error::custom("no time"))
    }
}

/// The id of an order.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OrderId(pub u32);

impl Serialize for OrderId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&format!("order {}", self.0))
    }
}

impl<'de> Deserialize<'de> for OrderId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let number = text.strip_prefix("order ").and_then(|number| number.parse().ok());
        number.map(Self).ok_or_else(|| serde::de::Error::custom("no order"))
    }
}

/// A password, whose own `Debug` shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Password(pub String);

impl Serialize for Password {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Password {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self)
    }
}
