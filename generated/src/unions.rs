//! Unions: by the kind of the value, or by a tag.
//!
//! A crate has this module where a type of its documents is a union.

#![allow(dead_code, reason = "a document need not have every kind of union")]

mod effort;

use crate::runtime::wire::drift::{self, Found, UnknownPart};
use crate::runtime::wire::{Decode, Mismatch, Result, Value, leniency};
use effort::Effort;

/// A value that is being read as one of several types.
///
/// Of the alternatives that can read it, those win whose documented JSON kind it has, then those that read it without
/// leniency, at any depth, then those that leave the least unread. Of equals the first wins. One that takes any value
/// comes after those that read it without leniency, whatever they leave unread.
pub(crate) struct Alternatives<U> {
    value: Value,
    name: &'static str,
    best: Option<Best<U>>,
    refused: Vec<(&'static str, Mismatch)>,
}

/// The alternative that reads the value best so far.
struct Best<U> {
    value: U,
    score: Score,
    /// What it does not know.
    found: Vec<Found>,
    /// How often leniency was applied.
    lenient: usize,
}

/// How far an alternative is from what the value is: the least is the best.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Score {
    /// Whether the value has another JSON kind than the documented one.
    is_of_another_kind: bool,
    /// Whether it took leniency to read it.
    is_lenient: bool,
    /// How many members and values are unknown, and how many numbers are rounded.
    unknown: usize,
    /// How many of the parts that were read are not as documented.
    inexact: usize,
}

impl Score {
    fn new(accepts: bool, found: &[Found], lenient: usize) -> Self {
        let is_value = |found: &&Found| matches!(found.part, UnknownPart::Value(_));
        let is_unknown = |found: &&Found| !matches!(found.part, UnknownPart::OtherForm(_));
        Self {
            is_of_another_kind: !accepts,
            is_lenient: lenient > 0,
            unknown: found.iter().filter(is_unknown).count(),
            inexact: lenient.saturating_add(found.iter().filter(is_value).count()),
        }
    }

    /// Whether an alternative that accepts the value or not may still be better.
    fn may_lose(self, accepts: bool) -> bool {
        let is_exact = self == Self::new(true, &[], 0);
        !is_exact && (accepts || self.is_of_another_kind)
    }
}

impl<U> Alternatives<U> {
    /// Starts to read a union of this name.
    pub(crate) fn new(value: Value, name: &'static str) -> Self {
        Self { value, name, best: None, refused: Vec::new() }
    }

    /// Tries an alternative.
    pub(crate) fn attempt<T: Decode>(mut self, branch: &'static str, wrap: impl FnOnce(T) -> U) -> Self {
        let accepts = T::accepts(&self.value);
        if self.best.as_ref().is_some_and(|best| !best.score.may_lose(accepts)) {
            return self;
        }
        let Some(effort) = Effort::begin(&self.value) else {
            self.refused.push((branch, Mismatch::kind("a value that takes fewer attempts", &self.value)));
            return self;
        };
        let ((read, found), lenient) =
            leniency::count(|| drift::collect(|| leniency::trying(|| T::decode(self.value.clone()))));
        let (found, lenient) = if effort.is_great() { (Vec::new(), 0) } else { (found, lenient) };
        match read {
            Ok(inner) => {
                let mut score = Score::new(accepts, &found, lenient);
                if T::takes_all() {
                    score.unknown = usize::MAX;
                }
                if self.best.as_ref().is_none_or(|best| score < best.score) {
                    self.best = Some(Best { value: wrap(inner), score, found, lenient });
                }
            }
            Err(mismatch) => self.refused.push((branch, mismatch)),
        }
        self
    }

    /// Tries the alternative that holds what several others know, if one of these has read the value and left something
    /// unread.
    pub(crate) fn attempt_all<T: Decode>(self, branch: &'static str, wrap: impl FnOnce(T) -> U) -> Self {
        if self.best.is_some() { self.attempt(branch, wrap) } else { self }
    }

    /// Gives the alternative that read the value.
    ///
    /// # Errors
    /// A [`Mismatch`] that names each alternative and what it refused.
    pub(crate) fn finish(self) -> Result<U> {
        if let Some(best) = self.best {
            drift::restore_watched(best.found);
            leniency::add(best.lenient.max(usize::from(best.score.is_of_another_kind)));
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

/// Reads the member that names the variant, if it is there.
///
/// # Errors
/// A [`Mismatch`] if the member is not a scalar.
pub(crate) fn optional_tag(value: &Value, property: &str) -> Result<Option<String>> {
    match value.get(property) {
        None | Some(Value::Null) => Ok(None),
        Some(_) => tag(value, property).map(Some),
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

/// Reads the variant that the tag names, without the tag: no member of the variant is called so.
///
/// # Errors
/// The [`Mismatch`] of the variant, with the tag.
pub(crate) fn untagged_variant<T: Decode, U>(
    mut value: Value,
    property: &str,
    tag: &str,
    wrap: impl FnOnce(T) -> U,
) -> Result<U> {
    if let Value::Object(members) = &mut value {
        members.remove(property);
    }
    T::decode(value).map(wrap).map_err(|mismatch| mismatch.in_variant(tag))
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

/// Reads the variant of values whose tag is not one of the known ones, or missing. A value with such a tag that is not
/// of that variant is kept.
///
/// # Errors
/// The [`Mismatch`] of the variant, where there is no tag.
pub(crate) fn default_variant<T: Decode, U>(
    value: Value,
    property: &'static str,
    wrap: impl FnOnce(T) -> U,
    keep: impl FnOnce(Value) -> U,
) -> Result<U> {
    let has_tag = value.get(property).is_some_and(|tag| !tag.is_null());
    let mark = drift::mark();
    match leniency::trying(|| T::decode(value.clone())) {
        Ok(read) => Ok(wrap(read)),
        Err(mismatch) if !has_tag => Err(mismatch),
        Err(_) => {
            mark.forget();
            Ok(unlisted_variant(value, property, keep))
        }
    }
}

/// Like [`tagged`], of a variant that may be without a tag: only a tag of another variant is written anew.
pub(crate) fn tagged_if_there(value: Value, property: &str, tags: &[&str]) -> Value {
    let has_tag = value.get(property).is_some_and(|tag| !tag.is_null());
    if has_tag { tagged(value, property, tags) } else { value }
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
