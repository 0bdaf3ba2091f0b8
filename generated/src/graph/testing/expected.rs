//! What a fake of the Graph API answers.

use crate::graph::page::Paged;
use crate::paging::PagedRequest;
use crate::runtime::Request;
use crate::runtime::testing::{Expected, Failure, Plain};
use crate::runtime::wire::{Encode, Mode, Value};
use serde_json::json;

impl<R> Expected<R> {
    /// Answers that there were too many calls, and that the limit ends in so many minutes: see
    /// [`Failure::rate_limited`].
    pub fn fail_rate_limited(self, minutes: u32) -> Self {
        self.fail(Failure::rate_limited(minutes))
    }
}

impl<R> Expected<R>
where
    R: PagedRequest + Request<Response = Paged<<R as PagedRequest>::Item>>,
{
    /// Answers with these pages: with the first to the request itself, and with each of the others to the same request
    /// with the cursor of the page before it, as a list is followed forwards. Each has a next page but for the last.
    ///
    /// # Panics
    /// If the request cannot have these answers.
    #[track_caller]
    pub fn pages(self, pages: impl IntoIterator<Item = Vec<R::Item>>) -> Self
    where
        R::Item: Encode,
    {
        self.pages_json(pages.into_iter().map(|items| items.encode(Mode::Answer)))
    }

    /// As [`pages`](Self::pages), with lists of JSON.
    ///
    /// # Panics
    /// If the request cannot have these answers.
    #[track_caller]
    pub fn pages_json(self, pages: impl IntoIterator<Item = Value>) -> Self {
        let pages: Vec<Value> = pages.into_iter().collect();
        let count = pages.len();
        self.in_turn((1..).zip(pages).map(|(number, items)| {
            let (before, after) = (format!("before-page-{number}"), format!("after-page-{number}"));
            let mut paging = json!({"cursors": {"before": before, "after": after}});
            if number < count {
                paging["next"] = json!("(the URL of the next page)");
            }
            if number > 1 {
                paging["previous"] = json!("(the URL of the page before)");
            }
            (Plain::json(&json!({"data": items, "paging": paging})), after)
        }))
    }
}
