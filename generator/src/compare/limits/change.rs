//! How the limits of a value differ in two versions.

use super::limit::change;
use crate::compare::rules::ChangeKind;
use crate::ir::{Alternative, Bound, Limit, Part, PlacedLimit, ValueLimits};
use crate::pointer::Pointer;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// One limit that differs.
#[derive(Debug, PartialEq)]
pub(in crate::compare) struct LimitChange {
    pub(in crate::compare) change_kind: ChangeKind,
    /// Whether it is an alternative that came or went.
    pub(in crate::compare) is_alternative: bool,
    /// In words: `items.maxLength 5`, `no items.maxLength`.
    pub(in crate::compare) was: String,
    pub(in crate::compare) is: String,
    /// Where it stands in each version.
    pub(in crate::compare) sites: [Option<LimitSite>; 2],
}

/// Where a limit stands.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::compare) enum LimitSite {
    /// There.
    At(Pointer),
    /// It is not there; this is the schema around its place.
    Around(Pointer),
}

/// The limits that differ, in the order of their paths.
pub(in crate::compare) fn limit_changes(old: &ValueLimits, new: &ValueLimits) -> Vec<LimitChange> {
    Pair { limits: [old, new], path: "", around: [None, None] }.changes()
}

/// The limits of one value in both versions.
struct Pair<'a> {
    limits: [&'a ValueLimits; 2],
    /// Where the value stands in the thing that is compared, with a dot at the end.
    path: &'a str,
    /// The schemas around it.
    around: [Option<LimitSite>; 2],
}

/// What the schemas of one part say together, by its path and the keyword.
type Merged<'a> = BTreeMap<(&'a str, &'a Pointer), PlacedLimit>;

impl Pair<'_> {
    fn changes(&self) -> Vec<LimitChange> {
        let same = self.same_references();
        let [old, new] = self.limits.map(|limits| merged(limits, &same));
        let keys: BTreeSet<_> = old.keys().chain(new.keys()).copied().collect();
        let own = keys.into_iter().filter_map(|key| self.own(key, [old.get(&key), new.get(&key)], &same));
        let mut found: Vec<_> = own.collect();
        self.alternatives(&same, &mut found);
        found
    }

    /// The paths of the parts for which the same plain types with a name stand in both versions: their limits are
    /// compared with the types. Where one took the place of another, they are part of the whole.
    fn same_references(&self) -> BTreeSet<&str> {
        let [old, new] = self.limits;
        let parts = old.parts.iter().filter(|(path, part)| {
            !part.references.is_empty()
                && new.parts.get(*path).is_some_and(|other| other.references == part.references)
        });
        parts.map(|(path, _)| path.as_str()).collect()
    }

    fn own(
        &self,
        (path, keyword): (&str, &Pointer),
        found: [Option<&PlacedLimit>; 2],
        same: &BTreeSet<&str>,
    ) -> Option<LimitChange> {
        let change_kind = change(found[0].map(|one| &one.limit), found[1].map(|one| &one.limit))?;
        if self.is_elsewhere(path, found.map(|one| one.is_some()), same) {
            return None;
        }
        let keyword = keyword.tokens().collect::<Vec<_>>().join(".");
        let word = |one: Option<&PlacedLimit>| match one {
            Some(one) => word(&one.limit, &[self.path, path].concat(), &keyword),
            None => format!("no {}{path}{keyword}", self.path),
        };
        let site = |which: usize| match found[which] {
            Some(one) => Some(LimitSite::At(one.place.clone())),
            None => self.around(which, path),
        };
        let ([was, is], sites) = (found.map(word), [site(0), site(1)]);
        Some(LimitChange { change_kind, is_alternative: false, was, is, sites })
    }

    /// Whether the version without a limit may have it in something that is compared on its own, or has not even the
    /// property that it is of.
    fn is_elsewhere(&self, path: &str, has: [bool; 2], same: &BTreeSet<&str>) -> bool {
        let [old, new] = self.limits;
        let (with, without) = match has {
            [true, false] => (old, new),
            [false, true] => (new, old),
            _ => return false,
        };
        let is_tracked = |part: &Part| part.types.iter().any(|behind| counts(behind, same));
        without.around(path).next_back().is_some_and(|(_, part)| is_tracked(part))
            || lacks_property(with, without, path)
    }

    fn around(&self, which: usize, path: &str) -> Option<LimitSite> {
        let place = self.limits[which].around(path).rev().find_map(|(_, part)| part.place.clone());
        place.map(LimitSite::Around).or_else(|| self.around[which].clone())
    }

    /// Alternatives of one kind belong together: first those that are the same, then the others in their order.
    fn alternatives(&self, same: &BTreeSet<&str>, found: &mut Vec<LimitChange>) {
        let of = |limits: &'_ ValueLimits| -> BTreeMap<(String, String), Vec<Alternative>> {
            let mut groups: BTreeMap<_, Vec<_>> = BTreeMap::new();
            for one in limits.alternatives.iter().filter(|one| counts(&one.behind, same)) {
                groups.entry((one.path.clone(), one.kind.clone())).or_default().push(one.clone());
            }
            groups
        };
        let [mut old, mut new] = self.limits.map(of);
        let keys: BTreeSet<_> = old.keys().chain(new.keys()).cloned().collect();
        let is_tracked = |path: &str| {
            let all = self.limits.iter().flat_map(|limits| &limits.alternatives);
            all.filter(|one| one.path == path)
                .any(|one| one.limits.parts.get("").is_some_and(|part| !part.types.is_empty()))
        };
        for key in keys {
            let [mut before, mut after] =
                [&mut old, &mut new].map(|all| all.remove(&key).unwrap_or_default());
            before.retain(|one| {
                let same =
                    after.iter().position(|other| limit_changes(&one.limits, &other.limits).is_empty());
                same.map(|at| after.remove(at)).is_none()
            });
            let (path, kind) = key;
            let mut rest = after.split_off(before.len().min(after.len())).into_iter().map(|one| (one, 1));
            let gone = before.split_off(after.len()).into_iter().map(|one| (one, 0));
            for (one, other) in before.iter().zip(&after) {
                let path_of_part = format!("{}{path}{}.{kind}.", self.path, other.keyword);
                let around = [self.around(0, &path), self.around(1, &path)];
                let pair = Pair { limits: [&one.limits, &other.limits], path: &path_of_part, around };
                found.extend(pair.changes());
            }
            let [old, new] = self.limits;
            for (one, which) in gone.chain(rest.by_ref()).filter(|_| !is_tracked(&path)) {
                let (with, without) = if which == 0 { (old, new) } else { (new, old) };
                if !lacks_property(with, without, &path) {
                    found.push(self.alternative(&path, &one, which));
                }
            }
        }
    }

    /// An alternative that only one version has.
    fn alternative(&self, path: &str, one: &Alternative, which: usize) -> LimitChange {
        let there = format!("{}{path}{}.{}", self.path, one.keyword, one.kind);
        let mut words = [format!("no {there}"), there];
        let mut sites = [self.around(0, path), self.around(1, path)];
        let place = one.limits.parts.get("").and_then(|part| part.place.clone());
        sites[which] = place.map(LimitSite::At);
        if which == 0 {
            words.reverse();
        }
        let [was, is] = words;
        LimitChange { change_kind: ChangeKind::ConstraintChanged, is_alternative: true, was, is, sites }
    }
}

