//! With which Cargo features an item is compiled, as the generated code says.

use std::collections::{BTreeMap, BTreeSet};
use syn::punctuated::Punctuated;

/// The features of which one is needed; none where the item is always compiled.
pub(crate) type Features = BTreeSet<String>;

/// What the attributes of an item say.
pub(super) fn of(attributes: &[syn::Attribute]) -> Features {
    let mut features = Features::new();
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("cfg")) {
        if let Ok(condition) = attribute.parse_args::<syn::Meta>() {
            collect(&condition, &mut features);
        }
    }
    features
}

/// The names in `feature = "a"` and `any(feature = "a", feature = "b")`, the forms that are generated.
fn collect(condition: &syn::Meta, features: &mut Features) {
    match condition {
        syn::Meta::NameValue(pair) if pair.path.is_ident("feature") => {
            if let syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(name), .. }) = &pair.value {
                features.insert(name.value());
            }
        }
        syn::Meta::List(list) if list.path.is_ident("any") => {
            let inner = list.parse_args_with(Punctuated::<syn::Meta, syn::Token![,]>::parse_terminated);
            inner.iter().flatten().for_each(|condition| collect(condition, features));
        }
        _ => {}
    }
}

/// The features of modules, by the path of their file.
#[derive(Default)]
pub(super) struct Modules(BTreeMap<String, Features>);

impl Modules {
    /// Notes the modules that a file declares.
    pub(super) fn declare(&mut self, file: &str, items: &[syn::Item]) {
        for item in items {
            if let syn::Item::Mod(module) = item {
                let features = of(&module.attrs);
                if !features.is_empty() {
                    self.0.insert(format!("{file}::{}", module.ident), features);
                }
            }
        }
    }

    /// The features of a file: those of the closest module around it that has some.
    pub(super) fn of(&self, file: &str) -> Features {
        let around = std::iter::successors(Some(file), |path| Some(path.rsplit_once("::")?.0));
        around.filter_map(|path| self.0.get(path)).next().cloned().unwrap_or_default()
    }
}
