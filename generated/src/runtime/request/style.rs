//! How lists and objects are written into a parameter (OpenAPI 3.0, "Style Values").

use crate::runtime::wire::Value;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// How a list or an object is written into a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    /// `a,b`: path and header.
    Simple,
    /// `;name=a`: path.
    Matrix,
    /// `.a.b`: path.
    Label,
    /// `name=a&name=b`: query and cookie.
    Form,
    /// `a%20b`: query.
    SpaceDelimited,
    /// `a|b`: query.
    PipeDelimited,
    /// `name[key]=a`: query.
    DeepObject,
    /// The value as JSON text.
    Json,
}

/// All but the unreserved characters of RFC 3986.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Percent-encodes all but the unreserved characters.
pub(super) fn encode(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

/// The value as text: a string as it is, another scalar in decimal, the rest as JSON text, which is how the Graph API
/// takes what is nested.
pub(super) fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// A value as far as the styles tell values apart.
pub(super) enum Flat {
    Scalar(String),
    List(Vec<String>),
    Object(Vec<(String, String)>),
}

impl Flat {
    /// Takes a value apart. Each text goes through `write`, which is where it is encoded.
    pub(super) fn new(value: &Value, style: Style, write: fn(&str) -> String) -> Self {
        match value {
            Value::Array(items) if style != Style::Json => {
                Self::List(items.iter().map(|item| write(&text(item))).collect())
            }
            Value::Object(members) if style != Style::Json => {
                Self::Object(members.iter().map(|(key, value)| (write(key), write(&text(value)))).collect())
            }
            scalar => Self::Scalar(write(&text(scalar))),
        }
    }

    /// The texts in one row, an object as `key,value` or, exploded, as `key=value`.
    pub(super) fn row(self, explode: bool) -> Vec<String> {
        match self {
            Self::Scalar(text) => vec![text],
            Self::List(items) => items,
            Self::Object(members) if explode => {
                members.into_iter().map(|(key, value)| format!("{key}={value}")).collect()
            }
            Self::Object(members) => members.into_iter().flat_map(|(key, value)| [key, value]).collect(),
        }
    }
}
