//! Scalars without quotes where a string is wanted: `1.10` in an enumeration of strings is not `1.1`.

use super::read_yaml_1_1;
use super::unquoted::{is_affected, may_differ};
use super::value::{Reader, Syntax};
use crate::diagnostic::{Diagnostic, Diagnostics, SourceId};
use crate::document::locate::{Position, locate_all};
use crate::document::place::JsonPlace;
use crate::document::{codes, read::describe};
use crate::pointer::Pointer;
use serde_json::Value;

/// Turns numbers and booleans that are values of schemas of strings into the text that they were written as, if that
/// is not how JSON writes them.
pub(super) fn restore(value: &mut Value, text: &str, source: SourceId, diagnostics: &mut Diagnostics) {
    let mut scalars = Vec::new();
    collect(value, &JsonPlace::ROOT, &mut scalars);
    let lines: Vec<&str> = text.lines().collect();
    for (pointer, place) in scalars.iter().zip(locate_all(text, &scalars)) {
        let Some(scalar) = value.pointer_mut(pointer.as_str()) else { continue };
        let canonical = scalar.to_string();
        // The place is that of something else where the value came by an alias.
        let written = place.and_then(|place| written_at(&lines, place)).filter(|written| {
            let again = read_yaml_1_1(written, &mut Reader::new(Syntax::Yaml, written.len()));
            *written != canonical && again.is_ok_and(|again| again == *scalar)
        });
        if let Some(written) = written {
            let message = format!("`{written}` is {}; it is read as a string", describe(scalar));
            diagnostics.push(Diagnostic::note(codes::COERCED, message).at(source, pointer));
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

/// The word at a place, or behind the key that is there.
fn written_at<'t>(lines: &[&'t str], (line, column): Position) -> Option<&'t str> {
    let line = lines.get(line.checked_sub(1)?)?;
    let (start, _) = line.char_indices().nth(column.checked_sub(1)?)?;
    let there = line.get(start..)?;
    let mut words = there.split([' ', '\t', ',', ']', '}']).filter(|word| !word.is_empty());
    words.next().and_then(|word| if word.ends_with(':') { words.next() } else { Some(word) })
}
