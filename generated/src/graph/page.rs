//! Pages of lists as the Graph API has them.

mod link;
mod route;
mod serialize;
mod written;

pub use link::PageLink;
pub(crate) use route::{BY_LINK, paged};
use written::names_place;

use crate::paging::Direction;

/// A page of a list.
#[doc(alias = "pagination")]
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Paged<T> {
    /// What the page holds. It may be empty although there is a next page.
    pub data: Vec<T>,
    /// Where the pages before and after are.
    pub paging: Option<Paging>,
    /// What the API says of the whole list, where it was asked to.
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
        self.paging.as_ref().is_some_and(|paging| paging.next.is_some())
    }

    /// Whether there is a page before this one.
    pub fn has_previous(&self) -> bool {
        self.paging.as_ref().is_some_and(|paging| paging.previous.is_some())
    }

    /// The same page of other items.
    pub(crate) fn map<U>(self, change: impl FnMut(T) -> U) -> Paged<U> {
        let data = self.data.into_iter().map(change).collect();
        Paged { data, paging: self.paging, summary: self.summary }
    }
}

/// Where the pages before and after are.
///
/// An API sends whole URLs. They may hold the access token, so that only what names a place is kept of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Paging {
    /// The cursors of the first and the last item, where the list has cursors.
    pub cursors: Option<Cursors>,
    /// The page after this one, if there is one.
    pub next: Option<PageLink>,
    /// The page before this one, if there is one.
    pub previous: Option<PageLink>,
}

impl Paging {
    /// The cursor in this direction. An empty one would lead to the start of the list, so it does not count.
    fn cursor(&self, direction: Direction) -> Option<&str> {
        let cursors = self.cursors.as_ref()?;
        let cursor = match direction {
            Direction::Forwards => &cursors.after,
            Direction::Backwards => &cursors.before,
        };
        cursor.as_deref().filter(|cursor| !cursor.is_empty())
    }

    /// The page beside this one, if there is such a page: what shows this is the URL, not the cursor, which the last
    /// page has too.
    fn link(&self, direction: Direction) -> Option<&PageLink> {
        match direction {
            Direction::Forwards => self.next.as_ref(),
            Direction::Backwards => self.previous.as_ref(),
        }
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
