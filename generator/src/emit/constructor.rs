//! `new` and the setters of a struct that callers write.

use super::argument::{argument_type, owned};
use super::attribute;
use super::context::{is_option, rest_of};
use super::docs::{Text, code, first_sentence};
use super::ident::ident;
use super::scope::Scope;
use super::type_ref::{map, rust_type};
use crate::ir::{Access, Field, Ident, Struct, TypeDef, TypeKind, TypeRef};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

/// The impl with `new` and a setter per member that may be left out.
pub(crate) fn constructor(scope: &Scope<'_>, definition: &TypeDef, structure: &Struct) -> TokenStream {
    let name = ident(&definition.name);
    let new = new(scope, definition, structure);
    let with_setter = structure.fields.iter().filter(|field| has_setter(scope, field));
    let setters = with_setter.flat_map(|field| [Some(setter(scope, field)), null_setter(field)]).flatten();
    let rest = rest_of(structure).map(|(name, ty)| {
        let (setter, member, map) = (setter_name(name), ident(name), map(scope, ty));
        let value = rust_type(scope, ty);
        quote! {
            /// Sets the other keys.
            #[must_use]
            pub fn #setter(mut self, entries: impl IntoIterator<Item = (impl Into<String>, #value)>) -> Self {
                self.#member = entries.into_iter().map(|(key, value)| (key.into(), value)).collect::<#map>();
                self
            }
        }
    });
    quote!(impl #name { #new #(#setters)* #rest })
}

/// The members that are arguments of `new`, in their order.
pub(crate) fn arguments<'s>(scope: &Scope<'_>, structure: &'s Struct) -> Vec<&'s Field> {
    let mut arguments: Vec<_> = structure.fields.iter().filter(|field| is_argument(scope, field)).collect();
    arguments.sort_by_key(|field| field.number);
    arguments
}

/// Whether a member is an argument of `new`: it must be sent, and nothing can stand in for it.
fn is_argument(scope: &Scope<'_>, field: &Field) -> bool {
    let has_default = is_option(field) || scope.cx.has_default(&field.ty);
    let stands_in = field.access == Access::ReadOnly && has_default;
    (field.required && !stands_in && !is_constant(scope, field)) || field.demanded
}

/// Whether there is only one value that could be given.
fn is_constant(scope: &Scope<'_>, field: &Field) -> bool {
    match scope.cx.resolve(&field.ty) {
        TypeRef::Named(id) if !is_option(field) => match scope.cx.api[*id].kind {
            TypeKind::Enumeration(_) => scope.cx.api[*id].has_default,
            _ => false,
        },
        _ => false,
    }
}

fn has_setter(scope: &Scope<'_>, field: &Field) -> bool {
    field.access != Access::ReadOnly && !is_argument(scope, field) && !is_constant(scope, field)
}

fn new(scope: &Scope<'_>, definition: &TypeDef, structure: &Struct) -> TokenStream {
    let arguments = arguments(scope, structure);
    let parameters = arguments.iter().map(|field| {
        let (name, ty) = (ident(&field.name), argument_type(scope, &field.ty));
        if field.nullable {
            let ty = rust_type(scope, &field.ty);
            quote!(#name: Option<#ty>)
        } else {
            quote!(#name: #ty)
        }
    });
    let docs = if arguments.is_empty() {
        Text::of(format!("Creates a `{}` with nothing set.", definition.name))
    } else {
        Text::of(format!("Creates a `{}` with what it needs.", definition.name))
    };
    let (docs, value, many) =
        (docs.outer(), initial(scope, definition, structure, &arguments), many(arguments.len()));
    quote!(#docs #many pub fn new(#(#parameters),*) -> Self { #value })
}

/// The value with the arguments set and everything else absent.
fn initial(scope: &Scope<'_>, definition: &TypeDef, structure: &Struct, arguments: &[&Field]) -> TokenStream {
    if arguments.is_empty() && definition.has_default {
        return quote!(Self::default());
    }
    let given = arguments.iter().map(|field| given(scope, field));
    let is_complete = arguments.len() == structure.fields.len() && rest_of(structure).is_none();
    if is_complete {
        return quote!(Self { #(#given),* });
    }
    if definition.has_default {
        return quote!(Self { #(#given,)* ..Self::default() });
    }
    let absent = structure.fields.iter().filter(|field| !is_argument(scope, field)).map(|field| {
        let name = ident(&field.name);
        if is_option(field) { quote!(#name: None) } else { quote!(#name: Default::default()) }
    });
    let rest = rest_of(structure).map(|(name, _)| {
        let name = ident(name);
        quote!(#name: Default::default())
    });
    let members = given.chain(absent).chain(rest);
    quote!(Self { #(#members),* })
}

/// A member that is set from the argument of the same name.
fn given(scope: &Scope<'_>, field: &Field) -> TokenStream {
    let name = ident(&field.name);
    let argument = quote!(#name);
    let value = match (field.nullable, field.boxed) {
        (true, true) => quote!(#name.map(Box::new)),
        (true, false) => argument,
        (false, true) => {
            let value = owned(scope, &field.ty, &argument);
            quote!(Box::new(#value))
        }
        (false, false) => owned(scope, &field.ty, &argument),
    };
    let value = if field.demanded && !field.nullable { quote!(Some(#value)) } else { value };
    // One token is the argument as it is, which the shorthand says.
    let is_argument = value.clone().into_iter().nth(1).is_none();
    if is_argument { value } else { quote!(#name: #value) }
}

fn setter(scope: &Scope<'_>, field: &Field) -> TokenStream {
    let subject = format!("Sets {}", code(&field.wire_name));
    let docs = match first_sentence(&field.docs) {
        Some(sentence) => Text::of(format!("{subject}: {sentence}")),
        None => Text::of(format!("{subject}.")),
    };
    let (docs, deprecated) = (docs.outer(), attribute::deprecated(&field.docs));
    let (setter, name) = (setter_name(&field.name), ident(&field.name));
    let ty = argument_type(scope, &field.ty);
    let value = owned(scope, &field.ty, &quote!(#name));
    let value = if field.boxed { quote!(Box::new(#value)) } else { value };
    let value = if field.clearable { quote!(Some(#value)) } else { value };
    quote! {
        #docs
        #deprecated
        #[must_use]
        pub fn #setter(mut self, #name: #ty) -> Self {
            self.#name = Some(#value);
            self
        }
    }
}

/// The setter that sends `null`, where that is not the same as nothing.
fn null_setter(field: &Field) -> Option<TokenStream> {
    let docs = null_docs(&field.wire_name).outer();
    let deprecated = attribute::deprecated(&field.docs);
    let (setter, name) = (ident(&field.null_setter), ident(&field.name));
    field.clearable.then(|| {
        quote! {
            #docs
            #deprecated
            #[must_use]
            pub fn #setter(mut self) -> Self {
                self.#name = Some(None);
                self
            }
        }
    })
}

/// What a setter says that sends `null`.
pub(crate) fn null_docs(key: &str) -> Text {
    Text::of(format!("Sets {} to `null`, which is not the same as leaving it out.", code(key)))
}

/// The name of a setter, which must not be that of the constructor.
fn setter_name(name: &Ident) -> proc_macro2::Ident {
    if name.as_str() == "new" { format_ident!("with_new") } else { ident(name) }
}

/// Clippy counts arguments; the document decides how many there are.
pub(crate) fn many(arguments: usize) -> Option<TokenStream> {
    const CLIPPY_LIMIT: usize = 7;
    (arguments > CLIPPY_LIMIT).then(|| quote!(#[allow(clippy::too_many_arguments)]))
}
