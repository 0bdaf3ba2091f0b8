//! Calls of the macros of the runtime whose content is a table: one row for each member or value.
//!
//! A row holds names and texts and no Rust, so it is text from the start: as tokens each would be made, parsed and
//! formatted, which was half of what generating cost.

use super::ident::{path_text, written};
use crate::ir::Ident;
use proc_macro2::TokenStream;
use std::fmt::{self, Display, Formatter};

/// `wire::model! { Page { ... } }`.
pub(crate) struct Table {
    head: String,
    rows: Vec<String>,
}

impl Table {
    /// A table about the item `name` for the macro `name` of the module `path`.
    pub(crate) fn new(path: &TokenStream, macro_name: &str, name: &Ident) -> Self {
        let path = path_text(path);
        Self { head: format!("{path}::{macro_name}! {{\n    {}", written(name)), rows: Vec::new() }
    }

    /// Puts a word behind the name of the item.
    pub(crate) fn with(mut self, word: Option<&str>) -> Self {
        self.head.extend(word.into_iter().flat_map(|word| [" ", word]));
        self
    }

    /// Adds rows.
    pub(crate) fn rows(mut self, rows: impl IntoIterator<Item = String>) -> Self {
        self.rows.extend(rows);
        self
    }
}

impl Display for Table {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.head)?;
        if self.rows.is_empty() {
            return f.write_str(" {}\n}\n");
        }
        f.write_str(" {\n")?;
        for row in &self.rows {
            writeln!(f, "        {row}")?;
        }
        f.write_str("    }\n}\n")
    }
}
