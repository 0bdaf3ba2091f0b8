//! Lists as documents describe them: what is generated for an operation, and what a page of it says.

mod said;
#[cfg(feature = "testing")]
mod written;

use super::Route;
#[cfg(feature = "testing")]
use super::Turn;
use super::place::Place;
use super::position::Direction;
use crate::runtime::request::Parts;
#[cfg(feature = "testing")]
use crate::runtime::testing::Plain;
use crate::runtime::wire::Value;

/// The members that lead from an answer to a value; none for the answer itself.
type Path = &'static [&'static str];

/// Where the items of a list are in a page, and how the request for the next page is made.
pub(crate) struct Listing {
    /// Where the items are.
    pub(crate) items: Path,
    /// What leads to the next page.
    pub(crate) next: Next,
    /// The boolean that says whether there is a further page.
    pub(crate) more: Option<Path>,
    /// What leads to the page before.
    pub(crate) previous: Previous,
}

/// What leads to the next page.
pub(crate) enum Next {
    /// A cursor, which this input takes.
    Cursor(Input, Cursor),
    /// The number of the page.
    Page {
        input: Input,
        /// The number of the first page.
        first: i64,
        /// How many pages there are.
        pages: Option<Path>,
    },
    /// How many items come before it.
    Offset {
        input: Input,
        /// How many items there are.
        total: Option<Path>,
    },
    /// The header `Link` (RFC 8288).
    Link,
    /// A URL in the answer.
    Url(Path),
}

/// What leads to the page before.
pub(crate) enum Previous {
    /// Nothing.
    None,
    /// A cursor, which this input takes.
    Cursor {
        input: Input,
        cursor: Cursor,
        /// The boolean that says whether there is a page before.
        more: Option<Path>,
    },
    /// The number before.
    Page,
    /// A number of items before, where this input takes how many a page has.
    Offset(Input),
    /// The header `Link`.
    Link,
    /// A URL in the answer.
    Url(Path),
}

/// Where a cursor is.
pub(crate) enum Cursor {
    /// A member of the answer.
    Member(Path),
    /// A member of the first item.
    FirstItem(Path),
    /// A member of the last item.
    LastItem(Path),
    /// A header.
    Header(&'static str),
}

/// What of a request says which page is asked for.
pub(crate) enum Input {
    /// A parameter of the query.
    Query(&'static str),
    /// A header.
    Header(&'static str),
    /// A member of the body that is a text.
    Text(&'static str),
    /// A member of the body that is a number.
    Number(&'static str),
}

impl Listing {
    /// What takes the number, or the cursor in this direction.
    fn input(&self, direction: Direction) -> Option<&Input> {
        match (&self.next, &self.previous) {
            (_, Previous::Cursor { input, .. }) if direction == Direction::Backwards => Some(input),
            (Next::Cursor(input, _) | Next::Page { input, .. } | Next::Offset { input, .. }, _) => {
                Some(input)
            }
            (Next::Link | Next::Url(_), _) => None,
        }
    }

    /// What takes how many items a page has.
    fn size_input(&self) -> Option<&Input> {
        match &self.previous {
            Previous::Offset(input) => Some(input),
            _ => None,
        }
    }
}

impl Route for Listing {
    fn start(&self, parts: &Parts, direction: Direction) -> Option<Place> {
        self.input(direction)?.of(parts).map(Place::Cursor)
    }

    fn apply(&self, place: &Place, parts: &mut Parts, direction: Direction) {
        match (place, self.input(direction)) {
            (Place::Cursor(cursor), Some(input)) => {
                let other = match direction {
                    Direction::Forwards => Direction::Backwards,
                    Direction::Backwards => Direction::Forwards,
                };
                self.input(other).into_iter().for_each(|other| other.clear(parts));
                input.set(parts, cursor);
            }
            (Place::Parameters(pairs), offset) => {
                let inputs = [offset, self.size_input()];
                for (name, value) in pairs {
                    let input = inputs.into_iter().flatten().find(|input| input.name() == name);
                    input.into_iter().for_each(|input| input.set(parts, value));
                }
            }
            (Place::Url(url), None) => parts.go_on_at(url.clone()),
            _ => {}
        }
    }

    fn size(&self, parts: &Parts) -> Option<i64> {
        self.size_input()?.of(parts)?.parse().ok()
    }

    #[cfg(feature = "testing")]
    fn write(&self, page: Value, turn: &Turn<'_>) -> Plain {
        self.written(page, turn)
    }
}

impl Input {
    fn name(&self) -> &'static str {
        match *self {
            Self::Query(name) | Self::Header(name) | Self::Text(name) | Self::Number(name) => name,
        }
    }

    /// What the request has there.
    fn of(&self, parts: &Parts) -> Option<String> {
        let text = match *self {
            Self::Query(name) => parts.cursor(name),
            Self::Header(name) => parts.cursor_in_header(name),
            Self::Text(name) | Self::Number(name) => parts.cursor_in_body(name).as_ref().and_then(text),
        };
        text.filter(|text| !text.is_empty())
    }

    fn set(&self, parts: &mut Parts, cursor: &str) {
        match *self {
            Self::Query(name) => parts.query(name, &cursor),
            Self::Header(name) => parts.add_header(name.into(), &cursor),
            Self::Text(name) => parts.add_member(name.into(), cursor.into()),
            Self::Number(name) => {
                let number = cursor.parse::<i64>().map_or_else(|_| cursor.into(), Value::from);
                parts.add_member(name.into(), number);
            }
        }
    }

    /// Takes it out of a query: what a request with the cursors of both directions means is not documented.
    fn clear(&self, parts: &mut Parts) {
        if let Self::Query(name) = *self {
            parts.without_query(name);
        }
    }
}

/// A text, or a number as one.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
