//! What a test sets for one request of a fake.

use super::failure::Failure;
use super::fake::Fake;
use super::key::Key;
use super::members;
use super::outcome::{Outcome, Plain};
use super::reply::Reply;
use super::script::Pattern;
use super::stream::Pieces;
use crate::runtime::error::{BuildError, Error, Received};
use crate::runtime::request::{Answer, Parts, Request};
use crate::runtime::wire::{Value, drift};
use bytes::Bytes;
use std::fmt;
use std::panic::Location;

/// Stands for a request of any type, in [`Fake::on_any`].
#[derive(Debug)]
pub struct AnyRequest(());

/// A request that a [`Fake`] expects; its methods set the answers to it.
///
/// Each method adds one answer, and several are given in turn: `fake.on(request).fail(status).reply(pet)` fails once
/// and then answers.
pub struct Expected<R> {
    fake: Fake,
    pattern: Pattern,
    request: R,
    /// Which answers were set last.
    last: Vec<usize>,
    /// Whether answers may hold members that the model does not have.
    takes_unknown: bool,
    place: &'static Location<'static>,
}

impl<R> Expected<R> {
    /// Answers with an error of the API: a status, or a [`Failure`] that says more.
    pub fn fail(self, failure: impl Into<Failure>) -> Self {
        self.then(Outcome::Answer(failure.into().into_answer()))
    }

    /// Breaks the connection off after the request has left, so that nobody knows whether it was carried out.
    pub fn break_off(self) -> Self {
        self.then(Outcome::BrokenOff)
    }

    /// Refuses the connection, so that the request never leaves.
    pub fn refuse_connection(self) -> Self {
        self.then(Outcome::Refused)
    }

    /// Gives no answer before the time of the attempt is over.
    pub fn time_out(self) -> Self {
        self.then(Outcome::OutOfTime)
    }

    /// Answers with this response, whatever it is, such as a page of HTML.
    pub fn respond(self, response: http::Response<impl Into<Bytes>>) -> Self {
        let (head, body) = response.into_parts();
        self.then(Outcome::Answer(Plain { status: head.status, headers: head.headers, body: body.into() }))
    }

    /// Answers with a body of these pieces, for a request that is read [piece by piece](crate::Client::chunks).
    pub fn reply_chunks(self, pieces: impl IntoIterator<Item: Into<Bytes>>) -> Self {
        self.then(Outcome::Stream(Pieces::new(pieces.into_iter().map(Into::into))))
    }

    /// As [`reply_chunks`](Self::reply_chunks), and breaks the connection off before the end of the body.
    pub fn reply_chunks_and_break_off(self, pieces: impl IntoIterator<Item: Into<Bytes>>) -> Self {
        self.then(Outcome::Stream(Pieces::new(pieces.into_iter().map(Into::into)).breaking_off()))
    }

    /// Answers with a `text/event-stream` of events that hold these data. Events with a type or an id of their own are
    /// the text of a [`reply_chunks`](Self::reply_chunks).
    pub fn reply_events(self, data: impl IntoIterator<Item: AsRef<str>>) -> Self {
        self.then(Outcome::Stream(Pieces::events(data)))
    }

    /// Lets the JSON of the answers that are set from here on hold members that the model does not have, as that of a
    /// newer version of the API may.
    pub fn allow_unknown_members(mut self) -> Self {
        self.takes_unknown = true;
        self
    }

    /// Gives the answer that was set last this many times instead of once.
    pub fn times(self, times: usize) -> Self {
        self.fake.script.repeat(&self.last, Some(times));
        self
    }

    /// Gives the answer that was set last for ever. It must be requested at least once.
    pub fn always(self) -> Self {
        self.fake.script.repeat(&self.last, None);
        self
    }

    fn then(mut self, outcome: Outcome) -> Self {
        let number = self.fake.script.plan(self.pattern.clone(), outcome, self.place);
        self.last = vec![number];
        self
    }
}

impl Expected<AnyRequest> {
    pub(super) fn of_any(fake: &Fake, pattern: Pattern, place: &'static Location<'static>) -> Self {
        Self {
            fake: fake.clone(),
            pattern,
            request: AnyRequest(()),
            last: Vec::new(),
            takes_unknown: true,
            place,
        }
    }
}

impl<R: Request> Expected<R> {
    #[track_caller]
    pub(super) fn new(fake: &Fake, request: R) -> Self {
        let pattern = same(request.parts());
        let (fake, place) = (fake.clone(), Location::caller());
        Self { fake, pattern, request, last: Vec::new(), takes_unknown: false, place }
    }

