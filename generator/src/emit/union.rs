//! Unions: one of several types, chosen by a property or by trying.

use super::attribute;
use super::docs::Text;
use super::ident::ident;
use super::mapped;
use super::scope::Scope;
use super::type_ref::rust_type;
use crate::ir::{Discriminator, TagUse, TypeDef, TypeRef, Union, UnionMatch, Variant};
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::HashSet;

/// A union with the way it is read and written.
pub(crate) fn union(scope: &Scope<'_>, definition: &TypeDef, union: &Union) -> TokenStream {
    let item = item(scope, definition, union);
    let (decode, encode) = match &union.matching {
        UnionMatch::Tagged(tag) => {
            (tagged_decode(scope, definition, union, tag), tagged_encode(scope, union, tag))
        }
        UnionMatch::Untagged => (untagged_decode(scope, definition, union), untagged_encode(scope, union)),
    };
    let conversions = conversions(scope, definition, union);
    let takes_all = union.variants.iter().any(|variant| variant.ty == TypeRef::Any);
    let reads_null = takes_all.then(|| {
        quote!(
            fn reads_null() -> bool {
                true
            }
        )
    });
    let (wire, name) = (scope.wire(), ident(&definition.name));
    let private = definition.is_private.then(|| quote!(private));
    quote! {
        #item
        impl #wire::Decode for #name {
            fn decode(value: #wire::Value) -> #wire::Result<Self> { #decode }
            #reads_null
        }
        impl #wire::Encode for #name {
            fn encode(&self, mode: #wire::Mode) -> #wire::Value { match self { #encode } }
        }
        #conversions
        #wire::shown_model!(#name #private);
    }
}

