//! The name lock: which item of the documents was published under which name.
//!
//! A name that callers use must not change because something new arrives beside the item. So every name that was ever
//! chosen in competition with others is written down, and is kept the next time. One line holds one name, in four
//! columns between tabs: the scope in which names compete, what the document calls the item, where it stands where that
//! is needed to tell two apart, and the name. A fifth column says which argument of its function an item is: callers
//! know arguments by their order. The scope `shape` holds fingerprints in place of names: of the types that stand in
//! several places, so that the name goes to what it was published for when one of the places changes.

use std::collections::BTreeMap;

/// The names of published items.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NameLock {
    scopes: BTreeMap<String, Scope>,
}

/// The names that compete with each other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    names: BTreeMap<(String, String), Published>,
}

/// What callers know an item by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// Its name in Rust.
    pub name: String,
    /// Which argument of its function it is, from 1; `None` where it is not an argument.
    pub argument: Option<u32>,
}

/// A line of a name lock that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {reason}")]
pub struct ParseError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub reason: String,
}

/// An item that has or gets a name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Key {
    /// What the document calls it.
    pub text: String,
    /// Where it stands; empty where the text alone identifies it.
    pub place: String,
}

impl Key {
    /// An item whose text distinguishes it from all others of its scope.
    pub fn of(text: impl Into<String>) -> Self {
        Self { text: text.into(), place: String::new() }
    }
}

impl NameLock {
    /// Reads the text of a lock. Empty lines and lines that begin with `#` say nothing.
    ///
    /// # Errors
    ///
    /// The first line that has neither four columns nor five, whose name is not an identifier of Rust, whose fifth
    /// column is not a number, or that names an item again.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        let mut lock = Self::default();
        for (number, line) in (1..).zip(text.lines()) {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let refuse = |reason: String| ParseError { line: number, reason };
            let mut columns: Vec<String> = line.split('\t').map(unescape).collect();
            let argument = columns.get(4).map(|number| {
                let number = number.parse().ok().filter(|number| *number > 0);
                number.ok_or_else(|| refuse("the fifth column is not the number of an argument".to_owned()))
            });
            let argument = argument.transpose()?;
            columns.truncate(if columns.len() == 5 { 4 } else { columns.len() });
            let [scope, text, place, name] = <[String; 4]>::try_from(columns).map_err(|columns| {
                let count = columns.len();
                refuse(format!(
                    "it has {count} columns between tabs, and four are needed, five of an argument"
                ))
            })?;
            if !is_identifier(&name) {
                return Err(refuse(format!("`{name}` is not a Rust identifier")));
            }
            let key = Key { text, place };
            if let Some(Published { name, .. }) = lock.scope(&scope).and_then(|scope| scope.exact(&key)) {
                return Err(refuse(format!("`{}` of `{scope}` is `{name}` already", key.text)));
            }
            lock.insert(&scope, key, Published { name, argument });
        }
        Ok(lock)
    }

    /// The text of the lock, without a header: one line a name, sorted.
    pub fn render(&self) -> String {
        let mut text = String::new();
        for (scope, names) in &self.scopes {
            for ((item, place), Published { name, argument }) in &names.names {
                let columns = [scope, item, place, name].map(|column| escape(column));
                text.push_str(&columns.join("\t"));
                text.extend(argument.map(|number| format!("\t{number}")));
                text.push('\n');
            }
        }
        text
    }

    /// Whether it holds no name.
    pub fn is_empty(&self) -> bool {
        self.scopes.is_empty()
    }

    /// The names of a scope.
    pub fn scope(&self, scope: &str) -> Option<&Scope> {
        self.scopes.get(scope)
    }

    /// The scopes whose text begins with a text, by what follows it.
    pub fn scopes_of<'n>(&'n self, start: &'n str) -> impl Iterator<Item = (&'n str, &'n Scope)> {
        self.scopes.iter().filter_map(move |(scope, names)| Some((scope.strip_prefix(start)?, names)))
    }

    /// Writes down a name; one that was there for the same item is replaced.
    pub fn insert(&mut self, scope: &str, key: Key, published: Published) {
        // Most scopes hold many names, so the text of the scope is copied only for the first.
        if !self.scopes.contains_key(scope) {
            self.scopes.insert(scope.to_owned(), Scope::default());
        }
        if let Some(names) = self.scopes.get_mut(scope) {
            names.names.insert((key.text, key.place), published);
        }
    }

    /// Writes down which argument of its function an item is that has its name.
    pub fn number(&mut self, scope: &str, key: &Key, argument: u32) {
        let names = self.scopes.get_mut(scope).map(|scope| &mut scope.names);
        if let Some(item) = names.and_then(|names| names.get_mut(&(key.text.clone(), key.place.clone()))) {
            item.argument = Some(argument);
        }
    }
}

