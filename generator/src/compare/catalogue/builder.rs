//! What all entries are made with.

use super::{Entry, Facts, Item, ItemRole, type_text};
use crate::compare::items::PublicForm;
use crate::compare::rules::Kind;
use crate::compare::same_types::TypeNames;
use crate::compare::version_model::VersionModel;
use crate::diagnostic::SourceId;
use crate::ir::{Api, Docs, Ident, Role, Standings, TypeRef};
use crate::lower::{default_behind, limits_of_member, limits_of_type};
use crate::pointer::Pointer;
use std::collections::BTreeSet;

/// A version, on its way into a catalogue.
pub(super) struct Builder<'a> {
    pub(super) model: &'a VersionModel,
    pub(super) api: &'a Api,
    /// What the comparison calls types.
    pub(super) names: &'a TypeNames,
    /// What is compared on its own.
    pub(super) standings: &'a Standings,
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
            part: shown.clone(),
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
        facts.remarks = docs.remarks().collect::<Vec<_>>().join("\n");
        facts.deprecated =
            docs.deprecated.as_ref().map(|deprecation| deprecation.note.clone().unwrap_or_default());
    }

    /// The type, in the words of the document.
    pub(super) fn typed(&self, facts: &mut Facts, ty: &TypeRef) {
        facts.ty = type_text::of(self.names, ty);
        facts.mentions = self.mentioned([ty]);
        facts.holds_any = ty.holds_any();
    }

    /// The named types in some types.
    pub(super) fn mentioned<'t>(&self, types: impl IntoIterator<Item = &'t TypeRef>) -> BTreeSet<String> {
        let ids = types.into_iter().filter_map(TypeRef::named);
        ids.filter_map(|id| self.names.get(&id).cloned()).collect()
    }

    /// The argument of `function` or the setters of `setters` by which callers give something.
    pub(super) fn given(&self, entry: &mut Entry, name: &Ident, role: &Role, function: &str, setters: &str) {
        entry.other_keys.push(name.to_string());
        entry.items.extend(match role {
            Role::Argument(_) => self.argument(function, name),
            Role::Selection => self.item_at(ItemRole::Setter, format!("{setters}::fields"), "fields"),
            _ => self.item(ItemRole::Setter, setters, "::", name),
        });
        if *role == Role::Selection {
            entry.items.extend(self.item_at(ItemRole::Selector, format!("{setters}::select"), "select"));
        }
        let null = role.null_setter();
        entry.items.extend(null.and_then(|null| self.item(ItemRole::NullSetter, setters, "::", null)));
    }

    /// The limits of the schema at a place, or of what stands there and has schemas.
    pub(super) fn limited(&self, facts: &mut Facts, at: At<'_>) {
        let schemas = self.model.schemas(at.0);
        facts.limits =
            schemas.map(|schemas| limits_of_member(schemas, self.standings, at)).unwrap_or_default();
    }

    /// The limits of a named type.
    pub(super) fn limited_type(&self, facts: &mut Facts, at: At<'_>) {
        let schemas = self.model.schemas(at.0);
        facts.limits = schemas.map(|schemas| limits_of_type(schemas, self.standings, at)).unwrap_or_default();
    }

    /// The default that stands at a place, else the one that its reference leads to.
    pub(super) fn defaulted(&self, facts: &mut Facts, own: &Option<String>, (source, pointer): At<'_>) {
        let behind = || {
            let schemas = self.model.schemas(source)?;
            default_behind(schemas, schemas.find_at(pointer)?).map(ToString::to_string)
        };
        facts.default = own.clone().or_else(behind);
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
        let path = match change.filter(|change| self.model.items.get(change).is_some()) {
            Some(change) => change,
            None => path,
        };
        let form = self.model.items.get(&path)?.clone();
        Some(Item { role, path, name: name.to_owned(), form })
    }

    /// The argument of a function, if it has one of that name.
    pub(super) fn argument(&self, function: &str, name: &Ident) -> Option<Item> {
        let arguments = &self.model.items.get(function)?.arguments;
        let (name, ty) = arguments.iter().find(|(argument, _)| argument == name.as_str())?.clone();
        let (path, form) = (function.to_owned(), PublicForm::plain(ty));
        Some(Item { role: ItemRole::Argument, path, name, form })
    }
}
