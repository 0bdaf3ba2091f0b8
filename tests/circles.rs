//! No circle of imports between the modules of a package, but that of a parent and its children.

use graph_tests::workspace;
use std::collections::{BTreeMap, BTreeSet};

/// The circles that stay: the package, the module that holds them, and its children that refer to each other.
const ALLOWED: [(&str, &str, &[&str]); 1] =
    // A parameter has a content, whose parts have headers, which are read like parameters.
    [("generator/src", "document::typed", &["content", "parameter"])];

type Path = Vec<String>;

/// The modules of a package, by path, with the tokens of their code.
struct Package {
    modules: BTreeMap<Path, Vec<String>>,
}

#[test]
fn no_modules_import_each_other_in_a_circle() {
    let mut found = Vec::new();
    let mut allowed: Vec<_> = ALLOWED.to_vec();
    for root in roots() {
        for (parent, circle) in Package::read(&root).circles() {
            let names: Vec<&str> = circle.keys().map(String::as_str).collect();
            let rule = (root.as_str(), parent.join("::"), names.as_slice());
            match allowed
                .iter()
                .position(|(root, parent, names)| (*root, (*parent).to_owned(), *names) == rule)
            {
                Some(index) => drop(allowed.swap_remove(index)),
                None => found.push(format!("{root}, in `{}`: {circle:#?}", parent.join("::"))),
            }
        }
    }
    assert!(found.is_empty(), "{} circles of imports:\n{}", found.len(), found.join("\n"));
    assert!(allowed.is_empty(), "these circles are gone, so the test need not allow them: {allowed:?}");
}

#[test]
fn circles_are_found_behind_what_a_parent_imports() {
    let package = Package::of([
        ("lib", "mod a; mod b; use a::One;"),
        ("a", "use super::b::{self, inner::Two as Three}; // use crate::c"),
        ("b", "pub mod inner; fn f() -> crate::One { \"use super::c\" }"),
        ("b/inner", "pub struct Two;"),
        ("c", "fn f(_: &'static crate::a::One) {}"),
    ]);
    let circles = package.circles();
    assert_eq!(circles.len(), 1, "{circles:?}");
    let (parent, circle) = &circles[0];
    assert!(parent.is_empty() && circle.keys().eq(["a", "b"]), "{circles:?}");
}

/// The folders of the sources of `generator` and of every package in `xtask`.
fn roots() -> Vec<String> {
    let manifests = workspace::texts(&workspace::root().join("xtask"), "Cargo.toml").unwrap();
    let inside = manifests.iter().map(|(path, _)| format!("xtask/{}", path.replace("Cargo.toml", "src")));
    let roots = std::iter::once("generator/src".to_owned()).chain(inside);
    roots.filter(|root| workspace::root().join(root).is_dir()).collect()
}

impl Package {
    fn read(root: &str) -> Self {
        let files = workspace::texts(&workspace::root().join(root), ".rs").unwrap();
        Self::of(files.iter().filter_map(|(path, text)| Some((path.strip_suffix(".rs")?, text.as_str()))))
    }

    /// A package of these files, each by its path without the ending.
    fn of<'t>(files: impl IntoIterator<Item = (&'t str, &'t str)>) -> Self {
        let modules = files.into_iter().filter_map(|(path, text)| {
            let path: Path = path.split('/').map(ToOwned::to_owned).collect();
            let is_root = path.len() == 1 && ["lib", "main"].contains(&path[0].as_str());
            let is_test = path.iter().any(|name| name == "tests");
            let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
            (!is_test).then(|| (if is_root { Path::new() } else { path }, tokens(code)))
        });
        Self { modules: modules.collect() }
    }

    /// The children of each module that refer to each other in a circle, each with what it refers to for example.
    fn circles(&self) -> Vec<(Path, BTreeMap<String, String>)> {
        let mut edges: BTreeMap<Path, BTreeMap<String, BTreeMap<String, String>>> = BTreeMap::new();
        for from in self.modules.keys() {
            for to in self.references(from) {
                let common = from.iter().zip(&to).take_while(|(left, right)| left == right).count();
                // A parent and what is inside of it may know each other.
                if let (Some(left), Some(right)) = (from.get(common), to.get(common)) {
                    let children = edges.entry(from[..common].to_vec()).or_default();
                    let example = format!("{} -> {}", from.join("::"), to.join("::"));
                    children.entry(left.clone()).or_default().entry(right.clone()).or_insert(example);
                }
            }
        }
        let circles = edges.into_iter().flat_map(|(parent, children)| {
            let mut left: BTreeSet<String> = children.keys().cloned().collect();
            let mut circles = Vec::new();
            while let Some(first) = left.pop_first() {
                let ahead = reachable(&children, &first);
                let circle: BTreeSet<String> =
                    ahead.into_iter().filter(|name| reachable(&children, name).contains(&first)).collect();
                left.retain(|name| !circle.contains(name));
                let inside = circle.iter().map(|name| {
                    let edge = children[name].iter().find(|(to, _)| circle.contains(*to));
                    (name.clone(), edge.map(|(_, example)| example.clone()).unwrap_or_default())
                });
                if circle.len() > 1 {
                    circles.push((parent.clone(), inside.collect()));
                }
            }
            circles
        });
        circles.collect()
    }

    /// The modules that a module refers to.
    fn references(&self, from: &Path) -> BTreeSet<Path> {
        let tokens = &self.modules[from];
        let uses = uses(tokens);
        let mut found = BTreeSet::new();
        for path in inline(tokens) {
            let imported = uses.iter().find(|(name, _)| *name == path[0]);
            let whole = imported.map(|(_, used)| [used.as_slice(), &path[1..]].concat());
            found.extend(self.resolve(from, &whole.unwrap_or(path), 0));
        }
        found.extend(uses.iter().filter_map(|(_, used)| self.resolve(from, used, 0)));
        found
    }

    /// The module that a path in `from` leads into, through what the modules on its way import themselves.
    fn resolve(&self, from: &Path, path: &[String], depth: usize) -> Option<Path> {
        let child = |parent: &Path, name: &String| [parent.as_slice(), std::slice::from_ref(name)].concat();
        let (mut module, mut rest) = (from.clone(), path);
        match path.first()?.as_str() {
            "crate" => (module, rest) = (Path::new(), &path[1..]),
            "self" => rest = &path[1..],
            "super" => {}
            _ if self.modules.contains_key(&child(&module, &path[0])) => {}
            _ => return None,
        }
        while rest.first().is_some_and(|name| name == "super") {
            module.pop();
            rest = &rest[1..];
        }
        while let Some(name) = rest.first() {
            let inner = child(&module, name);
            if self.modules.contains_key(&inner) {
                (module, rest) = (inner, &rest[1..]);
                continue;
            }
            let imported = uses(self.modules.get(&module)?).into_iter().find(|(known, _)| known == name);
            let Some((_, used)) = imported.filter(|_| depth < 8) else { break };
            let whole = [used.as_slice(), &rest[1..]].concat();
            return self.resolve(&module, &whole, depth + 1).or(Some(module));
        }
        Some(module)
    }
}

