//! A named value of a request.

use super::Style;
use crate::runtime::wire::{Encode, Mode, REDACTED, Shown, Value};
use std::borrow::Cow;
use std::fmt;

/// A parameter or property: its name, its value, and how the value is written.
#[derive(Clone, PartialEq)]
pub(super) struct Entry {
    pub(super) name: Cow<'static, str>,
    pub(super) value: Value,
    pub(super) style: Style,
    pub(super) explode: bool,
    /// What `Debug` shows in place of the value, where the value holds a secret.
    shown: Option<Value>,
}

impl Entry {
    pub(super) fn new(
        name: impl Into<Cow<'static, str>>,
        value: &dyn Encode,
        style: Style,
        explode: bool,
    ) -> Self {
        let name = name.into();
        let written = value.encode(Mode::Request);
        let is_composite = written.is_object() || written.is_array();
        let shown = if value.is_secret() || is_secret_name(&name) {
            Some(Value::from(REDACTED))
        } else if is_composite {
            Some(value.encode(Mode::Debug)).filter(|shown| *shown != written)
        } else {
            None
        };
        Self { name, value: written, style, explode, shown }
    }

    /// The same entry, of which something else is shown.
    pub(super) fn shown_as(mut self, shown: Value) -> Self {
        self.shown = Some(shown);
        self
    }

    /// The same entry with a mark in the place of each secret.
    pub(super) fn redacted(&self) -> Self {
        let value = match &self.shown {
            Some(shown) => redact(&self.value, Some(shown)),
            None => redact(&self.value, Some(&self.value)),
        };
        Self { value, ..self.clone() }
    }

    /// Takes an object apart; nothing comes of any other value.
    pub(super) fn members(self) -> Vec<Self> {
        let Value::Object(members) = self.value else { return Vec::new() };
        let shown = self.shown;
        let member = |(name, value): (String, Value)| Self {
            shown: shown.as_ref().map(|shown| shown.get(&name).cloned().unwrap_or(Value::Null)),
            name: name.into(),
            value,
            style: self.style,
            explode: self.explode,
        };
        members.into_iter().map(member).collect()
    }
}

impl fmt::Debug for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {:?}", self.name, Shown(self.shown.as_ref().unwrap_or(&self.value)))
    }
}

/// The value with a mark wherever `shown`, which is what `Debug` shows of it, is another, and under each name of a secret.
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
fn is_secret_name(name: &str) -> bool {
    ["token", "secret", "password", "appsecret_proof"].iter().any(|part| name.ends_with(part))
}

/// Sets an entry: one of the same name gives way.
pub(super) fn set(entries: &mut Vec<Entry>, entry: Entry) {
    match entries.iter_mut().find(|known| known.name == entry.name) {
        Some(known) => *known = entry,
        None => entries.push(entry),
    }
}
