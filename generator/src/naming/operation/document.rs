//! What the names of one operation depend on beside itself: what all operations of its document have in common.
//!
//! It is taken from the whole document, before a selection leaves parts of it out, so that a selection changes no name.

use super::cut::{CONTROLLER, thing};
use super::{OperationSource, Words, is_noise, is_version, parameter, segments, split, text};
use std::collections::{HashMap, HashSet};

/// With more operations than these in one module, callers look for them in vain: a thing that all of them are about,
/// as `/accounts/{id}`, names no module.
const MANY: usize = 20;

/// What the operations of a document have in common.
#[derive(Clone, Debug, Default)]
pub(crate) struct DocumentNames {
    ids: HashSet<String>,
    /// The words that all operationIds start with, where the last of them is a version.
    id_prefix: Words,
    /// The words that all tags start with, where the last of them is a version.
    tag_prefix: Words,
    /// The segments that all paths start with, which name no module.
    path_prefix: Vec<String>,
    /// The tag of each thing that one is about: `pet` of `Pets`.
    tags: HashMap<String, String>,
    /// The segments that several operations without a tag have for a module.
    shared: HashSet<String>,
    /// The paths that can be read with a parameter after them too, each without the names of its parameters.
    collections: HashSet<String>,
}

impl DocumentNames {
    pub(crate) fn of(operations: &[OperationSource<'_>]) -> Self {
        let ids = operations.iter().filter_map(|operation| operation.operation_id.and_then(text));
        let tags: HashSet<&str> = operations.iter().filter_map(OperationSource::tag).collect();
        let untagged = || operations.iter().filter(|operation| operation.tag().is_none());
        let paths: HashSet<&str> = operations.iter().map(|operation| operation.path).collect();
        let mut names = Self {
            id_prefix: version_prefix(ids.clone()),
            tag_prefix: version_prefix(tags.iter().copied()),
            path_prefix: path_prefix(paths.iter().copied(), untagged().count() > MANY),
            ids: ids.map(str::to_owned).collect(),
            collections: collections(operations),
            ..Self::default()
        };
        for tag in tags {
            let known = names.tags.entry(thing(&names.tag_words(tag))).or_insert_with(|| tag.to_owned());
            // Of several tags for one thing the first in their order, whatever the order of the document is.
            if tag < known.as_str() {
                *known = tag.to_owned();
            }
        }
        let mut seen = HashSet::new();
        let segments = untagged().filter_map(|operation| names.segment(operation));
        names.shared = segments.filter(|segment| !seen.insert(*segment)).map(str::to_owned).collect();
        names
    }

    pub(super) fn has_id(&self, id: &str) -> bool {
        self.ids.contains(id)
    }

    /// The words of an operationId without the version that all have.
    pub(super) fn id_words(&self, id: &str) -> Words {
        without(split(id), &self.id_prefix)
    }

    /// The words of a tag without the version that all have, and without the `controller` that frameworks for Java
    /// write.
    pub(super) fn tag_words(&self, tag: &str) -> Words {
        let mut words = without(split(tag), &self.tag_prefix);
        if words.len() > 1 && words.last().is_some_and(|last| last == CONTROLLER) {
            words.pop();
        }
        words
    }

    /// The segments of a path; where they name modules, without those that all paths begin with.
    pub(super) fn own_segments<'p>(
        &self,
        operation: &OperationSource<'p>,
    ) -> impl Iterator<Item = &'p str> + use<'p> {
        let is_prefix_known = operation.tag().is_none();
        segments(operation.path).skip(if is_prefix_known { self.path_prefix.len() } else { 0 })
    }

    /// The segment that names the module of an operation without a tag.
    pub(super) fn segment<'p>(&self, operation: &OperationSource<'p>) -> Option<&'p str> {
        self.own_segments(operation).find(is_speaking)
    }

    /// Whether a path is one of a list, whose items have paths with one more parameter.
    pub(super) fn is_collection(&self, path: &str) -> bool {
        self.collections.contains(&anonymous(path))
    }

    /// Whether a path is that of an item of a list.
    pub(super) fn is_item(&self, path: &str) -> bool {
        anonymous(path).strip_suffix("/{}").is_some_and(|list| self.collections.contains(list))
    }

    /// Whether several operations without a tag have this segment for a module.
    pub(super) fn is_shared(&self, segment: &str) -> bool {
        self.shared.contains(segment)
    }

    /// The tag that is about the same as a segment.
    pub(super) fn tag_like(&self, segment: &str) -> Option<&str> {
        self.tags.get(&thing(&split(segment))).map(String::as_str)
    }
}

