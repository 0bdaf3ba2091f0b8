//! From text to a value: the only place that knows the syntaxes, and the only one that uses `serde_yaml`.

mod bytes;
mod failure;
mod halves;
mod lenient;
mod rewrite;
mod root;
mod unquoted;
mod value;
mod written;

pub use bytes::decode;
pub(super) use root::{check_root, describe};

use super::codes;
use crate::diagnostic::{Diagnostic, Diagnostics, SourceId};
use crate::pointer::Pointer;
use failure::{Cause, Failure};
use rewrite::Rewritten;
use serde::de::DeserializeSeed;
use serde_json::Value;
use value::{Reader, Syntax};

/// Reads JSON or YAML; `None` if there was an error.
///
/// The order of mappings is kept, keys are strings, merge keys are applied, and duplicate keys are errors. Deep nesting
/// and aliases of aliases only cost a diagnostic.
pub(super) fn read(text: &str, source: SourceId, diagnostics: &mut Diagnostics) -> Option<Value> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let is_comment = |line: &str| line.trim_start().starts_with('#') || line.trim().is_empty();
    if text.lines().all(is_comment) {
        let is_bare = text.trim().is_empty();
        let message = if is_bare { "the file is empty" } else { "the file contains only comments" };
        let error = Diagnostic::new(codes::EMPTY, message);
        diagnostics.push(error.at(source, &Pointer::root()).position(1, 1));
        return None;
    }
    let syntax = if is_json(text) { Syntax::Json } else { Syntax::Yaml };
    let (mut reader, mut result) = read_as(syntax, text);
    let is_refused = matches!(result, Err(Failure { cause: Cause::Syntax(_), .. }));
    let repaired = is_refused.then(|| halves::repair(text, syntax, source, diagnostics)).flatten();
    let text = repaired.as_deref().unwrap_or(text);
    if repaired.is_some() {
        (reader, result) = read_as(syntax, text);
    }
    report_tags(text, &reader, source, diagnostics);
    match result {
        Ok(mut value) => {
            if reader.has_unquoted {
                written::restore(&mut value, text, source, diagnostics);
            }
            Some(value)
        }
        Err(Failure { cause: Cause::Duplicate(_), .. }) if report_duplicates(text, source, diagnostics) => {
            None
        }
        Err(failure) => {
            diagnostics.push(failure.into_diagnostic(source));
            None
        }
    }
}

/// JSON starts with a brace and a quoted key; `{openapi: 3.0.3}` is YAML.
fn is_json(text: &str) -> bool {
    let Some(rest) = text.trim_start().strip_prefix('{') else {
        return text.trim_start().starts_with('[');
    };
    matches!(rest.trim_start().chars().next(), None | Some('"' | '}'))
}

fn read_as(syntax: Syntax, text: &str) -> (Reader, Result<Value, Failure>) {
    let mut reader = Reader::new(syntax, text.len());
    let result = match syntax {
        Syntax::Json => read_json(text, &mut reader),
        Syntax::Yaml => read_yaml(text, &mut reader),
    };
    (reader, result)
}

fn read_json(text: &str, reader: &mut Reader) -> Result<Value, Failure> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = reader.seed().deserialize(&mut deserializer);
    value.and_then(|value| deserializer.end().map(|()| value)).map_err(|error| {
        let message = error.to_string();
        let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(text, _)| text);
        // The position is a count of bytes.
        let column = column_of(text, error.line(), error.column().max(1));
        let cause = reader.failure.take().unwrap_or_else(|| Cause::of(message));
        Failure { cause, position: Some((error.line(), column)) }
    })
}

fn read_yaml(text: &str, reader: &mut Reader) -> Result<Value, Failure> {
    let refusal = match read_yaml_1_1(text, reader) {
        Err(failure) if matches!(failure.cause, Cause::Syntax(_)) => failure,
        done => return done,
    };
    if let Some(second) = super::locate::second_document(text) {
        return Err(Failure { cause: Cause::SecondDocument, position: refusal.position.or(Some(second)) });
    }
    let Some(rewritten) = Rewritten::of(text) else { return Err(refusal) };
    *reader = Reader::new(Syntax::Yaml, text.len());
    match read_yaml_1_1(&rewritten.text, reader) {
        Err(Failure { cause: Cause::Syntax(_), .. }) => Err(refusal),
        Err(Failure { cause, position }) => {
            let position = position.and_then(|(line, _)| rewritten.origin(line));
            Err(Failure { cause, position })
        }
        Ok(value) => {
            // The tags are not rewritten.
            reader.is_tagged = true;
            Ok(value)
        }
    }
}

fn read_yaml_1_1(text: &str, reader: &mut Reader) -> Result<Value, Failure> {
    reader.seed().deserialize(serde_yaml::Deserializer::from_str(text)).map_err(|error| {
        let message = error.to_string();
        let position = error.location().map(|location| (location.line(), location.column()));
        let message = position
            .and_then(|(line, column)| message.strip_suffix(&format!(" at line {line} column {column}")))
            .unwrap_or(&message);
        // Messages start with the path of the value, which the position shows better.
        Failure { cause: reader.failure.take().unwrap_or_else(|| Cause::of(message)), position }
    })
}

/// The column counted in characters.
fn column_of(text: &str, line: usize, byte: usize) -> usize {
    let line = text.lines().nth(line.saturating_sub(1)).unwrap_or_default();
    line.char_indices().take_while(|(at, _)| at + 1 < byte).count() + 1
}

/// Reports every duplicate key, not just the one that ended the reading.
///
/// False if none was found: a different parser looks for them, which does not follow aliases and may stop earlier.
fn report_duplicates(text: &str, source: SourceId, diagnostics: &mut Diagnostics) -> bool {
    let found = super::locate::duplicates(text);
    let is_any = !found.is_empty();
    for (key, (line, column)) in found {
        let error = Diagnostic::new(codes::DUPLICATE_KEY, format!("duplicate key `{key}`"));
        let error = error.at(source, &Pointer::root()).position(line, column);
        diagnostics.push(error.hint("keep one of the two"));
    }
    is_any
}

fn report_tags(text: &str, reader: &Reader, source: SourceId, diagnostics: &mut Diagnostics) {
    if !reader.is_tagged {
        return;
    }
    for (tag, line, column) in super::locate::tags(text) {
        let message = format!("the YAML tag `{tag}` is ignored");
        let note = Diagnostic::new(codes::YAML_TAG, message);
        diagnostics.push(note.at(source, &Pointer::root()).position(line, column));
    }
}

#[cfg(test)]
mod tests;
