//! What the names of one operation depend on beside itself: what all operations of its document have in common.
//!
//! It is taken from the whole document, before a selection leaves parts of it out, so that a selection changes no name.

use super::cut::CONTROLLER;
use super::{OperationSource, Words, is_noise, is_version, parameter, segments, split, text};
use std::collections::HashSet;

/// With more operations than these in one module, callers look for them in vain: they get modules by their paths.
const MANY: usize = 20;

/// What the operations of a document have in common.
#[derive(Clone, Debug, Default)]
pub(crate) struct DocumentNames {
    ids: HashSet<String>,
    /// The words that all operationIds start with, where the last of them is a version.
    id_prefix: Words,
    /// The words that all tags start with, where the last of them is a version.
    tag_prefix: Words,
    /// The segments that all paths start with; `None` where operations without a tag share a module.
    path_prefix: Option<Vec<String>>,
}

impl DocumentNames {
    pub(crate) fn of(operations: &[OperationSource<'_>]) -> Self {
        let ids = operations.iter().filter_map(|operation| operation.operation_id.and_then(text));
        let tags: HashSet<&str> = operations.iter().filter_map(OperationSource::tag).collect();
        let untagged = operations.iter().filter(|operation| operation.tag().is_none()).count();
        let paths: HashSet<&str> = operations.iter().map(|operation| operation.path).collect();
        Self {
            id_prefix: version_prefix(ids.clone()),
            tag_prefix: version_prefix(tags.into_iter()),
            path_prefix: (untagged > MANY).then(|| path_prefix(paths.iter().copied())),
            ids: ids.map(str::to_owned).collect(),
        }
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
        let prefix = self.path_prefix.as_ref().filter(|_| operation.tag().is_none());
        segments(operation.path).skip(prefix.map_or(0, Vec::len))
    }

    /// The segment that names the module of an operation without a tag, where there are many of them.
    pub(super) fn segment<'p>(&self, operation: &OperationSource<'p>) -> Option<&'p str> {
        let mut segments = self.own_segments(operation).filter(|_| self.path_prefix.is_some());
        segments.find(|segment| parameter(segment).is_none() && !is_noise(segment))
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

/// The segments that all paths start with, as long as each has another segment that says something.
fn path_prefix<'t>(paths: impl Iterator<Item = &'t str> + Clone) -> Vec<String> {
    let says = |segment: &&str| parameter(segment).is_none() && !is_noise(segment);
    let mut all = paths.clone().map(|path| segments(path).collect::<Vec<_>>());
    let Some(mut common) = all.next() else { return Vec::new() };
    for other in all {
        common.truncate(common.iter().zip(&other).take_while(|(left, right)| left == right).count());
    }
    let is_enough =
        |count: usize| paths.clone().all(|path| segments(path).skip(count).any(|segment| says(&segment)));
    let length = (0..=common.len()).rev().find(|count| is_enough(*count)).unwrap_or(0);
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
        let prefix = |paths: &[&'static str]| path_prefix(paths.iter().copied()).join("/");
        assert_eq!(prefix(&["/shop/v1/carts", "/shop/v1/orders/{id}"]), "shop/v1");
        assert_eq!(prefix(&["/pets", "/pets/{id}"]), "");
        assert_eq!(prefix(&["/a", "/b"]), "");
    }
}
