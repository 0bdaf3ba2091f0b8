//! How lists and objects are written into a parameter (OpenAPI 3.0, "Style Values").

use crate::runtime::wire::Value;
use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};

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
    /// A pair for each item of a list, anything nested as JSON text: a form, where its document says nothing else.
    Items,
    /// What is nested as JSON text, the rest as it is.
    Plain,
    /// The value as JSON text, a string too.
    Json,
    /// `name=a; name=b`, as it is: cookie.
    Cookie,
    /// All of the query, as JSON text.
    WholeJson,
    /// All of the query, as a text.
    WholeText,
}

/// How the value of a parameter, or of a property of a form, is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct How {
    pub(super) style: Style,
    /// Whether each member of a list or an object gets a pair of its own.
    pub(super) explode: bool,
    /// Whether reserved characters stay as they are where they mean nothing (`allowReserved`).
    pub(super) reserved: bool,
    /// Whether the name is sent alone where a list or an object has nothing in it (`allowEmptyValue`).
    pub(super) empty: bool,
}

impl How {
    /// In this style, with reserved characters encoded and nothing for nothing.
    pub(crate) const fn new(style: Style, explode: bool) -> Self {
        Self { style, explode, reserved: false, empty: false }
    }

    /// Leaves reserved characters as they are where they mean nothing.
    pub(crate) const fn with_reserved(self) -> Self {
        Self { reserved: true, ..self }
    }

    /// Sends the name alone where a list or an object has nothing in it.
    pub(crate) const fn or_empty(self) -> Self {
        Self { empty: true, ..self }
    }
}

impl Style {
    /// Whether lists are taken apart.
    fn splits_lists(self) -> bool {
        !matches!(self, Self::Plain | Self::Json | Self::WholeJson | Self::WholeText)
    }

    /// Whether objects are taken apart.
    fn splits_objects(self) -> bool {
        self.splits_lists() && self != Self::Items
    }
}

/// How a text is encoded.
pub(super) type Write = fn(&str) -> String;

/// All but the unreserved characters of RFC 3986.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// All but the unreserved characters and the reserved ones that mean nothing in a query: `#` would end it, `&` and `+`
/// have a meaning in a form, and brackets may not stand there (RFC 3986, section 3.4).
const IN_QUERY: &AsciiSet = &RESERVED
    .remove(b':')
    .remove(b'/')
    .remove(b'?')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b',')
    .remove(b';')
    .remove(b'=');

/// What may not stand in a path as a document spells it.
const NOT_IN_PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'|')
    .add(b'{')
    .add(b'}');

/// What may not stand in the value of a cookie (RFC 6265, section 4.1.1).
const NOT_IN_COOKIE: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b',').add(b';').add(b'\\');

/// Percent-encodes what may not stand in the value of a cookie: servers give a cookie as it is to be sent back.
pub(super) fn encode_in_cookie(text: &str) -> String {
    utf8_percent_encode(text, NOT_IN_COOKIE).to_string()
}

/// Percent-encodes all but the unreserved characters.
pub(super) fn encode(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

/// Percent-encodes what may not stand in a query (`allowReserved`). What is encoded already stays as it is, as in RFC
/// 6570, section 3.2.3.
pub(super) fn encode_in_query(text: &str) -> String {
    encode_rest(text, IN_QUERY)
}

/// Percent-encodes what may not stand in a path. What is encoded already stays as it is.
pub(super) fn encode_in_path(text: &str) -> String {
    encode_rest(text, NOT_IN_PATH)
}

/// Percent-encodes these characters, and each `%` that does not encode one.
fn encode_rest(text: &str, set: &'static AsciiSet) -> String {
    let mut written = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        let (before, after) = rest.split_at(at);
        written.extend(utf8_percent_encode(before, set));
        let is_encoded = after.as_bytes().get(1..3).is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit));
        let length = if is_encoded { 3 } else { 1 };
        let (triplet, left) = after.split_at(length);
        written.push_str(if is_encoded { triplet } else { "%25" });
        rest = left;
    }
    written.extend(utf8_percent_encode(rest, set));
    written
}

/// The value as text: a string as it is, another scalar in decimal, the rest as JSON text.
///
/// A whole number has no fraction and no exponent, since many servers read it as an integer.
pub(super) fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Number(number) if number.is_f64() => {
            // Adding zero takes the sign from the zero that has one.
            number.as_f64().map_or_else(String::new, |number| (number + 0.0).to_string())
        }
        other => other.to_string(),
    }
}

/// The value as text in this style.
pub(super) fn text_in(value: &Value, style: Style) -> String {
    if matches!(style, Style::Json | Style::WholeJson) { value.to_string() } else { text(value) }
}

/// A value as far as the styles tell values apart.
pub(super) enum Flat {
    Scalar(String),
    List(Vec<String>),
    Object(Vec<(String, String)>),
}

impl Flat {
    /// Takes a value apart. Each text goes through `write`, which is where it is encoded.
    ///
    /// A member that is `null` is not defined, and left out (RFC 6570, section 2.3). OpenAPI leaves open what becomes
    /// of a list in an object: its items are members of one name, as the servers read them that document such objects.
    pub(super) fn new(value: &Value, style: Style, write: Write) -> Self {
        match value {
            Value::Array(items) if style.splits_lists() => {
                let items = items.iter().filter(|item| !item.is_null());
                Self::List(items.map(|item| write(&text(item))).collect())
            }
            Value::Object(members) if style.splits_objects() => {
                let values = members.iter().flat_map(|(key, value)| {
                    let values = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
                    values.iter().filter(|value| !value.is_null()).map(move |value| (key, value))
                });
                Self::Object(values.map(|(key, value)| (write(key), write(&text(value)))).collect())
            }
            other => Self::Scalar(write(&text_in(other, style))),
        }
    }

    /// Whether it is a list or an object with nothing in it.
    pub(super) fn is_empty(&self) -> bool {
        match self {
            Self::Scalar(_) => false,
            Self::List(items) => items.is_empty(),
            Self::Object(members) => members.is_empty(),
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

#[cfg(test)]
mod tests {
    use super::{encode_in_path, encode_in_query, text};
    use serde_json::json;

    #[test]
    fn reserved_characters_stay_where_they_mean_nothing() {
        assert_eq!(encode_in_query("a/b?c=d&e+f#g[h] é"), "a/b?c=d%26e%2Bf%23g%5Bh%5D%20%C3%A9");
        assert_eq!(encode_in_query("%2F 100% %zz%"), "%2F%20100%25%20%25zz%25");
        assert_eq!(encode_in_path("/%2F/100%/a b"), "/%2F/100%25/a%20b");
    }

    #[test]
    fn a_whole_number_has_neither_a_fraction_nor_an_exponent() {
        for (number, expected) in [
            (json!(5.0), "5"),
            (json!(-0.0), "0"),
            (json!(2.5), "2.5"),
            (json!(1e21), "1000000000000000000000"),
            (json!(0.000_000_1), "0.0000001"),
            (json!(u64::MAX), "18446744073709551615"),
        ] {
            assert_eq!(text(&number), expected);
        }
    }
}
