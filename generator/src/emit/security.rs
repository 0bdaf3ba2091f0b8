//! The security requirements: each scheme and each distinct requirement once.

use super::cfg::listed;
use super::context::Context;
use super::docs::{Comments, Text, clean};
use super::scope::Scope;
use crate::ir::{SecurityKind, SecurityScheme};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use std::collections::{BTreeMap, BTreeSet};

/// The expression for the requirement of an operation.
pub(crate) fn requirement(scope: &Scope<'_>, security: &[Vec<String>]) -> TokenStream {
    match scope.cx.requirements.0.get(security) {
        Some(number) => {
            let (module, name) = (scope.security(), constant(*number));
            quote!(#module::#name)
        }
        None => quote!(&[]),
    }
}

/// The file with the schemes and the requirements.
pub(crate) fn security(cx: &Context<'_>, comments: &Comments) -> TokenStream {
    let requirements = &cx.requirements.0;
    let used: BTreeSet<_> = requirements.keys().flat_map(|set| set.iter().flatten()).collect();
    let schemes: Vec<_> = cx
        .api
        .security_schemes
        .iter()
        .filter(|scheme| used.contains(&scheme.name))
        .zip(1_usize..)
        .map(|(scheme, number)| (scheme, format_ident!("SCHEME_{}", number)))
        .collect();
    let gates = &cx.api.gates;
    let statics = schemes.iter().map(|(scheme, name)| {
        let (cfg, scheme) = (listed(gates.schemes.get(&scheme.name)), scheme_static(comments, scheme, name));
        quote!(#cfg #scheme)
    });
    let by_name: BTreeMap<_, _> = schemes.iter().map(|(scheme, name)| (scheme.name.as_str(), name)).collect();
    let constants = requirements.iter().map(|(security, number)| {
        let (name, cfg) = (constant(*number), listed(gates.requirements.get(*security)));
        let sets = security.iter().map(|set| {
            let schemes = set.iter().filter_map(|name| by_name.get(name.as_str()));
            quote!(&[#(&#schemes),*])
        });
        quote! {
            #cfg
            pub(crate) const #name: &[&[&request::SecurityScheme]] = &[#(#sets),*];
        }
    });
    let docs = Text::of("How requests authenticate.").inner(comments);
    quote!(#docs use crate::runtime::request; #(#statics)* #(#constants)*)
}

fn scheme_static(comments: &Comments, scheme: &SecurityScheme, name: &Ident) -> TokenStream {
    let shown = &scheme.name;
    let mut docs = Text::default();
    docs.paragraph(scheme.description.as_deref().map(clean).unwrap_or_default());
    let docs = docs.outer(comments);
    let kind = match &scheme.kind {
        SecurityKind::Bearer => quote!(Bearer),
        SecurityKind::Basic => quote!(Basic),
        SecurityKind::Http(scheme) => quote!(Http(#scheme)),
        SecurityKind::Query(key) => quote!(Query(#key)),
        SecurityKind::Header(key) => quote!(Header(#key)),
        SecurityKind::Cookie(key) => quote!(Cookie(#key)),
    };
    quote! {
        #docs
        static #name: request::SecurityScheme =
            request::SecurityScheme { name: #shown, kind: request::SecurityKind::#kind };
    }
}

fn constant(number: usize) -> Ident {
    format_ident!("REQUIREMENT_{}", number)
}
