//! A content that is sent.

use super::origin::{OnDisk, Opened, Origin};
use super::progress::{Progress, Watcher};
use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use std::fmt;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, Mutex};

/// The content of a body, or of a file in one: bytes in memory, or what is read only while it is sent and never held
/// as a whole.
///
/// ```no_run
/// use meta_graph::{Content, File};
///
/// # fn main() -> std::io::Result<()> {
/// let content = Content::from_path("film.mp4")?.on_progress(|progress| println!("{} bytes", progress.sent));
/// let film = File::new("film.mp4", "video/mp4", content);
/// # Ok(())
/// # }
/// ```
///
/// What is read from a path or a reader that can seek is read again for another attempt. Other readers and streams are
/// sent once: after the first byte was read, the request is not repeated.
///
/// While it is sent, the time of the call does not run, only that of an attempt
/// ([`ClientBuilder::attempt_timeout`](crate::ClientBuilder::attempt_timeout)), which begins anew with each piece that
/// leaves.
#[derive(Clone)]
pub struct Content {
    origin: Origin,
    /// Where it begins in what it is read from.
    start: u64,
    length: Option<u64>,
    watcher: Option<Watcher>,
}

impl Content {
    /// The file at this path, which is opened anew for each attempt. It must not change before it is sent: a file that
    /// has grown or shrunk is an error.
    ///
    /// # Errors
    /// Those of looking at the file, or it is a folder.
    pub fn from_path(path: impl AsRef<Path>) -> io::Result<Self> {
        let on_disk = OnDisk::look(path.as_ref().to_owned())?;
        let length = Some(on_disk.length);
        Ok(Self::of(Origin::Path(Arc::new(on_disk)), length))
    }

    /// What a reader gives from where it stands to its end. It can be sent once.
    ///
    /// Unless [`with_length`](Self::with_length) says how much that is, the body is sent in chunks, which not every
    /// server takes.
    pub fn from_reader(reader: impl Read + Send + 'static) -> Self {
        let opened = Opened::Reader(Box::new(reader));
        Self::of(Origin::Once(Arc::new(Mutex::new(Some(opened)))), None)
    }

    /// All that a reader gives which can seek, from its first byte to its last.
    ///
    /// # Errors
    /// That of seeking to the end.
    pub fn from_seekable(mut reader: impl Read + Seek + Send + 'static) -> io::Result<Self> {
        let length = reader.seek(SeekFrom::End(0))?;
        Ok(Self::of(Origin::Seekable(Arc::new(Mutex::new(reader))), Some(length)))
    }

    /// What a stream gives. It can be sent once; what is said of [`from_reader`](Self::from_reader) holds here.
    pub fn from_stream(stream: impl Stream<Item = io::Result<Bytes>> + Send + 'static) -> Self {
        let opened = Opened::Stream(Box::pin(stream));
        Self::of(Origin::Once(Arc::new(Mutex::new(Some(opened)))), None)
    }

    fn of(origin: Origin, length: Option<u64>) -> Self {
        Self { origin, start: 0, length, watcher: None }
    }

    /// Says how many bytes a reader or a stream gives. Fewer are an error when it is sent, and of more the first are
    /// sent. Elsewhere the length is known.
    #[must_use]
    pub fn with_length(mut self, length: u64) -> Self {
        if self.length.is_none() {
            self.length = Some(length);
        }
        self
    }

    /// Reports how much has been sent, after each piece. It is called by the thread that sends.
    #[must_use]
    pub fn on_progress(mut self, watcher: impl Fn(Progress) + Send + Sync + 'static) -> Self {
        self.watcher = Some(Watcher::new(watcher));
        self
    }

    /// A part of the content: these of its bytes. Its progress is not reported.
    ///
    /// # Errors
    /// The content does not reach that far, or can be read only once.
    pub fn slice(&self, range: Range<u64>) -> io::Result<Self> {
        let fits = range.start <= range.end && self.length.is_some_and(|length| range.end <= length);
        if !fits || !self.is_repeatable() {
            let text = format!("bytes {} to {} cannot be had of it", range.start, range.end);
            return Err(io::Error::other(text));
        }
        let (start, length) = (self.start + range.start, Some(range.end - range.start));
        Ok(Self { origin: self.origin.clone(), start, length, watcher: None })
    }

    /// How many bytes it has, where that is known.
    pub fn length(&self) -> Option<u64> {
        self.length
    }

    /// The bytes, where they are in memory.
    pub fn bytes(&self) -> Option<Bytes> {
        let Origin::Memory(bytes) = &self.origin else { return None };
        let range = self.start..self.start.saturating_add(self.length?);
        let range = usize::try_from(range.start).ok()?..usize::try_from(range.end).ok()?;
        (range.end <= bytes.len()).then(|| bytes.slice(range))
    }

    /// Whether it can be sent any number of times.
    pub fn is_repeatable(&self) -> bool {
        self.origin.is_repeatable()
    }

    /// Whether it could be read only once, and was.
    pub(crate) fn is_spent(&self) -> bool {
        self.origin.is_spent()
    }

    /// The bytes, where nobody watches how they are sent either.
    pub(crate) fn whole(&self) -> Option<Bytes> {
        if self.watcher.is_none() { self.bytes() } else { None }
    }

    /// What watches the progress.
    #[allow(dead_code, reason = "it is for a dialect, which not every crate has")]
    pub(crate) fn watcher(&self) -> Option<Watcher> {
        self.watcher.clone()
    }

    /// Whether reading it blocks the thread.
    pub(super) fn blocks(&self) -> bool {
        self.origin.blocks()
    }

    /// Opens it for reading from its first byte on.
    pub(super) fn open(&self) -> io::Result<Opened> {
        self.origin.open(self.start)
    }

    /// Reports that so many bytes have been sent.
    pub(super) fn report(&self, sent: u64) {
        if let Some(watcher) = &self.watcher {
            watcher.report(sent, self.length);
        }
    }
}

impl<B: Into<Bytes>> From<B> for Content {
    fn from(bytes: B) -> Self {
        let bytes: Bytes = bytes.into();
        let length = Some(bytes.len() as u64);
        Self::of(Origin::Memory(bytes), length)
    }
}

/// Contents are equal if their bytes in memory are, or if they are the same part of what is at the same path or comes
/// from the same reader.
impl PartialEq for Content {
    fn eq(&self, other: &Self) -> bool {
        match (self.bytes(), other.bytes()) {
            (Some(bytes), Some(other)) => bytes == other,
            _ => {
                (self.start, self.length) == (other.start, other.length) && self.origin.is_same(&other.origin)
            }
        }
    }
}

impl Eq for Content {}

impl fmt::Debug for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.length {
            Some(length) => write!(f, "{length} bytes"),
            None => f.write_str("bytes of a reader"),
        }
    }
}

impl Default for Content {
    fn default() -> Self {
        Self::from(BytesMut::new().freeze())
    }
}
