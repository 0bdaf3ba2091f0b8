//! Follows the events of a parser and records where the wanted values are.

use crate::pointer::Pointer;
use std::collections::HashMap;

/// The wanted pointers as a tree, and the state of the walk over the text.
pub(super) struct Finder<P> {
    nodes: Vec<Node<P>>,
    /// For each wanted pointer, its nodes from the root down.
    paths: Vec<Vec<usize>>,
    missing: usize,
    frames: Vec<Frame>,
}

struct Node<P> {
    children: HashMap<String, usize>,
    place: Option<P>,
}

struct Frame {
    node: Option<usize>,
    inside: Inside,
}

enum Inside {
    /// Waits for a key, or for the value of the key with this node.
    Mapping { key: Option<Option<usize>> },
    /// The index of the next item.
    List { next: usize },
}

/// A visitor of the events of a parser.
pub(super) trait Walk<P> {
    /// A scalar, which may be a key.
    fn scalar(&mut self, text: &str, place: P);
    /// The start of a mapping or a list.
    fn open(&mut self, is_mapping: bool, place: P);
    /// The end of a mapping or a list.
    fn close(&mut self);
    /// Whether the rest of the text can be skipped.
    fn is_complete(&self) -> bool;
}

impl<P: Copy> Walk<P> for Finder<P> {
    fn is_complete(&self) -> bool {
        self.missing == 0
    }

    fn scalar(&mut self, text: &str, place: P) {
        self.value(Some(text), place);
    }

    fn open(&mut self, is_mapping: bool, place: P) {
        let node = self.value(None, place);
        let inside = if is_mapping { Inside::Mapping { key: None } } else { Inside::List { next: 0 } };
        self.frames.push(Frame { node, inside });
    }

    fn close(&mut self) {
        self.frames.pop();
    }
}

impl<P: Copy> Finder<P> {
    pub(super) fn new(pointers: &[Pointer]) -> Self {
        let mut nodes = vec![Node { children: HashMap::new(), place: None }];
        let mut paths = Vec::with_capacity(pointers.len());
        for pointer in pointers {
            let mut path = vec![0];
            let mut at = 0;
            for token in pointer.tokens() {
                let fresh = nodes.len();
                let next = nodes.get_mut(at).map_or(0, |node| *node.children.entry(token).or_insert(fresh));
                if next == fresh {
                    nodes.push(Node { children: HashMap::new(), place: None });
                }
                path.push(next);
                at = next;
            }
            paths.push(path);
        }
        Self { missing: nodes.len(), nodes, paths, frames: Vec::new() }
    }

    /// For each pointer, the place of the value or of its nearest ancestor that was found.
    pub(super) fn places(&self) -> Vec<Option<P>> {
        let place = |node: &usize| self.nodes.get(*node).and_then(|node| node.place);
        self.paths.iter().map(|path| path.iter().rev().find_map(place)).collect()
    }

    /// Enters a key or a value; returns the node of the value if it is wanted or leads to a wanted one.
    fn value(&mut self, text: Option<&str>, place: P) -> Option<usize> {
        let Some(frame) = self.frames.last_mut() else {
            self.found(0, place);
            return Some(0);
        };
        match &mut frame.inside {
            Inside::Mapping { key: waiting @ Some(_) } => waiting.take().flatten(),
            Inside::Mapping { key } => {
                let child = child_of(&self.nodes, frame.node, text?);
                *key = Some(child);
                if let Some(child) = child {
                    self.found(child, place);
                }
                None
            }
            Inside::List { next } => {
                let child = frame.node.and_then(|node| child_of(&self.nodes, Some(node), &next.to_string()));
                *next += 1;
                if let Some(child) = child {
                    self.found(child, place);
                }
                child
            }
        }
    }

    fn found(&mut self, node: usize, place: P) {
        if let Some(node) = self.nodes.get_mut(node).filter(|node| node.place.is_none()) {
            node.place = Some(place);
            self.missing -= 1;
        }
    }
}

fn child_of<P>(nodes: &[Node<P>], node: Option<usize>, token: &str) -> Option<usize> {
    nodes.get(node?)?.children.get(token).copied()
}
