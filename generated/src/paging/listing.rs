//! Lists as documents describe them: what is generated for an operation, and what a page of it says.

use super::link_header::next;
use super::place::Place;
use super::position::Direction;
use super::{Beside, Route, Sign};
use crate::runtime::Error;
use crate::runtime::request::{Answer, Parts};
use crate::runtime::wire::{Decode, Value};

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

/// Where a cursor is.
pub(crate) enum Cursor {
    /// A member of the answer.
    Member(Path),
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
    /// Reads an answer as a page.
    ///
    /// # Errors
    /// As [`Answer::json`].
    pub(crate) fn read<T: Decode>(&self, answer: Answer) -> Result<(T, Beside), Error> {
        let (answer, value) = answer.value(T::layout())?;
        let next = self.sign(&value, &answer);
        Ok((answer.decode(value)?, Beside { next, previous: Sign::End }))
    }

    /// What a page says of the one after it.
    fn sign(&self, page: &Value, answer: &Answer) -> Sign {
        let items = at(page, self.items).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        let more = self.more.and_then(|path| at(page, path)).and_then(Value::as_bool);
        if more == Some(false) {
            return Sign::End;
        }
        let place = match &self.next {
            Next::Cursor(_, cursor) => cursor.of(page, items, answer).map(Place::Cursor),
            Next::Link => next(&answer.received.headers).map(|url| Place::url(&url, answer)),
            Next::Url(path) => at(page, path).and_then(text).map(|url| Place::url(&url, answer)),
            Next::Page { .. } | Next::Offset { .. } if items.is_empty() && more.is_none() => None,
            Next::Page { first, pages, .. } => {
                let pages = pages.and_then(|path| at(page, path)).and_then(Value::as_i64);
                let end = pages.map(|pages| pages.saturating_add(*first));
                return Sign::Counted { first: *first, by: 1, end };
            }
            Next::Offset { total, .. } => {
                let end = total.and_then(|path| at(page, path)).and_then(Value::as_i64);
                return Sign::Counted { first: 0, by: i64::try_from(items.len()).unwrap_or(i64::MAX), end };
            }
        };
        match place {
            Some(place) => Sign::At(place),
            None if more == Some(true) => Sign::Unnamed,
            None => Sign::End,
        }
    }

    fn input(&self) -> Option<&Input> {
        match &self.next {
            Next::Cursor(input, _) | Next::Page { input, .. } | Next::Offset { input, .. } => Some(input),
            Next::Link | Next::Url(_) => None,
        }
    }
}

impl Route for Listing {
    fn start(&self, parts: &Parts, _: Direction) -> Option<Place> {
        let text = match self.input()? {
            Input::Query(name) => parts.cursor(name),
            Input::Header(name) => parts.cursor_in_header(name),
            Input::Text(name) | Input::Number(name) => parts.cursor_in_body(name).as_ref().and_then(text),
        };
        text.filter(|text| !text.is_empty()).map(Place::Cursor)
    }

    fn apply(&self, place: &Place, parts: &mut Parts, _: Direction) {
        match (place, self.input()) {
            (Place::Cursor(cursor), Some(input)) => input.set(parts, cursor),
            (Place::Url(url), None) => parts.go_on_at(url.clone()),
            _ => {}
        }
    }
}

impl Cursor {
    /// An empty one would lead to the start of the list, so it does not count.
    fn of(&self, page: &Value, items: &[Value], answer: &Answer) -> Option<String> {
        let cursor = match self {
            Self::Member(path) => at(page, path).and_then(text),
            Self::LastItem(path) => items.last().and_then(|item| at(item, path)).and_then(text),
            Self::Header(name) => {
                let value = answer.received.headers.get(*name)?;
                value.to_str().ok().map(str::to_owned)
            }
        };
        cursor.filter(|cursor| !cursor.is_empty())
    }
}

impl Input {
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
}

impl Place {
    /// The place of a URL. What lets anybody in is left out of it: the client adds its own.
    fn url(url: &str, answer: &Answer) -> Self {
        Self::Url(Parts::without_credentials(url, answer.received.operation))
    }
}

/// The value that members lead to.
fn at<'v>(value: &'v Value, path: &[&str]) -> Option<&'v Value> {
    path.iter().try_fold(value, |value, name| value.get(name))
}

/// A text, or a number as one.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
