//! The ends of ranges of numbers.

use crate::number::Number;
use std::borrow::Cow;
use std::cmp::Ordering;

/// The end of a range of numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Bound {
    /// The number, as it is written.
    pub value: Number,
    /// Whether that number itself is outside.
    pub is_exclusive: bool,
    /// Whether the range is one of integers, so that "more than 0" and "at least 1" are the same.
    pub is_of_integers: bool,
}

impl Bound {
    /// A bound of any numbers.
    pub fn new(value: Number, is_exclusive: bool) -> Self {
        Self { value, is_exclusive, is_of_integers: false }
    }

    /// The narrower of two bounds at the same end.
    pub(super) fn and(self, other: Self, inside: Ordering) -> Self {
        if other.is_tighter(&self, inside) { other } else { self }
    }

    /// Whether it leaves more numbers out than another one at the same end. `inside` is where the numbers of the range
    /// are, seen from its end.
    pub fn is_tighter(&self, other: &Self, inside: Ordering) -> bool {
        let ((own, is_exclusive), (its, is_its_exclusive)) = (self.end(inside), other.end(inside));
        match own.cmp(&its) {
            Ordering::Equal => is_exclusive && !is_its_exclusive,
            order => order == inside,
        }
    }

    /// Where the range ends, and whether that number itself is outside. A range of integers ends with an integer.
    fn end(&self, inside: Ordering) -> (Cow<'_, Number>, bool) {
        let within = || match inside {
            Ordering::Less => self.value.floor().and_then(|end| self.inwards(end, -1)),
            Ordering::Equal | Ordering::Greater => self.value.ceil().and_then(|end| self.inwards(end, 1)),
        };
        match self.is_of_integers.then(within).flatten() {
            Some(end) => (Cow::Owned(Number::of_integer(end)), false),
            None => (Cow::Borrowed(&self.value), self.is_exclusive),
        }
    }

    /// The integer nearest to the end, or the one after it if that is outside.
    fn inwards(&self, end: i128, step: i128) -> Option<i128> {
        let is_outside = self.is_exclusive && self.value.whole().is_some();
        if is_outside { end.checked_add(step) } else { Some(end) }
    }
}
