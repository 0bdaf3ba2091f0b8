//! Media types: which one of several is used, and how it is written.

use super::codes;
use super::context::Lowerer;
use crate::document::codes::{EXAMPLE_UNUSED, UNUSED_KEYWORD};
use crate::ir::ContentType;
use crate::pointer::Pointer;
use indexmap::IndexMap;
use openapiv3::MediaType;

/// The family of a media type, the preferred ones first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Family {
    Json,
    JsonSuffix,
    Wildcard,
    Form,
    Multipart,
    Text,
    Binary,
}

/// The media type without its parameters, in lower case.
pub(super) fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or(media_type).trim().to_ascii_lowercase()
}

/// The family of a media type.
pub(super) fn family(media_type: &str) -> Family {
    match essence(media_type).as_str() {
        "application/json" => Family::Json,
        "*/*" | "application/*" => Family::Wildcard,
        "application/x-www-form-urlencoded" => Family::Form,
        "application/xml" => Family::Text,
        text if text.ends_with("+json") || text.ends_with("/json") => Family::JsonSuffix,
        text if text.starts_with("multipart/") => Family::Multipart,
        text if text.starts_with("text/") || text.ends_with("+xml") => Family::Text,
        _ => Family::Binary,
    }
}

/// How a body of a media type is written. A wildcard is JSON unless its schema says bytes.
pub(super) fn content_type(media_type: &str, is_bytes: bool) -> ContentType {
    match family(media_type) {
        Family::Json | Family::JsonSuffix => ContentType::Json(media_type.to_owned()),
        Family::Wildcard if is_bytes => ContentType::Binary("application/octet-stream".to_owned()),
        Family::Wildcard => ContentType::Json("application/json".to_owned()),
        Family::Form => ContentType::Form,
        Family::Multipart => ContentType::Multipart,
        Family::Text => ContentType::Text(media_type.to_owned()),
        Family::Binary => ContentType::Binary(media_type.to_owned()),
    }
}

impl<'a> Lowerer<'a> {
    /// Reports what a media type says that has no place in what is made of it: examples, and encodings of properties.
    pub(super) fn note_media(&mut self, media: &MediaType, pointer: &Pointer, takes_encodings: bool) {
        let keywords = [
            (media.example.is_some(), "example", EXAMPLE_UNUSED),
            (!media.examples.is_empty(), "examples", EXAMPLE_UNUSED),
            (!takes_encodings && !media.encoding.is_empty(), "encoding", UNUSED_KEYWORD),
        ];
        for (is_there, keyword, code) in keywords {
            if is_there {
                self.note(code, format!("`{keyword}` has no effect here"), &pointer.child(keyword));
            }
        }
    }

    /// The preferred media type of a body; the others are noted.
    pub(super) fn preferred(
        &mut self,
        content: &'a IndexMap<String, MediaType>,
        pointer: &Pointer,
    ) -> Option<(&'a str, &'a MediaType)> {
        let rank = |name: &str, media: &MediaType| (media.schema.is_none(), family(name), name.to_owned());
        let chosen = content.iter().min_by_key(|(name, media)| rank(name, media))?;
        for other in content.keys().filter(|other| *other != chosen.0) {
            let message = format!("`{}` is used; `{other}` is not offered", chosen.0);
            self.note(codes::MEDIA_TYPE_ALTERNATIVE, message, &pointer.child(other));
        }
        Some((chosen.0, chosen.1))
    }
}
