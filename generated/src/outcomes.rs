//! Answers of which the specification knows several, and those that are texts or where to go.
//!
//! A crate has this module where an operation of its documents answers in such a way.

#![allow(dead_code, reason = "a document need not have every kind of answer")]

mod charset;

use crate::runtime::error::Error;
use crate::runtime::request::{Answer, FromAnswer};
use crate::runtime::wire::Mismatch;
use bytes::Bytes;
use http::StatusCode;
use http::header::{CONTENT_TYPE, LOCATION};

/// What kind of body an answer has, by its content type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Media {
    /// JSON, or the answer does not say.
    Json,
    /// Text of any other kind.
    Text,
    /// Neither.
    Binary,
}

impl Media {
    /// The kind of a media type without parameters.
    pub(crate) fn of(media_type: &str) -> Self {
        let media_type = media_type.to_ascii_lowercase();
        match media_type.as_str() {
            "" => Self::Json,
            json if json.ends_with("/json") || json.ends_with("+json") => Self::Json,
            "application/xml" | "application/x-www-form-urlencoded" => Self::Text,
            text if text.starts_with("text/") || text.ends_with("+xml") => Self::Text,
            _ => Self::Binary,
        }
    }
}

impl Answer {
    /// The status.
    pub(crate) fn status(&self) -> u16 {
        self.received.status.as_u16()
    }

    /// The kind of the body.
    pub(crate) fn media(&self) -> Media {
        self.received.media_type().map_or(Media::Json, Media::of)
    }

    /// Whether the body is of this media type, which may have parameters.
    pub(crate) fn is_of(&self, media_type: &str) -> bool {
        let content_type = self.received.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let own: Vec<String> = content_type.unwrap_or_default().split(';').map(normal).collect();
        let mut parts = media_type.split(';').map(normal);
        parts.next().as_ref() == own.first() && parts.all(|parameter| own.contains(&parameter))
    }

    /// Reads what the status says the answer is.
    pub(crate) fn one_of<T: FromAnswer>(self) -> Result<T, Error> {
        T::from_answer(self)
    }

    /// Reads the body, unless the status is one of those that come without.
    ///
    /// HTTP knows more of these than the specification of an API may list, so that an empty body counts as well, where
    /// the status is not the usual one.
    pub(crate) fn optional<T>(
        self,
        without: &[u16],
        read: fn(Self) -> Result<T, Error>,
    ) -> Result<Option<T>, Error> {
        let status = self.received.status;
        let is_empty = status != StatusCode::OK && self.received.body.is_empty();
        let is_without = without.contains(&status.as_u16()) || is_empty;
        if is_without && self.is_taken() { self.empty().map(|()| None) } else { read(self).map(Some) }
    }

    /// Reads the body as text, in the charset that the answer names. A text that comes as JSON is what that holds.
    pub(crate) fn text(self) -> Result<String, Error> {
        let answer = self.without_error()?;
        match answer.received.text() {
            Ok(text) => Ok(text),
            Err(mismatch) => Err(answer.unreadable(mismatch)),
        }
    }

    /// Reads where the server says to go.
    pub(crate) fn location(self) -> Result<String, Error> {
        let answer = self.taken()?;
        match answer.received.headers.get(LOCATION).and_then(|value| value.to_str().ok()) {
            Some(location) => Ok(location.to_owned()),
            None => Err(answer.unreadable(Mismatch::new("the header `location`", "none"))),
        }
    }

    /// Gives a success whose status the specification does not list.
    pub(crate) fn undocumented<T>(self, variant: fn(StatusCode, Bytes) -> T) -> Result<T, Error> {
        let status = self.received.status;
        self.bytes().map(|body| variant(status, body))
    }

    /// The answer has a status for which the specification describes no body.
    pub(crate) fn unlisted(self) -> Error {
        let status = self.received.status.to_string();
        self.unreadable(Mismatch::new("a documented status", status))
    }
}

/// A part of a media type as it can be compared: without quotes and white space, and in lower case.
fn normal(part: &str) -> String {
    part.chars()
        .filter(|letter| *letter != '"' && !letter.is_whitespace())
        .collect::<String>()
        .to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::Media;

    #[test]
    fn the_media_type_decides_the_kind() {
        for (media_type, kind) in [
            ("", Media::Json),
            ("application/json", Media::Json),
            ("application/problem+JSON", Media::Json),
            ("text/csv", Media::Text),
            ("image/svg+xml", Media::Text),
            ("application/zip", Media::Binary),
        ] {
            assert_eq!(Media::of(media_type), kind, "{media_type}");
        }
    }
}
