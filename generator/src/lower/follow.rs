//! Follows references to the schemas that they mean, however many stand between.

use super::context::Lowerer;
use super::view::Node;
use super::{codes, resolve};
use crate::pointer::Pointer;
use openapiv3::Schema;
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

/// Where each reference leads, once it was followed: so a chain is walked once, whoever begins where in it.
#[derive(Debug, Default)]
pub(super) struct Ends<'a>(RefCell<HashMap<&'a str, End<'a>>>);

/// Where a reference leads.
#[derive(Clone, Debug)]
enum End<'a> {
    Schema(&'a Schema, Pointer),
    /// The reference that leads nowhere, and its place if it is another one than the first.
    Unknown(&'a str, Option<Pointer>),
    Circle,
}

impl<'a> Lowerer<'a> {
    /// Follows a node to a schema and its place; `None`, with a diagnostic, where a reference leads nowhere.
    pub(super) fn follow(&mut self, node: Node<'a>, pointer: &Pointer) -> Option<(&'a Schema, Pointer)> {
        let reference = match node {
            Node::Schema(schema) => return Some((schema, pointer.clone())),
            Node::Reference(reference) => reference,
        };
        match self.end(reference) {
            End::Schema(schema, place) => Some((schema, place)),
            End::Unknown(reference, place) => {
                self.unknown(reference, place.as_ref().unwrap_or(pointer));
                None
            }
            End::Circle => {
                self.fail(codes::REFERENCE_CYCLE, "the reference leads in a circle", &pointer.child("$ref"));
                None
            }
        }
    }

    /// The schema behind a node, without a diagnostic.
    pub(super) fn peek(&self, node: Node<'a>) -> Option<&'a Schema> {
        let reference = match node {
            Node::Schema(schema) => return Some(schema),
            Node::Reference(reference) => reference,
        };
        if let Some(End::Schema(schema, _)) = self.ends.0.borrow().get(reference) {
            return Some(schema);
        }
        match self.end(reference) {
            End::Schema(schema, _) => Some(schema),
            End::Unknown(..) | End::Circle => None,
        }
    }

    fn end(&self, first: &'a str) -> End<'a> {
        let mut ends = self.ends.0.borrow_mut();
        let mut passed = HashSet::new();
        let (mut reference, mut place) = (first, None);
        let end = loop {
            match ends.get(reference) {
                Some(End::Unknown(last, known)) => break End::Unknown(last, known.clone().or(place)),
                Some(known) => break known.clone(),
                None => {}
            }
            if !passed.insert(reference) {
                break End::Circle;
            }
            let target = resolve::pointer_of(reference);
            let found = target.and_then(|target| Some((resolve::node_at(self.openapi, &target)?, target)));
            match found {
                Some((Node::Schema(schema), target)) => break End::Schema(schema, target),
                Some((Node::Reference(next), target)) => (reference, place) = (next, Some(target)),
                None => break End::Unknown(reference, place),
            }
        };
        for reference in passed {
            let own = match &end {
                End::Unknown(last, _) if *last == reference => End::Unknown(last, None),
                end => end.clone(),
            };
            ends.insert(reference, own);
        }
        end
    }
}
