//! Where an operation stands: its module, and what its function could be called.

mod cut;
mod document;
mod graph;
mod made_up;

use super::plural::singular;
use super::{module, words};
use crate::ir::{Ident, NameHint, Style};
pub(crate) use document::DocumentNames;
pub(crate) use graph::graph_module;

/// Words of a name, in lower case.
type Words = Vec<String>;

/// What the names of an operation are made from.
pub(crate) struct OperationSource<'a> {
    pub(crate) style: Style,
    pub(crate) path: &'a str,
    pub(crate) method: &'a str,
    pub(crate) operation_id: Option<&'a str>,
    pub(crate) tags: Vec<&'a str>,
}

/// The words for the names of one operation.
#[derive(Clone, Debug)]
pub(crate) struct OperationWords {
    pub(crate) module: Vec<Ident>,
    /// Other modules that the operation could stand in; it stays in one of them if it was published there.
    pub(crate) other_modules: Vec<Ident>,
    /// The words for the function.
    pub(crate) function: NameHint,
    /// Shorter names of the function, the shortest first.
    pub(crate) shorter: Vec<String>,
    /// Whether the shortest is that of another operation in the first place: that of a list for one of its members.
    pub(crate) yields: bool,
    /// The words that types inside the operation start with.
    pub(crate) types: NameHint,
}

impl OperationWords {
    /// Calls an edge that leads to one object as a node is called.
    pub(crate) fn of_one(&mut self) {
        if self.function.words == [LIST] {
            self.function = NameHint::given(GET);
            self.types.words.pop();
            self.types.words.push(GET.to_owned());
        }
    }
}

impl<'a> OperationSource<'a> {
    /// The words, by the style of the document.
    pub(crate) fn words(&self, names: &DocumentNames) -> OperationWords {
        match self.style {
            Style::Graph => graph::words(self.path, self.method),
            Style::Operation => self.by_id(names),
        }
    }

    /// The paths that the function may have, as far as they do not depend on other operations: `pets::list`,
    /// `pets::list_pets`.
    pub(crate) fn function_paths(&self, names: &DocumentNames) -> Vec<String> {
        let OperationWords { module: path, function, mut shorter, .. } = self.words(names);
        let path: Vec<_> = path.iter().map(|word| module(word.as_str(), &[])).collect();
        if self.style == Style::Graph && function.words == [LIST] {
            // Whether it is a list shows in its answer only.
            shorter.push(GET.to_owned());
        }
        shorter.push(function.words.join(" "));
        let functions = shorter.iter().map(|name| words::snake(name));
        functions.map(|name| [path.as_slice(), &[name]].concat().join("::")).collect()
    }

