//! Answers that are sequences of items: server-sent events, JSON lines, JSON sequences.
//!
//! The schema of such a media type is that of the whole sequence, as OpenAPI 3.2 says, or that of one item, as is usual
//! before it; of server-sent events it is usually that of the data of one.

use super::context::Lowerer;
use super::media;
use super::shape::Shape;
use crate::document::schema::{Schema, SchemaId, SchemaType};
use crate::ir::{
    Body, BodyKind, ItemStream, NameHint, Operation, StreamFraming, StreamSwitch, Streaming, TypeKind,
    TypeRef,
};

/// How deeply schemas are looked into.
const MAX_LOOK: usize = 8;

/// The members of a server-sent event.
const EVENT_MEMBERS: [&str; 5] = ["comment", "data", "event", "id", "retry"];

/// The mark by which many APIs end a stream of events.
const MARK: &str = "[DONE]";

/// The names of the boolean that makes a server answer with a stream.
const SWITCH: &str = "stream";

/// What a media type says of a sequence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sequential {
    Events,
    Lines,
    Sequence,
}

impl Sequential {
    /// What the items of a media type are, if it is a sequence of them.
    pub(super) fn of(media_type: &str) -> Option<Self> {
        match media::essence(media_type).as_str() {
            "text/event-stream" => Some(Self::Events),
            "application/jsonl"
            | "application/x-jsonl"
            | "application/jsonlines"
            | "application/x-jsonlines"
            | "application/json-lines"
            | "application/ndjson"
            | "application/x-ndjson" => Some(Self::Lines),
            sequence if sequence == "application/json-seq" || sequence.ends_with("+json-seq") => {
                Some(Self::Sequence)
            }
            _ => None,
        }
    }
}

impl<'a> Lowerer<'a> {
    /// The stream of a media type with a schema.
    pub(super) fn stream(
        &mut self,
        media_type: &str,
        kind: Sequential,
        schema: SchemaId,
        hint: &NameHint,
    ) -> ItemStream {
        let listed = self.peek(schema).filter(|schema| schema.typ == Some(SchemaType::Array));
        let schema = listed.and_then(|schema| schema.items).unwrap_or(schema);
        let (framing, item) = match kind {
            Sequential::Events => self.event_item(schema),
            Sequential::Lines => (StreamFraming::Lines, schema),
            Sequential::Sequence => (StreamFraming::Sequence, schema),
        };
        let word = if framing.is_events() { "event" } else { "item" };
        ItemStream {
            media_type: media::requested(media_type),
            framing,
            item: self.node(item, &hint.inside(word)).into_inner(),
            is_marked: self.says_mark(schema, 0) || self.says_mark(item, 0),
            knows_errors: self.knows_errors(item, 0),
            switch: None,
        }
    }

    /// What an item of server-sent events is: the data of an event, or the whole event where its kind decides what the
    /// data is.
    fn event_item(&self, schema: SchemaId) -> (StreamFraming, SchemaId) {
        let whole = self.is_event(schema, 0);
        let has_alternatives =
            self.peek(schema).is_some_and(|schema| !schema.one_of.is_empty() || !schema.any_of.is_empty());
        if whole && has_alternatives {
            return (StreamFraming::WholeEvent, schema);
        }
        let data = self.parts(schema).into_iter().find(|(name, _)| *name == "data");
        let item = data.filter(|_| whole).map_or(schema, |(_, data)| data);
        let is_text = self.shape(item, None).is_text();
        (if is_text { StreamFraming::EventText } else { StreamFraming::EventData }, item)
    }

    /// Whether a schema describes server-sent events with their members, and not only their data.
    fn is_event(&self, id: SchemaId, depth: usize) -> bool {
        let Some(schema) = self.peek(id).filter(|_| depth < MAX_LOOK) else { return false };
        let parts = self.parts(id);
        let has_only_members = parts.iter().all(|(name, _)| EVENT_MEMBERS.contains(name));
        let mut alternatives = schema.one_of.iter().chain(&schema.any_of).peekable();
        match alternatives.peek() {
            Some(_) if parts.is_empty() => alternatives.all(|id| self.is_event(*id, depth + 1)),
            _ => has_only_members && parts.iter().any(|(name, _)| *name == "data"),
        }
    }

