//! Unions: by the kind of the value, or by a tag.

use super::drift::{self, Found};
use super::effort::Effort;
use super::{Decode, Mismatch, Result, Value};

/// A value that is being read as one of several types.
///
/// Of the alternatives whose documented JSON kind the value has, and which can read it, the one wins that leaves the
/// least unread: the first that leaves nothing. If none of them can read it, the first one that reads it by leniency
/// wins.
pub(crate) struct Alternatives<U> {
    value: Value,
    name: &'static str,
    best: Option<Best<U>>,
    refused: Vec<(&'static str, Mismatch)>,
}

/// The alternative that reads the value best so far.
struct Best<U> {
    value: U,
    /// Whether the value has its documented JSON kind.
    accepts: bool,
    /// What it does not know.
    found: Vec<Found>,
}

impl<U> Alternatives<U> {
    /// Starts to read a union of this name.
    pub(crate) fn new(value: Value, name: &'static str) -> Self {
        Self { value, name, best: None, refused: Vec::new() }
    }

    /// Tries an alternative.
    pub(crate) fn attempt<T: Decode>(mut self, branch: &'static str, wrap: impl FnOnce(T) -> U) -> Self {
        let accepts = T::accepts(&self.value);
        if self.best.as_ref().is_some_and(|best| best.stays(accepts)) {
            return self;
        }
        let Some(effort) = Effort::begin(&self.value) else {
            self.refused.push((branch, Mismatch::kind("a value that takes fewer attempts", &self.value)));
            return self;
        };
        let (read, found) = drift::collect(|| T::decode(self.value.clone()));
        let found = if effort.is_great() { Vec::new() } else { found };
        match read {
            Ok(inner) => {
                let is_better = self.best.as_ref().is_none_or(|best| {
                    (accepts && !best.accepts) || (accepts == best.accepts && found.len() < best.found.len())
                });
                if is_better {
                    self.best = Some(Best { value: wrap(inner), accepts, found });
                }
            }
            Err(mismatch) => self.refused.push((branch, mismatch)),
        }
        self
    }

    /// Gives the alternative that read the value.
    ///
    /// # Errors
    /// A [`Mismatch`] that names each alternative and what it refused.
    pub(crate) fn finish(self) -> Result<U> {
        if let Some(best) = self.best {
            drift::restore_watched(best.found);
            return Ok(best.value);
        }
        let refused: Vec<String> = self
            .refused
            .iter()
            .map(|(branch, mismatch)| format!("{branch}: {}", shortened(mismatch.to_string())))
            .collect();
        Err(Mismatch::kind(format!("one of {} ({})", self.name, refused.join("; ")), &self.value))
    }
}

/// The longest that one alternative may say: what it consists of says as much again.
const LONGEST: usize = 400;

fn shortened(text: String) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}...", text.get(..at).unwrap_or_default()),
        None => text,
    }
}

impl<U> Best<U> {
    /// Whether no further alternative can be better.
    fn stays(&self, accepts: bool) -> bool {
        if self.accepts { !accepts || self.found.is_empty() } else { !accepts }
    }
}

/// Reads the member that names the variant.
///
/// # Errors
/// A [`Mismatch`] if there is no such member, or if it is not a scalar.
pub(crate) fn tag(value: &Value, property: &str) -> Result<String> {
    match value.get(property) {
        Some(tag) => String::decode(tag.clone()).map_err(|mismatch| mismatch.in_key(property.to_owned())),
        None => Err(Mismatch::kind(format!("an object with the member `{property}`"), value)),
    }
}

/// Reads the variant that the tag names.
///
/// # Errors
/// The [`Mismatch`] of the variant, with the tag.
pub(crate) fn variant<T: Decode, U>(
    value: Value,
    property: &str,
    tag: &str,
    wrap: impl FnOnce(T) -> U,
) -> Result<U> {
    let mark = drift::mark();
    let read = T::decode(value).map(wrap).map_err(|mismatch| mismatch.in_variant(tag));
    // The tag has been read, although the variant need not have a member for it.
    mark.forgive(property);
    read
}

/// Keeps a value whose tag is not one of the known ones.
pub(crate) fn unlisted_variant<U>(value: Value, property: &'static str, wrap: impl FnOnce(Value) -> U) -> U {
    let mark = drift::mark();
    if let Ok(tag) = tag(&value, property) {
        drift::unlisted(&tag);
        mark.inside(property);
    }
    wrap(value)
}

/// Writes the tag into a variant, unless the variant has written one of its tags itself.
pub(crate) fn tagged(mut value: Value, property: &str, tags: &[&str]) -> Value {
    if let (Value::Object(members), Some(first)) = (&mut value, tags.first()) {
        let written = members.get(property).and_then(|written| String::decode(written.clone()).ok());
        if !written.is_some_and(|written: String| tags.contains(&written.as_str())) {
            members.insert(property.to_owned(), Value::from(*first));
        }
    }
    value
}
