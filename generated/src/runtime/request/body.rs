//! The body of a request.

use super::entry::Entry;
use super::multipart::{self, Part};
use super::query;
use crate::runtime::error::BuildErrorKind;
use crate::runtime::wire::Value;
use bytes::Bytes;
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
    Binary(Bytes),
}

impl Body {
    /// Writes the body; gives its content type too.
    ///
    /// # Errors
    /// A [`BuildErrorKind`] that names the property.
    pub(super) fn write(&self) -> Result<Option<(String, Bytes)>, BuildErrorKind> {
        Ok(Some(match self {
            Self::None => return Ok(None),
            Self::Object(entries) => {
                let members = entries.iter().map(|entry| (entry.name.to_string(), entry.value.clone()));
                (JSON.to_owned(), Value::Object(members.collect()).to_string().into())
            }
            Self::Json(entry) => (JSON.to_owned(), entry.value.to_string().into()),
            Self::Form(entries) => {
                let mut pairs = Vec::new();
                for entry in entries {
                    query::write(entry, &mut pairs);
                }
                (FORM.to_owned(), pairs.join("&").into())
            }
            Self::Multipart(parts) => multipart::write(parts)?,
            Self::Text(text) => ("text/plain; charset=utf-8".to_owned(), text.clone().into()),
            Self::Binary(bytes) => ("application/octet-stream".to_owned(), bytes.clone()),
        }))
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
            Self::Binary(bytes) => write!(f, "{} bytes", bytes.len()),
        }
    }
}

const JSON: &str = "application/json";
const FORM: &str = "application/x-www-form-urlencoded";
