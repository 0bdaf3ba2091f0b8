//! The items of a list over all its pages.

use super::Paged;
use crate::runtime::call::Call;
use crate::runtime::client::Client;
use crate::runtime::error::{Error, PagingError, PagingErrorKind};
use crate::runtime::request::{Answer, PagedRequest, Parts};
use futures_core::Stream;
use std::collections::HashSet;
use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// The items of a list over all its pages: a stream, with [`try_next`](Self::try_next) for those who need no more.
///
/// The next page is asked for by its cursor when the items of the last one are used up. After an error the stream can go
/// on: it asks for the page that failed again. Only [`Error::Build`] and [`Error::Paging`] end it, which would come again.
#[must_use = "a stream does nothing until it is polled"]
pub struct Items<R: PagedRequest> {
    client: Client,
    /// The request for the next page.
    parts: Parts,
    call: Option<Call<Paged<R::Item>>>,
    page: std::vec::IntoIter<R::Item>,
    seen: HashSet<String>,
    /// What comes after the items of the page.
    rest: Rest,
}

enum Rest {
    Page,
    Error(PagingErrorKind),
    End,
}

impl<R: PagedRequest> Items<R> {
    /// The items of the list that the request asks for, from its cursor on if it has one.
    pub fn new(request: R, client: &Client) -> Self {
        Self {
            client: client.clone(),
            parts: request.into_parts(),
            call: None,
            page: Vec::new().into_iter(),
            seen: HashSet::new(),
            rest: Rest::Page,
        }
    }

    /// The next item; `None` after the last one.
    ///
    /// # Errors
    /// Any [`Error`] of the call for the next page.
    pub fn try_next(&mut self) -> impl Future<Output = Result<Option<R::Item>, Error>> + use<'_, R> {
        poll_fn(|context| self.poll_item(context).map(Option::transpose))
    }

    fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<R::Item, Error>>> {
        loop {
            if let Some(item) = self.page.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match self.rest {
                Rest::End => return Poll::Ready(None),
                Rest::Error(kind) => {
                    self.rest = Rest::End;
                    let error = PagingError::new(self.parts.operation(), kind);
                    return Poll::Ready(Some(Err(Error::Paging(error))));
                }
                Rest::Page => {}
            }
            match ready!(self.poll_page(context)) {
                Ok(page) => self.take(page),
                Err(error) => {
                    // A request that cannot be built fails the same way for ever.
                    if matches!(error, Error::Build(_)) {
                        self.rest = Rest::End;
                    }
                    return Poll::Ready(Some(Err(error)));
                }
            }
        }
    }

    fn poll_page(&mut self, context: &mut Context<'_>) -> Poll<Result<Paged<R::Item>, Error>> {
        let decode: fn(Answer) -> Result<Paged<R::Item>, Error> = R::decode;
        let (client, parts) = (&self.client, &self.parts);
        let call = self.call.get_or_insert_with(|| Call::new(client.clone(), parts.clone(), decode));
        let page = ready!(Pin::new(call).poll(context));
        self.call = None;
        Poll::Ready(page)
    }

    /// Takes a page and decides what comes after it.
    fn take(&mut self, page: Paged<R::Item>) {
        self.rest = match (page.has_next(), page.after()) {
            (false, _) => Rest::End,
            (true, None) => Rest::Error(PagingErrorKind::MissingCursor),
            (true, Some(after)) if !self.seen.insert(after.to_owned()) => {
                Rest::Error(PagingErrorKind::RepeatedCursor)
            }
            (true, Some(after)) => {
                self.parts.query("after", &after);
                Rest::Page
            }
        };
        self.page = page.data.into_iter();
    }
}

/// No item is ever polled in place.
impl<R: PagedRequest> Unpin for Items<R> {}

impl<R: PagedRequest> Stream for Items<R> {
    type Item = Result<R::Item, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_item(context)
    }
}

impl<R: PagedRequest> fmt::Debug for Items<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").field("parts", &self.parts).finish_non_exhaustive()
    }
}
