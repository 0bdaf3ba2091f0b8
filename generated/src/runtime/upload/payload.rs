//! A body as it is written: all of it, or what is still to be read.

use super::body::UploadBody;
use super::content::Content;
use bytes::{Bytes, BytesMut};

/// The body of a request as it is written.
pub(crate) enum Payload {
    Whole(Bytes),
    /// What is read while it is sent.
    Pieces(UploadBody),
}

/// A part of a body.
pub(crate) enum Segment {
    Bytes(Bytes),
    /// What is read while it is sent.
    Content(Content),
}

impl Segment {
    pub(super) fn length(&self) -> Option<u64> {
        match self {
            Self::Bytes(bytes) => Some(bytes.len() as u64),
            Self::Content(content) => content.length(),
        }
    }
}

impl From<Content> for Segment {
    fn from(content: Content) -> Self {
        match content.whole() {
            Some(bytes) => Self::Bytes(bytes),
            None => Self::Content(content),
        }
    }
}

impl Payload {
    /// The body that is made of these, one after the other. Bytes that are side by side become one.
    pub(crate) fn of(segments: impl IntoIterator<Item = Segment>) -> Self {
        let (mut joined, mut bytes) = (Vec::new(), Vec::new());
        for segment in segments {
            match segment {
                Segment::Bytes(own) => bytes.push(own),
                content @ Segment::Content(_) => {
                    joined.extend([Segment::Bytes(join(std::mem::take(&mut bytes))), content]);
                }
            }
        }
        let last = join(bytes);
        if joined.is_empty() {
            return Self::Whole(last);
        }
        joined.push(Segment::Bytes(last));
        Self::Pieces(UploadBody::new(joined.into()))
    }

    /// The bytes, if all of them are in memory.
    pub(crate) fn into_bytes(self) -> Option<Bytes> {
        if let Self::Whole(bytes) = self { Some(bytes) } else { None }
    }
}

impl From<Bytes> for Payload {
    fn from(bytes: Bytes) -> Self {
        Self::Whole(bytes)
    }
}

fn join(mut bytes: Vec<Bytes>) -> Bytes {
    match (bytes.pop(), bytes.is_empty()) {
        (Some(only), true) => only,
        (last, _) => {
            let mut joined = BytesMut::new();
            bytes.iter().chain(&last).for_each(|bytes| joined.extend_from_slice(bytes));
            joined.freeze()
        }
    }
}
