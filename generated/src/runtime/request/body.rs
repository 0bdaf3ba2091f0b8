//! The body of a request.

use super::encoding::Encoding;
use super::entry::Entry;
use super::multipart::{self, Part};
use super::query;
use crate::runtime::error::BuildErrorKind;
use crate::runtime::upload::{Content, Payload};
use crate::runtime::wire::Value;
use std::fmt;

/// The body of a request, as it was given.
#[derive(Clone, Default, PartialEq)]
pub(super) enum Body {
    #[default]
    None,
    /// A JSON object, member by member.
    Object(Vec<Entry>),
    /// Any JSON; the name of the entry is empty.
    Json(Entry),
    /// A form, pair by pair.
    Form(Vec<Entry>),
    /// A multipart form, part by part.
    Multipart(Vec<Part>),
    Text(String),
    Binary(Content),
    /// What cannot be a body, and why.
    Refused(BuildErrorKind),
}

impl Body {
    /// The named values of which the body is made.
    pub(super) fn entries(&self) -> Vec<&Entry> {
        match self {
            Self::Object(entries) | Self::Form(entries) => entries.iter().collect(),
            Self::Json(entry) => vec![entry],
            Self::Multipart(parts) => parts.iter().filter_map(Part::entry).collect(),
            Self::None | Self::Text(_) | Self::Binary(_) | Self::Refused(_) => Vec::new(),
        }
    }

    /// The contents that may have to be read.
    pub(super) fn contents(&self) -> Vec<&Content> {
        match self {
            Self::Multipart(parts) => parts.iter().filter_map(Part::of_file).collect(),
            Self::Binary(content) => vec![content],
            _ => Vec::new(),
        }
    }

    /// The contents that may have to be read, to be changed.
    pub(super) fn contents_mut(&mut self) -> Vec<&mut Content> {
        match self {
            Self::Multipart(parts) => parts.iter_mut().filter_map(Part::of_file_mut).collect(),
            Self::Binary(content) => vec![content],
            _ => Vec::new(),
        }
    }

    /// Writes the body; gives its content type too, which is `media_type` where that is given.
    ///
    /// # Errors
    /// A [`BuildErrorKind`] that names the property.
    pub(super) fn write(
        &self,
        media_type: Option<&str>,
        encodings: &[Encoding],
    ) -> Result<Option<(String, Payload)>, BuildErrorKind> {
        let whole = |text: String| Payload::Whole(text.into());
        let (usual, body) = match self {
            Self::None => return Ok(None),
            Self::Refused(kind) => return Err(kind.clone()),
            Self::Multipart(parts) => {
                return multipart::write(parts, media_type.unwrap_or(multipart::FORM_DATA), encodings)
                    .map(Some);
            }
            Self::Object(entries) => {
                let members = entries.iter().map(|entry| (entry.name.to_string(), entry.value.clone()));
                (JSON.to_owned(), whole(Value::Object(members.collect()).to_string()))
            }
            Self::Json(entry) => (JSON.to_owned(), whole(entry.value.to_string())),
            Self::Form(entries) => {
                let mut pairs = Vec::new();
                for entry in entries {
                    query::write(entry, &mut pairs);
                }
                (FORM.to_owned(), whole(pairs.join("&")))
            }
            Self::Text(text) => ("text/plain; charset=utf-8".to_owned(), whole(text.clone())),
            Self::Binary(content) => {
                ("application/octet-stream".to_owned(), Payload::of([content.clone().into()]))
            }
        };
        Ok(Some((media_type.map_or(usual, str::to_owned), body)))
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => f.write_str("none"),
            Self::Object(entries) | Self::Form(entries) => f.debug_set().entries(entries).finish(),
            Self::Json(entry) => write!(f, "{entry:?}"),
            Self::Multipart(parts) => f.debug_set().entries(parts).finish(),
            Self::Text(text) => write!(f, "{} bytes of text", text.len()),
            Self::Binary(bytes) => write!(f, "{bytes:?}"),
            Self::Refused(kind) => write!(f, "none: {kind}"),
        }
    }
}

const JSON: &str = "application/json";
pub(super) const FORM: &str = "application/x-www-form-urlencoded";
