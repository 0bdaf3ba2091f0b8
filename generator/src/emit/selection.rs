//! `Field` enums: what a read can select.

use super::attribute;
use super::docs::{Text, code, first_sentence};
use super::format::RustFile;
use super::ident::{ident, written};
use super::scope::Scope;
use super::table::Table;
use crate::ir::{Access, Field, Struct, TypeDef};
use proc_macro2::TokenStream;
use quote::quote;

/// The `Field` enum of a struct.
pub(crate) fn selection(
    scope: &Scope<'_>,
    definition: &TypeDef,
    structure: &Struct,
    items: &mut RustFile<'_>,
) {
    let fields: Vec<_> = structure.fields.iter().filter(|field| is_selectable(field)).collect();
    let name = ident(&definition.field_enum);
    let docs = Text::of(format!("The fields of [`{}`] that a read can select.", definition.name))
        .outer(scope.comments);
    let variants = fields.iter().map(|field| variant(scope, field));
    let nested: TokenStream = fields.iter().filter_map(|field| nested(scope, field)).collect();
    let nested = if nested.is_empty() { quote!() } else { quote!(impl #name { #nested }) };
    items.add(quote! {
        #docs
        #[derive(Clone)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            /// A selection in Graph's own syntax: nested fields, or a field that is newer than the specification.
            Custom(String),
        }
        #nested
    });
    let rows = fields.iter().map(|field| format!("{} = {:?},", written(&field.selector), field.wire_name));
    let table = Table::new(&quote!(crate::graph::names), "fields", &definition.field_enum).rows(rows);
    items.text(&table.to_string());
}

pub(crate) fn is_selectable(field: &Field) -> bool {
    field.access != Access::WriteOnly && !field.selector.as_str().is_empty()
}

fn variant(scope: &Scope<'_>, field: &Field) -> TokenStream {
    let docs = first_sentence(&field.docs).unwrap_or_else(|| code(&field.wire_name));
    let (docs, deprecated) = (Text::of(docs).outer(scope.comments), attribute::deprecated(&field.docs));
    let variant = ident(&field.selector);
    quote!(#docs #deprecated #variant,)
}

/// The function that selects a member with only some of its own fields.
fn nested(scope: &Scope<'_>, field: &Field) -> Option<TokenStream> {
    let fields = scope.field_enum(&field.ty)?;
    let (name, key) = (ident(&field.name), &field.wire_name);
    let docs = Text::of(format!("Selects `{key}` with only these of its fields: `{key}{{...}}`."))
        .outer(scope.comments);
    let deprecated = attribute::deprecated(&field.docs);
    Some(quote! {
        #docs
        #deprecated
        pub fn #name(fields: impl IntoIterator<Item = #fields>) -> Self {
            Self::Custom(crate::graph::select::nested(#key, fields))
        }
    })
}
