//! Bodies of requests that are read while they are sent.

use crate::runtime::upload::UploadBody;
use bytes::Bytes;
use futures_core::Stream;
use http_body::{Frame, SizeHint};
use std::future::{Future, poll_fn};
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use tokio::task::JoinHandle;

/// The body as reqwest sends it.
pub(super) fn streamed(body: UploadBody) -> reqwest::Body {
    let length = body.length();
    reqwest::Body::wrap(Streamed { length, state: State::Idle(body) })
}

struct Streamed {
    length: Option<u64>,
    state: State,
}

enum State {
    Idle(UploadBody),
    /// A piece is being read on a thread that may be blocked.
    Reading(JoinHandle<(UploadBody, Option<io::Result<Bytes>>)>),
    Done,
}

impl http_body::Body for Streamed {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        loop {
            match std::mem::replace(&mut self.state, State::Done) {
                State::Done => return Poll::Ready(None),
                State::Idle(mut body) => {
                    if !body.blocks() {
                        let piece = Pin::new(&mut body).poll_next(context);
                        self.state = State::Idle(body);
                        return piece.map(|piece| piece.map(|piece| piece.map(Frame::data)));
                    }
                    let runtime = tokio::runtime::Handle::current();
                    self.state = State::Reading(tokio::task::spawn_blocking(move || {
                        let piece =
                            runtime.block_on(poll_fn(|context| Pin::new(&mut body).poll_next(context)));
                        (body, piece)
                    }));
                }
                State::Reading(mut reading) => {
                    let Poll::Ready(read) = Pin::new(&mut reading).poll(context) else {
                        self.state = State::Reading(reading);
                        return Poll::Pending;
                    };
                    let (body, piece) = read.map_err(io::Error::other)?;
                    self.state = State::Idle(body);
                    return Poll::Ready(piece.map(|piece| piece.map(Frame::data)));
                }
            }
        }
    }

    fn size_hint(&self) -> SizeHint {
        self.length.map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}
