//! A fake in the place of the API, for the tests of code that uses this crate; with the feature `testing`.
//!
//! A test sets which requests a [`Fake`] gets and what it answers. It needs no server, no network and no async runtime,
//! and its time passes at once, so that retries cost nothing. Requests are matched by value, credentials aside, and
//! answers are values of the types that the requests have, or [failures](Failure) as the API sends them:
//!
//! ```
//! use http::StatusCode;
//! use meta_graph::Request;
//! use meta_graph::testing::{Fake, Reply, now};
//!
//! /// The API has a fault that passes: whatever reads this gets its answer.
//! fn is_read_at_the_second_attempt<R: Request + Clone>(read: R, answer: R::Response)
//! where
//!     R::Response: Reply,
//! {
//!     let fake = Fake::new();
//!     fake.on(read.clone()).fail(StatusCode::SERVICE_UNAVAILABLE).reply(answer);
//!
//!     assert!(now(fake.client().call(read)).is_ok());
//!     assert_eq!((fake.sent().len(), fake.waits().len()), (2, 1));
//!     fake.assert_all_answered();
//! }
//! ```
//!
//! Requests that travel inside another one are expected one by one, as if each were sent alone.
//!
//! A model is made by `Default` and its fields, or from JSON by [`from_json`]; an answer can be JSON too, see
//! [`Expected::reply_json`], which is read at once. Neither takes a member that the model does not have, since a typing
//! mistake would let a test pass for the wrong reason.
//!
//! A request that is read piece by piece gets its pieces from [`Expected::reply_chunks`], or its events from
//! [`Expected::reply_events`].
//!
//! What is wrong with a test, such as an answer that the request could not have, ends it by a panic that names the
//! line.

#![allow(clippy::panic, reason = "a test that is set up wrongly is to end at once")]

mod clock;
mod expected;
mod failure;
mod fake;
mod held;
mod key;
mod members;
mod outcome;
mod reply;
mod script;
mod sent;
mod stream;

pub use expected::{AnyRequest, Expected};
pub use failure::Failure;
pub use fake::Fake;
pub(crate) use outcome::Plain;
pub use reply::Reply;
pub use sent::Sent;
pub(crate) use sent::with_parts;

use crate::runtime::wire::drift;

use serde::de::DeserializeOwned;
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

/// Reads a model from JSON, in the shape in which the API writes it: `from_json::<Pet>(json!({"name": "Rex"}))`.
///
/// What a newer version of the API writes, with members that the model does not have, `serde_json::from_value` reads.
///
/// # Panics
/// If the JSON is not of the type, or has a member that the model does not have.
#[track_caller]
pub fn from_json<T: DeserializeOwned>(json: serde_json::Value) -> T {
    let name = std::any::type_name::<T>();
    let (read, unknown) = drift::unknown_members(|| serde_json::from_value(json));
    if let (Ok(_), Some(complaint)) = (&read, members::complaint(&unknown)) {
        panic!("{name} {complaint}; `serde_json::from_value` reads it all the same");
    }
    match read {
        Ok(value) => value,
        Err(error) => panic!("the JSON is not a {name}: {error}"),
    }
}

/// Runs a future that waits for nothing but a [`Fake`], for a test without an async runtime.
///
/// # Panics
/// If the future waits for something else.
#[track_caller]
pub fn now<F: Future>(future: F) -> F::Output {
    let mut context = Context::from_waker(Waker::noop());
    match pin!(future).poll(&mut context) {
        Poll::Ready(output) => output,
        Poll::Pending => {
            panic!("the future waits for something else than the fake; run it on an async runtime")
        }
    }
}
