//! An upload that the server does not let end.

use crate::runtime::error::{CallError, Recovery};
use crate::runtime::request::Operation;
use std::fmt;

/// An `Upload` (feature `uploads`) whose server asks for what cannot be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UploadError {
    operation: &'static Operation,
    kind: UploadErrorKind,
}

/// What an upload does not get past.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum UploadErrorKind {
    /// The server asks for bytes that the file does not have.
    OutOfRange {
        /// The first byte that it asks for, from 0.
        start: u64,
        /// The byte after the last one that it asks for.
        end: u64,
        /// How many bytes the file has.
        length: u64,
    },
    /// The server asks for the same bytes again and again.
    NoProgress {
        /// The first byte that it asks for, from 0.
        offset: u64,
    },
    /// The position is that of another kind of upload, or of a file of another length.
    OtherUpload,
    /// The answer to a step lacks what the next one needs.
    Lacks {
        /// The name of the member.
        member: &'static str,
    },
}

impl UploadError {
    #[cfg_attr(not(feature = "uploads"), allow(dead_code, reason = "nothing else fails so"))]
    pub(crate) fn new(operation: &'static Operation, kind: UploadErrorKind) -> Self {
        Self { operation, kind }
    }

    /// The operation.
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// What it does not get past.
    pub fn kind(&self) -> UploadErrorKind {
        self.kind
    }
}

impl fmt::Display for UploadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.operation)?;
        match self.kind {
            UploadErrorKind::OutOfRange { start, end, length } => {
                write!(f, "the server asks for bytes {start} to {end} of a file of {length} bytes")
            }
            UploadErrorKind::NoProgress { offset } => {
                write!(f, "the server asks for the bytes from {offset} on again and again")
            }
            UploadErrorKind::OtherUpload => f.write_str("the position is that of another upload"),
            UploadErrorKind::Lacks { member } => write!(f, "the answer to a step lacks `{member}`"),
        }
    }
}

impl std::error::Error for UploadError {}

impl CallError for UploadError {
    fn operation(&self) -> Option<&'static Operation> {
        Some(self.operation)
    }

    fn recovery(&self) -> Recovery {
        match self.kind {
            UploadErrorKind::NoProgress { .. } => Recovery::RetryLater,
            UploadErrorKind::OtherUpload => Recovery::FixRequest,
            // The API and this crate disagree, which no request can fix.
            UploadErrorKind::OutOfRange { .. } | UploadErrorKind::Lacks { .. } => Recovery::Report,
        }
    }
}
