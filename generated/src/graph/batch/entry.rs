//! One request of a batch.

use crate::runtime::error::Error;
use crate::runtime::request::{Answer, Parts, Request};

/// What can be part of a batch: any request, by itself or as [`InBatch`]. It is not meant to be implemented elsewhere.
pub trait BatchEntry {
    /// What a successful answer holds.
    type Response;

    /// Takes the request apart.
    #[doc(hidden)]
    fn into_entry(self) -> Entry;

    /// Reads the answer.
    ///
    /// # Errors
    /// As those of [`Request`].
    #[doc(hidden)]
    fn read(answer: Answer) -> Result<Self::Response, Error>;
}

/// A request of a batch, before it is written.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub(super) parts: Parts,
    pub(super) name: Option<String>,
    pub(super) depends_on: Option<String>,
    pub(super) omits_answer: Option<bool>,
}

/// A request of a batch with a name, or with a request that it waits for.
///
/// A later request can use the answer of one that has a name, see [`result_of`].
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a request does nothing until it is sent"]
pub struct InBatch<R> {
    request: R,
    name: Option<String>,
    depends_on: Option<String>,
    omits_answer: Option<bool>,
}

impl<R: Request> InBatch<R> {
    /// The request as it is.
    pub fn new(request: R) -> Self {
        Self { request, name: None, depends_on: None, omits_answer: None }
    }

    /// Gives the request a name, by which later requests of the batch refer to it.
    ///
    /// The API leaves the answer of a request out to which another refers, unless
    /// [`omit_answer(false)`](Self::omit_answer) is set.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Lets the request wait for the one of this name, and fail if that fails.
    pub fn depends_on(mut self, name: impl Into<String>) -> Self {
        self.depends_on = Some(name.into());
        self
    }

    /// Sets whether the API leaves the answer out if it is a success (`omit_response_on_success`).
    pub fn omit_answer(mut self, omit: bool) -> Self {
        self.omits_answer = Some(omit);
        self
    }
}

impl<R: Request> BatchEntry for R {
    type Response = R::Response;

    fn into_entry(self) -> Entry {
        Entry { parts: self.into_parts(), name: None, depends_on: None, omits_answer: None }
    }

    fn read(answer: Answer) -> Result<Self::Response, Error> {
        R::decode(answer)
    }
}

impl<R: Request> BatchEntry for InBatch<R> {
    type Response = R::Response;

    fn into_entry(self) -> Entry {
        let Self { request, name, depends_on, omits_answer } = self;
        Entry { parts: request.into_parts(), name, depends_on, omits_answer }
    }

    fn read(answer: Answer) -> Result<Self::Response, Error> {
        R::decode(answer)
    }
}

/// Stands for a part of the answer to an earlier request of the batch: `result_of("list", "$.data.0.id")` is
/// `{result=list:$.data.0.id}`.
///
/// Give it as an argument of a later request. The path is a JSONPath. Such a text is sent as it is, while everything
/// else is percent-encoded; that the API reads it this way in every place is our assumption, its examples have it in
/// queries.
///
/// It is encoded like any other text if no request of the batch has the name, or if the name or the path has other
/// characters than ASCII letters, digits and those of `_-.:$*@[](),'`: a value from outside must not add parameters.
pub fn result_of(name: &str, path: &str) -> String {
    format!("{{result={name}:{path}}}")
}
