//! Sending a content part by part.

use super::answer::Read;
use super::{UploadPosition, Watcher, Way};
use crate::graph::error::{UploadError, UploadErrorKind};
use crate::runtime::error::{BuildErrorKind, Error};
use crate::runtime::request::{Operation, Parts};
use crate::runtime::{Client, Content, Retry};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// How often a server may ask for what it was sent before, without ever getting further.
const MOST_REPETITIONS: u32 = 10;

/// Sends a content part by part, and remembers how far the server has got.
pub(super) struct Sender {
    client: Client,
    content: Content,
    watcher: Option<Watcher>,
    /// Where the upload is, once it has a session.
    position: Option<UploadPosition>,
    length: u64,
    /// How many bytes were reported as sent.
    reported: Arc<AtomicU64>,
    /// The furthest that the server has got.
    furthest: u64,
    /// How often the server has got no further.
    repetitions: u32,
    /// The number of the attempt to get further.
    attempt: u32,
}

impl Sender {
    pub(super) fn new(
        client: Client,
        content: Content,
        watcher: Option<Watcher>,
    ) -> Result<Self, BuildErrorKind> {
        match content.length().filter(|_| content.is_repeatable()) {
            Some(length) => {
                let (reported, furthest, repetitions, attempt) = (Arc::default(), 0, 0, 1);
                let position = None;
                Ok(Self {
                    client,
                    content,
                    watcher,
                    position,
                    length,
                    reported,
                    furthest,
                    repetitions,
                    attempt,
                })
            }
            None => Err(BuildErrorKind::NotResumable {}),
        }
    }

    /// How many bytes there are.
    pub(super) fn length(&self) -> u64 {
        self.length
    }

    /// Takes down that there is a session, and which bytes it wants.
    pub(super) fn begun(&mut self, way: Way, session: &str, video: &str, next: (u64, u64)) {
        let (session, video, length) = (session.to_owned(), video.to_owned(), self.length);
        self.tell(UploadPosition { way, session, video, next, length });
    }

    fn tell(&mut self, position: UploadPosition) {
        if let Some(watcher) = &self.watcher {
            watcher(&position);
        }
        self.position = Some(position);
    }

    /// These bytes of the content.
    ///
    /// # Errors
    /// There are not so many.
    pub(super) fn part(&self, operation: &'static Operation, start: u64, end: u64) -> Result<Content, Error> {
        let outside = |_| {
            let kind = UploadErrorKind::OutOfRange { start, end, length: self.length };
            Error::Upload(UploadError::new(operation, kind))
        };
        let part = self.content.slice(start..end).map_err(outside)?;
        let Some(watcher) = self.content.watcher() else { return Ok(part) };
        let (reported, total) = (Arc::clone(&self.reported), self.length);
        Ok(part.on_progress(move |progress| {
            let sent = start + progress.sent;
            // A part that is sent again is not progress.
            if reported.fetch_max(sent, Ordering::Relaxed) < sent {
                watcher.report(sent, Some(total));
            }
        }))
    }

    /// Sends a request that may be repeated, as often as the client does.
    pub(super) async fn call(&self, mut parts: Parts) -> Result<Read, Error> {
        parts.repeatable(true);
        self.finish(parts).await
    }

    /// Sends a request that may not be repeated.
    pub(super) async fn finish(&self, parts: Parts) -> Result<Read, Error> {
        Read::of(self.client.clone().exchange(parts).await?)
    }

    /// Sends a request once.
    pub(super) async fn once(&self, parts: Parts) -> Result<Read, Error> {
        Read::of(self.client.with_retry(Retry::none()).exchange(parts).await?)
    }

    /// Takes down which bytes the server wants next, which came from `before`.
    ///
    /// # Errors
    /// It asks for the same again and again.
    pub(super) fn reached(
        &mut self,
        operation: &'static Operation,
        before: u64,
        next: (u64, u64),
    ) -> Result<(), Error> {
        let offset = next.0;
        if let Some(position) = self.position.clone().filter(|position| position.next != next) {
            self.tell(UploadPosition { next, ..position });
        }
        if offset > self.furthest {
            (self.furthest, self.repetitions, self.attempt) = (offset, 0, 1);
        } else if offset <= before {
            self.repetitions += 1;
        }
        if self.repetitions > MOST_REPETITIONS {
            let kind = UploadErrorKind::NoProgress { offset };
            return Err(Error::Upload(UploadError::new(operation, kind)));
        }
        Ok(())
    }

    /// Waits before another attempt.
    ///
    /// # Errors
    /// This one, where there is to be no other.
    pub(super) async fn again(&mut self, operation: &'static Operation, error: Error) -> Result<(), Error> {
        self.client.wait_after(operation, self.attempt, error).await?;
        self.attempt += 1;
        Ok(())
    }
}
