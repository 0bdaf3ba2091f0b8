//! The walk over the document and over what it takes from other files, which rewrites the references.

use super::home::Homes;
use super::library::{Library, Problem, Spot};
use super::needs::is_file;
use super::target::{self, Targets};
use crate::diagnostic::{Diagnostic, Diagnostics, SourceId};
use crate::document::codes;
use crate::document::copy::{self, CopyBudget};
use crate::document::grammar::{Holds, ObjectKind};
use crate::document::origin::join;
use crate::document::place::Place;
use crate::pointer::Pointer;
use serde_json::Value;

/// How often what was copied may itself be copied from elsewhere; more is a circle.
const MAX_DEPTH: usize = 32;

/// What a place belongs to.
#[derive(Clone, Copy, Debug)]
pub(super) enum Owner {
    Document,
    /// A target, by its number.
    Target(usize),
}

/// A part that was copied to its place.
pub(super) struct Splice {
    pub(super) owner: Owner,
    pub(super) to: Pointer,
    pub(super) file: SourceId,
    pub(super) from: Pointer,
}

/// A part that comes from one place of one file.
struct Region {
    owner: Owner,
    /// Where it is in its owner.
    to: Pointer,
    file: SourceId,
    /// Where it is in its file.
    from: Pointer,
    /// How many copies it is inside of.
    depth: usize,
}

/// Rewrites references, and collects what they lead to.
pub(super) struct Walker<'s> {
    library: Library<'s>,
    homes: Homes,
    targets: Targets,
    splices: Vec<Splice>,
    findings: Diagnostics,
    budget: CopyBudget,
}

impl<'s> Walker<'s> {
    pub(super) fn new(library: Library<'s>, homes: Homes) -> Self {
        let (targets, splices, findings) = Default::default();
        Self { library, homes, targets, splices, findings, budget: CopyBudget::default() }
    }

    /// Walks over the document, then over everything that it refers to.
    pub(super) fn document(&mut self, document: &mut Value) {
        let root = Pointer::root;
        let file = self.library.document();
        let region = Region { owner: Owner::Document, to: root(), file, from: root(), depth: 0 };
        self.walk(document, ObjectKind::OpenApi, &region, &Place::ROOT);
        let mut next = 0;
        while let Some(target) = self.targets.list.get_mut(next) {
            let mut value = std::mem::take(&mut target.value);
            let kind = ObjectKind::of_section(target.section).unwrap_or(ObjectKind::Schema);
            let (file, from) = (target.file, target.pointer.clone());
            self.budget.spend(&value);
            let region = Region { owner: Owner::Target(next), to: root(), file, from, depth: 0 };
            self.walk(&mut value, kind, &region, &Place::ROOT);
            if let Some(target) = self.targets.list.get_mut(next) {
                target.value = value;
            }
            next += 1;
        }
    }

    /// What was found.
    pub(super) fn finish(self) -> (Targets, Vec<Splice>, Diagnostics) {
        let mut findings = self.library.findings;
        for finding in self.findings {
            findings.push(finding);
        }
        (self.targets, self.splices, findings)
    }

    fn walk(&mut self, slot: &mut Value, kind: ObjectKind, region: &Region, at: &Place<'_>) {
        if let Some(reference) = reference(slot) {
            let section = kind.section();
            match section.filter(|section| !self.is_home(&reference, section, region, at)) {
                Some(section) => self.refer(slot, &reference, section, region, at),
                None => {
                    return self.copy(slot, &reference, region, at, |this, slot, region| {
                        this.walk(slot, kind, region, &Place::ROOT);
                    });
                }
            }
        }
        let Value::Object(members) = slot else { return };
        for (key, value) in members.iter_mut() {
            let at = &at.key(key);
            match kind.step(key) {
                Some(Holds::One(kind)) => self.walk(value, kind, region, at),
                Some(Holds::OneOrList(kind)) if value.is_object() => self.walk(value, kind, region, at),
                Some(Holds::List(kind) | Holds::OneOrList(kind)) => self.many(value, kind, region, at),
                Some(Holds::Map(kind)) => self.many(value, kind, region, at),
                None if key == "mapping" && kind == ObjectKind::Discriminator => self.mapping(value, region),
                None => {}
            }
        }
    }

    /// The items of a list, or the members of a mapping; the whole may be a reference.
    fn many(&mut self, slot: &mut Value, kind: ObjectKind, region: &Region, at: &Place<'_>) {
        if let Some(reference) = reference(slot) {
            return self.copy(slot, &reference, region, at, |this, slot, region| {
                this.many(slot, kind, region, &Place::ROOT);
            });
        }
        match slot {
            Value::Array(items) => {
                for (index, item) in items.iter_mut().enumerate() {
                    self.walk(item, kind, region, &at.index(index));
                }
            }
            Value::Object(members) => {
                for (key, member) in members.iter_mut() {
                    self.walk(member, kind, region, &at.key(key));
                }
            }
            _ => {}
        }
    }
}

