//! Bodies of answers that are read piece by piece.

use crate::runtime::client::Client;
use crate::runtime::error::{Error, TransportError};
use crate::runtime::events::Events;
use crate::runtime::exclusive::Exclusive;
use crate::runtime::request::Operation;
use crate::runtime::timer::Sleep;
use crate::runtime::transport::TransportBody;
use crate::runtime::wire::Mismatch;
use bytes::Bytes;
use futures_core::Stream;
use http::header::CONTENT_TYPE;
use http::response;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};

/// The body of an answer, piece by piece as it arrives, from [`Client::chunks`].
///
/// It is a [`Stream`], and [`try_next`](Self::try_next) reads it without another crate. How it is cut into pieces says
/// nothing. It may be of any length: [`ClientBuilder::max_answer_size`](crate::ClientBuilder::max_answer_size) does not
/// count here. The time of the call ends with the headers of the answer; no piece may take longer to come than an
/// attempt may ([`ClientBuilder::attempt_timeout`](crate::ClientBuilder::attempt_timeout)). Nothing is sent again once
/// a piece was read.
///
/// ```no_run
/// # use meta_graph::{Client, Error, Request};
/// # async fn example<R: Request>(
/// #     client: &Client,
/// #     request: R,
/// #     mut file: impl std::io::Write,
/// # ) -> Result<(), Box<dyn std::error::Error>> {
/// let mut chunks = client.chunks(request).await?.body;
/// while let Some(chunk) = chunks.try_next().await? {
///     file.write_all(&chunk)?;
/// }
/// # Ok(())
/// # }
/// ```
#[must_use = "the body is read when it is asked for"]
pub struct Chunks {
    body: Option<Exclusive<TransportBody>>,
    source: Option<Box<Source>>,
    /// Ends the wait for the next piece.
    deadline: Option<Exclusive<Sleep>>,
}

/// Where the body comes from.
struct Source {
    client: Client,
    operation: &'static Operation,
    /// What came before the body.
    head: response::Parts,
}

impl Source {
    /// The media type of the body, without parameters.
    fn media_type(&self) -> Option<&str> {
        let content_type = self.head.headers.get(CONTENT_TYPE)?.to_str().ok()?;
        content_type.split(';').next().map(str::trim)
    }
}

impl Chunks {
    pub(crate) fn new(
        answer: http::Response<TransportBody>,
        client: Client,
        operation: &'static Operation,
    ) -> Self {
        let (head, body) = answer.into_parts();
        let body = Some(Exclusive::new(body));
        Self { body, source: Some(Box::new(Source { client, operation, head })), deadline: None }
    }

    /// A body that is there already.
    pub(crate) fn whole(body: Bytes) -> Self {
        Self { body: Some(Exclusive::new(whole(body))), source: None, deadline: None }
    }

    /// The next piece; `None` at the end.
    ///
    /// # Errors
    /// [`Error::Transport`] if the connection ends before the body does, or if nothing comes in time.
    pub async fn try_next(&mut self) -> Result<Option<Bytes>, Error> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await.transpose()
    }

    /// Reads the body as a `text/event-stream`. One of another media type is an error, which keeps it.
    pub fn events(self) -> Events {
        Events::new(self)
    }

    /// Whether the answer says that the body is of another media type than this one.
    pub(crate) fn is_other_than(&self, media_type: &str) -> bool {
        let said = self.source.as_ref().and_then(|source| source.media_type());
        said.is_some_and(|said| !said.eq_ignore_ascii_case(media_type))
    }

    /// The error that the body is of another media type than this one, which keeps what was read of it.
    pub(crate) fn refused(&mut self, body: Bytes, expected: &str) -> Option<Error> {
        self.body = None;
        let source = self.source.as_ref()?;
        let found = format!("`{}`", source.media_type().unwrap_or_default());
        let mut response = http::Response::new(body);
        (*response.status_mut(), *response.headers_mut()) = (source.head.status, source.head.headers.clone());
        let answer = source.client.answer(source.operation, response);
        Some(answer.unreadable(Mismatch::new(format!("`{expected}`"), found)))
    }

    /// Ends the body where more of it is held than an answer may be long.
    pub(crate) fn end_if_longer(&mut self, held: usize) -> Option<Error> {
        let largest = self.source.as_ref().map(|source| source.client.max_answer_size())?;
        (held > largest).then(|| self.failed(TransportError::too_large(largest)))
    }

    /// Polls the clock, which is started where it stands still.
    fn poll_deadline(&mut self, context: &mut Context<'_>) -> Poll<TransportError> {
        let Some((timer, time)) = self.source.as_ref().and_then(|source| source.client.patience()) else {
            return Poll::Pending;
        };
        let deadline = self.deadline.get_or_insert_with(|| Exclusive::new(timer.sleep(time)));
        deadline.get_mut().as_mut().poll(context).map(|()| TransportError::out_of_time(time))
    }

    fn failed(&mut self, error: TransportError) -> Error {
        self.body = None;
        Error::Transport(match &self.source {
            Some(source) => source.client.failed(error, source.operation),
            None => error,
        })
    }
}

impl Stream for Chunks {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Some(body) = &mut self.body else { return Poll::Ready(None) };
        match body.get_mut().as_mut().poll_next(context) {
            Poll::Ready(Some(Ok(chunk))) => {
                self.deadline = None;
                Poll::Ready(Some(Ok(chunk)))
            }
            Poll::Ready(Some(Err(error))) => Poll::Ready(Some(Err(self.failed(error)))),
            Poll::Ready(None) => {
                self.body = None;
                Poll::Ready(None)
            }
            Poll::Pending => self.poll_deadline(context).map(|error| Some(Err(self.failed(error)))),
        }
    }
}

impl fmt::Debug for Chunks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Chunks").field("is_open", &self.body.is_some()).finish_non_exhaustive()
    }
}

/// A body that is one piece, or none where it is empty.
pub(crate) fn whole(body: Bytes) -> TransportBody {
    struct Whole(Bytes);

    impl Stream for Whole {
        type Item = Result<Bytes, TransportError>;

        fn poll_next(mut self: Pin<&mut Self>, _context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
            let body = std::mem::take(&mut self.0);
            Poll::Ready((!body.is_empty()).then_some(Ok(body)))
        }
    }

    Box::pin(Whole(body))
}
