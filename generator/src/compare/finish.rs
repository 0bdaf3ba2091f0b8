//! From what was judged to the report: lines of files, the order, and what is gone.

use super::brought;
use super::classify::Classified;
use super::corrections::{self, ChangeSite};
use super::detected::Detected;
use super::items::owner;
use super::report::{Change, Report, ReportPlace, SurfaceCounts};
use super::shared_causes;
use super::successor::Successor;
use super::version_model::{Location, VersionModel};
use crate::both::both;
use crate::diagnostic::SourceId;
use crate::document::{Position, locate_all};
use crate::ir::RemovedItem;
use crate::pointer::Pointer;
use std::collections::{BTreeMap, BTreeSet};

/// Finishes the report.
pub(super) fn finish(
    classified: Classified,
    old: &VersionModel,
    new: &VersionModel,
    successors: &[Successor],
    surface: SurfaceCounts,
) -> Report {
    let gone = gone(&classified, old, new, successors);
    let calls = classified.calls;
    let mut detected = shared_causes::merge(classified.changes, old, new);
    detected.sort_by(|left, right| order(left).cmp(&order(right)));
    let causes = brought::causes(&detected);
    let locations: Vec<[Option<Location>; 2]> =
        detected.iter().map(|change| locations(change, old, new)).collect();
    let (before, after) = both(
        || positions(old, locations.iter().filter_map(|[place, _]| place.as_ref())),
        || positions(new, locations.iter().filter_map(|[_, place]| place.as_ref())),
    );
    let changes = detected.into_iter().zip(causes).zip(&locations);
    let changes = changes.map(|((change, cause), [old_place, new_place])| Change {
        old_place: old_place.as_ref().map(|place| shown(old, place, &before)),
        new_place: new_place.as_ref().map(|place| shown(new, place, &after)),
        rule: change.rule,
        key: change.key,
        kind: change.kind,
        subject: change.subject,
        operations: change.operations,
        part: change.part,
        cause,
        was: change.was,
        is: change.is,
        items: change.items,
        consequences: change.consequences,
    });
    let labels = [old.label.clone(), new.label.clone()];
    Report { labels, changes: changes.collect(), calls, gone, surface }
}

/// Where a change is written in each version. What one of them has not may have been taken away there by an overlay.
fn locations(change: &Detected, old: &VersionModel, new: &VersionModel) -> [Option<Location>; 2] {
    let locate = |model, site: &Option<ChangeSite>, other, there: &Option<ChangeSite>| {
        let removal = || corrections::removal(model, other, there.as_ref()?);
        let written = |site| corrections::written(model, site, change.rule.change_kind);
        match site {
            Some(site @ ChangeSite::Thing(..)) => Some(written(site)),
            site => removal().or_else(|| site.as_ref().map(written)),
        }
    };
    [
        locate(old, &change.old_place, new, &change.new_place),
        locate(new, &change.new_place, old, &change.old_place),
    ]
}

fn order(change: &Detected) -> impl Ord + use<'_> {
    (change.rule.verdict, change.kind, &change.key, change.rule.id, &change.was, &change.is, &change.items)
}

type Positions = BTreeMap<Location, Option<Position>>;

/// The lines of places, each file being searched once.
fn positions<'a>(model: &VersionModel, places: impl Iterator<Item = &'a Location>) -> Positions {
    let places: BTreeSet<_> = places.cloned().collect();
    let mut by_file: BTreeMap<SourceId, Vec<Pointer>> = BTreeMap::new();
    for (file, pointer) in places {
        by_file.entry(file).or_default().push(pointer);
    }
    let mut found = Positions::new();
    for (file, pointers) in by_file {
        let text = model.sources.get(file.0 as usize).map_or("", |source| &source.text);
        let positions = locate_all(text, &pointers);
        found.extend(pointers.into_iter().map(|pointer| (file, pointer)).zip(positions));
    }
    found
}

fn shown(model: &VersionModel, place: &Location, positions: &Positions) -> ReportPlace {
    let (file, pointer) = place;
    let source = model.sources.get(file.0 as usize);
    ReportPlace {
        file: source.map(|source| source.path.clone()).unwrap_or_default(),
        position: positions.get(place).copied().flatten(),
        pointer: pointer.to_string(),
    }
}

/// The items that the newer version has not, without those inside of others that are gone.
fn gone(
    classified: &Classified,
    old: &VersionModel,
    new: &VersionModel,
    successors: &[Successor],
) -> Vec<RemovedItem> {
    let by_hand: BTreeMap<&str, &str> =
        successors.iter().map(|one| (one.item.as_str(), one.instead.as_str())).collect();
    let mut gone: Vec<RemovedItem> = Vec::new();
    let missing: BTreeSet<&str> = old.items.names().filter(|path| new.items.get(path).is_none()).collect();
    let requests = requests(old);
    for path in &missing {
        let is_inside = owner(path).is_some_and(|owner| missing.contains(owner));
        // The request goes with its function.
        let is_request = requests.get(*path).is_some_and(|function| missing.contains(function.as_str()));
        if is_inside || is_request || classified.beside.contains(*path) {
            continue;
        }
        let known = classified.successors.get(*path).cloned();
        gone.push(RemovedItem {
            item: (*path).to_owned(),
            successor: by_hand.get(path).map(|instead| (*instead).to_owned()).or(known),
            reason: classified.notes.get(*path).cloned(),
        });
    }
    gone
}

/// The functions by the request that they return.
fn requests(model: &VersionModel) -> BTreeMap<String, String> {
    let operations = model.api.operations.iter().map(|operation| {
        let module: Vec<&str> = operation.module.iter().map(|part| part.as_str()).collect();
        let within = |name: &str| [module.as_slice(), &[name]].concat().join("::");
        (within(operation.request.as_str()), within(operation.function.as_str()))
    });
    operations.collect()
}
