//! From what was judged to the report: lines of files, the order, and what is gone.

use super::constraints::Spot;
use super::corrections::{self, Site};
use super::judge::{Judged, Raw};
use super::report::{Change, Place, Report};
use super::side::Side;
use super::successor::Successor;
use crate::diagnostic::SourceId;
use crate::document::{Position, locate_all};
use crate::ir::Gone;
use crate::pointer::Pointer;
use std::collections::{BTreeMap, BTreeSet};

/// Finishes the report.
pub(super) fn place(judged: Judged, old: &Side, new: &Side, successors: &[Successor]) -> Report {
    let gone = gone(&judged, old, new, successors);
    let mut raws = judged.changes;
    raws.sort_by(|left, right| order(left).cmp(&order(right)));
    let spots: Vec<[Option<Spot>; 2]> = raws.iter().map(|raw| spots(raw, old, new)).collect();
    let before = positions(old, spots.iter().filter_map(|[place, _]| place.as_ref()));
    let after = positions(new, spots.iter().filter_map(|[_, place]| place.as_ref()));
    let changes = raws.into_iter().zip(&spots).map(|(raw, [old_place, new_place])| Change {
        old_place: old_place.as_ref().map(|place| shown(old, place, &before)),
        new_place: new_place.as_ref().map(|place| shown(new, place, &after)),
        rule: raw.rule,
        key: raw.key,
        was: raw.was,
        is: raw.is,
        items: raw.items,
    });
    Report { labels: [old.label.clone(), new.label.clone()], changes: changes.collect(), gone }
}

/// Where a change is written in each version. What one of them has not may have been taken away there by an overlay.
fn spots(raw: &Raw, old: &Side, new: &Side) -> [Option<Spot>; 2] {
    let written =
        |side, site: &Option<Site>| site.as_ref().map(|site| corrections::written(side, site, raw.rule.what));
    let removal = |side, other, site: &Option<Site>| corrections::removal(side, other, site.as_ref()?);
    [
        written(old, &raw.old_place).or_else(|| removal(old, new, &raw.new_place)),
        written(new, &raw.new_place).or_else(|| removal(new, old, &raw.old_place)),
    ]
}

fn order(raw: &Raw) -> impl Ord + use<'_> {
    (raw.rule.verdict, raw.kind, &raw.key, raw.rule.id, &raw.was, &raw.is, &raw.items)
}

type Positions = BTreeMap<Spot, Option<Position>>;

/// The lines of places, each file being searched once.
fn positions<'a>(side: &Side, places: impl Iterator<Item = &'a Spot>) -> Positions {
    let places: BTreeSet<_> = places.cloned().collect();
    let mut by_file: BTreeMap<SourceId, Vec<Pointer>> = BTreeMap::new();
    for (file, pointer) in places {
        by_file.entry(file).or_default().push(pointer);
    }
    let mut found = Positions::new();
    for (file, pointers) in by_file {
        let text = side.sources.get(file.0 as usize).map_or("", |source| &source.text);
        let positions = locate_all(text, &pointers);
        found.extend(pointers.into_iter().map(|pointer| (file, pointer)).zip(positions));
    }
    found
}

fn shown(side: &Side, place: &Spot, positions: &Positions) -> Place {
    let (file, pointer) = place;
    let source = side.sources.get(file.0 as usize);
    Place {
        file: source.map(|source| source.path.clone()).unwrap_or_default(),
        position: positions.get(place).copied().flatten(),
        pointer: pointer.to_string(),
    }
}

/// The items that the newer version has not, without those inside of others that are gone.
fn gone(judged: &Judged, old: &Side, new: &Side, successors: &[Successor]) -> Vec<Gone> {
    let by_hand: BTreeMap<&str, &str> =
        successors.iter().map(|one| (one.item.as_str(), one.instead.as_str())).collect();
    let mut gone: Vec<Gone> = Vec::new();
    let missing: BTreeSet<&str> =
        old.items.iter().map(|(path, _)| path).filter(|path| new.items.get(path).is_none()).collect();
    let requests = requests(old);
    for path in &missing {
        let owner = path.rfind("::").into_iter().chain(path.rfind('.')).max().and_then(|end| path.get(..end));
        let is_inside = owner.is_some_and(|owner| missing.contains(owner));
        // The request goes with its function.
        let is_request = requests.get(*path).is_some_and(|function| missing.contains(function.as_str()));
        if is_inside || is_request || judged.beside.contains(*path) {
            continue;
        }
        let known = judged.successors.get(*path).cloned();
        gone.push(Gone {
            item: (*path).to_owned(),
            successor: by_hand.get(path).map(|instead| (*instead).to_owned()).or(known),
            reason: judged.notes.get(*path).cloned(),
        });
    }
    gone
}

/// The functions by the request that they return.
fn requests(side: &Side) -> BTreeMap<String, String> {
    let operations = side.api.operations.iter().map(|operation| {
        let module: Vec<&str> = operation.module.iter().map(|part| part.as_str()).collect();
        let within = |name: &str| [module.as_slice(), &[name]].concat().join("::");
        (within(operation.request.as_str()), within(operation.function.as_str()))
    });
    operations.collect()
}
