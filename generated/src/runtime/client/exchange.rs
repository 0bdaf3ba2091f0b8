//! Sending a request and waiting for its answer: the one state machine of all operations.

use super::watch::Watch;
use super::{Client, not_built};
use crate::runtime::chunks::Chunks;
use crate::runtime::error::{
    BuildErrorKind, Error, HeldBackError, Recovery, SentTo, TransportError, Verdict,
};
use crate::runtime::protocol::{Asker, Heard};
use crate::runtime::request::{Answer, Parts};
use crate::runtime::retry::Failed;
use crate::runtime::timer::{while_moving, within};
use crate::runtime::trace;
use crate::runtime::trace_context::TraceContext;
use crate::runtime::transport::{AttemptTime, Transport, TransportBody, collect};
use crate::runtime::upload::{Payload, UploadBody, UploadWatch};
use bytes::Bytes;
use http::HeaderValue;
use std::sync::Arc;
use std::time::Duration;

impl Client {
    /// Sends a request, more than once where the policy of retries says so, and gives its last answer.
    pub(crate) async fn exchange(self, parts: Parts) -> Result<Answer, Error> {
        let context = self.shared.trace.context();
        let (operation, client) = (parts.operation(), self.hiding(&parts));
        trace::inside(operation, context, client.attempts(parts, context)).await
    }

    async fn attempts(mut self, mut parts: Parts, context: Option<TraceContext>) -> Result<Answer, Error> {
        let (operation, shared) = (parts.operation(), Arc::clone(&self.shared));
        let Some(transport) = &shared.transport else {
            return Err(not_built(operation, BuildErrorKind::NoTransport));
        };
        let watch = Watch::start(&shared, self.settings.timeout);
        parts.make_key(watch.start);
        self = self.with_token_for(&parts, None, &watch).await?;
        let (mut attempt, mut before, mut is_renewed) = (1, None, self.renewal.is_none());
        loop {
            let request = belonging(self.compose(&parts)?, context);
            if let Err(held_back) = self.pace(&parts, attempt, &watch).await {
                // How an attempt ended says more than why no other one follows.
                return before.unwrap_or(Err(held_back));
            }
            trace::sending(operation, attempt);
            let outcome = self.attempt(&**transport, &parts, request, &watch).await;
            let outcome = outcome.map_err(|error| after(before.as_ref(), error));
            let refusal = outcome.as_ref().ok().and_then(Answer::failure);
            // Where a request holds others, the answers to these say more when they are read.
            if let (Ok(answer), true) = (&outcome, !parts.holds_others() || refusal.is_some()) {
                self.learn(&[Heard { answer, failure: refusal.as_ref(), subject: parts.subject() }]);
            }
            let result = match &refusal {
                Some(error) => Err(error),
                None => outcome.as_ref(),
            };
            trace::finished(operation, attempt, watch.elapsed(), result, self.shared.trace.tells_texts);
            let wants_token = result.is_err_and(|error| error.recovery() == Recovery::RenewToken);
            let pause = result.err().and_then(|error| {
                let is_underway = is_underway(&parts, before.as_ref(), error);
                self.pause(&parts, attempt, error, is_underway, &watch)
            });
            if wants_token && !parts.is_spent() && !std::mem::replace(&mut is_renewed, true) {
                let refused = self.credentials.token().cloned();
                self = self.with_token_for(&parts, refused.as_ref(), &watch).await?;
                if self.credentials.token() != refused.as_ref() {
                    // What is refused for its token is not carried out, so that this is no other attempt.
                    continue;
                }
            }
            let Some(pause) = pause else { return outcome };
            trace::waiting(operation, attempt, pause, "retry");
            watch.sleep(pause).await;
            (attempt, before) = (attempt + 1, Some(outcome));
        }
    }

