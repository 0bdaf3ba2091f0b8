//! How parameters and properties differ.

use super::{Differences, Pair};
use crate::compare::catalogue::{Facts, ItemRole};
use crate::compare::rules::ChangeKind;
use crate::ir::Access;

impl Pair<'_> {
    pub(super) fn input(&self, found: &mut Differences) {
        let (old, new) = self.facts();
        let (setter, argument) = (self.items(ItemRole::Setter), self.items(ItemRole::Argument));
        match (setter, argument) {
            ((Some(_), _), (None, Some(_))) => found.add(ChangeKind::Demanded, "optional", "required"),
            ((None, Some(_)), (Some(_), _)) => found.add(ChangeKind::Optional, "required", "optional"),
            ((_, None), (Some(_), None)) | ((Some(_), None), _) => {
                found.add(ChangeKind::ArgumentMoved, "given by callers", "not given");
            }
            ((None, None), (None, Some(_))) => {
                found.add(ChangeKind::ArgumentMoved, "not given", "given by callers");
            }
            ((None, Some(_)), _) => found.add(ChangeKind::Writable, "not given", "given by callers"),
            _ if presence(old) != presence(new) && old.nullable == new.nullable => {
                found.add(ChangeKind::PresenceKept, presence(old), presence(new));
            }
            _ => {}
        }
        if let (Some(before), Some(after)) = setter
            && before.name != after.name
        {
            found.add(ChangeKind::Renamed, &before.path, &after.path);
        }
        let given = [setter, argument].into_iter().find_map(|(old, new)| old.zip(new));
        match given {
            Some((before, after)) if self.is_retyped(before, after) => {
                found.add(ChangeKind::Retyped, typed(old), typed(new));
            }
            None if old.ty != new.ty => found.add(ChangeKind::Retyped, typed(old), typed(new)),
            _ => {}
        }
        match self.items(ItemRole::NullSetter) {
            (None, Some(_)) => found.add(ChangeKind::Nullable, "not null", "may be null"),
            (Some(_), None) if !new.required => {
                found.add(ChangeKind::NotNullable, "may be null", "not null");
            }
            _ if old.nullable != new.nullable && !found.has(&[ChangeKind::Retyped]) => {
                found.add(ChangeKind::PresenceKept, presence(old), presence(new));
            }
            _ => {}
        }
        if old.wire_name != new.wire_name {
            // A parameter of the path is known by its position, any other by its name.
            let change_kind =
                if self.old.key == self.new.key { ChangeKind::Moved } else { ChangeKind::Respelled };
            found.add(change_kind, &old.wire_name, &new.wire_name);
        }
        self.form(found);
    }

    /// Whether something is required or may be `null`, where Rust does not show it.
    pub(super) fn presence(&self, found: &mut Differences) {
        let (old, new) = self.facts();
        if presence(old) != presence(new) {
            found.add(ChangeKind::PresenceKept, presence(old), presence(new));
        }
    }

    pub(super) fn property(&self, found: &mut Differences) {
        let (old, new) = self.facts();
        self.renamed(found);
        if self.old.key != self.new.key {
            found.add(ChangeKind::Respelled, &self.old.key, &self.new.key);
        }
        let start = found.0.len();
        if let (Some(_), Some(_)) = self.items(ItemRole::Itself) {
            if old.ty != new.ty {
                found.add(ChangeKind::Retyped, typed(old), typed(new));
            } else if old.options != new.options {
                let change_kind =
                    if new.options > old.options { ChangeKind::Optional } else { ChangeKind::Demanded };
                found.add(change_kind, presence(old), presence(new));
            } else if old.is_boxed != new.is_boxed {
                let word = |facts: &Facts| if facts.is_boxed { "boxed" } else { "not boxed" };
                found.add(ChangeKind::Boxed, word(old), word(new));
            }
        }
        if found.0.len() == start {
            self.presence(found);
        }
        self.written(found);
        let is_read = |facts: &Facts| facts.usage.response;
        let is_hidden = |facts: &Facts| facts.access == Access::WriteOnly;
        if is_read(old) && is_hidden(new) && !is_hidden(old) {
            found.add(ChangeKind::WriteOnly, word(old.access), word(new.access));
        } else if is_read(new) && is_hidden(old) && !is_hidden(new) {
            found.add(ChangeKind::Readable, word(old.access), word(new.access));
        }
    }

    /// How a property is given when it is written.
    fn written(&self, found: &mut Differences) {
        let (old, new) = self.facts();
        let (arguments, setters) = (self.items(ItemRole::Argument), self.items(ItemRole::Setter));
        let is_reported = found.has(&[ChangeKind::Demanded, ChangeKind::Optional, ChangeKind::Retyped]);
        match (arguments, setters) {
            _ if is_reported => {}
            // Where `new` and all setters came or went, that is the change.
            _ if !old.is_written || !new.is_written => {}
            ((None, Some(_)), _) => found.add(ChangeKind::ArgumentMoved, "no argument", "an argument"),
            ((Some(_), None), (_, None)) | ((None, None), (Some(_), None))
                if new.access == Access::ReadOnly =>
            {
                found.add(ChangeKind::ReadOnly, word(old.access), word(new.access));
            }
            ((Some(_), None), _) => found.add(ChangeKind::ArgumentMoved, "an argument", "no argument"),
            ((None, None), (None, Some(_))) if old.access == Access::ReadOnly => {
                found.add(ChangeKind::Writable, word(old.access), word(new.access));
            }
            _ => {}
        }
    }
}

fn word(access: Access) -> &'static str {
    match access {
        Access::ReadWrite => "read and written",
        Access::ReadOnly => "only read",
        Access::WriteOnly => "only written",
    }
}

fn presence(facts: &Facts) -> &'static str {
    match (facts.required, facts.nullable) {
        (true, false) => "required",
        (true, true) => "required, may be null",
        (false, false) => "optional",
        (false, true) => "optional, may be null",
    }
}

/// The type with what may stand in its place.
fn typed(facts: &Facts) -> String {
    if facts.nullable { format!("{} or null", facts.ty) } else { facts.ty.clone() }
}
