//! The headers of answers: each name of a document is one constant, whatever number of answers has it.

use super::Listed;
use crate::document::codes::UNUSED_KEYWORD;
use crate::document::schema::{SchemaId, SchemaType};
use crate::ir::{Header, HeaderId, Ident, TypeRef};
use crate::lower::context::Lowerer;
use crate::lower::{codes, component, docs, scalar};
use crate::pointer::Pointer;
use openapiv3::ParameterSchemaOrContent;

impl<'a> Lowerer<'a> {
    /// Adds the documented headers of an answer to those of the operation.
    pub(super) fn headers(&mut self, answer: &Listed<'a>, headers: &mut Vec<HeaderId>) {
        for (name, node) in &answer.response.headers {
            let at = answer.pointer.child("headers").child(name);
            let wire_name = name.to_ascii_lowercase();
            // The specification says to ignore it: the content of the answer tells.
            if wire_name == "content-type" {
                continue;
            }
            let header = component::resolve(self.openapi, |components| &components.headers, node);
            let Some((header, _)) = header.filter(|_| is_header_name(&wire_name)) else {
                self.reporter.report(
                    codes::RESPONSE_HEADER,
                    format!("`{name}` is not a header; it is left out"),
                    &at,
                );
                continue;
            };
            self.note_header(header, &at);
            let (ty, nullable) = match &header.format {
                ParameterSchemaOrContent::Schema(schema) => {
                    let id = SchemaId::of(schema);
                    (self.header_type(id), self.peek(id).is_some_and(|schema| self.is_nullable(schema)))
                }
                ParameterSchemaOrContent::Content(_) => (TypeRef::Any, false),
            };
            let description = self.described(&at, header.description.as_deref().unwrap_or_default());
            let (description, required) = (docs::text(Some(description)), header.required);
            let name = Ident::default();
            let id = self.header(Header { wire_name, name, ty, required, nullable, description });
            if !headers.contains(&id) {
                headers.push(id);
            }
        }
    }

    /// Reports what a header says that a constant with a type does not.
    fn note_header(&mut self, header: &openapiv3::Header, pointer: &Pointer) {
        let keywords = [
            (header.required, "required"),
            (header.deprecated == Some(true), "deprecated"),
            (header.example.is_some(), "example"),
            (!header.examples.is_empty(), "examples"),
        ];
        for (_, keyword) in keywords.into_iter().filter(|(is_there, _)| *is_there) {
            let message = format!("`{keyword}` of a header does not show; every header may be absent");
            self.reporter.report(UNUSED_KEYWORD, message, pointer.child(keyword));
        }
    }

    /// The header of this name, which is a text where the document gives it several types.
    fn header(&mut self, new: Header) -> HeaderId {
        let headers = &mut self.api.headers;
        let known = (0..).zip(headers.iter_mut()).find(|(_, header)| header.wire_name == new.wire_name);
        if let Some((index, known)) = known {
            if known.ty != new.ty {
                known.ty = TypeRef::String;
            }
            known.required &= new.required;
            known.nullable |= new.nullable;
            if known.description.is_none() {
                known.description = new.description;
            }
            return HeaderId(index);
        }
        let index = u32::try_from(headers.len()).unwrap_or(u32::MAX);
        headers.push(new);
        HeaderId(index)
    }

    /// A scalar or a list of them. Whatever else a header holds is a text.
    fn header_type(&self, id: SchemaId) -> TypeRef {
        match self.peek(id) {
            Some(schema) if schema.typ == Some(SchemaType::Array) => {
                let item = schema.items.map_or(TypeRef::String, |items| self.header_scalar(items));
                TypeRef::List(Box::new(item))
            }
            _ => self.header_scalar(id),
        }
    }

    fn header_scalar(&self, id: SchemaId) -> TypeRef {
        let Some(schema) = self.peek(id) else { return TypeRef::String };
        if let Some(ty) = &schema.given {
            return ty.clone();
        }
        match schema.typ.filter(|typ| typ.is_scalar()) {
            Some(typ) => match scalar::of(typ, schema.format.as_deref()) {
                TypeRef::Bytes => TypeRef::String,
                ty => ty,
            },
            None => TypeRef::String,
        }
    }
}

/// Whether a text can be the name of a header (RFC 9110, section 5.1).
pub(in crate::lower) fn is_header_name(name: &str) -> bool {
    !name.is_empty()
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}
