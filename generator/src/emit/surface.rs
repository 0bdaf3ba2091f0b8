//! The public surface of generated code: one line per public item, sorted, so that a review shows what callers see.

mod gate;
mod skim;

pub(crate) use gate::Features;

use crate::files::Files;
use quote::ToTokens;
use std::collections::BTreeSet;
use std::fmt;

/// Lists the public items of generated files, one line each, sorted.
///
/// A line starts with the path of the item as callers write it: `v26_0::page::personas::list(...) -> List`. It ends
/// with the Cargo features of which one is needed, if any is. Files that are not Rust, or that do not parse,
/// contribute nothing.
pub fn surface(files: &Files) -> String {
    let lines: BTreeSet<String> = public_items(files).iter().map(|item| format!("{item}\n")).collect();
    lines.into_iter().collect()
}

/// A public item of generated code.
pub(crate) struct PublicItem {
    /// The path as callers write it.
    pub(crate) path: String,
    pub(crate) is: Is,
    /// The Cargo features of which one is needed.
    pub(crate) features: Features,
    is_deprecated: bool,
}

/// What is public at a path.
pub(crate) enum Is {
    /// A struct, an enum, a field or a constant, with its type.
    Typed(String),
    /// Another name for a type.
    Alias(String),
    /// A variant with what it holds.
    Variant(String),
    /// A function or a method.
    Function(Signature),
    /// A constant of a type, with its type and its value.
    Constant(String, String),
    /// The implementation of a trait, written or derived, with what it says of its associated types.
    Impl { name: String, types: String },
    /// An item of another module, and what it is called here.
    Use { target: String, name: String },
}

/// How a function is called.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Signature {
    /// All of it, as it is written after the name.
    pub(crate) text: String,
    /// The type parameters.
    pub(crate) generics: String,
    /// The names and the types of the arguments, but for `self`.
    pub(crate) arguments: Vec<(String, String)>,
    /// What it returns.
    pub(crate) result: String,
}

impl fmt::Display for PublicItem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (joint, text) = match &self.is {
            Is::Typed(text) => (": ", text),
            Is::Constant(ty, value) => (": ", &format!("{ty} = {value}")),
            Is::Alias(text) => (" = ", text),
            Is::Variant(text) | Is::Function(Signature { text, .. }) => ("", text),
            Is::Impl { name, types } => (": impl ", &format!("{name}{types}")),
            Is::Use { target, name } if target.ends_with(&format!("::{name}")) => (": use ", target),
            Is::Use { target, name } => (": use ", &format!("{target} as {name}")),
        };
        let deprecated = if self.is_deprecated { " (deprecated)" } else { "" };
        write!(f, "{}{joint}{text}{deprecated}", self.path)?;
        if self.features.is_empty() {
            return Ok(());
        }
        let features: Vec<&str> = self.features.iter().map(String::as_str).collect();
        write!(f, " (feature {})", features.join(" or "))
    }
}

/// The public items of generated files.
pub(crate) fn public_items(files: &Files) -> Vec<PublicItem> {
    let parsed = files.iter().filter_map(|(path, text)| Some((file_of(path)?, skim::skim(text)?)));
    let parsed: Vec<(String, syn::File)> = parsed.collect();
    let mut modules = gate::Modules::default();
    for (path, file) in &parsed {
        modules.declare(path, &file.items);
    }
    let mut items = Items::default();
    for (path, file) in &parsed {
        items.features = modules.of(path);
        let module = module_of(path);
        file.items.iter().for_each(|item| items.item(&module, item));
    }
    items.found
}

/// The module that a file is.
fn file_of(path: &str) -> Option<String> {
    Some(path.strip_prefix("src/")?.strip_suffix(".rs")?.replace('/', "::"))
}

/// The module that callers reach the items of a file by. The files under `models/` are re-exported by their parent.
fn module_of(file: &str) -> String {
    match file.split_once("::models::") {
        Some((version, _)) => format!("{version}::models"),
        None => file.to_owned(),
    }
}

/// What every type derives, so that no line says it.
const EVERYWHERE: [&str; 3] = ["Clone", "Debug", "PartialEq"];

#[derive(Default)]
struct Items {
    found: Vec<PublicItem>,
    /// What the items around are compiled with.
    features: Features,
}

impl Items {
    fn add(&mut self, path: String, is: Is, attributes: &[syn::Attribute]) {
        let is_deprecated = attributes.iter().any(|attribute| attribute.path().is_ident("deprecated"));
        let own = gate::of(attributes);
        let features = if own.is_empty() { self.features.clone() } else { own };
        self.found.push(PublicItem { path, is, features, is_deprecated });
    }

