//! The items of a list over all its pages.

use super::pages::Pages;
use super::position::{Direction, Position};
use super::{Incomplete, PagedRequest, ReversibleRequest};
use crate::runtime::{Client, Error, Response};
use futures_core::Stream;
use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// The items of a list over all its pages: a stream, with [`try_next`](Self::try_next) for callers that need nothing
/// else.
///
/// The next page is asked for when the items of the last one are used up. How pages are followed, and how the stream
/// goes on after errors, is as with [`Pages`].
#[doc(alias = "pagination")]
#[must_use = "a stream does nothing until it is polled"]
pub struct Items<R: PagedRequest> {
    pages: Pages<R>,
    /// What is still to be given of the last page.
    page: std::vec::IntoIter<R::Item>,
}

impl<R: PagedRequest> Items<R> {
    /// The items of the list that the request asks for, from its cursor on if it has one.
    pub fn new(request: R, client: &Client) -> Self {
        Self::of(Pages::new(request, client))
    }

    fn of(pages: Pages<R>) -> Self {
        Self { pages, page: Vec::new().into_iter() }
    }

    /// Goes on from where another stream of the same request was, in its direction. Whatever this one has read is
    /// forgotten.
    pub fn resume_from(self, position: &Position) -> Self {
        Self::of(self.pages.resume_from(position))
    }

    /// Reads at most so many pages from here on, then the stream ends with their last item.
    pub fn max_pages(mut self, pages: usize) -> Self {
        self.pages = self.pages.max_pages(pages);
        self
    }

    /// Takes at most so many pages with nothing in them in a row, 25 unless set, as
    /// [`Pages::max_empty_pages`](crate::Pages::max_empty_pages).
    pub fn max_empty_pages(mut self, pages: usize) -> Self {
        self.pages = self.pages.max_empty_pages(pages);
        self
    }

    /// Whether all items of the list were given: not so after an error, nor where [`max_pages`](Self::max_pages) has
    /// ended the stream before.
    pub fn is_complete(&self) -> bool {
        self.page.len() == 0 && self.pages.is_complete()
    }

    /// The answer that the last page came in: its status, its headers and its drift. `None` before the first page.
    pub fn response(&self) -> Option<&Response<()>> {
        self.pages.response()
    }

    /// Where the stream is: behind the item that was given last.
    ///
    /// In the middle of a page that is the cursor by which the page was asked for, and the number of its items that
    /// were given. A stream that resumes there asks for the page again and leaves those out.
    pub fn position(&self) -> Position {
        self.pages.position_before(self.page.len())
    }

    /// The next item; `None` after the last one of the list, and after [`max_pages`](Self::max_pages).
    ///
    /// The future can be dropped: the call that it waits for goes on with the next one.
    ///
    /// # Errors
    /// Any [`Error`] of the call for the next page, and [`Error::Paging`] if the API does not name the next page, names
    /// one that was read before, or has nothing but empty ones.
    pub fn try_next(&mut self) -> impl Future<Output = Result<Option<R::Item>, Error>> + use<'_, R> {
        poll_fn(|context| self.poll_item(context).map(Option::transpose))
    }

    /// The next items, at most so many; fewer only where the stream ends. No page is asked for that is not needed.
    ///
    /// # Errors
    /// [`Incomplete`] with the error of [`try_next`](Self::try_next) and the items that this call had read by then.
    /// Called again, it goes on after these.
    pub async fn collect_at_most(&mut self, most: usize) -> Result<Vec<R::Item>, Incomplete<R::Item>> {
        let mut items = Vec::new();
        while items.len() < most {
            match self.try_next().await {
                Ok(Some(item)) => items.push(item),
                Ok(None) => break,
                Err(error) => return Err(Incomplete { items, error }),
            }
        }
        Ok(items)
    }

    /// All items that are left. A list may be longer than the memory holds: see
    /// [`collect_at_most`](Self::collect_at_most).
    ///
    /// ```no_run
    /// # use meta_graph::{Client, Incomplete, Items, PagedRequest};
    /// # async fn example<R: PagedRequest>(list: R, client: &Client) -> Result<Vec<R::Item>, meta_graph::Error> {
    /// let mut items = Items::new(list, client);
    /// match items.collect_all().await {
    ///     Ok(all) => Ok(all),
    ///     Err(Incomplete { items: mut read, error, .. }) => {
    ///         println!("{error}; trying once more");
    ///         read.extend(items.collect_all().await?);
    ///         Ok(read)
    ///     }
    /// }
    /// # }
    /// ```
    ///
    /// # Errors
    /// As [`collect_at_most`](Self::collect_at_most).
    pub async fn collect_all(&mut self) -> Result<Vec<R::Item>, Incomplete<R::Item>> {
        self.collect_at_most(usize::MAX).await
    }

    fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<R::Item, Error>>> {
        loop {
            let item = match self.pages.direction() {
                Direction::Forwards => self.page.next(),
                Direction::Backwards => self.page.next_back(),
            };
            if let Some(item) = item {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(self.pages.poll_page(context)) {
                Some(Ok(mut page)) => {
                    let items = R::items_of(&mut page).map(std::mem::take);
                    self.page = items.unwrap_or_default().into_iter();
                }
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<R: ReversibleRequest> Items<R> {
    /// Goes backwards: first the last item of the page that the request asks for, then those before it in turn.
    ///
    /// The items come in exactly the reverse order of the list. As with [`Pages::backwards`] the request should have a
    /// cursor or a number, and this should be called before the first item.
    pub fn backwards(self) -> Self {
        Self::of(self.pages.backwards())
    }
}

/// No item is ever polled in place.
impl<R: PagedRequest> Unpin for Items<R> {}

impl<R: PagedRequest> Stream for Items<R> {
    type Item = Result<R::Item, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let items = self.get_mut();
        let is_over = items.page.len() == 0 && items.pages.has_given_up();
        if is_over { Poll::Ready(None) } else { items.poll_item(context) }
    }
}

impl<R: PagedRequest> fmt::Debug for Items<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").field("pages", &self.pages).finish_non_exhaustive()
    }
}
