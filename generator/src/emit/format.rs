//! From tokens to formatted text.

use super::Error;
use super::docs::Comments;
use proc_macro2::TokenStream;
use syn::{File, Item};

/// The text of a file, to which items are added piece by piece.
///
/// Each piece is formatted and dropped at once: the tokens of a whole file at a time take twice as long.
pub(crate) struct RustFile<'p> {
    path: &'p str,
    /// What the items' comments stand in.
    pub(crate) comments: &'p Comments,
    text: String,
    previous: Option<Group>,
    /// The first piece that was not Rust.
    error: Option<Error>,
}

impl<'p> RustFile<'p> {
    /// An empty text; `comments` are those that the tokens will stand for.
    pub(crate) fn new(path: &'p str, comments: &'p Comments) -> Self {
        Self { path, comments, text: String::new(), previous: None, error: None }
    }

    /// Adds items: separated by blank lines, declarations and imports together.
    pub(crate) fn add(&mut self, tokens: TokenStream) {
        match syn::parse2(tokens) {
            Ok(file) => self.write(file),
            Err(error) => {
                let (path, message) = (self.path.to_owned(), error.to_string());
                self.error.get_or_insert(Error { path, message });
            }
        }
    }

    /// Adds an item that is formatted text already.
    pub(crate) fn text(&mut self, item: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.previous = Some(Group::Other);
        self.text.push_str(item);
    }

    fn write(&mut self, file: File) {
        if !file.attrs.is_empty() {
            self.push(&prettyplease::unparse(&File { attrs: file.attrs, ..empty() }), false);
        }
        for item in file.items {
            let group = Group::of(&item);
            let is_apart = self.previous != Some(group) || group == Group::Other;
            if !self.text.is_empty() && is_apart {
                self.text.push('\n');
            }
            self.previous = Some(group);
            let is_impl = matches!(item, Item::Impl(_));
            let text = prettyplease::unparse(&File { items: vec![item], ..empty() });
            self.push(&text, is_impl);
        }
    }

    /// Adds what the formatter wrote, with the comments, and in an `impl` with a blank line after each method, which
    /// the formatter leaves out.
    ///
    /// A method is what ends with a brace at the depth of the members.
    fn push(&mut self, text: &str, is_impl: bool) {
        let mut lines = text.lines().peekable();
        while let Some(line) = lines.next() {
            if !self.comments.write(line, &mut self.text) {
                self.text.push_str(line);
            }
            self.text.push('\n');
            if is_impl && line == "    }" && lines.peek().is_some_and(|next| *next != "}") {
                self.text.push('\n');
            }
        }
    }

    /// The text.
    ///
    /// # Errors
    ///
    /// The first piece that was not Rust.
    pub(crate) fn finish(self) -> Result<String, Error> {
        self.error.map_or(Ok(self.text), Err)
    }
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
    use super::RustFile;
    use crate::emit::docs::{Comments, Text};
    use quote::quote;

    #[test]
    fn items_are_separated_and_imports_stand_together() {
        let tokens = quote! {
            #![doc = " Docs."]
            pub mod a; mod b;
            use x::y; use z::w;
            #[doc = " A."] pub struct A; pub struct B;
        };
        let comments = Comments::default();
        let mut file = RustFile::new("a.rs", &comments);
        file.add(tokens);
        let text = file.finish().unwrap();
        assert_eq!(
            text,
            "//! Docs.\n\npub mod a;\nmod b;\n\nuse x::y;\nuse z::w;\n\n/// A.\npub struct A;\n\npub struct B;\n"
        );
    }

    #[test]
    fn comments_stand_beside_the_tokens() {
        let comments = Comments::default();
        let mut of_file = Text::of("Of");
        of_file.paragraph(["the file.".to_owned()]);
        let (of_file, of_function) = (of_file.inner(&comments), Text::of("One \"\\.").outer(&comments));
        let mut file = RustFile::new("a.rs", &comments);
        file.add(quote! {
            #of_file
            impl A { #of_function fn a() {} }
        });
        let expected = "//! Of\n//!\n//! the file.\n\nimpl A {\n    /// One \"\\.\n    fn a() {}\n}\n";
        assert_eq!(file.finish().unwrap(), expected);
    }

    #[test]
    fn methods_are_separated() {
        let comments = Comments::default();
        let mut file = RustFile::new("a.rs", &comments);
        file.add(quote! { impl A { const B: u8 = 1; fn c() { if d { e(); } } fn f() {} fn g() { h() } } });
        let expected = "impl A {\n    const B: u8 = 1;\n    fn c() {\n        if d {\n            e();\n        }\n    }\n\n    \
                        fn f() {}\n    fn g() {\n        h()\n    }\n}\n";
        assert_eq!(file.finish().unwrap(), expected);
    }

    #[test]
    fn what_does_not_parse_is_an_error_that_names_the_file() {
        let comments = Comments::default();
        let mut file = RustFile::new("src/a.rs", &comments);
        file.add(quote!(fn fn));
        let error = file.finish().unwrap_err();
        assert!(error.to_string().contains("src/a.rs"), "{error}");
    }
}
