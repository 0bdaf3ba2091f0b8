//! Requests as values: what they are made of, how they become an [`http::Request`], how the answer is read.

mod about;
mod added;
mod answer;
mod api;
mod body;
mod boundary;
mod build;
mod conditional;
mod content;
mod curl;
mod cursor;
mod elsewhere;
mod encoding;
mod entry;
mod fallible;
mod file;
mod idempotency;
mod kept;
mod macros;
mod multipart;
mod numbers;
mod operation;
mod parts;
mod path;
mod query;
mod redacted;
mod server;
mod style;
mod with_files;
mod written;

pub(crate) use added::is_secret_header;
pub(crate) use answer::{Answer, foreign_version};
pub(crate) use api::{Api, Host};
pub(crate) use build::{Credential, build, compose, header_name, header_value};
pub use conditional::{Conditional, IfNoneMatch};
pub(crate) use encoding::Encoding;
pub use fallible::Fallible;
pub(crate) use fallible::FromAnswer;
pub use file::File;
pub(crate) use macros::{reads, value};
pub use operation::Operation;
pub(crate) use operation::{Expects, Method, SecurityKind, SecurityScheme};
pub(crate) use parts::Parts;
pub(crate) use server::{Server, ServerVariable, Servers};
pub(crate) use style::{How, Style};

use crate::runtime::error::Error;
use crate::runtime::secret::Secret;
use crate::runtime::wire::Value;
use std::borrow::Cow;
use std::fmt;

/// A request of this API: a value that knows how it is sent and how its answer is read.
///
/// The generated request types implement it; it is not meant to be implemented elsewhere. Send a request with its
/// `send` method or with [`Client::call`](crate::Client::call).
pub trait Request {
    /// What a successful answer holds.
    type Response;

    /// What the request is made of.
    #[doc(hidden)]
    fn parts(&self) -> &Parts;

    /// What the request is made of, to be changed.
    #[doc(hidden)]
    fn parts_mut(&mut self) -> &mut Parts;

    /// Takes the request apart.
    #[doc(hidden)]
    fn into_parts(self) -> Parts;

