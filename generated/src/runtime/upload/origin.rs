//! Where a content is read from.

use bytes::Bytes;
use futures_core::Stream;
use std::fs;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};

/// Where a content is read from.
#[derive(Clone)]
pub(super) enum Origin {
    Memory(Bytes),
    /// A file, which is opened each time.
    Path(Arc<OnDisk>),
    /// A reader that goes back to where the content begins.
    Seekable(Arc<Mutex<dyn ReadSeek>>),
    /// What can be read only once, until it is.
    Once(Arc<Mutex<Option<Opened>>>),
}

/// A file, and how long it was when it was named.
pub(super) struct OnDisk {
    pub(super) path: PathBuf,
    pub(super) length: u64,
}

impl OnDisk {
    /// Looks at the file.
    pub(super) fn look(path: PathBuf) -> io::Result<Self> {
        let found = fs::metadata(&path)?;
        if !found.is_file() {
            return Err(io::Error::other("it is not a file"));
        }
        Ok(Self { length: found.len(), path })
    }

    fn check(&self, file: &fs::File) -> io::Result<()> {
        let length = file.metadata()?.len();
        if length == self.length { Ok(()) } else { Err(changed(self.length, length)) }
    }
}

/// The file is another than the one that was to be sent.
fn changed(before: u64, now: u64) -> io::Error {
    io::Error::other(format!("the file has changed: it had {before} bytes, and has {now}"))
}

/// A reader that can go back.
pub(super) trait ReadSeek: Read + Seek + Send {}

impl<R: Read + Seek + Send> ReadSeek for R {}

/// What is being read.
pub(super) enum Opened {
    Reader(Box<dyn Read + Send>),
    Stream(Pin<Box<dyn Stream<Item = io::Result<Bytes>> + Send>>),
}

impl Origin {
    /// Opens it for reading from a byte on.
    ///
    /// # Errors
    /// That of the file or of the reader, or what could be read only once was read before.
    pub(super) fn open(&self, start: u64) -> io::Result<Opened> {
        match self {
            Self::Memory(bytes) => {
                let start = usize::try_from(start).unwrap_or(usize::MAX).min(bytes.len());
                Ok(Opened::Reader(Box::new(io::Cursor::new(bytes.slice(start..)))))
            }
            Self::Path(on_disk) => {
                let mut file = fs::File::open(&on_disk.path)?;
                on_disk.check(&file)?;
                file.seek(SeekFrom::Start(start))?;
                let on_disk = Arc::clone(on_disk);
                Ok(Opened::Reader(Box::new(OnDiskReader { file, on_disk, read: start })))
            }
            Self::Seekable(reader) => {
                Ok(Opened::Reader(Box::new(SeekingReader { reader: Arc::clone(reader), at: start })))
            }
            Self::Once(reader) => {
                let opened = reader.lock().unwrap_or_else(PoisonError::into_inner).take();
                opened.ok_or_else(|| io::Error::other("it can be read only once, and was read before"))
            }
        }
    }

    /// Whether reading it blocks the thread.
    pub(super) fn blocks(&self) -> bool {
        match self {
            Self::Memory(_) => false,
            Self::Path(_) | Self::Seekable(_) => true,
            Self::Once(reader) => {
                matches!(*reader.lock().unwrap_or_else(PoisonError::into_inner), Some(Opened::Reader(_)))
            }
        }
    }

    /// Whether it can be read any number of times.
    pub(super) fn is_repeatable(&self) -> bool {
        !matches!(self, Self::Once(_))
    }

    /// Whether it could be read only once, and was.
    pub(super) fn is_spent(&self) -> bool {
        match self {
            Self::Once(reader) => reader.lock().unwrap_or_else(PoisonError::into_inner).is_none(),
            _ => false,
        }
    }

    pub(super) fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Memory(bytes), Self::Memory(other)) => bytes == other,
            (Self::Path(on_disk), Self::Path(other)) => on_disk.path == other.path,
            (Self::Seekable(reader), Self::Seekable(other)) => Arc::ptr_eq(reader, other),
            (Self::Once(reader), Self::Once(other)) => Arc::ptr_eq(reader, other),
            _ => false,
        }
    }
}

/// Reads a file, which must not grow or shrink meanwhile.
struct OnDiskReader {
    file: fs::File,
    on_disk: Arc<OnDisk>,
    /// Where the reading is.
    read: u64,
}

impl Read for OnDiskReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.file.read(buffer)?;
        self.read += length as u64;
        if length == 0 || self.read >= self.on_disk.length {
            // Before the last bytes go, so that half of another file is never taken for the whole of this one.
            self.on_disk.check(&self.file)?;
        }
        Ok(length)
    }
}

/// Reads from a place of its own in a reader that others may read from too.
struct SeekingReader {
    reader: Arc<Mutex<dyn ReadSeek>>,
    at: u64,
}

impl Read for SeekingReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut reader = self.reader.lock().unwrap_or_else(PoisonError::into_inner);
        reader.seek(SeekFrom::Start(self.at))?;
        let length = reader.read(buffer)?;
        self.at += length as u64;
        Ok(length)
    }
}