/// Whether a path leads into a property that one version has not: that is reported as such.
fn lacks_property(with: &ValueLimits, without: &ValueLimits, path: &str) -> bool {
    let is_gone = |(at, part): (&String, &Part)| part.is_property && !without.parts.contains_key(at);
    with.around(path).any(is_gone)
}

/// Whether something counts that is behind references at these paths.
fn counts(behind: &[String], same: &BTreeSet<&str>) -> bool {
    behind.iter().all(|path| !same.contains(path.as_str()))
}

fn merged<'a>(limits: &'a ValueLimits, same: &BTreeSet<&str>) -> Merged<'a> {
    let mut merged = Merged::new();
    for (path, part) in &limits.parts {
        for one in part.limits.iter().filter(|one| counts(&one.behind, same)) {
            let key = (path.as_str(), &one.keyword);
            let one = match merged.remove(&key) {
                Some(known) => {
                    let limit = known.limit.clone().and(one.limit.clone());
                    let is_bound = matches!(limit, Limit::Least(_) | Limit::Most(_));
                    let place = if is_bound && limit == one.limit { one.place.clone() } else { known.place };
                    PlacedLimit { limit, place, ..one.clone() }
                }
                None => one.clone(),
            };
            merged.insert(key, one);
        }
    }
    merged
}

/// A limit in words: `maxLength 5`.
fn word(limit: &Limit, path: &str, keyword: &str) -> String {
    let list = |values: &[Value]| Value::from(values.to_vec());
    let (value, is_exclusive) = match limit {
        Limit::Least(Bound { value, is_exclusive, .. }) | Limit::Most(Bound { value, is_exclusive, .. }) => {
            (value.to_string(), *is_exclusive)
        }
        Limit::Values(values) | Limit::Names(values) => (list(values).to_string(), false),
        Limit::Closed => (false.to_string(), false),
        Limit::All(values) => {
            (if let [only] = values.as_slice() { only.to_string() } else { list(values).to_string() }, false)
        }
    };
    let keyword = match keyword {
        "minimum" if is_exclusive => "exclusiveMinimum",
        "maximum" if is_exclusive => "exclusiveMaximum",
        keyword => keyword,
    };
    format!("{path}{keyword} {value}")
}
