//! What a run does with what it generated.

/// What a run does, and how it says what it found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Write nothing and report what differs.
    pub check: bool,
    /// List the warnings and the notes, the worst first.
    pub losses: bool,
    /// List also what a caller would not miss, one by one.
    pub verbose: bool,
    /// Print JSON.
    pub json: bool,
}
