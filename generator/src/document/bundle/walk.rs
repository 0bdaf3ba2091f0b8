//! The walk over the document and over what it takes from other files, which rewrites the references.

use super::home::Homes;
use super::library::{Library, Location, Problem};
use super::needs::is_file;
use super::target::{self, Targets};
use crate::diagnostic::{Diagnostics, SourceId};
use crate::document::copy::{self, CopyBudget};
use crate::document::grammar::{Holds, ObjectKind};
use crate::document::lost;
use crate::document::origin::join;
use crate::document::place::JsonPlace;
use crate::pointer::Pointer;
use serde_json::Value;

/// How many copies may be nested in each other; more is a circle.
const MAX_DEPTH: usize = 32;

/// What a place belongs to.
#[derive(Clone, Copy, Debug)]
pub(super) enum Owner {
    Document,
    /// A target, by its number.
    Target(usize),
}

/// A reference that gave way to a copy of what it means.
pub(super) struct Replacement {
    pub(super) owner: Owner,
    pub(super) to: Pointer,
    pub(super) file: SourceId,
    pub(super) from: Pointer,
}

/// A part that comes from one place of one file.
struct Subtree {
    owner: Owner,
    /// Where it is in its owner.
    to: Pointer,
    file: SourceId,
    /// Where it is in its file.
    from: Pointer,
    /// How many copies it is inside of.
    depth: usize,
}

/// Where the walk stands.
#[derive(Clone, Copy)]
struct Cursor<'c> {
    subtree: &'c Subtree,
    /// The place inside the subtree.
    at: &'c JsonPlace<'c>,
}

impl<'c> Cursor<'c> {
    /// The beginning of a subtree.
    fn start(subtree: &'c Subtree) -> Self {
        Self { subtree, at: &JsonPlace::ROOT }
    }

    fn at(self, at: &'c JsonPlace<'c>) -> Self {
        Self { at, ..self }
    }

    /// The place inside the owner of the subtree.
    fn pointer(self) -> Pointer {
        join(&self.subtree.to, self.at.pointer().as_str())
    }
}

/// Rewrites references, and collects their targets.
pub(super) struct Walker<'s> {
    library: Library<'s>,
    homes: Homes,
    targets: Targets,
    replacements: Vec<Replacement>,
    findings: Diagnostics,
    budget: CopyBudget,
}

impl<'s> Walker<'s> {
    pub(super) fn new(library: Library<'s>, homes: Homes) -> Self {
        let (targets, replacements, findings) = Default::default();
        Self { library, homes, targets, replacements, findings, budget: CopyBudget::default() }
    }

    /// Walks over the document, then over everything that it refers to.
    pub(super) fn document(&mut self, document: &mut Value) {
        let root = Pointer::root;
        let file = self.library.document();
        let subtree = Subtree { owner: Owner::Document, to: root(), file, from: root(), depth: 0 };
        self.walk(document, ObjectKind::OpenApi, Cursor::start(&subtree));
        let mut next = 0;
        while let Some(target) = self.targets.list.get_mut(next) {
            let mut value = std::mem::take(&mut target.value);
            let kind = ObjectKind::of_section(target.section).unwrap_or(ObjectKind::Schema);
            let (file, from) = (target.file, target.pointer.clone());
            self.budget.spend(&value);
            let subtree = Subtree { owner: Owner::Target(next), to: root(), file, from, depth: 0 };
            self.walk(&mut value, kind, Cursor::start(&subtree));
            if let Some(target) = self.targets.list.get_mut(next) {
                target.value = value;
            }
            next += 1;
        }
    }

    /// What was found.
    pub(super) fn finish(self) -> (Targets, Vec<Replacement>, Diagnostics) {
        let mut findings = self.library.findings;
        for finding in self.findings {
            findings.push(finding);
        }
        (self.targets, self.replacements, findings)
    }

