//! Objects that a value may be of at once: the alternatives of `anyOf`, and those of several sets of alternatives.

use super::codes;
use super::composition::{Piece, pieces_of};
use super::conjunction::{Disjunction, Kind, Term};
use super::context::Lowerer;
use super::object::Parts;
use super::shape::Shape;
use crate::document::schema::{Additional as Others, Schema, SchemaId};
use crate::pointer::Pointer;
use std::collections::HashSet;

/// What becomes of the objects among the alternatives.
pub(super) enum Objects<'a> {
    /// Each is an alternative: these, by their places among the objects, may hold at once.
    Apart(Vec<usize>),
    /// All are one object.
    One(Parts<'a>),
}

impl<'a> Lowerer<'a> {
    /// Whether alternatives of a schema are objects of which a value may be at once.
    pub(super) fn may_be_several(&self, schema: &Schema) -> bool {
        let is_object = |id: &&SchemaId| matches!(self.shape(**id, schema.typ), Shape::Object | Shape::Mixed);
        if schema.discriminator().is_some() || schema.any_of.iter().filter(is_object).count() < 2 {
            return false;
        }
        let said = self.multiplied(&[Term::Schema(schema.id)]);
        let objects = pieces_of(&said).into_iter().filter(|piece| piece.kind == Kind::Object);
        let objects: Vec<Piece<'a, '_>> = objects.collect();
        let parts: Vec<Parts<'a>> =
            objects.iter().map(|piece| self.parts_of(&piece.conjunct.schemas)).collect();
        !self.pairs_at_once(&said, &objects, &parts).is_empty()
    }

    /// Decides what becomes of the objects.
    pub(super) fn objects(
        &mut self,
        said: &Disjunction<'a>,
        pieces: &[Piece<'a, '_>],
        pointer: &Pointer,
    ) -> Objects<'a> {
        let objects: Vec<Piece<'a, '_>> =
            pieces.iter().copied().filter(|piece| piece.kind == Kind::Object).collect();
        let parts: Vec<Parts<'a>> =
            objects.iter().map(|piece| self.parts_of(&piece.conjunct.schemas)).collect();
        if objects.len() < 2 {
            return Objects::Apart(Vec::new());
        }
        if parts.windows(2).all(|pair| pair[0].differs_in_required_only(&pair[1])) {
            return Objects::One(merged(&parts));
        }
        let mut leaves = HashSet::new();
        if !objects.iter().all(|piece| leaves.insert(piece.conjunct.choices.last())) {
            let message =
                "several sets of alternatives in one schema; the properties of all are in one object";
            self.reporter.report(codes::ALTERNATIVES_MERGED, message, pointer);
            return Objects::One(merged(&parts));
        }
        let at_once: HashSet<usize> =
            self.pairs_at_once(said, &objects, &parts).into_iter().flatten().collect();
        if at_once.is_empty() {
            return Objects::Apart(Vec::new());
        }
        let is_named = |index: usize| objects.get(index).is_some_and(|piece| self.is_reference(said, *piece));
        if at_once.len() == objects.len() && !(0..objects.len()).any(is_named) {
            return Objects::One(merged(&parts));
        }
        let mut indices: Vec<usize> = at_once.into_iter().collect();
        indices.sort_unstable();
        Objects::Apart(indices)
    }

    /// Whether an alternative is a schema with a name, which callers know, and nothing more.
    fn is_reference(&self, said: &Disjunction<'a>, piece: Piece<'a, '_>) -> bool {
        piece.conjunct.choices.iter().any(|choice| {
            let id = said.sets.get(choice.set).and_then(|set| set.only_schema(choice.index));
            let id = id.filter(|id| self.schemas[*id].reference.is_some());
            id.is_some_and(|id| {
                self.multiplied(&[Term::Schema(id)]).is_made_of(&[piece.conjunct], self.schemas)
            })
        })
    }

    /// The pairs of objects that a value may be of at once, while neither reads what the other one does.
    fn pairs_at_once(
        &self,
        said: &Disjunction<'a>,
        objects: &[Piece<'a, '_>],
        parts: &[Parts<'a>],
    ) -> Vec<[usize; 2]> {
        let mut pairs = Vec::new();
        for (left, piece) in objects.iter().enumerate() {
            for (right, other) in objects.iter().enumerate().skip(left + 1) {
                let parting =
                    piece.conjunct.choices.iter().zip(&other.conjunct.choices).find(|(a, b)| a != b);
                let set = parting.and_then(|(choice, _)| said.sets.get(choice.set));
                let may_be = set.is_some_and(|set| set.may_be_several());
                if may_be && self.may_hold_at_once(&parts[left], &parts[right]) {
                    pairs.push([left, right]);
                }
            }
        }
        pairs
    }

    fn may_hold_at_once(&self, left: &Parts<'a>, right: &Parts<'a>) -> bool {
        // What keeps all members, or forbids others, reads all that there may be.
        let is_open = |parts: &Parts<'a>| parts.additional.is_empty();
        let has_all = |one: &Parts<'a>, other: &Parts<'a>| {
            other.properties.keys().all(|name| one.properties.contains_key(name))
        };
        is_open(left)
            && is_open(right)
            && !has_all(left, right)
            && !has_all(right, left)
            && !self.is_told_apart(left, right)
            && !self.is_told_apart(right, left)
    }

    /// Whether a member that the one requires cannot be as the other one says, or marks the one by its only value.
    fn is_told_apart(&self, one: &Parts<'a>, other: &Parts<'a>) -> bool {
        let shares_required = one.required.keys().any(|name| other.required.contains_key(name));
        one.required.keys().any(|name| {
            let Some(own) = one.properties.get(name) else { return false };
            let both = |other: &[Term]| {
                let all: Vec<Term> = own.iter().chain(other).cloned().collect();
                let said = self.multiplied(&all);
                said.conjuncts.is_empty() && !said.allows_null
            };
            match other.properties.get(name) {
                Some(other) => both(other),
                // Two kinds of one thing, of which only one has the mark: what was deleted, say.
                None if shares_required => {
                    let said = self.multiplied(own);
                    let values = said.conjuncts.iter().map(|conjunct| conjunct.values.as_ref().map(Vec::len));
                    !said.conjuncts.is_empty() && values.sum::<Option<usize>>() == Some(1)
                }
                None => false,
            }
        })
    }
}

