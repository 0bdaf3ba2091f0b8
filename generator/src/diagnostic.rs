//! What the generator has to say about a document: a stable code, a sentence, the place and a hint.

mod harm;

pub use harm::Harm;

use crate::pointer::Pointer;
use indexmap::IndexSet;
use std::fmt;

/// How much a diagnostic weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// It costs nothing that a caller would miss.
    Note,
    /// A caller misses a request, a value or a type, or the maintainer of the documents has to look at something.
    Warning,
    /// The document cannot be used; nothing is generated.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

/// The number of a file among the inputs, in the order in which they were given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SourceId(pub u32);

/// What is found, under a name that stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Code {
    /// The name, for example `schema-not`. `docs/diagnostics.md` explains each.
    pub name: &'static str,
    /// What it costs whoever calls the generated code.
    pub harm: Harm,
}

impl Code {
    /// A code; each is a constant in the `codes` of the stage that finds it.
    pub const fn new(name: &'static str, harm: Harm) -> Self {
        Self { name, harm }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

impl PartialEq<str> for Code {
    fn eq(&self, name: &str) -> bool {
        self.name == name
    }
}

/// One finding about the input.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    /// What was found.
    pub code: &'static Code,
    /// What was found, in one sentence without a trailing dot.
    pub message: String,
    /// The file it was found in.
    pub source: SourceId,
    /// Where in that file, if the place is known as a pointer.
    pub pointer: Pointer,
    /// Where in that file, if the place is known as line and column (both from 1), as for a syntax error.
    pub position: Option<(usize, usize)>,
    /// A second place that it is about; few findings have one.
    pub related: Option<Box<(SourceId, Pointer)>>,
    /// What the reader can do about it.
    pub hint: Option<Box<str>>,
}

impl Diagnostic {
    /// A finding at the root of the first file.
    pub fn new(code: &'static Code, message: impl Into<String>) -> Self {
        Self {
            code,
            message: in_one_line(&message.into()),
            source: SourceId::default(),
            pointer: Pointer::root(),
            position: None,
            related: None,
            hint: None,
        }
    }

    /// How much it weighs, which follows from what it costs.
    pub fn severity(&self) -> Severity {
        self.code.harm.severity()
    }

    /// Sets the file and the pointer.
    #[must_use]
    pub fn at(mut self, source: SourceId, pointer: &Pointer) -> Self {
        self.source = source;
        self.pointer = pointer.clone();
        self
    }

    /// Sets a second place.
    #[must_use]
    pub fn also_at(mut self, source: SourceId, pointer: &Pointer) -> Self {
        self.related = Some(Box::new((source, pointer.clone())));
        self
    }

    /// Brings its places to where `origin` says that they were written.
    #[must_use]
    pub fn moved(mut self, origin: impl Fn(SourceId, &Pointer) -> (SourceId, Pointer)) -> Self {
        (self.source, self.pointer) = origin(self.source, &self.pointer);
        self.related = self.related.map(|place| Box::new(origin(place.0, &place.1)));
        self
    }

    /// Sets the line and the column, both counted from 1.
    #[must_use]
    pub fn position(mut self, line: usize, column: usize) -> Self {
        self.position = Some((line, column));
        self
    }

    /// Sets what the reader can do about it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into().into_boxed_str());
        self
    }
}

/// The most characters of a message; what documents hold is quoted in it.
const LONGEST_MESSAGE: usize = 500;

/// The text without control characters, which a document could steer a terminal with, and of a bounded length.
fn in_one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len().min(4 * LONGEST_MESSAGE));
    for (count, letter) in text.chars().enumerate() {
        match letter {
            _ if count == LONGEST_MESSAGE => {
                line.push('…');
                break;
            }
            '\n' | '\r' | '\t' => line.push(' '),
            letter if letter.is_control() => line.push('\u{fffd}'),
            letter => line.push(letter),
        }
    }
    line
}

/// The findings of one run, in the order in which they were made.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics(IndexSet<Diagnostic>);

impl Diagnostics {
    /// Adds a finding; one that was already made at the same place is not repeated.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.insert(diagnostic);
    }

    /// Whether anything was found that stops the generation.
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|diagnostic| diagnostic.severity() == Severity::Error)
    }

    /// The findings, in the order in which they were made.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.0.iter()
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = indexmap::set::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}
