//! Types of a person's own.

use super::Entry;
use super::builder::Builder;
use crate::compare::rules::Kind;
use crate::ir::{MappedType, Route};
use crate::pointer::Pointer;

impl Builder<'_> {
    /// The types that the project names: each is read and written in one way, wherever it stands.
    pub(super) fn mapped(&self) -> Vec<Entry> {
        let types = self.api.mapped.iter().map(|mapped| {
            let (key, root) = (mapped.path.to_string(), Pointer::root());
            let mut entry = self.entry(Kind::Mapped, &key, format!("type `{key}`"), (self.first(), &root));
            entry.facts.form = route(mapped);
            entry
        });
        types.collect()
    }
}

/// How values become JSON, in words.
fn route(mapped: &MappedType) -> String {
    let route = match &mapped.route {
        Route::Serde => "by serde".to_owned(),
        Route::With(module) => format!("by the module `{module}`"),
        Route::Text => "as text".to_owned(),
    };
    if mapped.is_secret { format!("{route}, hidden where it is shown") } else { route }
}
