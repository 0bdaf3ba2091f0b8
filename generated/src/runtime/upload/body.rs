//! The body of a request, piece by piece.

use super::origin::Opened;
use super::payload::Segment;
use crate::runtime::exclusive::Exclusive;
use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use std::collections::VecDeque;
use std::fmt;
use std::future::poll_fn;
use std::io::{self, Read};
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};

/// How much of a reader is read at once, in bytes.
const PIECE: u64 = 64 << 10;

/// The body of a request that is read while it is sent, for [`Transport::upload`](crate::Transport::upload).
///
/// It is a `Stream` of its pieces. What is read from a file or a reader blocks the thread meanwhile, where
/// [`blocks`](Self::blocks) says so; poll it on a thread of its own there.
pub struct UploadBody {
    rest: VecDeque<Segment>,
    /// What is being read of the first segment.
    open: Exclusive<Option<Open>>,
    length: Option<u64>,
    watch: UploadWatch,
}

/// A content that is being read.
struct Open {
    opened: Opened,
    sent: u64,
}

/// What is known of a body from outside while a transport sends it.
#[derive(Clone, Default)]
pub(crate) struct UploadWatch(Arc<Watched>);

#[derive(Default)]
struct Watched {
    taken: AtomicU64,
    failure: Mutex<Option<io::Error>>,
}

impl UploadWatch {
    /// How many bytes the transport has taken.
    pub(crate) fn taken(&self) -> u64 {
        self.0.taken.load(Ordering::Relaxed)
    }

    /// Why the body ended before its end, if it did.
    pub(crate) fn failure(&self) -> Option<io::Error> {
        self.0.failure.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl UploadBody {
    pub(super) fn new(segments: VecDeque<Segment>) -> Self {
        let length = segments.iter().map(Segment::length).sum();
        Self { rest: segments, open: Exclusive::new(None), length, watch: UploadWatch::default() }
    }

    /// How many bytes it has, where that is known: the `Content-Length`. Where it is not, the body is sent in chunks.
    pub fn length(&self) -> Option<u64> {
        self.length
    }

    /// Whether the next piece is read from a file or a reader, which blocks the thread that polls the stream.
    pub fn blocks(&mut self) -> bool {
        match (self.open.get_mut(), self.rest.front()) {
            (Some(open), _) => matches!(open.opened, Opened::Reader(_)),
            (None, Some(Segment::Content(content))) => content.blocks(),
            (None, _) => false,
        }
    }

    /// Reads all of it.
    ///
    /// # Errors
    /// That of a reader, or there is more than this many bytes.
    pub(crate) async fn collect(mut self, largest: usize) -> io::Result<Bytes> {
        let mut whole = BytesMut::new();
        while let Some(piece) = poll_fn(|context| Pin::new(&mut self).poll_next(context)).await {
            let piece = piece?;
            if piece.len() > largest.saturating_sub(whole.len()) {
                return Err(io::Error::other(format!("the body is longer than {largest} bytes")));
            }
            whole.extend_from_slice(&piece);
        }
        Ok(whole.freeze())
    }

    /// Tells from outside how far it is.
    pub(crate) fn watch(&self) -> UploadWatch {
        self.watch.clone()
    }

    /// The next piece of what is being read; `None` if it has ended.
    fn poll_open(&mut self, context: &mut Context<'_>) -> Poll<io::Result<Option<Bytes>>> {
        let Some(Segment::Content(content)) = self.rest.front() else { return Poll::Ready(Ok(None)) };
        let slot = self.open.get_mut();
        let open = match slot {
            Some(open) => open,
            None => slot.insert(Open { opened: content.open()?, sent: 0 }),
        };
        let left = content.length().map(|length| length.saturating_sub(open.sent));
        if left == Some(0) {
            return Poll::Ready(Ok(None));
        }
        let mut piece = match &mut open.opened {
            Opened::Reader(reader) => read(&mut **reader, left)?,
            Opened::Stream(stream) => loop {
                match ready!(stream.as_mut().poll_next(context)).transpose()? {
                    // It would be taken for the end of a body that is sent in chunks.
                    Some(piece) if piece.is_empty() => {}
                    piece => break piece,
                }
            },
        };
        match (&mut piece, left) {
            (Some(piece), Some(left)) => piece.truncate(usize::try_from(left).unwrap_or(usize::MAX)),
            (None, Some(left)) => {
                let text = format!("it ended {left} bytes before its end");
                return Poll::Ready(Err(io::Error::other(text)));
            }
            (_, None) => {}
        }
        if let Some(piece) = &piece {
            open.sent += piece.len() as u64;
            content.report(open.sent);
        }
        Poll::Ready(Ok(piece))
    }

    fn fail(&mut self, error: io::Error) -> io::Error {
        self.rest.clear();
        let shown = io::Error::new(error.kind(), error.to_string());
        *self.watch.0.failure.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
        shown
    }
}

/// The next piece of a reader; `None` at its end.
fn read(reader: &mut dyn Read, left: Option<u64>) -> io::Result<Option<Bytes>> {
    let most = left.map_or(PIECE, |left| left.min(PIECE));
    let mut piece = Vec::with_capacity(usize::try_from(most).unwrap_or_default());
    reader.take(most).read_to_end(&mut piece)?;
    Ok(Some(piece).filter(|piece| !piece.is_empty()).map(Bytes::from))
}

impl Stream for UploadBody {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            let piece = match self.rest.front_mut() {
                None => return Poll::Ready(None),
                Some(Segment::Bytes(bytes)) => Some(std::mem::take(bytes)).filter(|bytes| !bytes.is_empty()),
                Some(Segment::Content(_)) => match self.poll_open(context) {
                    Poll::Pending => return Poll::Pending,
                    Poll::Ready(Ok(piece)) => piece,
                    Poll::Ready(Err(error)) => return Poll::Ready(Some(Err(self.fail(error)))),
                },
            };
            match piece {
                Some(piece) => {
                    self.watch.0.taken.fetch_add(piece.len() as u64, Ordering::Relaxed);
                    return Poll::Ready(Some(Ok(piece)));
                }
                None => {
                    self.rest.pop_front();
                    *self.open.get_mut() = None;
                }
            }
        }
    }
}

impl fmt::Debug for UploadBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UploadBody").field("length", &self.length).finish_non_exhaustive()
    }
}
