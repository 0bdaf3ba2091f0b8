//! The pages of a list.

use super::position::{Direction, Position};
use super::walk::{Step, Walk};
use super::{Beside, PagedRequest, ReversibleRequest};
use crate::runtime::{Call, Client, Error, Request, Response};
use futures_core::Stream;
use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// A page, and where the pages beside it are.
type Page<R> = (<R as Request>::Response, Beside);

/// The pages of a list: a stream, with [`try_next`](Self::try_next) for callers that need nothing else.
///
/// Each page is asked for when it is wanted, by what the one before says of its place: a cursor, a number, a URL. What
/// a URL says is asked for at the server of the request and nowhere else. The list ends where the API says that there
/// is no further page, not at a short page, nor at an empty one where anything else says that the list goes on.
///
/// # Errors
///
/// After an error [`try_next`](Self::try_next) can go on: it asks for the page that failed again. It gives `None` at
/// the end of the list only, however often a page has failed; [`Error::Build`] and [`Error::Paging`] come again each
/// time. [`position`](Self::position) stays where it was. With another client, say one with a new token, a new stream
/// goes on from there by [`resume_from`](Self::resume_from).
///
/// What asks for all that a `Stream` gives, and passes errors over, would never come to an end. So as a `Stream` it
/// ends after the third failure of the same page in a row as well, and after [`Error::Build`] and [`Error::Paging`] at
/// once. Its last item is then an error, and [`is_complete`](Self::is_complete) is `false`.
#[doc(alias = "pagination")]
#[must_use = "a stream does nothing until it is polled"]
pub struct Pages<R: PagedRequest> {
    client: Client,
    walk: Walk,
    call: Option<Call<Response<Page<R>>>>,
    /// The answer that the last page came in.
    response: Option<Response<()>>,
}

impl<R: PagedRequest> Pages<R> {
    /// The pages of the list that the request asks for, from its cursor on if it has one.
    pub fn new(request: R, client: &Client) -> Self {
        Self {
            client: client.clone(),
            walk: Walk::new(request.into_parts(), R::route()),
            call: None,
            response: None,
        }
    }

    /// Goes on from where another stream of the same request was, in its direction.
    ///
    /// Items that were given are left out of the first page, and a page of which nothing is left is not given. Whatever
    /// this stream has read is forgotten.
    pub fn resume_from(mut self, position: &Position) -> Self {
        self.call = None;
        self.walk.seek(position);
        self
    }

    /// Reads at most so many pages from here on, then the stream ends. [`position`](Self::position) is then at the next
    /// one.
    pub fn max_pages(mut self, pages: usize) -> Self {
        self.walk.limit(pages);
        self
    }

    /// Takes at most so many pages with nothing in them in a row, 25 unless set; the next one is an [`Error::Paging`]
    /// of the kind [`EmptyPages`](crate::PagingErrorKind::EmptyPages). The API has lists that never end in this way.
    ///
    /// Polled again, the stream goes on with as many.
    pub fn max_empty_pages(mut self, pages: usize) -> Self {
        self.walk.limit_empty(pages);
        self
    }

    /// Whether the end of the list was reached: not so after an error, nor where [`max_pages`](Self::max_pages) has
    /// ended the stream before.
    pub fn is_complete(&self) -> bool {
        self.walk.is_complete()
    }

    /// The answer that the last page came in: its status, its headers and its drift. `None` before the first page.
    pub fn response(&self) -> Option<&Response<()>> {
        self.response.as_ref()
    }

    /// Where the stream is: behind the page that was given last.
    ///
    /// At the end of the list it is behind the last item, so that another stream gives what has been added since.
    pub fn position(&self) -> Position {
        self.position_before(0)
    }

    /// The next page; `None` after the last one of the list, and after [`max_pages`](Self::max_pages).
    ///
    /// The future can be dropped: the call that it waits for goes on with the next one.
    ///
    /// # Errors
    /// Any [`Error`] of the call for the page, and [`Error::Paging`] if the API does not name the next page, names one
    /// that was read before, or has nothing but empty ones.
    pub fn try_next(&mut self) -> impl Future<Output = Result<Option<R::Response>, Error>> + use<'_, R> {
        poll_fn(|context| self.poll_page(context).map(Option::transpose))
    }

    pub(super) fn poll_page(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<R::Response, Error>>> {
        loop {
            match self.walk.step() {
                Step::End => return Poll::Ready(None),
                Step::Fail(error) => return Poll::Ready(Some(Err(Error::Paging(error)))),
                Step::Ask => {}
            }
            match ready!(self.poll_call(context)) {
                Ok((page, beside)) => {
                    if let Some(page) = self.take(page, beside) {
                        return Poll::Ready(Some(Ok(page)));
                    }
                }
                Err(error) => {
                    self.walk.fail(&error);
                    return Poll::Ready(Some(Err(error)));
                }
            }
        }
    }

    fn poll_call(&mut self, context: &mut Context<'_>) -> Poll<Result<Page<R>, Error>> {
        let (client, walk) = (&self.client, &self.walk);
        let call = self.call.get_or_insert_with(|| {
            Call::new(client.clone(), walk.parts().clone(), |answer| Response::read(answer, R::read_page))
        });
        let answer = ready!(Pin::new(call).poll(context));
        self.call = None;
        let (response, page) = answer?.split();
        self.response = Some(response);
        Poll::Ready(Ok(page))
    }

    /// Takes a page without what was given of it before; `None` if that was all.
    fn take(&mut self, mut page: R::Response, beside: Beside) -> Option<R::Response> {
        let direction = self.direction();
        let items = R::items_of(&mut page);
        let len = items.as_ref().map_or(0, |items| items.len());
        let given = self.walk.read(beside, len);
        if let Some(items) = items.filter(|_| given > 0) {
            match direction {
                Direction::Forwards => drop(items.drain(..given)),
                Direction::Backwards => items.truncate(len - given),
            }
        }
        (given == 0 || len > given).then_some(page)
    }

    /// Whether it is of no use to go on at once.
    pub(super) fn has_given_up(&self) -> bool {
        self.walk.has_given_up()
    }

    pub(super) fn direction(&self) -> Direction {
        self.walk.direction()
    }

    /// The position while so many items of the page that was given last are still to be given one by one.
    pub(super) fn position_before(&self, items_left: usize) -> Position {
        self.walk.position(items_left)
    }
}

impl<R: ReversibleRequest> Pages<R> {
    /// Goes backwards: first the page that the request asks for, then those before it.
    ///
    /// The API has no way to ask for the end of a list, so a request without a cursor or a number asks for the first
    /// page, and no page is before that. What is in a page stays in the order of the list.
    ///
    /// Call it before the first page: later, the stream starts anew with the page that the request asks for.
    pub fn backwards(mut self) -> Self {
        self.call = None;
        self.walk.turn();
        self
    }
}

/// Nothing of it is ever polled in place.
impl<R: PagedRequest> Unpin for Pages<R> {}

impl<R: PagedRequest> Stream for Pages<R> {
    type Item = Result<R::Response, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let pages = self.get_mut();
        if pages.has_given_up() { Poll::Ready(None) } else { pages.poll_page(context) }
    }
}

impl<R: PagedRequest> fmt::Debug for Pages<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").field("parts", self.walk.parts()).finish_non_exhaustive()
    }
}
