//! What a request is about, as it was given, without secrets.

use super::entry::Entry;
use super::parts::Parts;
use crate::runtime::wire::Value;

impl Parts {
    /// The value of a parameter of the path, as text.
    pub(crate) fn path_parameter(&self, name: &str) -> Option<String> {
        find(&self.path, name).map(|entry| entry.redacted().header_text())
    }

    /// The value of a parameter of the query, as text.
    pub(crate) fn query_parameter(&self, name: &str) -> Option<String> {
        find(&self.query, name).map(|entry| entry.redacted().header_text())
    }

    /// A member of the body.
    pub(crate) fn body_member(&self, name: &str) -> Option<Value> {
        let entries = self.body.entries();
        // A body that was given as a whole has no name.
        let whole = entries.iter().filter(|entry| entry.name.is_empty());
        let inside = whole.filter_map(|entry| entry.redacted().value.get(name).cloned());
        let named = entries.iter().filter(|entry| entry.name == name).map(|entry| entry.redacted().value);
        named.chain(inside).next()
    }
}

fn find<'e>(entries: &'e [Entry], name: &str) -> Option<&'e Entry> {
    entries.iter().find(|entry| entry.name == name)
}
