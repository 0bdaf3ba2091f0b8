//! The comments of a file, kept beside its tokens.

use super::Text;
use proc_macro2::{Delimiter, Group, Ident, Literal, Punct, Spacing, Span, TokenStream, TokenTree};
use std::cell::RefCell;

/// Stands before the number of a comment in the text that the formatter wrote. Documents cannot bring it in: what is
/// no printable character is taken out of their texts.
const MARK: char = '\u{1}';

/// The comments of a file, by the number that stands for each in the tokens.
///
/// A quarter of the output is documentation. As attributes, its lines would be escaped, parsed three times and
/// formatted, only to come out as they went in.
#[derive(Default)]
pub(crate) struct Comments(RefCell<Vec<Text>>);

impl Comments {
    /// Keeps a comment, and gives the attribute that stands for it: `#[doc = "..."]` or `#![doc = "..."]`.
    pub(super) fn keep(&self, text: Text, is_inner: bool) -> TokenStream {
        if text.0.is_empty() {
            return TokenStream::new();
        }
        let mut kept = self.0.borrow_mut();
        let content: [TokenTree; 3] = [
            Ident::new("doc", Span::call_site()).into(),
            Punct::new('=', Spacing::Alone).into(),
            Literal::string(&format!("{MARK}{}", kept.len())).into(),
        ];
        kept.push(text);
        let hash = TokenTree::from(Punct::new('#', Spacing::Alone));
        let bang = is_inner.then(|| TokenTree::from(Punct::new('!', Spacing::Alone)));
        let attribute = Group::new(Delimiter::Bracket, content.into_iter().collect());
        [Some(hash), bang, Some(attribute.into())].into_iter().flatten().collect()
    }

    /// Writes the comment that a formatted line stands for; gives back whether it is one.
    pub(crate) fn write(&self, line: &str, file: &mut String) -> bool {
        let Some((start, number)) = line.split_once(MARK) else { return false };
        let kept = self.0.borrow();
        let lines = number.parse().ok().and_then(|number: usize| kept.get(number)).map(|text| &text.0);
        for (index, line) in lines.into_iter().flatten().enumerate() {
            if index > 0 {
                file.push('\n');
            }
            file.push_str(start);
            if !line.is_empty() {
                file.push(' ');
                file.push_str(line);
            }
        }
        true
    }
}