impl Scope {
    /// What exactly this item was published as.
    pub fn exact(&self, key: &Key) -> Option<&Published> {
        self.names.get(&(key.text.clone(), key.place.clone()))
    }

    /// What was published under this text, wherever it stands; `None` where there are several such items.
    pub fn only(&self, text: &str) -> Option<&Published> {
        let from = (text.to_owned(), String::new());
        let mut same = self.names.range(from..).take_while(|((item, _), _)| item == text);
        let (_, published) = same.next()?;
        same.all(|(_, other)| other == published).then_some(published)
    }

    /// The names of all items.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.values().map(|published| published.name.as_str())
    }

    /// The numbers of the arguments that stand in a place.
    pub fn arguments_in(&self, place: &str) -> impl Iterator<Item = u32> {
        let there = self.names.iter().filter(move |((_, found), _)| found == place);
        there.filter_map(|(_, published)| published.argument)
    }
}

fn is_identifier(name: &str) -> bool {
    let mut letters = name.chars();
    let starts = letters.next().is_some_and(|first| first == '_' || first.is_alphabetic());
    starts && letters.all(|letter| letter == '_' || letter.is_alphanumeric())
}

fn escape(column: &str) -> String {
    column.replace('\\', r"\\").replace('\t', r"\t").replace('\n', r"\n").replace('\r', r"\r")
}

fn unescape(column: &str) -> String {
    let mut text = String::with_capacity(column.len());
    let mut letters = column.chars();
    while let Some(letter) = letters.next() {
        text.push(match letter {
            '\\' => match letters.next() {
                Some('t') => '\t',
                Some('n') => '\n',
                Some('r') => '\r',
                Some(other) => other,
                None => '\\',
            },
            other => other,
        });
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{Key, NameLock, Published};

    #[test]
    fn a_lock_is_read_as_it_was_written() {
        let mut lock = NameLock::default();
        let named = |name: &str| Published { name: name.to_owned(), argument: None };
        lock.insert("field of Page", Key::of("a\tb\\n\n"), named("a_b"));
        lock.insert("type", Key { text: "Page".into(), place: "page#/x".into() }, named("Page"));
        lock.number("field of Page", &Key::of("a\tb\\n\n"), 2);
        let text = lock.render();
        assert_eq!(text.lines().count(), 2);
        assert_eq!(NameLock::parse(&format!("# A comment.\n\n{text}")), Ok(lock));
    }

    #[test]
    fn a_line_that_cannot_be_read_is_named() {
        let refusal = |text: &str| NameLock::parse(text).unwrap_err().to_string();
        assert_eq!(
            refusal("# x\ntype\tPage\tPage\n"),
            "line 2: it has 3 columns between tabs, and four are needed, five of an argument"
        );
        assert_eq!(refusal("type\ta\t\tA\t0\n"), "line 1: the fifth column is not the number of an argument");
        assert!(refusal("type\ta\t\tA\t1\t2\n").contains("it has 6 columns"));
        assert_eq!(refusal("type\ta\t\tA\ntype\ta\t\tB\n"), "line 2: `a` of `type` is `A` already");
        assert_eq!(refusal("type\ta\t\tA B\n"), "line 1: `A B` is not a Rust identifier");
    }

    #[test]
    fn an_item_that_moved_is_found_by_its_text_if_that_is_its_own() {
        let text = "type\tA\tx#/1\tOne\ntype\tB\tx#/2\tTwo\ntype\tB\tx#/3\tThree\n\
                    type\tC\tx#/4\tFour\ntype\tC\tx#/5\tFour\n";
        let lock = NameLock::parse(text).unwrap();
        let scope = lock.scope("type").unwrap();
        let name = |found: Option<&Published>| found.map(|published| published.name.clone());
        assert_eq!(name(scope.only("A")).as_deref(), Some("One"));
        assert_eq!(scope.only("B"), None);
        assert_eq!(name(scope.only("C")).as_deref(), Some("Four"), "two places of one type");
        let third = Key { text: "B".into(), place: "x#/3".into() };
        assert_eq!(name(scope.exact(&third)).as_deref(), Some("Three"));
        assert_eq!(scope.names().count(), 5);
    }
}
