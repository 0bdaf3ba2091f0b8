//! Repairs a text in which halves of surrogate pairs are escaped.

use super::Syntax;
use super::lenient::Lenient;
use crate::diagnostic::{Diagnostic, Diagnostics, SourceId};
use crate::document::{codes, surrogate};
use crate::pointer::Pointer;
use saphyr_parser::{Event, Input, Parser, ScalarStyle};
use std::ops::Range;

/// The text without such halves; `None` where there is none. A half that stands alone is reported.
pub(super) fn repair(
    text: &str,
    syntax: Syntax,
    source: SourceId,
    diagnostics: &mut Diagnostics,
) -> Option<String> {
    let quoted = (syntax == Syntax::Yaml).then(|| quoted(text));
    let repaired = surrogate::repair(text, quoted.as_deref())?;
    for at in repaired.alone {
        let (before, rest) = text.split_at_checked(at)?;
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        let half = rest.get(..6).unwrap_or_default();
        let message = format!("`{half}` is half a character; it is read as `\\ufffd`");
        let note = Diagnostic::new(codes::COERCED, message).at(source, &Pointer::root());
        diagnostics.push(note.position(line, column));
    }
    Some(repaired.text)
}

/// The scalars of a YAML text in double quotes, where alone a backslash escapes.
fn quoted(text: &str) -> Vec<Range<usize>> {
    let text = &surrogate::hide(text);
    let strict = ranges(Parser::new_from_str(text));
    let ranges = strict.or_else(|| ranges(Parser::new(Lenient::new(text))));
    // From characters to bytes: what is quoted comes in order.
    let mut bytes = text.char_indices().map(|(at, _)| at).chain([text.len()]).enumerate();
    let mut byte = |character: usize| bytes.find(|(index, _)| *index == character).map(|(_, at)| at);
    ranges.into_iter().flatten().filter_map(|range| Some(byte(range.start)?..byte(range.end)?)).collect()
}

/// Where they stand, in characters; `None` where the text is not YAML.
fn ranges<I: Input>(mut parser: Parser<'_, I>) -> Option<Vec<Range<usize>>> {
    let mut ranges = Vec::new();
    while let Some(event) = parser.next_event() {
        if let (Event::Scalar(_, ScalarStyle::DoubleQuoted, ..), span) = event.ok()? {
            ranges.push(span.start.index()..span.end.index());
        }
    }
    Some(ranges)
}