    fn walk(&mut self, slot: &mut Value, kind: ObjectKind, cursor: Cursor<'_>) {
        if let Some(reference) = reference(slot) {
            let section = kind.section();
            match section.filter(|section| !self.is_home(&reference, section, cursor)) {
                Some(section) => self.refer(slot, &reference, (kind, section), cursor),
                None => {
                    return self.copy(slot, &reference, Some(kind), cursor, |this, slot, cursor| {
                        this.walk(slot, kind, cursor);
                    });
                }
            }
        }
        let Value::Object(members) = slot else { return };
        for (key, value) in members.iter_mut() {
            let at = &cursor.at.key(key);
            let cursor = cursor.at(at);
            match kind.step(key) {
                Some(Holds::One(kind)) => self.walk(value, kind, cursor),
                Some(Holds::OneOrList(kind)) if value.is_object() => self.walk(value, kind, cursor),
                Some(Holds::List(kind) | Holds::OneOrList(kind)) => self.many(value, kind, cursor),
                Some(Holds::Map(kind)) => self.many(value, kind, cursor),
                None if key == "mapping" && kind == ObjectKind::Discriminator => {
                    let targets = value.as_object_mut().into_iter().flat_map(serde_json::Map::values_mut);
                    targets.for_each(|target| self.mapped(target, cursor.subtree));
                }
                None if key == "defaultMapping" && kind == ObjectKind::Discriminator => {
                    self.mapped(value, cursor.subtree)
                }
                None => {}
            }
        }
    }

    /// The items of a list, or the members of a mapping; the whole may be a reference.
    fn many(&mut self, slot: &mut Value, kind: ObjectKind, cursor: Cursor<'_>) {
        if let Some(reference) = reference(slot) {
            return self.copy(slot, &reference, None, cursor, |this, slot, cursor| {
                this.many(slot, kind, cursor);
            });
        }
        match slot {
            Value::Array(items) => {
                for (index, item) in items.iter_mut().enumerate() {
                    self.walk(item, kind, cursor.at(&cursor.at.index(index)));
                }
            }
            Value::Object(members) => {
                for (key, member) in members.iter_mut() {
                    self.walk(member, kind, cursor.at(&cursor.at.key(key)));
                }
            }
            _ => {}
        }
    }
}

