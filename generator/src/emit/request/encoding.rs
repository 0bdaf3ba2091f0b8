//! How parameters and the properties of forms are written.

use crate::emit::scope::Scope;
use crate::ir::{Body, Parameter, ParameterLocation, ParameterStyle, PropertyEncoding};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

/// The method of the runtime that sets a parameter, and how it is written where that is not the usual way there.
pub(super) fn of_parameter(
    scope: &Scope<'_>,
    parameter: &Parameter,
) -> (proc_macro2::Ident, Option<TokenStream>) {
    let method = match parameter.location {
        ParameterLocation::Path => "path",
        ParameterLocation::Query => "query",
        ParameterLocation::Header => "header",
        ParameterLocation::Cookie => "cookie",
    };
    if is_usual(parameter) {
        return (format_ident!("{}", method), None);
    }
    let Parameter { explode, allow_reserved, allow_empty, .. } = *parameter;
    let how = how(scope, parameter.style, explode, allow_reserved);
    let empty = allow_empty.then(|| quote!(.or_empty()));
    (format_ident!("{}_as", method), Some(quote!(#how #empty)))
}

/// Whether the short method of the runtime writes the parameter as the document says.
fn is_usual(parameter: &Parameter) -> bool {
    let is_plain = !parameter.allow_reserved && !parameter.allow_empty;
    is_plain
        && match (parameter.location, parameter.style) {
            (ParameterLocation::Path | ParameterLocation::Header, ParameterStyle::Simple) => {
                !parameter.explode
            }
            (ParameterLocation::Query | ParameterLocation::Cookie, ParameterStyle::Form) => parameter.explode,
            _ => false,
        }
}

/// How the properties of a form are written, as data for the runtime.
pub(super) fn encodings(scope: &Scope<'_>, body: Option<&Body>) -> TokenStream {
    let encodings = body.into_iter().flat_map(|body| &body.encodings);
    let encodings = encodings.map(|encoding| one(scope, encoding));
    quote!(&[#(#encodings),*])
}

fn one(scope: &Scope<'_>, encoding: &PropertyEncoding) -> TokenStream {
    let PropertyEncoding { property, content_type, headers, style, explode, allow_reserved } = encoding;
    let request = scope.request();
    if let Some(style) = style {
        let how = how(scope, *style, *explode, *allow_reserved);
        return quote!(#request::Encoding::styled(#property, #how));
    }
    let content_type = match content_type {
        Some(content_type) => quote!(Some(#content_type)),
        None => quote!(None),
    };
    let headers = headers.iter().map(|(name, value)| quote!((#name, #value)));
    quote!(#request::Encoding::part(#property, #content_type, &[#(#headers),*]))
}

fn how(scope: &Scope<'_>, style: ParameterStyle, explode: bool, allow_reserved: bool) -> TokenStream {
    let request = scope.request();
    let style = match style {
        ParameterStyle::Simple => quote!(Simple),
        ParameterStyle::Matrix => quote!(Matrix),
        ParameterStyle::Label => quote!(Label),
        ParameterStyle::Form => quote!(Form),
        ParameterStyle::SpaceDelimited => quote!(SpaceDelimited),
        ParameterStyle::PipeDelimited => quote!(PipeDelimited),
        ParameterStyle::DeepObject => quote!(DeepObject),
        ParameterStyle::Plain => quote!(Plain),
        ParameterStyle::Json => quote!(Json),
        ParameterStyle::Cookie => quote!(Cookie),
        // The members of an object are pairs of their own, whatever the parameter is called.
        ParameterStyle::WholeForm => quote!(Form),
        ParameterStyle::WholeJson => quote!(WholeJson),
        ParameterStyle::WholeText => quote!(WholeText),
    };
    let reserved = allow_reserved.then(|| quote!(.with_reserved()));
    quote!(#request::How::new(#request::Style::#style, #explode) #reserved)
}
