//! The arena: which schema has a number, which one stands at a pointer, and where references lead.

use super::blocks::Blocks;
use super::{Schema, SchemaId, SchemaReference, Target};
use crate::pointer::Pointer;
use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};
use std::collections::BTreeMap;
use std::ops::Index;

/// The most tokens of a pointer. One that leads through a reference goes on behind it, and can grow for ever in a
/// circle.
const LONGEST: usize = 1_024;

/// The schemas of a document.
#[derive(Clone, Debug)]
pub struct SchemaArena {
    /// The first takes any value; the others follow in the order in which they were read, the inner before the outer.
    schemas: Blocks,
    /// The schemas that do not stand inside another one, by their place.
    /// They are in the order of their places, so that those inside of a place stand together.
    roots: BTreeMap<Pointer, SchemaId>,
    /// The references of the document around the schemas, by their place.
    references: HashMap<Pointer, OutsideReference>,
}

/// A reference outside of all schemas.
#[derive(Clone, Debug)]
struct OutsideReference {
    text: String,
    /// The description beside it, which counts instead of that of what it leads to.
    description: Option<String>,
}

/// What stands at a pointer.
enum Found {
    Schema(SchemaId),
    /// A reference stands on the way: the pointer that goes on behind it.
    Elsewhere(Pointer),
}

/// How far a reference was followed.
#[derive(Clone, Copy)]
enum Way {
    New,
    Open,
    Done,
}

impl Default for SchemaArena {
    fn default() -> Self {
        let mut schemas = Blocks::default();
        schemas.push(Schema::default());
        Self { schemas, roots: BTreeMap::new(), references: HashMap::new() }
    }
}

impl Index<SchemaId> for SchemaArena {
    type Output = Schema;

    fn index(&self, id: SchemaId) -> &Schema {
        self.schemas.get(id.index()).unwrap_or(&self.schemas[0])
    }
}

impl SchemaArena {
    /// Adds a schema.
    pub(in crate::document) fn add(&mut self, schema: Schema) -> SchemaId {
        let id = SchemaId(u32::try_from(self.schemas.len()).unwrap_or_default());
        self.schemas.push(Schema { id, ..schema });
        id
    }

    /// Makes a schema one of those that do not stand inside another.
    pub(in crate::document) fn add_root(&mut self, id: SchemaId) {
        self.roots.insert(self[id].pointer.clone(), id);
    }

