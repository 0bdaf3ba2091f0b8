//! The text of a document for `saphyr-parser`, with more leave than YAML gives.

use saphyr_parser::{Input, StrInput};

/// A text in which a `:` before `[` or `{` ends a key, as in `{names:[a]}`.
///
/// By the letter of YAML 1.2 a space has to stand between them, but people leave it out, and parsers take it.
pub(super) struct Lenient<'t>(StrInput<'t>);

impl<'t> Lenient<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self(StrInput::new(text))
    }
}

impl Input for Lenient<'_> {
    fn lookahead(&mut self, count: usize) {
        self.0.lookahead(count);
    }

    fn buflen(&self) -> usize {
        self.0.buflen()
    }

    fn bufmaxlen(&self) -> usize {
        self.0.bufmaxlen()
    }

    fn raw_read_ch(&mut self) -> char {
        self.0.raw_read_ch()
    }

    fn raw_read_non_breakz_ch(&mut self) -> Option<char> {
        self.0.raw_read_non_breakz_ch()
    }

    fn skip(&mut self) {
        self.0.skip();
    }

    fn skip_n(&mut self, count: usize) {
        self.0.skip_n(count);
    }

    fn peek(&self) -> char {
        self.0.peek()
    }

    fn peek_opt(&self) -> Option<char> {
        self.0.peek_opt()
    }

    fn peek_nth(&self, n: usize) -> char {
        let there = self.0.peek_nth(n);
        let follows_colon = n.checked_sub(1).is_some_and(|before| self.0.peek_nth(before) == ':');
        if follows_colon && matches!(there, '[' | '{') { ' ' } else { there }
    }
}
