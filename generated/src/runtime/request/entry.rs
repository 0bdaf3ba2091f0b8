//! A named value of a request.

use super::style::{Flat, How, Style};
use crate::runtime::wire::{Encode, Mode, REDACTED, Shown, Value};
use std::borrow::Cow;
use std::fmt;

/// A parameter or property: its name, its value, and how the value is written.
#[derive(Clone, PartialEq)]
pub(super) struct Entry {
    pub(super) name: Cow<'static, str>,
    pub(super) value: Value,
    pub(super) how: How,
    /// What `Debug` shows in place of the value, where the value holds a secret.
    shown: Option<Value>,
}

impl Entry {
    pub(super) fn new(name: impl Into<Cow<'static, str>>, value: &dyn Encode, how: How) -> Self {
        Self::written(name, value, value.encode(Mode::Request), how)
    }

    /// The entry of a part of a multipart form, in which files stay files.
    pub(super) fn of_part(name: impl Into<Cow<'static, str>>, value: &dyn Encode, how: How) -> Self {
        Self::written(name, value, value.encode(Mode::Multipart), how)
    }

    fn written(name: impl Into<Cow<'static, str>>, value: &dyn Encode, written: Value, how: How) -> Self {
        let name = name.into();
        let is_composite = written.is_object() || written.is_array();
        let shown = if value.is_secret() || is_secret_name(&name) {
            Some(Value::from(REDACTED))
        } else if is_composite {
            Some(value.encode(Mode::Debug)).filter(|shown| *shown != written)
        } else {
            None
        };
        Self { name, value: written, how, shown }
    }

    /// The same entry, of which something else is shown.
    pub(super) fn shown_as(mut self, shown: Value) -> Self {
        self.shown = Some(shown);
        self
    }

    /// The same entry, written in another way.
    pub(super) fn written_as(self, how: How) -> Self {
        Self { how, ..self }
    }

    /// The same entry, of which nothing is shown.
    pub(super) fn hidden(self) -> Self {
        self.shown_as(REDACTED.into())
    }

    /// Sets a member of an object.
    pub(super) fn insert(&mut self, name: &str, value: Value) {
        for object in [Some(&mut self.value), self.shown.as_mut()].into_iter().flatten() {
            if let Value::Object(members) = object {
                members.insert(name.to_owned(), value.clone());
            }
        }
    }

    /// A pair that the entry is written as.
    pub(super) fn pair(&self, name: String, text: String) -> Self {
        let shown = self.shown.is_some().then(|| REDACTED.into());
        Self { name: name.into(), value: text.into(), how: How::new(Style::Plain, false), shown }
    }

    /// The items of a list as entries of the same name.
    pub(super) fn items(self) -> Vec<Self> {
        let Value::Array(items) = &self.value else { return vec![self] };
        let shown = self.shown.as_ref().map(|shown| shown.as_array().map(Vec::as_slice));
        let item = |(at, value): (usize, &Value)| Self {
            shown: shown
                .map(|items| items.and_then(|items| items.get(at).cloned()).unwrap_or(REDACTED.into())),
            name: self.name.clone(),
            value: value.clone(),
            how: self.how,
        };
        items.iter().enumerate().map(item).collect()
    }

    /// The same entry with a mark in the place of each secret.
    pub(super) fn redacted(&self) -> Self {
        let value = match &self.shown {
            Some(shown) => redact(&self.value, Some(shown)),
            None => redact(&self.value, Some(&self.value)),
        };
        Self { value, ..self.clone() }
    }

    /// Whether the value is, or has in it, what must not be shown.
    pub(super) fn holds_secret(&self) -> bool {
        self.shown.is_some()
    }

    /// The value of a header, in which nothing is percent-encoded.
    pub(super) fn header_text(&self) -> String {
        Flat::new(&self.value, self.how.style, str::to_owned).row(self.how.explode).join(",")
    }

    /// Takes an object apart, each member to be written in its own way; nothing comes of any other value.
    pub(super) fn members(self, how: impl Fn(&str) -> How) -> Vec<Self> {
        let Value::Object(members) = self.value else { return Vec::new() };
        let shown = self.shown;
        let member = |(name, value): (String, Value)| Self {
            shown: shown.as_ref().map(|shown| shown.get(&name).cloned().unwrap_or(Value::Null)),
            how: how(&name),
            name: name.into(),
            value,
        };
        members.into_iter().map(member).collect()
    }
}

impl fmt::Debug for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {:?}", self.name, Shown(self.shown.as_ref().unwrap_or(&self.value)))
    }
}

/// The value with a mark wherever `shown`, which is what `Debug` shows of it, is another, and under each name of a
/// secret.
fn redact(value: &Value, shown: Option<&Value>) -> Value {
    match (value, shown) {
        (Value::Object(members), Some(Value::Object(shown))) => {
            let redacted = members.iter().map(|(name, value)| {
                let value =
                    if is_secret_name(name) { REDACTED.into() } else { redact(value, shown.get(name)) };
                (name.clone(), value)
            });
            Value::Object(redacted.collect())
        }
        (Value::Array(items), Some(Value::Array(shown))) if items.len() == shown.len() => {
            Value::Array(items.iter().zip(shown).map(|(item, shown)| redact(item, Some(shown))).collect())
        }
        (_, Some(shown)) if !shown.is_object() && !shown.is_array() => shown.clone(),
        _ => REDACTED.into(),
    }
}

/// Whether a parameter of this name holds a secret, even where the caller gives it as plain text.
pub(super) fn is_secret_name(name: &str) -> bool {
    ["token", "secret", "password", "proof"].iter().any(|part| name.ends_with(part))
}

/// Sets an entry: one of the same name gives way.
pub(super) fn set(entries: &mut Vec<Entry>, entry: Entry) {
    match entries.iter_mut().find(|known| known.name == entry.name) {
        Some(known) => *known = entry,
        None => entries.push(entry),
    }
}
