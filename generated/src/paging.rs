//! Pages of a list.
//!
//! A crate has this module where an operation of its documents has pages. How the request for a page follows from the
//! page before is a [`Route`](route::Route): the [`Listing`](listing::Listing) that is generated for an operation, or
//! one of a dialect.

mod error;
mod incomplete;
mod items;
#[allow(dead_code, reason = "a crate need not have lists of every kind")]
mod link_header;
#[allow(dead_code, reason = "a crate need not have lists of every kind")]
mod listing;
#[allow(unused_macros, unused_imports, reason = "a crate need not have lists of its own kind")]
mod macros;
mod pages;
#[allow(dead_code, reason = "a crate need not have lists of every kind")]
mod place;
#[allow(dead_code, reason = "a crate need not have lists that go backwards")]
mod position;
mod request;
#[allow(dead_code, reason = "a crate need not have lists of every kind")]
mod route;
#[cfg(feature = "testing")]
mod testing;
mod walk;

pub use error::{PagingError, PagingErrorKind};
pub use incomplete::Incomplete;
pub use items::Items;
#[allow(unused_imports, reason = "a crate need not have lists of every kind")]
pub(crate) use listing::{Cursor, Input, Listing, Next, Previous};
#[allow(unused_imports, reason = "a crate need not have lists of its own kind")]
pub(crate) use macros::listed;
pub use pages::Pages;
#[allow(unused_imports, reason = "a crate need not have a dialect")]
pub(crate) use place::Place;
#[allow(unused_imports, reason = "a crate need not have a dialect")]
pub(crate) use position::Direction;
pub use position::Position;
pub use request::{PagedRequest, ReversibleRequest};
#[cfg(feature = "testing")]
pub(crate) use route::Turn;
pub(crate) use route::{Beside, Route, Sign};
