//! Answers that differ by status, and what the body of an error holds.

use super::{Answer, Request};
use crate::runtime::error::Error;
use crate::runtime::wire::Decode;

/// A type that an answer is read as. It is not meant to be implemented elsewhere.
pub trait FromAnswer: Sized {
    /// Reads the answer.
    ///
    /// # Errors
    /// Those of an answer that cannot be read.
    #[doc(hidden)]
    fn from_answer(answer: Answer) -> Result<Self, Error>;
}

impl<T: Decode> FromAnswer for T {
    fn from_answer(answer: Answer) -> Result<Self, Error> {
        answer.json()
    }
}

/// A request whose errors have bodies that the specification describes.
///
/// [`Error::failure`] reads them. The generated request types implement it; it is not meant to be implemented
/// elsewhere.
pub trait Fallible: Request {
    /// What the body of an error holds.
    type Failure: FromAnswer;
}