    /// Sets a parameter of the query that the specification does not have, or one that it has to another value.
    ///
    /// ```
    /// use meta_graph::Request;
    /// # fn example<R: Request>(request: R) {
    /// let request = request.with_query("locale", "nb_NO").with_header("x-debug", "1").with_member("dry_run", true);
    /// # }
    /// ```
    #[must_use]
    fn with_query(mut self, name: impl Into<Cow<'static, str>>, value: impl fmt::Display) -> Self
    where
        Self: Sized,
    {
        self.parts_mut().query(name, &value.to_string());
        self
    }

    /// Sets a header of the request. It goes before a header of the client
    /// ([`ClientBuilder::header`](crate::ClientBuilder::header)), and a credential of the client goes before it.
    ///
    /// A value that cannot stand in a header is an error when the request is sent.
    #[must_use]
    fn with_header(mut self, name: impl Into<Cow<'static, str>>, value: impl fmt::Display) -> Self
    where
        Self: Sized,
    {
        self.parts_mut().add_header(name.into(), &value.to_string());
        self
    }

    /// Sets a header of the request whose value is shown nowhere: not by `Debug` or [`to_curl`](Self::to_curl), in no
    /// log, and not by an error where the server repeats it.
    #[must_use]
    fn with_secret_header(mut self, name: impl Into<Cow<'static, str>>, value: impl Into<Secret>) -> Self
    where
        Self: Sized,
    {
        self.parts_mut().add_header(name.into(), &value.into());
        self
    }

    /// Says that the server takes a key in this header (`Idempotency-Key`, say) by which it tells that it has carried
    /// the request out already. Each call then has a key of its own, a random UUID, which is the same for all of its
    /// attempts; so the request is sent again after a failure that may pass, even if it is a write.
    ///
    /// A key that is set by [`with_header`](Self::with_header) takes its place: one that is kept, so that the request
    /// can be repeated by another call, or after the program has ended.
    ///
    /// ```no_run
    /// # use meta_graph::{Client, Error, Request};
    /// # async fn example<R: Request>(client: &Client, pay: R) -> Result<R::Response, Error> {
    /// client.call(pay.with_idempotency_header("Idempotency-Key")).await
    /// # }
    /// ```
    ///
    /// Where the program has no source of randomness (`wasm32-unknown-unknown`), no key is made.
    #[must_use]
    fn with_idempotency_header(mut self, header: impl Into<Cow<'static, str>>) -> Self
    where
        Self: Sized,
    {
        self.parts_mut().take_key_in(header.into());
        self
    }

    /// Asks for an answer only if that is another than the one that had this mark, the
    /// [`Response::etag`](crate::Response::etag) of the last time.
    ///
    /// ```no_run
    /// # use meta_graph::{Client, Conditional, Error, Request, Response};
    /// # async fn example<R: Request>(client: &Client, request: R, last: Response<R::Response>) -> Result<(), Error> {
    /// let etag = last.etag().unwrap_or_default();
    /// let now = match request.if_none_match(etag).send(client).await? {
    ///     Conditional::Unchanged => last,
    ///     Conditional::Changed(new) => new,
    /// };
    /// # Ok(())
    /// # }
    /// ```
    fn if_none_match(self, etag: &str) -> IfNoneMatch<Self>
    where
        Self: Sized,
    {
        IfNoneMatch::new(self, etag)
    }

    /// Sets a member of the body that the specification does not have, whether the body is JSON or a form of any kind.
    /// A request without a body gets a JSON object.
    ///
    /// Where the body is not an object, the request cannot be sent.
    #[must_use]
    fn with_member(mut self, name: impl Into<Cow<'static, str>>, value: impl Into<Value>) -> Self
    where
        Self: Sized,
    {
        self.parts_mut().add_member(name.into(), value.into());
        self
    }

    /// The value of a parameter of the path, as text: what the request is about. Of a secret it is `[redacted]`.
    ///
    /// ```
    /// # use meta_graph::Request;
    /// /// A line for a report.
    /// fn line<R: Request>(request: &R) -> String {
    ///     let name = request.body_member("name").unwrap_or_default();
    ///     format!("{name} of page {}", request.path_parameter("page_id").unwrap_or_default())
    /// }
    /// ```
    fn path_parameter(&self, name: &str) -> Option<String> {
        self.parts().path_parameter(name)
    }

    /// The value of a parameter of the query, as text. A list has its items with commas between them. Of a secret it is
    /// `[redacted]`.
    fn query_parameter(&self, name: &str) -> Option<String> {
        self.parts().query_parameter(name)
    }

    /// A member of the body, whether that is JSON or a form of any kind; files are not members. What is secret in it is
    /// `[redacted]`.
    fn body_member(&self, name: &str) -> Option<Value> {
        self.parts().body_member(name)
    }

    /// The request as a command for `curl`, to be shown in a log or a ticket, or to be tried in a shell.
    ///
    /// It holds no secret: the token is the variable `ACCESS_TOKEN` of the shell, and what the request itself holds of
    /// secrets is written as `[redacted]`. So that it can be run again, everything else is what a client sends to the
    /// server of the specification, but for what a client proves by a secret of its own; of a file there is only the
    /// name, to be looked for in the current folder.
    ///
    /// It is one command of a POSIX shell, whatever the values hold: each is in single quotes. A value of several lines
    /// makes a command of several lines. Their type and their name decide which values are secret: a body that is plain
    /// text is shown as it is.
    ///
    /// ```text
    /// curl 'https://api.example.com/pets?limit=5' -H "Authorization: Bearer $ACCESS_TOKEN"
    /// ```
    fn to_curl(&self) -> String {
        self.parts().to_curl()
    }

    /// Reads the answer.
    ///
    /// # Errors
    /// [`Error::Api`] if the API answered with an error, [`Error::Decode`] if the answer cannot be read.
    #[doc(hidden)]
    fn decode(answer: Answer) -> Result<Self::Response, Error>;
}
