//! How a command ends.

use std::fmt;
use std::process::ExitCode;

/// How a command that could do its work ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All is well.
    Fine,
    /// It found something that a person has to fix, and has reported it.
    Problem,
    /// The version of the API that it is about is not published yet; nothing is wrong.
    NotPublished,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Fine => Self::SUCCESS,
            Outcome::Problem => Self::FAILURE,
            Outcome::NotPublished => Self::from(3),
        }
    }
}

/// The command was called wrongly; the process ends with 2.
#[derive(Debug)]
pub struct UsageError(String);

impl UsageError {
    /// A sentence that says what is wrong with the arguments.
    pub fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }

    /// An argument that the command does not know.
    pub fn unexpected(argument: lexopt::Arg<'_>, command: &str) -> Self {
        Self(format!("{}; see `{command} --help`", argument.unexpected()))
    }
}

impl fmt::Display for UsageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for UsageError {}

impl From<lexopt::Error> for UsageError {
    fn from(error: lexopt::Error) -> Self {
        Self(error.to_string())
    }
}
