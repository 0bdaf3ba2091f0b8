//! Where in a list a request starts.

use super::Parts;
use super::style::text;

impl Parts {
    /// The cursor under this parameter of the query.
    pub(crate) fn cursor(&self, parameter: &str) -> Option<String> {
        self.query.iter().find(|entry| entry.name == parameter).map(|entry| text(&entry.value))
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
