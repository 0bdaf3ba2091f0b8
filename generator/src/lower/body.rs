//! Bodies of requests.

use super::context::Lowerer;
use super::media::{self, Family};
use super::shape::Shape;
use super::{codes, component, docs};
use crate::document::codes::{EXAMPLE_UNUSED, UNUSED_KEYWORD};
use crate::document::schema::SchemaId;
use crate::ir::{
    Access, Additional, Body, BodyKind, BodyVariant, ContentType, Docs, Field, Ident, NameHint,
    PropertyEncoding, Role, Style, TypeKind, TypeRef,
};
use crate::pointer::Pointer;
use indexmap::IndexMap;
use openapiv3::{MediaType, ReferenceOr, RequestBody};
use serde_json::Value;

/// The media type of a form of pairs.
const FORM: &str = "application/x-www-form-urlencoded";

impl<'a> Lowerer<'a> {
    /// The body of an operation.
    pub(super) fn body(
        &mut self,
        node: &'a ReferenceOr<RequestBody>,
        pointer: &Pointer,
        hint: &NameHint,
    ) -> Option<Body> {
        let Some((body, target)) = component::body(self.openapi, node) else {
            self.unknown(component::text(node), pointer);
            return None;
        };
        let hint = match &target {
            Some(target) => NameHint::of(target.last().into_iter().collect()),
            None => hint.clone(),
        };
        let description = self.described(pointer, body.description.as_deref().unwrap_or_default());
        let pointer = target.unwrap_or_else(|| pointer.clone());
        let at = pointer.child("content");
        self.check_media_types(&body.content, &at);
        let is_choice = body.content.len() > 1 && self.document.style == Style::Operation;
        let with_files = self.with_files(&body.content, &at, &hint);
        let mut files = Vec::new();
        let lowered = if let Some(both) = with_files {
            files = both.files;
            Some((both.content_type, BodyKind::Properties(both.fields), both.encodings))
        } else if is_choice {
            Some(self.by_media_type(&body.content, &at, &hint))
        } else {
            self.preferred(&body.content, &at).map(|(name, media)| self.single(name, media, &at, &hint))
        };
        let Some((content_type, kind, encodings)) = lowered else {
            self.reporter.report(codes::BODY_EMPTY, "the body has no content; none is sent", &pointer);
            return None;
        };
        for (name, media) in &body.content {
            self.note_example(media.example.as_ref(), &at.child(name));
        }
        if let BodyKind::Properties(fields) = &kind {
            self.note_unknown_members(&body.content, fields, &at);
        }
        let examples = body
            .content
            .values()
            .filter_map(|media| docs::example(self.openapi, media.example.as_ref(), &media.examples));
        let docs = Docs {
            description: docs::text(Some(description)),
            example: examples.into_iter().next().filter(|_| !is_choice),
            ..Docs::default()
        };
        Some(Body {
            pointer,
            content_type,
            kind,
            required: body.required,
            role: Role::default(),
            sends_empty: false,
            files,
            encodings,
            illustrated: Vec::new(),
            docs,
        })
    }

    /// Reports examples of a body that name a property which it does not have: its own example shows the properties.
    fn note_unknown_members(
        &mut self,
        content: &'a IndexMap<String, MediaType>,
        fields: &[Field],
        at: &Pointer,
    ) {
        let has = |key: &String| fields.iter().any(|field| field.wire_name == *key);
        let fits = |example: &Value| example.as_object().is_some_and(|members| members.keys().all(has));
        for (name, media) in content {
            let named = media.examples.values().filter_map(|node| component::example(self.openapi, node));
            let named = named.filter_map(|example| example.value.as_ref()).next();
            let given = [("example", media.example.as_ref()), ("examples", named)];
            for (keyword, _) in given.into_iter().filter(|(_, value)| value.is_some_and(|value| !fits(value)))
            {
                let message =
                    "the example has members that are no properties of the body, which it does not show";
                self.reporter.report(EXAMPLE_UNUSED, message, at.child(name).child(keyword));
            }
        }
    }

