//! What the answers to the steps of an upload say.

use crate::graph::error::{ErrorSubcode, UploadError, UploadErrorKind};
use crate::runtime::error::Error;
use crate::runtime::request::{Answer, Operation};
use crate::runtime::wire::{Decode, Layout, Value};

/// An answer of which the JSON was read.
pub(super) struct Read {
    pub(super) answer: Answer,
    value: Value,
}

impl Read {
    pub(super) fn of(answer: Answer) -> Result<Self, Error> {
        let (answer, value) = answer.value(Layout::Any)?;
        Ok(Self { answer, value })
    }

    fn operation(&self) -> &'static Operation {
        self.answer.received.operation
    }

    /// A text; ids are numbers in places.
    ///
    /// # Errors
    /// It is not there.
    pub(super) fn text(&self, name: &'static str) -> Result<String, Error> {
        let found = self.value.get(name).and_then(|value| String::decode(value.clone()).ok());
        found.filter(|text| !text.is_empty()).ok_or_else(|| self.lacks(name))
    }

    /// A number of bytes, which is a text in places.
    ///
    /// # Errors
    /// It is not there.
    pub(super) fn offset(&self, name: &'static str) -> Result<u64, Error> {
        offset(&self.value, name).ok_or_else(|| self.lacks(name))
    }

    /// The first of these places that holds a number of bytes.
    pub(super) fn offset_at(&self, pointers: &[&str]) -> Option<u64> {
        pointers.iter().find_map(|pointer| u64::decode(self.value.pointer(pointer)?.clone()).ok())
    }

    /// The range that is asked for next.
    pub(super) fn range(&self) -> Result<(u64, u64), Error> {
        Ok((self.offset(START)?, self.offset(END)?))
    }

    fn lacks(&self, member: &'static str) -> Error {
        Error::Upload(UploadError::new(self.operation(), UploadErrorKind::Lacks { member }))
    }
}

const START: &str = "start_offset";
const END: &str = "end_offset";

fn offset(value: &Value, name: &str) -> Option<u64> {
    u64::decode(value.get(name)?.clone()).ok()
}

/// The range that the server asks for in place of the one that it was sent.
pub(super) fn other_range(error: &Error) -> Option<(u64, u64)> {
    let api = error.as_api().filter(|api| api.subcode() == Some(ErrorSubcode::WRONG_UPLOAD_OFFSET))?;
    let data = api.error_data()?;
    Some((offset(data, START)?, offset(data, END)?))
}
