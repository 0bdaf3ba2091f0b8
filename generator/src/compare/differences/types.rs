//! How types and the alternatives of unions differ.

use super::{Differences, Pair};
use crate::compare::catalogue::{ItemRole, Shape};
use crate::compare::rules::ChangeKind;

impl Pair<'_> {
    pub(super) fn type_of(&self, found: &mut Differences) {
        let (old, new) = self.facts();
        if old.shape != new.shape {
            let [was, is] = [old, new].map(|facts| facts.shape.map(Shape::word).unwrap_or_default());
            found.add(ChangeKind::KindChanged, was, is);
            return;
        }
        let start = found.0.len();
        self.renamed(found);
        let is_known = !old.components.is_disjoint(&new.components);
        let names = [old, new].map(|facts| facts.components.first());
        if let ([Some(was), Some(is)], false) = (names, is_known || found.0.len() > start) {
            found.add(ChangeKind::Moved, format!("schema {was}"), format!("schema {is}"));
        }
        match self.items(ItemRole::Itself) {
            (Some(before), Some(after)) if self.is_retyped(before, after) => {
                self.type_text(found);
            }
            _ => {}
        }
        self.abilities(found);
        if !old.form.is_empty() && !new.form.is_empty() {
            self.form(found);
        }
    }

    /// What the type can do, as its items say.
    fn abilities(&self, found: &mut Differences) {
        for (change_kind, these, those) in
            [(ChangeKind::AbilityLost, self.old, self.new), (ChangeKind::AbilityGained, self.new, self.old)]
        {
            let own = these.items.iter().filter(|item| those.item(item.role).is_none());
            let mut abilities: Vec<_> = own.filter_map(|item| item.role.ability()).collect();
            abilities.dedup();
            if abilities.is_empty() {
                continue;
            }
            let abilities = abilities.join(", ");
            let mut words = [format!("has {abilities}"), format!("no {abilities}")];
            if change_kind == ChangeKind::AbilityGained {
                words.reverse();
            }
            let [was, is] = words;
            found.add(change_kind, was, is);
        }
    }

    pub(super) fn variant(&self, found: &mut Differences) {
        let (old, new) = self.facts();
        self.renamed(found);
        if let (Some(before), Some(after)) = self.items(ItemRole::Itself) {
            let change_kind = (old.ty != new.ty).then_some(ChangeKind::Retyped);
            let change_kind = change_kind.or((old.is_boxed != new.is_boxed).then_some(ChangeKind::Boxed));
            if let Some(change_kind) = change_kind {
                found.add(change_kind, &before.form.text, &after.form.text);
            }
        }
        if old.wire_name != new.wire_name {
            found.add(ChangeKind::Form, &old.wire_name, &new.wire_name);
        }
    }
}