impl Walker<'_> {
    /// Replaces a reference by a copy of its target, and goes on there.
    fn copy(
        &mut self,
        slot: &mut Value,
        reference: &str,
        kind: Option<ObjectKind>,
        cursor: Cursor<'_>,
        go_on: impl FnOnce(&mut Self, &mut Value, Cursor<'_>),
    ) {
        let (location, value) = match self.copied(reference, kind, cursor.subtree) {
            Ok(found) => found,
            Err(problem) => return self.give_up(slot, (reference, kind), problem, cursor),
        };
        let Value::Object(members) = slot else { return };
        match value {
            Value::Object(target) => copy::insert(members, target),
            other => *slot = other,
        }
        let to = cursor.pointer();
        let Location { file, pointer: from } = location;
        let (owner, depth) = (cursor.subtree.owner, cursor.subtree.depth + 1);
        self.replacements.push(Replacement { owner, to: to.clone(), file, from: from.clone() });
        go_on(self, slot, Cursor::start(&Subtree { owner, to, file, from, depth }));
    }

    fn copied(
        &mut self,
        reference: &str,
        kind: Option<ObjectKind>,
        subtree: &Subtree,
    ) -> Result<(Location, Value), Problem> {
        let refuse = |reason: &str| Problem::Reason(reason.to_owned());
        if subtree.depth >= MAX_DEPTH {
            return Err(refuse("leads in a circle"));
        }
        let location = self.library.target(subtree.file, reference)?;
        let location = self.library.home(location);
        let file = self.library.file(location.file);
        let Some(value) = file.as_ref().and_then(|file| file.pointer(location.pointer.as_str())) else {
            return Err(self.library.nothing(&location, kind));
        };
        let value = self.budget.copy(value).map_err(refuse)?;
        Ok((location, value))
    }

    /// Whether this is the component whose name the target of its reference takes.
    fn is_home(&mut self, reference: &str, section: &str, cursor: Cursor<'_>) -> bool {
        if !matches!(cursor.subtree.owner, Owner::Document) || self.homes.is_empty() {
            return false;
        }
        let Ok(location) = self.library.target(cursor.subtree.file, reference) else { return false };
        let end = self.library.home(location);
        let home = self.homes.get(&(end, section.to_owned()));
        home.is_some_and(|home| *home == cursor.pointer())
    }

    /// Points a reference at the component that it means.
    fn refer(
        &mut self,
        slot: &mut Value,
        reference: &str,
        (kind, section): (ObjectKind, &'static str),
        cursor: Cursor<'_>,
    ) {
        let file = cursor.subtree.file;
        if file == self.library.document() && reference.starts_with('#') {
            return;
        }
        match (self.component(reference, section, file), slot) {
            (Ok(component), Value::Object(members)) => {
                members.insert("$ref".to_owned(), Value::String(component));
            }
            (Ok(_), _) => {}
            (Err(problem), slot) => self.give_up(slot, (reference, Some(kind)), problem, cursor),
        }
    }

    /// The reference to the component that a reference in `file` means.
    fn component(
        &mut self,
        reference: &str,
        section: &'static str,
        file: SourceId,
    ) -> Result<String, Problem> {
        let mut location = self.library.target(file, reference)?;
        for _ in 0..MAX_DEPTH {
            let (whole, rest, section) = target::divide(&location, section, &mut self.library);
            let end = self.library.home(whole.clone());
            if end != whole {
                location = Location { file: end.file, pointer: join(&end.pointer, &rest) };
                continue;
            }
            if whole.file == self.library.document() {
                return Ok(location.pointer.to_reference());
            }
            if let Some(home) = self.homes.get(&(whole.clone(), section.to_owned())) {
                return Ok(join(home, &rest).to_reference());
            }
            let rest = rest.replace('%', "%25");
            if let Some(number) = self.targets.number(whole, section, &mut self.library) {
                return Ok(format!("{}{rest}", target::reference(number, section)));
            }
            break;
        }
        Err(self.library.nothing(&location, ObjectKind::of_section(section)))
    }

    /// Points a value of a discriminator's mapping at the component that it means.
    fn mapped(&mut self, value: &mut Value, subtree: &Subtree) {
        let Value::String(text) = value else { return };
        let is_elsewhere = subtree.file != self.library.document();
        let reference = match text.strip_prefix('#') {
            Some(_) if is_elsewhere => text.clone(),
            Some(_) => return,
            None if is_file(text) => text.clone(),
            None if is_elsewhere => format!("#/components/schemas/{text}"),
            None => return,
        };
        // What leads nowhere may still be the name of a component, as the later stages see.
        if let Ok(component) = self.component(&reference, "schemas", subtree.file) {
            *text = component;
        }
    }

    /// Takes a reference that cannot be followed out of its place, and says why.
    fn give_up(
        &mut self,
        slot: &mut Value,
        (reference, kind): (&str, Option<ObjectKind>),
        problem: Problem,
        cursor: Cursor<'_>,
    ) {
        // A whole list or mapping is no object of OpenAPI, and loses its reference only.
        let kind = kind.unwrap_or(ObjectKind::OpenApi);
        lost::give_up(slot, kind);
        let finding = match problem {
            Problem::File(finding) => finding,
            Problem::Reason(reason) => lost::finding(reference, &reason, kind),
            Problem::Known => return,
        };
        let pointer = join(&cursor.subtree.from, cursor.at.pointer().child("$ref").as_str());
        self.findings.push(finding.at(cursor.subtree.file, &pointer));
    }
}

/// The text of the `$ref` of a value.
fn reference(value: &Value) -> Option<String> {
    value.get("$ref").and_then(Value::as_str).map(str::to_owned)
}
