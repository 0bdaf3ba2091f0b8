//! Reads a file without the bodies of its functions and its comments, which are most of it and of which no caller sees
//! anything that the surface lists.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// Parses a file; `None` where it is not Rust.
pub(super) fn skim(text: &str) -> Option<syn::File> {
    syn::parse2(signatures(text.parse().ok()?)).ok()
}

/// The tokens without what is in the bodies of functions, and without comments.
fn signatures(tokens: TokenStream) -> TokenStream {
    let mut kept: Vec<TokenTree> = Vec::new();
    let mut is_function = false;
    for token in tokens {
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                let inside = if is_function { TokenStream::new() } else { signatures(group.stream()) };
                is_function = false;
                kept.push(Group::new(Delimiter::Brace, inside).into());
            }
            TokenTree::Group(group) if is_comment(&group) && drop_mark(&mut kept) => {}
            TokenTree::Ident(name) => {
                // A pointer to a function has no name and no body.
                is_function |= matches!(kept.last(), Some(TokenTree::Ident(before)) if before == "fn");
                kept.push(name.into());
            }
            token => {
                // A function that is only declared ends without a body.
                is_function &= !matches!(&token, TokenTree::Punct(mark) if mark.as_char() == ';');
                kept.push(token);
            }
        }
    }
    kept.into_iter().collect()
}

/// Whether it is `[doc = "…"]`.
fn is_comment(group: &Group) -> bool {
    let mut inside = group.stream().into_iter();
    group.delimiter() == Delimiter::Bracket
        && matches!(inside.next(), Some(TokenTree::Ident(name)) if name == "doc")
        && matches!(inside.next(), Some(TokenTree::Punct(mark)) if mark.as_char() == '=')
}

/// Takes away the `#` or `#!` in front of a comment, and says whether there is one.
fn drop_mark(kept: &mut Vec<TokenTree>) -> bool {
    let is = |token: Option<&TokenTree>, mark: char| matches!(token, Some(TokenTree::Punct(one)) if one.as_char() == mark);
    let (last, before) = (kept.last(), kept.iter().rev().nth(1));
    let length = if is(last, '#') {
        1
    } else if is(last, '!') && is(before, '#') {
        2
    } else {
        return false;
    };
    kept.truncate(kept.len() - length);
    true
}

#[cfg(test)]
mod tests {
    use super::skim;
    use quote::ToTokens as _;

    #[test]
    fn what_callers_see_stays() {
        let text = "//! A file.\n#![allow(missing_docs)]\n/// A type.\n#[derive(Clone)] pub struct A {\n    /// A field.\n    \
                    pub a: fn(u8) -> u8,\n}\nimpl A { pub const fn get(&self) -> u8 { if true { 1 } else { 2 } }\n    \
                    pub const DOC: [u8; 1] = [doc]; }\ntrait B { fn b(&self); }\n    \
                    pub enum C { D { e: u8 } }";
        let left = "#![allow(missing_docs)] #[derive(Clone)] pub struct A { pub a: fn(u8) -> u8, }
                    impl A { pub const fn get(&self) -> u8 {} pub const DOC: [u8; 1] = [doc]; } trait B { fn b(&self); } pub enum C { D { e: u8 } }";
        let tokens = |file: syn::File| file.into_token_stream().to_string();
        assert_eq!(skim(text).map(tokens), syn::parse_file(left).ok().map(tokens));
        assert!(skim(left).is_some() && skim("pub struct").is_none());
    }
}
