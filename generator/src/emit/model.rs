//! Structs: the definition and the way it is read and written.

use super::docs::{Text, code};
use super::format::RustFile;
use super::ident::{ident, path_text, written};
use super::scope::Scope;
use super::table::Table;
use super::type_ref::{member_type, rust_type};
use super::{attribute, constructor, mapped, rest};
use crate::ir::{Field, Struct, TypeDef};
use proc_macro2::TokenStream;
use quote::quote;

/// A struct with everything that belongs to it.
pub(crate) fn structure(
    scope: &Scope<'_>,
    definition: &TypeDef,
    structure: &Struct,
    items: &mut RustFile<'_>,
) {
    items.add(item(scope, definition, structure));
    if definition.has_default && structure.sets_constants() {
        items.add(constructor::default(scope, definition, structure));
    }
    if definition.has_constructor {
        items.add(constructor::constructor(scope, definition, structure));
    }
    items.text(&members(scope, definition, structure).to_string());
}

fn item(scope: &Scope<'_>, definition: &TypeDef, structure: &Struct) -> TokenStream {
    let mut docs = Text::of_docs(&definition.docs, &format!("The object `{}`.", definition.name));
    if structure.is_merged {
        docs.paragraph([
            "It has the members of several alternatives, of which a value may be at once. Those that not all of them require"
                .to_owned(),
            "are optional.".to_owned(),
        ]);
    }
    let docs = docs.outer(scope.comments);
    let deprecated = attribute::deprecated(&definition.docs);
    let default = (definition.has_default && !structure.sets_constants()).then(|| quote!(Default,));
    let (hash, eq) = attribute::hash_and_eq(definition);
    let derives = mapped::derives(scope, definition);
    let name = ident(&definition.name);
    let fields = structure.fields.iter().map(|field| member(scope, field));
    let rest = rest::member(scope, structure);
    quote! {
        #docs
        #deprecated
        #[derive(Clone, #default PartialEq #hash #derives)]
        #[non_exhaustive]
        pub struct #name { #(#fields)* #rest }
        #eq
    }
}

fn member(scope: &Scope<'_>, field: &Field) -> TokenStream {
    let docs = Text::of_docs(&field.docs, &code(&field.wire_name)).outer(scope.comments);
    let deprecated = attribute::deprecated(&field.docs);
    let (name, ty) = (ident(&field.name), member_type(scope, field));
    quote!(#docs #deprecated pub #name: #ty,)
}

/// How each member is read and written: `id: required("id"?),`.
fn members(scope: &Scope<'_>, definition: &TypeDef, structure: &Struct) -> Table {
    let members = structure.fields.iter().map(|field| {
        let (name, key) = (written(&field.name), &field.wire_name);
        let fallible = if field.required { "?" } else { "" };
        let is_read = definition.usage.response && structure.reads_own_members();
        let has_unread = is_read && !field.is_loose && scope.cx.api.has_unread(&field.ty);
        let inside = has_unread.then(|| format!(" => {}", path_text(&rust_type(scope, &field.ty))));
        let inside = inside.unwrap_or_default();
        let form = if field.is_numeric_text { "numeric " } else { "" };
        format!("{name}: {}({form}{key:?}{fallible}){inside},", field.wire_method())
    });
    let private = definition.is_private.then_some("private");
    let table = Table::new(&scope.wire(), "model", &definition.name).with(private);
    table.rows(members.chain(rest::row(structure, definition.usage)))
}
