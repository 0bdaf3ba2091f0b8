//! YAML 1.2 written as YAML 1.1: `serde_yaml` follows the older, and refuses some texts that `saphyr-parser` reads.

use super::lenient::Lenient;
use crate::document::locate::{Position, position};
use saphyr_parser::{Event, Input, Marker, Parser, ScalarStyle, Span, Tag};
use std::fmt::Write;

/// A document in flow style, each event in a line of its own, so that the places in the original are known.
#[derive(Default)]
pub(super) struct Rewritten {
    pub(super) text: String,
    /// For each line, where it came from.
    markers: Vec<Marker>,
    open: Vec<Inside>,
}

/// What the next node is.
#[derive(Clone, Copy, PartialEq)]
enum Inside {
    List,
    Key,
    Value,
}

impl Rewritten {
    /// The same document; `None` where the text is not YAML 1.2 either.
    pub(super) fn of(text: &str) -> Option<Self> {
        // The parser takes characters that YAML does not allow.
        if text.contains(|letter: char| letter.is_control() && !"\t\n\r\u{85}".contains(letter)) {
            return None;
        }
        let strict = Self::rewrite(Parser::new_from_str(text), text);
        strict.or_else(|| Self::rewrite(Parser::new(Lenient::new(text)), text))
    }

    /// Where a line of the rewritten text came from.
    pub(super) fn origin(&self, line: usize) -> Option<Position> {
        self.markers.get(line.checked_sub(1)?).map(position)
    }

    fn rewrite<I: Input>(mut parser: Parser<'_, I>, text: &str) -> Option<Self> {
        let lines: Vec<&str> = text.lines().collect();
        let mut this = Self::default();
        while let Some(event) = parser.next_event() {
            let (event, Span { start, .. }) = event.ok()?;
            let line = lines.get(start.line().saturating_sub(1)).copied().unwrap_or_default();
            let is_key = this.open.last() == Some(&Inside::Key);
            // The parser takes tabs as indentation, of which nobody can say how much they are.
            let opens = matches!(event, Event::MappingStart(..) | Event::SequenceStart(..));
            if (opens || is_key) && is_indented_by_tab(line, start.col()) {
                return None;
            }
            match event {
                Event::Alias(anchor) => this.node(&format!("*{anchor}"), None),
                // It takes a value without its key, too.
                Event::Scalar(text, ScalarStyle::Plain, ..) if is_key && text.is_empty() => return None,
                Event::Scalar(text, style, anchor, tag) => {
                    let text = scalar(&text, style, is_key);
                    this.node(&(properties(anchor, tag.as_deref()) + &text), None);
                }
                Event::SequenceStart(anchor, tag) => {
                    this.node(&(properties(anchor, tag.as_deref()) + "["), Some(Inside::List));
                }
                Event::MappingStart(anchor, tag) => {
                    this.node(&(properties(anchor, tag.as_deref()) + "{"), Some(Inside::Key));
                }
                Event::SequenceEnd => this.end("]"),
                Event::MappingEnd => this.end("}"),
                _ => continue,
            }
            this.text.push('\n');
            this.markers.push(start);
        }
        Some(this)
    }

    /// Writes a node, or the start of one.
    fn node(&mut self, text: &str, opens: Option<Inside>) {
        let sign = match self.open.last() {
            Some(Inside::Key) => "?",
            Some(Inside::Value) => ":",
            _ => "",
        };
        let _ = write!(self.text, " {sign} {text}");
        match opens {
            Some(inside) => self.open.push(inside),
            None => self.is_done(),
        }
    }

    fn end(&mut self, bracket: &str) {
        self.open.pop();
        self.text.push_str(bracket);
        self.is_done();
    }

    /// Goes on behind a node.
    fn is_done(&mut self) {
        match self.open.last_mut() {
            Some(inside @ Inside::Key) => *inside = Inside::Value,
            Some(Inside::List) => self.text.push(','),
            Some(inside) => {
                *inside = Inside::Key;
                self.text.push(',');
            }
            None => {}
        }
    }
}

/// Whether a tab indents what begins in this column, other than a list or a mapping in flow style.
fn is_indented_by_tab(line: &str, column: usize) -> bool {
    let start = line.char_indices().nth(column).map_or(line.len(), |(at, _)| at);
    let (before, rest) = line.split_at(start);
    before.trim().is_empty() && before.contains('\t') && !rest.starts_with(['[', '{', ']', '}'])
}

/// The anchor of a node and its tag, if that is YAML's own: others are ignored.
fn properties(anchor: usize, tag: Option<&Tag>) -> String {
    let mut text = if anchor > 0 { format!("&{anchor} ") } else { String::new() };
    if let Some(tag) = tag.filter(|tag| tag.is_yaml_core_schema()) {
        let _ = write!(text, "!!{} ", tag.suffix);
    }
    text
}

/// A scalar in quotes, unless it had none and they would make another value of it.
fn scalar(text: &str, style: ScalarStyle, is_key: bool) -> String {
    if style == ScalarStyle::Plain && !is_key {
        let is_word = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
        if is_word && text.contains(|letter: char| letter.is_ascii_alphanumeric()) {
            return text.to_owned();
        }
        if text.is_empty() || text == "~" {
            return "~".to_owned();
        }
    }
    // The quotes of JSON are those of YAML, but for the ends of lines of YAML 1.1.
    let quoted = serde_json::Value::from(text).to_string();
    quoted.replace('\u{85}', "\\u0085").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}
