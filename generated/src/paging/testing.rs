//! Pages of a list as a fake answers with them.
#![allow(clippy::panic, reason = "a test that is set up wrongly is to end at once")]

use super::walk::{Step, Walk};
use super::{Direction, PagedRequest, ReversibleRequest, Turn};
use crate::runtime::request::Parts;
use crate::runtime::testing::{Expected, Plain};
use crate::runtime::wire::{Encode, Mode, Value};

impl<R: PagedRequest> Expected<R> {
    /// Answers with these pages of items: with the first to the request itself, and with each of the others to the
    /// request that the page before leads to. How a page leads on, by a cursor or a number of it say, the fake writes.
    ///
    /// The last one is the end of the list. Where the API shows that by an empty page, the fake has one ready.
    ///
    /// # Panics
    /// If the request cannot have these answers: [`reply_pages`](Self::reply_pages) is for pages that need other
    /// members too. A page that the one before does not lead to, as after an empty one whose last item would be the
    /// cursor, would never be asked for.
    #[track_caller]
    pub fn pages(self, pages: impl IntoIterator<Item = Vec<R::Item>>) -> Self
    where
        R::Item: Encode,
    {
        self.turned(Direction::Forwards, pages.into_iter().map(|items| items.encode(Mode::Answer)).collect())
    }

    /// As [`pages`](Self::pages), with JSON: each a list of items, or a whole answer.
    ///
    /// # Panics
    /// As [`pages`](Self::pages).
    #[track_caller]
    pub fn pages_json(self, pages: impl IntoIterator<Item = Value>) -> Self {
        self.turned(Direction::Forwards, pages.into_iter().collect())
    }

    /// As [`pages`](Self::pages), with whole answers. What leads from one to the next is added where they lack it, and
    /// the last one is left as it is.
    ///
    /// # Panics
    /// As [`pages`](Self::pages).
    #[track_caller]
    pub fn reply_pages(self, pages: impl IntoIterator<Item = R::Response>) -> Self
    where
        R::Response: Encode,
    {
        self.turned(Direction::Forwards, pages.into_iter().map(|page| page.encode(Mode::Answer)).collect())
    }

    #[track_caller]
    fn turned(self, direction: Direction, pages: Vec<Value>) -> Self {
        let count = pages.len();
        let len = |page: &Value| page.as_array().map_or(0, Vec::len);
        let mut items_left: usize = pages.iter().map(len).sum();
        let (all, blank) = (items_left, pages.last().cloned());
        let mut walk = Walk::new(self.request().parts().clone(), R::route());
        if direction == Direction::Backwards {
            walk.turn();
        }
        let mut answers: Vec<(Parts, Plain)> = Vec::new();
        for (before, page) in pages.into_iter().enumerate() {
            match walk.step() {
                Step::Ask => {}
                Step::End => {
                    panic!("page {} is never asked for: the page before is the last one", before + 1)
                }
                Step::Fail(error) => panic!("page {} is never asked for: {error}", before + 1),
            }
            let items_before = all - items_left;
            items_left -= len(&page);
            let items_behind = if direction == Direction::Forwards { items_left } else { items_before };
            let (parts, after) = (walk.parts().clone(), count - before - 1);
            let turn = Turn { parts: &parts, direction, before, after, items_behind, is_blank: false };
            let answer = R::route().write(page, &turn);
            self.read_turn(&mut walk, &answer);
            answers.push((parts, answer));
        }
        let blank = blank.filter(|_| matches!(walk.step(), Step::Ask));
        let is_open = blank.is_some();
        if let Some(page) = blank {
            let parts = walk.parts().clone();
            let (before, after, items_behind, is_blank) = (count, 0, 0, true);
            let turn = Turn { parts: &parts, direction, before, after, items_behind, is_blank };
            let answer = R::route().write(page, &turn);
            answers.push((parts, answer));
        }
        self.in_turn(answers, !is_open)
    }

    /// Takes a page as a client does.
    #[track_caller]
    fn read_turn(&self, walk: &mut Walk, answer: &Plain) {
        self.check(answer);
        match R::read_page(self.received(answer)) {
            Ok((mut page, beside)) => {
                let len = R::items_of(&mut page).map_or(0, |items| items.len());
                let left_out = walk.read(beside, len);
                assert!(left_out == 0, "a page of {len} items is shorter than its request asks for");
            }
            Err(error) => panic!("the request cannot have this answer: {error}"),
        }
    }
}

impl<R: ReversibleRequest> Expected<R> {
    /// As [`pages`](Self::pages), for a list that is read backwards: the first is what the request asks for, and each
    /// of the others is the one before it in the list. The items of a page are in the order of the list.
    ///
    /// # Panics
    /// As [`pages`](Self::pages).
    #[track_caller]
    pub fn pages_backwards(self, pages: impl IntoIterator<Item = Vec<R::Item>>) -> Self
    where
        R::Item: Encode,
    {
        self.turned(Direction::Backwards, pages.into_iter().map(|items| items.encode(Mode::Answer)).collect())
    }
}