    fn listed(&mut self, module: &str, item: &syn::Item) {
        let path = |name: &syn::Ident| format!("{module}::{name}");
        match item {
            syn::Item::Struct(item) if is_public(&item.vis) => {
                let is = match &item.fields {
                    // Callers make and take apart the whole of it.
                    syn::Fields::Unnamed(fields)
                        if fields.unnamed.iter().all(|field| is_public(&field.vis)) =>
                    {
                        Is::Variant(types(fields))
                    }
                    _ => Is::Typed("struct".to_owned()),
                };
                self.add(path(&item.ident), is, &item.attrs);
                self.derived(&path(&item.ident), &item.attrs);
                for field in item.fields.iter().filter(|field| is_public(&field.vis)) {
                    let Some(name) = &field.ident else { continue };
                    let ty = Is::Typed(text(&field.ty));
                    self.add(format!("{}.{name}", path(&item.ident)), ty, &field.attrs);
                }
            }
            syn::Item::Enum(item) if is_public(&item.vis) => {
                self.add(path(&item.ident), Is::Typed("enum".to_owned()), &item.attrs);
                if !self.derived(&path(&item.ident), &item.attrs) {
                    // The macro of its table compares it.
                    self.implemented(&path(&item.ident), "Eq");
                    self.implemented(&path(&item.ident), "Hash");
                }
                for variant in &item.variants {
                    let is_empty = variant.fields.is_empty();
                    let fields = if is_empty { String::new() } else { text(&variant.fields) };
                    let path = format!("{}::{}", path(&item.ident), variant.ident);
                    self.add(path, Is::Variant(fields), &variant.attrs);
                }
            }
            syn::Item::Type(item) if is_public(&item.vis) => {
                self.add(path(&item.ident), Is::Alias(text(&item.ty)), &item.attrs);
            }
            syn::Item::Fn(item) if is_public(&item.vis) => self.function(module, &item.sig, &item.attrs),
            syn::Item::Use(item) if is_public(&item.vis) => {
                let mut uses = Vec::new();
                list_uses(&item.tree, String::new(), &mut uses);
                // What a parent takes from its own files is listed as the parent's.
                for (target, name) in uses.into_iter().filter(|(target, _)| !target.starts_with("self::")) {
                    self.add(module.to_owned(), Is::Use { target, name }, &item.attrs);
                }
            }
            syn::Item::Const(item) if is_public(&item.vis) => {
                let is = Is::Constant(text(&item.ty), text(&item.expr));
                self.add(path(&item.ident), is, &item.attrs);
            }
            syn::Item::Impl(item) => self.implementation(module, item),
            // What `select!` names says again what the model says.
            syn::Item::Mod(item) if is_public(&item.vis) && item.ident != "fields" => {
                let inside = item.content.iter().flat_map(|(_, items)| items);
                inside.for_each(|inner| self.item(&path(&item.ident), inner));
            }
            _ => {}
        }
    }

    /// Lists what is inside of an item that may need features of its own.
    fn item(&mut self, module: &str, item: &syn::Item) {
        let own = match item {
            syn::Item::Struct(item) => gate::of(&item.attrs),
            syn::Item::Enum(item) => gate::of(&item.attrs),
            syn::Item::Impl(item) => gate::of(&item.attrs),
            _ => Features::new(),
        };
        let around = self.features.clone();
        if !own.is_empty() {
            self.features = own;
        }
        self.listed(module, item);
        self.features = around;
    }

    fn implemented(&mut self, path: &str, name: &str) {
        self.add(path.to_owned(), Is::Impl { name: name.to_owned(), types: String::new() }, &[]);
    }

    /// Lists the derived traits that not every type has, and says whether it can be compared by one.
    fn derived(&mut self, path: &str, attributes: &[syn::Attribute]) -> bool {
        let mut is_compared = false;
        let derives = attributes.iter().filter(|attribute| attribute.path().is_ident("derive"));
        for attribute in derives {
            // What is not a list of traits derives nothing.
            let _ = attribute.parse_nested_meta(|meta| {
                let name = text(&meta.path);
                is_compared |= name == "PartialEq";
                if !EVERYWHERE.contains(&name.as_str()) {
                    self.implemented(path, &name);
                }
                Ok(())
            });
        }
        is_compared
    }

