//! The fields of a model as types, for `select!`.
//!
//! An alias costs the compiler next to nothing, and the compiler itself says what is misspelt, removed or deprecated.

use super::attribute;
use super::cfg::listed;
use super::context::Context;
use super::docs::{Comments, Text, code, first_sentence};
use super::ident::{ident, text_ident};
use super::scope::Scope;
use super::selection::is_selectable;
use super::type_ref::member_type;
use crate::ir::{Field, Struct, TypeDef, TypeRef};
use proc_macro2::TokenStream;
use quote::quote;

/// The module with the modules, and the module with the fields inside each.
pub(crate) const MODULE: &str = "fields";

/// The file that declares the modules.
pub(crate) fn index(cx: &Context<'_>, comments: &Comments) -> TokenStream {
    let docs = "The objects whose fields a read can select: one module each, for [`select!`](crate::select).";
    let docs = Text::of(docs).inner(comments);
    let modules = cx.selectable().map(|(definition, _)| {
        let (cfg, module) =
            (listed(cx.api.gates.files.get(&definition.file)), ident(&definition.field_module));
        quote!(#cfg pub mod #module;)
    });
    quote!(#docs #(#modules)*)
}

/// The file with the fields of one model.
pub(crate) fn fields(scope: &Scope<'_>, definition: &TypeDef, structure: &Struct) -> TokenStream {
    let name = &definition.name;
    let docs = Text::of(format!("The fields of [`{name}`].")).inner(scope.comments);
    let inner = Text::of(format!(
        "The fields of `{name}`, each as the type of its values, which [`select!`](crate::select) names."
    ))
    .outer(scope.comments);
    let (root, field_enum) = (text_ident(scope.cx.root), ident(&definition.field_enum));
    let model = scope.model(name);
    let fields =
        structure.fields.iter().filter(|field| is_selectable(field)).map(|field| alias(scope, field));
    let aliases = quote! {
        #inner
        #[allow(non_camel_case_types, reason = "fields are named as in the model")]
        pub mod fields {
            /// The model.
            pub type Model = #model;
            #(#fields)*
        }
    };
    let imports = scope.imports();
    quote!(#docs #imports pub use crate::#root::models::#field_enum as Field; #aliases)
}

fn alias(scope: &Scope<'_>, field: &Field) -> TokenStream {
    let docs = first_sentence(&field.docs).unwrap_or_else(|| code(&field.wire_name));
    let (docs, deprecated) = (Text::of(docs).outer(scope.comments), attribute::deprecated(&field.docs));
    let name = ident(&field.name);
    match nested(scope, &field.ty) {
        Some((model, around)) => {
            let held = if field.boxed { quote!(Box<#model>) } else { model };
            let ty = if field.is_option() { quote!(Option<#around>) } else { around };
            quote!(#docs #deprecated pub type #name<T = #held> = #ty;)
        }
        None => {
            let ty = member_type(scope, field);
            quote!(#docs #deprecated pub type #name = #ty;)
        }
    }
}

/// The model that a field holds whose fields can be selected, and the type of the field around `T` in its place.
///
/// The keys of a map cannot be selected, so what is inside one is not nested.
fn nested(scope: &Scope<'_>, ty: &TypeRef) -> Option<(TokenStream, TokenStream)> {
    match scope.cx.api.resolve(ty) {
        TypeRef::Named(id) => {
            let (definition, _) = scope.cx.structure(*id)?;
            definition.is_selectable.then(|| (scope.named(*id), quote!(T)))
        }
        TypeRef::List(item) => nested(scope, item).map(|(model, around)| (model, quote!(Vec<#around>))),
        TypeRef::Nullable(item) => {
            nested(scope, item).map(|(model, around)| (model, quote!(Option<#around>)))
        }
        _ => None,
    }
}

/// Says in the file of the model that it can be selected, and which fields have another name than in the API.
pub(crate) fn selectable(definition: &TypeDef, structure: &Struct) -> TokenStream {
    let name = ident(&definition.name);
    let renamed = structure.fields.iter().filter(|field| is_selectable(field)).filter_map(|field| {
        let (name, key) = (ident(&field.name).to_string(), &field.wire_name);
        let name = name.strip_prefix("r#").unwrap_or(&name).to_owned();
        (name != *key).then(|| quote!(, #name => #key))
    });
    quote!(crate::graph::select::selectable!(#name #(#renamed)*);)
}

/// The export of the fields that all reads of a module select from.
pub(crate) fn export(scope: &Scope<'_>, definition: &TypeDef) -> TokenStream {
    let (root, module) = (text_ident(scope.cx.root), ident(&definition.field_module));
    quote!(pub use crate::#root::fields::#module::fields;)
}
