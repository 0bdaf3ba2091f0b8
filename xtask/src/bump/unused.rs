//! Files that were given and that nothing takes: somebody who put one there expects it to count.

use super::companions::Companion;
use super::plan::{Plan, Source};
use crate::spec::files_below;
use anyhow::bail;
use std::collections::BTreeMap;
use std::path::Path;

/// Refuses files of `--from` that are not documents and that no document refers to, and overlays of the new version
/// that no document takes.
pub(super) fn refuse(
    plan: &Plan,
    spec: &Path,
    companions: &BTreeMap<String, Companion>,
) -> anyhow::Result<()> {
    let mut refusals = Vec::new();
    let names: Vec<&str> = plan.documents.iter().map(|planned| planned.inside.as_str()).collect();
    if let Some(from) = &plan.from {
        for path in files_below(from)? {
            let place = from.join(&path);
            let is_document =
                plan.documents.iter().any(|planned| planned.source == Source::File(place.clone()));
            if !is_document && !companions.get(&path).is_some_and(|companion| companion.is_given) {
                refusals.push(format!(
                    "{} is not a document of {}, and none refers to it; {}",
                    place.display(),
                    plan.new,
                    meant(&path, &names)
                ));
            }
        }
    }
    let overlays: Vec<&str> =
        plan.documents.iter().flat_map(|planned| &planned.overlays).map(String::as_str).collect();
    let home = format!("overlays/{}", plan.new);
    let replaceable: Vec<&str> = overlays.iter().filter_map(|path| path.strip_prefix("overlays/")).collect();
    let replaceable: Vec<&str> = replaceable
        .iter()
        .map(|path| path.strip_prefix(&format!("{}/", plan.new)).unwrap_or(path))
        .chain(names)
        .collect();
    for path in files_below(&spec.join(&home))? {
        let whole = format!("{home}/{path}");
        if !overlays.contains(&whole.as_str()) {
            refusals.push(format!(
                "spec/{whole} is taken by no document of {}: it replaces no overlay; {}",
                plan.new,
                meant(&path, &replaceable)
            ));
        }
    }
    if refusals.is_empty() { Ok(()) } else { bail!("{}", refusals.join("\n")) }
}

/// What a name was probably meant to be, of those that there are.
fn meant(path: &str, names: &[&str]) -> String {
    let stem = |path: &str| path.rsplit_once('.').map_or(path, |(stem, _)| stem).to_owned();
    let nearest = names.iter().min_by_key(|name| distance(&stem(name), &stem(path)));
    match nearest.filter(|name| distance(&stem(name), &stem(path)) <= 2) {
        Some(name) => format!("is `{name}` meant?"),
        None => format!("the names are {}", names.join(", ")),
    }
}

/// How many letters have to be put in, taken out or replaced.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, letter) in one.chars().enumerate() {
        let mut before = std::mem::replace(&mut row[0], at + 1);
        for (index, against) in other.iter().enumerate() {
            let replaced = before + usize::from(letter != *against);
            before = row[index + 1];
            row[index + 1] = replaced.min(before + 1).min(row[index] + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::{distance, meant};

    #[test]
    fn the_nearest_name_is_offered() {
        assert_eq!(distance("person", "persona"), 1);
        assert_eq!(distance("", "ab"), 2);
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(meant("page.yml", &["persona.yaml", "page.yaml"]), "is `page.yaml` meant?");
        assert_eq!(meant("notes.txt", &["a.yaml", "b.yaml"]), "the names are a.yaml, b.yaml");
    }
}
