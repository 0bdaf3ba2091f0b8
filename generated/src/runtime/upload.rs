//! What is sent: bytes in memory, or what is read from a file or a reader only while it is sent.

mod body;
mod content;
mod origin;
mod payload;
mod progress;

pub use body::UploadBody;
pub(crate) use body::UploadWatch;
pub use content::Content;
pub(crate) use payload::{Payload, Segment};
pub use progress::Progress;
