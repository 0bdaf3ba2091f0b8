//! What callers give to a request, and where that goes.

use super::how;
use crate::emit::argument::{argument_type, owned_typed};
use crate::emit::ident::ident;
use crate::emit::scope::Scope;
use crate::emit::type_ref::rust_type;
use crate::ir::{
    Access, Body, BodyKind, ContentType, Docs, Field, Ident, Operation, Parameter, ParameterLocation, TypeRef,
};
use proc_macro2::TokenStream;
use quote::quote;

/// The query parameter that selects fields.
const FIELDS: &str = "fields";

/// One thing that callers give to a request.
pub(crate) struct Input<'a> {
    pub(crate) name: &'a Ident,
    pub(crate) ty: &'a TypeRef,
    /// Whether it is an argument of the function (else a setter).
    pub(crate) required: bool,
    /// Its place among the arguments.
    number: u32,
    /// Whether `null` may be given, too.
    nullable: bool,
    /// The setter that sends `null`, where there is one.
    pub(crate) null_setter: Option<&'a Ident>,
    pub(crate) docs: &'a Docs,
    /// The name on the wire, or of the body.
    pub(crate) key: &'a str,
    channel: Channel<'a>,
}

/// Where an input goes.
enum Channel<'a> {
    Parameter(&'a Parameter),
    Property(&'a ContentType),
    Body(&'a ContentType),
    /// One of several media types: the enum, and how the preferred one is written.
    Choice(&'a Ident, &'a ContentType),
}

/// The inputs of an operation, the arguments in their order; what selects fields is not among them.
pub(crate) fn inputs(operation: &Operation) -> Vec<Input<'_>> {
    let selects = operation.selects.is_some();
    let parameters = operation
        .parameters
        .iter()
        .filter(|parameter| !(selects && is_fields(parameter)))
        .map(Input::of_parameter);
    let body = operation.body.iter().flat_map(of_body);
    let mut inputs: Vec<Input<'_>> = parameters.chain(body).collect();
    inputs.sort_by_key(|input| input.number);
    inputs
}

fn is_fields(parameter: &Parameter) -> bool {
    parameter.location == ParameterLocation::Query && parameter.wire_name == FIELDS
}

fn of_body(body: &Body) -> Vec<Input<'_>> {
    match &body.kind {
        BodyKind::Properties(fields) => fields
            .iter()
            .filter(|field| field.access != Access::ReadOnly)
            .map(|field| Input::of_property(body, field))
            .collect(),
        BodyKind::Value { name, ty } => vec![Input {
            name,
            ty,
            required: body.required,
            number: body.number,
            nullable: false,
            null_setter: None,
            docs: &body.docs,
            key: "body",
            channel: Channel::Body(&body.content_type),
        }],
        BodyKind::Choice { name, union, variants } => variants
            .first()
            .map(|first| Input {
                name,
                ty: &first.ty,
                required: body.required,
                number: body.number,
                nullable: false,
                null_setter: None,
                docs: &body.docs,
                key: "body",
                channel: Channel::Choice(union, &first.content_type),
            })
            .into_iter()
            .collect(),
    }
}

impl<'a> Input<'a> {
    fn of_parameter(parameter: &'a Parameter) -> Self {
        Self {
            name: &parameter.name,
            ty: &parameter.ty,
            required: parameter.required,
            number: parameter.number,
            nullable: false,
            null_setter: None,
            docs: &parameter.docs,
            key: &parameter.wire_name,
            channel: Channel::Parameter(parameter),
        }
    }

    fn of_property(body: &'a Body, field: &'a Field) -> Self {
        Self {
            name: &field.name,
            ty: &field.ty,
            required: field.required && body.required,
            number: field.number,
            nullable: field.nullable,
            null_setter: field.clearable.then_some(&field.null_setter),
            docs: &field.docs,
            key: &field.wire_name,
            channel: Channel::Property(&body.content_type),
        }
    }

    /// Whether `null` is given as `None`: where the input must be given.
    pub(crate) fn is_option(&self) -> bool {
        self.required && self.nullable
    }

