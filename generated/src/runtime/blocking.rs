//! For callers without an async runtime.
//!
//! A client that [`ClientBuilder::blocking`](crate::ClientBuilder::blocking) sets up sends over ureq and blocks the
//! thread. [`wait`] runs what is awaited elsewhere, and [`iter`] makes an iterator of a stream, so that everything is
//! there that async callers have: the same requests, retries, limits and errors.
//!
//! ```no_run
//! use meta_graph::blocking::wait;
//! use meta_graph::{Client, Error, Request};
//!
//! # fn example<R: Request>(request: R) -> Result<(), Error> {
//! let client = Client::builder().access_token("...").blocking().build()?;
//! let answer = wait(client.call(request))?;
//! # Ok(())
//! # }
//! ```
//!
//! Do not call it inside of an async runtime, whose thread it would block.

use futures_core::Stream;
use std::future::Future;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

/// Waits for a call, or for any other future, and gives what comes of it.
pub fn wait<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    until_ready(|context| future.as_mut().poll(context))
}

/// Waits for each item of a stream in turn, such as the items or the pages of a list.
pub fn iter<S: Stream>(stream: S) -> Iter<S> {
    Iter(Box::pin(stream))
}

/// An iterator over a stream, from [`iter`].
#[derive(Debug)]
#[must_use = "an iterator does nothing until it is asked"]
pub struct Iter<S>(Pin<Box<S>>);

impl<S: Stream> Iterator for Iter<S> {
    type Item = S::Item;

    fn next(&mut self) -> Option<S::Item> {
        until_ready(|context| self.0.as_mut().poll_next(context))
    }
}

/// Wakes the thread that waits.
struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

fn until_ready<T>(mut poll: impl FnMut(&mut Context<'_>) -> Poll<T>) -> T {
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut context = Context::from_waker(&waker);
    loop {
        match poll(&mut context) {
            Poll::Ready(output) => return output,
            Poll::Pending => thread::park(),
        }
    }
}