impl Walker<'_> {
    /// Puts what a reference leads to into its place, and goes on there.
    fn copy(
        &mut self,
        slot: &mut Value,
        reference: &str,
        region: &Region,
        at: &Place<'_>,
        go_on: impl FnOnce(&mut Self, &mut Value, &Region),
    ) {
        let found = self.copied(reference, region);
        let Value::Object(members) = slot else { return };
        let (spot, value) = match found {
            Ok(found) => found,
            Err(problem) => {
                members.shift_remove("$ref");
                return self.report(problem, region, at);
            }
        };
        match value {
            Value::Object(target) => copy::insert(members, target),
            other => *slot = other,
        }
        let to = join(&region.to, at.pointer().as_str());
        let Spot { file, pointer: from } = spot;
        let (owner, depth) = (region.owner, region.depth + 1);
        self.splices.push(Splice { owner, to: to.clone(), file, from: from.clone() });
        go_on(self, slot, &Region { owner, to, file, from, depth });
    }

    fn copied(&mut self, reference: &str, region: &Region) -> Result<(Spot, Value), Problem> {
        let refuse = |reason: &str| {
            let message = format!("the reference `{reference}` {reason}; it is left out");
            Problem::from(Diagnostic::warning(codes::REFERENCE, message))
        };
        if region.depth >= MAX_DEPTH {
            return Err(refuse("leads in a circle"));
        }
        let spot = self.library.target(region.file, reference)?;
        let spot = self.library.home(spot);
        let file = self.library.file(spot.file);
        let Some(value) = file.as_ref().and_then(|file| file.pointer(spot.pointer.as_str())) else {
            return Err(self.library.nothing(spot.file, reference));
        };
        let value = self.budget.copy(value).map_err(refuse)?;
        Ok((spot, value))
    }

    /// Whether this is the component that what it refers to gets its name from.
    fn is_home(&mut self, reference: &str, section: &str, region: &Region, at: &Place<'_>) -> bool {
        if !matches!(region.owner, Owner::Document) || self.homes.is_empty() {
            return false;
        }
        let Ok(spot) = self.library.target(region.file, reference) else { return false };
        let end = self.library.home(spot);
        let home = self.homes.get(&(end, section.to_owned()));
        home.is_some_and(|home| *home == join(&region.to, at.pointer().as_str()))
    }

    /// Points a reference at the component that it means.
    fn refer(
        &mut self,
        slot: &mut Value,
        reference: &str,
        section: &'static str,
        region: &Region,
        at: &Place<'_>,
    ) {
        if region.file == self.library.document() && reference.starts_with('#') {
            return;
        }
        let found = self.component(reference, section, region.file);
        let Value::Object(members) = slot else { return };
        match found {
            Ok(component) => {
                members.insert("$ref".to_owned(), Value::String(component));
            }
            Err(problem) => {
                members.shift_remove("$ref");
                self.report(problem, region, at);
            }
        }
    }

    /// The reference to the component that a reference in `file` means.
    fn component(
        &mut self,
        reference: &str,
        section: &'static str,
        file: SourceId,
    ) -> Result<String, Problem> {
        let mut spot = self.library.target(file, reference)?;
        for _ in 0..MAX_DEPTH {
            let (whole, rest, section) = target::divide(&spot, section, &mut self.library);
            let end = self.library.home(whole.clone());
            if end != whole {
                spot = Spot { file: end.file, pointer: join(&end.pointer, &rest) };
                continue;
            }
            if whole.file == self.library.document() {
                return Ok(spot.pointer.to_reference());
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
        Err(self.library.nothing(spot.file, reference))
    }

    /// Points the values of a discriminator's mapping at the components that they mean.
    fn mapping(&mut self, mapping: &mut Value, region: &Region) {
        let Value::Object(mapping) = mapping else { return };
        let is_elsewhere = region.file != self.library.document();
        for value in mapping.values_mut() {
            let Value::String(text) = value else { continue };
            let reference = match text.strip_prefix('#') {
                Some(_) if is_elsewhere => text.clone(),
                Some(_) => continue,
                None if is_file(text) => text.clone(),
                None if is_elsewhere => format!("#/components/schemas/{text}"),
                None => continue,
            };
            // What leads nowhere may still be the name of a component, as the later stages see.
            if let Ok(component) = self.component(&reference, "schemas", region.file) {
                *text = component;
            }
        }
    }

    fn report(&mut self, problem: Problem, region: &Region, at: &Place<'_>) {
        let Some(finding) = problem.finding else { return };
        let pointer = join(&region.from, at.pointer().child("$ref").as_str());
        self.findings.push(finding.at(region.file, &pointer));
    }
}

/// The text of the `$ref` of a value.
fn reference(value: &Value) -> Option<String> {
    value.get("$ref").and_then(Value::as_str).map(str::to_owned)
}
