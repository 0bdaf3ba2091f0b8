//! Documentation: the texts of comments.

mod comments;
mod html;
mod inline;
mod lead;
mod limits;
mod line;
mod markdown;
mod sentence;

use crate::ir::Docs;
pub(crate) use crate::markdown::code;
pub(crate) use comments::Comments;
pub(crate) use lead::{item, led};
pub(crate) use limits::sentences;
pub(crate) use markdown::clean;
use proc_macro2::TokenStream;
pub(crate) use sentence::first_sentence;

/// The text of a documentation comment, line by line; paragraphs are separated by blank lines.
#[derive(Clone, Debug, Default)]
pub(crate) struct Text(Vec<String>);

impl Text {
    /// Starts with one paragraph of one line.
    pub(crate) fn of(line: impl Into<String>) -> Self {
        Self(vec![line.into()])
    }

    /// What the document says about an item, or `fallback` where it says nothing.
    pub(crate) fn of_docs(docs: &Docs, fallback: &str) -> Self {
        let mut text = Self::default();
        text.prose(docs);
        if text.0.is_empty() {
            text.paragraph([fallback.to_owned()]);
        }
        text.remarks(docs);
        text
    }

    /// Adds the summary and the description; a description that repeats the summary is written once.
    pub(crate) fn prose(&mut self, docs: &Docs) {
        let summary = docs.summary.as_deref().map(clean).unwrap_or_default();
        let description = docs.description.as_deref().map(clean).unwrap_or_default();
        if !repeats(&description, &summary) {
            self.paragraph(summary);
        }
        self.paragraph(description);
    }

    /// Adds the limits, the example and the link.
    pub(crate) fn remarks(&mut self, docs: &Docs) {
        for sentence in sentences(docs) {
            self.paragraph(clean(&sentence));
        }
        let Docs { summary: _, description: _, limits: _, link, example, deprecated: _ } = docs;
        if let Some(example) = example {
            self.paragraph([format!("Example: `{example}`")]);
        }
        if let Some(link) = link.as_deref().filter(|link| is_web_address(link)) {
            let link = if link.contains(['(', ')']) { format!("<{link}>") } else { link.to_owned() };
            self.paragraph([format!("[Reference]({link})")]);
        }
    }

    /// Adds a paragraph, which may have blank lines inside.
    pub(crate) fn paragraph(&mut self, lines: impl IntoIterator<Item = String>) {
        let mut lines = lines.into_iter().peekable();
        if lines.peek().is_some() && !self.0.is_empty() {
            self.0.push(String::new());
        }
        self.0.extend(lines);
    }

    /// Adds a section with a heading, if it has lines.
    pub(crate) fn section(&mut self, heading: &str, lines: impl IntoIterator<Item = String>) {
        let mut lines = lines.into_iter().peekable();
        if lines.peek().is_some() {
            self.paragraph([format!("# {heading}"), String::new()]);
            self.0.extend(lines);
        }
    }

    /// The comment of an item: `///`.
    pub(crate) fn outer(self, comments: &Comments) -> TokenStream {
        comments.keep(self, false)
    }

    /// The comment of the module it stands in: `//!`.
    pub(crate) fn inner(self, comments: &Comments) -> TokenStream {
        comments.keep(self, true)
    }
}

/// Whether a description begins with the summary, so that the summary need not stand before it.
fn repeats(description: &[String], summary: &[String]) -> bool {
    let joined = |lines: &[String]| lines.join(" ");
    let summary = joined(summary);
    summary.is_empty() || joined(description).starts_with(summary.trim_end_matches(['.', '\u{2026}']))
}

fn is_web_address(link: &str) -> bool {
    (link.starts_with("https://") || link.starts_with("http://"))
        && !link.contains(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '\\' | '`'))
}
