//! Names that were published before go to the items that had them, whatever arrives beside them.

use super::scope::{self, Item};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir::Role;
use crate::name_lock::{Key, NameLock, Published, Scope};
use crate::pass::codes::NAME_LOST;
use std::collections::HashSet;
use std::fmt::Arguments;

/// What the name lock calls the place of a parameter of the path.
pub(super) const PATH: &str = "path";

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

    /// The names of published items; `None` where names are not kept.
    pub(super) fn lock(&self) -> Option<&NameLock> {
        self.published.as_ref()
    }

    /// Keeps something for the next run that is not a name.
    pub(super) fn note(&mut self, scope: &str, key: Key, what: String) {
        self.chosen.insert(scope, key, Published { name: what, argument: None });
    }

    /// The published names of a scope.
    pub(super) fn published(&self, scope: &str) -> HashSet<String> {
        let scope = self.published.as_ref().and_then(|lock| lock.scope(scope));
        scope.into_iter().flat_map(Scope::names).map(str::to_owned).collect()
    }

    /// The published names of a scope that items under none of these keys have.
    pub(super) fn published_for_others(&self, scope: &str, keys: &[Key]) -> HashSet<String> {
        let mut names = self.published(scope);
        let scope = self.published.as_ref().and_then(|lock| lock.scope(scope));
        for key in keys {
            if let Some(own) = scope.and_then(|scope| scope.exact(key)) {
                names.remove(&own.name);
            }
        }
        names
    }

    /// As [`scope::assign`]. `keys` gives the keys of an item in the lock, the preferred one first: a type that is used
    /// in several places has several.
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
        let kept = kept.into_iter().map(|kept| kept.map(|kept| kept.name.clone()));
        let published: Vec<_> = kept.chain(std::iter::repeat(None)).take(items.len()).collect();
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
                self.chosen.insert(&scope, key, Published { name: name.clone(), argument: None });
            }
        }
        names
    }

    /// Numbers the arguments among these, from 1. Published arguments keep their order; new ones follow in the given
    /// order. All have their names already.
    pub(super) fn number(&mut self, scope: &str, roles: Vec<(Key, &mut Role)>) {
        let arguments = roles.into_iter().filter(|(_, role)| role.is_argument());
        let (keys, roles): (Vec<Key>, Vec<&mut Role>) = arguments.unzip();
        let published = self.published.as_ref().and_then(|lock| lock.scope(scope));
        let before = published.map(|names| numbers(names, &keys)).unwrap_or_default();
        let before = before.into_iter().chain(std::iter::repeat(None));
        let mut order: Vec<_> = keys.into_iter().zip(roles).zip(before).collect();
        order.sort_by_key(|(_, before)| before.unwrap_or(u32::MAX));
        for (number, ((key, role), _)) in (1..).zip(order) {
            *role = Role::Argument(number);
            self.chosen.number(scope, &key, number);
        }
    }
}

/// The published number of each argument.
///
/// A parameter of the path is the same under another name: it is known by where it stands, as the path is.
fn numbers(names: &Scope, arguments: &[Key]) -> Vec<Option<u32>> {
    let keys: Vec<_> = arguments.iter().map(|key| vec![key.clone()]).collect();
    let mut numbers: Vec<_> =
        find(names, &keys).into_iter().map(|found| found.and_then(|found| found.argument)).collect();
    let is_gone = |number: &u32| !numbers.contains(&Some(*number));
    let mut gone: Vec<u32> = names.arguments_in(PATH).filter(is_gone).collect();
    gone.sort_unstable();
    let new = numbers.iter_mut().zip(arguments).filter(|(number, key)| number.is_none() && key.place == PATH);
    for ((number, _), before) in new.zip(gone) {
        *number = Some(before);
    }
    numbers
}

/// What each item was published as.
///
/// An item is found by its text and its place. An item that moved is found by its text alone, if no other item has the
/// name.
fn find<'n>(names: &'n Scope, keys: &[Vec<Key>]) -> Vec<Option<&'n Published>> {
    let mut claimed: HashSet<&str> = HashSet::new();
    let mut found: Vec<Option<&Published>> = vec![None; keys.len()];
    for has_moved in [false, true] {
        let look = |key: &Key| if has_moved { names.only(&key.text) } else { names.exact(key) };
        for (found, keys) in found.iter_mut().zip(keys).filter(|(found, _)| found.is_none()) {
            *found = keys.iter().filter_map(look).find(|one| !claimed.contains(one.name.as_str()));
            claimed.extend(found.map(|one| one.name.as_str()));
        }
    }
    found
}

fn lost(scope: &str, keys: &[Key], published: &str, name: &str) -> Diagnostic {
    let text = keys.first().map_or("", |key| key.text.as_str());
    let message = format!(
        "`{published}`, the published name of `{text}` ({scope}), cannot be kept: it is now `{name}`, since the old \
         name is reserved in Rust or belongs to something that takes precedence"
    );
    Diagnostic::new(NAME_LOST, message).hint("code that uses the old name no longer compiles")
}
