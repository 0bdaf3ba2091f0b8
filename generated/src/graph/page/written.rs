//! Pages as the Graph API writes them.

use super::{Cursors, PageLink, Paged, Paging};
use crate::runtime::wire::{self, Decode, Encode, Layout, Mode, ObjectWriter, Value};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

impl<T: Decode> Decode for Paged<T> {
    fn layout() -> Layout {
        Layout::Members("data\0paging\0summary\0", &[("data", <Vec<T>>::layout)])
    }

    fn decode(value: Value) -> wire::Result<Self> {
        // PHP writes an answer without anything in it as a list.
        let is_bare_list = value.as_array().is_some_and(Vec::is_empty);
        let mut object = wire::Object::read(value, "a page of a list")?;
        let data = if is_bare_list { Vec::new() } else { object.required("data")? };
        let summary = object.optional("summary").filter(|summary: &Value| !summary.is_null());
        let decoded = Self { data, paging: object.optional("paging"), summary };
        object.finish(decoded)
    }
}

impl Decode for Paging {
    fn decode(value: Value) -> wire::Result<Self> {
        let mut object = wire::Object::read(value, "Paging")?;
        let mut link = |key| link(&object.optional(key)?);
        let (next, previous) = (link("next"), link("previous"));
        let decoded = Self { cursors: object.optional("cursors"), next, previous };
        object.finish(decoded)
    }
}

/// Whether a parameter of a URL says where in a list a page is, other than by a cursor.
///
/// Lists by time have `since` and `until`, with a `__paging_token` where several items have the same time; lists by
/// number have `offset`, with an `__after_id`. What begins with two underscores is the API's own.
pub(in crate::graph) fn names_place(parameter: &str) -> bool {
    matches!(parameter, "since" | "until" | "offset") || parameter.starts_with("__")
}

/// Reads the URL of a page. A value that is not a text still says that there is a page.
fn link(url: &Value) -> Option<PageLink> {
    let names_place = |name: &str| names_place(name) || matches!(name, "after" | "before");
    match url {
        Value::Null => None,
        Value::String(url) if url.is_empty() => None,
        Value::String(url) => Some(PageLink::read(url, names_place)),
        _ => Some(PageLink::default()),
    }
}

/// A URL that is read as the same link.
fn url(link: &PageLink) -> String {
    let encode = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    let pairs: Vec<String> =
        link.parameters().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
    format!("?{}", pairs.join("&"))
}

impl Decode for Cursors {
    fn decode(value: Value) -> wire::Result<Self> {
        let mut object = wire::Object::read(value, "Cursors")?;
        let decoded = Self { before: object.optional("before"), after: object.optional("after") };
        object.finish(decoded)
    }
}

impl<T: Encode> Encode for Paged<T> {
    fn encode(&self, mode: Mode) -> Value {
        let mut object = ObjectWriter::new(mode);
        object.required("data", &self.data);
        object.optional("paging", &self.paging);
        object.optional("summary", &self.summary);
        object.finish()
    }
}

impl Encode for Paging {
    /// In the place of the URLs stands what is kept of them.
    fn encode(&self, mode: Mode) -> Value {
        let mut object = ObjectWriter::new(mode);
        object.optional("cursors", &self.cursors);
        object.optional("next", &self.next.as_ref().map(url));
        object.optional("previous", &self.previous.as_ref().map(url));
        object.finish()
    }
}

impl Encode for Cursors {
    fn encode(&self, mode: Mode) -> Value {
        let mut object = ObjectWriter::new(mode);
        object.optional("before", &self.before);
        object.optional("after", &self.after);
        object.finish()
    }
}
