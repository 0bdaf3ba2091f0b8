//! Reading answers as the Graph API writes them.

use super::error::Envelope;
use super::page::Paged;
use crate::runtime::error::Error;
use crate::runtime::request::Answer;
use crate::runtime::wire::{Decode, Mismatch, Value};
use serde_json::Map;

impl Answer {
    /// Reads the body as JSON of this type, which says by a member `success` whether the operation succeeded.
    pub(crate) fn acknowledged<T: Decode>(self) -> Result<T, Error> {
        let (answer, value) = self.value(T::layout())?;
        match Envelope::refusal(&value) {
            Some(envelope) => Err(answer.refused_by(envelope)),
            None => answer.decode(acknowledgement(value)),
        }
    }

    /// Reads the body as JSON of this type, whose members may all be absent: nothing but an object is taken for it.
    pub(crate) fn selected<T: Decode>(self) -> Result<T, Error> {
        let (answer, value) = self.value(T::layout())?;
        match Envelope::refusal(&value) {
            Some(envelope) => Err(answer.refused_by(envelope)),
            None if value.is_object() => answer.decode(value),
            None => Err(answer.unreadable(Mismatch::kind("an object", &value))),
        }
    }

    /// Reads the node that follows a write, or why it could not be read although the write has happened.
    pub(crate) fn read_back<T: Decode>(self) -> Result<Result<T, Error>, Error> {
        let (answer, value) = match self.value(T::layout()) {
            Err(Error::Api(error)) if error.write_succeeded() => return Ok(Err(Error::Api(error))),
            other => other?,
        };
        if let Some(envelope) = Envelope::refusal(&value) {
            return Err(answer.refused_by(envelope));
        }
        Ok(match value.as_object().is_some_and(|members| !is_acknowledgement(members)) {
            true => answer.decode(value),
            false => Err(answer.unreadable(Mismatch::kind("the node after the write", &value))),
        })
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

/// Whether an object says that a write has happened, and nothing else.
fn is_acknowledgement(members: &Map<String, Value>) -> bool {
    let mut own = members.keys().filter(|key| !key.starts_with("__"));
    own.all(|key| key == "success")
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
