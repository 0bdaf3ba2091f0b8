//! The answer to a batch, taken apart into the answers to its requests.

use crate::graph::error::{BatchError, BatchErrorKind};
use crate::runtime::error::Error;
use crate::runtime::request::{Answer, Expects, Method, Operation};
use crate::runtime::wire::{self, Decode, Mismatch, Value};
use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

/// The operation of a batch itself, at the root of whatever server its requests have.
pub(super) static BATCH: Operation = Operation {
    name: "batch",
    method: Method::Post,
    server: "",
    servers: &[],
    path: "/",
    documented_path: "/",
    version: "",
    security: &[],
    encodings: &[],
    expects: Expects::GRAPH,
};

/// The list that answers a batch.
pub(super) struct List(pub(super) Vec<Value>);

impl Decode for List {
    fn decode(value: Value) -> wire::Result<Self> {
        match value {
            Value::Array(items) => Ok(Self(items)),
            other => Err(Mismatch::kind("a list of answers", &other)),
        }
    }
}

/// The answer to one request.
///
/// # Errors
/// [`Error::Batch`] if there is none.
pub(super) fn read(
    outer: &Answer,
    operation: &'static Operation,
    item: Option<Value>,
) -> Result<Answer, Error> {
    let missing = |kind| Error::Batch(BatchError::new(operation, kind));
    let item = item.ok_or_else(|| missing(BatchErrorKind::NotAnswered))?;
    let status = status(item.get("code")).ok_or_else(|| missing(BatchErrorKind::Unreadable))?;
    let mut response = http::Response::new(body(item.get("body")));
    *response.status_mut() = status;
    *response.headers_mut() = headers(item.get("headers"));
    Ok(outer.holding(operation, response))
}

/// The next answer of a tuple. There is one for each request, so that the last error never comes.
pub(super) fn next(answers: &mut impl Iterator<Item = Result<Answer, Error>>) -> Result<Answer, Error> {
    answers.next().unwrap_or_else(|| Err(Error::Batch(BatchError::new(&BATCH, BatchErrorKind::NotAnswered))))
}

fn status(code: Option<&Value>) -> Option<StatusCode> {
    let code = u32::decode(code?.clone()).ok()?;
    StatusCode::from_u16(code.try_into().ok()?).ok()
}

/// The body, which is JSON in a text.
fn body(body: Option<&Value>) -> Bytes {
    match body {
        None | Some(Value::Null) => Bytes::new(),
        Some(Value::String(text)) => text.clone().into(),
        Some(json) => json.to_string().into(),
    }
}

/// The headers, a list of names and values. What cannot be read of them is as good as absent, and so is what is more
/// than a map of headers can hold.
fn headers(headers: Option<&Value>) -> HeaderMap {
    let headers = headers.and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let pairs = headers.iter().filter_map(|header| {
        let text = |key| header.get(key).and_then(Value::as_str);
        let name: HeaderName = text("name")?.parse().ok()?;
        Some((name, HeaderValue::from_str(text("value")?).ok()?))
    });
    let mut map = HeaderMap::new();
    for (name, value) in pairs {
        // Collecting them would panic where there are too many.
        if map.try_append(name, value).is_err() {
            break;
        }
    }
    map
}
