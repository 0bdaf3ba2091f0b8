//! The public items of a version, read from the lines of its surface.

use std::collections::{BTreeMap, BTreeSet};

/// The public items by path: `models::Page.name`, `page::get`, `page::Get::limit`.
#[derive(Debug, Default)]
pub(super) struct Items {
    /// The rest of the line behind the path, without the module of the version.
    by_path: BTreeMap<String, String>,
    /// The implemented traits by the path of the type.
    impls: BTreeSet<(String, String)>,
}

/// An argument of a function: its name and its type.
pub(super) type Argument = (String, String);

impl Items {
    /// Reads the lines of a surface. `module` is the module of the version.
    pub(super) fn of(surface: &str, module: &str) -> Self {
        let mut items = Self::default();
        let (prefix, inside) = (format!("{module}::"), format!("crate::{module}::"));
        for line in surface.lines() {
            let line = line.replace(&inside, "");
            let line = line.strip_prefix(&prefix).unwrap_or(&line);
            items.read(line);
        }
        items
    }

    fn read(&mut self, line: &str) {
        let end = line.find(|letter| "(<= ".contains(letter)).unwrap_or(line.len());
        let (path, rest) = line.split_at(end);
        let path = path.strip_suffix(':').unwrap_or(path);
        let rest = rest.trim().trim_end_matches(" (deprecated)");
        let rest = if rest == "(deprecated)" { "" } else { rest };
        if let Some(change_kind) = rest.strip_prefix("impl ") {
            self.impls.insert((path.to_owned(), tidy(change_kind)));
        } else if let Some(change_kind) = rest.strip_prefix("use ") {
            // The files under `models/` are not modules that callers see.
            if !change_kind.starts_with("self::") && !change_kind.contains('{') {
                let (target, name) =
                    change_kind.split_once(" as ").unwrap_or((change_kind, last(change_kind)));
                self.by_path.insert(format!("{path}::{name}"), format!("use {target}"));
            }
        } else {
            let rest = rest.strip_prefix("= ").unwrap_or(rest);
            self.by_path.insert(path.to_owned(), tidy(rest));
        }
    }

    /// What follows the path of an item in its line: a type, the arguments, or `struct`.
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

    #[test]
    fn lines_become_items() {
        let items = Items::of(
            "v1::page: use crate::v1::models::PageField as Field\nv1::models::Page: struct (deprecated)\n\
             v1::models::Page.id: Option<String> (deprecated)\nv1::models::Kind::A (deprecated)\n\
             v1::page::get(page_id: impl Into<String>, map: impl IntoIterator<Item =(impl Into<String>, i64)>,) -> Get\n\
             v1::page::Get::select<S: crate::Selection<Model = Page>>(self) -> crate::Selected<S>\n\
             v1::models::Kind: impl From<&str>\nv1::models: use self::page::Page\n",
            "v1",
        );
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
        assert_eq!(items.iter().count(), 6);
    }
}
