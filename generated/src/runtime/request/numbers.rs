//! Numbers that cannot be sent.

use super::entry::Entry;
use super::parts::Parts;
use crate::runtime::error::BuildErrorKind;
use crate::runtime::wire::not_finite;

impl Parts {
    /// Checks that there is neither NaN nor an infinity, for which JSON has no form and a text none that servers read.
    ///
    /// # Errors
    /// [`BuildErrorKind::NotFinite`] with the place of the first.
    pub(super) fn check_numbers(&self) -> Result<(), BuildErrorKind> {
        let parameters = [&self.path, &self.query, &self.headers, &self.cookies];
        let entries = parameters.into_iter().flatten().chain(self.body.entries());
        match entries.filter_map(place).next() {
            Some(name) => Err(BuildErrorKind::NotFinite { name }),
            None => Ok(()),
        }
    }
}

fn place(entry: &Entry) -> Option<String> {
    let mut path = not_finite(&entry.value)?;
    if !entry.name.is_empty() {
        path.push_key(entry.name.to_string());
    }
    Some(path.text()).map(|text| if text.is_empty() { "body".to_owned() } else { text })
}