/// What can be reached from a node, by at least one edge.
fn reachable(edges: &BTreeMap<String, BTreeMap<String, String>>, from: &str) -> BTreeSet<String> {
    let (mut seen, mut open) = (BTreeSet::new(), vec![from.to_owned()]);
    while let Some(next) = open.pop() {
        for to in edges.get(&next).into_iter().flat_map(BTreeMap::keys) {
            if seen.insert(to.clone()) {
                open.push(to.clone());
            }
        }
    }
    seen
}

/// The names that the `use`s of a text bring in, with their paths.
fn uses(tokens: &[String]) -> Vec<(String, Path)> {
    let mut found = Vec::new();
    for (at, _) in tokens.iter().enumerate().filter(|(_, token)| *token == "use") {
        let end = tokens[at..].iter().position(|token| token == ";").map_or(tokens.len(), |end| at + end);
        tree(&tokens[at + 1..end], &Path::new(), &mut found);
    }
    found
}

/// Reads one tree of a `use`, which stands inside of `prefix`.
fn tree(tokens: &[String], prefix: &Path, found: &mut Vec<(String, Path)>) {
    match tokens {
        [open, inside @ .., _] if open == "{" => {
            let (mut depth, mut start) = (0, 0);
            for (at, token) in inside.iter().enumerate() {
                match token.as_str() {
                    "{" => depth += 1,
                    "}" => depth -= 1,
                    "," if depth == 0 => {
                        tree(&inside[start..at], prefix, found);
                        start = at + 1;
                    }
                    _ => {}
                }
            }
            tree(&inside[start..], prefix, found);
        }
        [name, colons, rest @ ..] if colons == "::" => {
            tree(rest, &[prefix.as_slice(), std::slice::from_ref(name)].concat(), found);
        }
        [name, rest @ ..] => {
            let is_whole = name == "self" && !prefix.is_empty();
            let path = if is_whole {
                prefix.clone()
            } else {
                [prefix.as_slice(), std::slice::from_ref(name)].concat()
            };
            let shown = rest.get(1).or(path.last()).cloned().unwrap_or_default();
            found.push((shown, path));
        }
        [] => {}
    }
}

/// The paths that stand in the code itself.
fn inline(tokens: &[String]) -> Vec<Path> {
    let is_word = |token: &String| token.starts_with(|letter: char| letter.is_alphabetic() || letter == '_');
    let mut found = Vec::new();
    let mut at = 0;
    while at + 2 < tokens.len() {
        let mut end = at;
        while end + 2 < tokens.len()
            && is_word(&tokens[end])
            && tokens[end + 1] == "::"
            && is_word(&tokens[end + 2])
        {
            end += 2;
        }
        if end > at {
            found.push(tokens[at..=end].iter().step_by(2).cloned().collect());
        }
        at = end + 1;
    }
    found
}

/// The words and marks of a text, without its comments and literals.
fn tokens(code: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut rest = code;
    while let Some(first) = rest.chars().next() {
        let is_word = |letter: char| letter.is_alphanumeric() || letter == '_';
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if first == '"' {
            let mut is_escaped = false;
            let end = rest[1..].find(|letter| {
                let is_end = letter == '"' && !is_escaped;
                is_escaped = letter == '\\' && !is_escaped;
                is_end
            });
            end.map_or(rest.len(), |end| end + 2)
        } else if rest.starts_with("r\"") || rest.starts_with("r#\"") {
            let end = if rest.starts_with("r#") { "\"#" } else { "\"" };
            rest[3..].find(end).map_or(rest.len(), |at| 3 + at + end.len())
        } else if first == '\'' {
            // A letter, or the name of a lifetime, which stays as a word.
            let letter = rest[1..].chars().next().map_or(0, char::len_utf8);
            let escaped =
                rest[1..].starts_with('\\').then(|| rest[3..].find('\'').map(|end| end + 4)).flatten();
            escaped.unwrap_or(if rest[1 + letter..].starts_with('\'') { letter + 2 } else { 1 })
        } else if is_word(first) {
            let length = rest.find(|letter| !is_word(letter)).unwrap_or(rest.len());
            tokens.push(rest[..length].to_owned());
            length
        } else {
            let length = if rest.starts_with("::") { 2 } else { first.len_utf8() };
            if !first.is_whitespace() {
                tokens.push(rest[..length].to_owned());
            }
            length
        };
        rest = &rest[length..];
    }
    tokens
}
