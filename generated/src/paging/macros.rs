//! What the requests for lists have alike, as a macro, so that the generated files hold only what differs.

/// What [`PagedRequest`](crate::PagedRequest) asks of a request that has its [`Listing`](crate::paging::Listing) as
/// `PAGES`, beside its items.
macro_rules! listed {
    () => {
        fn read_page(
            answer: $crate::runtime::request::Answer,
        ) -> ::std::result::Result<(Self::Response, $crate::paging::Beside), $crate::Error> {
            Self::PAGES.read(answer)
        }

        fn route() -> &'static dyn $crate::paging::Route {
            &Self::PAGES
        }
    };
}

pub(crate) use listed;
