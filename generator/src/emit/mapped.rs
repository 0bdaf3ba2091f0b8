//! How the types of the project file are read and written: the traits of the runtime for each.

use super::docs::{Comments, Text};
use super::ident::text_ident;
use super::scope::Scope;
use crate::ir::{MappedType, Route, TypeDef, TypePath};
use proc_macro2::TokenStream;
use quote::quote;

/// The module of a crate that holds them.
pub(crate) const MODULE: &str = "mapped";

/// The file.
pub(crate) fn mapped(comments: &Comments, types: &[MappedType]) -> TokenStream {
    let mut docs = Text::of("How the types that `openapi.toml` names are read and written.");
    docs.paragraph(
        ["A value that its type does not write is refused when it is sent, as NaN is.".to_owned()],
    );
    let docs = docs.inner(comments);
    let impls = types.iter().map(|mapped| {
        let (decode, encode) = (decode(mapped), encode(mapped));
        quote!(#decode #encode)
    });
    quote!(#docs use crate::runtime::wire; #(#impls)*)
}

fn decode(mapped: &MappedType) -> TokenStream {
    let ty = path(&mapped.path, &|_| false);
    let read = match &mapped.route {
        Route::Serde => quote!(<Self as serde::Deserialize>::deserialize(&value).ok()),
        Route::With(module) => {
            let module = path(module, &|_| false);
            quote!(#module::deserialize(&value).ok())
        }
        Route::Text => {
            quote!(<String as wire::Decode>::decode(value.clone()).ok().and_then(|text| text.parse().ok()))
        }
    };
    let expected = format!("a value of `{}`", mapped.path);
    quote! {
        impl wire::Decode for #ty {
            fn decode(value: wire::Value) -> wire::Result<Self> {
                let read: Option<Self> = #read;
                read.ok_or_else(|| wire::Mismatch::kind(#expected, &value))
            }

            fn accepts(value: &wire::Value) -> bool {
                <Self as wire::Decode>::decode(value.clone()).is_ok()
            }
        }
    }
}

fn encode(mapped: &MappedType) -> TokenStream {
    let ty = path(&mapped.path, &|_| false);
    let shown = match mapped.is_secret {
        false => quote!(wire::Encode::encode(&value, mode)),
        true => quote!(match mode {
            wire::Mode::Debug | wire::Mode::Private => wire::REDACTED.into(),
            _ => value,
        }),
    };
    // What its type cannot write is refused, as a number is that JSON has no form for.
    let of_result = |written: TokenStream| quote!(match #written { Ok(value) => #shown, Err(_) => wire::Encode::encode(&f64::NAN, mode) });
    let body = match &mapped.route {
        Route::Text => quote!(let value = wire::Value::from(ToString::to_string(self)); #shown),
        Route::Serde => of_result(quote!(serde::Serialize::serialize(self, serde_json::value::Serializer))),
        Route::With(module) => {
            let module = path(module, &|_| false);
            of_result(quote!(#module::serialize(self, serde_json::value::Serializer)))
        }
    };
    let secret = mapped.is_secret.then(|| {
        quote!(
            fn is_secret(&self) -> bool {
                true
            }
        )
    });
    quote! {
        impl wire::Encode for #ty {
            fn encode(&self, mode: wire::Mode) -> wire::Value { #body }

            #secret
        }
    }
}

/// A path; `is_hidden` says of a crate that its name means something else where the path stands.
pub(crate) fn path(path: &TypePath, is_hidden: &dyn Fn(&str) -> bool) -> TokenStream {
    let names = path.names.iter().map(|name| match name.as_str() {
        "crate" => quote!(crate),
        name => {
            let name = text_ident(name);
            quote!(#name)
        }
    });
    let is_of_crate = !path.is_bare() && path.names.first().is_some_and(|first| is_hidden(first));
    let root = is_of_crate.then(|| quote!(::));
    let arguments: Vec<_> = path.arguments.iter().map(|inner| self::path(inner, is_hidden)).collect();
    let arguments = (!arguments.is_empty()).then(|| quote!(<#(#arguments),*>));
    quote!(#root #(#names)::* #arguments)
}

/// The traits that the project derives for a type, behind those that it has anyway.
pub(crate) fn derives(scope: &Scope<'_>, definition: &TypeDef) -> TokenStream {
    let paths = definition.derives.iter().map(|derived| path(derived, &|name| scope.hides(name)));
    quote!(#(, #paths)*)
}
