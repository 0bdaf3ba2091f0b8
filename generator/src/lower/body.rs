//! Bodies of requests.

use super::context::Lowerer;
use super::media::{self, Family};
use super::parameter::query_style;
use super::view::Node;
use super::{codes, docs, resolve};
use crate::ir::{
    Access, Additional, Body, BodyKind, ContentType, Docs, Field, Ident, NameHint, ParameterStyle,
    PropertyEncoding, Style, TypeKind, TypeRef,
};
use crate::pointer::Pointer;
use openapiv3::{MediaType, QueryStyle, ReferenceOr, RequestBody};

impl<'a> Lowerer<'a> {
    /// The body of an operation.
    pub(super) fn body(
        &mut self,
        node: &'a ReferenceOr<RequestBody>,
        pointer: &Pointer,
        hint: &NameHint,
    ) -> Option<Body> {
        let Some((body, target)) = resolve::body_at(self.openapi, node) else {
            self.unknown(resolve::text(node), pointer);
            return None;
        };
        let hint = match &target {
            Some(target) => NameHint::of(target.last().into_iter().collect()),
            None => hint.clone(),
        };
        let pointer = target.unwrap_or_else(|| pointer.clone());
        let at = pointer.child("content");
        let Some((name, media)) = self.preferred(&body.content, &at) else {
            self.note(codes::BODY_EMPTY, "the body has no content; none is sent", &pointer);
            return None;
        };
        let at = at.child(name);
        let ty = match &media.schema {
            Some(schema) => self.node(Node::from(schema), &at.child("schema"), &hint).ty,
            None => default_type(name),
        };
        let content_type = media::content_type(name, ty == TypeRef::Bytes);
        let kind = self.body_kind(&content_type, ty, &at);
        let encodings = self.encodings(media, &at);
        let is_form = matches!(content_type, ContentType::Form | ContentType::Multipart);
        if is_form {
            self.note_media(media, &at, true);
        } else if !media.encoding.is_empty() {
            let without_examples = MediaType { encoding: media.encoding.clone(), ..MediaType::default() };
            self.note_media(&without_examples, &at, false);
        }
        let docs = Docs {
            description: docs::text(body.description.as_deref()),
            example: docs::example(media.example.as_ref(), &media.examples),
            ..Docs::default()
        };
        Some(Body { pointer, content_type, kind, required: body.required, encodings, docs })
    }

    /// In the style of Graph every object is given property by property, else forms and multipart only.
    fn body_kind(&mut self, content_type: &ContentType, ty: TypeRef, pointer: &Pointer) -> BodyKind {
        let ty = match content_type {
            ContentType::Text(_) | ContentType::Binary(_) => {
                let plain = if matches!(content_type, ContentType::Text(_)) {
                    TypeRef::String
                } else {
                    TypeRef::Bytes
                };
                if !matches!(ty, TypeRef::String | TypeRef::Bytes | TypeRef::Any) {
                    let message = "the schema of a body that is not JSON does not show in its type";
                    self.note(codes::MEDIA_TYPE_UNTYPED, message, &pointer.child("schema"));
                }
                return BodyKind::Value { name: Ident::default(), ty: plain };
            }
            ContentType::Json(_) if self.document.style == Style::Operation => ty,
            _ => match self.properties(&ty) {
                Some(fields) => return BodyKind::Properties(fields),
                None => ty,
            },
        };
        BodyKind::Value { name: Ident::default(), ty }
    }

    /// The properties of an object that has no others, without those that only answers have.
    fn properties(&self, ty: &TypeRef) -> Option<Vec<Field>> {
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

    fn encodings(&mut self, media: &MediaType, pointer: &Pointer) -> Vec<PropertyEncoding> {
        let mut encodings = Vec::with_capacity(media.encoding.len());
        for (property, encoding) in &media.encoding {
            if !encoding.headers.is_empty() {
                let message = "headers of a single part are not represented";
                self.note(
                    codes::ENCODING,
                    message,
                    &pointer.child("encoding").child(property).child("headers"),
                );
            }
            let says_more = encoding.style.is_some() || encoding.explode || encoding.allow_reserved;
            if says_more || encoding.content_type.is_some() {
                let message =
                    format!("the encoding of `{property}` is not represented; it is written as usual");
                self.note(codes::ENCODING, message, &pointer.child("encoding").child(property));
            }
            let is_form = matches!(encoding.style, None | Some(QueryStyle::Form));
            encodings.push(PropertyEncoding {
                property: property.clone(),
                content_type: encoding.content_type.clone(),
                style: encoding
                    .style
                    .as_ref()
                    .map(query_style)
                    .filter(|style| *style != ParameterStyle::Form),
                explode: encoding.explode || is_form,
                allow_reserved: encoding.allow_reserved,
            });
        }
        encodings
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
