//! The way from one page of a list to the next.

use super::place::Place;
use super::position::Direction;
use crate::runtime::request::Parts;
#[cfg(feature = "testing")]
use crate::runtime::testing::Plain;
#[cfg(feature = "testing")]
use crate::runtime::wire::Value;

/// How the requests for the pages of a list differ.
pub trait Route: Sync {
    /// Where the page is that the request asks for, where it says so.
    fn start(&self, parts: &Parts, direction: Direction) -> Option<Place>;

    /// Makes the request ask for the page at this place. A place of another kind of list changes nothing.
    fn apply(&self, place: &Place, parts: &mut Parts, direction: Direction);

    /// How many items a page has, where the request says so and the way back is counted in items.
    fn size(&self, _parts: &Parts) -> Option<i64> {
        None
    }

    /// Writes a page as the API does, for a fake: a list of items, or a whole answer.
    #[cfg(feature = "testing")]
    fn write(&self, page: Value, turn: &Turn<'_>) -> Plain;
}

/// When a page comes among the pages of a fake.
#[cfg(feature = "testing")]
pub struct Turn<'p> {
    /// The request for it.
    pub(crate) parts: &'p Parts,
    pub(crate) direction: Direction,
    /// How many pages come before it.
    pub(crate) before: usize,
    /// How many pages come after it.
    pub(crate) after: usize,
    /// How many items are behind it in the list.
    pub(crate) items_behind: usize,
    /// Whether it has no items, since this is how the list ends.
    pub(crate) is_blank: bool,
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
    /// It ends where this one starts, by the number of items before it.
    Ahead {
        /// The parameters that take this number and that of the items of a page.
        parameters: [&'static str; 2],
        /// How many items this page has.
        len: i64,
    },
    /// It is too short to reach the page that was given before: what is between them is here.
    Short(Place),
}

impl Sign {
    /// The sign without a number, where the page that gives it is at this place, and the request says this of the size
    /// of pages.
    pub(super) fn seen_from(self, place: Option<&Place>, size: Option<i64>) -> Self {
        match self {
            Self::Counted { first, by, end } => Self::counted(place, first, by, end),
            Self::Ahead { parameters, len } => Self::ahead(place, parameters, size, len),
            other => other,
        }
    }

    fn counted(place: Option<&Place>, first: i64, by: i64, end: Option<i64>) -> Self {
        let number = match place {
            None => Some(first),
            Some(place) => place.cursor().and_then(|number| number.parse().ok()),
        };
        match number.and_then(|number: i64| number.checked_add(by)) {
            None => Self::Unnamed,
            Some(number) if end.is_some_and(|end| number >= end) || (by < 0 && number < first) => Self::End,
            Some(number) => Self::At(Place::Cursor(number.to_string())),
        }
    }

    /// Backwards by the number of items. An API may give fewer items than it is asked for: it is then asked for those
    /// that are missing, and goes on in steps of that size.
    fn ahead(place: Option<&Place>, parameters: [&'static str; 2], size: Option<i64>, len: i64) -> Self {
        let Some((offset, asked)) = place.map_or(Some((0, None)), Place::numbers) else {
            return Self::Unnamed;
        };
        let at = |offset: i64, size: i64| {
            let numbers = [offset, size].map(|number| number.to_string());
            Place::Parameters(parameters.map(str::to_owned).into_iter().zip(numbers).collect())
        };
        if let Some(asked) = asked.filter(|asked| (1..*asked).contains(&len)) {
            return Self::Short(at(offset.saturating_add(asked - len), len));
        }
        match asked.or(size).filter(|size| *size > 0).unwrap_or(len).min(offset) {
            _ if offset == 0 => Self::End,
            0 => Self::Unnamed,
            size => Self::At(at(offset - size, size)),
        }
    }
}
