//! What callers give to a request, and where that goes.

use super::encoding;
use crate::emit::argument::{argument_type, owned_typed};
use crate::emit::constructor::constant;
use crate::emit::ident::ident;
use crate::emit::scope::Scope;
use crate::emit::type_ref::rust_type;
use crate::ir::{
    Body, BodyKind, BodyVariant, ContentType, Docs, Field, Ident, Operation, Parameter, Role, TypeRef,
};
use proc_macro2::TokenStream;
use quote::quote;

/// One thing that callers give to a request.
pub(crate) struct Input<'a> {
    pub(crate) name: &'a Ident,
    pub(crate) ty: &'a TypeRef,
    pub(crate) role: &'a Role,
    /// Whether `null` may be given, too.
    nullable: bool,
    /// The only value that is allowed, see `Field`.
    only: Option<&'a str>,
    pub(crate) docs: &'a Docs,
    /// The name on the wire, or of the body.
    pub(crate) key: &'a str,
    channel: Channel<'a>,
}

/// Where an input goes.
enum Channel<'a> {
    Parameter(&'a Parameter),
    Property(&'a Body),
    Body(&'a ContentType),
    /// One of several media types: the enum, and how the preferred one is written.
    Choice(&'a Ident, &'a ContentType),
}

/// The inputs of an operation, the arguments in their order, with those of which there is only one value; what selects
/// fields is not among them.
pub(crate) fn inputs(operation: &Operation) -> Vec<Input<'_>> {
    let parameters = operation.parameters.iter().map(Input::of_parameter);
    let body = operation.body.iter().flat_map(of_body);
    let inputs =
        parameters.chain(body).filter(|input| !matches!(input.role, Role::Selection | Role::ReadOnly));
    let mut inputs: Vec<Input<'_>> = inputs.collect();
    inputs.sort_by_key(|input| input.role.number());
    inputs
}

fn of_body<'a>(body: &'a Body) -> Vec<Input<'a>> {
    match &body.kind {
        BodyKind::Properties(fields) => fields.iter().map(|field| Input::of_property(body, field)).collect(),
        BodyKind::Value { name, ty } => {
            vec![Input::of_whole(body, name, ty, Channel::Body(&body.content_type))]
        }
        BodyKind::Choice { name, union, variants } => {
            let of = |first: &'a BodyVariant| {
                Input::of_whole(body, name, &first.ty, Channel::Choice(union, &first.content_type))
            };
            variants.first().map(of).into_iter().collect()
        }
    }
}

impl<'a> Input<'a> {
    fn of_parameter(parameter: &'a Parameter) -> Self {
        Self {
            name: &parameter.name,
            ty: &parameter.ty,
            role: &parameter.role,
            nullable: false,
            only: parameter.only.as_deref(),
            docs: &parameter.docs,
            key: &parameter.wire_name,
            channel: Channel::Parameter(parameter),
        }
    }

    fn of_property(body: &'a Body, field: &'a Field) -> Self {
        Self {
            name: &field.name,
            ty: &field.ty,
            role: &field.role,
            nullable: field.nullable,
            only: field.only.as_deref(),
            docs: &field.docs,
            key: &field.wire_name,
            channel: Channel::Property(body),
        }
    }

    fn of_whole(body: &'a Body, name: &'a Ident, ty: &'a TypeRef, channel: Channel<'a>) -> Self {
        let (role, docs) = (&body.role, &body.docs);
        Self { name, ty, role, nullable: false, only: None, docs, key: "body", channel }
    }

    /// Whether `null` is given as `None`: where the input must be given.
    pub(crate) fn is_option(&self) -> bool {
        self.role.is_argument() && self.nullable
    }

    /// The parameter that the input is, if it is one.
    #[cfg(feature = "conformance")]
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

    /// Whether the body becomes a multipart form with it.
    pub(super) fn makes_form(&self) -> bool {
        let Channel::Property(body) = self.channel else { return false };
        !body.content_type.is_multipart() && body.files.iter().any(|file| file == self.key)
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
            Some(_) => quote!(impl Into<crate::Content>),
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
        let value = match self.only {
            _ if self.is_option() => quote!(#name),
            _ if *self.role != Role::Constant => owned_typed(scope, self.ty, &quote!(#name)),
            only => constant(scope, self.ty, only),
        };
        let key = self.key;
        match &self.channel {
            Channel::Parameter(parameter) => parameter_statement(scope, parameter, parts, &value),
            Channel::Property(body) => {
                let is_file = matches!(scope.cx.api.resolve(self.ty), TypeRef::Bytes);
                match body.files.is_empty() {
                    true => property_statement(&body.content_type, is_file, key, parts, &value),
                    false => mixed_statement(body, is_file, key, parts, &value),
                }
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
    match encoding::of_parameter(scope, parameter) {
        (method, None) => quote!(#parts.#method(#key, &#value);),
        (method, Some(encoding)) => quote!(#parts.#method(#key, &#value, #encoding);),
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
        ContentType::Multipart | ContentType::Parts(_) if is_file => quote!(#parts.file(#key, #value);),
        ContentType::Multipart | ContentType::Parts(_) => quote!(#parts.multipart(#key, &#value);),
        ContentType::Json(_) | ContentType::Text(_) | ContentType::Binary(_) | ContentType::File => {
            quote!(#parts.property(#key, &#value);)
        }
    }
}

/// The statement for a property of a body that becomes a multipart form with its first file.
fn mixed_statement(
    body: &Body,
    is_file: bool,
    key: &str,
    parts: &TokenStream,
    value: &TokenStream,
) -> TokenStream {
    let is_part = body.files.iter().any(|known| known == key);
    match (is_part, &body.content_type) {
        (true, _) if is_file => quote!(#parts.attach(#key, #value);),
        (true, _) => quote!(#parts.attach_value(#key, &#value);),
        (false, ContentType::Form) => quote!(#parts.form_property_or_part(#key, &#value);),
        (false, _) => quote!(#parts.property_or_part(#key, &#value);),
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
        ContentType::Parts(media) => quote!(#parts.multipart_body(#media, &#value);),
        ContentType::Text(media) => quote!(#parts.text(#media, #raw);),
        ContentType::Binary(media) => quote!(#parts.binary(#media, #raw);),
        ContentType::File => quote!(#parts.upload(#raw);),
    }
}
