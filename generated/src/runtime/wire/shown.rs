//! `Debug` of what is written as JSON: short, and without secrets.

use super::{Encode, Mode, Value};
use std::fmt;

/// What stands in place of a secret.
pub(crate) const REDACTED: &str = "[redacted]";

/// Shows a value under the name of its type.
pub fn show(f: &mut fmt::Formatter<'_>, name: &str, value: &dyn Encode) -> fmt::Result {
    show_as(f, name, value.encode(Mode::Debug))
}

/// As [`show`], without the texts in it unless `{:#?}` asks for them.
pub(crate) fn show_private(f: &mut fmt::Formatter<'_>, name: &str, value: &dyn Encode) -> fmt::Result {
    show_as(f, name, value.encode(if f.alternate() { Mode::Debug } else { Mode::Private }))
}

fn show_as(f: &mut fmt::Formatter<'_>, name: &str, value: Value) -> fmt::Result {
    match value {
        Value::Object(members) => {
            let mut shown = f.debug_struct(name);
            for (key, value) in &members {
                shown.field(key, &Shown(value));
            }
            shown.finish()
        }
        other => f.debug_tuple(name).field(&Shown(&other)).finish(),
    }
}

/// Shows JSON as JSON.
pub(crate) struct Shown<'a>(pub(crate) &'a Value);

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Value::Array(items) => f.debug_list().entries(items.iter().map(Shown)).finish(),
            Value::Object(members) => {
                f.debug_map().entries(members.iter().map(|(key, value)| (key, Shown(value)))).finish()
            }
            scalar => write!(f, "{scalar}"),
        }
    }
}
