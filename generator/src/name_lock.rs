//! The name lock: which item of the documents was published under which name.
//!
//! A name that callers use must not change because something new arrives beside the item. So every name that was ever
//! chosen in competition with others is written down, and is kept the next time. One line holds one name, in four
//! columns between tabs: the scope in which names compete, what the document calls the item, where it stands where
//! that is needed to tell two apart, and the name.

use std::collections::BTreeMap;

/// The names of published items.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NameLock {
    scopes: BTreeMap<String, Scope>,
}

/// The names that compete with each other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    names: BTreeMap<(String, String), String>,
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
    /// Where it stands; empty where the text is enough to tell it apart.
    pub place: String,
}

impl Key {
    /// An item that its text tells apart from all others of its scope.
    pub fn of(text: impl Into<String>) -> Self {
        Self { text: text.into(), place: String::new() }
    }
}

impl NameLock {
    /// Reads the text of a lock. Empty lines and lines that begin with `#` say nothing.
    ///
    /// # Errors
    ///
    /// The first line that does not have four columns, whose name is none in Rust, or that names an item again.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        let mut lock = Self::default();
        for (number, line) in (1..).zip(text.lines()) {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let refuse = |reason: String| ParseError { line: number, reason };
            let columns: Vec<String> = line.split('\t').map(unescape).collect();
            let [scope, text, place, name] = <[String; 4]>::try_from(columns).map_err(|columns| {
                refuse(format!("it has {} columns between tabs, and four are needed", columns.len()))
            })?;
            if !is_identifier(&name) {
                return Err(refuse(format!("`{name}` is not a Rust identifier")));
            }
            let key = Key { text, place };
            if let Some(before) = lock.exact(&scope, &key) {
                return Err(refuse(format!("`{}` of `{scope}` is `{before}` already", key.text)));
            }
            lock.insert(&scope, key, name);
        }
        Ok(lock)
    }

    /// The text of the lock, without a header: one line a name, sorted.
    pub fn render(&self) -> String {
        let mut text = String::new();
        for (scope, names) in &self.scopes {
            for ((item, place), name) in &names.names {
                let columns = [scope, item, place, name].map(|column| escape(column));
                text.push_str(&columns.join("\t"));
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

    /// Writes down a name; one that was there for the same item is replaced.
    pub fn insert(&mut self, scope: &str, key: Key, name: String) {
        // Most scopes hold many names, so the text of the scope is copied only for the first.
        if !self.scopes.contains_key(scope) {
            self.scopes.insert(scope.to_owned(), Scope::default());
        }
        if let Some(names) = self.scopes.get_mut(scope) {
            names.names.insert((key.text, key.place), name);
        }
    }

    fn exact(&self, scope: &str, key: &Key) -> Option<&str> {
        self.scope(scope)?.exact(key)
    }
}

impl Scope {
    /// The name of exactly this item.
    pub fn exact(&self, key: &Key) -> Option<&str> {
        self.names.get(&(key.text.clone(), key.place.clone())).map(String::as_str)
    }

    /// The name of the one item that is called so, wherever it stands; `None` where there are several.
    pub fn only(&self, text: &str) -> Option<&str> {
        let from = (text.to_owned(), String::new());
        let mut same = self.names.range(from..).take_while(|((item, _), _)| item == text);
        let (_, name) = same.next()?;
        same.next().is_none().then_some(name.as_str())
    }

    /// The names of all items.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.values().map(String::as_str)
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
    use super::{Key, NameLock};

    #[test]
    fn a_lock_is_read_as_it_was_written() {
        let mut lock = NameLock::default();
        lock.insert("field of Page", Key::of("a\tb\\n\n"), "a_b".to_owned());
        lock.insert("type", Key { text: "Page".into(), place: "page#/x".into() }, "Page".into());
        let text = lock.render();
        assert_eq!(text.lines().count(), 2);
        assert_eq!(NameLock::parse(&format!("# A comment.\n\n{text}")), Ok(lock));
    }

    #[test]
    fn a_line_that_cannot_be_read_is_named() {
        let refusal = |text: &str| NameLock::parse(text).unwrap_err().to_string();
        assert_eq!(
            refusal("# x\ntype\tPage\tPage\n"),
            "line 2: it has 3 columns between tabs, and four are needed"
        );
        assert_eq!(refusal("type\ta\t\tA\ntype\ta\t\tB\n"), "line 2: `a` of `type` is `A` already");
        assert_eq!(refusal("type\ta\t\tA B\n"), "line 1: `A B` is not a Rust identifier");
    }

    #[test]
    fn an_item_that_moved_is_found_by_its_text_if_that_is_its_own() {
        let text = "type\tA\tx#/1\tOne\ntype\tB\tx#/2\tTwo\ntype\tB\tx#/3\tThree\n";
        let lock = NameLock::parse(text).unwrap();
        let scope = lock.scope("type").unwrap();
        assert_eq!(scope.only("A"), Some("One"));
        assert_eq!(scope.only("B"), None);
        assert_eq!(scope.exact(&Key { text: "B".into(), place: "x#/3".into() }), Some("Three"));
        assert_eq!(scope.names().count(), 3);
    }
}