fn without(words: Words, prefix: &Words) -> Words {
    words.strip_prefix(prefix.as_slice()).map(<[String]>::to_vec).unwrap_or(words)
}

/// The words that several texts start with, as far as the last of these words that is a version. Each keeps a word.
fn version_prefix<'t>(mut texts: impl Iterator<Item = &'t str>) -> Words {
    let Some(first) = texts.next() else { return Vec::new() };
    let mut common = split(first);
    let mut shortest = common.len();
    let mut is_alone = true;
    for other in texts.map(split) {
        is_alone = false;
        shortest = shortest.min(other.len());
        let count = common.iter().zip(&other).take_while(|(left, right)| left == right).count();
        common.truncate(count);
    }
    common.truncate(shortest.saturating_sub(1));
    let length = common.iter().rposition(|word| is_version(word)).map_or(0, |last| last + 1);
    common.truncate(if is_alone { 0 } else { length });
    common
}

/// The paths that are read, by themselves and with a parameter after them.
fn collections(operations: &[OperationSource<'_>]) -> HashSet<String> {
    let read = operations.iter().filter(|operation| operation.method.eq_ignore_ascii_case("get"));
    let read: HashSet<String> = read.map(|operation| anonymous(operation.path)).collect();
    let lists = read.iter().filter_map(|path| path.strip_suffix("/{}")).filter(|list| read.contains(*list));
    lists.filter(|list| !list.is_empty()).map(str::to_owned).collect()
}

/// A path without the names of its parameters: `/pets/{}`.
fn anonymous(path: &str) -> String {
    segments(path)
        .map(|segment| if parameter(segment).is_some() { "/{}".into() } else { format!("/{segment}") })
        .collect()
}

/// Whether a segment says what is there: it is neither a parameter nor where the API is.
fn is_speaking(segment: &&str) -> bool {
    parameter(segment).is_none() && !is_noise(segment)
}

/// The segments that all paths start with, as long as each has another segment that says something. Without
/// parameters, it ends before the thing that the first parameter names.
fn path_prefix<'t>(paths: impl Iterator<Item = &'t str> + Clone, has_parameters: bool) -> Vec<String> {
    let mut all = paths.clone().map(|path| segments(path).collect::<Vec<_>>());
    let Some(mut common) = all.next() else { return Vec::new() };
    let mut is_alone = true;
    for other in all {
        is_alone = false;
        common.truncate(common.iter().zip(&other).take_while(|(left, right)| left == right).count());
    }
    let first = common.iter().position(|segment| parameter(segment).is_some()).filter(|_| !has_parameters);
    common.truncate(first.map_or(common.len(), |first| first.saturating_sub(1)));
    let is_enough = |count: usize| {
        paths.clone().all(|path| segments(path).skip(count).any(|segment| is_speaking(&segment)))
    };
    let length = (0..=common.len()).rev().find(|count| is_enough(*count) && !is_alone).unwrap_or(0);
    common.truncate(length);
    common.into_iter().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::{path_prefix, version_prefix};

    #[test]
    fn only_what_all_have_and_what_ends_with_a_version_is_left_out() {
        let prefix = |texts: &[&str]| version_prefix(texts.iter().copied()).join("_");
        assert_eq!(prefix(&["Api20100401Account", "Api20100401Call"]), "api20100401");
        assert_eq!(prefix(&["VerifyV2Factor", "VerifyV2Form"]), "verify_v2");
        assert_eq!(prefix(&["v1.users", "v2.users"]), "");
        assert_eq!(prefix(&["admin.users", "admin.roles"]), "");
        assert_eq!(prefix(&["v1", "v1.users"]), "");
        assert_eq!(prefix(&["apps_v1"]), "");
    }

    #[test]
    fn a_prefix_leaves_each_path_a_segment() {
        let prefix = |paths: &[&'static str], many| path_prefix(paths.iter().copied(), many).join("/");
        for many in [false, true] {
            assert_eq!(prefix(&["/shop/v1/carts", "/shop/v1/orders/{id}"], many), "shop/v1");
            assert_eq!(prefix(&["/pets", "/pets/{id}"], many), "");
            assert_eq!(prefix(&["/a", "/b"], many), "");
            assert_eq!(prefix(&["/shop/carts/{id}"], many), "");
        }
        let of_one_thing = ["/shop/users/{id}/address", "/shop/users/{id}/orders"];
        assert_eq!(prefix(&of_one_thing, false), "shop");
        assert_eq!(prefix(&of_one_thing, true), "shop/users/{id}");
    }
}