    /// Sends a request once.
    async fn attempt(
        &self,
        transport: &dyn Transport,
        parts: &Parts,
        request: http::Request<Payload>,
        watch: &Watch<'_>,
    ) -> Result<Answer, Error> {
        let operation = parts.operation();
        let url = request.uri().clone();
        let received = match request.into_parts() {
            (head, Payload::Whole(body)) => {
                let request = http::Request::from_parts(head, body);
                self.attempt_whole(transport, parts, request, watch).await
            }
            (head, Payload::Pieces(body)) => {
                let upload = body.watch();
                let request = http::Request::from_parts(head, body);
                let received = self.attempt_upload(transport, parts, request, &upload, watch).await;
                received.map_err(|error| unread(error, &upload))
            }
        };
        match received {
            Ok((response, _)) if response.body().len() > self.shared.max_answer_size => {
                let error = TransportError::too_large(self.shared.max_answer_size);
                Err(Error::Transport(error.of(operation)))
            }
            Ok((mut response, chunks)) => {
                if Verdict::is_not_found(response.status()) && !parts.has_url() {
                    response.extensions_mut().insert(SentTo(url.path().to_owned()));
                }
                let answer = self.answer(operation, response).with_chunks(chunks);
                Ok(answer.conditional(parts.is_conditional()))
            }
            Err(error) => Err(Error::Transport(self.failed(error, operation))),
        }
    }

    async fn attempt_whole(
        &self,
        transport: &dyn Transport,
        parts: &Parts,
        mut request: http::Request<Bytes>,
        watch: &Watch<'_>,
    ) -> Result<Received, TransportError> {
        let Some(timer) = watch.timer else { return self.send(transport, parts, request).await };
        let time = self.settings.attempt_timeout.min(watch.left());
        request.extensions_mut().insert(AttemptTime(time));
        let received = within(timer, time, self.send(transport, parts, request)).await;
        received.unwrap_or_else(|| Err(TransportError::out_of_time(time)))
    }

    /// As [`attempt_whole`](Self::attempt_whole), with a body that is read meanwhile. However long that takes, it goes
    /// on while bytes leave.
    async fn attempt_upload(
        &self,
        transport: &dyn Transport,
        parts: &Parts,
        mut request: http::Request<UploadBody>,
        upload: &UploadWatch,
        watch: &Watch<'_>,
    ) -> Result<Received, TransportError> {
        let time = self.settings.attempt_timeout;
        request.extensions_mut().insert(AttemptTime(time));
        let sent = async { self.received(parts, transport.upload(request).await?).await };
        match watch.timer {
            None => sent.await,
            Some(timer) => while_moving(timer, time, || upload.taken(), sent)
                .await
                .unwrap_or_else(|| Err(TransportError::out_of_time(time))),
        }
    }

    /// Sends a request and waits for the whole answer, or for its headers where the body is read piece by piece.
    async fn send(
        &self,
        transport: &dyn Transport,
        parts: &Parts,
        request: http::Request<Bytes>,
    ) -> Result<Received, TransportError> {
        if !parts.is_streamed() {
            return Ok((transport.send(request).await?, None));
        }
        self.received(parts, transport.open(request).await?).await
    }

    /// Reads an answer of which the headers are there, unless its body is read piece by piece.
    async fn received(
        &self,
        parts: &Parts,
        response: http::Response<TransportBody>,
    ) -> Result<Received, TransportError> {
        let operation = parts.operation();
        if !parts.is_streamed() || !operation.expects.takes(response.status()) {
            return Ok((collect(response, self.shared.max_answer_size).await?, None));
        }
        let mut head = http::Response::new(Bytes::new());
        (*head.status_mut(), *head.headers_mut()) = (response.status(), response.headers().clone());
        Ok((head, Some(Chunks::new(response, self.clone(), operation))))
    }