    /// Answers with this value, secrets included.
    ///
    /// # Panics
    /// If the request cannot have this answer, such as one of another status.
    #[track_caller]
    pub fn reply(self, response: R::Response) -> Self
    where
        R::Response: Reply,
    {
        // A text is read as it is by one operation and as JSON by another.
        let answers = response.answers().0;
        let is_read = |answer: &Plain| match self.read(answer) {
            Ok(read) => {
                read.answers().0.last().map(|read| &read.body) == answers.last().map(|last| &last.body)
            }
            Err(_) => false,
        };
        // A request whose answer may have no body reads `None` of a status that says so.
        let empty = answers.last().filter(|last| last.body == "null").map(|_| Plain::no_content());
        let found = answers.iter().chain(&empty).find(|answer| is_read(answer)).or(answers.last()).cloned();
        match found {
            Some(answer) => self.checked(answer),
            None => self,
        }
    }

    /// Answers with this JSON, in the shape in which the API writes it.
    ///
    /// # Panics
    /// If the JSON is not what the request is answered with, or has a member that the model does not have:
    /// [`allow_unknown_members`](Self::allow_unknown_members) lets it.
    #[track_caller]
    pub fn reply_json(self, json: Value) -> Self {
        let answer = Plain::json(&json);
        self.check(&answer);
        self.then(Outcome::Answer(answer))
    }

    /// Makes sure that the request can have this answer, which a test has written by hand.
    #[track_caller]
    pub(crate) fn check(&self, answer: &Plain) {
        let (read, unknown) = drift::unknown_members(|| self.read(answer));
        match (read, members::complaint(&unknown)) {
            (Err(error), _) => panic!("the request cannot have this answer: {error}"),
            (Ok(_), Some(complaint)) if !self.takes_unknown => {
                panic!("the answer {complaint}; `allow_unknown_members` lets it")
            }
            (Ok(_), _) => {}
        }
    }

    /// Answers with these to other requests, which follow from it; the last one need not be asked for if it is so.
    #[allow(dead_code, reason = "not every crate has lists")]
    #[track_caller]
    pub(crate) fn in_turn(mut self, answers: Vec<(Parts, Plain)>, is_last_needed: bool) -> Self {
        let (first, mut numbers) = (self.pattern.clone(), Vec::new());
        for (parts, answer) in answers {
            self.pattern = same(&parts);
            self = self.then(Outcome::Answer(answer));
            numbers.append(&mut self.last);
        }
        if let Some(last) = numbers.last().filter(|_| !is_last_needed) {
            self.fake.script.excuse(*last);
        }
        (self.pattern, self.last) = (first, numbers);
        self
    }

    /// The request.
    #[allow(dead_code, reason = "not every crate has lists")]
    pub(crate) fn request(&self) -> &R {
        &self.request
    }

    /// The answer as a client gets it.
    pub(crate) fn received(&self, answer: &Plain) -> Answer {
        let Plain { status, headers, body } = answer.clone();
        let operation = self.request.parts().operation();
        Answer::new(Received { operation, status, headers, body, path: None }, Default::default())
    }

    #[track_caller]
    fn checked(self, answer: Plain) -> Self {
        if let Err(error) = self.read(&answer) {
            panic!("the request cannot have this answer: {error}");
        }
        self.then(Outcome::Answer(answer))
    }

    /// What a client would read.
    fn read(&self, answer: &Plain) -> Result<R::Response, Error> {
        R::decode(self.received(answer))
    }
}

impl Expected<AnyRequest> {
    /// Answers with this value, secrets included.
    pub fn reply(self, response: impl Reply) -> Self {
        match response.answers().0.pop() {
            Some(answer) => self.then(Outcome::Answer(answer)),
            None => self,
        }
    }

    /// Answers with this JSON.
    pub fn reply_json(self, json: Value) -> Self {
        self.then(Outcome::Answer(Plain::json(&json)))
    }
}

/// The pattern of a request.
#[track_caller]
fn same(parts: &Parts) -> Pattern {
    match Key::of(parts) {
        Ok(key) => Pattern::Same(key.into(), parts.to_curl().into()),
        Err(kind) => panic!("{}", BuildError::new(Some(parts.operation()), kind)),
    }
}

impl<R> fmt::Debug for Expected<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Expected").field("set at", &self.place).finish_non_exhaustive()
    }
}
