//! What all entries are made with.

use super::{Entry, Facts, Item, ItemRole, TypeNames};
use crate::compare::constraints::{Reader, Tracked};
use crate::compare::default;
use crate::compare::rules::Kind;
use crate::compare::version_model::VersionModel;
use crate::diagnostic::SourceId;
use crate::ir::{Api, Docs, Ident};
use crate::pointer::Pointer;

/// A version, on its way into a catalogue.
pub(super) struct Builder<'a> {
    pub(super) side: &'a VersionModel,
    pub(super) api: &'a Api,
    /// The names of types on both sides.
    pub(super) names: &'a TypeNames,
    /// Their names on this side.
    pub(super) own: &'a TypeNames,
    /// What is compared on its own.
    pub(super) tracked: &'a Tracked,
}

/// The document and the pointer of something in it.
pub(super) type At<'a> = (SourceId, &'a Pointer);

impl Builder<'_> {
    /// An entry named `key`, without items and children.
    pub(super) fn entry(&self, kind: Kind, key: &str, shown: String, (source, pointer): At<'_>) -> Entry {
        Entry {
            kind,
            key: key.to_owned(),
            other_keys: Vec::new(),
            shown,
            facts: Facts::default(),
            items: Vec::new(),
            place: (source, pointer.clone()),
            children: Vec::new(),
        }
    }

    /// What documentation says.
    pub(super) fn documented(&self, facts: &mut Facts, docs: &Docs) {
        let texts = [&docs.summary, &docs.description].into_iter().flatten();
        facts.description = texts.cloned().collect::<Vec<_>>().join("\n\n");
        facts.remarks =
            [&docs.link, &docs.example].into_iter().flatten().cloned().collect::<Vec<_>>().join("\n");
        facts.deprecated =
            docs.deprecated.as_ref().map(|deprecation| deprecation.note.clone().unwrap_or_default());
    }

    /// The constraints of the schema at a place, or of what stands there and has schemas.
    pub(super) fn constrained(&self, facts: &mut Facts, (source, pointer): At<'_>) {
        facts.constraints = Reader::new(self.side, self.tracked, source).of_member(pointer);
    }

    /// The default that stands at a place, else the one that its reference leads to.
    pub(super) fn defaulted(
        &self,
        facts: &mut Facts,
        own: &Option<serde_json::Value>,
        (source, pointer): At<'_>,
    ) {
        let own = own.as_ref().map(ToString::to_string);
        facts.default = own.or_else(|| default::behind(self.side, source, pointer));
    }

    /// The constraints of a named type.
    pub(super) fn constrained_type(&self, facts: &mut Facts, (source, pointer): At<'_>) {
        facts.constraints = Reader::new(self.side, self.tracked, source).of_type(pointer);
    }

    /// The item at a path, if there is one.
    pub(super) fn item(&self, role: ItemRole, owner: &str, separator: &str, name: &Ident) -> Option<Item> {
        if name.as_str().is_empty() {
            return None;
        }
        self.item_at(role, [owner, separator, name.as_str()].concat(), name.as_str())
    }

    /// The item at a path, if there is one.
    pub(super) fn item_at(&self, role: ItemRole, path: String, name: &str) -> Option<Item> {
        let change = path.strip_suffix(name).map(|owner| format!("{owner}r#{name}"));
        let path = match change.filter(|change| self.side.items.get(change).is_some()) {
            Some(change) => change,
            None => path,
        };
        let signature = self.side.items.get(&path)?.to_owned();
        Some(Item { role, path, name: name.to_owned(), signature })
    }

    /// The argument of a function, if it has one of that name.
    pub(super) fn argument(&self, function: &str, name: &Ident) -> Option<Item> {
        let arguments = self.side.items.arguments(function);
        let (name, signature) = arguments.into_iter().find(|(argument, _)| argument == name.as_str())?;
        Some(Item { role: ItemRole::Argument, path: function.to_owned(), name, signature })
    }
}
