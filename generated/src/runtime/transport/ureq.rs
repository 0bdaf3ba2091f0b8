//! The transport over ureq, which blocks. No type of ureq is part of the public interface.

use super::{AttemptTime, Limits, OpenFuture, Transport, TransportBody, TransportFuture, collect};
use crate::runtime::blocking;
use crate::runtime::error::TransportError;
use crate::runtime::upload::UploadBody;
use bytes::Bytes;
use futures_core::Stream;
use std::fmt;
use std::future::ready;
use std::io::{self, Read};
use std::pin::Pin;
use std::task::{Context, Poll};

/// How much of a body is read at once, in bytes.
const PIECE: usize = 16 << 10;

/// Sends with ureq over rustls, and blocks the thread for as long as that takes: the transport of
/// [`ClientBuilder::blocking`](crate::ClientBuilder::blocking).
pub(crate) struct UreqTransport {
    agent: ureq::Agent,
    /// The longest answer, in bytes.
    answer_size: usize,
}

impl UreqTransport {
    pub(crate) fn new(limits: Limits) -> Self {
        let config = ureq::Agent::config_builder()
            // The body says which error of the API it is, and a redirect could lead the token to another host.
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .allow_non_standard_methods(true)
            .timeout_connect(Some(limits.connect));
        Self { agent: config.build().new_agent(), answer_size: limits.answer_size }
    }

    fn run(&self, request: http::Request<Bytes>) -> Result<http::Response<TransportBody>, TransportError> {
        let time = request.extensions().get::<AttemptTime>().map(|time| time.0);
        let (head, body) = request.into_parts();
        let sent = if body.is_empty() {
            let request = http::Request::from_parts(head, ());
            self.agent.run(self.agent.configure_request(request).timeout_global(time).build())
        } else {
            let request = http::Request::from_parts(head, body.to_vec());
            self.agent.run(self.agent.configure_request(request).timeout_global(time).build())
        };
        Ok(sent.map_err(failed)?.map(pieces))
    }

    /// As [`run`](Self::run), with a body that is read meanwhile. No part of it may take longer than an attempt may.
    fn run_upload(
        &self,
        request: http::Request<UploadBody>,
    ) -> Result<http::Response<TransportBody>, TransportError> {
        let time = request.extensions().get::<AttemptTime>().map(|time| time.0);
        let (mut head, body) = request.into_parts();
        if let Some(length) = body.length() {
            // A reader has no length of its own.
            head.headers.insert(http::header::CONTENT_LENGTH, length.into());
        }
        let request = http::Request::from_parts(head, ureq::SendBody::from_owned_reader(Reader::new(body)));
        let configured = self.agent.configure_request(request).timeout_per_write(time);
        let sent = self.agent.run(configured.timeout_recv_response(time).timeout_per_read(time).build());
        Ok(sent.map_err(failed)?.map(pieces))
    }
}

fn pieces(body: ureq::Body) -> TransportBody {
    Box::pin(Pieces(Some(body.into_reader())))
}

/// Reads a body that is sent, and blocks the thread meanwhile.
struct Reader {
    pieces: blocking::Iter<UploadBody>,
    /// What is left of the last piece.
    piece: Bytes,
}

impl Reader {
    fn new(body: UploadBody) -> Self {
        Self { pieces: blocking::iter(body), piece: Bytes::new() }
    }
}

impl Read for Reader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.piece.is_empty() {
            self.piece = self.pieces.next().transpose()?.unwrap_or_default();
        }
        let piece = self.piece.split_to(self.piece.len().min(buffer.len()));
        let (front, _) = buffer.split_at_mut(piece.len());
        front.copy_from_slice(&piece);
        Ok(piece.len())
    }
}

impl Transport for UreqTransport {
    fn send(&self, request: http::Request<Bytes>) -> TransportFuture<'_> {
        Box::pin(async move { collect(self.run(request)?, self.answer_size).await })
    }

    fn open(&self, request: http::Request<Bytes>) -> OpenFuture<'_> {
        Box::pin(ready(self.run(request)))
    }

    fn upload(&self, request: http::Request<UploadBody>) -> OpenFuture<'_> {
        Box::pin(ready(self.run_upload(request)))
    }
}

/// The pieces of a body. Nothing follows an error.
struct Pieces<R>(Option<R>);

impl<R: Read + Unpin> Stream for Pieces<R> {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, _context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Some(reader) = &mut self.0 else { return Poll::Ready(None) };
        let mut piece = vec![0; PIECE];
        let read = reader.read(&mut piece);
        Poll::Ready(match read {
            Ok(length @ 1..) => {
                piece.truncate(length);
                Some(Ok(piece.into()))
            }
            Ok(0) => {
                self.0 = None;
                None
            }
            Err(error) => {
                self.0 = None;
                Some(Err(failed(ureq::Error::from(error))))
            }
        })
    }
}

/// Says what is known about the error.
fn failed(error: ureq::Error) -> TransportError {
    use ureq::{Error, Timeout};
    // The certificate is looked at before anything is sent.
    let is_permanent = error.to_string().contains("invalid peer certificate");
    let was_never_sent = is_permanent
        || match &error {
            Error::HostNotFound
            | Error::ConnectionFailed
            | Error::ConnectProxyFailed(_)
            | Error::BadUri(_) => true,
            Error::Timeout(Timeout::Resolve | Timeout::Connect) => true,
            Error::Io(error) => format!("{:?}", error.kind()) == "ConnectionRefused",
            _ => false,
        };
    let is_timeout = matches!(error, Error::Timeout(_));
    let mut failure = TransportError::new(error);
    if was_never_sent {
        failure = failure.never_sent();
    }
    if is_timeout {
        failure = failure.timed_out();
    }
    if is_permanent {
        failure = failure.permanent();
    }
    failure
}

impl fmt::Debug for UreqTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UreqTransport").field("answer_size", &self.answer_size).finish_non_exhaustive()
    }
}
