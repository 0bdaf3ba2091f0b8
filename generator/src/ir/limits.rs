//! What narrows the values of a type without changing it.

use serde_json::{Number, Value};

/// The keywords of a schema that its Rust type does not show. Most schemas have none.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Limits {
    /// The format, where the type does not say it.
    pub format: Option<String>,
    /// The length of a text in characters.
    pub length: Count,
    /// The number of items of a list.
    pub items: Count,
    /// The number of members of an object.
    pub properties: Count,
    /// Whether all items of a list differ.
    pub unique_items: bool,
    /// The least number.
    pub minimum: Option<Bound>,
    /// The greatest number.
    pub maximum: Option<Bound>,
    /// What a number is a multiple of.
    pub multiple_of: Option<Number>,
    /// The regular expression that a text matches somewhere.
    pub pattern: Option<String>,
    /// The known numbers, where they are not an enumeration of integers.
    pub values: Vec<Value>,
    /// The default that the documentation shows: of the place itself, else of the alias that it uses.
    pub default: Option<Value>,
    /// What narrows the items of a list or the values of a map.
    pub element: Option<Box<Limits>>,
}

/// How many there may be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// At least.
    pub least: Option<u64>,
    /// At most.
    pub most: Option<u64>,
}

/// The end of a range of numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Bound {
    /// The number.
    pub value: Number,
    /// Whether that number itself is outside.
    pub is_exclusive: bool,
}
