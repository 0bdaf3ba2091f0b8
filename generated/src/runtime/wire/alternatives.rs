//! Unions: by the kind of the value, or by a tag.

use super::drift::{self, Found};
use super::{Decode, Mismatch, Result, Value};

/// A value that is being read as one of several types.
///
/// The first alternative whose documented JSON kind the value has, and which can read it, wins. Only if there is none,
/// the first one that reads it by leniency does.
pub(crate) struct Alternatives<U> {
    value: Value,
    name: &'static str,
    decided: Option<U>,
    lenient: Option<U>,
    refused: Vec<(&'static str, Mismatch)>,
    /// What the alternative that wins has found.
    found: Vec<Found>,
}

impl<U> Alternatives<U> {
    /// Starts to read a union of this name.
    pub(crate) fn new(value: Value, name: &'static str) -> Self {
        Self { value, name, decided: None, lenient: None, refused: Vec::new(), found: Vec::new() }
    }

    /// Tries an alternative.
    pub(crate) fn attempt<T: Decode>(mut self, branch: &'static str, wrap: impl FnOnce(T) -> U) -> Self {
        let accepts = T::accepts(&self.value);
        if self.decided.is_some() || (!accepts && self.lenient.is_some()) {
            return self;
        }
        let mark = drift::mark();
        let read = T::decode(self.value.clone());
        let found = mark.take();
        match read {
            Ok(inner) => {
                let place = if accepts { &mut self.decided } else { &mut self.lenient };
                *place = Some(wrap(inner));
                self.found = found;
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
        if let Some(decided) = self.decided.or(self.lenient) {
            drift::restore(self.found);
            return Ok(decided);
        }
        let refused: Vec<String> =
            self.refused.iter().map(|(branch, mismatch)| format!("{branch}: {mismatch}")).collect();
        Err(Mismatch::kind(format!("one of {} ({})", self.name, refused.join("; ")), &self.value))
    }
}

/// Reads the member that tells the variant.
///
/// # Errors
/// A [`Mismatch`] if there is no such member, or if it is not a scalar.
pub(crate) fn tag(value: &Value, property: &str) -> Result<String> {
    match value.get(property) {
        Some(tag) => String::decode(tag.clone()).map_err(|mismatch| mismatch.in_key(property.to_owned())),
        None => Err(Mismatch::kind(format!("an object with the member `{property}`"), value)),
    }
}

/// Reads the variant that the tag tells.
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

/// Keeps a value whose tag is none of the known ones.
pub(crate) fn unlisted_variant<U>(value: Value, property: &'static str, wrap: impl FnOnce(Value) -> U) -> U {
    let mark = drift::mark();
    if let Ok(tag) = tag(&value, property) {
        drift::unlisted(&tag);
        mark.inside(property);
    }
    wrap(value)
}

/// Writes the tag into a variant.
pub(crate) fn tagged(mut value: Value, property: &str, tag: &str) -> Value {
    if let Value::Object(members) = &mut value {
        members.insert(property.to_owned(), Value::from(tag));
    }
    value
}
