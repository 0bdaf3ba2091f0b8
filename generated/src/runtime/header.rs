//! The headers of answers that the specification describes.

use crate::runtime::wire::{Decode, Value};
use http::HeaderMap;
use http::header::SET_COOKIE;
use std::fmt;
use std::marker::PhantomData;

/// A header of an answer that the specification describes, and the type of its value.
///
/// [`Response::header`](crate::Response::header) and [`Error::header`](crate::Error::header) read it, and
/// [`Response::try_header`](crate::Response::try_header) tells one that cannot be read from one that is not there. The
/// specification's are constants of the generated module `headers`, where it has any; one that it does not know can be
/// made as well:
///
/// ```
/// # use meta_graph::Header;
/// const RETRY_AFTER: Header<u32> = Header::new("retry-after");
/// ```
pub struct Header<T> {
    name: &'static str,
    reads: PhantomData<fn() -> T>,
}

impl<T> Header<T> {
    /// A header of this name, in any case.
    pub const fn new(name: &'static str) -> Self {
        Self { name, reads: PhantomData }
    }

    /// The name.
    pub const fn name(&self) -> &'static str {
        self.name
    }
}

impl<T: Decode> Header<T> {
    /// The value, if the header is there: a text or what a text stands for, JSON, or a list whose members are separated
    /// by commas.
    ///
    /// # Errors
    /// [`HeaderError`] if the header is there and cannot be read as its type.
    pub(crate) fn read(&self, headers: &HeaderMap) -> Result<Option<T>, HeaderError> {
        let mut refused = None;
        for value in candidates(self.name, headers) {
            match T::decode(value) {
                Ok(value) => return Ok(Some(value)),
                Err(mismatch) => refused = Some(mismatch),
            }
        }
        match refused {
            Some(mismatch) => Err(HeaderError { name: self.name, expected: mismatch.expected().to_owned() }),
            None => Ok(None),
        }
    }
}

/// A header of an answer that is there and cannot be read as its type.
///
/// It says what was expected and not what there was, which may be a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeaderError {
    name: &'static str,
    expected: String,
}

impl HeaderError {
    /// The name of the header.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// What the specification says.
    pub fn expected(&self) -> &str {
        &self.expected
    }
}

impl fmt::Display for HeaderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the header `{}` is not {}", self.name, self.expected)
    }
}

impl std::error::Error for HeaderError {}

/// What the header may hold, the likeliest first.
fn candidates(name: &str, headers: &HeaderMap) -> Vec<Value> {
    let lines: Vec<String> = headers
        .get_all(name)
        .iter()
        .map(|line| String::from_utf8_lossy(line.as_bytes()).trim().to_owned())
        .collect();
    let Some(first) = lines.first() else { return Vec::new() };
    // A cookie holds a date, which holds a comma (RFC 6265, section 3).
    let is_whole = name.eq_ignore_ascii_case(SET_COOKIE.as_str());
    let separator = |letter: char| letter == ',' && !is_whole;
    let members =
        lines.iter().flat_map(|line| line.split(separator)).map(str::trim).filter(|text| !text.is_empty());
    let list = Value::Array(members.map(Value::from).collect());
    let json = serde_json::from_str(first).ok().filter(|json: &Value| json.is_object() || json.is_array());
    // A type that takes any value takes the JSON, if it is one.
    json.into_iter().chain([Value::from(first.as_str()), list]).collect()
}

impl<T> Clone for Header<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Header<T> {}

impl<T> fmt::Debug for Header<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Header").field(&self.name).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::{Header, HeaderError};
    use crate::runtime::Timestamp;
    use crate::runtime::wire::Decode;
    use http::{HeaderMap, HeaderName, HeaderValue};

    fn named<T: Decode>(name: &'static str, lines: &[&'static str]) -> Result<Option<T>, HeaderError> {
        let header = HeaderName::from_bytes(name.as_bytes()).unwrap();
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(header.clone(), HeaderValue::from_static(line));
        }
        Header::new(name).read(&headers)
    }

    fn read<T: Decode>(lines: &[&'static str]) -> Option<T> {
        named("X-Any", lines).unwrap()
    }

    #[test]
    fn a_value_is_read_as_its_type() {
        assert_eq!(read::<i64>(&["12"]), Some(12));
        assert_eq!(read::<f64>(&["0.5"]), Some(0.5));
        assert_eq!(read::<bool>(&["true"]), Some(true));
        assert_eq!(read::<bool>(&["False"]), Some(false));
        assert_eq!(read::<String>(&["12, a"]).as_deref(), Some("12, a"));
        assert!(read::<Timestamp>(&["2026-01-02T03:04:05Z"]).is_some());
        assert_eq!(read::<Vec<String>>(&["a, b", "c"]), Some(vec!["a".into(), "b".into(), "c".into()]));
        assert_eq!(read::<Vec<i64>>(&["1,2"]), Some(vec![1, 2]));
        assert_eq!(read::<serde_json::Value>(&[r#"{"a":1}"#]), Some(serde_json::json!({"a": 1})));
    }

    #[test]
    fn a_time_may_be_a_date_of_http() {
        let time = read::<Timestamp>(&["Wed, 21 Oct 2015 07:28:00 GMT"]).unwrap();
        assert_eq!(time.unix_seconds(), 1_445_412_480);
    }

    #[test]
    fn a_cookie_is_not_cut_at_its_commas() {
        let lines = ["a=1; Expires=Wed, 21 Oct 2015 07:28:00 GMT", "b=2"];
        assert_eq!(named::<Vec<String>>("Set-Cookie", &lines).unwrap().unwrap(), lines);
        assert_eq!(named::<Vec<String>>("Set-Cookie", &lines[..1]).unwrap().unwrap(), lines[..1]);
    }

    #[test]
    fn what_cannot_be_read_is_told_from_what_is_absent() {
        assert_eq!(read::<i64>(&[]), None);
        let error = named::<i64>("X-Any", &["many"]).unwrap_err();
        assert_eq!(error.to_string(), "the header `X-Any` is not an integer of 64 bits");
        assert!(named::<Vec<i64>>("X-Any", &["1,many"]).is_err());
    }
}
