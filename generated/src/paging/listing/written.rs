//! Pages as a fake gives them.

use super::{Cursor, Input, Listing, Next, Path, Previous};
use crate::paging::{Direction, Turn};
use crate::runtime::testing::Plain;
use crate::runtime::wire::Value;
use http::HeaderValue;
use http::header::{HeaderName, LINK};
use serde_json::json;

impl Listing {
    /// Writes a list of items as a page that says how the list goes on. To a whole page only that is added which leads
    /// to the page that comes in turn.
    pub(super) fn written(&self, page: Value, turn: &Turn<'_>) -> Plain {
        let is_whole = !page.is_array() || self.items.is_empty();
        let mut page = page;
        if turn.is_blank {
            put(&mut page, if is_whole { self.items } else { &[] }, json!([]));
        }
        if !is_whole {
            let items = std::mem::replace(&mut page, json!({}));
            let len = items.as_array().map_or(0, Vec::len);
            put(&mut page, self.items, items);
            self.count(&mut page, len, turn);
        }
        let mut answer = Plain::json(&Value::Null);
        if turn.after > 0 {
            match turn.direction {
                Direction::Forwards => self.lead_on(&mut page, &mut answer, turn),
                Direction::Backwards => self.lead_back(&mut page, &mut answer, turn),
            }
        }
        Plain { headers: answer.headers, ..Plain::json(&page) }
    }

    /// Says how long the list is, and whether there is more of it.
    fn count(&self, page: &mut Value, len: usize, turn: &Turn<'_>) {
        let pages_behind = match turn.direction {
            Direction::Forwards => turn.after,
            Direction::Backwards => turn.before,
        };
        let number = |input: &Input, first: i64| {
            input.of(turn.parts).and_then(|number| number.parse::<i64>().ok()).unwrap_or(first)
        };
        let more = pages_behind > 0;
        self.more.into_iter().for_each(|path| put(page, path, more.into()));
        match &self.next {
            Next::Page { input, first, pages: Some(path) } => {
                let behind = i64::try_from(pages_behind).unwrap_or(i64::MAX);
                put(page, path, (number(input, *first) - first + 1).saturating_add(behind).into());
            }
            Next::Offset { input, total: Some(path) } => {
                let behind = i64::try_from(len + turn.items_behind).unwrap_or(i64::MAX);
                put(page, path, number(input, 0).saturating_add(behind).into());
            }
            _ => {}
        }
    }

    fn lead_on(&self, page: &mut Value, answer: &mut Plain, turn: &Turn<'_>) {
        self.more.into_iter().for_each(|path| put(page, path, true.into()));
        match &self.next {
            Next::Cursor(_, cursor) => cursor.write(page, answer, turn),
            Next::Link => link(answer, "next", turn),
            Next::Url(path) => fill(page, path, url(turn)),
            Next::Page { .. } | Next::Offset { .. } => {}
        }
    }

    fn lead_back(&self, page: &mut Value, answer: &mut Plain, turn: &Turn<'_>) {
        match &self.previous {
            Previous::Cursor { cursor, more, .. } => {
                more.iter().for_each(|path| put(page, path, true.into()));
                cursor.write(page, answer, turn);
            }
            Previous::Link => link(answer, "prev", turn),
            Previous::Url(path) => fill(page, path, url(turn)),
            Previous::None | Previous::Page | Previous::Offset(_) => {}
        }
    }
}

impl Cursor {
    /// Names the page that comes in turn; an item says by itself where it is.
    fn write(&self, page: &mut Value, answer: &mut Plain, turn: &Turn<'_>) {
        let cursor = format!("page-{}", turn.before + 2);
        match self {
            Self::Member(path) => fill(page, path, cursor),
            Self::Header(name) => header(answer, HeaderName::from_static(name), cursor),
            Self::FirstItem(_) | Self::LastItem(_) => {}
        }
    }
}

/// The URL of the page that comes in turn, relative to that of the request.
fn url(turn: &Turn<'_>) -> String {
    format!("?page={}", turn.before + 2)
}

fn link(answer: &mut Plain, relation: &str, turn: &Turn<'_>) {
    header(answer, LINK, format!("<{}>; rel=\"{relation}\"", url(turn)));
}

fn header(answer: &mut Plain, name: HeaderName, value: String) {
    if let Ok(value) = HeaderValue::try_from(value) {
        answer.headers.insert(name, value);
    }
}

/// Sets a text that a whole page does not have.
fn fill(page: &mut Value, path: Path, text: String) {
    let known = path.iter().try_fold(&*page, |value, name| value.get(name));
    let is_known = known.is_some_and(|known| !known.is_null() && known != "");
    if !is_known {
        put(page, path, text.into());
    }
}

/// Sets a value, in objects that are made where there are none.
fn put(page: &mut Value, path: Path, value: Value) {
    let Some((last, inside)) = path.split_last() else {
        *page = value;
        return;
    };
    let mut place = page;
    for name in inside {
        let known = place.as_object_mut().map(|object| object.entry(*name).or_insert(Value::Null));
        let Some(known) = known else { return };
        if known.is_null() {
            *known = json!({});
        }
        place = known;
    }
    if let Some(object) = place.as_object_mut() {
        object.insert((*last).to_owned(), value);
    }
}
