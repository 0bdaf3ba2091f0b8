//! How types and the alternatives of unions differ.

use super::{Difference, Pair};
use crate::compare::catalogue::Role;
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
        match self.items(Role::Itself) {
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
        if let (Some(before), Some(after)) = self.items(Role::Itself) {
            let (from, to) = (self.renames.apply(&before.signature), after.signature.clone());
            let bare = |text: &str| text.replace("Box<", "").replace('>', "");
            if from != to {
                let change_kind =
                    if bare(&from) == bare(&to) { ChangeKind::Boxed } else { ChangeKind::Retyped };
                found.push(Difference::new(change_kind, &before.signature, &after.signature));
            }
        }
        if old.wire_name != new.wire_name {
            found.push(Difference::new(ChangeKind::Form, &old.wire_name, &new.wire_name));
        }
    }
}
