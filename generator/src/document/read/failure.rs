//! Why a text could not be read.

use crate::diagnostic::{Diagnostic, SourceId};
use crate::document::codes;
use crate::document::locate::Position;
use crate::pointer::Pointer;

const SYNTAX_HINT: &str = "the file must be JSON or YAML";

/// What ended the reading, and where.
pub(super) struct Failure {
    pub(super) cause: Cause,
    pub(super) position: Option<Position>,
}

#[derive(Debug)]
pub(super) enum Cause {
    /// It is nested too deep.
    Nesting,
    /// Its aliases unfold to more than they may.
    Aliases,
    /// A second YAML document follows.
    SecondDocument,
    /// A mapping has this key twice.
    Duplicate(String),
    /// A merge key has a value that cannot be merged.
    MergeKey,
    /// It is neither JSON nor YAML.
    Syntax(String),
}

impl Cause {
    /// The cause of what a parser says: its limits are in its words only.
    pub(super) fn of(message: &str) -> Self {
        if message.contains("recursion limit") {
            Self::Nesting
        } else if message.contains("repetition limit") {
            Self::Aliases
        } else {
            Self::Syntax(message.to_owned())
        }
    }
}

impl Failure {
    pub(super) fn into_diagnostic(self, source: SourceId) -> Diagnostic {
        let (code, message, hint) = match self.cause {
            Cause::Nesting => {
                let message = "the document is nested deeper than 128 levels".to_owned();
                (codes::NESTING, message, "give the inner schemas names under `components` and refer to them")
            }
            Cause::Aliases => {
                let message = "the aliases expand to far more than the text contains".to_owned();
                (codes::ALIASES, message, "use `$ref` instead of YAML aliases")
            }
            Cause::SecondDocument => {
                let message = "the file contains more than one YAML document".to_owned();
                (codes::SYNTAX, message, "split it at the `---`")
            }
            Cause::Duplicate(key) => {
                (codes::DUPLICATE_KEY, format!("duplicate key `{key}`"), "keep one of the two")
            }
            Cause::MergeKey => {
                let message = "a merge key `<<` needs a mapping, or a list of mappings".to_owned();
                (codes::SYNTAX, message, SYNTAX_HINT)
            }
            Cause::Syntax(message) => (codes::SYNTAX, message, SYNTAX_HINT),
        };
        let (line, column) = self.position.unwrap_or((1, 1));
        Diagnostic::new(code, message).at(source, &Pointer::root()).hint(hint).position(line, column)
    }
}
