//! Parameters of the path, the query, headers and cookies.

use super::context::Lowerer;
use super::media::{self, Family};
use super::response::header::is_header_name;
use super::schema::Lowered;
use super::shape::Shape;
use super::{codes, component, docs};
use crate::document::codes::PARAMETER;
use crate::document::schema::SchemaId;
use crate::ir::{
    Deprecation, Docs, Ident, NameHint, Parameter, ParameterLocation, ParameterStyle, Role, TypeRef,
};
use crate::pointer::Pointer;
use openapiv3::{OpenAPI, ParameterData, ParameterSchemaOrContent, PathStyle, QueryStyle, ReferenceOr};

/// Headers that OpenAPI says to ignore as parameters, since they come from the body.
const BODY_HEADERS: [&str; 2] = ["accept", "content-type"];

impl<'a> Lowerer<'a> {
    /// The parameters of an operation: those of the path in the order of `path`, then the others as they stand.
    /// `is_authorized` says whether security sends the header `Authorization`.
    pub(super) fn parameters(
        &mut self,
        shared: (&'a [ReferenceOr<openapiv3::Parameter>], &Pointer, &NameHint),
        own: (&'a [ReferenceOr<openapiv3::Parameter>], &Pointer, &NameHint),
        path: &str,
        is_authorized: bool,
    ) -> Vec<Parameter> {
        let mut parameters: Vec<Parameter> = Vec::new();
        for (is_own, (nodes, pointer, hint)) in [(false, shared), (true, own)] {
            let start = if is_own { parameters.len() } else { 0 };
            for (index, node) in nodes.iter().enumerate() {
                let at = pointer.child("parameters").child(index);
                let Some(parameter) = self.parameter(node, &at, hint, is_authorized) else { continue };
                let is_same = |known: &Parameter| {
                    known.wire_name == parameter.wire_name && known.location == parameter.location
                };
                match parameters.iter().position(is_same) {
                    Some(index) => {
                        if index >= start {
                            let message =
                                format!("the parameter `{}` is declared twice", parameter.wire_name);
                            self.reporter.report(codes::PARAMETER_DUPLICATE, message, &at);
                        }
                        if let Some(known) = parameters.get_mut(index) {
                            *known = parameter;
                        }
                    }
                    None => parameters.push(parameter),
                }
            }
        }
        self.keep_one_query(&mut parameters);
        self.sort_by_path(parameters, path, own.1)
    }

    /// Leaves out what cannot stand in the query beside a parameter that is all of it.
    fn keep_one_query(&mut self, parameters: &mut Vec<Parameter>) {
        let Some(whole) = parameters.iter().position(|one| one.style.is_whole_query()) else { return };
        let whole = parameters[whole].wire_name.clone();
        parameters.retain(|one| {
            let is_beside = one.location == ParameterLocation::Query && one.wire_name != whole;
            if is_beside {
                let message =
                    format!("`{whole}` is the whole query, so that `{}` is left out", one.wire_name);
                self.reporter.report(codes::PARAMETER_QUERYSTRING, message, &one.pointer);
            }
            !is_beside
        });
    }

    /// How a parameter that is the whole query is written, by its media type.
    fn style_of_query(&self, data: &ParameterData) -> ParameterStyle {
        let ParameterSchemaOrContent::Content(content) = &data.format else {
            return ParameterStyle::WholeForm;
        };
        match content.keys().next().map(|name| media::family(name)) {
            None | Some(Family::Form | Family::Multipart) => ParameterStyle::WholeForm,
            Some(Family::Json | Family::JsonSuffix | Family::Wildcard) => ParameterStyle::WholeJson,
            Some(Family::Text | Family::Binary) => ParameterStyle::WholeText,
        }
    }

    fn sort_by_path(
        &mut self,
        mut parameters: Vec<Parameter>,
        path: &str,
        pointer: &Pointer,
    ) -> Vec<Parameter> {
        let mut sorted = Vec::with_capacity(parameters.len());
        for name in template_names(path) {
            let found = parameters
                .iter()
                .position(|known| known.location == ParameterLocation::Path && known.wire_name == name);
            match found {
                Some(index) => sorted.push(parameters.remove(index)),
                None => {
                    let message =
                        format!("the parameter `{name}` of the path is not declared; it is taken as text");
                    self.reporter.report(codes::PARAMETER_MISSING, message, pointer);
                    sorted.push(undeclared(&name, pointer));
                }
            }
        }
        for parameter in parameters {
            if parameter.location == ParameterLocation::Path {
                let message = format!("the path has no place for the parameter `{}`", parameter.wire_name);
                self.reporter.report(codes::PARAMETER_UNUSED, message, &parameter.pointer);
            } else {
                sorted.push(parameter);
            }
        }
        sorted
    }

    fn parameter(
        &mut self,
        node: &'a ReferenceOr<openapiv3::Parameter>,
        pointer: &Pointer,
        hint: &NameHint,
        is_authorized: bool,
    ) -> Option<Parameter> {
        let Some((parameter, target)) = component::parameter(self.openapi, node) else {
            self.unknown(component::text(node), pointer);
            return None;
        };
        let (at, hint) = match target {
            Some(target) => {
                let words = target.last().into_iter().collect();
                (target, NameHint::of(words))
            }
            None => (pointer.clone(), hint.inside(parameter.parameter_data_ref().name.clone())),
        };
        let data = parameter.parameter_data_ref();
        let description = self.described(pointer, data.description.as_deref().unwrap_or_default());
        let (location, style) = place(parameter);
        let is_credential = location == ParameterLocation::Header && is_authorization(&data.name);
        if location == ParameterLocation::Header && !self.takes_header(&data.name, is_authorized, &at) {
            return None;
        }
        let (mut lowered, mut style) = self.format(data, style, &at, &hint);
        if data.extensions.contains_key("in") {
            style = self.style_of_query(data);
        } else if data.extensions.contains_key("style") {
            style = ParameterStyle::Cookie;
        }
        self.note_nested(data, style, &at);
        if is_credential {
            // What the document says of a credential's form does not matter as much as that it is not shown.
            lowered.ty = TypeRef::Secret;
        }
        let allow_reserved = matches!(parameter, openapiv3::Parameter::Query { allow_reserved: true, .. });
        let allow_empty =
            matches!(parameter, openapiv3::Parameter::Query { allow_empty_value: Some(true), .. });
        if allow_empty && has_no_empty_value(&lowered.ty) {
            let message = "`allowEmptyValue` is not represented; the type has no empty value";
            self.reporter.report(codes::PARAMETER_EMPTY_VALUE, message, at.child("allowEmptyValue"));
        }
        self.note_example(data.example.as_ref(), &at);
        let (only, docs) = match &data.format {
            ParameterSchemaOrContent::Schema(schema) => {
                let id = SchemaId::of(schema);
                (self.only_value(id), self.inline_docs(id, Some(&data.name)))
            }
            ParameterSchemaOrContent::Content(_) => (None, lowered.docs),
        };
        Some(Parameter {
            pointer: at,
            wire_name: data.name.clone(),
            name: Ident::default(),
            location,
            style,
            explode: data.explode.unwrap_or(matches!(
                style,
                ParameterStyle::Form | ParameterStyle::Cookie | ParameterStyle::WholeForm
            )),
            allow_reserved,
            allow_empty,
            required: data.required || location == ParameterLocation::Path,
            nullable: lowered.nullable,
            role: Role::default(),
            only,
            default: lowered.default,
            docs: documentation(self.openapi, data, description, docs),
            ty: lowered.ty,
        })
    }

    /// Whether a header is a parameter that can be sent.
    fn takes_header(&mut self, name: &str, is_authorized: bool, at: &Pointer) -> bool {
        if self.is_ignored(name, is_authorized, at) {
            return false;
        }
        let can_be_sent = is_header_name(name);
        if !can_be_sent {
            let message = format!("`{name}` cannot be the name of a header; the parameter is left out");
            self.reporter.report(PARAMETER, message, at.child("name"));
        }
        can_be_sent
    }

    /// Whether a header is not a parameter, since the body or security sets it. OpenAPI says so of `Authorization` too;
    /// but where no security scheme sends that one, callers could not send it otherwise.
    fn is_ignored(&mut self, name: &str, is_authorized: bool, at: &Pointer) -> bool {
        if is_authorization(name) && !is_authorized {
            let message = format!("no security scheme sends the header `{name}`; it is a parameter");
            self.reporter.report(codes::PARAMETER_AUTHORIZATION, message, at);
            return false;
        }
        let is_ignored =
            is_authorization(name) || BODY_HEADERS.iter().any(|known| known.eq_ignore_ascii_case(name));
        if is_ignored {
            let message = format!("the header `{name}` is not a parameter: the body or security sets it");
            self.reporter.report(codes::PARAMETER_IGNORED, message, at);
        }
        is_ignored
    }

    /// Reports a list or an object inside of an object or of a list, for which OpenAPI defines no form.
    fn note_nested(&mut self, data: &'a ParameterData, style: ParameterStyle, pointer: &Pointer) {
        let ParameterSchemaOrContent::Schema(schema) = &data.format else { return };
        let id = SchemaId::of(schema);
        let items = self.item_of(id).map(|items| ("", items));
        let nested = self.parts(id).into_iter().chain(items);
        let is_nested = |id| matches!(self.shape(id, None), Shape::List | Shape::Object | Shape::Mixed);
        let Some((name, _)) = nested.into_iter().find(|(_, id)| is_nested(*id)) else { return };
        let is_list = style != ParameterStyle::DeepObject && !name.is_empty();
        let what = if name.is_empty() { "its items".to_owned() } else { format!("`{name}`") };
        let how = match style {
            ParameterStyle::DeepObject => "with further brackets",
            _ if is_list => "as a pair for each item of a list, and anything else as JSON text",
            _ => "as JSON text",
        };
        let message = format!("OpenAPI defines no form for {what}, which is nested; it is sent {how}");
        self.reporter.report(codes::PARAMETER_NESTED, message, pointer);
    }

    fn format(
        &mut self,
        data: &'a ParameterData,
        style: ParameterStyle,
        pointer: &Pointer,
        hint: &NameHint,
    ) -> (Lowered, ParameterStyle) {
        match &data.format {
            ParameterSchemaOrContent::Schema(schema) => (self.node(SchemaId::of(schema), hint), style),
            ParameterSchemaOrContent::Content(content) => {
                let at = pointer.child("content");
                self.check_media_types(content, &at);
                let Some((name, media)) = self.preferred(content, &at) else {
                    return (Lowered::any(), ParameterStyle::Json);
                };
                self.note_media(media, &at.child(name), false);
                let is_json =
                    matches!(media::family(name), Family::Json | Family::JsonSuffix | Family::Wildcard);
                let style = if is_json { ParameterStyle::Json } else { ParameterStyle::Plain };
                let lowered = match &media.schema {
                    Some(schema) => self.node(SchemaId::of(schema), hint),
                    None => Lowered::any(),
                };
                (lowered, style)
            }
        }
    }
}

/// Whether a header is the one that credentials travel in.
pub(super) fn is_authorization(name: &str) -> bool {
    name.eq_ignore_ascii_case("authorization")
}

/// Whether no value of the type is written as nothing. An enum is open, and takes an empty text.
fn has_no_empty_value(ty: &TypeRef) -> bool {
    matches!(ty, TypeRef::Integer(_) | TypeRef::Float | TypeRef::Boolean | TypeRef::Timestamp)
}

fn place(parameter: &openapiv3::Parameter) -> (ParameterLocation, ParameterStyle) {
    match parameter {
        openapiv3::Parameter::Path { style, .. } => {
            let style = match style {
                PathStyle::Simple => ParameterStyle::Simple,
                PathStyle::Label => ParameterStyle::Label,
                PathStyle::Matrix => ParameterStyle::Matrix,
            };
            (ParameterLocation::Path, style)
        }
        openapiv3::Parameter::Query { style, .. } => (ParameterLocation::Query, query_style(style)),
        openapiv3::Parameter::Header { .. } => (ParameterLocation::Header, ParameterStyle::Simple),
        openapiv3::Parameter::Cookie { .. } => (ParameterLocation::Cookie, ParameterStyle::Form),
    }
}

pub(super) fn query_style(style: &QueryStyle) -> ParameterStyle {
    match style {
        QueryStyle::Form => ParameterStyle::Form,
        QueryStyle::SpaceDelimited => ParameterStyle::SpaceDelimited,
        QueryStyle::PipeDelimited => ParameterStyle::PipeDelimited,
        QueryStyle::DeepObject => ParameterStyle::DeepObject,
    }
}

fn documentation(openapi: &OpenAPI, data: &ParameterData, description: &str, schema: Docs) -> Docs {
    let description = docs::text(Some(description));
    let is_deprecated = data.deprecated.unwrap_or_default() || schema.deprecated.is_some();
    Docs {
        summary: schema.summary.filter(|_| description.is_none()),
        description: description.or(schema.description),
        example: docs::example(openapi, data.example.as_ref(), &data.examples).or(schema.example),
        deprecated: is_deprecated.then(Deprecation::default),
        ..schema
    }
}

/// The names of the placeholders of a path, each once, in order.
pub(super) fn template_names(path: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for part in path.split('{').skip(1) {
        let name = part.split_once('}').map_or("", |(name, _)| name);
        if !name.is_empty() && names.iter().all(|known| known != name) {
            names.push(name.to_owned());
        }
    }
    names
}

fn undeclared(name: &str, pointer: &Pointer) -> Parameter {
    Parameter {
        pointer: pointer.clone(),
        wire_name: name.to_owned(),
        name: Ident::default(),
        location: ParameterLocation::Path,
        style: ParameterStyle::Simple,
        explode: false,
        allow_reserved: false,
        allow_empty: false,
        ty: TypeRef::String,
        required: true,
        nullable: false,
        role: Role::default(),
        only: None,
        default: None,
        docs: Docs::default(),
    }
}
