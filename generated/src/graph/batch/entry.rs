//! One request of a batch.

use crate::runtime::AccessToken;
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
    pub(super) token: Option<AccessToken>,
    pub(super) name: Option<String>,
    pub(super) depends_on: Option<String>,
    pub(super) omits_answer: Option<bool>,
}

impl Entry {
    /// The request as it is.
    pub(in crate::graph) fn of(parts: Parts) -> Self {
        Self { parts, token: None, name: None, depends_on: None, omits_answer: None }
    }
}

/// A request of a batch with a name, or with a request that it waits for.
///
/// A later request can use the answer of one that has a name, see [`result_of`].
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a request does nothing until it is sent"]
pub struct InBatch<R> {
    request: R,
    token: Option<AccessToken>,
    name: Option<String>,
    depends_on: Option<String>,
    omits_answer: Option<bool>,
}

impl<R: Request> InBatch<R> {
    /// The request as it is.
    pub fn new(request: R) -> Self {
        Self { request, token: None, name: None, depends_on: None, omits_answer: None }
    }

    /// Sends this one request with another access token than the rest of the batch, and with the proof that goes with
    /// it if the client has an app secret. So one batch can be about many Pages.
    ///
    /// ```no_run
    /// # use meta_graph::{Client, Error, InBatch, Request, Secret};
    /// # async fn example<R: Request>(client: &Client, reads: Vec<(R, Secret)>) -> Result<(), Error> {
    /// let reads = reads.into_iter().map(|(read, token)| InBatch::new(read).access_token(token));
    /// for answer in client.batch(reads.collect::<Vec<_>>()).await? {
    ///     println!("{}", if answer.is_ok() { "read" } else { "not read" });
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn access_token(mut self, token: impl Into<AccessToken>) -> Self {
        self.token = Some(token.into());
        self
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
        Entry::of(self.into_parts())
    }

    fn read(answer: Answer) -> Result<Self::Response, Error> {
        R::decode(answer)
    }
}

impl<R: Request> BatchEntry for InBatch<R> {
    type Response = R::Response;

    fn into_entry(self) -> Entry {
        let Self { request, token, name, depends_on, omits_answer } = self;
        Entry { parts: request.into_parts(), token, name, depends_on, omits_answer }
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
