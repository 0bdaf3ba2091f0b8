//! The body of an answer: all of it, and not more than allowed.

use super::{FetchError, Limits, page};
use std::io::Read as _;
use ureq::Body;
use ureq::http::{HeaderMap, Response, header};
use url::Url;

/// Reads the whole body of a successful answer.
pub(super) fn read(response: Response<Body>, url: &Url, limits: Limits) -> Result<Vec<u8>, FetchError> {
    let (parts, body) = response.into_parts();
    let url = url.clone();
    let expected = length(&parts.headers);
    if expected.is_some_and(|length| length > limits.bytes) {
        return Err(FetchError::TooLarge { url, most: limits.bytes });
    }
    // Where the end of the connection is the end of the document, a part of it looks like all of it.
    if expected.is_none() && !is_chunked(&parts.headers) {
        return Err(FetchError::NoLength { url });
    }
    let mut bytes = Vec::new();
    let outcome = body.into_with_config().limit(limits.bytes).reader().read_to_end(&mut bytes);
    let received = bytes.len() as u64;
    if let Err(error) = outcome {
        return Err(FetchError::of_body(error, &url, limits, received, expected));
    }
    if expected.is_some_and(|length| length != received) {
        return Err(FetchError::CutOff { url, received, expected });
    }
    match page::title(&bytes) {
        Some(title) => Err(FetchError::Page { url, title }),
        None if bytes.is_empty() => Err(FetchError::Empty { url }),
        None => Ok(bytes),
    }
}

fn length(headers: &HeaderMap) -> Option<u64> {
    headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.trim().parse().ok()
}

fn is_chunked(headers: &HeaderMap) -> bool {
    let value = headers.get(header::TRANSFER_ENCODING).and_then(|value| value.to_str().ok());
    value.is_some_and(|value| value.to_ascii_lowercase().contains("chunked"))
}
