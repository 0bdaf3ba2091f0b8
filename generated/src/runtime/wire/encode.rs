//! Writing scalars.

use super::Value;

/// For whom a value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// For the API: with secrets, without what only answers hold.
    Request,
    /// For a multipart form of the API: as for any request, but that files stay files.
    Multipart,
    /// For the caller's own storage: without secrets, with what only answers hold.
    Store,
    /// As the API answers: with secrets and with what only answers hold.
    Answer,
    /// For `Debug`: as for storage, with a mark where a secret stands.
    Debug,
    /// For `Debug` of what people have written: as above, with a mark where a text stands.
    Private,
}

/// A type that is written as JSON.
///
/// It is object-safe, so that writing a struct costs one call per field and no code of its own.
pub trait Encode {
    /// Writes the value.
    fn encode(&self, mode: Mode) -> Value;

    /// Whether there is nothing to write.
    fn is_absent(&self) -> bool {
        false
    }

    /// Whether the whole value must not be shown or stored.
    fn is_secret(&self) -> bool {
        false
    }
}

/// What stands in the place of a text.
const TEXT: &str = "[text]";

impl Encode for Value {
    fn encode(&self, mode: Mode) -> Value {
        match self {
            _ if mode != Mode::Private => self.clone(),
            Value::String(_) | Value::Number(_) => TEXT.into(),
            Value::Array(items) => items.iter().map(|item| item.encode(mode)).collect(),
            Value::Object(members) => {
                members.iter().map(|(key, value)| (key.clone(), value.encode(mode))).collect()
            }
            Value::Null | Value::Bool(_) => self.clone(),
        }
    }
}

impl Encode for String {
    fn encode(&self, mode: Mode) -> Value {
        if mode == Mode::Private { TEXT.into() } else { Value::String(self.clone()) }
    }
}

impl Encode for () {
    fn encode(&self, _mode: Mode) -> Value {
        Value::Null
    }

    fn is_absent(&self) -> bool {
        true
    }
}

impl Encode for &str {
    fn encode(&self, _mode: Mode) -> Value {
        Value::String((*self).to_owned())
    }
}

macro_rules! encode_scalar {
    ($($scalar:ty),*) => {$(
        impl Encode for $scalar {
            fn encode(&self, _mode: Mode) -> Value {
                Value::from(self.clone())
            }
        }
    )*};
}

encode_scalar!(bool, i32, i64, u32, u64);
