//! Where in a list a request starts.

use super::Parts;
use super::entry::Entry;
use super::style::text;
use crate::runtime::wire::Value;

impl Parts {
    /// The cursor under this parameter of the query.
    pub(crate) fn cursor(&self, parameter: &str) -> Option<String> {
        self.query.iter().find(|entry| entry.name == parameter).map(|entry| text(&entry.value))
    }

    /// The cursor in this header, whatever the case of its name is.
    #[allow(dead_code, reason = "it is for lists, which not every crate has")]
    pub(crate) fn cursor_in_header(&self, name: &str) -> Option<String> {
        let mut headers = self.headers.iter();
        headers.find(|entry| entry.name.eq_ignore_ascii_case(name)).map(Entry::header_text)
    }

    /// The cursor that is this member of the body.
    #[allow(dead_code, reason = "it is for lists, which not every crate has")]
    pub(crate) fn cursor_in_body(&self, name: &str) -> Option<Value> {
        let entries = self.body.entries();
        let named = entries.iter().find(|entry| entry.name == name).map(|entry| &entry.value);
        // A body that was given as a whole has no name.
        let inside =
            || entries.iter().filter(|entry| entry.name.is_empty()).find_map(|entry| entry.value.get(name));
        named.or_else(inside).cloned()
    }

    /// Removes a parameter of the query.
    #[allow(dead_code, reason = "it is for lists, which not every crate has")]
    pub(crate) fn without_query(&mut self, parameter: &str) {
        self.query.retain(|entry| entry.name != parameter);
    }

    /// Sets the cursor, and removes the one of the other direction: what a request with both means is not documented.
    pub(crate) fn move_to(&mut self, parameter: &'static str, cursor: &str, other: &str) {
        self.query.retain(|entry| entry.name != other);
        self.query(parameter, &cursor);
    }

    /// Sets these parameters in the place of all that say where in a list the request starts.
    pub(crate) fn move_by<'p>(
        &mut self,
        parameters: impl Iterator<Item = &'p (String, String)>,
        names_place: impl Fn(&str) -> bool,
    ) {
        self.query.retain(|entry| !names_place(&entry.name));
        for (name, value) in parameters {
            self.query(name.clone(), value);
        }
    }
}
