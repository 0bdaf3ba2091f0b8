//! The value of an open enumeration that the specification does not list.

use std::fmt;

/// A value that is not in the specification; it is kept as it was.
///
/// It is opaque, so that a value that becomes a variant in a later version of the crate does not break code that
/// matches on the variants: read it with the `as_str` of the enumeration.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UnknownValue(Box<str>);

impl UnknownValue {
    /// The value as it is on the wire.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for UnknownValue {
    fn from(value: &str) -> Self {
        Self(value.into())
    }
}

impl From<String> for UnknownValue {
    fn from(value: String) -> Self {
        Self(value.into())
    }
}

impl fmt::Debug for UnknownValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl fmt::Display for UnknownValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl crate::runtime::wire::Decode for UnknownValue {
    fn decode(value: crate::runtime::wire::Value) -> crate::runtime::wire::Result<Self> {
        <String as crate::runtime::wire::Decode>::decode(value).map(Self::from)
    }
}

impl crate::runtime::wire::Encode for UnknownValue {
    fn encode(&self, _mode: crate::runtime::wire::Mode) -> crate::runtime::wire::Value {
        self.as_str().into()
    }
}
