//! A request on its way.

use crate::runtime::client::Client;
use crate::runtime::error::Error;
use crate::runtime::request::{Answer, Operation, Parts};
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

/// A request on its way: a future of the answer. Nothing is sent before it is awaited.
///
/// Dropping it cancels the call, but a request that has left may still be carried out.
#[must_use = "a call does nothing until it is awaited"]
pub struct Call<T> {
    operation: &'static Operation,
    state: State,
    /// The only part that depends on the operation; sending is one state machine for all.
    decode: fn(Answer) -> Result<T, Error>,
}

enum State {
    Waiting(Box<(Client, Parts)>),
    Running(Pin<Box<dyn Future<Output = Result<Answer, Error>> + Send>>),
    Done,
}

impl<T> Call<T> {
    pub(crate) fn new(client: Client, parts: Parts, decode: fn(Answer) -> Result<T, Error>) -> Self {
        Self { operation: parts.operation(), state: State::Waiting(Box::new((client, parts))), decode }
    }
}

impl<T> Future for Call<T> {
    type Output = Result<T, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let mut running = match std::mem::replace(&mut self.state, State::Done) {
            State::Waiting(request) => {
                let (client, parts) = *request;
                Box::pin(client.exchange(parts))
            }
            State::Running(running) => running,
            // As a fused future does; awaiting never comes here.
            State::Done => return Poll::Pending,
        };
        match running.as_mut().poll(context) {
            Poll::Ready(answer) => Poll::Ready(answer.and_then(self.decode)),
            Poll::Pending => {
                self.state = State::Running(running);
                Poll::Pending
            }
        }
    }
}

impl<T> fmt::Debug for Call<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Call").field(&self.operation).finish()
    }
}
