//! The sums in the text of a project file, whose comments stay.

use crate::project::FILE;
use anyhow::{Context as _, bail};
use toml_edit::{DocumentMut, Item, TableLike, Value};

/// A project file whose sums are set.
pub(super) struct Pins {
    file: DocumentMut,
    is_changed: bool,
}

impl Pins {
    /// The text of a project file.
    pub(super) fn of(text: &str) -> anyhow::Result<Self> {
        Ok(Self { file: text.parse().context(FILE)?, is_changed: false })
    }

    /// Sets the sum of the document at a place among all.
    pub(super) fn set(&mut self, at: usize, sum: &str) -> anyhow::Result<()> {
        let document: Option<&mut dyn TableLike> = match self.file.get_mut("document") {
            Some(Item::ArrayOfTables(documents)) => documents.get_mut(at).map(|one| one as _),
            Some(Item::Value(Value::Array(documents))) => {
                documents.get_mut(at).and_then(Value::as_inline_table_mut).map(|one| one as _)
            }
            _ => None,
        };
        let Some(document) = document else { bail!("{FILE} does not say where its documents are") };
        let mut value = Value::from(sum);
        match document.get_mut("sha256").and_then(Item::as_value_mut) {
            Some(old) => {
                *value.decor_mut() = old.decor().clone();
                *old = value;
            }
            None => drop(document.insert("sha256", Item::Value(value))),
        }
        self.is_changed = true;
        Ok(())
    }

    /// The text, if any sum is another one now.
    pub(super) fn changed(self) -> Option<String> {
        self.is_changed.then(|| self.file.to_string())
    }
}
