//! How far an upload has got, so that another process can go on with it.

use super::Way;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// How far an upload has got, from [`Upload::on_position`](crate::Upload::on_position).
///
/// Another process goes on from it: [`Upload::resume_from`](crate::Upload::resume_from). With serde it is written as a
/// list of values. It holds the id of the session, with which the upload could be ended by another, and so `Debug` does
/// not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct UploadPosition {
    pub(super) way: Way,
    /// The id of the session, or the URL that takes the bytes.
    pub(super) session: String,
    /// The id of the video, where there is one.
    pub(super) video: String,
    /// The bytes that come next.
    pub(super) next: (u64, u64),
    pub(super) length: u64,
}

impl UploadPosition {
    /// How many bytes the server is known to have.
    pub fn sent(&self) -> u64 {
        self.next.0
    }

    /// How many bytes the file has.
    pub fn length(&self) -> u64 {
        self.length
    }
}

impl Serialize for UploadPosition {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (self.way as u8, &self.session, &self.video, self.next, self.length).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for UploadPosition {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (way, session, video, next, length): (u8, _, _, _, _) = Deserialize::deserialize(deserializer)?;
        let way = [Way::Phases, Way::Resumable, Way::Hosted].into_iter().find(|known| *known as u8 == way);
        let way = way.ok_or_else(|| serde::de::Error::custom("this is not a position of an upload"))?;
        Ok(Self { way, session, video, next, length })
    }
}

impl fmt::Debug for UploadPosition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "UploadPosition({} of {} bytes)", self.sent(), self.length)
    }
}