/// The members of all of several objects; required is what all of them require.
fn merged<'a>(all: &[Parts<'a>]) -> Parts<'a> {
    let mut merged = Parts { is_merged: true, ..Parts::default() };
    for parts in all {
        for name in parts.properties.keys() {
            merged.properties.entry(*name).or_default();
            if parts.loose.contains(name) || !all.iter().all(|one| one.properties.contains_key(name)) {
                merged.loose.insert(name);
            }
        }
    }
    for (name, terms) in &mut merged.properties {
        let mut ways: Vec<Vec<Term>> = Vec::new();
        for own in all.iter().filter_map(|parts| parts.properties.get(name)) {
            if !ways.contains(own) {
                ways.push(own.clone());
            }
        }
        *terms = if ways.len() == 1 { ways.swap_remove(0) } else { vec![Term::Any(ways)] };
    }
    if let Some((first, others)) = all.split_first() {
        merged.required = first.required.clone();
        merged.required.retain(|name, _| others.iter().all(|parts| parts.required.contains_key(name)));
    }
    merged.additional = additional_of_any(all);
    merged
}

/// What other keys hold in any of several objects: what one of them says, if no other one says something else.
fn additional_of_any<'a>(all: &[Parts<'a>]) -> Vec<(Others, &'a Schema)> {
    let said = |parts: &Parts<'a>| parts.additional.iter().map(|(others, _)| *others).collect::<Vec<_>>();
    let mut open = all.iter().filter(|parts| said(parts) != [Others::Any(false)]);
    let Some(first) = open.next() else {
        return all.iter().flat_map(|parts| &parts.additional).copied().collect();
    };
    if open.all(|other| said(other) == said(first)) { first.additional.clone() } else { Vec::new() }
}
