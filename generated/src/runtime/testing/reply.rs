//! What a fake can answer with.

use super::outcome::Plain;
use crate::runtime::wire::{Encode, Mode};
use bytes::Bytes;

/// What a [`Fake`](super::Fake) can answer with: every model of this crate, lists of them, and the
/// plain types. It is not meant to be implemented elsewhere.
pub trait Reply: sealed::Sealed {
    /// The answers that hold it, one of which the request reads.
    #[doc(hidden)]
    fn answers(&self) -> Answers;
}

/// The answers that hold a value: as JSON and, where that is another thing, as plain text.
#[derive(Debug)]
pub struct Answers(pub(super) Vec<Plain>);

mod sealed {
    use crate::runtime::wire::Encode;
    use bytes::Bytes;

    pub trait Sealed {}
    impl<T: Encode> Sealed for T {}
    impl Sealed for Bytes {}
}

impl<T: Encode> Reply for T {
    fn answers(&self) -> Answers {
        let json = self.encode(Mode::Answer);
        let text = json.as_str().map(|text| Plain::bytes(text.to_owned().into()));
        Answers(text.into_iter().chain([Plain::json(&json)]).collect())
    }
}

impl Reply for Bytes {
    fn answers(&self) -> Answers {
        Answers(vec![Plain::bytes(self.clone())])
    }
}
