//! Reading answers as the Graph API writes them.

use super::error::Envelope;
use crate::paging::Paged;
use crate::runtime::error::Error;
use crate::runtime::request::Answer;
use crate::runtime::wire::{Decode, Mismatch, Value};

impl Answer {
    /// Reads the body as JSON of this type, which says by a member `success` whether the operation succeeded.
    pub(crate) fn acknowledged<T: Decode>(self) -> Result<T, Error> {
        let (answer, value) = self.value()?;
        match Envelope::refusal(&value) {
            Some(envelope) => Err(answer.refused_by(envelope)),
            None => answer.decode(acknowledgement(value)),
        }
    }

    /// Reads the body as JSON of this type, whose members may all be absent: nothing but an object is taken for it.
    pub(crate) fn selected<T: Decode>(self) -> Result<T, Error> {
        let (answer, value) = self.value()?;
        match Envelope::refusal(&value) {
            Some(envelope) => Err(answer.refused_by(envelope)),
            None if value.is_object() => answer.decode(value),
            None => Err(answer.unreadable(Mismatch::kind("an object", &value))),
        }
    }

    /// Reads the body as a page of a list.
    pub(crate) fn paged<T: Decode>(self) -> Result<Paged<T>, Error> {
        self.json()
    }

    fn refused_by(self, envelope: Envelope) -> Error {
        let verdict = envelope.verdict(&self.received);
        self.refused(verdict)
    }
}

/// The object for which a bare scalar stands that is not `false` in any of its forms.
fn acknowledgement(value: Value) -> Value {
    match bool::decode(value.clone()) {
        Ok(_) => success(),
        Err(_) => value,
    }
}

/// What a bare `true` stands for in old answers.
pub(super) fn success() -> Value {
    serde_json::json!({ "success": true })
}
