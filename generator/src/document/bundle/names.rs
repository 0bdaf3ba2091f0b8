//! The names that parts of other files get among the components.

use super::target::{Target, Targets};
use crate::document::normalise::hoist;
use serde_json::Value;
use std::collections::{HashMap, HashSet};

/// Names of files that say nothing; the folder gives the name then.
const EMPTY_STEMS: [&str; 6] = ["", "_index", "index", "main", "openapi", "schema"];

/// The names of the targets, in their order: the key of the part, or the name of its file where it is a whole file.
///
/// Where several want the same name, none of them gets it: each is prefixed with its file or folder. Numbers come last.
pub(super) fn choose(document: &Value, targets: &Targets) -> Vec<String> {
    let candidates: Vec<[String; 2]> = targets.list.iter().map(candidates).collect();
    let mut order: Vec<usize> = (0..targets.list.len()).collect();
    let key = |index: usize| {
        let target = &targets.list[index];
        (target.section, &target.path, &target.pointer)
    };
    order.sort_by(|left, right| key(*left).cmp(&key(*right)));
    let mut wanted: HashMap<(&str, &str), usize> = HashMap::new();
    for (target, [name, _]) in targets.list.iter().zip(&candidates) {
        *wanted.entry((target.section, name)).or_default() += 1;
    }
    let exists = |section: &str, name: &str| {
        document.get("components").and_then(|all| all.get(section)).and_then(|all| all.get(name)).is_some()
    };
    let mut used: HashSet<(&str, String)> = HashSet::new();
    let mut names = vec![String::new(); targets.list.len()];
    for index in order {
        let section = targets.list[index].section;
        let [plain, longer] = &candidates[index];
        let is_alone = wanted.get(&(section, plain.as_str())) == Some(&1) && !exists(section, plain);
        let base = if is_alone { plain } else { longer };
        let mut name = base.clone();
        let mut number = 2;
        while exists(section, &name) || used.contains(&(section, name.clone())) {
            name = format!("{base}_{number}");
            number += 1;
        }
        used.insert((section, name.clone()));
        names[index] = name;
    }
    names
}

/// The name of a target, and a longer one that says where it is from.
fn candidates(target: &Target) -> [String; 2] {
    let (folder, stem) = words(&target.path);
    let tokens: Vec<String> = target.pointer.tokens().collect();
    match tokens.as_slice() {
        [] => [stem.to_owned(), joined(folder, stem)],
        [first, ..] if first == "paths" || first == "webhooks" => {
            let name = hoist::words(&target.pointer);
            [name.clone(), joined(stem, &name)]
        }
        [.., last] => [last.clone(), joined(stem, last)],
    }
}

fn joined(first: &str, second: &str) -> String {
    if first.is_empty() { second.to_owned() } else { format!("{first}_{second}") }
}

/// The folder and the name of a file without its endings.
fn words(path: &str) -> (&str, &str) {
    let mut parts = path.rsplit('/').filter(|part| *part != "..");
    let file = parts.next().unwrap_or(path);
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let stem = stem.strip_suffix(".schema").unwrap_or(stem);
    let folder = parts.next().unwrap_or_default();
    if EMPTY_STEMS.contains(&stem) && !folder.is_empty() {
        (parts.next().unwrap_or_default(), folder)
    } else {
        (folder, stem)
    }
}
