//! Media types: which one of several is used, and how it is written.

use super::codes;
use super::content::OCTETS;
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
        _ if !is_media_type(media_type) => Family::Binary,
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

/// Whether a key of `content` is a media type or a range of them (RFC 9110, section 8.3.1).
pub(super) fn is_media_type(name: &str) -> bool {
    let is_token = |text: &str| {
        !text.is_empty()
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
    };
    ContentType::essence(name)
        .split_once('/')
        .is_some_and(|(kind, subtype)| is_token(kind) && is_token(subtype))
}

/// What an `Accept` header asks for: the media type with its parameters, but for the charset, which is not negotiated.
pub(super) fn requested(media_type: &str) -> String {
    let parameters = media_type.split(';').skip(1).map(str::trim).filter(|parameter| {
        let name = parameter.split('=').next().unwrap_or_default().trim();
        !parameter.is_empty() && !name.eq_ignore_ascii_case("charset")
    });
    [essence(media_type).as_str()].into_iter().chain(parameters).collect::<Vec<_>>().join("; ")
}

/// How a body of a media type is written. A wildcard is JSON unless its schema says bytes. A body is of a media type
/// and never of a range, so one of the range is sent.
pub(super) fn content_type(media_type: &str, is_bytes: bool) -> ContentType {
    let is_range = media_type.contains('*');
    match family(media_type) {
        _ if !is_media_type(media_type) => ContentType::Binary(OCTETS.to_owned()),
        Family::Wildcard | Family::Binary | Family::Text | Family::JsonSuffix | Family::Multipart
            if is_bytes && is_range =>
        {
            ContentType::File
        }
        // The boundary is the caller's.
        Family::Multipart if is_bytes => ContentType::File,
        _ if is_bytes => ContentType::Binary(media_type.to_owned()),
        Family::Json => ContentType::Json(media_type.to_owned()),
        Family::JsonSuffix if !is_range => ContentType::Json(media_type.to_owned()),
        Family::JsonSuffix | Family::Wildcard => ContentType::Json("application/json".to_owned()),
        Family::Form => ContentType::Form,
        Family::Multipart => match essence(media_type).as_str() {
            FORM_DATA | "multipart/*" => ContentType::Multipart,
            kind => ContentType::Parts(kind.to_owned()),
        },
        Family::Text if media_type.starts_with("text/*") => ContentType::Text("text/plain".to_owned()),
        Family::Text if is_range => ContentType::Text("application/xml".to_owned()),
        // A text is sent in UTF-8. In another charset it is bytes, which callers encode.
        Family::Text if !is_utf_8(media_type) => ContentType::Binary(media_type.to_owned()),
        Family::Text => ContentType::Text(media_type.to_owned()),
        Family::Binary if is_range => ContentType::File,
        Family::Binary => ContentType::Binary(media_type.to_owned()),
    }
}

/// The usual kind of a multipart body.
const FORM_DATA: &str = "multipart/form-data";

/// Whether a media type names no other charset than UTF-8 and what it holds.
fn is_utf_8(media_type: &str) -> bool {
    let parameters = media_type.split(';').skip(1).filter_map(|parameter| parameter.split_once('='));
    let charset = parameters.into_iter().find(|(name, _)| name.trim().eq_ignore_ascii_case("charset"));
    charset.is_none_or(|(_, charset)| {
        let charset = charset.trim().trim_matches('"');
        ["utf-8", "utf8", "us-ascii"].iter().any(|known| charset.eq_ignore_ascii_case(known))
    })
}

/// Media types that are never another way to write JSON.
pub(super) fn is_octets(media_type: &str) -> bool {
    let essence = essence(media_type);
    let kinds = ["image/", "audio/", "video/", "font/"];
    let names =
        ["octet-stream", "pdf", "zip", "gzip", "x-tar", "x-gzip", "x-zip-compressed", "x-7z-compressed"];
    kinds.iter().any(|kind| essence.starts_with(kind))
        || names.iter().any(|name| essence.strip_prefix("application/") == Some(name))
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
    /// Reports keys of `content` that are no media types.
    pub(super) fn check_media_types(&mut self, content: &IndexMap<String, MediaType>, pointer: &Pointer) {
        for name in content.keys().filter(|name| !is_media_type(name)) {
            let message = format!("`{name}` is not a media type; the body is bytes");
            self.reporter.report(codes::MEDIA_TYPE_INVALID, message, pointer.child(name));
        }
    }

    /// Reports what a media type says that has no place in what is made of it: examples, and encodings of properties.
    pub(super) fn note_media(&mut self, media: &MediaType, pointer: &Pointer, takes_encodings: bool) {
        let keywords = [
            (media.example.is_some(), "example", EXAMPLE_UNUSED),
            (!media.examples.is_empty(), "examples", EXAMPLE_UNUSED),
            (!takes_encodings && !media.encoding.is_empty(), "encoding", UNUSED_KEYWORD),
        ];
        for (is_there, keyword, code) in keywords {
            if is_there {
                self.reporter.report(code, format!("`{keyword}` has no effect here"), pointer.child(keyword));
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
            self.reporter.report(codes::MEDIA_TYPE_ALTERNATIVE, message, pointer.child(other));
        }
        Some((chosen.0, chosen.1))
    }
}
