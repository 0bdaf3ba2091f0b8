//! How a single property of a form is written (OpenAPI 3.0, "Encoding Object").

use super::style::{How, Style};

/// How a single property of a form or of a multipart form is written.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Encoding {
    /// The key of the property.
    pub(super) name: &'static str,
    how: Option<How>,
    /// The media type of its part.
    pub(super) content_type: Option<&'static str>,
    /// The headers of its part that are always the same.
    pub(super) headers: &'static [(&'static str, &'static str)],
}

impl Encoding {
    /// The property is written as this parameter of a query would be.
    pub(crate) const fn styled(name: &'static str, how: How) -> Self {
        Self { name, how: Some(how), content_type: None, headers: &[] }
    }

    /// The part has this media type and these headers.
    pub(crate) const fn part(
        name: &'static str,
        content_type: Option<&'static str>,
        headers: &'static [(&'static str, &'static str)],
    ) -> Self {
        Self { name, how: None, content_type, headers }
    }

    /// How the property is written: by its own style, as JSON text if that is its media type, or else as usual.
    pub(super) fn how(encodings: &[Self], name: &str) -> How {
        let Some(own) = Self::of(encodings, name) else { return USUAL };
        match (own.how, own.content_type) {
            (Some(how), _) => how,
            (None, Some(media)) if media.ends_with("json") => How::new(Style::Json, false),
            (None, _) => USUAL,
        }
    }

    /// What the document says of the part at this position, where the parts have no names.
    pub(super) fn at(encodings: &'static [Self], index: usize) -> Option<&'static Self> {
        Self::of(encodings, &index.to_string()).or_else(|| Self::of(encodings, "*"))
    }

    /// What the document says of the property.
    pub(super) fn of<'e>(encodings: &'e [Self], name: &str) -> Option<&'e Self> {
        encodings.iter().find(|encoding| encoding.name == name)
    }
}

/// How a property is written of which the document says nothing.
const USUAL: How = How::new(Style::Items, true);
