//! `new` and the setters of a struct that callers write.

use super::argument::{argument_type, owned};
use super::docs::{Text, code, first_sentence};
use super::ident::ident;
use super::scope::Scope;
use super::type_ref::{map, rust_type};
use super::{attribute, rest};
use crate::ir::{Additional, Field, Ident, Struct, TypeDef, TypeRef};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

/// The impl with `new` and a setter per member that may be left out.
pub(crate) fn constructor(scope: &Scope<'_>, definition: &TypeDef, structure: &Struct) -> TokenStream {
    let name = ident(&definition.name);
    let new = new(scope, definition, structure);
    let with_setter = structure.fields.iter().filter(|field| field.role.is_setter());
    let setters =
        with_setter.flat_map(|field| [Some(setter(scope, field)), null_setter(scope, field)]).flatten();
    let rest = rest_setter(scope, structure);
    quote!(impl #name { #new #(#setters)* #rest })
}

/// The members that are arguments of `new`, in their order.
pub(crate) fn arguments(structure: &Struct) -> Vec<&Field> {
    let mut arguments: Vec<_> = structure.fields.iter().filter(|field| field.role.is_argument()).collect();
    arguments.sort_by_key(|field| field.role.number());
    arguments
}

fn new(scope: &Scope<'_>, definition: &TypeDef, structure: &Struct) -> TokenStream {
    let arguments = arguments(structure);
    let parameters = arguments.iter().map(|field| {
        let (name, ty) = (ident(&field.name), argument_type(scope, &field.ty));
        if field.nullable {
            let ty = rust_type(scope, &field.ty);
            quote!(#name: Option<#ty>)
        } else {
            quote!(#name: #ty)
        }
    });
    let article = article(definition.name.as_str());
    let with = if arguments.is_empty() { "nothing set" } else { "what it needs" };
    let docs = Text::of(format!("Creates {article} `{}` with {with}.", definition.name));
    let (docs, value, many) = (
        docs.outer(scope.comments),
        initial(scope, definition, structure, &arguments),
        many(arguments.len()),
    );
    quote!(#docs #many pub fn new(#(#parameters),*) -> Self { #value })
}

/// The article before a name, as it is said. What begins with a letter alone (`XRay`, `FBPost`) is rare and not told
/// apart, and neither is an `h` that is not spoken.
fn article(name: &str) -> &'static str {
    let name = name.to_ascii_lowercase();
    let sounds_like_you = ["uni", "use", "usa", "eu", "one", "url", "uuid", "uri"];
    let has_vowel = name.starts_with(['a', 'e', 'i', 'o', 'u']);
    if has_vowel && !sounds_like_you.iter().any(|start| name.starts_with(start)) { "an" } else { "a" }
}

/// The value with the arguments set and everything else absent.
fn initial(scope: &Scope<'_>, definition: &TypeDef, structure: &Struct, arguments: &[&Field]) -> TokenStream {
    if arguments.is_empty() && definition.has_default {
        return quote!(Self::default());
    }
    let given = arguments.iter().map(|field| given(scope, field));
    let is_complete = arguments.len() == structure.fields.len() && rest::name(structure).is_none();
    if is_complete {
        return quote!(Self { #(#given),* });
    }
    if definition.has_default {
        return quote!(Self { #(#given,)* ..Self::default() });
    }
    let absent =
        structure.fields.iter().filter(|field| !field.role.is_argument()).map(|field| absent(scope, field));
    let rest = rest::name(structure).map(|name| {
        let name = ident(name);
        quote!(#name: Default::default())
    });
    let members = given.chain(absent).chain(rest);
    quote!(Self { #(#members),* })
}

/// A member that callers do not give.
fn absent(scope: &Scope<'_>, field: &Field) -> TokenStream {
    let name = ident(&field.name);
    if field.is_set_constant() {
        let value = constant(scope, &field.ty, field.only.as_deref());
        return if field.is_option() { quote!(#name: Some(#value)) } else { quote!(#name: #value) };
    }
    if field.is_option() { quote!(#name: None) } else { quote!(#name: Default::default()) }
}

/// The only value of a type: what the document says, or the default of an enumeration of one value.
pub(crate) fn constant(scope: &Scope<'_>, ty: &TypeRef, only: Option<&str>) -> TokenStream {
    let literal = only.and_then(|text| match text.parse::<bool>() {
        Ok(value) => Some(quote!(#value)),
        Err(_) => text.parse::<f64>().ok().map(|number| quote!(#number)),
    });
    literal.unwrap_or_else(|| {
        let ty = rust_type(scope, ty);
        quote!(#ty::default())
    })
}

/// `Default` of a struct with constants that deriving it would not set.
pub(crate) fn default(scope: &Scope<'_>, definition: &TypeDef, structure: &Struct) -> TokenStream {
    let name = ident(&definition.name);
    let members = structure.fields.iter().map(|field| absent(scope, field));
    let rest = rest::name(structure).map(|name| {
        let name = ident(name);
        quote!(#name: Default::default())
    });
    let members = members.chain(rest);
    quote!(impl Default for #name { fn default() -> Self { Self { #(#members),* } } })
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
    // The argument of a nullable member is an `Option` already.
    let is_wrapped = field.is_clearable() || (field.is_option() && !field.nullable);
    let value = if is_wrapped { quote!(Some(#value)) } else { value };
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
    let (docs, deprecated) = (docs.outer(scope.comments), attribute::deprecated(&field.docs));
    let (setter, name) = (setter_name(&field.name), ident(&field.name));
    let ty = argument_type(scope, &field.ty);
    let value = owned(scope, &field.ty, &quote!(#name));
    let value = if field.boxed { quote!(Box::new(#value)) } else { value };
    let value = if field.role.null_setter().is_some() { quote!(Some(#value)) } else { value };
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

/// The setter of the other keys. Members that are not known have none: who makes a value knows what is in it.
fn rest_setter(scope: &Scope<'_>, structure: &Struct) -> Option<TokenStream> {
    let Additional::Typed { name, ty } = &structure.additional else { return None };
    let (setter, member, map) = (setter_name(name), ident(name), map(scope, ty));
    let value = rust_type(scope, ty);
    Some(quote! {
        /// Sets the other keys.
        #[must_use]
        pub fn #setter(mut self, entries: impl IntoIterator<Item = (impl Into<String>, #value)>) -> Self {
            self.#member = entries.into_iter().map(|(key, value)| (key.into(), value)).collect::<#map>();
            self
        }
    })
}

/// The setter that sends `null`, where that is not the same as nothing.
fn null_setter(scope: &Scope<'_>, field: &Field) -> Option<TokenStream> {
    let (setter, name) = (ident(field.role.null_setter()?), ident(&field.name));
    let docs = null_docs(&field.wire_name).outer(scope.comments);
    let deprecated = attribute::deprecated(&field.docs);
    Some(quote! {
        #docs
        #deprecated
        #[must_use]
        pub fn #setter(mut self) -> Self {
            self.#name = Some(None);
            self
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
