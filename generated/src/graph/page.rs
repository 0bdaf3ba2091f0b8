//! Where a page of the Graph API says which pages are beside it.

use crate::paging::{Cursors, Paged, Paging};
use crate::runtime::wire::{self, Decode, Encode, Mode, ObjectWriter, Value};

impl<T: Decode> Decode for Paged<T> {
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
        let is_url = |value: &Value| !value.is_null() && value.as_str() != Some("");
        let mut is_present = |key| object.optional::<Value>(key).is_some_and(|url| is_url(&url));
        let (has_next, has_previous) = (is_present("next"), is_present("previous"));
        let decoded = Self { cursors: object.optional("cursors"), has_next, has_previous };
        object.finish(decoded)
    }
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
    /// In the place of the URLs, which are not kept, stand marks: only their presence is read.
    fn encode(&self, mode: Mode) -> Value {
        let mark = |is_there: bool, text: &str| is_there.then(|| text.to_owned());
        let mut object = ObjectWriter::new(mode);
        object.optional("cursors", &self.cursors);
        object.optional("next", &mark(self.has_next, "(the URL of the next page)"));
        object.optional("previous", &mark(self.has_previous, "(the URL of the page before)"));
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
