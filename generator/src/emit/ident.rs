//! Identifiers of the intermediate representation as tokens.

use crate::ir;
use crate::naming::reserved;
use proc_macro2::{Ident, Span, TokenStream};

/// The identifier as a token, raw where it is a keyword.
pub(crate) fn ident(name: &ir::Ident) -> Ident {
    text_ident(name.as_str())
}

/// A text that is an identifier as a token, raw where it is a keyword.
pub(crate) fn text_ident(text: &str) -> Ident {
    if reserved::is_never_raw(text) {
        return Ident::new(&format!("{text}_"), Span::call_site());
    }
    if reserved::is_raw(text) {
        return Ident::new_raw(text, Span::call_site());
    }
    if is_identifier(text) {
        return Ident::new(text, Span::call_site());
    }
    Ident::new(&repaired(text), Span::call_site())
}

/// The identifier as it is written in Rust text: `r#type`.
pub(crate) fn written(name: &ir::Ident) -> String {
    ident(name).to_string()
}

/// A path of identifiers as it is written in Rust text.
pub(crate) fn path_text(path: &TokenStream) -> String {
    path.to_string().replace(' ', "")
}

/// The name of the static that holds what is known of an operation: `LIST` for `list`.
pub(crate) fn static_ident(function: &ir::Ident) -> Ident {
    text_ident(&function.as_str().to_uppercase())
}

fn is_identifier(text: &str) -> bool {
    let mut characters = text.chars();
    characters.next().is_some_and(|first| first == '_' || first.is_ascii_alphabetic())
        && characters.all(|character| character == '_' || character.is_ascii_alphanumeric())
}

/// What is left of a text that the naming pass should not have let through; a token must never panic.
fn repaired(text: &str) -> String {
    let safe: String = text
        .chars()
        .map(|character| if character.is_ascii_alphanumeric() { character } else { '_' })
        .collect();
    format!("unnamed_{safe}")
}

#[cfg(test)]
mod tests {
    use super::text_ident;

    #[test]
    fn keywords_are_raw_and_nothing_panics() {
        assert_eq!(text_ident("type").to_string(), "r#type");
        assert_eq!(text_ident("gen").to_string(), "r#gen");
        assert_eq!(text_ident("union").to_string(), "union");
        assert_eq!(text_ident("self").to_string(), "self_");
        assert_eq!(text_ident("").to_string(), "unnamed_");
        assert_eq!(text_ident("1st ü").to_string(), "unnamed_1st__");
    }
}
