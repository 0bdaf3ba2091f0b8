//! Which page of a list comes next, and where the list ends.

use super::Paging;
use super::position::{Direction, Position};
use super::{PagingError, PagingErrorKind};
use crate::runtime::Error;
use crate::runtime::request::Parts;
use std::collections::HashSet;

/// After so many failures of the same page in a row a list ends, so that a loop which only logs its errors does too.
const MAX_FAILURES: u32 = 3;

/// The way through the pages of a list. It knows nothing of the items, so that it is compiled once for all lists.
pub(super) struct Walk {
    /// The request as it was given, to which a place without a cursor leads back.
    origin: Parts,
    /// The request for the next page; after the last one still the request for that.
    parts: Parts,
    direction: Direction,
    next: Next,
    /// How many items of the next page, or of the last one, were given already.
    given: usize,
    /// The page that was read last.
    page: Last,
    /// Every cursor that was asked for: one short text for each page, which itself was much larger. A set that forgets
    /// would walk for ever in a circle that is longer than its memory.
    asked: HashSet<String>,
    pages_left: usize,
    /// How often in a row the next page failed.
    failures: u32,
}

/// The page that was read last.
#[derive(Default)]
struct Last {
    /// The cursor that it was asked for with.
    cursor: Option<String>,
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
    pub(super) fn new(parts: Parts) -> Self {
        Self {
            origin: parts.clone(),
            parts,
            direction: Direction::Forwards,
            next: Next::Page,
            given: 0,
            page: Last::default(),
            asked: HashSet::new(),
            pages_left: usize::MAX,
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

    /// Starts anew backwards, with the page that the request asks for.
    pub(super) fn turn(&mut self) {
        self.start(Direction::Backwards, 0);
        self.parts.clone_from(&self.origin);
    }

    /// Starts anew from a place.
    pub(super) fn seek(&mut self, position: &Position) {
        self.start(position.direction, position.given);
        self.parts.clone_from(&self.origin);
        if let Some(cursor) = &position.cursor {
            self.move_to(cursor);
        }
    }

    fn start(&mut self, direction: Direction, given: usize) {
        (self.direction, self.next, self.given, self.failures) = (direction, Next::Page, given, 0);
        self.asked.clear();
    }

    fn move_to(&mut self, cursor: &str) {
        let (parameter, other) = self.parameters();
        self.parts.move_to(parameter, cursor, other);
    }

    /// The parameter that asks for the page beside a cursor, and that of the other direction.
    fn parameters(&self) -> (&'static str, &'static str) {
        let [after, before] = self.parts.operation().expects.protocol.cursor_parameters();
        match self.direction {
            Direction::Forwards => (after, before),
            Direction::Backwards => (before, after),
        }
    }

    fn cursor(&self) -> Option<String> {
        self.parts.cursor(self.parameters().0)
    }

    /// What to do next.
    pub(super) fn step(&mut self) -> Step {
        match self.next {
            // Nobody wants the page that the error is about.
            _ if self.pages_left == 0 => Step::End,
            Next::Page => Step::Ask,
            Next::Error(kind) => {
                self.next = Next::End;
                Step::Fail(PagingError::new(self.parts.operation(), kind))
            }
            Next::End => Step::End,
        }
    }

    /// Takes note of a page that was read, and says how many of its items were given before.
    pub(super) fn read(&mut self, paging: Option<&Paging>, len: usize) -> usize {
        self.failures = 0;
        self.pages_left = self.pages_left.saturating_sub(1);
        self.page = Last { cursor: self.cursor(), len };
        self.asked.extend(self.page.cursor.clone());
        let given_before = self.given.min(len);
        self.next = match paging.and_then(|paging| paging.neighbour(self.direction)) {
            None => Next::End,
            Some(None) => Next::Error(PagingErrorKind::MissingCursor),
            Some(Some(cursor)) if self.asked.contains(cursor) => Next::Error(PagingErrorKind::RepeatedCursor),
            Some(Some(cursor)) => {
                self.move_to(cursor);
                Next::Page
            }
        };
        // Pages may be smaller than in the stream that counted.
        self.given =
            if matches!(self.next, Next::Page) { self.given - given_before } else { self.given.max(len) };
        given_before
    }

    /// Takes note of an error in place of a page.
    pub(super) fn fail(&mut self, error: &Error) {
        self.failures += 1;
        // A request that cannot be built fails the same way for ever.
        if self.failures >= MAX_FAILURES || matches!(error, Error::Build(_)) {
            self.next = Next::End;
        }
    }

    /// The place at which so many items of the page that was read last are still to be given.
    pub(super) fn position(&self, items_left: usize) -> Position {
        let direction = self.direction;
        match items_left {
            0 => Position { direction, cursor: self.cursor(), given: self.given },
            left => Position { direction, cursor: self.page.cursor.clone(), given: self.page.len - left },
        }
    }
}
