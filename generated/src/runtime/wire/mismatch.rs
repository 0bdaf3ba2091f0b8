//! Why a JSON value could not be read as a type.

use super::Value;
use std::fmt;

/// The result of reading a JSON value.
pub type Result<T> = std::result::Result<T, Mismatch>;

/// What was expected, what was found, and where.
///
/// It describes the kind of what was found and never its text, which may hold a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch(Box<Details>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Details {
    expected: String,
    found: String,
    /// From the inside out, since that is the order in which the calls return.
    path: Vec<Step>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Key(String),
    Index(usize),
}

impl Mismatch {
    /// A mismatch at the place where reading stands.
    pub(crate) fn new(expected: impl Into<String>, found: impl Into<String>) -> Self {
        Self(Box::new(Details { expected: expected.into(), found: found.into(), path: Vec::new() }))
    }

    /// A mismatch that describes `found` by its kind.
    pub(crate) fn kind(expected: impl Into<String>, found: &Value) -> Self {
        Self::new(expected, describe(found))
    }

    /// Says that the mismatch is inside the member `key`.
    pub(crate) fn in_key(mut self, key: impl Into<String>) -> Self {
        self.0.path.push(Step::Key(key.into()));
        self
    }

    /// Says that the mismatch is inside the element `index`.
    pub(crate) fn in_index(mut self, index: usize) -> Self {
        self.0.path.push(Step::Index(index));
        self
    }

    /// Says in which variant of a tagged union the mismatch is.
    pub(crate) fn in_variant(mut self, tag: &str) -> Self {
        self.0.expected.push_str(&format!(" (as `{tag}`)"));
        self
    }

    /// What the type needs.
    pub(crate) fn expected(&self) -> &str {
        &self.0.expected
    }

    /// What there was instead.
    pub(crate) fn found(&self) -> &str {
        &self.0.found
    }

    /// The place from the top of the body, as in `data[3].location.city`; empty for the body itself.
    pub(crate) fn path(&self) -> String {
        let mut path = String::new();
        for step in self.0.path.iter().rev() {
            match step {
                Step::Key(key) if path.is_empty() => path.push_str(key),
                Step::Key(key) => {
                    path.push('.');
                    path.push_str(key);
                }
                Step::Index(index) => path.push_str(&format!("[{index}]")),
            }
        }
        path
    }
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {}, found {}", self.expected(), self.found())?;
        if self.0.path.is_empty() { Ok(()) } else { write!(f, " at {}", self.path()) }
    }
}

/// Describes a value without its text.
pub(crate) fn describe(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => format!("the boolean {value}"),
        Value::Number(value) => format!("the number {value}"),
        Value::String(text) if text.is_empty() => "an empty string".to_owned(),
        Value::String(text) => format!("a string of {} bytes", text.len()),
        Value::Array(items) if items.is_empty() => "an empty list".to_owned(),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
    }
}