    fn implementation(&mut self, module: &str, item: &syn::ItemImpl) {
        let owner = text(&item.self_ty);
        let owner = format!("{module}::{}", owner.strip_prefix("crate::").unwrap_or(&owner));
        if let Some((path, _)) = &item.trait_ {
            let name = text(path);
            if !name.starts_with("wire::") {
                let types = item.items.iter().filter_map(|member| match member {
                    syn::ImplItem::Type(ty) => Some(format!("{} = {}", ty.ident, text(&ty.ty))),
                    _ => None,
                });
                let types = types.collect::<Vec<_>>().join(", ");
                let types = if types.is_empty() { types } else { format!("<{types}>") };
                self.add(owner, Is::Impl { name, types }, &[]);
            }
            return;
        }
        for member in &item.items {
            match member {
                syn::ImplItem::Fn(method) if is_public(&method.vis) => {
                    self.function(&owner, &method.sig, &method.attrs);
                }
                syn::ImplItem::Const(constant) if is_public(&constant.vis) => {
                    let is = Is::Constant(text(&constant.ty), text(&constant.expr));
                    self.add(format!("{owner}::{}", constant.ident), is, &[]);
                }
                _ => {}
            }
        }
    }

    /// Lists a function without the `mut` of its receiver, which does not concern callers.
    fn function(&mut self, owner: &str, signature: &syn::Signature, attributes: &[syn::Attribute]) {
        let mut signature = signature.clone();
        if let Some(syn::FnArg::Receiver(receiver)) = signature.inputs.first_mut() {
            receiver.mutability = None;
        }
        let whole = text(&signature);
        let arguments = signature.inputs.iter().filter_map(|input| match input {
            syn::FnArg::Typed(argument) => Some((text(&argument.pat), text(&argument.ty))),
            syn::FnArg::Receiver(_) => None,
        });
        let is = Is::Function(Signature {
            text: whole.strip_prefix(&format!("fn {}", signature.ident)).unwrap_or_default().to_owned(),
            generics: text(&signature.generics),
            arguments: arguments.collect(),
            result: text(&signature.output),
        });
        self.add(format!("{owner}::{}", signature.ident), is, attributes);
    }
}

/// What a `use` names, each for itself, and what that is called.
fn list_uses(tree: &syn::UseTree, before: String, uses: &mut Vec<(String, String)>) {
    match tree {
        syn::UseTree::Path(path) => list_uses(&path.tree, format!("{before}{}::", path.ident), uses),
        syn::UseTree::Group(group) => {
            group.items.iter().for_each(|tree| list_uses(tree, before.clone(), uses));
        }
        syn::UseTree::Rename(renamed) => {
            uses.push((format!("{before}{}", renamed.ident), renamed.rename.to_string()));
        }
        syn::UseTree::Name(name) => uses.push((format!("{before}{}", name.ident), name.ident.to_string())),
        syn::UseTree::Glob(_) => uses.push((before + "*", "*".to_owned())),
    }
}

/// The types of fields without names: `(String, i64)`.
fn types(fields: &syn::FieldsUnnamed) -> String {
    let types: Vec<_> = fields.unnamed.iter().map(|field| text(&field.ty)).collect();
    format!("({})", types.join(", "))
}

fn is_public(visibility: &syn::Visibility) -> bool {
    matches!(visibility, syn::Visibility::Public(_))
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
            impl crate::Request for List { type Response = Vec<Page>; }
            impl wire::Decode for List {}
        ";
        let model = "#[derive(Clone, Debug, Default, PartialEq, Eq)] pub struct Page { pub id: Option<String>, hidden: u8 }
            pub enum Kind { A, B(String) } pub struct Pair(pub String, #[doc = \"b\"] pub i64); pub const COUNT: Header<i64> = Header::of(\"x\");";
        let files = Files::from([
            ("src/v26_0/page.rs".to_owned(), code.to_owned()),
            ("src/v26_0/models/page.rs".to_owned(), model.to_owned()),
            ("README.md".to_owned(), "pub".to_owned()),
        ]);
        let expected = [
            "v26_0::models::COUNT: Header<i64> = Header::of(\"x\")",
            "v26_0::models::Kind: enum",
            "v26_0::models::Kind: impl Eq",
            "v26_0::models::Kind: impl Hash",
            "v26_0::models::Kind::A",
            "v26_0::models::Kind::B(String)",
            "v26_0::models::Page.id: Option<String>",
            "v26_0::models::Page: impl Default",
            "v26_0::models::Page: impl Eq",
            "v26_0::models::Page: struct",
            "v26_0::models::Pair(String, i64)",
            "v26_0::page::List: impl crate::Request<Response = Vec<Page>>",
            "v26_0::page::List: struct",
            "v26_0::page::List::limit(self, limit: i64) -> Self (deprecated)",
            "v26_0::page::list(page_id: impl Into<String>) -> List",
        ];
        assert_eq!(surface(&files).lines().collect::<Vec<_>>(), expected);
    }
}
