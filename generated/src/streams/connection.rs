//! The way to the pieces of a body: the call, then the body, then its end.

use crate::runtime::client::Client;
use crate::runtime::error::{Error, TransportError, Verdict};
use crate::runtime::request::{Answer, Parts};
use crate::runtime::timer::Sleep;
use crate::runtime::wire::{Decode, Mismatch, Value};
use crate::runtime::{Call, Chunks, Response};
use bytes::Bytes;
use futures_core::Stream as _;
use http::StatusCode;
use http::header::CONTENT_TYPE;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

/// The header that says where a stream of events goes on.
const LAST_EVENT_ID: &str = "last-event-id";

/// The way to the pieces of a body. It knows nothing of the items, so that it is compiled once for all streams.
pub(super) struct Connection {
    client: Client,
    request: Parts,
    /// The media type without which the body is not read.
    required: Option<&'static str>,
    state: State,
    /// What came before the body.
    head: Option<Response<()>>,
}

enum State {
    /// Waits before it connects again.
    Waiting(Sleep),
    Calling(Box<Call<Response<Chunks>>>),
    Reading(Box<Chunks>),
    Ended,
}

impl Connection {
    /// Sends the request when the first piece is asked for.
    pub(super) fn new(request: Parts, client: &Client, media_type: &'static str) -> Self {
        let mut request = request.streamed();
        request.accept(media_type.into());
        let client = client.clone().hiding(&request);
        let state = State::Calling(call(&client, &request));
        Self { client, request, required: None, state, head: None }
    }

    /// Reads the body only if the answer says that it is of this media type.
    pub(super) fn requiring(mut self, media_type: &'static str) -> Self {
        self.required = Some(media_type);
        self
    }

    /// What came before the body.
    pub(super) fn head(&self) -> Option<&Response<()>> {
        self.head.as_ref()
    }

    /// Reads no further.
    pub(super) fn end(&mut self) {
        self.state = State::Ended;
    }

    /// Asks for what comes after the event with this id, at once.
    pub(super) fn resume(&mut self, last_id: &str) {
        self.request.add_header(LAST_EVENT_ID.into(), &last_id);
        self.state = State::Calling(call(&self.client, &self.request));
    }

    /// Asks for what comes after the event with this id, after a time, where the client has a timer.
    pub(super) fn resume_after(&mut self, time: Duration, last_id: &str) {
        self.resume(last_id);
        if let Some((timer, _)) = self.client.patience() {
            self.state = State::Waiting(timer.sleep(time));
        }
    }

    /// The next piece of the body; `None` at its end, and after an error.
    pub(super) fn poll_piece(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Error>>> {
        loop {
            match &mut self.state {
                State::Waiting(sleep) => {
                    ready!(sleep.as_mut().poll(context));
                    self.state = State::Calling(call(&self.client, &self.request));
                }
                State::Calling(call) => match ready!(Pin::new(call).poll(context)) {
                    Ok(response) => {
                        if let Err(error) = self.open(response) {
                            return self.ended_by(error);
                        }
                    }
                    Err(error) => return self.ended_by(error),
                },
                State::Reading(chunks) => match ready!(Pin::new(&mut **chunks).poll_next(context)) {
                    Some(Ok(piece)) => return Poll::Ready(Some(Ok(piece))),
                    Some(Err(error)) => return self.ended_by(error),
                    None => self.end(),
                },
                State::Ended => return Poll::Ready(None),
            }
        }
    }

    fn ended_by(&mut self, error: Error) -> Poll<Option<Result<Bytes, Error>>> {
        self.end();
        Poll::Ready(Some(Err(error)))
    }

    fn open(&mut self, response: Response<Chunks>) -> Result<(), Error> {
        let (head, chunks) = response.split();
        let is_without = matches!(head.status, StatusCode::NO_CONTENT | StatusCode::RESET_CONTENT);
        self.head = Some(head);
        self.state = if is_without { State::Ended } else { State::Reading(Box::new(chunks)) };
        let Some(required) = self.required.filter(|_| !is_without) else { return Ok(()) };
        let answer = self.answer(Bytes::new(), true);
        let found = answer.received.media_type().unwrap_or(required).to_ascii_lowercase();
        if found == required {
            return Ok(());
        }
        Err(match answer.unreadable(Mismatch::new(required, found)) {
            Error::Decode(error) => Error::Decode(Box::new(error.unread())),
            other => other,
        })
    }

    /// Ends the stream where more of an item is held than an answer may be long.
    pub(super) fn end_if_longer(&mut self, held: usize) -> Option<Error> {
        if let State::Reading(chunks) = &mut self.state { chunks.end_if_longer(held) } else { None }
    }

    /// The error of a stream that ends where it should not.
    pub(super) fn cut_off(&self, what: &'static str) -> Error {
        Error::Transport(self.client.failed(TransportError::new(what), self.request.operation()))
    }

    /// Reads an item that is JSON, or the error that stands in its place.
    pub(super) fn json<T: Decode>(&self, text: Bytes, knows_errors: bool) -> Result<T, Error> {
        self.read(text, |answer| {
            let (answer, value) = answer.value(T::layout())?;
            if !knows_errors && value.get("error").is_some_and(|error| !error.is_null()) {
                return Err(refused(answer, Some(&value)));
            }
            answer.decode(value)
        })
    }

    /// Reads an item of which the value is known already.
    pub(super) fn value<T: Decode>(&self, text: Bytes, value: &Value) -> Result<T, Error> {
        self.read(text, |answer| answer.decode(value.clone()))
    }

    /// The error that the server sends in the place of an item.
    pub(super) fn refusal(&self, text: Bytes) -> Error {
        let value = serde_json::from_slice(&text).ok();
        refused(self.answer(text, true), value.as_ref())
    }

    /// Reads an item. Only an error keeps all headers, of which each item would need a copy.
    fn read<T>(&self, text: Bytes, read: impl Fn(Answer) -> Result<T, Error>) -> Result<T, Error> {
        read(self.answer(text.clone(), false)).or_else(|_| read(self.answer(text, true)))
    }

    /// An item as an answer of its own, so that it is read as all answers are.
    fn answer(&self, text: Bytes, keeps_headers: bool) -> Answer {
        let mut response = http::Response::new(text);
        if let Some(head) = &self.head {
            *response.status_mut() = head.status;
            if keeps_headers {
                response.headers_mut().clone_from(&head.headers);
            } else if let Some(content_type) = head.headers.get(CONTENT_TYPE) {
                response.headers_mut().insert(CONTENT_TYPE, content_type.clone());
            }
        }
        self.client.answer(self.request.operation(), response)
    }
}

fn call(client: &Client, request: &Parts) -> Box<Call<Response<Chunks>>> {
    let open = |answer| Response::read(answer, Answer::chunks);
    Box::new(Call::new(client.clone(), request.clone(), open))
}

/// The error of the API that an item is, though the status was that of a success.
fn refused(answer: Answer, value: Option<&Value>) -> Error {
    let verdict = Verdict::of_status(&answer.received, value);
    let label = "an error in the stream".to_owned();
    answer.refused(Verdict { label, ..verdict })
}
