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
    ContentType::essence(media_type).to_ascii_lowercase()
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
        Family::Wildcard if is_bytes => ContentType::File,
        Family::Wildcard => ContentType::Json("application/json".to_owned()),
        Family::Form => ContentType::Form,
        Family::Multipart => ContentType::Multipart,
        // A range is not the media type of a body.
        Family::Text if media_type.contains('*') => ContentType::Text("text/plain".to_owned()),
        Family::Text => ContentType::Text(media_type.to_owned()),
        Family::Binary if media_type.contains('*') => ContentType::File,
        Family::Binary => ContentType::Binary(media_type.to_owned()),
    }
}

/// What the alternative of a media type could be called.
pub(super) fn word(media_type: &str) -> String {
    let essence = ContentType::essence(media_type);
    match (family(media_type), essence) {
        (Family::Json, _) => "json".to_owned(),
        (Family::Form, _) => "form".to_owned(),
        (_, "multipart/form-data") => "multipart".to_owned(),
        (_, "*/*") => "any".to_owned(),
        (_, "text/plain") => "text".to_owned(),
        (_, "application/octet-stream") => "bytes".to_owned(),
        _ => {
            let subtype = essence.split_once('/').map_or(essence, |(_, subtype)| subtype);
            subtype.strip_suffix("+json").unwrap_or(subtype).replace('*', "any")
        }
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
                self.reporter.note(code, format!("`{keyword}` has no effect here"), pointer.child(keyword));
            }
        }
    }

    /// The names of the media types, the preferred one first.
    pub(super) fn by_preference(content: &'a IndexMap<String, MediaType>) -> Vec<(&'a str, &'a MediaType)> {
        let rank = |name: &str, media: &MediaType| (media.schema.is_none(), family(name), name.to_owned());
        let mut all: Vec<_> = content.iter().map(|(name, media)| (name.as_str(), media)).collect();
        all.sort_by_key(|(name, media)| rank(name, media));
        all
    }

    /// The preferred media type of a body; the others are noted.
    pub(super) fn preferred(
        &mut self,
        content: &'a IndexMap<String, MediaType>,
        pointer: &Pointer,
    ) -> Option<(&'a str, &'a MediaType)> {
        let chosen = *Self::by_preference(content).first()?;
        for other in content.keys().filter(|other| *other != chosen.0) {
            let message = format!("`{}` is used; `{other}` is not offered", chosen.0);
            self.reporter.note(codes::MEDIA_TYPE_ALTERNATIVE, message, pointer.child(other));
        }
        Some((chosen.0, chosen.1))
    }
}
