//! Reading the constraints of a schema, down to what is compared on its own.

use super::constraint::{Constraint, bound};
use super::keyword::{PLAIN, bare, canonical, is_nothing, is_null, kind, values};
use super::tracked::{Tracked, TrackedAs};
use super::{Alternative, Constraints};
use crate::compare::corrections;
use crate::compare::version_model::{Location, VersionModel};
use crate::diagnostic::SourceId;
use crate::pointer::Pointer;
use serde_json::{Map, Value};

/// How many schemas are read for one thing behind its references, which can multiply without end.
const MAX_REFERRED: usize = 200;

/// How deeply they may be inside each other.
const MAX_DEPTH: usize = 64;

/// Reads the constraints of one thing.
pub(in crate::compare) struct Reader<'a> {
    side: &'a VersionModel,
    tracked: &'a Tracked,
    source: SourceId,
    document: Option<&'a Value>,
    /// The references that lead to where it stands.
    passed: Vec<Pointer>,
    depth: usize,
    /// How many references stand between it and the thing.
    behind: usize,
    /// How many schemas may still be read behind references.
    left: usize,
}

type Object = Map<String, Value>;

impl<'a> Reader<'a> {
    pub(in crate::compare) fn new(side: &'a VersionModel, tracked: &'a Tracked, source: SourceId) -> Self {
        let (document, passed) = (side.document(source), Vec::new());
        Self { side, tracked, source, document, passed, depth: 0, left: MAX_REFERRED, behind: 0 }
    }

    /// The constraints of a named type.
    pub(in crate::compare) fn of_type(mut self, pointer: &Pointer) -> Constraints {
        let mut found = Constraints::default();
        let at = self.side.in_document(self.source, pointer);
        if let Some(schema) = self.value(&at) {
            self.schema(schema, &at, &mut found);
        }
        found
    }

    /// The constraints of the schema at a place, or of the schemas of the parameter, the body or the answer that stands
    /// there.
    pub(in crate::compare) fn of_member(mut self, pointer: &Pointer) -> Constraints {
        let mut at = self.side.in_document(self.source, pointer);
        let mut found = Constraints::default();
        let Some(mut value) = self.value(&at) else { return found };
        // What stands elsewhere among the components and is not a schema.
        while let Some((target, place)) = self.target(value)
            && !place.as_str().starts_with("/components/schemas/")
            && self.enter(&place)
        {
            (value, at) = (target, place);
        }
        let contents = value.get("content").and_then(Value::as_object);
        if let Some(schema) = value.get("schema") {
            self.part(schema, &at.child("schema"), &mut found);
        } else if let Some(contents) = contents {
            for (name, media) in contents {
                let Some(schema) = media.get("schema") else { continue };
                let place = at.child("content").child(name).child("schema");
                if contents.len() == 1 {
                    self.part(schema, &place, &mut found);
                } else {
                    self.part(schema, &place, found.inside.entry(name.clone()).or_default());
                }
            }
        } else {
            self.part(value, &at, &mut found);
        }
        found
    }

