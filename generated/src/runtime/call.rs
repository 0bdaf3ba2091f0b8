//! A request on its way.

use crate::runtime::client::Client;
use crate::runtime::error::Error;
use crate::runtime::exclusive::Exclusive;
use crate::runtime::request::{Answer, Operation, Parts};
use crate::runtime::retry::RetryPolicy;
use crate::runtime::token::AccessToken;
use std::borrow::Cow;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

/// A request on its way: a future of the answer. Nothing is sent before it is awaited.
///
/// The time it may take, the token and the retries are those of the client unless they are set here:
///
/// ```no_run
/// # use meta_graph::{Client, Request};
/// # use std::time::Duration;
/// # async fn example<R: Request>(client: &Client, request: R) -> Result<R::Response, meta_graph::Error> {
/// client.call(request).access_token("another token").timeout(Duration::from_secs(2)).await
/// # }
/// ```
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
    Running(Exclusive<Running>),
    Done,
}

type Running = Pin<Box<dyn Future<Output = Result<Answer, Error>> + Send>>;

impl<T> Call<T> {
    pub(crate) fn new(client: Client, parts: Parts, decode: fn(Answer) -> Result<T, Error>) -> Self {
        Self { operation: parts.operation(), state: State::Waiting(Box::new((client, parts))), decode }
    }

    /// Sends this one request with another access token than the client's.
    pub fn access_token(self, token: impl Into<AccessToken>) -> Self {
        let token = token.into();
        self.with(|client| client.with_access_token(token))
    }

    /// Sets how long this one call may take, with all its attempts and the pauses between them.
    pub fn timeout(self, timeout: Duration) -> Self {
        self.with(|client| client.with_timeout(timeout))
    }

    /// Sets when this one request is sent again.
    pub fn retry(self, policy: impl RetryPolicy + 'static) -> Self {
        self.with(|client| client.with_retry(policy))
    }

    /// Asks for this media type (the `Accept` header), where the operation has several: `text/csv`, say.
    pub fn accept(mut self, media_type: impl Into<Cow<'static, str>>) -> Self {
        if let State::Waiting(request) = &mut self.state {
            request.1.accept(media_type.into());
        }
        self
    }

    /// Changes the client that is going to send the request. A call that is being awaited goes on as it began.
    fn with(mut self, change: impl FnOnce(&Client) -> Client) -> Self {
        if let State::Waiting(request) = &mut self.state {
            request.0 = change(&request.0);
        }
        self
    }
}

impl<T> Future for Call<T> {
    type Output = Result<T, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let mut running = match std::mem::replace(&mut self.state, State::Done) {
            State::Waiting(request) => {
                let (client, parts) = *request;
                Exclusive::new(Box::pin(client.exchange(parts)) as Running)
            }
            State::Running(running) => running,
            // As a fused future does; awaiting never comes here.
            State::Done => return Poll::Pending,
        };
        match running.get_mut().as_mut().poll(context) {
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
