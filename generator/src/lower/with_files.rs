//! Bodies that are JSON, or a form of pairs, until there is a file in them.
//!
//! In the style of Graph a document offers both media types of one body where a file may go along. Callers set
//! properties; the first that only the multipart form can hold makes the body one.

use super::codes;
use super::context::Lowerer;
use crate::ir::{BodyKind, ContentType, Field, NameHint, PropertyEncoding, Style, TypeRef};
use crate::pointer::Pointer;
use indexmap::IndexMap;
use openapiv3::MediaType;

/// A body of two media types.
pub(super) struct WithFiles {
    pub(super) content_type: ContentType,
    pub(super) fields: Vec<Field>,
    pub(super) encodings: Vec<PropertyEncoding>,
    /// The properties that only the multipart form holds.
    pub(super) files: Vec<String>,
}

impl<'a> Lowerer<'a> {
    /// The body, if the document offers it as JSON or as a form of pairs, and as a multipart form for its files.
    pub(super) fn with_files(
        &mut self,
        content: &'a IndexMap<String, MediaType>,
        pointer: &Pointer,
        hint: &NameHint,
    ) -> Option<WithFiles> {
        if self.document.style != Style::Graph {
            return None;
        }
        let offered = Self::by_preference(content);
        let is_multipart = |name: &str| super::media::content_type(name, false) == ContentType::Multipart;
        let plain = *offered.first()?;
        let form = *offered.iter().find(|(name, _)| is_multipart(name))?;
        if is_multipart(plain.0) {
            return None;
        }
        let (content_type, own) = self.typed(plain.0, plain.1, &pointer.child(plain.0), hint);
        let at = pointer.child(form.0);
        let (_, parts) = self.typed(form.0, form.1, &at, &hint.inside("form"));
        let is_plain = matches!(content_type, ContentType::Json(_) | ContentType::Form);
        let (own, parts) = (self.properties(&own).filter(|_| is_plain)?, self.properties(&parts)?);
        let (fields, files) = self.joined(own, parts, &at)?;
        for (name, _) in offered.iter().filter(|(name, _)| *name != plain.0 && *name != form.0) {
            let message = format!("`{}` and `{}` are used; `{name}` is not offered", plain.0, form.0);
            self.reporter.report(codes::MEDIA_TYPE_ALTERNATIVE, message, pointer.child(name));
        }
        let kind = BodyKind::Properties(fields.clone());
        let encodings = self.encodings(form.1, &ContentType::Multipart, &kind, &at);
        Some(WithFiles { content_type, fields, encodings, files })
    }

    /// The properties of both, and the names of those that only the parts hold. `None` if they are not one body: if
    /// there is nothing that only the parts hold, or if they lack what the other must have.
    fn joined(
        &mut self,
        mut own: Vec<Field>,
        parts: Vec<Field>,
        pointer: &Pointer,
    ) -> Option<(Vec<Field>, Vec<String>)> {
        let is_part = |field: &Field| parts.iter().any(|part| part.wire_name == field.wire_name);
        if own.iter().any(|field| field.required && !is_part(field)) {
            return None;
        }
        let mut files = Vec::new();
        for part in parts {
            let known = own.iter_mut().find(|field| field.wire_name == part.wire_name);
            match known {
                Some(field) if self.holds_bytes(&part.ty) => {
                    files.push(part.wire_name.clone());
                    *field = Field { required: field.required, ..part };
                }
                Some(field) if field.ty != part.ty => {
                    let message = format!("`{}` has the type that it has without a file", part.wire_name);
                    self.reporter.report(codes::MEDIA_TYPE_ALTERNATIVE, message, pointer);
                }
                Some(_) => {}
                None => {
                    files.push(part.wire_name.clone());
                    // Without it the body is sent in the other way.
                    own.push(Field { required: false, ..part });
                }
            }
        }
        let has_choice = own.iter().all(|field| !field.required || !files.contains(&field.wire_name));
        (has_choice && !files.is_empty()).then_some((own, files))
    }

    /// Whether a property is a file, or several.
    fn holds_bytes(&self, ty: &TypeRef) -> bool {
        match self.api.resolve(ty) {
            TypeRef::Bytes => true,
            TypeRef::Nullable(inner) | TypeRef::List(inner) | TypeRef::Map(inner) => self.holds_bytes(inner),
            _ => false,
        }
    }
}