    /// The tag that names the module.
    fn tag(&self) -> Option<&'a str> {
        self.tags.iter().copied().find_map(text)
    }

    fn by_id(&self, names: &DocumentNames) -> OperationWords {
        let id = self.operation_id.and_then(text);
        let own = id.and_then(|id| made_up::without_additions(self, id, names));
        let (module, other_modules) = self.modules(own.as_deref().or(id), names);
        let module_words = split(&module);
        let tag = self.tag().unwrap_or(DEFAULT_MODULE);
        let Some(id) = id else {
            let words = path_words(self.method, self.path);
            let types = NameHint::of(vec![words]);
            let shorter = self.short_path_words(&module_words, names);
            return OperationWords {
                module: vec![Ident(module)],
                other_modules,
                function: types.clone(),
                shorter,
                yields: false,
                types,
            };
        };
        let written = without_module(own.as_deref().unwrap_or(id), tag);
        let (shorter, yields) = self.shorter(written, &module_words, names);
        let all = |id: &str| if own.is_some() { vec![id.to_owned()] } else { Vec::new() };
        let function = NameHint { longer: all(without_module(id, tag)), ..NameHint::given(written) };
        let types =
            NameHint { longer: all(id), ..NameHint::of(vec![own.as_deref().unwrap_or(id).to_owned()]) };
        OperationWords { module: vec![Ident(module)], other_modules, function, shorter, yields, types }
    }

    /// The module as words, and others that it was or could be. The name is that of the function, if it has one.
    fn modules(&self, name: Option<&str>, names: &DocumentNames) -> (String, Vec<Ident>) {
        let default = || DEFAULT_MODULE.to_owned();
        let Some(tag) = self.tag() else {
            let Some(segment) = names.segment(self) else { return (default(), Vec::new()) };
            let mut modules = vec![segment.to_owned(), default()];
            let is_module = |name: &str| {
                cut::thing(&self.without_noise(names.id_words(name))) == cut::thing(&split(segment))
            };
            if let Some(tag) = names.tag_like(segment) {
                modules.insert(0, module_of_tag(tag, names).0);
            } else if name.is_some_and(is_module) && !names.is_shared(segment) {
                // `ping::ping` says one thing twice.
                modules.reverse();
            }
            let module = modules.remove(0);
            return (module, modules.into_iter().map(Ident).collect());
        };
        module_of_tag(tag, names)
    }

    /// The names of the function without what its module, its path or its document says already, and whether the first
    /// yields.
    fn shorter(&self, written: &str, module: &Words, names: &DocumentNames) -> (Vec<String>, bool) {
        let words = self.without_noise(names.id_words(written));
        let mut shorter = Vec::new();
        if let Some(parameter) = made_up::of_path(self, &words) {
            shorter.extend(
                cut::after_first(&words, module)
                    .into_iter()
                    .flat_map(|rest| without_parameter(rest, &parameter)),
            );
        }
        let yields = shorter.first().is_some_and(|first| first.len() == 1);
        // What stands before the module is where the API is, not what the operation does.
        if let Some(rest) = after_module(written, module).map(split).filter(cut::is_name) {
            shorter.extend(cut::cut(&rest, module, self.path));
            shorter.push(rest);
        }
        let noise = words.iter().take_while(|word| is_noise(word)).count();
        let inner = words.get(noise..).filter(|inner| noise > 0 && cut::leading(inner, module).is_some());
        let inner = inner.map(<[String]>::to_vec).unwrap_or_else(|| words.clone());
        shorter.extend(cut::cut(&inner, module, self.path));
        let is_made_up = made_up::of_path(self, &words).is_some();
        if words != split(written) {
            shorter.push(words.clone());
        }
        if is_made_up {
            let first = shorter.first().unwrap_or(&words);
            shorter.splice(..0, self.of_collection(first, names));
        }
        let mut names: Vec<String> = Vec::new();
        for name in shorter.into_iter().map(|words| words.join(" ")) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        (names, yields)
    }

    /// The words of an operationId without the `api` and the version that its path begins with.
    fn without_noise(&self, words: Words) -> Words {
        let noise: Words =
            segments(self.path).take_while(|segment| is_noise(segment)).flat_map(split).collect();
        let rest = words.strip_prefix(noise.as_slice()).map(<[String]>::to_vec);
        rest.filter(|rest| !rest.is_empty() && cut::is_name(rest)).unwrap_or(words)
    }

    /// What a method and a path are called where the path is that of a list or of its items: `list_members`,
    /// `get_member`.
    fn of_collection(&self, words: &Words, names: &DocumentNames) -> Option<Words> {
        let (method, rest) = words.split_first()?;
        let is_read = method == GET;
        if is_read && names.is_collection(self.path) {
            return Some([&[LIST.to_owned()], rest].concat());
        }
        let is_its_own = is_read || matches!(method.as_str(), "delete" | "put" | "patch");
        let parameter = segments(self.path).last().and_then(parameter).filter(|_| is_its_own)?;
        if !names.is_item(self.path) {
            return None;
        }
        let id = ["id".to_owned()];
        let fixed =
            rest.strip_suffix(split(parameter).as_slice()).or_else(|| rest.strip_suffix(&id)).unwrap_or(rest);
        let fixed = fixed.strip_suffix(&["by".to_owned()]).unwrap_or(fixed);
        let one = [std::slice::from_ref(method), fixed].concat().join("_");
        Some(split(&if fixed.is_empty() { one } else { singular(&one) }))
    }

    /// The method and the path, without what says nothing and without the module: first with the parameter at the end
    /// alone, then with all.
    fn short_path_words(&self, module: &Words, names: &DocumentNames) -> Vec<String> {
        let mut rest: Vec<&str> = names.own_segments(self).filter(|segment| !is_noise(segment)).collect();
        let is_fixed = |segment: &&str| parameter(segment).is_none();
        let first = rest.iter().position(is_fixed);
        let is_module = |segment: &str| cut::leading(&split(segment), module).is_some();
        if let Some(first) = first.filter(|first| rest.get(*first).is_some_and(|segment| is_module(segment)))
        {
            rest.remove(first);
        }
        let last = rest.len().saturating_sub(1);
        let outer = rest.iter().enumerate().filter(|(at, segment)| *at == last || is_fixed(segment));
        let outer: Vec<&str> = outer.map(|(_, segment)| *segment).collect();
        let mut shorter = [outer, rest].map(|segments| path_words(self.method, &segments.join("/"))).to_vec();
        let first = shorter.first().map(|first| split(first)).unwrap_or_default();
        shorter.splice(..0, self.of_collection(&first, names).map(|words| words.join(" ")));
        shorter.dedup();
        shorter
    }
}

/// The module of a tag as words, and others that it was or could be.
fn module_of_tag(tag: &str, names: &DocumentNames) -> (String, Vec<Ident>) {
    let all = split(tag);
    let short = names.tag_words(tag);
    // Which version all tags begin with changes when a tag arrives.
    let version = all.iter().rposition(|word| is_version(word)).map_or(0, |last| last + 1);
    let rest = all.get(version..).filter(|rest| version > 0 && !rest.is_empty());
    let others = rest.map(|rest| Ident(rest.join(" "))).into_iter().chain([Ident(tag.to_owned())]);
    // A tag that has nothing to leave out stays as it is written.
    let module = if short == all { tag.to_owned() } else { short.join(" ") };
    (module, others.collect())
}

