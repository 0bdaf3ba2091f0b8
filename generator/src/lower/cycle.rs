//! Components that extend themselves, which no type can.

use super::codes;
use super::context::Lowerer;
use crate::document::schema::SchemaId;
use foldhash::HashMap;

/// What a component extends: the component, and the reference that says so.
type Edges = HashMap<SchemaId, Vec<(SchemaId, SchemaId)>>;

impl Lowerer<'_> {
    /// Reports every `allOf` that leads back to the component that it is of.
    pub(super) fn all_of_cycles(&mut self) {
        let Some(components) = &self.openapi.components else { return };
        let components = components.schemas.iter().map(|(name, place)| (name, SchemaId::of(place)));
        let mut edges = Edges::default();
        for (_, id) in components.clone() {
            let mut found = Vec::new();
            self.extended(id, &mut found);
            if !found.is_empty() {
                edges.insert(id, found);
            }
        }
        let circles = circles(&edges);
        // A circle of references alone is reported where it is followed.
        for (name, id) in components.filter(|(_, id)| self.schemas[*id].reference.is_none()) {
            let Some(circle) = circles.get(&id) else { continue };
            let mut targets = edges.get(&id).into_iter().flatten();
            if let Some((_, reference)) = targets.find(|(target, _)| circles.get(target) == Some(circle)) {
                let reference = &self.schemas[*reference].pointer;
                let place = reference.child("$ref");
                // A reference that something stands beside is no `allOf` of the document.
                if *reference == self.schemas[id].pointer {
                    self.reporter.report(codes::REFERENCE_CYCLE, "the reference leads in a circle", &place);
                } else {
                    let message = format!("the `allOf` of `{name}` leads back to it");
                    self.reporter.report(codes::ALL_OF_CYCLE, message, &place);
                }
            }
        }
    }

    /// The references in the `allOf` of a schema, and in those that stand in it.
    fn extended(&self, id: SchemaId, found: &mut Vec<(SchemaId, SchemaId)>) {
        let schema = &self.schemas[id];
        match &schema.reference {
            Some(reference) => found.extend(reference.next.map(|target| (target, id))),
            None => schema.all_of.iter().for_each(|branch| self.extended(*branch, found)),
        }
    }
}

/// The number of each component's circle: circles that meet have one number, and what is in none has a number for
/// itself.
///
/// These are the strongly connected components, by the algorithm of Tarjan: each way is taken once. Its stack is one of
/// its own, since a chain is as long as the document likes.
fn circles(edges: &Edges) -> HashMap<SchemaId, usize> {
    let mut search = Search::default();
    for start in edges.keys() {
        search.go_from(*start, edges);
    }
    search.circles
}

#[derive(Default)]
struct Search {
    /// When each component was met first.
    times: HashMap<SchemaId, usize>,
    /// The components that were met and are in no finished circle.
    open: Vec<SchemaId>,
    circles: HashMap<SchemaId, usize>,
}

/// A component on the way: when it was met, the earliest that is reached from it, and the ways that are not taken yet.
struct Step<'e> {
    at: SchemaId,
    time: usize,
    earliest: usize,
    ways: std::slice::Iter<'e, (SchemaId, SchemaId)>,
}

impl Search {
    fn go_from(&mut self, start: SchemaId, edges: &Edges) {
        let mut steps: Vec<Step<'_>> = self.meet(start, edges).into_iter().collect();
        while let Some(step) = steps.last_mut() {
            let Some(&(target, _)) = step.ways.next() else {
                let earliest = step.earliest;
                if earliest == step.time {
                    self.close(step.at, step.time);
                }
                steps.pop();
                if let Some(before) = steps.last_mut() {
                    before.earliest = before.earliest.min(earliest);
                }
                continue;
            };
            match self.times.get(&target) {
                Some(time) if !self.circles.contains_key(&target) => step.earliest = step.earliest.min(*time),
                Some(_) => {}
                None => steps.extend(self.meet(target, edges)),
            }
        }
    }

    /// Goes to a component that was not met before.
    fn meet<'e>(&mut self, at: SchemaId, edges: &'e Edges) -> Option<Step<'e>> {
        let ways = edges.get(&at)?.iter();
        let time = self.times.len();
        if self.times.contains_key(&at) {
            return None;
        }
        self.times.insert(at, time);
        self.open.push(at);
        Some(Step { at, time, earliest: time, ways })
    }

    /// Finishes a circle: what was met since its first component is in it.
    fn close(&mut self, first: SchemaId, number: usize) {
        while let Some(member) = self.open.pop() {
            self.circles.insert(member, number);
            if member == first {
                break;
            }
        }
    }
}