    /// A body of one media type.
    fn single(
        &mut self,
        name: &'a str,
        media: &'a MediaType,
        pointer: &Pointer,
        hint: &NameHint,
    ) -> (ContentType, BodyKind, Vec<PropertyEncoding>) {
        let at = pointer.child(name);
        let (content_type, ty) = self.typed(name, media, &at, hint);
        let kind = self.body_kind(&content_type, ty, &at);
        let encodings = self.encodings(media, &content_type, &kind, &at);
        if content_type.is_form() {
            if !matches!(kind, BodyKind::Properties(_)) {
                self.note_media(media, &at, true);
            }
        } else if !media.encoding.is_empty() {
            let without_examples = MediaType { encoding: media.encoding.clone(), ..MediaType::default() };
            self.note_media(&without_examples, &at, false);
        }
        (content_type, kind, encodings)
    }

    /// A body of several media types, of which callers choose one.
    fn by_media_type(
        &mut self,
        content: &'a IndexMap<String, MediaType>,
        pointer: &Pointer,
        hint: &NameHint,
    ) -> (ContentType, BodyKind, Vec<PropertyEncoding>) {
        let (mut variants, mut encodings) = (Vec::with_capacity(content.len()), Vec::new());
        for (name, media) in Self::by_preference(content) {
            let (at, word) = (pointer.child(name), media::word(name));
            let own = if variants.is_empty() { hint.clone() } else { hint.inside(word.clone()) };
            let (content_type, ty) = self.typed(name, media, &at, &own);
            let ty = self.plain(&content_type, ty, &at);
            let kind = BodyKind::Value { name: Ident::default(), ty: ty.clone() };
            self.note_media(media, &at, content_type.is_form());
            for encoding in self.encodings(media, &content_type, &kind, &at) {
                match encodings.iter().find(|known: &&PropertyEncoding| known.property == encoding.property) {
                    Some(known) if *known != encoding => {
                        let message = "the property is written as in the media type before";
                        self.reporter.report(
                            codes::ENCODING,
                            message,
                            at.child("encoding").child(&encoding.property),
                        );
                    }
                    Some(_) => {}
                    None => encodings.push(encoding),
                }
            }
            let is_known = |known: &BodyVariant| known.content_type == content_type && known.ty == ty;
            // A range is sent as one of the media types in it, which may be offered already.
            if name.contains('*') && variants.iter().any(is_known) {
                continue;
            }
            variants.push(BodyVariant { hint: word, name: Ident::default(), content_type, ty });
        }
        let first = variants.first().map_or(ContentType::Form, |first| first.content_type.clone());
        let (name, union) = Default::default();
        (first, BodyKind::Choice { name, union, variants }, encodings)
    }

    pub(super) fn typed(
        &mut self,
        name: &'a str,
        media: &'a MediaType,
        pointer: &Pointer,
        hint: &NameHint,
    ) -> (ContentType, TypeRef) {
        let schema = media.schema.as_ref().map(SchemaId::of);
        let lowered = schema.map(|schema| self.node(schema, hint));
        let content_type = self.written_as(name, schema, pointer);
        // Of an object that is given property by property, nothing says null.
        let can_be_null =
            matches!(content_type, ContentType::Json(_)) && self.document.style == Style::Operation;
        let ty = match lowered {
            None => default_type(name),
            Some(lowered) if can_be_null => lowered.into_inner(),
            Some(lowered) => {
                if lowered.nullable && lowered.ty != TypeRef::Any {
                    let message = "a body that is `null` cannot be sent";
                    self.reporter.report(UNUSED_KEYWORD, message, pointer.child("schema"));
                }
                lowered.ty
            }
        };
        let ty = match (&content_type, schema) {
            // What a form is made of is the caller's here, which is reported already.
            (ContentType::File, _) if media::family(name) == Family::Multipart => TypeRef::Bytes,
            (ContentType::Text(_), _) if media::family(name) == Family::Form => TypeRef::String,
            (ContentType::Binary(_) | ContentType::File, Some(schema)) if self.is_raw(schema) => {
                TypeRef::Bytes
            }
            (ContentType::Text(_), Some(schema)) if self.shape(schema, None).is_text() => TypeRef::String,
            _ => ty,
        };
        (content_type, ty)
    }