    /// Whether a description says that the stream ends with a mark.
    fn says_mark(&self, id: SchemaId, depth: usize) -> bool {
        let Some(schema) = self.peek(id).filter(|_| depth < MAX_LOOK) else { return false };
        let is_said = schema.description.as_deref().is_some_and(|text| text.contains(MARK));
        is_said || schema.one_of.iter().chain(&schema.any_of).any(|id| self.says_mark(*id, depth + 1))
    }

    /// Whether a member `error`, or an alternative with that name as its tag, is part of a schema. Of one that takes
    /// any object nobody knows.
    fn knows_errors(&self, id: SchemaId, depth: usize) -> bool {
        let Some(schema) = self.peek(id).filter(|_| depth < MAX_LOOK) else { return false };
        let parts = self.parts(id);
        let mut alternatives = schema.one_of.iter().chain(&schema.any_of).peekable();
        if alternatives.peek().is_some() {
            return alternatives.any(|id| self.knows_errors(*id, depth + 1));
        }
        let is_open = parts.is_empty() && matches!(self.shape(id, None), Shape::Any | Shape::Object);
        is_open || parts.iter().any(|(name, id)| *name == "error" || self.peek(*id).is_some_and(is_error_tag))
    }

    /// Adds what the operation says of its stream beside the answer.
    pub(super) fn complete_stream(&self, lowered: &mut Operation, operation: &openapiv3::Operation) {
        let Some(Streaming::Items(stream)) = &mut lowered.success.streaming else { return };
        let texts = [&operation.summary, &operation.description];
        let answers = lowered.success.answers.iter().map(|answer| &answer.description);
        let inputs = lowered.parameters.iter().map(|parameter| &parameter.docs.description);
        let mut texts: Vec<&Option<String>> = texts.into_iter().chain(answers).chain(inputs).collect();
        let switched = lowered.parameters.iter().any(|one| one.wire_name == SWITCH && is_flag(&one.ty));
        stream.switch = switched.then(|| StreamSwitch::Input(SWITCH.to_owned()));
        if let Some(Body { kind, .. }) = &lowered.body {
            let (fields, is_whole) = match kind {
                BodyKind::Properties(fields) => (fields.as_slice(), false),
                BodyKind::Value { ty, .. } => (self.members(ty), true),
                BodyKind::Choice { variants, .. } => {
                    (variants.first().map(|first| self.members(&first.ty)).unwrap_or_default(), true)
                }
            };
            for field in fields.iter().filter(|field| field.wire_name.starts_with(SWITCH)) {
                texts.push(&field.docs.description);
                texts.extend(self.members(&field.ty).iter().map(|inner| &inner.docs.description));
            }
            if fields.iter().any(|field| field.wire_name == SWITCH && is_flag(&field.ty)) {
                let name = SWITCH.to_owned();
                let switch = if is_whole { StreamSwitch::Member(name) } else { StreamSwitch::Input(name) };
                stream.switch.get_or_insert(switch);
            }
        }
        let is_said = texts.into_iter().flatten().any(|text| text.contains(MARK));
        stream.is_marked |= is_said && stream.framing.is_events();
    }

    /// The fields of a struct.
    fn members(&self, ty: &TypeRef) -> &[crate::ir::Field] {
        let id = match self.api.resolve(ty) {
            TypeRef::Named(id) => id,
            TypeRef::Nullable(inner) => return self.members(inner),
            _ => return &[],
        };
        match &self.api[*id].kind {
            TypeKind::Struct(object) => &object.fields,
            _ => &[],
        }
    }
}

fn is_flag(ty: &TypeRef) -> bool {
    match ty {
        TypeRef::Boolean => true,
        TypeRef::Nullable(inner) => is_flag(inner),
        _ => false,
    }
}

fn is_error_tag(schema: &Schema) -> bool {
    schema.values().iter().any(|value| value.as_str() == Some("error"))
}
