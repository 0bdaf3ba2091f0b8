//! Names that were published before go to the items that had them, whatever arrives beside them.

use super::scope::{self, Item};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::lower::codes::NAME_LOST;
use crate::name_lock::{Key, NameLock, Scope};
use std::collections::HashSet;
use std::fmt::Arguments;

/// The names of an API while they are chosen.
#[derive(Default)]
pub(super) struct Naming {
    /// The names of published items; `None` where names are not kept.
    published: Option<NameLock>,
    /// The names that were chosen.
    chosen: NameLock,
    /// What is to say about names that could not be kept.
    lost: Diagnostics,
}

impl Naming {
    pub(super) fn new(published: Option<NameLock>) -> Self {
        Self { published, ..Self::default() }
    }

    /// The names of all items, with what is to say about those that changed.
    pub(super) fn finish(self) -> (Option<NameLock>, Diagnostics) {
        (self.published.map(|_| self.chosen), self.lost)
    }

    /// The published names of a scope.
    pub(super) fn published(&self, scope: &str) -> HashSet<String> {
        let scope = self.published.as_ref().and_then(|lock| lock.scope(scope));
        scope.into_iter().flat_map(Scope::names).map(str::to_owned).collect()
    }

    /// As [`scope::assign`]. `keys` tells what an item is called in the lock, the first first: a type that is used in
    /// several places has several.
    pub(super) fn assign<'t>(
        &mut self,
        scope: Arguments<'_>,
        items: Vec<Item<'t>>,
        keys: impl Fn(usize) -> Vec<Key>,
        is_taken: &dyn Fn(&str) -> bool,
        separator: &str,
    ) -> Vec<String> {
        let Some(lock) = &self.published else { return scope::assign(items, is_taken, separator) };
        let scope = scope.to_string();
        let keys: Vec<Vec<Key>> = (0..items.len()).map(keys).collect();
        let kept = lock.scope(&scope).map(|names| find(names, &keys)).unwrap_or_default();
        let mut kept = kept.into_iter().chain(std::iter::repeat(None));
        let published: Vec<_> = (&mut kept).take(items.len()).collect();
        let items = items.into_iter().zip(&published);
        let items = items.map(|(item, name)| match name {
            Some(name) => item.published(name),
            None => item,
        });
        let names = scope::assign(items.collect(), is_taken, separator);
        for ((keys, name), published) in keys.into_iter().zip(&names).zip(published) {
            if let Some(published) = published.filter(|published| published != name) {
                self.lost.push(lost(&scope, &keys, &published, name));
            }
            for key in keys {
                self.chosen.insert(&scope, key, name.clone());
            }
        }
        names
    }
}

/// The published name of each item.
///
/// An item is found by its text and its place. One that moved is found by its text alone, if no other item has the name.
fn find(names: &Scope, keys: &[Vec<Key>]) -> Vec<Option<String>> {
    let mut claimed: HashSet<&str> = HashSet::new();
    let mut found: Vec<Option<&str>> = vec![None; keys.len()];
    for has_moved in [false, true] {
        let look = |key: &Key| if has_moved { names.only(&key.text) } else { names.exact(key) };
        for (found, keys) in found.iter_mut().zip(keys).filter(|(found, _)| found.is_none()) {
            *found = keys.iter().filter_map(look).find(|name| !claimed.contains(name));
            claimed.extend(*found);
        }
    }
    found.into_iter().map(|name| name.map(str::to_owned)).collect()
}

fn lost(scope: &str, keys: &[Key], published: &str, name: &str) -> Diagnostic {
    let text = keys.first().map_or("", |key| key.text.as_str());
    let message = format!(
        "`{published}`, the published name of `{text}` ({scope}), cannot be kept: it is now `{name}`, since Rust or \
         something that goes before it has the name"
    );
    Diagnostic::warning(NAME_LOST, message).hint("callers of the old name do not compile any more")
}
