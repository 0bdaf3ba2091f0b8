//! What differs between two entries that are the same thing.

use super::catalogue::{Entry, Item, Role};
use super::constraints::{self, Trend};
use super::join::Renames;
use super::rules::{Kind, What};
use crate::ir::Access;

/// One difference, in words.
#[derive(Debug)]
pub(super) struct Difference {
    pub(super) what: What,
    pub(super) was: Option<String>,
    pub(super) is: Option<String>,
}

impl Difference {
    fn new(what: What, was: impl Into<String>, is: impl Into<String>) -> Self {
        Self { what, was: Some(was.into()), is: Some(is.into()) }
    }

    fn bare(what: What) -> Self {
        Self { what, was: None, is: None }
    }
}

/// All differences of two entries, but for those of their children.
pub(super) fn differences(old: &Entry, new: &Entry, renames: &Renames) -> Vec<Difference> {
    let pair = Pair { old, new, renames };
    let mut found = Vec::new();
    match old.kind {
        Kind::Operation => pair.operation(&mut found),
        Kind::Input => pair.input(&mut found),
        Kind::Property => pair.property(&mut found),
        Kind::Type => pair.type_of(&mut found),
        Kind::Variant => pair.variant(&mut found),
        _ => pair.other(&mut found),
    }
    pair.constraints(&mut found);
    pair.texts(&mut found);
    found
}

struct Pair<'a> {
    old: &'a Entry,
    new: &'a Entry,
    renames: &'a Renames,
}

