//! One field of a selection.

use super::Selectable;

/// One field of a selection, with what is selected of the objects in it.
#[derive(Debug)]
pub struct Pick {
    key: &'static str,
    /// What is said of a list: `.limit(3).order(chronological)`.
    arguments: &'static str,
    /// The inner selection, if there is one.
    inner: &'static [&'static [Pick]],
}

impl Pick {
    /// The field of this key, with at most one inner selection.
    ///
    /// All of it is constant, so that a selection inside itself does not compile.
    pub const fn new(key: &'static str, arguments: &'static str, inner: &'static [&'static [Self]]) -> Self {
        Self { key, arguments, inner }
    }

    /// The field as it is sent: `name`, `location{city,country}`, or `feed.limit(3){message}`.
    pub(super) fn text(&self) -> String {
        match self.inner {
            [] => format!("{}{}", self.key, self.arguments),
            inner => format!("{}{}{{{}}}", self.key, self.arguments, text(inner.iter().copied().flatten())),
        }
    }
}

/// Writes a selection as it is sent.
pub(super) fn text<'p>(picks: impl IntoIterator<Item = &'p Pick>) -> String {
    picks.into_iter().map(Pick::text).collect::<Vec<_>>().join(",")
}

/// The key of the field that has this name in Rust, raw or not.
pub const fn key<M: Selectable>(name: &'static str) -> &'static str {
    let name = plain(name);
    let mut at = 0;
    while at < M::RENAMED.len() {
        let (renamed, key) = M::RENAMED[at];
        if is_same(renamed, name) {
            return key;
        }
        at += 1;
    }
    name
}

/// The name without the mark of a raw identifier, which is the key of an edge.
pub const fn plain(name: &'static str) -> &'static str {
    let [b'r', b'#', plain @ ..] = name.as_bytes() else { return name };
    match std::str::from_utf8(plain) {
        Ok(plain) => plain,
        Err(_) => name,
    }
}

/// Equality of texts, which is not yet a constant function of the standard library.
const fn is_same(left: &str, right: &str) -> bool {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    if left.len() != right.len() {
        return false;
    }
    let mut at = 0;
    while at < left.len() {
        if left[at] != right[at] {
            return false;
        }
        at += 1;
    }
    true
}
