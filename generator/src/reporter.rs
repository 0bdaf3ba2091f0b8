//! Where a stage puts its findings about one file.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, SourceId};
use crate::pointer::Pointer;

/// The findings of a run, and the file that the next ones are about.
///
/// A place is a pointer, or what a walk over the document knows instead of one.
pub(crate) struct Reporter<'d> {
    pub(crate) source: SourceId,
    diagnostics: &'d mut Diagnostics,
    /// Whether findings count now. They do not inside of what is reported as a whole.
    pub(crate) is_heard: bool,
}

impl<'d> Reporter<'d> {
    pub(crate) fn new(source: SourceId, diagnostics: &'d mut Diagnostics) -> Self {
        Self { source, diagnostics, is_heard: true }
    }

    /// Reports a finding.
    pub(crate) fn report(&mut self, code: &'static Code, message: impl Into<String>, at: impl Into<Pointer>) {
        self.push(Diagnostic::new(code, message), at);
    }

    /// Reports a finding that was made with a hint or a second place.
    pub(crate) fn push(&mut self, finding: Diagnostic, at: impl Into<Pointer>) {
        if self.is_heard {
            self.diagnostics.push(finding.at(self.source, &at.into()));
        }
    }
}
