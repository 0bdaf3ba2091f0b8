//! A typed client of Meta's [Graph API](https://developers.facebook.com/docs/graph-api).
//!
//! Every operation is a function that returns a request, a plain value. What the API requires are the arguments of the
//! function, the rest are methods of the request; `send` performs it.
//!
//! ```no_run
//! use meta_graph::v26_0::{models::Location, page};
//! use meta_graph::{Client, Error, ErrorCode, ErrorSubcode};
//!
//! # async fn example(token: &str, page_id: &str) -> Result<(), Error> {
//! let client = Client::builder().access_token(token).build()?;
//!
//! // Read: the API answers with the fields that were asked for, so every field but the id is an `Option`.
//! let page = page::get(page_id).fields([page::Field::Name, page::Field::FanCount]).send(&client).await?;
//!
//! // Create: forgetting the name does not compile.
//! let ann = page::personas::create(page_id, "Ann", "https://cdn.example/ann.png").send(&client).await?;
//!
//! // List: one page with `send`, or the items of all of them with `items`.
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
//! The Page itself, its personas, `messenger` and `webhooks` are there by default. What else belongs to a Page is
//! behind a Cargo feature for each theme: `content`, `media`, `inbox`, `insights`, `leads`, `tokens` and others.
//!
//! # Messages
//!
//! `page::messages::create(page_id, RecipientId::new(id)).message(Message::new().text("Hello!"))` writes to a person
//! who has written to the Page. What they write is posted to you: with the feature `app-secret`, `webhook::Receiver`
//! proves that Meta sent it before any of it is read. This answers each message; `examples/bot.rs` is a whole server.
//!
//! ```no_run
//! # #[cfg(feature = "app-secret")] mod bot {
//! use meta_graph::v26_0::models::{Envelope, Message, MessagingType, Notification, QuickReplyText, RecipientId};
//! use meta_graph::{Client, v26_0::page::messages, webhook::Receiver};
//!
//! # type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;
//! async fn receive(client: &Client, receiver: &Receiver, signature: Option<&[u8]>, body: &[u8]) -> Result<()> {
//!     let Notification::Envelope(Envelope::Page(page)) = receiver.check(signature, body)?.decode()? else {
//!         return Ok(());
//!     };
//!     let entries = page.entry.into_iter().flatten();
//!     for event in entries.filter_map(|entry| entry.messaging).flatten() {
//!         // What the Page itself has sent comes too.
//!         if event.message.is_none_or(|message| message.is_echo == Some(true)) {
//!             continue;
//!         }
//!         let (Some(page), Some(who)) = (event.recipient, event.sender.and_then(|party| party.id)) else { continue };
//!         let message = Message::new().text("Hello!").quick_replies([QuickReplyText::new("When?", "HOURS")]);
//!         let answer = messages::create(page.id.unwrap_or_default(), RecipientId::new(who)).message(message);
//!         answer.messaging_type(MessagingType::Response).send(client).await?;
//!     }
//!     Ok(())
//! }
//! # }
//! ```
//!
//! # Uploads
//!
//! A file goes up from the disk or from any reader without being held in memory. With the feature `media`, `Upload`
//! sends a large one in several requests, and on where it was cut off, in another process too (`Upload::resume_from`).
//!
//! ```no_run
//! # #[cfg(feature = "media")]
//! # async fn example(client: &meta_graph::Client, page_id: &str) -> Result<(), Box<dyn std::error::Error>> {
//! use meta_graph::v26_0::page::{photos, videos};
//! use meta_graph::{Content, File, Upload};
//!
//! let bread = File::from_path("bread.jpg", "image/jpeg")?;
//! photos::create(page_id).source(bread).caption("Fresh").send(client).await?;
//!
//! let film = Content::from_path("film.mp4")?.on_progress(|progress| println!("{} bytes", progress.sent));
//! let video = Upload::in_phases(videos::create(page_id).title("A film"), film).send(client).await?;
//! # Ok(())
//! # }
//! ```
//!
//! # Lists
//!
//! A list comes in pages. `send` gives one, `pages` follows them and `items` yields what is in them. Both are streams,
//! and `try_next` is there for callers who need nothing else. They can go [`backwards`](Items::backwards), stop after a
//! number of [pages](Items::max_pages), and give their [`Position`], from which another stream can go on:
//!
//! ```no_run
//! use meta_graph::v26_0::page::personas;
//! use meta_graph::{Client, Error, Position};
//!
//! /// Reads the next hundred personas, and says where the hundred after them begin.
//! async fn portion(client: &Client, page_id: &str, from: Option<&Position>) -> Result<Position, Error> {
//!     let mut items = personas::list(page_id).limit(50).items(client);
//!     if let Some(position) = from {
//!         items = items.resume_from(position);
//!     }
//!     for persona in items.collect_at_most(100).await? {
//!         println!("{persona:?}");
//!     }
//!     Ok(items.position())
//! }
//! ```
//!
//! A position can be kept with serde, but not for long: see [`Position`]. See [`Pages`] for what ends a stream.
//! [`collect_all`](Items::collect_all) gives what it has read along with the error. Lists without cursors go on as
//! well, by time or by number. `response` gives status, headers and usage of the last page while a list is read.
//!
//! # What the specification lacks
//!
//! Any request takes a parameter of the query, a header or a member of its body that its function does not have, with
//! the trait [`Request`] in scope; [`ClientBuilder::header`] is for all of a client. A secret header is shown nowhere.
//!
//! ```no_run
//! use meta_graph::v26_0::page;
//! use meta_graph::{Client, Error, Request};
//!
//! # async fn example(page_id: &str, key: &str) -> Result<(), Error> {
//! let client = Client::builder().access_token("...").secret_header("x-gateway-key", key).build()?;
//! let page = page::get(page_id).with_query("locale", "nb_NO").send(&client).await?;
//! page::update(page_id).about("Open late").with_member("dry_run", true).send(&client).await?;
//! # Ok(())
//! # }
//! ```
//!
//! What has no function at all is a [`Raw`] request, which the module `raw` of a version makes for any path. It is a
//! value like any other request, and never leaves the hosts that the specification names, nor the resource that its
//! path names. [`Raw::at`] calls a URL that an answer gave, such as one to upload to.
//!
//! ```no_run
//! # async fn example(client: &meta_graph::Client) -> Result<(), meta_graph::Error> {
//! use meta_graph::v26_0::raw;
//! let post = raw::post("/{page}/feed").path("page", 12).form("message", "Hei").send(client).await?;
//! # Ok(())
//! # }
//! ```
//!
//! [`Response::etag`] is the mark of what was read, and [`Request::if_none_match`] asks for it again only if it has
//! changed: an answer without a body, which costs less time and says so by its type, a [`Conditional`].
//!
//! # Selections
//!
//! A type can say what is asked for. [`select!`] makes a struct of some fields of a node: these are what is sent as
//! `fields`, and these are what comes back, each of the type that it has in the model. A field that does not exist is a
//! compile error. What is inside a field is selected by a struct of its own, whether the field holds one object or a
//! list of them (`category_list: Category` is an `Option<Vec<Category>>`). The structs can be cloned, compared, shown
//! and kept with serde without a `derive`:
//!
//! ```no_run
//! use meta_graph::v26_0::{fields::location, page};
//! use meta_graph::{Client, Error, select};
//!
//! select! {
//!     /// What the header of our shop shows.
//!     pub struct Card of page { id, name, fan_count, location: Place }
//!
//!     pub struct Place of location { city, country }
//! }
//!
//! # async fn example(client: &Client, page_id: &str) -> Result<(), Error> {
//! // fields=id,name,fan_count,location{city,country}
//! let card: Card = page::get(page_id).select().send(client).await?;
//! println!("{:?} in {:?}", card.name, card.location.and_then(|place| place.city));
//! # Ok(())
//! # }
//! ```
//!
//! Behind a semicolon stand edges of the node, with how many of their items are wanted and which:
//! `{ name; personas(limit = 3): Member }`. Where that is known only later, a [`NestedList`] says it. Some
//! writes can read the node in the same request, and say which of the two failed: see [`ReadBack`].
//!
//! ```no_run
//! # use meta_graph::{Client, Error, v26_0::page};
//! # async fn example(client: &Client, page_id: &str) -> Result<(), Error> {
//! match page::update(page_id).about("Bread and more").fields([page::Field::About]).send(client).await? {
//!     Ok(page) => println!("{:?}", page.about),
//!     Err(error) => println!("updated, but it could not be read: {error}"),
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # Batches
//!
//! Up to 50 requests travel in one call: a tuple of requests gives a tuple of answers, a `Vec` or an array a `Vec`, and
//! each has its own error. [`InBatch`] lets a request use the answer of an earlier one. Any number of nodes is read by
//! [`Client::nodes`], fifty in a call.
//!
//! ```no_run
//! use meta_graph::v26_0::page;
//! use meta_graph::{Client, Error};
//!
//! # async fn example(client: &Client, page_id: &str) -> Result<(), Error> {
//! let (page, personas) = client.batch((page::get(page_id), page::personas::list(page_id).limit(10))).await?;
//! println!("{:?} has {} personas", page?.name, personas?.data.len());
//! # Ok(())
//! # }
//! ```
//!
//! Requests of any types and in any number go into a [`MixedBatch`], which is cut by fifty; a handle takes each answer.
//!
//! ```no_run
//! # use meta_graph::{Client, Error, MixedBatch, v26_0::page::{self, personas}};
//! # async fn example(client: &Client, page_id: &str, picture: &str) -> Result<(), Error> {
//! let mut batch = MixedBatch::new();
//! let made = ["Ann", "Bob"].map(|name| batch.add(personas::create(page_id, name, picture)));
//! let page = batch.add(page::get(page_id));
//!
//! let mut answers = client.batch_all(batch).await;
//! for made in made {
//!     println!("{}", answers.take(made)?.id);
//! }
//! println!("{:?}", answers.take(page)?.name);
//! # Ok(())
//! # }
//! ```
//!
//! # Errors
//!
//! An [`Error`] says what happened and to which [`Operation`], and keeps the status, the headers and the raw body of
//! whatever came back. [`Error::Api`] is the API's own error with its [`ErrorCode`]. Whatever the status, a body that
//! is an error is one, and a body that is HTML is an error with that body. [`Error::recovery`] says what can be done:
//! try again later, renew the token, ask for a permission, fix the request, or report it. Errors can be cloned, and
//! what is not there has a name: [`Error::is_not_found`].
//!
//! # Time, retries and limits
//!
//! A call takes 60 seconds at most, with up to three attempts: reads and deletions are sent again after a failure that
//! may pass, writes only with an idempotency key. [`Retry`] says when, or another [`RetryPolicy`]. A [`Pacer`] slows
//! calls down before a limit of the API is hit; [`Response::usage`] and [`ApiError::usage`] say how much of it is used.
//! A call that it would hold back for too long is an [`Error::HeldBack`]; [`Error::retry_after`] says for how long.
//! All of this can be set for a client, and the time, the token and the retries for one [`Call`] too:
//!
//! ```no_run
//! use meta_graph::{Client, Error, Pacer, Retry, v26_0::page};
//! use std::time::Duration;
//!
//! # async fn example(page_id: &str) -> Result<(), Error> {
//! let client = Client::builder()
//!     .access_token("...")
//!     .timeout(Duration::from_secs(20))
//!     .retry(Retry::standard().max_attempts(5))
//!     .pacer(Pacer::new())
//!     .build()?;
//! let page = page::get(page_id).send(&client).access_token("page token").timeout(Duration::from_secs(2)).await?;
//! # Ok(())
//! # }
//! ```
//!
//! With the feature `tracing` each call is a span and each attempt an event inside, without parameters, URLs, bodies
//! and texts of the server. [`ClientBuilder::trace_context`] continues a trace of W3C Trace Context.
//!
//! # The token
//!
//! It goes into the `Authorization` header. It appears in no URL, `Debug`, `Display` or log. Lists are followed by
//! cursor, because the URL of the next page, as the API sends it, holds the token. A [`Secret`] shows its text only
//! when asked to. `{:?}` of a request says what is set, and `{:#?}` also to what: it may say something of people.
//!
//! Tokens that do not last come from a [`TokenSource`], which is asked again once the API has refused one, or before it
//! ends ([`AccessToken::lasting`]). A request of a batch may have its own token: [`InBatch::access_token`].
//! With the feature `app-secret`, `ClientBuilder::app_secret` sends a proof of the app secret with every request that
//! holds the token. It is part of the URL, where the API reads it.
//!
//! # Answers
//!
//! They are read as leniently as the API writes them: ids that come as numbers, `[]` for an empty object, `{"0": ...}`
//! for a list, `1` for `true`, times without a colon. Enumerations are open: a value that is not in the specification
//! is kept as it was. Serialized with serde, a model is written as the API writes it, but without secrets.
//! An object that is both read and sent keeps the members that this crate does not know in its field `unknown`, an
//! [`UnknownMembers`], and sends them back: putting back what was read deletes nothing that a newer server added.
//!
//! One odd field that may be absent loses that field and not the answer, unless the client is
//! [`strict`](ClientBuilder::strict). What was lost is not put back: read strictly what is to be written again.
//!
//! What the specification does not know, such as a new field, is listed: [`Response::drift`] for one answer,
//! [`ClientBuilder::on_drift`] for all. So are a field that was lost and an answer of another version.
//!
//! # Testing
//!
//! With the feature `testing`, which belongs in the `dev-dependencies`, a fake takes the place of the API. It is given
//! the requests to expect, by value, and answers with values of their types, pages of a list, or errors as the API
//! sends them. There is no server, and retries wait for nothing:
//!
//! ```
//! # #[cfg(feature = "testing")] {
//! use meta_graph::testing::{Fake, now};
//! use meta_graph::v26_0::{models::Persona, page::personas};
//! use meta_graph::{Client, Error, ErrorCode};
//!
//! /// What is to be tested.
//! async fn names(client: &Client, page_id: &str) -> Result<Vec<String>, Error> {
//!     let all = personas::list(page_id).items(client).collect_at_most(100).await?;
//!     Ok(all.into_iter().filter_map(|persona| persona.name).collect())
//! }
//!
//! fn persona(name: &str) -> Persona {
//!     let mut persona = Persona::default();
//!     persona.name = Some(name.to_owned());
//!     persona
//! }
//!
//! // Two pages, the first of which comes at the second attempt.
//! let fake = Fake::new();
//! let expected = fake.on(personas::list("12")).fail(ErrorCode::SERVICE_UNAVAILABLE);
//! expected.pages([vec![persona("Ann")], vec![persona("Bob")]]);
//! assert_eq!(now(names(&fake.client(), "12")).unwrap(), ["Ann", "Bob"]);
//! assert_eq!((fake.sent().len(), fake.waits().len()), (3, 1));
//! fake.assert_all_answered();
//! # }
//! ```
//!
//! An answer can be JSON too (`reply_json(serde_json::json!({"id": "1"}))`), which is read at once, and
//! `testing::from_json` makes a model of it. The requests of a batch are expected one by one.
//!
//! A request that nobody expects is an error that shows it as a command for `curl`. Any request can be shown in this
//! way, with or without the feature, and without a secret: [`Request::to_curl`].
//!
//! # Versions
//!
//! Each version of the API is a module behind the feature of that name, and the newest is on by default. One client
//! sends requests of any of them, since the version is in the request. A version of the API that breaks code written
//! for the one before comes with a breaking step of the crate's version, and takes the older modules out of the default
//! features: enable the feature to stay. The documentation of a module says when its version ends and what it removed.
//!
//! # Another HTTP client
//!
//! With the feature `reqwest`, which is on by default, the client sends over reqwest and rustls, inside a tokio
//! runtime; outside of one a call ends in an error that says so. A proxy is taken from the environment (`HTTPS_PROXY`,
//! `NO_PROXY` and so on). `ReqwestTransport::builder` sets another one, root and client certificates, and how long
//! connections live, and the result can be wrapped by a transport of yours. TLS is computed by ring, or by AWS-LC with
//! the feature `aws-lc`, unless the program has installed another provider of rustls.
//!
//! With the feature `blocking` there is a transport over ureq for callers without an async runtime, with the same
//! retries, pages and batches: `ClientBuilder::blocking`, and the functions `wait` and `iter` of the module `blocking`.
//!
//! Without these features there is no HTTP client in the dependencies. Either give a [`Transport`], and a [`Timer`]
//! with it: without one a request is sent once and waited for as long as the transport does.
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
//! let builder = Client::builder().access_token("...").transport(Canned(r#"{"id": "1"}"#));
//! # #[cfg(feature = "reqwest")]
//! let builder = builder.timer(meta_graph::TokioTimer::new());
//! let client = builder.build()?;
//! # Ok::<(), meta_graph::Error>(())
//! ```
//!
//! or carry the values yourself: [`Client::http_request`] gives the [`http::Request`], and [`Client::decode`] reads the
//! [`http::Response`] that came back. Follow no redirect, which could lead the token to another host.

// Generated files keep the layout that the generator gives them.
#[rustfmt::skip]
mod error_codes;
mod errors;
#[cfg(test)]
mod formats;
mod graph;
#[cfg(test)]
pub mod oauth;
#[cfg(test)]
mod outcomes;
mod paging;
mod runtime;
#[cfg(test)]
mod sample;
#[cfg(test)]
pub mod streams;
#[cfg(test)]
mod tuples;
mod unions;
#[cfg(feature = "v26_0")]
#[rustfmt::skip]
pub mod v26_0;

#[cfg(test)]
pub use formats::*;
pub use graph::*;
pub use paging::*;
pub use runtime::*;
