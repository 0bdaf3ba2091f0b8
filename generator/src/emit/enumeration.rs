//! Enumerations, which are always open.

use super::attribute;
use super::docs::{Text, code};
use super::format::RustFile;
use super::ident::{ident, written};
use super::mapped;
use super::scope::Scope;
use super::table::Table;
use crate::ir::{DerivedOrder, Enumeration, TypeDef};
use proc_macro2::TokenStream;
use quote::quote;

/// An enumeration with its conversions.
pub(crate) fn enumeration(
    scope: &Scope<'_>,
    definition: &TypeDef,
    values: &Enumeration,
    items: &mut RustFile<'_>,
) {
    items.add(item(scope, definition, values));
    let rows = values.values.iter().filter_map(|value| {
        let variant = written(&value.variant);
        match values.is_integer {
            true => value.wire.parse::<i64>().ok().map(|number| format!("{variant} = {number},")),
            false => Some(format!("{variant} = {:?},", value.wire)),
        }
    });
    let unknown = format!("..{}", written(&values.unknown));
    let name = if values.is_integer { "integer_enumeration" } else { "enumeration" };
    let table = Table::new(&scope.wire(), name, &definition.name).rows(rows.chain([unknown]));
    items.text(&table.to_string());
    if let Some(order) = values.order {
        items.add(ordered(definition, values.is_integer, order));
    }
}

/// The order of the values on the wire.
fn ordered(definition: &TypeDef, is_integer: bool, order: DerivedOrder) -> TokenStream {
    let name = ident(&definition.name);
    let compared = if is_integer {
        quote!(self.as_i64().cmp(&other.as_i64()))
    } else {
        quote!(self.as_str().cmp(other.as_str()))
    };
    let (partial, total) = match order {
        DerivedOrder::Partial => (compared, None),
        DerivedOrder::Total => {
            let total = quote! {
                impl Ord for #name {
                    fn cmp(&self, other: &Self) -> std::cmp::Ordering { #compared }
                }
            };
            (quote!(self.cmp(other)), Some(total))
        }
    };
    quote! {
        impl PartialOrd for #name {
            fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> { Some(#partial) }
        }

        #total
    }
}

fn item(scope: &Scope<'_>, definition: &TypeDef, values: &Enumeration) -> TokenStream {
    let docs = Text::of_docs(&definition.docs, &format!("The values of `{}`.", definition.name))
        .outer(scope.comments);
    let deprecated = attribute::deprecated(&definition.docs);
    let (name, unknown) = (ident(&definition.name), ident(&values.unknown));
    let variants = values.values.iter().map(|value| {
        let docs = Text::of_docs(&value.docs, &code(&value.wire)).outer(scope.comments);
        let deprecated = attribute::deprecated(&value.docs);
        let variant = ident(&value.variant);
        let default = definition.has_default.then(|| quote!(#[default]));
        quote!(#docs #deprecated #default #variant,)
    });
    let default = definition.has_default.then(|| quote!(, Default));
    let derives = mapped::derives(scope, definition);
    let kept = if values.is_integer { quote!(i64) } else { quote!(crate::UnknownValue) };
    quote! {
        #docs
        #deprecated
        #[derive(Clone #default #derives)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            /// A value that is not in the specification; it is kept as it was.
            #unknown(#kept),
        }
    }
}
