//! Values of a document with numbers of any size.

use serde_json::Value;
use std::fmt;
use std::ops::Deref;

/// A value as it is written. Where it holds numbers of more digits than 64 bits hold, these are near ones in the value,
/// and the text of the whole is kept beside it.
#[derive(Clone, Debug, PartialEq)]
pub struct Literal {
    value: Value,
    text: Option<Box<str>>,
}

impl Literal {
    /// The value `null`.
    pub(super) const NULL: Self = Self { value: Value::Null, text: None };

    /// The value, to be changed.
    pub(in crate::document) fn value_mut(&mut self) -> &mut Value {
        &mut self.value
    }

    /// Keeps the text of the value.
    pub(in crate::document) fn keep(&mut self, text: String) {
        self.text = Some(text.into());
    }
}

impl From<Value> for Literal {
    fn from(value: Value) -> Self {
        Self { value, text: None }
    }
}

impl Deref for Literal {
    type Target = Value;

    fn deref(&self) -> &Value {
        &self.value
    }
}

impl fmt::Display for Literal {
    /// As JSON.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.text {
            Some(text) => f.write_str(text),
            None => self.value.fmt(f),
        }
    }
}