    /// Waits until the throttle, if there is one, lets the next request go.
    async fn pace(&self, parts: &Parts, attempt: u32, watch: &Watch<'_>) -> Result<(), Error> {
        let operation = parts.operation();
        let (Some(throttle), Some(timer)) = (&self.settings.throttle, watch.timer) else { return Ok(()) };
        let longest = watch.longest_wait();
        let asker = Asker { token: self.credentials.token(), subjects: parts.subjects() };
        match throttle.take_turn(&asker, timer.now(), longest) {
            Ok(turn) => {
                let wait = turn.wait();
                if !wait.is_zero() {
                    trace::waiting(operation, attempt, wait, "pace");
                    timer.sleep(wait).await;
                }
                turn.take();
                Ok(())
            }
            Err(wait) => Err(Error::HeldBack(HeldBackError::new(operation, wait))),
        }
    }

    /// Whether there is a throttle.
    #[allow(dead_code, reason = "it is for a dialect, which not every crate has")]
    pub(crate) fn is_throttled(&self) -> bool {
        self.settings.throttle.is_some()
    }

    /// Lets the throttle know what was answered.
    pub(crate) fn learn(&self, answers: &[Heard<'_>]) {
        if let (Some(throttle), Some(timer)) = (&self.settings.throttle, &self.shared.timer) {
            throttle.learn(self.credentials.token(), timer.now(), answers);
        }
    }

    /// How long to wait before the request is sent again; `None` if it is not, or if there is not that much time.
    fn pause(
        &self,
        parts: &Parts,
        attempt: u32,
        error: &Error,
        is_underway: bool,
        watch: &Watch<'_>,
    ) -> Option<Duration> {
        watch.timer?;
        if parts.is_spent() {
            return None;
        }
        let failed = Failed {
            operation: parts.operation(),
            attempt,
            elapsed: watch.elapsed(),
            error,
            is_repeatable: parts.is_repeatable(),
            is_underway,
        };
        let longest = watch.longest_wait();
        // Where no time is left, even a pause of none is too long.
        self.settings.retry.wait(&failed).filter(|pause| *pause <= longest && !longest.is_zero())
    }
}

/// What came back: the whole answer, or its head and the pieces of its body.
type Received = (http::Response<Bytes>, Option<Chunks>);

/// The error of a request whose body could not be read to its end, if that is why it failed.
fn unread(error: TransportError, upload: &UploadWatch) -> TransportError {
    match upload.failure() {
        Some(failure) => TransportError::unread(failure, upload.taken() > 0),
        None => error,
    }
}

/// The request as an attempt that belongs to this trace, unless its caller says another.
fn belonging<B>(mut request: http::Request<B>, context: Option<TraceContext>) -> http::Request<B> {
    let value = context.and_then(|context| HeaderValue::try_from(context.child().to_string()).ok());
    if let Some(value) = value {
        request.headers_mut().entry("traceparent").or_insert(value);
    }
    request
}

/// The error after an attempt before it: a request that has left once may have been seen, whatever became of it later.
fn after(before: Option<&Result<Answer, Error>>, error: Error) -> Error {
    match error {
        Error::Transport(error) if has_left(before) => Error::Transport(error.sent_before()),
        error => error,
    }
}

/// Whether the attempt before has left, so that the server may have seen it.
fn has_left(before: Option<&Result<Answer, Error>>) -> bool {
    match before {
        None => false,
        Some(Err(Error::Transport(before))) => before.may_have_been_sent(),
        Some(_) => true,
    }
}

/// Whether the server is still at work on an attempt before, which it knows by the key of the call. To the first
/// attempt the same status says that the call conflicts with something else.
///
/// Source: draft-ietf-httpapi-idempotency-key-header-07, section 2.7, "Error Handling".
fn is_underway(parts: &Parts, before: Option<&Result<Answer, Error>>, error: &Error) -> bool {
    let is_conflict = matches!(error, Error::Api(error) if error.status() == http::StatusCode::CONFLICT);
    parts.has_key() && has_left(before) && is_conflict
}
