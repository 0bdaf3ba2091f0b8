//! The requests of a batch, and the answers to them in the same shape.

use super::entry::{BatchEntry, Entry};
use crate::runtime::error::Error;
use crate::runtime::request::Answer;

/// The requests of a batch: a `Vec` or an array of requests of one type, or a tuple of up to twelve of any types. It is
/// not meant to be implemented elsewhere.
pub trait Batch {
    /// The answers in the same shape, each of which may be an error of its own.
    type Answers;

    /// Takes the requests apart.
    #[doc(hidden)]
    fn into_entries(self) -> Vec<Entry>;

    /// Reads the answers. There is one for each request.
    #[doc(hidden)]
    fn read(answers: Replies) -> Self::Answers;
}

/// The answers to the requests of a batch, in their order.
#[derive(Debug)]
pub struct Replies(std::vec::IntoIter<Result<Answer, Error>>);

impl Replies {
    pub(super) fn new(answers: Vec<Result<Answer, Error>>) -> Self {
        Self(answers.into_iter())
    }
}

impl<E: BatchEntry> Batch for Vec<E> {
    type Answers = Vec<Result<E::Response, Error>>;

    fn into_entries(self) -> Vec<Entry> {
        self.into_iter().map(E::into_entry).collect()
    }

    fn read(answers: Replies) -> Self::Answers {
        answers.0.map(|answer| answer.and_then(E::read)).collect()
    }
}

impl<E: BatchEntry, const N: usize> Batch for [E; N] {
    type Answers = <Vec<E> as Batch>::Answers;

    fn into_entries(self) -> Vec<Entry> {
        Vec::from(self).into_entries()
    }

    fn read(answers: Replies) -> Self::Answers {
        <Vec<E> as Batch>::read(answers)
    }
}

macro_rules! tuples {
    ($($($entry:ident $number:tt),+;)+) => {$(
        impl<$($entry: BatchEntry),+> Batch for ($($entry,)+) {
            type Answers = ($(Result<$entry::Response, Error>,)+);

            fn into_entries(self) -> Vec<Entry> {
                vec![$(self.$number.into_entry()),+]
            }

            fn read(answers: Replies) -> Self::Answers {
                let mut answers = answers.0;
                ($(super::reply::next(&mut answers).and_then($entry::read),)+)
            }
        }
    )+};
}

tuples! {
    A 0;
    A 0, B 1;
    A 0, B 1, C 2;
    A 0, B 1, C 2, D 3;
    A 0, B 1, C 2, D 3, E 4;
    A 0, B 1, C 2, D 3, E 4, F 5;
    A 0, B 1, C 2, D 3, E 4, F 5, G 6;
    A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7;
    A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8;
    A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9;
    A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10;
    A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11;
}