/// The words of a method and a path after its first segment, first without the parameter that stands there.
fn without_parameter(words: Words, parameter: &Words) -> Vec<Words> {
    match words.split_first() {
        // `get_id` would be something else.
        Some((method, rest)) if rest == ["id"] => vec![vec![method.clone()]],
        Some((method, rest)) if !rest.is_empty() && rest == parameter.as_slice() => {
            vec![vec![method.clone()], words]
        }
        _ => cut::after_first(&words, parameter).into_iter().chain([words]).collect(),
    }
}

/// The words of a text, in lower case.
fn split(text: &str) -> Words {
    let snake = words::snake(text);
    let starts_with_digit = text.starts_with(|first: char| first.is_ascii_digit());
    let snake = snake.strip_prefix("value_").filter(|_| starts_with_digit).unwrap_or(&snake);
    snake.split('_').map(str::to_owned).collect()
}

/// The segments of a path that say something.
fn speaking(path: &str) -> impl Iterator<Item = &str> {
    segments(path).filter(|segment| !is_noise(segment))
}

/// Whether a segment, or a word, says where the API is instead of what is there.
fn is_noise(segment: &str) -> bool {
    let is_date = segment.starts_with(|first: char| first.is_ascii_digit())
        && segment.chars().all(|letter| letter.is_ascii_digit() || matches!(letter, '-' | '.'));
    matches!(segment.to_ascii_lowercase().as_str(), "api" | "apis" | "rest") || is_date || is_version(segment)
}

/// Whether a word names a version: `v1`, `V2beta1`, `v2.0`, `20230101`, `api20100401`.
fn is_version(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    let digits = word.trim_start_matches(|letter: char| letter.is_ascii_alphabetic());
    let is_dated = digits.len() == 8 && digits.bytes().all(|digit| digit.is_ascii_digit());
    let number = word.strip_prefix('v').filter(|rest| rest.starts_with(|first: char| first.is_ascii_digit()));
    let is_number = number.is_some_and(|rest| {
        let tail =
            rest.trim_start_matches(|letter: char| letter.is_ascii_digit() || matches!(letter, '.' | '-'));
        let kind = tail.trim_end_matches(|letter: char| letter.is_ascii_digit());
        matches!(kind, "" | "alpha" | "beta")
    });
    is_dated || is_number
}

/// A text without surrounding white space; `None` where nothing is left.
fn text(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|text| !text.is_empty())
}

/// The function that reads a node.
const GET: &str = "get";

/// The function that reads the list at an edge.
const LIST: &str = "list";

/// The module of operations that neither a tag nor a path gives one.
const DEFAULT_MODULE: &str = "default";

/// `issues/list` in the module `issues` is `list`.
fn without_module<'t>(id: &'t str, module: &str) -> &'t str {
    let Some((first, rest)) = id.split_once(['/', '.', ':']) else { return id };
    let same = first.replace(['-', '_', ' '], "").eq_ignore_ascii_case(&module.replace(['-', '_', ' '], ""));
    if same && !rest.is_empty() { rest } else { id }
}

/// What stands after the module in an operationId that is written as a path: `get` of `app.users.get`.
fn after_module<'t>(id: &'t str, module: &Words) -> Option<&'t str> {
    const SIGNS: [char; 3] = ['/', '.', ':'];
    let ends = id.match_indices(SIGNS).rev();
    let is_module = |before: &str| {
        let starts = before.match_indices(SIGNS).map(|(at, sign)| at + sign.len());
        let mut pieces = starts.chain([0]).filter_map(|start| before.get(start..));
        pieces.any(|piece| cut::leading(&split(piece), module) == Some(split(piece).len()))
    };
    let (end, sign) = ends.into_iter().find(|(end, _)| id.get(..*end).is_some_and(is_module))?;
    id.get(end + sign.len()..)
}

/// `GET /pets/{petId}` is `get pets by petId`.
fn path_words(method: &str, path: &str) -> String {
    let mut words = vec![method.to_ascii_lowercase()];
    for segment in segments(path) {
        if let Some(name) = parameter(segment) {
            words.push(format!("by {name}"));
        } else {
            words.push(segment.replace(['{', '}'], " "));
        }
    }
    words.join(" ")
}

fn segments(path: &str) -> impl Iterator<Item = &str> {
    let path = path.split(['#', '?']).next().unwrap_or(path);
    path.split('/').filter(|segment| !segment.is_empty())
}

fn parameter(segment: &str) -> Option<&str> {
    segment.strip_prefix('{')?.strip_suffix('}')
}

#[cfg(test)]
mod tests {
    use super::{path_words, without_module};

    #[test]
    fn functions_are_named_by_id_or_path() {
        assert_eq!(without_module("issues/list", "issues"), "list");
        assert_eq!(without_module("issues/list", "repos"), "issues/list");
        assert_eq!(path_words("GET", "/pets/{petId}"), "get pets by petId");
    }
}
