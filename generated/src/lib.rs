//! A typed client of Meta's [Graph API](https://developers.facebook.com/docs/graph-api).
//!
//! Every operation is a function that returns a request, a plain value. What the API requires are the arguments of the
//! function, the rest are methods of the request; `send` performs it.
//!
//! ```no_run
//! use meta_graph::v26_0::{models::Location, page};
//! use meta_graph::{Client, Error, ErrorCode};
//!
//! # async fn example(token: &str, page_id: &str) -> Result<(), Error> {
//! let client = Client::builder().access_token(token).build()?;
//!
//! // Read: the API answers with the fields that were asked for, so every field is an `Option`.
//! let page = page::get(page_id).fields([page::Field::Name, page::Field::FanCount]).send(&client).await?;
//!
//! // Create: forgetting the name does not compile.
//! let ann = page::personas::create(page_id, "Ann", "https://cdn.example/ann.png").send(&client).await?;
//!
//! // List: one page with `send`, or all of them with `items`.
//! let mut personas = page::personas::list(page_id).limit(50).items(&client);
//! while let Some(persona) = personas.try_next().await? {
//!     println!("{persona:?}");
//! }
//!
//! // Update: only what is set is sent.
//! let update = page::update(page_id).about("Open late").location(Location::new().city("Oslo"));
//! match update.send(&client).await {
//!     Ok(_) => {}
//!     Err(Error::Api(error)) if error.code() == ErrorCode::INVALID_PARAMETER => eprintln!("{error}"),
//!     Err(error) => return Err(error),
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # Errors
//!
//! An [`Error`] says what happened and to which [`Operation`], and keeps the status, the headers and the raw body of
//! whatever came back. [`Error::Api`] is the API's own error with its [`ErrorCode`]. Whatever the status, a body that is an
//! error is one, and a body that is HTML is an error with that body.
//!
//! # The token
//!
//! It goes into the `Authorization` header. It appears in no URL, `Debug`, `Display` or log. Lists are followed by cursor,
//! because the URL of the next page, as the API sends it, holds the token. A [`Secret`] shows its text only when asked to.
//!
//! # Answers
//!
//! They are read as leniently as the API writes them: ids that come as numbers, `[]` for an empty object, `1` for `true`,
//! times without a colon. Enumerations are open: a value that is not in the specification is kept as it was. Serialized with
//! serde, a model is written as the API writes it, but without secrets.
//!
//! # Another HTTP client
//!
//! With the feature `reqwest`, which is on by default, the client sends over reqwest and rustls, inside a tokio runtime.
//! Without it there is no HTTP client in the dependencies. Either give a [`Transport`], which is also the way to test
//! without a server:
//!
//! ```
//! use bytes::Bytes;
//! use meta_graph::{Client, Transport, TransportFuture};
//!
//! /// Answers every request with the same body.
//! struct Canned(&'static str);
//!
//! impl Transport for Canned {
//!     fn send(&self, _request: http::Request<Bytes>) -> TransportFuture<'_> {
//!         Box::pin(async { Ok(http::Response::new(Bytes::from_static(self.0.as_bytes()))) })
//!     }
//! }
//!
//! let client = Client::builder().access_token("...").transport(Canned(r#"{"id": "1"}"#)).build()?;
//! # Ok::<(), meta_graph::Error>(())
//! ```
//!
//! or carry the values yourself: [`Client::http_request`] gives the [`http::Request`], and [`Client::decode`] reads the
//! [`http::Response`] that came back, with a blocking client as well.

// Generated files keep the layout that the generator gives them.
#[rustfmt::skip]
mod error_codes;
mod runtime;
#[cfg(feature = "v26_0")]
#[rustfmt::skip]
pub mod v26_0;

pub use runtime::{
    __private, AdAccountUsage, ApiError, BuildError, BuildErrorKind, BusinessUsage, Call, CallUsage, Client,
    ClientBuilder, Cursors, DecodeError, EdgeRead, Error, ErrorCode, ErrorKind, Field, File, Items,
    Operation, Paged, PagedRequest, Paging, PagingError, PagingErrorKind, ParseTimestampError, Recovery,
    Request, Response, Secret, Selectable, Selected, SelectedList, Selection, Timestamp, Transport,
    TransportError, TransportFuture, UnknownValue, Usage,
};
