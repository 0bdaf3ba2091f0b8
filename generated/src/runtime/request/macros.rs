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

/// `Clone`, `PartialEq` and `Debug` of a request with a type parameter, whatever the type is: its parts are all there
/// is to it, beside the marker and what else is copied.
macro_rules! value {
    ($name:ident, $marker:ident $(, $copied:ident)*) => {
        impl<T> ::std::clone::Clone for $name<T> {
            fn clone(&self) -> Self {
                Self { parts: self.parts.clone(), $($copied: self.$copied,)* $marker: ::std::marker::PhantomData }
            }
        }

        impl<T> ::std::cmp::PartialEq for $name<T> {
            fn eq(&self, other: &Self) -> bool {
                self.parts == other.parts
            }
        }

        impl<T> ::std::fmt::Debug for $name<T> {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.debug_struct(stringify!($name)).field("parts", &self.parts).finish()
            }
        }
    };
}

pub(crate) use {reads, value};