    /// All schemas, in the order of their numbers.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Schema> {
        self.schemas.iter()
    }

    /// All schemas, to be changed.
    pub(in crate::document) fn iter_mut(&mut self) -> impl Iterator<Item = &mut Schema> {
        self.schemas.iter_mut()
    }

    /// One of them, to be changed.
    pub(in crate::document) fn get_mut(&mut self, id: SchemaId) -> Option<&mut Schema> {
        self.schemas.get_mut(id.index())
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.schemas.len()
    }

    /// Takes a schema out that has something to spell out, until it is put back.
    pub(super) fn take(&mut self, index: usize) -> Option<Schema> {
        self.schemas.get_mut(index).filter(|schema| schema.is_dense()).map(std::mem::take)
    }

    /// Puts it back.
    pub(super) fn put(&mut self, index: usize, schema: Schema) {
        if let Some(slot) = self.schemas.get_mut(index) {
            *slot = schema;
        }
    }

    /// Remembers a reference that stands outside of all schemas.
    pub(in crate::document) fn add_reference(
        &mut self,
        place: Pointer,
        text: String,
        description: Option<String>,
    ) {
        self.references.insert(place, OutsideReference { text, description });
    }

    /// The description beside the reference at a place, or beside the next one on the way that has any.
    pub(crate) fn described(&self, place: &Pointer) -> Option<&str> {
        let mut reference = self.references.get(place)?;
        for _ in 0..LONGEST {
            if let Some(description) = &reference.description {
                return Some(description);
            }
            reference = self.references.get(&Pointer::of_reference(&reference.text)?)?;
        }
        None
    }

    /// What stands behind a schema, if it is a reference: the schema that this leads to.
    pub(crate) fn behind(&self, id: SchemaId) -> Option<&Schema> {
        let schema = &self[id];
        match schema.reference.as_deref() {
            None => Some(schema),
            Some(SchemaReference { target: Target::Schema(target), .. }) => Some(&self[*target]),
            Some(_) => None,
        }
    }

    /// The schema, or the reference to one, that stands at a pointer. A pointer may lead through references.
    pub(crate) fn find(&self, pointer: &Pointer) -> Option<SchemaId> {
        if let Some(&id) = self.roots.get(pointer) {
            return Some(id);
        }
        let mut seen = HashSet::new();
        let mut pointer = pointer.clone();
        loop {
            let next = match self.locate(&pointer)? {
                Found::Schema(id) => return Some(id),
                Found::Elsewhere(next) => next,
            };
            if next.tokens().count() > LONGEST || !seen.insert(std::mem::replace(&mut pointer, next)) {
                return None;
            }
        }
    }

    /// The schema that stands at a pointer, or that of the parameter which stands there.
    pub(crate) fn find_at(&self, pointer: &Pointer) -> Option<SchemaId> {
        self.find(pointer).or_else(|| self.find(&pointer.child("schema")))
    }

    /// The schemas of the media types of a body or an answer, by media type.
    pub(crate) fn contents(&self, place: &Pointer) -> BTreeMap<String, SchemaId> {
        let mut place = place.clone();
        for _ in 0..LONGEST {
            let Some(reference) = self.references.get(&place) else { break };
            let Some(next) = Pointer::of_reference(&reference.text) else { break };
            place = next;
        }
        let content = place.child("content");
        let after = self.roots.range(&content..);
        let inside = after.take_while(|(at, _)| at.as_str().starts_with(content.as_str()));
        let schemas = inside.filter_map(|(at, id)| {
            let media = at.parent().filter(|_| at.last().as_deref() == Some("schema"))?;
            Some((media.last().filter(|_| media.parent().as_ref() == Some(&content))?, *id))
        });
        schemas.collect()
    }

    fn locate(&self, pointer: &Pointer) -> Option<Found> {
        let mut around = pointer.clone();
        loop {
            let rest = pointer.as_str().get(around.as_str().len()..)?;
            if let Some(&root) = self.roots.get(&around) {
                let tokens: Vec<String> = Pointer::parse(rest)?.tokens().collect();
                return self.within(root, &tokens);
            }
            if let Some(reference) = self.references.get(&around) {
                return Pointer::parse(&format!(
                    "{}{rest}",
                    Pointer::of_reference(&reference.text)?.as_str()
                ))
                .map(Found::Elsewhere);
            }
            around = around.parent()?;
        }
    }

    /// Walks the rest of a pointer inside a schema, up to a reference.
    fn within(&self, mut id: SchemaId, mut tokens: &[String]) -> Option<Found> {
        while !tokens.is_empty() {
            let schema = &self[id];
            if let Some(reference) = &schema.reference {
                let start = Pointer::of_reference(&reference.text)?;
                return Some(Found::Elsewhere(
                    tokens.iter().fold(start, |pointer, token| pointer.child(token)),
                ));
            }
            (id, tokens) = schema.step(tokens)?;
        }
        Some(Found::Schema(id))
    }

    /// Finds out where all references lead.
    pub(in crate::document) fn resolve(&mut self) {
        for index in 0..self.schemas.len() {
            let Some(reference) = &self.schemas[index].reference else { continue };
            let next = Pointer::of_reference(&reference.text).and_then(|pointer| self.find(&pointer));
            if let Some(reference) = &mut self.schemas[index].reference {
                reference.next = next;
            }
        }
        let mut ways = vec![Way::New; self.schemas.len()];
        for index in 0..self.schemas.len() {
            self.follow(index, &mut ways);
        }
    }

    /// Follows one reference to its end, and keeps that for each of the references on the way.
    fn follow(&mut self, start: usize, ways: &mut [Way]) {
        let mut passed = Vec::new();
        let mut at = start;
        let target = loop {
            let schema = &self.schemas[at];
            let Some(reference) = &schema.reference else { break Target::Schema(schema.id) };
            match ways[at] {
                Way::Done => break reference.target,
                Way::Open => break Target::Circle,
                Way::New => {}
            }
            ways[at] = Way::Open;
            passed.push(at);
            match reference.next {
                Some(next) => at = next.index(),
                None => break Target::Unknown(schema.id),
            }
        };
        for index in passed {
            ways[index] = Way::Done;
            if let Some(reference) = &mut self.schemas[index].reference {
                reference.target = target;
            }
        }
    }

    /// Whether two schemas say the same.
    pub(crate) fn is_same(&self, left: SchemaId, right: SchemaId) -> bool {
        if left == right {
            return true;
        }
        let (left, right) = (&self[left], &self[right]);
        if !left.says_the_same(right) {
            return false;
        }
        let (ours, theirs) = (left.members(), right.members());
        ours.len() == theirs.len()
            && ours
                .iter()
                .zip(&theirs)
                .all(|((key, ours), (other, theirs))| key == other && self.is_same(*ours, *theirs))
    }
}