    /// The parameter that the input is, if it is one.
    pub(crate) fn parameter(&self) -> Option<&'a Parameter> {
        if let Channel::Parameter(parameter) = self.channel { Some(parameter) } else { None }
    }

    /// Whether the input is one property of the body.
    pub(crate) fn is_property(&self) -> bool {
        matches!(self.channel, Channel::Property(_))
    }

    /// Whether the input is the whole body, as text or as bytes.
    pub(crate) fn raw(&self) -> Option<&'a ContentType> {
        match self.channel {
            Channel::Body(content) | Channel::Choice(_, content) => {
                let is_raw =
                    matches!(content, ContentType::Text(_) | ContentType::Binary(_) | ContentType::File);
                is_raw.then_some(content)
            }
            Channel::Parameter(_) | Channel::Property(_) => None,
        }
    }

    /// Whether the input is a body of several media types.
    pub(super) fn is_choice(&self) -> bool {
        matches!(self.channel, Channel::Choice(..))
    }

    /// The type of the argument.
    pub(crate) fn argument(&self, scope: &Scope<'_>) -> TokenStream {
        if let Channel::Choice(union, _) = self.channel {
            let union = ident(union);
            return quote!(impl Into<#union>);
        }
        match self.raw() {
            Some(ContentType::File) => quote!(crate::File),
            Some(ContentType::Text(_)) => quote!(impl Into<String>),
            Some(_) => {
                let bytes = scope.external("bytes");
                quote!(impl Into<#bytes::Bytes>)
            }
            None if self.is_option() => {
                let ty = rust_type(scope, self.ty);
                quote!(Option<#ty>)
            }
            None => argument_type(scope, self.ty),
        }
    }

    /// The statement that puts the argument into the parts of the request.
    pub(crate) fn statement(&self, scope: &Scope<'_>, parts: &TokenStream) -> TokenStream {
        let name = ident(self.name);
        let value =
            if self.is_option() { quote!(#name) } else { owned_typed(scope, self.ty, &quote!(#name)) };
        let key = self.key;
        match &self.channel {
            Channel::Parameter(parameter) => parameter_statement(scope, parameter, parts, &value),
            Channel::Property(content) => {
                let is_file = matches!(scope.cx.resolve(self.ty), TypeRef::Bytes);
                property_statement(content, is_file, key, parts, &value)
            }
            Channel::Body(content) => body_statement(content, parts, &value, &quote!(#name)),
            Channel::Choice(union, _) => {
                let union = ident(union);
                quote!(Into::<#union>::into(#name).set(&mut #parts);)
            }
        }
    }
}

fn parameter_statement(
    scope: &Scope<'_>,
    parameter: &Parameter,
    parts: &TokenStream,
    value: &TokenStream,
) -> TokenStream {
    let key = &parameter.wire_name;
    match how::of_parameter(scope, parameter) {
        (method, None) => quote!(#parts.#method(#key, &#value);),
        (method, Some(how)) => quote!(#parts.#method(#key, &#value, #how);),
    }
}

fn property_statement(
    content: &ContentType,
    is_file: bool,
    key: &str,
    parts: &TokenStream,
    value: &TokenStream,
) -> TokenStream {
    match content {
        ContentType::Form => quote!(#parts.form_property(#key, &#value);),
        ContentType::Multipart if is_file => quote!(#parts.file(#key, #value);),
        ContentType::Multipart => quote!(#parts.multipart(#key, &#value);),
        ContentType::Json(_) | ContentType::Text(_) | ContentType::Binary(_) | ContentType::File => {
            quote!(#parts.property(#key, &#value);)
        }
    }
}

/// The statement that sets a whole body; `raw` is the argument where that is text or bytes.
pub(super) fn body_statement(
    content: &ContentType,
    parts: &TokenStream,
    value: &TokenStream,
    raw: &TokenStream,
) -> TokenStream {
    match content {
        ContentType::Json(media) => quote!(#parts.json(#media, &#value);),
        ContentType::Form => quote!(#parts.form(&#value);),
        ContentType::Multipart => quote!(#parts.multipart_form(&#value);),
        ContentType::Text(media) => quote!(#parts.text(#media, #raw);),
        ContentType::Binary(media) => quote!(#parts.binary(#media, #raw);),
        ContentType::File => quote!(#parts.upload(#raw);),
    }
}
