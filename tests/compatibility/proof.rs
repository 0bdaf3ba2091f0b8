//! The report against the surfaces, which are read here once more, as text.

use graph_generator::compare::{Detail, Effect, ItemChange, Report};
use std::collections::{BTreeMap, BTreeSet};

/// What does not hold: a line of a surface that breaks callers and is in no change that the compiler notices, or such a
/// change without such a line.
pub(super) fn problems(surfaces: &[String; 2], report: &Report, name: &str) -> Vec<String> {
    let mut problems = Vec::new();
    let [old, new] = surfaces.each_ref().map(|surface| items(surface));
    let broken: BTreeSet<&str> = old
        .iter()
        .filter(|(path, line)| {
            new.get(*path).is_none_or(|new| line.is_broken_by(new)) && !path.starts_with("error_codes::")
        })
        .map(|(path, _)| path.as_str())
        .collect();
    let counts = report.surface();
    if counts.gone + counts.changed != broken.len() {
        problems.push(format!("broken are {broken:#?}"));
    }
    let mut named = BTreeSet::new();
    for change in report.changes().iter().filter(|change| change.rule.effect == Effect::Compiler) {
        let items = change.items.iter().chain(&change.consequences);
        let paths: BTreeSet<String> =
            items.filter(|item| item.before != item.after).filter_map(path_of).collect();
        let id = change.rule.id;
        if !paths.iter().any(|path| broken.contains(path.as_str())) {
            problems.push(format!("`{id}` names nothing that is gone or another item"));
        }
        named.extend(paths);
    }
    let is_named = |path: &str| {
        let is_inside =
            |outer: &String| path.strip_prefix(outer).is_some_and(|rest| rest.starts_with([':', '.', ' ']));
        let goes_along = |outer: &String| !new.contains_key(outer) || broken.contains(outer.as_str());
        named.contains(path) || named.iter().any(|outer| is_inside(outer) && goes_along(outer))
    };
    let silent: Vec<_> = broken.iter().filter(|path| !is_named(path)).collect();
    if !silent.is_empty() {
        problems.push(format!("no change names {silent:?}"));
    }
    let mut ids = report.changes().iter().map(|change| change.rule.id);
    if ids.any(|id| id.starts_with("item-") || id == "unseen") {
        problems.push("something has no cause".to_owned());
    }
    if !problems.is_empty() {
        problems.push(format!("{name}: {}", report.text(Detail::Whole)));
    }
    problems
}

/// What the compiler sees of an item, and the features of which it needs one.
struct Line {
    types: String,
    features: BTreeSet<String>,
}

impl Line {
    fn is_broken_by(&self, new: &Self) -> bool {
        let needs_more =
            !new.features.is_empty() && (self.features.is_empty() || !self.features.is_subset(&new.features));
        self.types != new.types || needs_more
    }
}

/// The items of a surface by path, each with what the compiler sees of it.
fn items(surface: &str) -> BTreeMap<String, Line> {
    let lines = surface.lines().map(|line| line.replace("crate::api::", ""));
    let lines = lines.map(|line| {
        let (line, features) = without_features(&line);
        let (path, types) = item(line.strip_prefix("api::").unwrap_or(line));
        (path, Line { types, features })
    });
    lines.collect()
}

/// A line, and the features at its end.
fn without_features(line: &str) -> (&str, BTreeSet<String>) {
    let split = line.strip_suffix(')').and_then(|line| line.rsplit_once(" (feature "));
    let (line, features) = split.unwrap_or((line, ""));
    (line, features.split(" or ").filter(|name| !name.is_empty()).map(str::to_owned).collect())
}

/// The path of a line, and what the compiler sees there: neither names of arguments nor values of constants.
fn item(line: &str) -> (String, String) {
    let line = line.strip_suffix(" (deprecated)").unwrap_or(line);
    let implementation = line.split_once(": impl ").filter(|(owner, _)| !owner.contains('('));
    if let Some((owner, implementation)) = implementation {
        let (name, types) = implementation
            .split_once('<')
            .filter(|(_, types)| types.contains(" = "))
            .unwrap_or((implementation, ""));
        return (format!("{owner} impl {name}"), types.to_owned());
    }
    if let Some((module, target)) = line.split_once(": use ") {
        let name = target.rsplit_once(" as ").or_else(|| target.rsplit_once("::")).unwrap().1;
        return (format!("{module}::{name}"), target.to_owned());
    }
    let end = [": ", "(", "<", " = "].iter().filter_map(|mark| line.find(mark)).min().unwrap_or(line.len());
    let (path, types) = line.split_at(end);
    (path.to_owned(), types_of(types))
}

fn types_of(text: &str) -> String {
    if !text.starts_with(['(', '<']) {
        // A constant has its type before its value; an alias has no colon.
        return text.strip_prefix(": ").and_then(|text| text.split(" = ").next()).unwrap_or(text).to_owned();
    }
    let mut types = String::new();
    for part in text.split_inclusive([',', '(']) {
        let name = part.split(": ").next().unwrap_or_default().trim();
        let is_name =
            !name.is_empty() && name.chars().all(|letter| letter.is_alphanumeric() || "_#".contains(letter));
        types.push_str(part.split_once(": ").filter(|_| is_name).map_or(part, |(_, ty)| ty));
    }
    types.replace(' ', "").replace(",)", ")")
}

/// The path of an item of a report as it was.
fn path_of(change: &ItemChange) -> Option<String> {
    let (shown, _) = without_features(change.before.as_ref().or(change.after.as_ref())?);
    if let Some((_, function)) = shown.strip_prefix("argument ").and_then(|text| text.rsplit_once(" of ")) {
        return Some(function.to_owned());
    }
    let shown = match shown.split_once(" impl ").filter(|(owner, _)| !owner.contains('(')) {
        Some((owner, rest)) => format!("{owner}: impl {rest}"),
        None => shown.replace(": use ", ": "),
    };
    Some(item(&shown).0)
}
