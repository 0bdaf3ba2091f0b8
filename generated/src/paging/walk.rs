//! Which page of a list comes next, and where the list ends.

use super::place::Place;
use super::position::{Direction, Position};
use super::{Beside, PagingError, PagingErrorKind, Route, Sign};
use crate::runtime::Error;
use crate::runtime::request::Parts;
use std::collections::HashSet;

/// After so many failures of the same page in a row, or runs of empty pages, a stream gives up.
const MAX_FAILURES: u32 = 3;

/// So many empty pages in a row a stream takes unless it is told otherwise.
const MAX_EMPTY_PAGES: usize = 25;

/// The way through the pages of a list. It knows nothing of the items, so that it is compiled once for all lists.
pub(super) struct Walk {
    /// The request as it was given, from which each other one is made.
    origin: Parts,
    route: &'static dyn Route,
    /// The request for the next page; after the last one still the request for that.
    parts: Parts,
    direction: Direction,
    /// The place of the next page; `None` for the page that the request itself asks for.
    place: Option<Place>,
    next: Next,
    /// How many items of the next page, or of the last one, were given already.
    given: usize,
    /// The page that was read last.
    page: Last,
    /// Every place that was asked for: one short text for each page, which itself was much larger. A set that forgets
    /// would walk for ever in a circle that is longer than its memory.
    asked: HashSet<Place>,
    pages_left: usize,
    empty: Empty,
    /// How often in a row the next page failed.
    failures: u32,
}

/// The empty pages in a row.
struct Empty {
    /// How many there were since the last error that told of them.
    pages: usize,
    most: usize,
    /// How often an error told of them.
    told: u32,
}

/// The page that was read last.
#[derive(Default)]
struct Last {
    /// The place that it was asked for by.
    place: Option<Place>,
    /// How many items it held.
    len: usize,
}

/// What comes after the pages that were read.
#[derive(Clone, Copy)]
enum Next {
    Page,
    Error(PagingErrorKind),
    End,
}

/// What a stream does next.
pub(super) enum Step {
    /// Ask for the next page.
    Ask,
    /// Tell the error.
    Fail(PagingError),
    /// Nothing any more.
    End,
}

impl Walk {
    /// Starts at the page that the request asks for.
    pub(super) fn new(parts: Parts, route: &'static dyn Route) -> Self {
        let direction = Direction::Forwards;
        Self {
            place: route.start(&parts, direction),
            origin: parts.clone(),
            route,
            parts,
            direction,
            next: Next::Page,
            given: 0,
            page: Last::default(),
            asked: HashSet::new(),
            pages_left: usize::MAX,
            empty: Empty { pages: 0, most: MAX_EMPTY_PAGES, told: 0 },
            failures: 0,
        }
    }

    pub(super) fn direction(&self) -> Direction {
        self.direction
    }

    /// The request for the next page.
    pub(super) fn parts(&self) -> &Parts {
        &self.parts
    }

    /// Reads at most so many pages more.
    pub(super) fn limit(&mut self, pages: usize) {
        self.pages_left = pages;
    }

    /// Takes so many empty pages in a row.
    pub(super) fn limit_empty(&mut self, pages: usize) {
        self.empty.most = pages;
    }

    /// Starts anew backwards, with the page that the request asks for.
    pub(super) fn turn(&mut self) {
        self.start(Direction::Backwards, 0);
    }

    /// Starts anew from a place.
    pub(super) fn seek(&mut self, position: &Position) {
        self.start(position.direction, position.given);
        if let Some(place) = &position.place {
            self.move_to(place.clone());
        }
    }

    fn start(&mut self, direction: Direction, given: usize) {
        (self.direction, self.next, self.given, self.failures) = (direction, Next::Page, given, 0);
        (self.empty.pages, self.empty.told) = (0, 0);
        self.parts.clone_from(&self.origin);
        self.place = self.route.start(&self.parts, direction);
        self.asked.clear();
    }

    fn move_to(&mut self, place: Place) {
        self.parts.clone_from(&self.origin);
        self.route.apply(&place, &mut self.parts, self.direction);
        self.place = Some(place);
    }

    /// What to do next.
    pub(super) fn step(&mut self) -> Step {
        match self.next {
            // Nobody wants the page that the error is about.
            _ if self.pages_left == 0 => Step::End,
            Next::Page if self.empty.pages > self.empty.most => {
                self.empty.pages = 0;
                self.empty.told += 1;
                self.fail_as(PagingErrorKind::EmptyPages)
            }
            Next::Page => Step::Ask,
            Next::Error(kind) => {
                // The same page would say the same.
                self.failures = MAX_FAILURES;
                self.fail_as(kind)
            }
            Next::End => Step::End,
        }
    }

    fn fail_as(&self, kind: PagingErrorKind) -> Step {
        Step::Fail(PagingError::new(self.parts.operation(), kind))
    }

    /// Whether the end of the list was reached.
    pub(super) fn is_complete(&self) -> bool {
        matches!(self.next, Next::End)
    }

    /// Whether it is of no use to go on at once.
    pub(super) fn has_given_up(&self) -> bool {
        self.failures >= MAX_FAILURES || self.empty.told >= MAX_FAILURES
    }

    /// Takes note of a page that was read, and says how many of its items were given before.
    pub(super) fn read(&mut self, beside: Beside, len: usize) -> usize {
        self.failures = 0;
        let sign = match self.direction {
            Direction::Forwards => beside.next,
            Direction::Backwards => beside.previous,
        };
        let sign = match sign.seen_from(self.place.as_ref(), self.route.size(&self.origin)) {
            // None of it is given yet: its items come after those that are missing.
            Sign::Short(place) => {
                self.move_to(place);
                return len;
            }
            sign => sign,
        };
        self.pages_left = self.pages_left.saturating_sub(1);
        self.page = Last { place: self.place.clone(), len };
        self.asked.extend(self.page.place.clone());
        self.empty.read(len);
        let given_before = self.given.min(len);
        self.next = self.follow(sign);
        // Pages may be smaller than in the stream that counted.
        self.given =
            if matches!(self.next, Next::Page) { self.given - given_before } else { self.given.max(len) };
        given_before
    }

    /// Goes where the page says that was read.
    fn follow(&mut self, sign: Sign) -> Next {
        match sign {
            Sign::End => Next::End,
            Sign::At(place) if self.asked.contains(&place) => Next::Error(PagingErrorKind::RepeatedCursor),
            Sign::At(place) => {
                self.move_to(place);
                Next::Page
            }
            Sign::Unnamed | Sign::Counted { .. } | Sign::Ahead { .. } | Sign::Short(_) => {
                Next::Error(PagingErrorKind::MissingCursor)
            }
        }
    }

    /// Takes note of an error in place of a page.
    pub(super) fn fail(&mut self, error: &Error) {
        // A request that cannot be built fails the same way for ever.
        let is_final = matches!(error, Error::Build(_));
        self.failures = if is_final { MAX_FAILURES } else { self.failures.saturating_add(1) };
    }

    /// The place at which so many items of the page that was read last are still to be given.
    pub(super) fn position(&self, items_left: usize) -> Position {
        let direction = self.direction;
        match items_left {
            0 => Position { direction, place: self.place.clone(), given: self.given },
            left => Position { direction, place: self.page.place.clone(), given: self.page.len - left },
        }
    }
}

impl Empty {
    /// Takes note of a page with so many items.
    fn read(&mut self, len: usize) {
        (self.pages, self.told) = if len == 0 { (self.pages + 1, self.told) } else { (0, 0) };
    }
}
