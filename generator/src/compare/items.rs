//! The public items of a version.

use crate::emit::{Is, Signature, public_items};
use crate::files::Files;
use std::collections::{BTreeMap, BTreeSet};

/// The public items by path: `models::Page.name`, `page::get`, `page::Get::limit`.
#[derive(Debug, Default)]
pub(super) struct Items {
    by_path: BTreeMap<String, PublicForm>,
    /// The implemented traits by the path of the type.
    impls: BTreeSet<(String, String)>,
}

/// What is public at a path, without the module of the version.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct PublicForm {
    /// The type, the arguments, or `struct`, as people read it.
    pub(super) text: String,
    /// What the compiler sees of it: neither the names of arguments nor the text that a constant holds.
    pub(super) types: String,
    /// The names and the types of the arguments, but for `self`.
    pub(super) arguments: Vec<(String, String)>,
}

impl PublicForm {
    /// What has no arguments.
    pub(super) fn plain(text: String) -> Self {
        Self { types: text.clone(), text, arguments: Vec::new() }
    }

    /// With its path, as people read it.
    pub(super) fn shown(&self, path: &str) -> String {
        match self.text.as_str() {
            "" | "struct" | "enum" => path.to_owned(),
            text if text.starts_with(['(', '<']) => format!("{path}{text}"),
            text => format!("{path}: {text}"),
        }
    }

    /// Whether the same arguments stand in another order.
    pub(super) fn is_reordered(&self, after: &Self) -> bool {
        let names = |form: &Self| form.arguments.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
        let (mut before, mut after) = (names(self), names(after));
        let differs = before != after;
        before.sort_unstable();
        after.sort_unstable();
        differs && before == after
    }
}

impl Items {
    /// The public items of generated files. `module` is the module of the version.
    pub(super) fn of(files: &Files, module: &str) -> Self {
        let mut items = Self::default();
        let (prefix, inside) = (format!("{module}::"), format!("crate::{module}::"));
        let outside = |text: &str| tidy(&text.replace(&inside, "")).trim().to_owned();
        for item in public_items(files) {
            let path = item.path.strip_prefix(&prefix).unwrap_or(&item.path).to_owned();
            let form = match &item.is {
                Is::Impl(text) => {
                    items.impls.insert((path, outside(text)));
                    continue;
                }
                Is::Use { target, name } => {
                    let text = format!("use {}", outside(target));
                    items.by_path.insert(format!("{path}::{name}"), PublicForm::plain(text));
                    continue;
                }
                Is::Constant(ty, value) => {
                    let text = outside(&format!("{ty} = {value}"));
                    let types = if ty == "&'static str" { ty.clone() } else { text.clone() };
                    PublicForm { text, types, arguments: Vec::new() }
                }
                Is::Function(Signature { text, generics, arguments, result }) => {
                    let argument = |(name, ty): &(String, String)| {
                        (name.trim_start_matches("r#").to_owned(), outside(ty))
                    };
                    let arguments: Vec<_> = arguments.iter().map(argument).collect();
                    let types: Vec<_> = arguments.iter().map(|(_, ty)| ty.as_str()).collect();
                    let types = outside(&format!("{generics}({}){result}", types.join(", ")));
                    PublicForm { text: outside(text), types, arguments }
                }
                Is::Typed(text) | Is::Alias(text) | Is::Variant(text) => PublicForm::plain(outside(text)),
            };
            items.by_path.insert(path, form);
        }
        items
    }

    /// What an item is.
    pub(super) fn get(&self, path: &str) -> Option<&PublicForm> {
        self.by_path.get(path)
    }

    /// Every item.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &PublicForm)> {
        self.by_path.iter().map(|(path, form)| (path.as_str(), form))
    }

    /// Every implemented trait.
    pub(super) fn impls(&self) -> &BTreeSet<(String, String)> {
        &self.impls
    }
}

/// The path of what an item is inside of: `a::B` of `a::B.c`.
pub(super) fn owner(path: &str) -> Option<&str> {
    path.get(..path.rfind("::").into_iter().chain(path.rfind('.')).max()?)
}

/// The text without what the width of a line decided.
fn tidy(text: &str) -> String {
    text.replace(",>", ">").replace(",)", ")").replace("=(", "= (")
}

#[cfg(test)]
mod tests {
    use super::Items;
    use crate::files::Files;

    #[test]
    fn items_have_paths_without_the_module_of_the_version() {
        let page = "pub use crate::v1::models::PageField as Field;
            pub fn get(page_id: impl Into<String>, map: impl IntoIterator<Item = (impl Into<String>, i64)>) -> Get {}
            impl Get { pub fn select<S: crate::Selection<Model = crate::v1::models::Page>>(self) -> crate::Selected<S> {} }";
        let models = "#[deprecated] pub struct Page { #[deprecated] pub id: Option<String> }
            pub enum Kind { #[deprecated] A } impl From<&str> for Kind {} pub use self::page::Page;";
        let files = [("src/v1/page.rs", page), ("src/v1/models/page.rs", models)];
        let files: Files = files.map(|(path, text)| (path.to_owned(), text.to_owned())).into();
        let items = Items::of(&files, "v1");
        let text = |path: &str| items.get(path).unwrap().text.as_str();
        assert_eq!(text("page::Field"), "use models::PageField");
        assert_eq!(text("models::Page"), "struct");
        assert_eq!(text("models::Page.id"), "Option<String>");
        assert_eq!(text("models::Kind::A"), "");
        let get = items.get("page::get").unwrap();
        assert_eq!(get.arguments[0], ("page_id".to_owned(), "impl Into<String>".to_owned()));
        assert_eq!(get.arguments[1].1, "impl IntoIterator<Item = (impl Into<String>, i64)>");
        assert_eq!(
            get.types,
            "(impl Into<String>, impl IntoIterator<Item = (impl Into<String>, i64)>) -> Get"
        );
        assert!(text("page::Get::select").starts_with("<S"));
        assert_eq!(items.impls().len(), 1);
        assert_eq!(items.iter().count(), 7);
    }
}
