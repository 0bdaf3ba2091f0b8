//! Documentation as `doc` attributes.

mod html;
mod inline;
mod limits;
mod line;
mod markdown;
mod sentence;

use crate::ir::Docs;
pub(crate) use crate::markdown::code;
pub(crate) use limits::sentences;
pub(crate) use markdown::clean;
use proc_macro2::{Delimiter, Group, Ident, Literal, Punct, Spacing, Span, TokenStream, TokenTree};
pub(crate) use sentence::first_sentence;

/// Stands between the lines of a documentation comment while it is an attribute. Documents cannot bring it in: what is
/// no printable character is taken out of their texts.
pub(crate) const LINE: char = '\u{1}';

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

    /// The comment of an item: one `#[doc = "..."]` per line, which the formatter writes as `///`.
    pub(crate) fn outer(&self) -> TokenStream {
        self.attributes(false)
    }

    /// The comment of the module it stands in: `//!`.
    pub(crate) fn inner(&self) -> TokenStream {
        self.attributes(true)
    }

    /// One attribute for all lines: a quarter of the output is documentation, and tokens, parser and formatter take
    /// each attribute by itself. `format.rs` makes lines of it again.
    fn attributes(&self, is_inner: bool) -> TokenStream {
        if self.0.is_empty() {
            return TokenStream::new();
        }
        let mut text = String::new();
        for (index, line) in self.0.iter().enumerate() {
            if index > 0 {
                text.push(LINE);
            }
            if !line.is_empty() {
                text.push(' ');
                text.push_str(line);
            }
        }
        let content: [TokenTree; 3] = [
            Ident::new("doc", Span::call_site()).into(),
            Punct::new('=', Spacing::Alone).into(),
            Literal::string(&text).into(),
        ];
        let hash = TokenTree::from(Punct::new('#', Spacing::Alone));
        let bang = is_inner.then(|| TokenTree::from(Punct::new('!', Spacing::Alone)));
        let attribute = Group::new(Delimiter::Bracket, content.into_iter().collect());
        [Some(hash), bang, Some(attribute.into())].into_iter().flatten().collect()
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
