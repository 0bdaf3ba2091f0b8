//! Distinct names for the members of one scope.

use std::collections::{HashMap, HashSet};

/// The priority of a name that the document or the manifest gives.
pub(super) const GIVEN: u8 = 0;
/// The priority of a name that is derived from a place.
pub(super) const DERIVED: u8 = 1;

/// What one member could be called, the preferred name first.
#[derive(Clone, Debug)]
pub(super) struct Item {
    /// Who keeps a name that several want: the lowest.
    priority: u8,
    candidates: Vec<String>,
}

impl Item {
    pub(super) fn new(priority: u8, name: String) -> Self {
        Self { priority, candidates: vec![name] }
    }

    /// Adds a name to fall back to.
    #[must_use]
    pub(super) fn or(mut self, name: impl Into<String>) -> Self {
        let name = name.into();
        if !self.candidates.contains(&name) {
            self.candidates.push(name);
        }
        self
    }
}

/// Gives each item a name of its own that is not taken by something else.
///
/// The items come in an order that does not depend on the document. Several that want one name all move to their
/// next candidate, except the one with the strongest priority, if there is one. What is left gets a number, after
/// `separator`.
pub(super) fn assign(items: &[Item], is_taken: &dyn Fn(&str) -> bool, separator: &str) -> Vec<String> {
    let mut levels = vec![0; items.len()];
    let name = |index: usize, levels: &[usize]| -> &str {
        let candidates: &[String] = &items[index].candidates;
        candidates.get(levels[index]).or(candidates.last()).map_or("", String::as_str)
    };
    let rounds = items.iter().map(|item| item.candidates.len()).max().unwrap_or(0);
    for _ in 0..rounds {
        let mut groups: HashMap<&str, Vec<usize>> = HashMap::with_capacity(items.len());
        for index in 0..items.len() {
            groups.entry(name(index, &levels)).or_default().push(index);
        }
        let mut moving: Vec<usize> = Vec::new();
        for (wanted, group) in &groups {
            moving.extend(losers(items, group, is_taken(wanted)));
        }
        let mut moved = false;
        for index in moving {
            if levels[index] + 1 < items[index].candidates.len() {
                levels[index] += 1;
                moved = true;
            }
        }
        if !moved {
            break;
        }
    }
    number(items, &levels, is_taken, separator)
}

/// Those of a group that cannot have the name.
fn losers(items: &[Item], group: &[usize], is_taken: bool) -> Vec<usize> {
    if is_taken {
        return group.to_vec();
    }
    if group.len() < 2 {
        return Vec::new();
    }
    let strongest = group.iter().map(|index| items[*index].priority).min().unwrap_or(GIVEN);
    let strong = group.iter().filter(|index| items[**index].priority == strongest).count();
    let keeps = |index: &&usize| strong == 1 && items[**index].priority == strongest;
    group.iter().filter(|index| !keeps(index)).copied().collect()
}

fn number(items: &[Item], levels: &[usize], is_taken: &dyn Fn(&str) -> bool, separator: &str) -> Vec<String> {
    let wanted = |index: usize| {
        let candidates = &items[index].candidates;
        candidates.get(levels[index]).cloned().unwrap_or_default()
    };
    let mut order: Vec<usize> = (0..items.len()).collect();
    order.sort_by_key(|index| items[*index].priority);
    let mut used: HashSet<String> = HashSet::with_capacity(items.len());
    let mut next: HashMap<String, usize> = HashMap::new();
    let all: HashSet<String> = (0..items.len()).map(wanted).collect();
    let mut names = vec![String::new(); items.len()];
    for index in order {
        let base = wanted(index);
        let mut name = base.clone();
        while name.is_empty()
            || is_taken(&name)
            || used.contains(&name)
            || (name != base && all.contains(&name))
        {
            let number = next.entry(base.clone()).or_insert(1);
            *number += 1;
            name = format!("{base}{separator}{number}");
        }
        used.insert(name.clone());
        names[index] = name;
    }
    names
}

#[cfg(test)]
mod tests {
    use super::{DERIVED, GIVEN, Item, assign};

    fn item(priority: u8, names: &[&str]) -> Item {
        names.iter().skip(1).fold(Item::new(priority, names[0].to_owned()), |item, name| item.or(*name))
    }

    #[test]
    fn the_stronger_keeps_the_name_and_equals_both_move() {
        let items = [item(DERIVED, &["Page", "PageObject"]), item(GIVEN, &["Page", "Page"])];
        assert_eq!(assign(&items, &|_| false, ""), ["PageObject", "Page"]);
        let items = [item(GIVEN, &["Gmt0", "GmtMinus0"]), item(GIVEN, &["Gmt0", "GmtPlus0"])];
        assert_eq!(assign(&items, &|_| false, ""), ["GmtMinus0", "GmtPlus0"]);
    }

    #[test]
    fn numbers_come_last_and_avoid_what_is_there() {
        let items = [item(GIVEN, &["a"]), item(GIVEN, &["a"]), item(GIVEN, &["a_2"])];
        assert_eq!(assign(&items, &|_| false, "_"), ["a", "a_3", "a_2"]);
        assert_eq!(assign(&[item(GIVEN, &["new"])], &|name| name == "new", "_"), ["new_2"]);
    }
}
