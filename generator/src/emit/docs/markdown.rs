//! The blocks of a description: paragraphs, lists, headings and fences, written so that rustdoc and Clippy read them
//! as the document meant them.
//!
//! Indentation is rewritten, since four spaces would become a doctest, and fences are tagged as text for the same
//! reason.

use super::line::{fence_of, is_heading, is_rule, list_marker, shielded, unquote};
use super::{html, inline};
use std::borrow::Cow;

/// The lines of a description as clean Markdown, without blank lines at either end.
pub(crate) fn clean(text: &str) -> Vec<String> {
    let mut text = Cow::Borrowed(text);
    if text.contains(is_unwanted) {
        text = text.chars().filter(|c| !is_unwanted(*c)).collect();
    }
    if text.contains('<') {
        text = html::to_markdown(&text).into();
    }
    let mut blocks = Blocks::default();
    for line in text.split('\n') {
        blocks.line(&line.trim_end().replace('\t', "    "));
    }
    blocks.finish()
}

/// Control characters, and those that change the direction of text, which rustc refuses in comments.
fn is_unwanted(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// A list item that is open.
struct Item {
    /// The column of its marker in the source.
    column: usize,
    /// The column of its text in the output.
    offset: usize,
    is_ordered: bool,
}

#[derive(Default)]
struct Blocks {
    out: Vec<String>,
    paragraph: Vec<String>,
    /// What the first and the other lines of the paragraph begin with.
    first: String,
    other: String,
    items: Vec<Item>,
    /// The characters that end the open fence.
    fence: Option<String>,
    was_blank: bool,
    was_quote: bool,
}

impl Blocks {
    fn line(&mut self, line: &str) {
        if let Some(fence) = &self.fence {
            let ends = line
                .trim()
                .strip_prefix(fence.as_str())
                .is_some_and(|rest| rest.chars().all(|c| fence.starts_with(c)));
            if ends {
                self.close_fence();
            } else {
                self.out.push(line.to_owned());
            }
            return;
        }
        let (is_quote, line) = unquote(line);
        if is_quote != self.was_quote {
            self.blank();
            self.was_quote = is_quote;
        }
        self.block(line);
    }

    fn block(&mut self, line: &str) {
        let text = line.trim_start();
        let column = line.len() - text.len();
        if text.is_empty() {
            self.blank();
        } else if let Some(fence) = fence_of(text) {
            self.open_fence(fence);
        } else if is_rule(text) {
            self.alone("---");
        } else if is_heading(text) {
            self.alone(&inline::clean(text));
        } else if text.bytes().all(|b| b == b'=') {
            self.flush();
        } else if let Some((marker, text)) = list_marker(text) {
            self.item(column, marker, text);
        } else {
            self.text(column, text);
        }
    }

    fn blank(&mut self) {
        self.flush();
        self.was_blank = true;
    }

    /// Makes sure that a blank line stands between what was written and what follows.
    fn separate(&mut self) {
        if self.out.last().is_some_and(|line| !line.is_empty()) {
            self.out.push(String::new());
        }
    }

    /// A line that is a block of its own and ends every list.
    fn alone(&mut self, line: &str) {
        self.flush();
        self.items.clear();
        self.separate();
        self.out.push(line.to_owned());
        self.out.push(String::new());
    }

    fn open_fence(&mut self, fence: &str) {
        self.flush();
        self.items.clear();
        self.separate();
        self.out.push("```text".to_owned());
        self.fence = Some(fence.to_owned());
    }

    fn close_fence(&mut self) {
        let start = self.out.iter().rposition(|line| line == "```text").unwrap_or_default();
        let inside = self.out.get(start + 1..).unwrap_or_default();
        // A fence inside a fence needs a longer one around it.
        let ticks = if inside.iter().any(|line| line.contains("```")) { "``````" } else { "```" };
        if let Some(line) = self.out.get_mut(start) {
            *line = format!("{ticks}text");
        }
        self.out.push(ticks.to_owned());
        self.out.push(String::new());
        self.fence = None;
        self.was_blank = true;
    }

    fn item(&mut self, column: usize, marker: &str, text: &str) {
        self.flush();
        let is_ordered = marker != "-";
        let mut before = None;
        while let Some(item) = self.items.last().filter(|item| column < item.column + 2) {
            before = Some(item.is_ordered);
            self.items.pop();
        }
        let offset = self.items.last().map_or(0, |item| item.offset);
        // Only a list that begins with 1 may interrupt a paragraph, and a list of another kind is another list.
        let continues = before == Some(is_ordered);
        if !continues && (offset == 0 || is_ordered || before.is_some()) {
            self.separate();
        }
        self.first = format!("{}{marker} ", " ".repeat(offset));
        let offset = self.first.len();
        self.other = " ".repeat(offset);
        self.items.push(Item { column, offset, is_ordered });
        self.was_blank = false;
        if !text.is_empty() {
            self.paragraph.push(text.to_owned());
        }
    }

    fn text(&mut self, column: usize, text: &str) {
        if self.paragraph.is_empty() {
            if self.was_blank {
                while self.items.last().is_some_and(|item| column <= item.column) {
                    self.items.pop();
                }
                self.separate();
            }
            if self.was_blank || self.items.is_empty() {
                self.other = " ".repeat(self.items.last().map_or(0, |item| item.offset));
                self.first.clone_from(&self.other);
            }
            if self.items.is_empty() {
                self.separate();
            }
            self.was_blank = false;
        }
        self.paragraph.push(text.to_owned());
    }

    fn flush(&mut self) {
        let paragraph = std::mem::take(&mut self.paragraph);
        let text = inline::clean(&paragraph.join("\n"));
        let lines = text.split('\n').map(str::trim).filter(|line| !line.is_empty());
        for (at, line) in lines.enumerate() {
            let start = if at == 0 { &self.first } else { &self.other };
            self.out.push(format!("{start}{}", shielded(line)));
        }
    }

    fn finish(mut self) -> Vec<String> {
        self.flush();
        if self.fence.is_some() {
            self.close_fence();
        }
        while self.out.last().is_some_and(String::is_empty) {
            self.out.pop();
        }
        self.out
    }
}

#[cfg(test)]
mod tests {
    use super::clean;

    fn cleaned(text: &str) -> String {
        clean(text).join("\n")
    }

    #[test]
    fn indented_text_is_no_code_and_fences_are_text() {
        assert_eq!(cleaned("one\n\n    two\n"), "one\n\ntwo");
        assert_eq!(cleaned("a\n```json\n  {\"x\": [1]}\n```\nb"), "a\n\n```text\n  {\"x\": [1]}\n```\n\nb");
        assert_eq!(cleaned("~~~\nopen"), "```text\nopen\n```");
        assert_eq!(cleaned("```inline``` text"), "```inline``` text");
    }

    #[test]
    fn lists_are_indented_as_clippy_wants_them() {
        assert_eq!(cleaned("Values:\n* one\nlazy\n* two"), "Values:\n\n- one\n  lazy\n- two");
        assert_eq!(
            cleaned("1. one\n      over\n2. two\n   * deep\n     more"),
            "1. one\n   over\n2. two\n   - deep\n     more"
        );
        assert_eq!(cleaned("- one\n\n  still one\n\nout"), "- one\n\n  still one\n\nout");
        assert_eq!(cleaned("- - odd"), "- \\- odd");
        assert_eq!(cleaned("- one\n7. seven"), "- one\n\n7. seven");
    }

    #[test]
    fn headings_rules_and_quotes_stand_alone() {
        assert_eq!(cleaned("a\n# B\nc\n---\nd"), "a\n\n# B\n\nc\n\n---\n\nd");
        assert_eq!(cleaned("Title\n====\ntext"), "Title\n\ntext");
        assert_eq!(cleaned("> [!NOTE]\n> text\nafter"), "**Note**\ntext\n\nafter");
        assert_eq!(cleaned(">= 5"), "\\>= 5");
    }

    #[test]
    fn html_and_odd_characters() {
        assert_eq!(cleaned("<p>One</p><p>Two \u{202e}</p>"), "One\n\nTwo");
        assert_eq!(cleaned("  \n\n"), "");
        assert_eq!(cleaned("x\r\ny"), "x\ny");
    }
}