    /// How a body is written: as its media type is, unless its schema says bytes or gives a form no names.
    fn written_as(&mut self, name: &str, schema: Option<SchemaId>, pointer: &Pointer) -> ContentType {
        let is_json = matches!(media::family(name), Family::Json | Family::JsonSuffix);
        let is_bytes = |schema| if is_json { self.is_bytes(schema) } else { self.is_raw(schema) };
        let content_type = media::content_type(name, schema.is_some_and(is_bytes));
        let shape = schema.map_or(Shape::Any, |schema| self.shape(schema, None));
        let written = match (&content_type, shape) {
            (ContentType::Form, Shape::Text | Shape::Choice) => return ContentType::Text(FORM.to_owned()),
            (_, Shape::Object | Shape::Mixed | Shape::Any) | (ContentType::Parts(_), Shape::List) => None,
            (ContentType::Form, _) => Some(ContentType::Text(FORM.to_owned())),
            (ContentType::Multipart | ContentType::Parts(_), _) => Some(ContentType::File),
            _ => None,
        };
        let Some(written) = written else { return content_type };
        let message = "the form is no object, so that nothing is named in it; callers write the whole body";
        self.reporter.report(codes::FORM_BODY, message, pointer.child("schema"));
        written
    }

    /// The type of a body: what is neither JSON nor a form is text or bytes.
    fn plain(&mut self, content_type: &ContentType, ty: TypeRef, pointer: &Pointer) -> TypeRef {
        let plain = match content_type {
            ContentType::Text(_) => TypeRef::String,
            ContentType::Binary(_) | ContentType::File => TypeRef::Bytes,
            ContentType::Json(_) | ContentType::Form | ContentType::Multipart | ContentType::Parts(_) => {
                return ty;
            }
        };
        if !matches!(ty, TypeRef::String | TypeRef::Bytes | TypeRef::Any) {
            let message = "the schema of a body that is not JSON does not show in its type";
            self.reporter.report(codes::MEDIA_TYPE_UNTYPED, message, pointer.child("schema"));
        }
        plain
    }

    /// In the style of Graph every object is given property by property, else forms and multipart only.
    fn body_kind(&mut self, content_type: &ContentType, ty: TypeRef, pointer: &Pointer) -> BodyKind {
        let is_object = matches!(content_type, ContentType::Json(_)) && self.document.style == Style::Graph;
        let fields = if content_type.is_form() || is_object { self.properties(&ty) } else { None };
        if let Some(fields) = fields {
            return BodyKind::Properties(fields);
        }
        let ty = self.plain(content_type, ty, pointer);
        BodyKind::Value { name: Ident::default(), ty }
    }

    /// The properties of an object that has no others, without those that only answers have.
    pub(super) fn properties(&self, ty: &TypeRef) -> Option<Vec<Field>> {
        let TypeRef::Named(mut id) = *ty else { return None };
        for _ in 0..32 {
            match &self.api[id].kind {
                TypeKind::Alias(TypeRef::Named(next)) => id = *next,
                TypeKind::Struct(object) if object.additional == Additional::Ignored => {
                    let fields = object.fields.iter().filter(|field| field.access != Access::ReadOnly);
                    return Some(fields.cloned().collect());
                }
                _ => return None,
            }
        }
        None
    }
}

/// The type of a body without a schema.
fn default_type(media_type: &str) -> TypeRef {
    match media::family(media_type) {
        Family::Text => TypeRef::String,
        Family::Binary => TypeRef::Bytes,
        _ => TypeRef::Any,
    }
}
