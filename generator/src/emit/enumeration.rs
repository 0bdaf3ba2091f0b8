//! Enumerations, which are always open.

use super::attribute;
use super::docs::Text;
use super::ident::ident;
use super::scope::Scope;
use crate::ir::{Enumeration, TypeDef};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// An enumeration with its conversions.
pub(crate) fn enumeration(scope: &Scope<'_>, definition: &TypeDef, values: &Enumeration) -> TokenStream {
    let item = item(definition, values);
    let (wire, name, unknown) = (scope.wire(), ident(&definition.name), ident(&values.unknown));
    if values.is_integer {
        let conversions = integer_conversions(definition, values);
        quote!(#item #conversions #wire::integer_enumeration!(#name, #unknown);)
    } else {
        let conversions = text_conversions(definition, values);
        quote!(#item #conversions #wire::enumeration!(#name, #unknown);)
    }
}

fn item(definition: &TypeDef, values: &Enumeration) -> TokenStream {
    let docs = Text::of_docs(&definition.docs, &format!("The values of `{}`.", definition.name)).outer();
    let deprecated = attribute::deprecated(&definition.docs);
    let (name, unknown) = (ident(&definition.name), ident(&values.unknown));
    let variants = values.values.iter().map(|value| {
        let docs = Text::of_docs(&value.docs, &format!("`{}`", shown(&value.wire))).outer();
        let deprecated = attribute::deprecated(&value.docs);
        let variant = ident(&value.variant);
        let default = definition.has_default.then(|| quote!(#[default]));
        quote!(#docs #deprecated #default #variant,)
    });
    let default = definition.has_default.then(|| quote!(Default,));
    let kept = if values.is_integer { quote!(i64) } else { quote!(crate::UnknownValue) };
    quote! {
        #docs
        #deprecated
        #[derive(Clone, Debug, #default PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            /// A value that is not in the specification; it is kept as it was.
            #unknown(#kept),
        }
    }
}

/// The value as it is shown in the documentation.
fn shown(wire: &str) -> String {
    wire.replace('`', "'").replace(['\n', '\r'], " ")
}

fn text_conversions(definition: &TypeDef, values: &Enumeration) -> TokenStream {
    let (name, unknown) = (ident(&definition.name), ident(&values.unknown));
    let variants: Vec<_> = values.values.iter().map(|value| ident(&value.variant)).collect();
    let texts: Vec<_> = values.values.iter().map(|value| &value.wire).collect();
    let from = if texts.is_empty() {
        quote!(Self::#unknown(value.into()))
    } else {
        quote!(match value { #(#texts => Self::#variants,)* other => Self::#unknown(other.into()) })
    };
    quote! {
        impl #name {
            /// The value as it is on the wire.
            pub fn as_str(&self) -> &str {
                match self { #(Self::#variants => #texts,)* Self::#unknown(value) => value.as_str() }
            }
        }
        impl From<&str> for #name {
            fn from(value: &str) -> Self { #from }
        }
    }
}

fn integer_conversions(definition: &TypeDef, values: &Enumeration) -> TokenStream {
    let (name, unknown) = (ident(&definition.name), ident(&values.unknown));
    let known = values.values.iter().filter_map(|value| {
        let number = value.wire.parse::<i64>().ok()?;
        Some((ident(&value.variant), Literal::i64_unsuffixed(number)))
    });
    let (variants, numbers): (Vec<_>, Vec<_>) = known.unzip();
    let from = if numbers.is_empty() {
        quote!(Self::#unknown(value))
    } else {
        quote!(match value { #(#numbers => Self::#variants,)* other => Self::#unknown(other) })
    };
    quote! {
        impl #name {
            /// The value as it is on the wire.
            pub fn as_i64(&self) -> i64 {
                match self { #(Self::#variants => #numbers,)* Self::#unknown(value) => *value }
            }
        }
        impl From<i64> for #name {
            fn from(value: i64) -> Self { #from }
        }
    }
}
