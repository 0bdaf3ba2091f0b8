//! Requests as values: what they are made of, how they become an [`http::Request`], how the answer is read.

mod answer;
mod body;
mod build;
mod cursor;
mod entry;
mod file;
mod multipart;
mod operation;
mod parts;
mod path;
mod query;
mod style;
mod written;

pub(crate) use answer::Answer;
pub(crate) use build::{Credential, build};
pub use file::File;
pub use operation::Operation;
pub(crate) use operation::{Method, SecurityKind, SecurityScheme};
pub(crate) use parts::Parts;
pub(crate) use style::Style;
pub(crate) use written::Written;

use crate::runtime::error::Error;
use crate::runtime::paging::Paged;

/// A request of this API: a value that knows how it is sent and how its answer is read.
///
/// The generated request types implement it; it is not meant to be implemented elsewhere. Send a request with its `send`
/// method or with [`Client::call`](crate::Client::call).
pub trait Request {
    /// What a successful answer holds.
    type Response;

    /// What the request is made of.
    #[doc(hidden)]
    fn parts(&self) -> &Parts;

    /// Takes the request apart.
    #[doc(hidden)]
    fn into_parts(self) -> Parts;

    /// Reads the answer.
    ///
    /// # Errors
    /// [`Error::Api`] if the API answered with an error, [`Error::Decode`] if the answer cannot be read.
    #[doc(hidden)]
    fn decode(answer: Answer) -> Result<Self::Response, Error>;
}

/// A request whose answers are pages of a list.
pub trait PagedRequest: Request<Response = Paged<Self::Item>> {
    /// What the list holds.
    type Item;

    /// What the request is made of, to go on from a cursor.
    #[doc(hidden)]
    fn parts_mut(&mut self) -> &mut Parts;
}
