//! What every generated request does alike, as a macro, so that the generated files hold only what differs.

/// The methods of [`Request`](super::Request) for a struct with its `parts`: the method of [`Answer`](super::Answer)
/// that reads the answer, or `optional(...)` around it with the statuses that mean that nothing was found.
#[allow(unused_macros, reason = "a document need not have operations")]
macro_rules! reads {
    (optional($read:ident $(, $status:literal)*)) => {
        $crate::runtime::request::reads!(@ answer: answer.optional(
            &[$($status),*],
            $crate::runtime::request::Answer::$read,
        ));
    };
    ($read:ident) => {
        $crate::runtime::request::reads!(@ answer: answer.$read());
    };
    (@ $answer:ident: $decoded:expr) => {
        fn parts(&self) -> &$crate::runtime::request::Parts {
            &self.parts
        }

        fn parts_mut(&mut self) -> &mut $crate::runtime::request::Parts {
            &mut self.parts
        }

        fn into_parts(self) -> $crate::runtime::request::Parts {
            self.parts
        }

        fn decode(
            $answer: $crate::runtime::request::Answer,
        ) -> ::std::result::Result<Self::Response, $crate::Error> {
            $decoded
        }
    };
}

pub(crate) use reads;
