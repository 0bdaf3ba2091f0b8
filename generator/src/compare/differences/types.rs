//! How types and the alternatives of unions differ.

use super::{Difference, Pair};
use crate::compare::catalogue::ItemRole;
use crate::compare::rules::ChangeKind;

impl Pair<'_> {
    pub(super) fn type_of(&self, found: &mut Vec<Difference>) {
        let (old, new) = self.facts();
        if old.shape != new.shape {
            found.push(Difference::new(ChangeKind::KindChanged, old.shape, new.shape));
            return;
        }
        let start = found.len();
        self.renamed(found);
        if found.len() == start && self.old.shown != self.new.shown {
            found.push(Difference::new(ChangeKind::Moved, &self.old.shown, &self.new.shown));
        }
        match self.items(ItemRole::Itself) {
            (Some(before), Some(after)) if self.is_retyped(before, after) || new.shape == "a tuple" => {
                self.type_text(found);
            }
            _ => {}
        }
        for ability in old.abilities.iter().filter(|ability| !new.abilities.contains(ability)) {
            found.push(Difference::new(
                ChangeKind::AbilityLost,
                format!("has {ability}"),
                format!("has no {ability}"),
            ));
        }
        for ability in new.abilities.iter().filter(|ability| !old.abilities.contains(ability)) {
            found.push(Difference::new(
                ChangeKind::AbilityGained,
                format!("has no {ability}"),
                format!("has {ability}"),
            ));
        }
        if !old.form.is_empty() && !new.form.is_empty() {
            self.form(found);
        }
    }

    pub(super) fn variant(&self, found: &mut Vec<Difference>) {
        let (old, new) = self.facts();
        self.renamed(found);
        if let (Some(before), Some(after)) = self.items(ItemRole::Itself) {
            let change_kind = (old.ty != new.ty).then_some(ChangeKind::Retyped);
            let change_kind = change_kind.or((old.is_boxed != new.is_boxed).then_some(ChangeKind::Boxed));
            let change = change_kind.map(|kind| Difference::new(kind, &before.signature, &after.signature));
            found.extend(change);
        }
        if old.wire_name != new.wire_name {
            found.push(Difference::new(ChangeKind::Form, &old.wire_name, &new.wire_name));
        }
    }
}
