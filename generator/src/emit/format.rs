//! From tokens to formatted text.

use super::Error;
use proc_macro2::TokenStream;
use syn::{File, Item};

/// The text of a file: items told apart by blank lines, declarations and imports together.
pub(crate) fn format(path: &str, tokens: TokenStream) -> Result<String, Error> {
    let file: File =
        syn::parse2(tokens).map_err(|error| Error { path: path.to_owned(), message: error.to_string() })?;
    let head = File { attrs: file.attrs, ..empty() };
    let mut text = prettyplease::unparse(&head);
    let mut previous = None;
    for item in file.items {
        let group = Group::of(&item);
        if !text.is_empty() && previous.is_none_or(|previous| previous != group || group == Group::Other) {
            text.push('\n');
        }
        previous = Some(group);
        let one = File { items: vec![item], ..empty() };
        text.push_str(&prettyplease::unparse(&one));
    }
    Ok(text)
}

fn empty() -> File {
    File { shebang: None, frontmatter: None, attrs: Vec::new(), items: Vec::new() }
}

/// Items that stand together without blank lines.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Group {
    Module,
    Reexport,
    Import,
    Other,
}

impl Group {
    fn of(item: &Item) -> Self {
        match item {
            Item::Mod(module) if module.content.is_none() => Self::Module,
            Item::Use(item) if matches!(item.vis, syn::Visibility::Inherited) => Self::Import,
            Item::Use(_) => Self::Reexport,
            _ => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::format;
    use quote::quote;

    #[test]
    fn items_are_told_apart_and_imports_stand_together() {
        let tokens = quote! {
            #![doc = " Docs."]
            pub mod a; mod b;
            use x::y; use z::w;
            #[doc = " A."] pub struct A; pub struct B;
        };
        let text = format("a.rs", tokens).unwrap();
        assert_eq!(
            text,
            "//! Docs.\n\npub mod a;\nmod b;\n\nuse x::y;\nuse z::w;\n\n/// A.\npub struct A;\n\npub struct B;\n"
        );
    }

    #[test]
    fn what_does_not_parse_is_an_error_that_names_the_file() {
        let error = format("src/a.rs", quote!(fn fn)).unwrap_err();
        assert!(error.to_string().contains("src/a.rs"), "{error}");
    }
}
