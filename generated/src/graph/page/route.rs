//! How the pages of a list of the Graph API are followed: by cursors, and by what else the link to a page says.

use super::{Paged, Paging, names_place};
use crate::paging::{Beside, Direction, Place, Route, Sign};
use crate::runtime::request::Parts;
#[cfg(feature = "testing")]
use crate::{paging::Turn, runtime::testing::Plain, runtime::wire::Value};
#[cfg(feature = "testing")]
use serde_json::json;

/// The parameters that ask for the page after a cursor, and for the page before it.
const AFTER: &str = "after";
const BEFORE: &str = "before";

/// The route through every list of the Graph API.
pub(crate) static BY_LINK: ByLink = ByLink;

/// By cursor, unless the link says more.
pub(crate) struct ByLink;

impl Route for ByLink {
    fn start(&self, parts: &Parts, direction: Direction) -> Option<Place> {
        parts.cursor(parameters(direction).0).map(Place::Cursor)
    }

    /// A cursor takes the place of another one and leaves the rest as it was, since `until` may be a filter. What a
    /// link says takes the place of all that says where a page is.
    fn apply(&self, place: &Place, parts: &mut Parts, direction: Direction) {
        match place {
            Place::Cursor(cursor) => {
                let (parameter, other) = parameters(direction);
                parts.move_to(parameter, cursor, other);
            }
            Place::Parameters(all) => {
                let names_place = |name: &str| [AFTER, BEFORE].contains(&name) || names_place(name);
                parts.move_by(all.iter().filter(|(name, _)| names_place(name)), names_place);
            }
            Place::Url(_) => {}
        }
    }

    #[cfg(feature = "testing")]
    fn write(&self, page: Value, turn: &Turn<'_>) -> Plain {
        written(page, turn)
    }
}

/// A list of items as a page with cursors, or a whole page with what leads to the page that comes in turn.
#[cfg(feature = "testing")]
fn written(page: Value, turn: &Turn<'_>) -> Plain {
    let mut page = if page.is_array() { json!({"data": page}) } else { page };
    let number = turn.before + 1;
    let (has_next, has_previous) = match turn.direction {
        Direction::Forwards => (turn.after > 0, turn.before > 0),
        Direction::Backwards => (turn.before > 0, turn.after > 0),
    };
    let cursors = json!({"before": format!("before-page-{number}"), "after": format!("after-page-{number}")});
    let mut paging = json!({ "cursors": cursors });
    if has_next {
        paging["next"] = json!("(the URL of the next page)");
    }
    if has_previous {
        paging["previous"] = json!("(the URL of the page before)");
    }
    if let Some(page) = page.as_object_mut() {
        page.insert("paging".to_owned(), paging);
    }
    Plain::json(&page)
}

impl<T> Paged<T> {
    /// Where the pages beside this one are.
    pub(crate) fn beside(&self) -> Beside {
        let sign = |direction| self.paging.as_ref().map_or(Sign::End, |paging| sign(paging, direction));
        Beside { next: sign(Direction::Forwards), previous: sign(Direction::Backwards) }
    }
}

/// Where the page in this direction is: what the link to it says, and where it says nothing, the cursor.
fn sign(paging: &Paging, direction: Direction) -> Sign {
    let Some(link) = paging.link(direction) else { return Sign::End };
    let mut all: Vec<_> =
        link.parameters().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let place = match all.as_slice() {
        [] => paging.cursor(direction).map(|cursor| Place::Cursor(cursor.to_owned())),
        [(name, _)] if name == parameters(direction).0 => all.pop().map(|(_, value)| Place::Cursor(value)),
        _ => Some(Place::Parameters(all)),
    };
    place.map_or(Sign::Unnamed, Sign::At)
}

/// The parameter that asks for the page beside a cursor, and that of the other direction.
fn parameters(direction: Direction) -> (&'static str, &'static str) {
    match direction {
        Direction::Forwards => (AFTER, BEFORE),
        Direction::Backwards => (BEFORE, AFTER),
    }
}

/// What [`PagedRequest`](crate::PagedRequest) asks of a request that answers with a [`Paged`], beside the type of its
/// items.
#[allow(unused_macros, reason = "a document need not have lists")]
macro_rules! paged {
    () => {
        fn items_of(page: &mut Self::Response) -> ::std::option::Option<&mut ::std::vec::Vec<Self::Item>> {
            ::std::option::Option::Some(&mut page.data)
        }

        fn read_page(
            answer: $crate::runtime::request::Answer,
        ) -> ::std::result::Result<(Self::Response, $crate::paging::Beside), $crate::Error> {
            let page = <Self as $crate::Request>::decode(answer)?;
            let beside = page.beside();
            ::std::result::Result::Ok((page, beside))
        }

        fn route() -> &'static dyn $crate::paging::Route {
            &$crate::graph::page::BY_LINK
        }
    };
}

pub(crate) use paged;
