//! Structs: the definition and the way it is read and written.

use super::context::{is_option, rest_of};
use super::docs::Text;
use super::format::Sheet;
use super::ident::ident;
use super::scope::Scope;
use super::type_ref::{map, member_type};
use super::{attribute, constructor};
use crate::ir::{Access, Field, Struct, TypeDef};
use proc_macro2::TokenStream;
use quote::quote;

/// A struct with everything that belongs to it.
pub(crate) fn structure(scope: &Scope<'_>, definition: &TypeDef, structure: &Struct, items: &mut Sheet<'_>) {
    items.add(item(scope, definition, structure));
    if definition.has_constructor {
        items.add(constructor::constructor(scope, definition, structure));
    }
    items.add(decode(scope, definition, structure));
    items.add(encode(scope, definition, structure));
    let (wire, name) = (scope.wire(), ident(&definition.name));
    items.add(quote!(#wire::model!(#name);));
}

fn item(scope: &Scope<'_>, definition: &TypeDef, structure: &Struct) -> TokenStream {
    let docs = Text::of_docs(&definition.docs, &format!("The object `{}`.", definition.name)).outer();
    let deprecated = attribute::deprecated(&definition.docs);
    let default = definition.has_default.then(|| quote!(Default,));
    let eq = definition.is_eq.then(|| quote!(, Eq, Hash));
    let name = ident(&definition.name);
    let fields = structure.fields.iter().map(|field| member(scope, field));
    let rest = rest_of(structure).map(|(name, ty)| {
        let (name, ty) = (ident(name), map(scope, ty));
        quote!(#[doc = " The other keys."] pub #name: #ty,)
    });
    quote! {
        #docs
        #deprecated
        #[derive(Clone, #default PartialEq #eq)]
        #[non_exhaustive]
        pub struct #name { #(#fields)* #rest }
    }
}

fn member(scope: &Scope<'_>, field: &Field) -> TokenStream {
    let docs = Text::of_docs(&field.docs, &format!("`{}`", field.wire_name)).outer();
    let deprecated = attribute::deprecated(&field.docs);
    let (name, ty) = (ident(&field.name), member_type(scope, field));
    quote!(#docs #deprecated pub #name: #ty,)
}

fn decode(scope: &Scope<'_>, definition: &TypeDef, structure: &Struct) -> TokenStream {
    let (wire, name) = (scope.wire(), ident(&definition.name));
    let shown = definition.name.as_str();
    let members = structure.fields.iter().map(|field| {
        let (name, key) = (ident(&field.name), &field.wire_name);
        match (field.required, field.nullable) {
            (true, false) => quote!(#name: object.required(#key)?,),
            (true, true) => quote!(#name: object.nullable(#key)?,),
            (false, _) if field.clearable => quote!(#name: object.clearable(#key),),
            (false, _) => quote!(#name: object.optional(#key),),
        }
    });
    let rest = rest_of(structure).map(|(name, _)| {
        let name = ident(name);
        quote!(#name: object.rest(),)
    });
    let mutable = mutable(structure);
    quote! {
        impl #wire::Decode for #name {
            fn decode(value: #wire::Value) -> #wire::Result<Self> {
                let #mutable object = #wire::Object::read(value, #shown)?;
                let decoded = Self { #(#members)* #rest };
                object.finish(decoded)
            }
        }
    }
}

fn encode(scope: &Scope<'_>, definition: &TypeDef, structure: &Struct) -> TokenStream {
    let (wire, name) = (scope.wire(), ident(&definition.name));
    let members = structure.fields.iter().map(|field| {
        let (name, key) = (ident(&field.name), &field.wire_name);
        match field.access {
            Access::ReadOnly => quote!(object.read_only(#key, &self.#name);),
            _ if field.demanded => quote!(object.demanded(#key, &self.#name);),
            _ if is_option(field) && !field.required => quote!(object.optional(#key, &self.#name);),
            _ => quote!(object.required(#key, &self.#name);),
        }
    });
    let rest = rest_of(structure).map(|(name, _)| {
        let name = ident(name);
        quote!(object.rest(&self.#name);)
    });
    let mutable = mutable(structure);
    quote! {
        impl #wire::Encode for #name {
            fn encode(&self, mode: #wire::Mode) -> #wire::Value {
                let #mutable object = #wire::ObjectWriter::new(mode);
                #(#members)*
                #rest
                object.finish()
            }
        }
    }
}

/// `mut`, where the struct has anything to read or write.
fn mutable(structure: &Struct) -> Option<TokenStream> {
    (!structure.fields.is_empty() || rest_of(structure).is_some()).then(|| quote!(mut))
}
