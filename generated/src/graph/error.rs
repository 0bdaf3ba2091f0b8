//! The errors of the Graph API.

mod api;
mod batch;
mod code;
mod envelope;
mod kind;
mod messenger;
mod subcode;
mod upload;

pub use batch::{BatchError, BatchErrorKind};
pub use code::ErrorCode;
pub(super) use envelope::Envelope;
pub use kind::ErrorKind;
pub use subcode::ErrorSubcode;
pub use upload::{UploadError, UploadErrorKind};
