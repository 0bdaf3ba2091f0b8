//! The public items of a version.

use crate::emit::{Is, public_items};
use crate::files::Files;
use std::collections::{BTreeMap, BTreeSet};

/// The public items by path: `models::Page.name`, `page::get`, `page::Get::limit`.
#[derive(Debug, Default)]
pub(super) struct Items {
    /// The type, the arguments, or `struct`, without the module of the version.
    by_path: BTreeMap<String, String>,
    /// The implemented traits by the path of the type.
    impls: BTreeSet<(String, String)>,
}

/// An argument of a function: its name and its type.
pub(super) type Argument = (String, String);

impl Items {
    /// The public items of generated files. `module` is the module of the version.
    pub(super) fn of(files: &Files, module: &str) -> Self {
        let mut items = Self::default();
        let (prefix, inside) = (format!("{module}::"), format!("crate::{module}::"));
        let outside = |text: String| tidy(&text.replace(&inside, ""));
        for item in public_items(files) {
            let path = item.path.strip_prefix(&prefix).unwrap_or(&item.path).to_owned();
            match item.is {
                Is::Impl(text) => {
                    items.impls.insert((path, outside(text)));
                }
                Is::Use(text) => {
                    let target = text.replace(&inside, "");
                    let (target, name) = target.split_once(" as ").unwrap_or((&target, last(&target)));
                    items.by_path.insert(format!("{path}::{name}"), format!("use {target}"));
                }
                Is::Typed(text) | Is::Alias(text) | Is::Form(text) => {
                    items.by_path.insert(path, outside(text).trim().to_owned());
                }
            }
        }
        items
    }

    /// What an item is: a type, the arguments, or `struct`.
    pub(super) fn get(&self, path: &str) -> Option<&str> {
        self.by_path.get(path).map(String::as_str)
    }

    /// Every item.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.by_path.iter().map(|(path, rest)| (path.as_str(), rest.as_str()))
    }

    /// Every implemented trait.
    pub(super) fn impls(&self) -> &BTreeSet<(String, String)> {
        &self.impls
    }

    /// The arguments of a function or method, but for `self`.
    pub(super) fn arguments(&self, path: &str) -> Vec<Argument> {
        self.get(path).map(|rest| arguments(rest).0).unwrap_or_default()
    }
}

/// The signature without the names of the arguments and the text that a constant holds, which are nothing to callers.
pub(super) fn nameless(rest: &str) -> String {
    const TEXT: &str = "&'static str";
    if rest.strip_prefix(TEXT).is_some_and(|value| value.starts_with(" = ")) {
        return TEXT.to_owned();
    }
    if !rest.contains("->") {
        return rest.to_owned();
    }
    let generics = rest.find('(').and_then(|at| rest.get(..at)).unwrap_or_default();
    let (arguments, result) = arguments(rest);
    let types: Vec<_> = arguments.into_iter().map(|(_, ty)| ty).collect();
    format!("{generics}({}){result}", types.join(", "))
}

/// Whether the same arguments stand in another order.
pub(super) fn is_reordered(before: &str, after: &str) -> bool {
    let names = |rest| arguments(rest).0.into_iter().map(|(name, _)| name).collect::<Vec<_>>();
    let (mut before, mut after) = (names(before), names(after));
    let differs = before != after;
    before.sort_unstable();
    after.sort_unstable();
    differs && before == after
}

/// The arguments of a signature such as `(self, limit: i64) -> Self`, and what follows them.
fn arguments(rest: &str) -> (Vec<Argument>, String) {
    let Some(start) = rest.find('(') else { return Default::default() };
    let mut depth = 0_usize;
    let (mut found, mut from) = (Vec::new(), start + 1);
    let mut previous = ' ';
    for (at, letter) in rest.char_indices().skip_while(|(at, _)| *at < start) {
        match letter {
            '(' | '<' | '[' => depth += 1,
            // The arrow is not a bracket.
            '>' if previous == '-' => {}
            ')' | '>' | ']' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    found.extend(rest.get(from..at).and_then(argument));
                    return (found, rest.get(at + 1..).unwrap_or_default().to_owned());
                }
            }
            ',' if depth == 1 => {
                found.extend(rest.get(from..at).and_then(argument));
                from = at + 1;
            }
            _ => {}
        }
        previous = letter;
    }
    (found, String::new())
}

fn argument(text: &str) -> Option<Argument> {
    let (name, ty) = text.trim().split_once(": ")?;
    Some((name.trim_start_matches("r#").to_owned(), ty.to_owned()))
}

fn last(path: &str) -> &str {
    path.rsplit("::").next().unwrap_or(path)
}

/// The text without what the width of a line decided.
fn tidy(text: &str) -> String {
    text.replace(",>", ">").replace(",)", ")").replace("=(", "= (")
}

#[cfg(test)]
mod tests {
    use super::{Items, nameless};
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
        assert_eq!(items.get("page::Field"), Some("use models::PageField"));
        assert_eq!(items.get("models::Page"), Some("struct"));
        assert_eq!(items.get("models::Page.id"), Some("Option<String>"));
        assert_eq!(items.get("models::Kind::A"), Some(""));
        let arguments = items.arguments("page::get");
        assert_eq!(arguments[0], ("page_id".to_owned(), "impl Into<String>".to_owned()));
        assert_eq!(arguments[1].1, "impl IntoIterator<Item = (impl Into<String>, i64)>");
        assert_eq!(
            nameless(items.get("page::get").unwrap()),
            "(impl Into<String>, impl IntoIterator<Item = (impl Into<String>, i64)>) -> Get"
        );
        assert!(items.get("page::Get::select").unwrap().starts_with("<S"));
        assert_eq!(items.impls().len(), 1);
        assert_eq!(items.iter().count(), 7);
    }
}
