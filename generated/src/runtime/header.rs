//! The headers of answers that the specification describes.

use crate::runtime::wire::{Decode, Value};
use http::HeaderMap;
use std::marker::PhantomData;

/// A header of an answer that the specification describes, and the type of its value.
///
/// [`Response::header`](crate::Response::header) and [`Error::header`](crate::Error::header) read it. The
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
    /// The value, if the header is there and can be read: as a text or what a text stands for, as JSON, or as a list
    /// whose members are separated by commas.
    pub(crate) fn read(&self, headers: &HeaderMap) -> Option<T> {
        candidates(self.name, headers).into_iter().find_map(|value| T::decode(value).ok())
    }
}

/// What the header may hold, the likeliest first.
fn candidates(name: &str, headers: &HeaderMap) -> Vec<Value> {
    let lines: Vec<String> = headers
        .get_all(name)
        .iter()
        .map(|line| String::from_utf8_lossy(line.as_bytes()).trim().to_owned())
        .collect();
    let Some(first) = lines.first() else { return Vec::new() };
    let members =
        lines.iter().flat_map(|line| line.split(',')).map(str::trim).filter(|text| !text.is_empty());
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

impl<T> std::fmt::Debug for Header<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Header").field(&self.name).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::Header;
    use crate::runtime::Timestamp;
    use http::{HeaderMap, HeaderName, HeaderValue};

    fn read<T: crate::runtime::wire::Decode>(lines: &[&'static str]) -> Option<T> {
        let name = HeaderName::from_static("x-any");
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(name.clone(), HeaderValue::from_static(line));
        }
        Header::new("X-Any").read(&headers)
    }

    #[test]
    fn a_value_is_read_as_its_type() {
        assert_eq!(read::<i64>(&["12"]), Some(12));
        assert_eq!(read::<f64>(&["0.5"]), Some(0.5));
        assert_eq!(read::<bool>(&["true"]), Some(true));
        assert_eq!(read::<String>(&["12, a"]).as_deref(), Some("12, a"));
        assert!(read::<Timestamp>(&["2026-01-02T03:04:05Z"]).is_some());
        assert_eq!(read::<Vec<String>>(&["a, b", "c"]), Some(vec!["a".into(), "b".into(), "c".into()]));
        assert_eq!(read::<Vec<i64>>(&["1,2"]), Some(vec![1, 2]));
        assert_eq!(read::<serde_json::Value>(&[r#"{"a":1}"#]), Some(serde_json::json!({"a": 1})));
    }

    #[test]
    fn what_is_absent_or_of_another_type_is_none() {
        assert_eq!(read::<i64>(&[]), None);
        assert_eq!(read::<i64>(&["many"]), None);
    }
}