fn item(scope: &Scope<'_>, definition: &TypeDef, union: &Union) -> TokenStream {
    let docs = Text::of_docs(&definition.docs, &format!("One of the types of `{}`.", definition.name))
        .outer(scope.comments);
    let deprecated = attribute::deprecated(&definition.docs);
    let (hash, eq) = attribute::hash_and_eq(definition);
    let derives = mapped::derives(scope, definition);
    let name = ident(&definition.name);
    let variants = union.variants.iter().map(|variant| {
        let docs = Text::of_docs(&variant.docs, &format!("`{}`", variant.name)).outer(scope.comments);
        let deprecated = attribute::deprecated(&variant.docs);
        let (name, ty) = (ident(&variant.name), rust_type(scope, &variant.ty));
        let ty = if variant.boxed { quote!(Box<#ty>) } else { ty };
        quote!(#docs #deprecated #name(#ty),)
    });
    let unknown = matches!(union.matching, UnionMatch::Tagged(_)).then(|| {
        let (unknown, json) = (ident(&union.unknown), scope.json());
        quote! {
            /// A value whose kind is not in the specification; it is kept as it was.
            #unknown(#json),
        }
    });
    quote! {
        #docs
        #deprecated
        #[derive(Clone, PartialEq #hash #derives)]
        #[non_exhaustive]
        pub enum #name { #(#variants)* #unknown }
        #eq
    }
}

fn untagged_decode(scope: &Scope<'_>, definition: &TypeDef, union: &Union) -> TokenStream {
    attempts(scope, definition, union.variants.iter())
}

/// Tries variants.
fn attempts<'v>(
    scope: &Scope<'_>,
    definition: &TypeDef,
    variants: impl Iterator<Item = &'v Variant>,
) -> TokenStream {
    let (unions, shown) = (scope.unions(), definition.name.as_str());
    let attempts = variants.map(|variant| {
        let (label, holds_all, variant) = (variant.name.as_str(), &variant.holds_all, constructor(variant));
        if *holds_all { quote!(.attempt_all(#label, #variant)) } else { quote!(.attempt(#label, #variant)) }
    });
    quote!(#unions::Alternatives::new(value, #shown) #(#attempts)* .finish())
}

fn untagged_encode(scope: &Scope<'_>, union: &Union) -> TokenStream {
    let wire = scope.wire();
    let variants = union.variants.iter().map(|variant| ident(&variant.name));
    quote!(#(Self::#variants(inner) => #wire::Encode::encode(inner, mode),)*)
}

fn tagged_decode(scope: &Scope<'_>, definition: &TypeDef, union: &Union, tag: &Discriminator) -> TokenStream {
    let (unions, property, unknown) = (scope.unions(), &tag.property, ident(&union.unknown));
    let has_default = union.variants.iter().any(|variant| variant.is_default);
    let arms = union.variants.iter().flat_map(|variant| {
        let unions = unions.clone();
        variant.tags.iter().map(move |tag| {
            let constructor = constructor(variant);
            let read = match variant.tag_use {
                TagUse::TakenOut => quote!(untagged_variant),
                _ => quote!(variant),
            };
            let read = quote!(#unions::#read(value, #property, #tag, #constructor));
            if has_default { quote!(Some(#tag) => #read,) } else { quote!(#tag => #read,) }
        })
    });
    if let Some(default) = union.variants.iter().find(|variant| variant.is_default) {
        let variant = constructor(default);
        return quote! {
            match #unions::optional_tag(&value, #property)?.as_deref() {
                #(#arms)*
                _ => #unions::default_variant(value, #property, #variant, Self::#unknown),
            }
        };
    }
    let mut untagged = union.variants.iter().filter(|variant| variant.may_lack_tag()).peekable();
    if untagged.peek().is_some() {
        let attempts = attempts(scope, definition, untagged);
        return quote! {
            let Some(tag) = #unions::optional_tag(&value, #property)? else { return #attempts };
            match tag.as_str() {
                #(#arms)*
                _ => Ok(#unions::unlisted_variant(value, #property, Self::#unknown)),
            }
        };
    }
    quote! {
        match #unions::tag(&value, #property)?.as_str() {
            #(#arms)*
            _ => Ok(#unions::unlisted_variant(value, #property, Self::#unknown)),
        }
    }
}

fn tagged_encode(scope: &Scope<'_>, union: &Union, tag: &Discriminator) -> TokenStream {
    let (wire, unions) = (scope.wire(), scope.unions());
    let (property, unknown) = (&tag.property, ident(&union.unknown));
    let arms = union.variants.iter().map(|variant| {
        let name = ident(&variant.name);
        let tags = &variant.tags;
        // What has an unknown tag, or none, keeps it as the default.
        if tags.is_empty() || variant.is_default {
            return quote!(Self::#name(inner) => #wire::Encode::encode(inner, mode),);
        }
        let write = match variant.tag_use {
            TagUse::Required | TagUse::Added | TagUse::TakenOut => quote!(tagged),
            TagUse::Optional => quote!(tagged_if_there),
        };
        quote! {
            Self::#name(inner) => {
                #unions::#write(#wire::Encode::encode(inner, mode), #property, &[#(#tags),*])
            }
        }
    });
    quote!(#(#arms)* Self::#unknown(value) => value.clone(),)
}

/// What makes the variant of a value that was read. A box is read as what is in it, and a closure that makes one would
/// be a function more for the compiler to check.
fn constructor(variant: &Variant) -> TokenStream {
    let name = ident(&variant.name);
    quote!(Self::#name)
}

/// Whether each variant is made by `From`: where no two of them hold the same type.
pub(super) fn is_made_from(scope: &Scope<'_>, definition: &TypeDef, union: &Union) -> bool {
    let inner: Vec<_> = union.variants.iter().map(|variant| scope.cx.api.resolve(&variant.ty)).collect();
    let distinct: HashSet<_> = inner.iter().collect();
    let holds_itself =
        inner.iter().any(|ty| matches!(ty, TypeRef::Named(id) if names(scope, *id, definition)));
    distinct.len() == inner.len() && !holds_itself
}

/// `From` for each variant, where no two of them hold the same type.
fn conversions(scope: &Scope<'_>, definition: &TypeDef, union: &Union) -> TokenStream {
    if !is_made_from(scope, definition, union) {
        return quote!();
    }
    let name = ident(&definition.name);
    let is_map = |variant: &&Variant| matches!(scope.cx.api.resolve(&variant.ty), TypeRef::Map(_));
    let has_one_map = union.variants.iter().filter(is_map).count() == 1;
    union
        .variants
        .iter()
        .map(|variant| {
            let (ty, variant_name) = (rust_type(scope, &variant.ty), ident(&variant.name));
            let value = if variant.boxed { quote!(Box::new(value)) } else { quote!(value) };
            let from_text = matches!(scope.cx.api.resolve(&variant.ty), TypeRef::String).then(|| {
                quote! {
                    impl From<&str> for #name {
                        fn from(value: &str) -> Self { Self::#variant_name(value.to_owned()) }
                    }
                }
            });
            let from_pairs = match scope.cx.api.resolve(&variant.ty) {
                TypeRef::Map(item) if has_one_map => from_pairs(scope, definition, variant, item),
                _ => None,
            };
            quote! {
                impl From<#ty> for #name {
                    fn from(value: #ty) -> Self { Self::#variant_name(#value) }
                }
                #from_text
                #from_pairs
            }
        })
        .collect()
}

/// `From` for the members of a map, as they are written down, unless a type has the name of one of its parameters.
fn from_pairs(
    scope: &Scope<'_>,
    definition: &TypeDef,
    variant: &Variant,
    item: &TypeRef,
) -> Option<TokenStream> {
    let (name, variant_name, ty) = (ident(&definition.name), ident(&variant.name), rust_type(scope, item));
    let is_taken = |text: &str| text.split(' ').any(|word| ["K", "V", "N"].contains(&word));
    if is_taken(&ty.to_string()) || is_taken(&name.to_string()) {
        return None;
    }
    let collected = quote!(members.into_iter().map(|(key, value)| (key.into(), value.into())).collect());
    let value = if variant.boxed { quote!(Box::new(#collected)) } else { collected };
    Some(quote! {
        impl<K: Into<String>, V: Into<#ty>, const N: usize> From<[(K, V); N]> for #name {
            fn from(members: [(K, V); N]) -> Self { Self::#variant_name(#value) }
        }
    })
}

fn names(scope: &Scope<'_>, id: crate::ir::TypeId, definition: &TypeDef) -> bool {
    scope.cx.api.types.get(id.0 as usize).is_some_and(|named| named.name == definition.name)
}
