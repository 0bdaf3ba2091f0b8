//! The bodies that an answer can have, by media type.

use super::Listed;
use crate::document::schema::SchemaId;
use crate::ir::{AnswerBody, MediaKind, Payload, Statuses, Streaming, TypeRef};
use crate::lower::codes;
use crate::lower::context::Lowerer;
use crate::lower::media::{self, Family};
use crate::lower::shape::Shape;
use crate::lower::stream::Sequential;
use crate::pointer::Pointer;
use openapiv3::MediaType;

/// Other ways to write what is offered as JSON too.
const SERIALIZATIONS: [&str; 7] = ["xml", "yaml", "protobuf", "cbor", "msgpack", "bson", "avro"];

/// A media type of an answer.
#[derive(Clone, Copy)]
struct Media<'a> {
    name: &'a str,
    family: Family,
    schema: Option<SchemaId>,
    /// What its items are, if it is a sequence.
    sequential: Option<Sequential>,
}

impl Media<'_> {
    fn is_json(&self) -> bool {
        self.family <= Family::Wildcard
    }

    /// What tells the body from the first one: its media type, where that is JSON or would else be taken for a text.
    fn kind(&self) -> MediaKind {
        match (self.family, media::family(self.name)) {
            (Family::Text | Family::Form, _) => MediaKind::Text,
            (Family::Multipart | Family::Binary, Family::Wildcard | Family::Multipart | Family::Binary) => {
                MediaKind::Binary
            }
            _ => MediaKind::Of(media::requested(self.name)),
        }
    }
}

/// The schemas of the answers of one operation, so that one that is written out again is the same type.
pub(super) type Known = Vec<(SchemaId, TypeRef)>;

impl<'a> Lowerer<'a> {
    /// The bodies of an answer, and how they can be had piece by piece. Those of an error are JSON or do not matter.
    pub(super) fn bodies(
        &mut self,
        answer: &Listed<'a>,
        method: &str,
        is_success: bool,
        known: &mut Known,
    ) -> (Vec<AnswerBody>, Option<Streaming>) {
        // HTTP gives these no body, whatever the document says.
        if method == "HEAD" || matches!(answer.statuses, Statuses::Code(204 | 205 | 304)) {
            return (Vec::new(), None);
        }
        let content = &answer.response.content;
        for (name, media) in content {
            self.note_media(media, &answer.pointer.child("content").child(name), false);
        }
        self.check_media_types(content, &answer.pointer.child("content"));
        let mut media: Vec<_> = content.iter().map(|(name, media)| self.media(name, media)).collect();
        media.sort_by(|left, right| {
            let rank = |media: &Media<'a>| (media.schema.is_none(), media.family, media.name);
            rank(left).cmp(&rank(right))
        });
        let streaming = if is_success { self.take_stream(&mut media, answer) } else { None };
        self.prefer_plain_text(&mut media);
        let mut bodies: Vec<AnswerBody> = Vec::new();
        for (index, one) in media.iter().enumerate() {
            let at = answer.pointer.child("content").child(one.name);
            let is_other_form = || self.is_other_form(one, &media[0]);
            // Of an error only what is JSON matters.
            if index > 0 && (is_other_form() || !(is_success || one.is_json())) {
                let is_same = one.is_json() && self.is_same(one.schema, media[0].schema);
                if !is_same {
                    let message = format!("`{}` is asked for; `{}` is not offered", media[0].name, one.name);
                    self.reporter.report(codes::MEDIA_TYPE_ALTERNATIVE, message, &at);
                }
                continue;
            }
            let payload = self.payload(one, &at, answer, known);
            let kind = if index == 0 { None } else { Some(one.kind()) };
            bodies.push(AnswerBody { media_type: media::requested(one.name), kind, payload });
        }
        let is_bytes = bodies.iter().any(|body| body.payload == Payload::Bytes);
        (bodies, streaming.or((is_bytes && is_success).then_some(Streaming::Bytes)))
    }

    /// The stream that an answer can be. Where it can be something else too, that is what a call gives.
    fn take_stream(&mut self, media: &mut Vec<Media<'a>>, answer: &Listed<'a>) -> Option<Streaming> {
        let typed = media.iter().position(|media| media.sequential.is_some() && media.schema.is_some());
        let events = || media.iter().position(|media| media.sequential == Some(Sequential::Events));
        let chosen = media.get(typed.or_else(events)?).copied()?;
        if media.iter().any(|media| media.sequential.is_none()) {
            media.retain(|media| media.name != chosen.name);
        }
        let (Some(kind), Some(schema)) = (chosen.sequential, chosen.schema) else {
            return Some(Streaming::Events);
        };
        media.iter_mut().filter(|media| media.name == chosen.name).for_each(|media| media.schema = None);
        Some(Streaming::Items(self.stream(chosen.name, kind, schema, &answer.hint)))
    }

