//! The way from one page of a list to the next.

use super::place::Place;
use super::position::Direction;
use crate::runtime::request::Parts;

/// How the requests for the pages of a list differ.
pub trait Route: Sync {
    /// Where the page is that the request asks for, where it says so.
    fn start(&self, parts: &Parts, direction: Direction) -> Option<Place>;

    /// Makes the request ask for the page at this place. A place of another kind of list changes nothing.
    fn apply(&self, place: &Place, parts: &mut Parts, direction: Direction);
}

/// What a page says of the pages beside it.
pub struct Beside {
    pub(crate) next: Sign,
    pub(crate) previous: Sign,
}

/// What a page says of another one.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Sign {
    /// There is none.
    End,
    /// There is one, and nothing says where.
    Unnamed,
    /// It is here.
    At(Place),
    /// It is so far behind this one, by number.
    Counted {
        /// The number of the first page, or of the first item.
        first: i64,
        /// How much the number grows.
        by: i64,
        /// The number at which there is nothing any more, where it is known.
        end: Option<i64>,
    },
}

impl Sign {
    /// The sign without a number, where the page that gives it is at this place.
    pub(super) fn seen_from(self, place: Option<&Place>) -> Self {
        let Self::Counted { first, by, end } = self else { return self };
        let number = match place {
            None => Some(first),
            Some(place) => place.cursor().and_then(|number| number.parse().ok()),
        };
        match number.and_then(|number: i64| number.checked_add(by)) {
            None => Self::Unnamed,
            Some(number) if end.is_some_and(|end| number >= end) => Self::End,
            Some(number) => Self::At(Place::Cursor(number.to_string())),
        }
    }
}
