//! Pages of a list.

mod items;
mod pages;
mod position;
mod walk;

pub use items::Items;
pub use pages::Pages;
pub use position::Position;

use position::Direction;

use crate::runtime::wire::{self, Decode, Encode, Mode, ObjectWriter, Value};

/// A page of a list.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Paged<T> {
    /// What the page holds. It may be empty although there is a next page.
    pub data: Vec<T>,
    /// Where the pages before and after are.
    pub paging: Option<Paging>,
    /// What the API counts over the whole list, where it was asked to (`summary=true`).
    pub summary: Option<serde_json::Value>,
}

impl<T> Paged<T> {
    /// The cursor from which the next page goes on. The last page may have one too: see [`has_next`](Self::has_next).
    pub fn after(&self) -> Option<&str> {
        self.paging.as_ref()?.cursor(Direction::Forwards)
    }

    /// The cursor from which the page before goes on backwards. The first page may have one too: see
    /// [`has_previous`](Self::has_previous).
    pub fn before(&self) -> Option<&str> {
        self.paging.as_ref()?.cursor(Direction::Backwards)
    }

    /// Whether there is a page after this one.
    pub fn has_next(&self) -> bool {
        self.paging.as_ref().is_some_and(|paging| paging.has_next)
    }

    /// Whether there is a page before this one.
    pub fn has_previous(&self) -> bool {
        self.paging.as_ref().is_some_and(|paging| paging.has_previous)
    }

    /// The same page of other items.
    pub(crate) fn map<U>(self, change: impl FnMut(T) -> U) -> Paged<U> {
        let data = self.data.into_iter().map(change).collect();
        Paged { data, paging: self.paging, summary: self.summary }
    }
}

/// Where the pages before and after are.
///
/// The API sends whole URLs too. They hold the access token, so only their presence is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Paging {
    /// The cursors of the first and the last item, where the list has cursors.
    pub cursors: Option<Cursors>,
    /// Whether there is a page after this one.
    pub has_next: bool,
    /// Whether there is a page before this one.
    pub has_previous: bool,
}

impl Paging {
    /// The cursor in this direction. An empty one would lead to the start of the list: it is none.
    fn cursor(&self, direction: Direction) -> Option<&str> {
        let cursors = self.cursors.as_ref()?;
        let cursor = match direction {
            Direction::Forwards => &cursors.after,
            Direction::Backwards => &cursors.before,
        };
        cursor.as_deref().filter(|cursor| !cursor.is_empty())
    }

    /// The cursor to the page beside this one, if there is such a page: what tells it is the URL, not the cursor, which the
    /// last page has too.
    fn neighbour(&self, direction: Direction) -> Option<Option<&str>> {
        let is_there = match direction {
            Direction::Forwards => self.has_next,
            Direction::Backwards => self.has_previous,
        };
        is_there.then(|| self.cursor(direction))
    }
}

/// The cursors of a page. Do not store them: they die with the items they point at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Cursors {
    /// Points at the first item.
    pub before: Option<String>,
    /// Points at the last item.
    pub after: Option<String>,
}

impl<T: Decode> Decode for Paged<T> {
    fn decode(value: Value) -> wire::Result<Self> {
        // PHP writes an answer without anything in it as a list.
        let is_bare_list = value.as_array().is_some_and(Vec::is_empty);
        let mut object = wire::Object::read(value, "a page of a list")?;
        let data = if is_bare_list { Vec::new() } else { object.required("data")? };
        let decoded = Self { data, paging: object.optional("paging"), summary: object.optional("summary") };
        object.finish(decoded)
    }
}

impl Decode for Paging {
    fn decode(value: Value) -> wire::Result<Self> {
        let mut object = wire::Object::read(value, "Paging")?;
        let mut is_present = |key| object.optional::<Value>(key).is_some_and(|url| url.as_str() != Some(""));
        let (has_next, has_previous) = (is_present("next"), is_present("previous"));
        let decoded = Self { cursors: object.optional("cursors"), has_next, has_previous };
        object.finish(decoded)
    }
}

impl Decode for Cursors {
    fn decode(value: Value) -> wire::Result<Self> {
        let mut object = wire::Object::read(value, "Cursors")?;
        let decoded = Self { before: object.optional("before"), after: object.optional("after") };
        object.finish(decoded)
    }
}

impl<T: Encode> Encode for Paged<T> {
    fn encode(&self, mode: Mode) -> Value {
        let mut object = ObjectWriter::new(mode);
        object.required("data", &self.data);
        object.optional("paging", &self.paging);
        object.optional("summary", &self.summary);
        object.finish()
    }
}

impl Encode for Paging {
    /// In the place of the URLs, which are not kept, stand marks: only their presence is read.
    fn encode(&self, mode: Mode) -> Value {
        let mark = |is_there: bool, text: &str| is_there.then(|| text.to_owned());
        let mut object = ObjectWriter::new(mode);
        object.optional("cursors", &self.cursors);
        object.optional("next", &mark(self.has_next, "(the URL of the next page)"));
        object.optional("previous", &mark(self.has_previous, "(the URL of the page before)"));
        object.finish()
    }
}

impl Encode for Cursors {
    fn encode(&self, mode: Mode) -> Value {
        let mut object = ObjectWriter::new(mode);
        object.optional("before", &self.before);
        object.optional("after", &self.after);
        object.finish()
    }
}
