//! Scalars without quotes where a string is wanted: `1.10` in an enumeration of strings is not `1.1`.

use super::read_yaml_1_1;
use super::unquoted::{is_affected, may_differ};
use super::value::{Reader, Syntax};
use crate::diagnostic::{Diagnostic, Diagnostics, SourceId};
use crate::document::locate::texts_at;
use crate::document::place::JsonPlace;
use crate::document::{codes, read::describe};
use crate::pointer::Pointer;
use serde_json::Value;

/// Turns numbers and booleans that are values of schemas of strings into the text that they were written as, if that
/// is not how JSON writes them.
pub(super) fn restore(value: &mut Value, text: &str, source: SourceId, diagnostics: &mut Diagnostics) {
    let mut scalars = Vec::new();
    collect(value, &JsonPlace::ROOT, &mut scalars);
    for (pointer, rest) in scalars.iter().zip(texts_at(text, &scalars)) {
        let Some(scalar) = value.pointer_mut(pointer.as_str()) else { continue };
        let canonical = scalar.to_string();
        // The place is that of something else where the value came by an alias.
        let written = rest.and_then(word).filter(|written| {
            let again = read_yaml_1_1(written, &mut Reader::new(Syntax::Yaml, written.len()));
            *written != canonical && again.is_ok_and(|again| again == *scalar)
        });
        if let Some(written) = written {
            let message = format!("`{written}` is {}; it is read as a string", describe(scalar));
            diagnostics.push(Diagnostic::new(codes::COERCED, message).at(source, pointer));
            *scalar = Value::from(written);
        }
    }
}

fn collect(value: &Value, at: &JsonPlace<'_>, scalars: &mut Vec<Pointer>) {
    match value {
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| collect(item, &at.index(index), scalars));
        }
        Value::Object(members) => {
            let is_affected = is_affected(members);
            for (key, member) in members {
                let at = at.key(key);
                match (key.as_str(), member) {
                    ("enum", Value::Array(values)) if is_affected => {
                        let numbered = values.iter().enumerate().filter(|(_, value)| may_differ(value));
                        scalars.extend(numbered.map(|(index, _)| at.index(index).pointer()));
                    }
                    ("const" | "default", scalar) if is_affected && may_differ(scalar) => {
                        scalars.push(at.pointer());
                    }
                    _ => collect(member, &at, scalars),
                }
            }
        }
        _ => {}
    }
}

/// The word that a text starts with, or that stands behind the key that it starts with.
fn word(rest: &str) -> Option<&str> {
    let mut words = rest.lines().next()?.split([' ', '\t', ',', ']', '}']).filter(|word| !word.is_empty());
    words.next().and_then(|word| if word.ends_with(':') { words.next() } else { Some(word) })
}
