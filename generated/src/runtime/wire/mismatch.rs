//! Why a JSON value could not be read as a type.

use super::{Path, Value};
use crate::runtime::credentials::Credentials;
use std::borrow::Cow;
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
    path: Path,
    is_too_large: bool,
}

impl Mismatch {
    /// A mismatch at the place where reading stands.
    pub(crate) fn new(expected: impl Into<String>, found: impl Into<String>) -> Self {
        let (expected, found) = (expected.into(), found.into());
        Self(Box::new(Details { expected, found, path: Path::default(), is_too_large: false }))
    }

    /// A body whose values would take more memory than this.
    pub(crate) fn too_large(memory: usize) -> Self {
        let mut mismatch = Self::new(format!("JSON whose values take at most {memory} bytes"), "more");
        mismatch.0.is_too_large = true;
        mismatch
    }

    /// Whether the values of the body would take too much memory.
    pub(crate) fn is_too_large(&self) -> bool {
        self.0.is_too_large
    }

    /// A mismatch that describes `found` by its kind.
    pub(crate) fn kind(expected: impl Into<String>, found: &Value) -> Self {
        Self::new(expected, describe(found))
    }

    /// Says that the mismatch is inside the member `key`.
    pub(crate) fn in_key(mut self, key: impl Into<Cow<'static, str>>) -> Self {
        self.0.path.push_key(key);
        self
    }

    /// Says that the mismatch is inside the value of a map at this key.
    pub(super) fn in_entry(mut self, key: String) -> Self {
        self.0.path.push_entry(key);
        self
    }

    /// Says that the mismatch is inside the element `index`.
    pub(crate) fn in_index(mut self, index: usize) -> Self {
        self.0.path.push_index(index);
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

    /// The place in the body.
    pub(crate) fn path(&self) -> &Path {
        &self.0.path
    }
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {}, found {}", self.expected(), self.found())?;
        let path = self.path().shown(&Credentials::default());
        if path.is_empty() { Ok(()) } else { write!(f, " at {path}") }
    }
}

/// Describes a value without its text.
pub(crate) fn describe(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => format!("the boolean {value}"),
        // It may be the id of a person.
        Value::Number(value) if value.to_string().len() > 6 => "a long number".to_owned(),
        Value::Number(value) => format!("the number {value}"),
        Value::String(text) if text.is_empty() => "an empty string".to_owned(),
        Value::String(text) => format!("a string of {} bytes", text.len()),
        Value::Array(items) if items.is_empty() => "an empty list".to_owned(),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
    }
}
