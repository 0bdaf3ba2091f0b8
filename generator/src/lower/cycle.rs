//! Components that extend themselves, which no type can.

use super::context::Lowerer;
use super::view::{Node, View};
use super::{codes, resolve};
use crate::pointer::Pointer;
use openapiv3::Schema;
use std::collections::{HashMap, HashSet};

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
        prune(&mut edges);
        // A circle of references alone is reported where it is followed.
        for (name, _) in components.schemas.iter().filter(|(_, node)| node.as_item().is_some()) {
            let pointer = resolve::component_pointer(name);
            if let Some(place) = way_back(&pointer, &edges) {
                self.fail(codes::ALL_OF_CYCLE, format!("the `allOf` of `{name}` leads back to it"), &place);
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

/// Leaves only the components that lead into a circle, so that long chains are not followed again and again.
fn prune(edges: &mut Edges) {
    let mut users: HashMap<&Pointer, Vec<&Pointer>> = HashMap::new();
    let mut open: HashMap<&Pointer, usize> = HashMap::new();
    for (pointer, targets) in edges.iter() {
        let kept: Vec<_> = targets.iter().filter(|(target, _)| edges.contains_key(target)).collect();
        open.insert(pointer, kept.len());
        for (target, _) in kept {
            users.entry(target).or_default().push(pointer);
        }
    }
    let mut ends: Vec<&Pointer> =
        open.iter().filter(|(_, count)| **count == 0).map(|(end, _)| *end).collect();
    let mut gone: HashSet<Pointer> = HashSet::new();
    while let Some(end) = ends.pop() {
        gone.insert(end.clone());
        for &user in users.get(end).into_iter().flatten() {
            if let Some(count) = open.get_mut(user) {
                *count -= 1;
                if *count == 0 {
                    ends.push(user);
                }
            }
        }
    }
    edges.retain(|pointer, _| !gone.contains(pointer));
}

/// The place in a component from which its `allOf` leads back to it.
fn way_back(start: &Pointer, edges: &Edges) -> Option<Pointer> {
    for (first, place) in edges.get(start)? {
        let mut seen = HashSet::from([first]);
        let mut open = vec![first];
        while let Some(at) = open.pop() {
            if at == start {
                return Some(place.clone());
            }
            let next = edges.get(at).into_iter().flatten().map(|(target, _)| target);
            open.extend(next.filter(|target| seen.insert(target)));
        }
    }
    None
}
