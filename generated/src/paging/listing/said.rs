//! What a page of a list says of the pages beside it.

use super::{Cursor, Listing, Next, Path, Previous, text};
use crate::paging::place::Place;
use crate::paging::{Beside, Sign, link_header};
use crate::runtime::Error;
use crate::runtime::request::{Answer, Parts};
use crate::runtime::wire::{Decode, Value};

/// A page: the answer, and the items in it.
struct Page<'p> {
    answer: &'p Answer,
    value: &'p Value,
    items: &'p [Value],
}

impl Listing {
    /// Reads an answer as a page.
    ///
    /// # Errors
    /// As [`Answer::json`].
    pub(crate) fn read<T: Decode>(&self, answer: Answer) -> Result<(T, Beside), Error> {
        let (answer, value) = answer.value(T::layout())?;
        let items = at(&value, self.items).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        let page = Page { answer: &answer, value: &value, items };
        let beside = Beside { next: self.next_sign(&page), previous: self.previous_sign(&page) };
        Ok((answer.decode(value)?, beside))
    }

    /// What a page says of the one after it.
    fn next_sign(&self, page: &Page<'_>) -> Sign {
        let more = page.boolean(self.more);
        if more == Some(false) {
            return Sign::End;
        }
        let place = match &self.next {
            Next::Cursor(_, cursor) => page.cursor(cursor),
            Next::Link => page.link(&["next"]),
            Next::Url(path) => page.url(path),
            Next::Page { .. } | Next::Offset { .. } if page.items.is_empty() && more.is_none() => None,
            Next::Page { first, pages, .. } => {
                let pages = page.number(*pages);
                let end = pages.map(|pages| pages.saturating_add(*first));
                return Sign::Counted { first: *first, by: 1, end };
            }
            Next::Offset { total, .. } => {
                return Sign::Counted { first: 0, by: page.len(), end: page.number(*total) };
            }
        };
        sign(place, more)
    }

    /// What a page says of the one before it.
    fn previous_sign(&self, page: &Page<'_>) -> Sign {
        match (&self.previous, &self.next) {
            (Previous::None, _) => Sign::End,
            (Previous::Cursor { cursor, more, .. }, _) => match page.boolean(*more) {
                Some(false) => Sign::End,
                more => sign(page.cursor(cursor), more),
            },
            (Previous::Link, _) => sign(page.link(&["prev", "previous"]), None),
            (Previous::Url(path), _) => sign(page.url(path), None),
            (Previous::Offset(size), Next::Offset { input, .. }) => {
                Sign::Ahead { parameters: [input.name(), size.name()], len: page.len() }
            }
            (_, Next::Page { first, .. }) => Sign::Counted { first: *first, by: -1, end: None },
            _ => Sign::End,
        }
    }
}

/// The sign of a place, and of a boolean that says whether there is a page.
fn sign(place: Option<Place>, more: Option<bool>) -> Sign {
    match place {
        Some(place) => Sign::At(place),
        None if more == Some(true) => Sign::Unnamed,
        None => Sign::End,
    }
}

impl Page<'_> {
    fn len(&self) -> i64 {
        i64::try_from(self.items.len()).unwrap_or(i64::MAX)
    }

    fn boolean(&self, path: Option<Path>) -> Option<bool> {
        at(self.value, path?)?.as_bool()
    }

    fn number(&self, path: Option<Path>) -> Option<i64> {
        at(self.value, path?)?.as_i64()
    }

    /// An empty cursor would lead to the start of the list, so it does not count.
    fn cursor(&self, cursor: &Cursor) -> Option<Place> {
        let cursor = match cursor {
            Cursor::Member(path) => at(self.value, path).and_then(text),
            Cursor::FirstItem(path) => self.items.first().and_then(|item| at(item, path)).and_then(text),
            Cursor::LastItem(path) => self.items.last().and_then(|item| at(item, path)).and_then(text),
            Cursor::Header(name) => {
                let value = self.answer.received.headers.get(*name)?;
                value.to_str().ok().map(str::to_owned)
            }
        };
        cursor.filter(|cursor| !cursor.is_empty()).map(Place::Cursor)
    }

    /// Where a link of one of these relations leads.
    fn link(&self, relations: &[&str]) -> Option<Place> {
        link_header::find(&self.answer.received.headers, relations).map(|url| self.place(&url))
    }

    /// Where the URL in a member leads.
    fn url(&self, path: Path) -> Option<Place> {
        at(self.value, path).and_then(text).map(|url| self.place(&url))
    }

    /// The place of a URL. What lets anybody in is left out of it: the client adds its own.
    fn place(&self, url: &str) -> Place {
        Place::Url(Parts::without_credentials(url, self.answer.received.operation))
    }
}

/// The value that members lead to.
fn at<'v>(value: &'v Value, path: &[&str]) -> Option<&'v Value> {
    path.iter().try_fold(value, |value, name| value.get(name))
}