impl Pair<'_> {
    fn items(&self, role: Role) -> (Option<&Item>, Option<&Item>) {
        (self.old.item(role), self.new.item(role))
    }

    /// Whether an item has another type, the names of types aside.
    fn is_retyped(&self, old: &Item, new: &Item) -> bool {
        self.renames.apply(&super::items::nameless(&old.signature)) != super::items::nameless(&new.signature)
    }

    fn facts(&self) -> (&super::catalogue::Facts, &super::catalogue::Facts) {
        (&self.old.facts, &self.new.facts)
    }

    fn renamed(&self, found: &mut Vec<Difference>) {
        if let (Some(old), Some(new)) = self.items(Role::Itself) {
            let is_inside = !matches!(self.old.kind, Kind::Type | Kind::Operation | Kind::Event);
            let differs = if is_inside { old.name != new.name } else { old.path != new.path };
            if differs {
                found.push(Difference::new(What::Renamed, &old.path, &new.path));
            }
        }
    }

    fn type_text(&self, found: &mut Vec<Difference>, what: What) {
        let (old, new) = self.facts();
        if old.ty != new.ty {
            found.push(Difference::new(what, &old.ty, &new.ty));
        }
    }

    fn form(&self, found: &mut Vec<Difference>) {
        let (old, new) = self.facts();
        if old.form != new.form
            && !(self.old.kind == Kind::Operation && (old.form.is_empty() || new.form.is_empty()))
        {
            found.push(Difference::new(What::Form, &old.form, &new.form));
        }
    }

    fn operation(&self, found: &mut Vec<Difference>) {
        let (old, new) = self.facts();
        self.renamed(found);
        if self.old.key != self.new.key {
            found.push(Difference::new(What::Moved, &self.old.shown, &self.new.shown));
        }
        match self.items(Role::Send) {
            (Some(before), Some(after)) if self.is_retyped(before, after) => {
                found.push(Difference::new(What::Retyped, &old.ty, &new.ty));
            }
            _ => self.type_text(found, What::TypeKept),
        }
        match (&old.failure, &new.failure) {
            (old, new) if old == new => {}
            (None, Some(new)) => found.push(Difference::new(What::FailureTyped, "untyped", new)),
            (Some(old), new) => {
                let new = new.as_deref().unwrap_or("untyped");
                found.push(Difference::new(What::FailureRetyped, old, new));
            }
            (None, None) => {}
        }
        self.form(found);
        if old.server != new.server {
            found.push(Difference::new(What::Server, &old.server, &new.server));
        }
        super::judge::access(old, new, found);
    }

    fn input(&self, found: &mut Vec<Difference>) {
        let (old, new) = self.facts();
        let (setter, argument) = (self.items(Role::Setter), self.items(Role::Argument));
        match (setter, argument) {
            ((Some(_), _), (None, Some(_))) => {
                found.push(Difference::new(What::Demanded, "optional", "required"))
            }
            ((None, Some(_)), (Some(_), _)) => {
                found.push(Difference::new(What::Optional, "required", "optional"))
            }
            _ if presence(old) != presence(new) && old.nullable == new.nullable => {
                found.push(Difference::new(What::PresenceKept, presence(old), presence(new)));
            }
            _ => {}
        }
        if let (Some(before), Some(after)) = setter
            && before.name != after.name
        {
            found.push(Difference::new(What::Renamed, &before.path, &after.path));
        }
        let given = [setter, argument].into_iter().find_map(|(old, new)| old.zip(new));
        match given {
            Some((before, after)) if self.is_retyped(before, after) => {
                found.push(Difference::new(What::Retyped, typed(old), typed(new)));
            }
            None if old.ty != new.ty => found.push(Difference::new(What::Retyped, typed(old), typed(new))),
            _ => self.type_text(found, What::TypeKept),
        }
        match self.items(Role::NullSetter) {
            (None, Some(_)) => found.push(Difference::new(What::Nullable, "not null", "may be null")),
            (Some(_), None) if !new.required => {
                found.push(Difference::new(What::NotNullable, "may be null", "not null"));
            }
            _ if old.nullable != new.nullable && !found.iter().any(|one| one.what == What::Retyped) => {
                found.push(Difference::new(What::PresenceKept, presence(old), presence(new)));
            }
            _ => {}
        }
        if old.wire_name != new.wire_name {
            found.push(Difference::new(What::Moved, &old.wire_name, &new.wire_name));
        }
        self.form(found);
    }

    fn property(&self, found: &mut Vec<Difference>) {
        let (old, new) = self.facts();
        self.renamed(found);
        let start = found.len();
        if let (Some(before), Some(after)) = self.items(Role::Itself) {
            let (before, after) =
                (Layers::of(&self.renames.apply(&before.signature)), Layers::of(&after.signature));
            if before.core != after.core {
                found.push(Difference::new(What::Retyped, typed(old), typed(new)));
            } else if before.options != after.options {
                let what = if after.options > before.options { What::Optional } else { What::Demanded };
                found.push(Difference::new(what, presence(old), presence(new)));
            } else if before.is_boxed != after.is_boxed {
                let word = |layers: &Layers| if layers.is_boxed { "boxed" } else { "not boxed" };
                found.push(Difference::new(What::Boxed, word(&before), word(&after)));
            }
        }
        if found.len() == start {
            self.type_text(found, What::TypeKept);
            if presence(old) != presence(new) {
                found.push(Difference::new(What::PresenceKept, presence(old), presence(new)));
            }
        }
        self.written(found);
    }

    /// How a property is given when it is written.
    fn written(&self, found: &mut Vec<Difference>) {
        let (old, new) = self.facts();
        let (arguments, setters) = (self.items(Role::Argument), self.items(Role::Setter));
        let is_told =
            found.iter().any(|one| matches!(one.what, What::Demanded | What::Optional | What::Retyped));
        let word = |access| match access {
            Access::ReadWrite => "read and written",
            Access::ReadOnly => "only read",
            Access::WriteOnly => "only written",
        };
        match (arguments, setters) {
            _ if is_told => {}
            ((None, Some(_)), _) => {
                found.push(Difference::new(What::ArgumentMoved, "no argument", "an argument"))
            }
            ((Some(_), None), (_, None)) | ((None, None), (Some(_), None))
                if new.access == Access::ReadOnly =>
            {
                found.push(Difference::new(What::ReadOnly, word(old.access), word(new.access)));
            }
            ((Some(_), None), _) => {
                found.push(Difference::new(What::ArgumentMoved, "an argument", "no argument"))
            }
            ((None, None), (None, Some(_))) if old.access == Access::ReadOnly => {
                found.push(Difference::new(What::Writable, word(old.access), word(new.access)));
            }
            _ => {}
        }
    }

    fn type_of(&self, found: &mut Vec<Difference>) {
        let (old, new) = self.facts();
        if old.shape != new.shape {
            found.push(Difference::new(What::KindChanged, old.shape, new.shape));
            return;
        }
        let start = found.len();
        self.renamed(found);
        if found.len() == start && self.old.shown != self.new.shown {
            found.push(Difference::new(What::Moved, &self.old.shown, &self.new.shown));
        }
        match self.items(Role::Itself) {
            (Some(before), Some(after)) if self.is_retyped(before, after) || new.shape == "a tuple" => {
                self.type_text(found, What::Retyped);
            }
            _ => self.type_text(found, What::TypeKept),
        }
        for ability in old.abilities.iter().filter(|ability| !new.abilities.contains(ability)) {
            found.push(Difference::new(
                What::AbilityLost,
                format!("has {ability}"),
                format!("has no {ability}"),
            ));
        }
        for ability in new.abilities.iter().filter(|ability| !old.abilities.contains(ability)) {
            found.push(Difference::new(
                What::AbilityGained,
                format!("has no {ability}"),
                format!("has {ability}"),
            ));
        }
        if !old.form.is_empty() && !new.form.is_empty() {
            self.form(found);
        }
    }

    fn variant(&self, found: &mut Vec<Difference>) {
        let (old, new) = self.facts();
        self.renamed(found);
        if let (Some(before), Some(after)) = self.items(Role::Itself) {
            let (from, to) = (self.renames.apply(&before.signature), after.signature.clone());
            let bare = |text: &str| text.replace("Box<", "").replace('>', "");
            if from != to {
                let what = if bare(&from) == bare(&to) { What::Boxed } else { What::Retyped };
                found.push(Difference::new(what, &before.signature, &after.signature));
            }
        }
        if old.wire_name != new.wire_name {
            found.push(Difference::new(What::Form, &old.wire_name, &new.wire_name));
        }
    }

    fn other(&self, found: &mut Vec<Difference>) {
        match (self.old.kind, self.items(Role::Itself), self.items(Role::Send)) {
            (Kind::Answer, (Some(old), new), _) if new.is_none_or(|new| old.name != new.name) => {
                let new = new.map_or("none", |new| &new.path);
                found.push(Difference::new(What::Renamed, &old.path, new));
            }
            (Kind::Event, _, (Some(before), Some(after))) if self.is_retyped(before, after) => {
                self.type_text(found, What::Retyped);
            }
            (Kind::Event, _, (old, new)) if old.is_some() != new.is_some() => {
                self.type_text(found, What::Retyped);
            }
            _ => self.type_text(found, What::TypeKept),
        }
        if self.old.kind != Kind::Answer {
            self.renamed(found);
        }
        if self.old.key != self.new.key {
            found.push(Difference::new(What::Moved, &self.old.key, &self.new.key));
        }
        self.form(found);
    }

    fn constraints(&self, found: &mut Vec<Difference>) {
        let (old, new) = self.facts();
        for (keyword, trend) in constraints::differences(&old.constraints, &new.constraints) {
            let what = match trend {
                Trend::Tighter => What::Tightened,
                Trend::Looser => What::Loosened,
                Trend::Different => What::ConstraintChanged,
            };
            let word = |constraints: &constraints::Constraints| match constraints.get(keyword) {
                Some(value) => format!("{keyword} {value}"),
                None => format!("no {keyword}"),
            };
            found.push(Difference::new(what, word(&old.constraints), word(&new.constraints)));
        }
    }

    fn texts(&self, found: &mut Vec<Difference>) {
        let (old, new) = self.facts();
        if old.default != new.default {
            let is_told = old.default.is_none() || new.default.is_none();
            let what = if is_told { What::DefaultDocumented } else { What::DefaultChanged };
            let word = |text: &Option<String>| text.clone().unwrap_or_else(|| "not documented".to_owned());
            found.push(Difference::new(what, word(&old.default), word(&new.default)));
        }
        match (&old.deprecated, &new.deprecated) {
            (None, Some(note)) => {
                found.push(Difference {
                    is: Some(note.clone()).filter(|note| !note.is_empty()),
                    ..Difference::bare(What::Deprecated)
                });
            }
            (Some(_), None) => found.push(Difference::bare(What::Undeprecated)),
            _ => {}
        }
        if old.description != new.description {
            found.push(Difference::new(What::Described, &old.description, &new.description));
        }
        if old.remarks != new.remarks {
            found.push(Difference::new(What::Remarked, &old.remarks, &new.remarks));
        }
    }
}

fn presence(facts: &super::catalogue::Facts) -> &'static str {
    match (facts.required, facts.nullable) {
        (true, false) => "required",
        (true, true) => "required, may be null",
        (false, false) => "optional",
        (false, true) => "optional, may be null",
    }
}

/// The type with what may stand in its place.
fn typed(facts: &super::catalogue::Facts) -> String {
    if facts.nullable { format!("{} or null", facts.ty) } else { facts.ty.clone() }
}

/// A member's type without what the generator wraps around it.
struct Layers {
    options: usize,
    is_boxed: bool,
    core: String,
}

impl Layers {
    fn of(signature: &str) -> Self {
        let mut layers = Self { options: 0, is_boxed: false, core: signature.to_owned() };
        loop {
            let inside = |start: &str| layers.core.strip_prefix(start)?.strip_suffix('>').map(str::to_owned);
            if let Some(core) = inside("Option<") {
                layers.options += 1;
                layers.core = core;
            } else if let Some(core) = inside("Box<") {
                layers.is_boxed = true;
                layers.core = core;
            } else {
                return layers;
            }
        }
    }
}
