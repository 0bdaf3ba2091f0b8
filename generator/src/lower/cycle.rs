//! Components that extend themselves, which no type can.

use super::context::Lowerer;
use super::view::{Node, View};
use super::{codes, resolve};
use crate::pointer::Pointer;
use openapiv3::Schema;
use std::collections::HashMap;

/// What a component extends: the component, and where it says so.
type Edges = HashMap<Pointer, Vec<(Pointer, Pointer)>>;

impl<'a> Lowerer<'a> {
    /// Reports every `allOf` that leads back to the component that it is of.
    pub(super) fn all_of_cycles(&mut self) {
        let openapi = self.openapi;
        let Some(components) = &openapi.components else { return };
        let mut edges = Edges::new();
        for (name, node) in &components.schemas {
            let pointer = resolve::component_pointer(name);
            let mut found = Vec::new();
            node_edges(Node::from(node), &pointer, &mut found);
            if !found.is_empty() {
                edges.insert(pointer, found);
            }
        }
        let circles = circles(&edges);
        // A circle of references alone is reported where it is followed.
        for (name, _) in components.schemas.iter().filter(|(_, node)| node.as_item().is_some()) {
            let pointer = resolve::component_pointer(name);
            let Some(circle) = circles.get(&pointer) else { continue };
            let mut targets = edges.get(&pointer).into_iter().flatten();
            if let Some((_, place)) = targets.find(|(target, _)| circles.get(target) == Some(circle)) {
                self.fail(codes::ALL_OF_CYCLE, format!("the `allOf` of `{name}` leads back to it"), place);
            }
        }
    }
}

/// The references in the `allOf` of a schema, and in those that stand in it.
fn extended(schema: &Schema, pointer: &Pointer, found: &mut Vec<(Pointer, Pointer)>) {
    for (index, branch) in View::new(schema).all_of.iter().enumerate() {
        node_edges(Node::from(branch), &pointer.child("allOf").child(index), found);
    }
}

fn node_edges(node: Node<'_>, pointer: &Pointer, found: &mut Vec<(Pointer, Pointer)>) {
    match node {
        Node::Schema(schema) => extended(schema, pointer, found),
        Node::Reference(reference) => {
            found.extend(resolve::pointer_of(reference).map(|target| (target, pointer.child("$ref"))));
        }
    }
}

/// The number of each component's circle: circles that meet have one number, and what is in none has a number for itself.
///
/// These are the strongly connected components, by the algorithm of Tarjan: each way is taken once. Its stack is one of its
/// own, since a chain is as long as the document likes.
fn circles(edges: &Edges) -> HashMap<&Pointer, usize> {
    let mut search = Search::default();
    for start in edges.keys() {
        search.go_from(start, edges);
    }
    search.circles
}

#[derive(Default)]
struct Search<'e> {
    /// When each component was met first.
    times: HashMap<&'e Pointer, usize>,
    /// The components that were met and are in no finished circle.
    open: Vec<&'e Pointer>,
    circles: HashMap<&'e Pointer, usize>,
}

/// A component on the way: when it was met, the earliest that is reached from it, and the ways that are not taken yet.
struct Step<'e> {
    at: &'e Pointer,
    time: usize,
    earliest: usize,
    ways: std::slice::Iter<'e, (Pointer, Pointer)>,
}

impl<'e> Search<'e> {
    fn go_from(&mut self, start: &'e Pointer, edges: &'e Edges) {
        let mut steps: Vec<Step<'e>> = self.meet(start, edges).into_iter().collect();
        while let Some(step) = steps.last_mut() {
            let Some((target, _)) = step.ways.next() else {
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
            match self.times.get(target) {
                Some(time) if !self.circles.contains_key(target) => step.earliest = step.earliest.min(*time),
                Some(_) => {}
                None => steps.extend(self.meet(target, edges)),
            }
        }
    }

    /// Goes to a component that was not met before.
    fn meet(&mut self, at: &'e Pointer, edges: &'e Edges) -> Option<Step<'e>> {
        let ways = edges.get(at)?.iter();
        let time = self.times.len();
        if self.times.contains_key(at) {
            return None;
        }
        self.times.insert(at, time);
        self.open.push(at);
        Some(Step { at, time, earliest: time, ways })
    }

    /// Finishes a circle: what was met since its first component is in it.
    fn close(&mut self, first: &'e Pointer, number: usize) {
        while let Some(member) = self.open.pop() {
            self.circles.insert(member, number);
            if member == first {
                break;
            }
        }
    }
}