    /// A media type, which is one of bytes where its schema says so.
    fn media(&self, name: &'a str, media: &'a MediaType) -> Media<'a> {
        let schema = media.schema.as_ref().map(SchemaId::of);
        let family = match media::family(name) {
            json @ (Family::Json | Family::JsonSuffix)
                if !schema.is_some_and(|schema| self.is_bytes(schema)) =>
            {
                json
            }
            family @ (Family::Wildcard | Family::Form | Family::Text)
                if !schema.is_some_and(|schema| self.is_raw(schema)) =>
            {
                family
            }
            Family::Multipart => Family::Multipart,
            _ => Family::Binary,
        };
        Media { name, family, schema, sequential: Sequential::of(name) }
    }

    /// Puts plain text before a JSON text, which is the same with quotes.
    fn prefer_plain_text(&self, media: &mut Vec<Media<'a>>) {
        let is_text = |media: &Media<'a>| media::essence(media.name) == "text/plain";
        let is_string = |schema| self.shape(schema, None) == Shape::Text;
        let first_is_string = media.first().and_then(|first| first.schema).is_some_and(is_string);
        if let Some(text) = media.iter().position(is_text).filter(|_| first_is_string) {
            let text = media.remove(text);
            media.retain(|other| !other.is_json());
            media.insert(0, text);
        }
    }

    /// Whether a body holds the same as the first one, in another form. What is JSON and holds something else is a body
    /// of its own, where its schema and its media type say so.
    fn is_other_form(&self, media: &Media<'a>, first: &Media<'a>) -> bool {
        if !first.is_json() {
            return false;
        }
        if media.is_json() {
            let is_told = media.schema.is_some() && !media.name.contains('*');
            return !is_told || self.is_same(media.schema, first.schema);
        }
        if media.family == Family::Binary && media.schema.is_some_and(|schema| self.is_raw(schema)) {
            return false;
        }
        let essence = media::essence(media.name);
        !media::is_octets(media.name) && SERIALIZATIONS.iter().any(|name| essence.contains(name))
            || media.schema.is_some_and(|schema| {
                // A text, or any value, says nothing of what it is made of.
                let says_nothing =
                    self.shape(schema, None).is_text() || self.shape(schema, None) == Shape::Any;
                !media::is_octets(media.name) && self.is_same(Some(schema), first.schema) && !says_nothing
            })
    }

    /// Whether two schemas say the same.
    fn is_same(&self, left: Option<SchemaId>, right: Option<SchemaId>) -> bool {
        match (left, right) {
            (Some(left), Some(right)) => self.schemas.is_same(left, right),
            (left, right) => left == right,
        }
    }

    fn payload(
        &mut self,
        media: &Media<'a>,
        at: &Pointer,
        answer: &Listed<'a>,
        known: &mut Known,
    ) -> Payload {
        let at = at.child("schema");
        let mut lower = |this: &mut Self| {
            let Some(schema) = media.schema else { return TypeRef::Any };
            if let Some((_, ty)) = known.iter().find(|(known, _)| this.schemas.is_same(*known, schema)) {
                return ty.clone();
            }
            let ty = this.node(schema, &answer.hint).into_inner();
            known.push((schema, ty.clone()));
            ty
        };
        match media.family {
            Family::Json | Family::JsonSuffix => Payload::Json(lower(self)),
            // It may be anything, so that only the schema says what it is.
            Family::Wildcard => match lower(self) {
                TypeRef::Bytes | TypeRef::Any => Payload::Bytes,
                TypeRef::String => Payload::Text,
                ty => Payload::Json(ty),
            },
            Family::Text | Family::Form => {
                self.note_untyped(media.schema, &at);
                Payload::Text
            }
            Family::Multipart | Family::Binary => {
                self.note_untyped(media.schema, &at);
                Payload::Bytes
            }
        }
    }

    fn note_untyped(&mut self, schema: Option<SchemaId>, pointer: &Pointer) {
        let is_plain = schema.is_none_or(|schema| {
            let shape = self.shape(schema, None);
            shape.is_text() || shape == Shape::Any
        });
        if !is_plain {
            let message = "the schema of an answer that is not JSON does not show in its type";
            self.reporter.report(codes::MEDIA_TYPE_UNTYPED, message, pointer);
        }
    }
}