    fn value(&self, at: &Pointer) -> Option<&'a Value> {
        self.document?.pointer(at.as_str())
    }

    fn location(&self, at: &Pointer) -> Location {
        (self.source, at.clone())
    }

    /// What a reference leads to, and its place.
    fn target(&self, value: &Value) -> Option<(&'a Value, Pointer)> {
        let place = Pointer::of_reference(value.get("$ref")?.as_str()?)?;
        Some((self.value(&place)?, place))
    }

    /// Follows a reference; false where that leads in a circle.
    fn enter(&mut self, place: &Pointer) -> bool {
        let is_new = !self.passed.contains(place);
        if is_new {
            self.passed.push(place.clone());
        }
        is_new
    }

    /// A schema that may be compared on its own.
    fn part(&mut self, schema: &'a Value, at: &Pointer, into: &mut Constraints) {
        match self.tracked.at(&self.location(at)) {
            Some(TrackedAs::Type) => into.is_tracked = true,
            // Here a member is read for itself.
            Some(TrackedAs::Plain | TrackedAs::Member) | None => self.schema(schema, at, into),
        }
    }

    /// A part of the value that the schema around it is about.
    fn inner(&mut self, part: &str, schema: &'a Value, at: &Pointer, into: &mut Constraints) {
        let found = match self.tracked.at(&self.location(at)) {
            Some(TrackedAs::Type | TrackedAs::Member) => Constraints::tracked(),
            Some(TrackedAs::Plain) | None => {
                let mut found = Constraints::default();
                self.schema(schema, at, &mut found);
                found
            }
        };
        into.inside.entry(part.to_owned()).or_default().absorb(found);
    }

    fn schema(&mut self, schema: &'a Value, at: &Pointer, into: &mut Constraints) {
        let Some(members) = schema.as_object() else { return };
        if self.depth >= MAX_DEPTH || (self.behind > 0 && self.left == 0) {
            (into.is_tracked, into.is_cut) = (true, true);
            return;
        }
        self.left -= usize::from(self.behind > 0);
        self.depth += 1;
        into.place.get_or_insert_with(|| self.side.written(self.source, at));
        let lost = corrections::lost(self.side, at).into_iter();
        into.lost.extend(lost.map(|(keyword, place)| (canonical(&keyword).to_owned(), place)));
        self.reference(schema, into);
        for (branch, place) in branches(members, "allOf", at) {
            self.part(branch, &place, into);
        }
        for keyword in ["anyOf", "oneOf"] {
            self.alternatives(members, keyword, at, into);
        }
        self.own(members, at, into);
        self.inside(members, at, into);
        self.depth -= 1;
    }

    fn reference(&mut self, schema: &Value, into: &mut Constraints) {
        let Some((target, place)) = self.target(schema) else { return };
        let tracked_as = self.tracked.at(&self.location(&place));
        if tracked_as == Some(TrackedAs::Type) {
            into.is_tracked = true;
            return;
        }
        if !self.enter(&place) {
            return;
        }
        let mut found = Constraints::default();
        self.behind += 1;
        self.schema(target, &place, &mut found);
        self.behind -= 1;
        self.passed.pop();
        match tracked_as {
            Some(TrackedAs::Plain) => {
                into.referred.insert(place.as_str().to_owned(), found);
            }
            _ => into.absorb(found),
        }
    }

    /// Where only one alternative is not `null`, that is the schema itself.
    fn alternatives(
        &mut self,
        members: &'a Object,
        keyword: &'static str,
        at: &Pointer,
        into: &mut Constraints,
    ) {
        let mut branches = branches(members, keyword, at);
        branches.retain(|(branch, _)| !is_null(branch));
        if let [(only, place)] = branches.as_slice() {
            return self.part(only, place, into);
        }
        for (branch, place) in branches {
            let mut constraints = Constraints::default();
            self.part(branch, &place, &mut constraints);
            if let Some(required) = branch.get("required").filter(|required| required.is_array()) {
                let place = self.side.written(self.source, &place.child("required"));
                constraints.add("required".to_owned(), Constraint::new(required.clone(), place));
            }
            // A plain type with a name does not know its place among the alternatives, and values are reported with
            // their enum.
            let is_value = ["const", "enum"].iter().any(|keyword| branch.get(keyword).is_some());
            constraints.is_tracked |= is_value || !constraints.referred.is_empty();
            into.alternatives.push(Alternative { keyword, kind: self.kind(branch), constraints });
        }
    }

    /// What an alternative is: its `type`, wherever it says so.
    fn kind(&mut self, schema: &'a Value) -> String {
        let mut open = vec![schema];
        while let Some(schema) = open.pop().filter(|_| self.left > 0) {
            self.left -= 1;
            if let Some(kind) = kind(schema) {
                return kind;
            }
            open.extend(self.target(schema).map(|(target, _)| target));
            let list = |keyword: &str| schema.get(keyword).and_then(Value::as_array).into_iter().flatten();
            open.extend(list("allOf"));
            for keyword in ["anyOf", "oneOf"] {
                let mut branches = list(keyword).filter(|branch| !is_null(branch));
                open.extend(branches.next().filter(|_| branches.next().is_none()));
            }
        }
        "any".to_owned()
    }

    fn own(&mut self, schema: &Object, at: &Pointer, into: &mut Constraints) {
        let mut add = |keyword: &str, written: &Pointer, value: Value, is_exclusive| {
            let place = self.side.written(self.source, written);
            into.add(keyword.to_owned(), Constraint { value, is_exclusive, place });
        };
        for keyword in PLAIN {
            if let Some(value) = schema.get(keyword).filter(|value| !is_nothing(keyword, value)) {
                add(keyword, &at.child(keyword), bare(value), false);
            }
        }
        for (plain, strict) in [("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")] {
            if let Some((value, is_exclusive)) = bound(schema, plain, strict) {
                let is_strict = schema.get(strict) == Some(&value);
                let written = at.child(if is_strict { strict } else { plain });
                add(plain, &written, value, is_exclusive);
            }
        }
        if let Some((keyword, values)) = values(schema) {
            add("enum", &at.child(keyword), values, false);
        }
        for keyword in ["additionalProperties", "unevaluatedProperties"] {
            if schema.get(keyword) == Some(&Value::Bool(false)) {
                add(keyword, &at.child(keyword), Value::Bool(false), false);
            }
        }
        let dependent = schema.get("dependentRequired").and_then(Value::as_object);
        for (name, needs) in dependent.into_iter().flatten() {
            let written = at.child("dependentRequired").child(name);
            add(&format!("dependentRequired.{name}"), &written, needs.clone(), false);
        }
    }

    fn inside(&mut self, schema: &'a Object, at: &Pointer, into: &mut Constraints) {
        for keyword in ["items", "additionalProperties", "unevaluatedProperties", "propertyNames"] {
            if let Some(inner) = schema.get(keyword).filter(|inner| inner.is_object()) {
                self.inner(keyword, inner, &at.child(keyword), into);
            }
        }
        for keyword in ["prefixItems", "items"] {
            for (index, (inner, place)) in branches(schema, keyword, at).into_iter().enumerate() {
                self.inner(&format!("items {index}"), inner, &place, into);
            }
        }
        for keyword in ["properties", "patternProperties"] {
            let inner = schema.get(keyword).and_then(Value::as_object);
            for (name, inner) in inner.into_iter().flatten() {
                self.inner(&format!("{keyword}.{name}"), inner, &at.child(keyword).child(name), into);
            }
        }
    }
}

/// The schemas of a list, each with its place.
fn branches<'v>(schema: &'v Object, keyword: &str, at: &Pointer) -> Vec<(&'v Value, Pointer)> {
    let list = schema.get(keyword).and_then(Value::as_array);
    let at = at.child(keyword);
    list.into_iter().flatten().enumerate().map(|(index, branch)| (branch, at.child(index))).collect()
}
