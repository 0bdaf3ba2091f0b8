//! From text to a value: the only place that knows the syntaxes, and the only one that uses `serde_yaml`.

mod bytes;
mod root;
mod value;

pub use bytes::decode;
pub(super) use root::{check_root, describe};

use super::codes;
use crate::diagnostic::{Diagnostic, Diagnostics, SourceId};
use crate::pointer::Pointer;
use serde::de::DeserializeSeed;
use serde_json::Value;
use value::{Reader, Syntax};

/// Reads JSON or YAML; `None` where an error was found.
///
/// The order of mappings is kept, keys are text, merge keys are applied, duplicate keys are errors, and neither
/// deep nesting nor aliases of aliases cost more than a diagnostic.
pub(super) fn read(text: &str, source: SourceId, diagnostics: &mut Diagnostics) -> Option<Value> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let is_comment = |line: &str| line.trim_start().starts_with('#') || line.trim().is_empty();
    if text.lines().all(is_comment) {
        let is_bare = text.trim().is_empty();
        let message = if is_bare { "the file is empty" } else { "the file holds nothing but comments" };
        let error = Diagnostic::error(codes::EMPTY, message);
        diagnostics.push(error.at(source, &Pointer::root()).position(1, 1));
        return None;
    }
    let mut reader = Reader::new(if is_json(text) { Syntax::Json } else { Syntax::Yaml }, text.len());
    let result = match reader.syntax {
        Syntax::Json => read_json(text, &mut reader),
        Syntax::Yaml => read_yaml(text, &mut reader),
    };
    report_tags(text, &reader, source, diagnostics);
    match result {
        Ok(value) => Some(value),
        Err(_) if reader.duplicate.is_some() && report_duplicates(text, source, diagnostics) => None,
        Err(failure) => {
            let position = failure.position.or_else(|| super::locate::second_document(text));
            diagnostics.push(Failure { position, ..failure }.into_diagnostic(source));
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

struct Failure {
    message: String,
    position: Option<(usize, usize)>,
}

fn read_json(text: &str, reader: &mut Reader) -> Result<Value, Failure> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    reader.seed().deserialize(&mut deserializer).and_then(|value| deserializer.end().map(|()| value)).map_err(
        |error| {
            let message = error.to_string();
            let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(text, _)| text);
            // The position is a count of bytes.
            let column = column_of(text, error.line(), error.column().max(1));
            Failure { message: message.to_owned(), position: Some((error.line(), column)) }
        },
    )
}

fn read_yaml(text: &str, reader: &mut Reader) -> Result<Value, Failure> {
    let deserializer = serde_yaml::Deserializer::from_str(text);
    reader.seed().deserialize(deserializer).map_err(|error| {
        let message = error.to_string();
        let position = error.location().map(|location| (location.line(), location.column()));
        let message = position
            .and_then(|(line, column)| message.strip_suffix(&format!(" at line {line} column {column}")))
            .unwrap_or(&message);
        // Messages start with the path of the value, which the position shows better.
        let message = reader.message.clone().unwrap_or_else(|| message.to_owned());
        Failure { message, position }
    })
}

/// The column counted in characters.
fn column_of(text: &str, line: usize, byte: usize) -> usize {
    let line = text.lines().nth(line.saturating_sub(1)).unwrap_or_default();
    line.char_indices().take_while(|(at, _)| at + 1 < byte).count() + 1
}

impl Failure {
    fn into_diagnostic(self, source: SourceId) -> Diagnostic {
        let text = &self.message;
        let (code, message, hint) = if text.contains("recursion limit") {
            let message = "the document is nested deeper than 128 levels".to_owned();
            (codes::NESTING, message, "give the inner schemas names under `components` and refer to them")
        } else if text.contains("repetition limit") {
            let message = "the aliases unfold to far more than the text holds".to_owned();
            (codes::ALIASES, message, "use `$ref` instead of YAML aliases")
        } else if text.contains("more than one document") {
            (codes::SYNTAX, "the file holds more than one YAML document".to_owned(), "split it at the `---`")
        } else if text.starts_with("duplicate key") {
            (codes::DUPLICATE_KEY, text.clone(), "keep one of the two")
        } else {
            (codes::SYNTAX, text.clone(), "the file must be JSON or YAML")
        };
        let diagnostic = Diagnostic::error(code, message).at(source, &Pointer::root()).hint(hint);
        match self.position {
            Some((line, column)) => diagnostic.position(line, column),
            None => diagnostic.position(1, 1),
        }
    }
}

/// Reports every key that its mapping has already, not only the one that ended the reading.
///
/// Says whether there are any: another parser looks for them, which knows no aliases and may end earlier.
fn report_duplicates(text: &str, source: SourceId, diagnostics: &mut Diagnostics) -> bool {
    let found = super::locate::duplicates(text);
    let is_any = !found.is_empty();
    for (key, (line, column)) in found {
        let error = Diagnostic::error(codes::DUPLICATE_KEY, format!("duplicate key `{key}`"));
        let error = error.at(source, &Pointer::root()).position(line, column);
        diagnostics.push(error.hint("keep one of the two"));
    }
    is_any
}

fn report_tags(text: &str, reader: &Reader, source: SourceId, diagnostics: &mut Diagnostics) {
    if reader.tags.is_empty() {
        return;
    }
    for (tag, line, column) in super::locate::tags(text) {
        let message = format!("the YAML tag `{tag}` is ignored");
        let note = Diagnostic::note(codes::YAML_TAG, message);
        diagnostics.push(note.at(source, &Pointer::root()).position(line, column));
    }
}

#[cfg(test)]
mod tests;
