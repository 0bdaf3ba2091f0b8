//! Distinct names for the members of one scope.

use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};

/// The priority of a name that the document or the manifest gives in the form that Rust has too.
pub(super) const EXACT: u8 = 0;
/// The priority of a name that the document or the manifest gives.
pub(super) const GIVEN: u8 = 1;
/// The priority of a name that is derived from a place.
pub(super) const DERIVED: u8 = 2;

/// The priority of a name that is derived from a part of a place.
pub(super) const SHORTENED: u8 = 3;

/// More candidates than any item has.
const MAX_ROUNDS: usize = 16;

/// What one member could be called.
pub(super) struct Item<'t> {
    /// Who keeps a name that several want: the lowest.
    priority: u8,
    /// Whether the first name is the one that callers know the item by.
    is_published: bool,
    /// The names, the preferred one first. There is always one.
    candidates: Vec<String>,
    /// The further names, made only if they are needed.
    more: Option<Box<dyn FnOnce() -> Vec<String> + 't>>,
}

impl<'t> Item<'t> {
    /// A name that the document gives as `text`.
    pub(super) fn of(text: &str, name: String) -> Self {
        Self::new(if text == name { EXACT } else { GIVEN }, name)
    }

    pub(super) fn new(priority: u8, name: String) -> Self {
        Self { priority, is_published: false, candidates: vec![name], more: None }
    }

    /// Sets the names to fall back to, in order.
    #[must_use]
    pub(super) fn or_else(mut self, more: impl FnOnce() -> Vec<String> + 't) -> Self {
        self.more = Some(Box::new(more));
        self
    }

    /// Puts the name under which the item was published before all others.
    #[must_use]
    pub(super) fn published(mut self, name: &str) -> Self {
        self.is_published = true;
        self.candidates.insert(0, name.to_owned());
        self
    }

    /// Who keeps a name that several want: the lowest.
    fn rank(&self, level: usize) -> (bool, u8) {
        (!self.is_published || level > 0, self.priority)
    }

    fn name(&self, level: usize) -> &str {
        self.candidates.get(level).or(self.candidates.last()).map_or("", String::as_str)
    }

    /// Whether there is a name after the one of this level.
    fn has_next(&mut self, level: usize) -> bool {
        if let Some(more) = self.more.take() {
            for name in more() {
                if !self.candidates.contains(&name) {
                    self.candidates.push(name);
                }
            }
        }
        level + 1 < self.candidates.len()
    }
}

/// Gives each item a name of its own that is not taken by something else.
///
/// The items come in an order that does not depend on the document. Several that want one name all move to their
/// next candidate, except the one with the strongest priority, if there is one. What is left gets a number, after
/// `separator`, or after `_` where the name ends with a digit already.
pub(super) fn assign(
    mut items: Vec<Item<'_>>,
    is_taken: &dyn Fn(&str) -> bool,
    separator: &str,
) -> Vec<String> {
    let mut levels = vec![0; items.len()];
    for _ in 0..MAX_ROUNDS {
        let mut moved = false;
        for index in losers(&items, &levels, is_taken) {
            if items[index].has_next(levels[index]) {
                levels[index] += 1;
                moved = true;
            }
        }
        if !moved {
            break;
        }
    }
    number(&items, &levels, is_taken, separator)
}

/// Those that cannot have the name that they want.
fn losers(items: &[Item<'_>], levels: &[usize], is_taken: &dyn Fn(&str) -> bool) -> Vec<usize> {
    let mut groups: HashMap<&str, Vec<usize>> = HashMap::with_capacity(items.len());
    for (index, item) in items.iter().enumerate() {
        groups.entry(item.name(levels[index])).or_default().push(index);
    }
    let mut losers = Vec::new();
    for (name, group) in groups {
        if is_taken(name) {
            losers.extend(group);
        } else if group.len() > 1 {
            let rank = |index: usize| items[index].rank(levels[index]);
            let strongest = group.iter().map(|index| rank(*index)).min();
            let is_strongest = |index: usize| Some(rank(index)) == strongest;
            let is_alone = group.iter().filter(|index| is_strongest(**index)).count() == 1;
            losers.extend(group.into_iter().filter(|index| !(is_alone && is_strongest(*index))));
        }
    }
    losers
}

fn number(
    items: &[Item<'_>],
    levels: &[usize],
    is_taken: &dyn Fn(&str) -> bool,
    separator: &str,
) -> Vec<String> {
    let wanted: HashSet<&str> = items.iter().zip(levels).map(|(item, level)| item.name(*level)).collect();
    let mut order: Vec<usize> = (0..items.len()).collect();
    order.sort_by_key(|index| items[*index].rank(levels[*index]));
    let mut used: HashSet<String> = HashSet::with_capacity(items.len());
    let mut next: HashMap<&str, usize> = HashMap::new();
    let mut names = vec![String::new(); items.len()];
    for index in order {
        let base = items[index].name(levels[index]);
        let mut name = base.to_owned();
        while is_taken(&name) || used.contains(&name) || (name != base && wanted.contains(name.as_str())) {
            let number = next.entry(base).or_insert(1);
            *number += 1;
            let after_digit = base.ends_with(|last: char| last.is_ascii_digit());
            name = format!("{base}{}{number}", if after_digit { "_" } else { separator });
        }
        used.insert(name.clone());
        names[index] = name;
    }
    names
}

#[cfg(test)]
mod tests {
    use super::{DERIVED, GIVEN, Item, assign};

    fn item(priority: u8, names: &'static [&'static str]) -> Item<'static> {
        let more = || names.iter().skip(1).map(ToString::to_string).collect();
        Item::new(priority, names[0].to_owned()).or_else(more)
    }

    #[test]
    fn the_stronger_keeps_the_name_and_equals_both_move() {
        let items = vec![item(DERIVED, &["Page", "PageObject"]), item(GIVEN, &["Page", "Page"])];
        assert_eq!(assign(items, &|_| false, ""), ["PageObject", "Page"]);
        let items = vec![item(GIVEN, &["Gmt0", "GmtMinus0"]), item(GIVEN, &["Gmt0", "GmtPlus0"])];
        assert_eq!(assign(items, &|_| false, ""), ["GmtMinus0", "GmtPlus0"]);
    }

    #[test]
    fn numbers_come_last_and_avoid_what_is_there() {
        let items = vec![item(GIVEN, &["a"]), item(GIVEN, &["a"]), item(GIVEN, &["a_2"])];
        assert_eq!(assign(items, &|_| false, "_"), ["a", "a_3", "a_2"]);
        assert_eq!(assign(vec![item(GIVEN, &["new"])], &|name| name == "new", "_"), ["new_2"]);
        let items = vec![item(GIVEN, &["Error400"]), item(GIVEN, &["Error400"]), item(GIVEN, &["Page"])];
        assert_eq!(assign(items, &|name| name == "Page", ""), ["Error400", "Error400_2", "Page2"]);
    }
}
