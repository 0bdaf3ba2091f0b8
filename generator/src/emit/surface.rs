//! The public surface of generated code: one line per public item, sorted, so that a review shows what callers see.

use crate::files::Files;
use quote::ToTokens;
use std::collections::BTreeSet;

/// Lists the public items of generated files, one line each, sorted.
///
/// A line starts with the path of the item as callers write it: `v26_0::page::personas::list(...) -> List`. Files
/// that are not Rust, or that do not parse, contribute nothing.
pub fn surface(files: &Files) -> String {
    let mut lines = BTreeSet::new();
    for (path, text) in files {
        let Some(module) = module_of(path) else { continue };
        let Ok(file) = syn::parse_file(text) else { continue };
        for item in &file.items {
            list_item(&module, item, &mut lines);
        }
    }
    let mut text = String::new();
    for line in lines {
        text.push_str(&line);
        text.push('\n');
    }
    text
}

/// The module that callers reach the items of a file by. The files under `models/` are re-exported by their parent.
fn module_of(path: &str) -> Option<String> {
    let path = path.strip_prefix("src/")?.strip_suffix(".rs")?;
    let path = match path.split_once("/models/") {
        Some((version, _)) => format!("{version}/models"),
        None => path.to_owned(),
    };
    Some(path.replace('/', "::"))
}

fn list_item(module: &str, item: &syn::Item, lines: &mut BTreeSet<String>) {
    match item {
        syn::Item::Struct(item) if is_public(&item.vis) => list_struct(module, item, lines),
        syn::Item::Enum(item) if is_public(&item.vis) => {
            lines.insert(format!("{module}::{}: enum{}", item.ident, deprecation(&item.attrs)));
            for variant in &item.variants {
                let fields = if variant.fields.is_empty() { String::new() } else { text(&variant.fields) };
                let deprecated = deprecation(&variant.attrs);
                lines.insert(format!("{module}::{}::{}{fields}{deprecated}", item.ident, variant.ident));
            }
        }
        syn::Item::Type(item) if is_public(&item.vis) => {
            lines.insert(format!("{module}::{} = {}", item.ident, text(&item.ty)));
        }
        syn::Item::Fn(item) if is_public(&item.vis) => {
            lines.insert(format!("{module}::{}{}", signature(&item.sig), deprecation(&item.attrs)));
        }
        syn::Item::Use(item) if is_public(&item.vis) => {
            let mut paths = Vec::new();
            list_uses(&item.tree, String::new(), &mut paths);
            // What a parent takes from its own files is listed as the parent's.
            let paths = paths.into_iter().filter(|path| !path.starts_with("self::"));
            lines.extend(paths.map(|path| format!("{module}: use {path}")));
        }
        syn::Item::Impl(item) => list_impl(module, item, lines),
        _ => {}
    }
}

/// The paths of a `use`, each for itself.
fn list_uses(tree: &syn::UseTree, before: String, paths: &mut Vec<String>) {
    match tree {
        syn::UseTree::Path(path) => list_uses(&path.tree, format!("{before}{}::", path.ident), paths),
        syn::UseTree::Group(group) => {
            group.items.iter().for_each(|tree| list_uses(tree, before.clone(), paths));
        }
        other => paths.push(before + &text(other)),
    }
}

fn list_struct(module: &str, item: &syn::ItemStruct, lines: &mut BTreeSet<String>) {
    lines.insert(format!("{module}::{}: struct{}", item.ident, deprecation(&item.attrs)));
    for field in item.fields.iter().filter(|field| is_public(&field.vis)) {
        let Some(name) = &field.ident else { continue };
        let ty = text(&field.ty);
        lines.insert(format!("{module}::{}.{name}: {ty}{}", item.ident, deprecation(&field.attrs)));
    }
}

fn list_impl(module: &str, item: &syn::ItemImpl, lines: &mut BTreeSet<String>) {
    let owner = text(&item.self_ty);
    let owner = owner.strip_prefix("crate::").unwrap_or(&owner);
    if let Some((path, _)) = &item.trait_ {
        let name = text(path);
        if !name.starts_with("wire::") {
            lines.insert(format!("{module}::{owner}: impl {name}"));
        }
        return;
    }
    for member in &item.items {
        match member {
            syn::ImplItem::Fn(method) if is_public(&method.vis) => {
                let deprecated = deprecation(&method.attrs);
                lines.insert(format!("{module}::{owner}::{}{deprecated}", signature(&method.sig)));
            }
            syn::ImplItem::Const(constant) if is_public(&constant.vis) => {
                let value = text(&constant.expr);
                lines.insert(format!(
                    "{module}::{owner}::{}: {} = {value}",
                    constant.ident,
                    text(&constant.ty)
                ));
            }
            _ => {}
        }
    }
}

fn is_public(visibility: &syn::Visibility) -> bool {
    matches!(visibility, syn::Visibility::Public(_))
}

fn deprecation(attributes: &[syn::Attribute]) -> &'static str {
    if attributes.iter().any(|attribute| attribute.path().is_ident("deprecated")) {
        " (deprecated)"
    } else {
        ""
    }
}

/// A signature without the leading `fn` and the `mut` of the receiver, which do not concern callers.
fn signature(signature: &syn::Signature) -> String {
    let mut signature = signature.clone();
    if let Some(syn::FnArg::Receiver(receiver)) = signature.inputs.first_mut() {
        receiver.mutability = None;
    }
    let text = text(&signature);
    text.strip_prefix("fn ").map(str::to_owned).unwrap_or(text)
}

/// Tokens as text, without the spaces that `proc_macro2` puts around punctuation.
fn text(tokens: &impl ToTokens) -> String {
    let mut text = tokens.to_token_stream().to_string();
    for (spaced, tight) in [
        (" :: ", "::"),
        (":: ", "::"),
        (" <", "<"),
        ("< ", "<"),
        (" >", ">"),
        (" ,", ","),
        (" (", "("),
        (" :", ":"),
        ("& ", "&"),
    ] {
        text = text.replace(spaced, tight);
    }
    text.replace("->", " -> ").replace("  ", " ")
}

#[cfg(test)]
mod tests {
    use super::surface;
    use crate::files::Files;

    #[test]
    fn items_are_listed_as_callers_write_them() {
        let code = "
            pub struct List { parts: Parts }
            impl List {
                #[deprecated]
                pub fn limit(mut self, limit: i64) -> Self { self }
                fn private(&self) {}
            }
            pub fn list(page_id: impl Into<String>) -> List {}
            impl crate::Request for List {}
            impl wire::Decode for List {}
        ";
        let model = "pub struct Page { pub id: Option<String>, hidden: u8 } pub enum Kind { A, B(String) }";
        let files = Files::from([
            ("src/v26_0/page.rs".to_owned(), code.to_owned()),
            ("src/v26_0/models/page.rs".to_owned(), model.to_owned()),
            ("README.md".to_owned(), "pub".to_owned()),
        ]);
        let expected = [
            "v26_0::models::Kind: enum",
            "v26_0::models::Kind::A",
            "v26_0::models::Kind::B(String)",
            "v26_0::models::Page.id: Option<String>",
            "v26_0::models::Page: struct",
            "v26_0::page::List: impl crate::Request",
            "v26_0::page::List: struct",
            "v26_0::page::List::limit(self, limit: i64) -> Self (deprecated)",
            "v26_0::page::list(page_id: impl Into<String>) -> List",
        ];
        assert_eq!(surface(&files).lines().collect::<Vec<_>>(), expected);
    }
}
