//! The public items of a version.

use crate::emit::{Features, Is, Signature, public_items};
use crate::files::Files;
use std::collections::BTreeMap;

/// The public items by path: `models::Page.name`, `page::get`, `page::Get::limit`, `models::Page impl Default`.
#[derive(Debug, Default)]
pub(super) struct Items {
    by_path: BTreeMap<String, PublicForm>,
}

/// What stands between the path of a type and a trait that it implements, in the path of the implementation.
const IMPL: &str = " impl ";

/// The path of the implementation of a trait: `models::Page impl Default`.
pub(super) fn implementation(path: &str, name: &str) -> String {
    [path, IMPL, name].concat()
}

/// Whether a path is that of an implementation.
pub(super) fn is_implementation(path: &str) -> bool {
    path.contains(IMPL)
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
    /// Whether it is part of the crate and of no version, so that it stays while any version lists it.
    pub(super) is_shared: bool,
    /// The Cargo features of which one is needed; none where it is always compiled.
    pub(super) features: Features,
}

impl PublicForm {
    /// What has no arguments.
    pub(super) fn plain(text: String) -> Self {
        Self { types: text.clone(), text, ..Self::default() }
    }

    /// With its path, as people read it.
    pub(super) fn shown(&self, path: &str) -> String {
        match self.text.as_str() {
            "" | "struct" | "enum" => path.to_owned(),
            text if text.starts_with(['(', '<']) => format!("{path}{text}"),
            text => format!("{path}: {text}"),
        }
    }

    /// Whether callers need a feature that they did not need.
    pub(super) fn is_behind_more(&self, after: &Self) -> bool {
        !after.features.is_empty() && (self.features.is_empty() || !self.features.is_subset(&after.features))
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
            let features = item.features.clone();
            let form = match &item.is {
                Is::Impl { name, types } => {
                    let path = implementation(&path, &outside(name));
                    items.by_path.insert(path, PublicForm { features, ..PublicForm::plain(outside(types)) });
                    continue;
                }
                Is::Use { target, name } => {
                    let text = format!("use {}", outside(target));
                    let form = PublicForm { features, ..PublicForm::plain(text) };
                    items.by_path.insert(format!("{path}::{name}"), form);
                    continue;
                }
                Is::Constant(ty, value) => {
                    let text = outside(&format!("{ty} = {value}"));
                    PublicForm { text, types: outside(ty), ..PublicForm::default() }
                }
                Is::Function(Signature { text, generics, arguments, result }) => {
                    let argument = |(name, ty): &(String, String)| {
                        (name.trim_start_matches("r#").to_owned(), outside(ty))
                    };
                    let arguments: Vec<_> = arguments.iter().map(argument).collect();
                    let types: Vec<_> = arguments.iter().map(|(_, ty)| ty.as_str()).collect();
                    let types = outside(&format!("{generics}({}){result}", types.join(", ")));
                    PublicForm { text: outside(text), types, arguments, ..PublicForm::default() }
                }
                Is::Typed(text) | Is::Alias(text) | Is::Variant(text) => PublicForm::plain(outside(text)),
            };
            let is_shared = !item.path.starts_with(&prefix);
            items.by_path.insert(path, PublicForm { is_shared, features, ..form });
        }
        items
    }

    /// What an item is.
    pub(super) fn get(&self, path: &str) -> Option<&PublicForm> {
        self.by_path.get(path)
    }

    /// The paths of the items that have a name, so no implementations.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.by_path.keys().map(String::as_str).filter(|path| !is_implementation(path))
    }

    /// Every item.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &PublicForm)> {
        self.by_path.iter().map(|(path, form)| (path.as_str(), form))
    }
}

/// The path of what an item is inside of: `a::B` of `a::B.c` and of `a::B impl C`.
pub(super) fn owner(path: &str) -> Option<&str> {
    if let Some((owner, _)) = path.split_once(IMPL) {
        return Some(owner);
    }
    path.get(..path.rfind("::").into_iter().chain(path.rfind('.')).max()?)
}

/// The text without what the width of a line decided.
fn tidy(text: &str) -> String {
    text.replace(",>", ">").replace(",)", ")").replace("=(", "= (")
}

#[cfg(test)]
mod tests {
    use super::{Items, owner};
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
        assert_eq!(text("models::Kind impl From<&str>"), "");
        assert_eq!(owner("models::Kind impl From<a::B>"), Some("models::Kind"));
        assert_eq!(items.iter().count(), 10);
    }
}
