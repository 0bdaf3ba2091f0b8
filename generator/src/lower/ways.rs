//! A union of the ways in which several schemas can be met.

use super::composition::{Piece, Place};
use super::conjunction::{Choice, Conjunct, Disjunction, Kind, Term};
use super::context::Lowerer;
use super::enumeration;
use super::object::field_of;
use super::schema::Lowered;
use super::shape::Shape;
use super::together::Objects;
use super::union::Branch;
use super::{codes, docs};
use crate::document::schema::{SchemaId, SchemaType};
use crate::ir::{Docs, Field, NameHint, Struct, TypeKind, TypeRef};
use crate::pointer::Pointer;
use std::collections::{HashMap, HashSet};

/// Several pieces on their way to the alternatives of one union.
struct Ways<'a, 'd> {
    said: &'d Disjunction<'a>,
    pieces: &'d [Piece<'a, 'd>],
    place: Place<'d>,
    branches: Vec<Branch>,
    /// The number of the alternative of each piece that has one.
    numbers: HashMap<usize, usize>,
}

impl<'a> Lowerer<'a> {
    /// The type of several pieces.
    pub(super) fn ways(
        &mut self,
        said: &Disjunction<'a>,
        pieces: &[Piece<'a, '_>],
        place: Place<'_>,
    ) -> TypeKind {
        let mut ways = Ways { said, pieces, place, branches: Vec::new(), numbers: HashMap::new() };
        let objects = self.objects(said, pieces, place.pointer);
        if let Objects::One(parts) = &objects
            && pieces.iter().all(|piece| piece.kind == Kind::Object)
        {
            return self.object_of(parts, place.hint);
        }
        if let Some(kind) = pieces.first().map(|piece| piece.kind)
            && matches!(kind, Kind::Text | Kind::Number | Kind::Boolean)
            && pieces.iter().all(|piece| piece.kind == kind)
            && ways.like(pieces[0]).len() == pieces.len()
        {
            return self.one_scalar(pieces, place.pointer);
        }
        for (index, piece) in pieces.iter().enumerate() {
            if ways.numbers.contains_key(&index) {
                continue;
            }
            match piece.kind {
                Kind::Any => {
                    let message = "one of the alternatives takes any value, so all of them do";
                    self.reporter.report(codes::ALTERNATIVES_SAME, message, place.pointer);
                    return TypeKind::Alias(TypeRef::Any);
                }
                Kind::Object => self.object_branch(&mut ways, index, &objects),
                Kind::List => self.list_branch(&mut ways, index),
                Kind::Text | Kind::Number | Kind::Boolean => self.scalar_branch(&mut ways, index),
            }
        }
        if let Objects::Apart(at_once) = &objects
            && !at_once.is_empty()
        {
            self.all_at_once(&mut ways, at_once);
        }
        if let [only] = ways.branches.as_mut_slice() {
            return TypeKind::Alias(match only.ty.take() {
                Some(ty) => ty,
                None => self.node(only.id, place.hint).into_inner(),
            });
        }
        let discriminator = said.sets.iter().find_map(|set| Some((set.discriminator()?, set.owner?)));
        match discriminator {
            Some((discriminator, owner)) => {
                let keyword = if owner.one_of.is_empty() { "anyOf" } else { "oneOf" };
                let pointer = owner.pointer.child(keyword);
                self.union_of(ways.branches, Some(discriminator), &pointer, place.hint)
            }
            None => self.union_of(ways.branches, None, place.pointer, place.hint),
        }
    }

    fn object_branch(&mut self, ways: &mut Ways<'a, '_>, index: usize, objects: &Objects<'a>) {
        let piece = ways.pieces[index];
        if let Objects::One(parts) = objects {
            let all = ways.of_kind(Kind::Object);
            let hint = ways.place.hint.inside("object");
            let kind = self.object_of(parts, &hint);
            let ty = self.defined(ways.place.pointer.child("object"), &hint, Docs::default(), kind);
            ways.push(all, Branch::made(Shape::Object, "object", ty));
            return;
        }
        if self.exact_branch(ways, index) {
            return;
        }
        self.own_branch(ways, index, piece);
    }

    fn list_branch(&mut self, ways: &mut Ways<'a, '_>, index: usize) {
        if self.exact_branch(ways, index) {
            return;
        }
        let lists = ways.of_kind(Kind::List);
        if lists.len() < 2 || ways.are_apart(&lists) {
            self.own_branch(ways, index, ways.pieces[index]);
            return;
        }
        let hint = ways.place.hint.inside("list");
        let items = lists.iter().map(|index| {
            let schemas = ways.pieces[*index].conjunct.schemas.iter();
            schemas.filter_map(|schema| schema.items).map(Term::Schema).collect()
        });
        let ty = self.combined(&[Term::Any(items.collect())], &hint.inside("item")).into_inner();
        let ty = TypeRef::List(Box::new(ty));
        ways.push(lists, Branch::made(Shape::List, "list", ty));
    }

    /// All texts are one alternative, and so are all numbers, and both booleans.
    fn scalar_branch(&mut self, ways: &mut Ways<'a, '_>, index: usize) {
        let piece = ways.pieces[index];
        let all = ways.like(piece);
        if all.len() == 1 {
            if !self.exact_branch(ways, index) {
                self.own_branch(ways, index, piece);
            }
            return;
        }
        let pieces: Vec<Piece<'a, '_>> = all.iter().map(|index| ways.pieces[*index]).collect();
        let kind = self.one_scalar(&pieces, ways.place.pointer);
        let hint = ways.place.hint.inside(piece.word());
        let ty = self.defined(ways.place.pointer.child(piece.word()), &hint, Docs::default(), kind);
        let shape = Shape::from(piece.scalar_type());
        ways.push(all, Branch::made(shape, piece.word(), ty));
    }

    /// One type for all texts, or all numbers: an enumeration where values are known, else what reads all.
    fn one_scalar(&mut self, pieces: &[Piece<'a, '_>], pointer: &Pointer) -> TypeKind {
        let mut known: Vec<enumeration::Choice> = Vec::new();
        let mut is_known = true;
        for piece in pieces {
            match self.choices_of_piece(*piece) {
                None => is_known = false,
                Some(choices) => {
                    for choice in choices {
                        if known.iter().all(|known| known.value != choice.value) {
                            known.push(choice);
                        }
                    }
                }
            }
        }
        let is_text = pieces.iter().all(|piece| piece.kind == Kind::Text);
        let is_integer = pieces.iter().all(|piece| piece.scalar_type() == SchemaType::Integer);
        if is_text && !known.is_empty() {
            return self.enumeration_of(known, Some(SchemaType::String), pointer);
        }
        if is_integer && is_known {
            return self.enumeration_of(known, Some(SchemaType::Integer), pointer);
        }
        let types: HashSet<TypeRef> = pieces.iter().map(|piece| self.format_of(*piece, pointer)).collect();
        if let Some(only) = types.iter().next().filter(|_| types.len() == 1) {
            return TypeKind::Alias(only.clone());
        }
        let (what, ty) = if is_text {
            ("strings; the type is a string", TypeRef::String)
        } else if is_integer {
            ("numbers; the wider type is used", super::scalar::of(SchemaType::Integer, None))
        } else {
            ("numbers; the wider type is used", TypeRef::Float)
        };
        self.reporter.report(codes::ALTERNATIVES_SAME, format!("the alternatives are all {what}"), pointer);
        TypeKind::Alias(ty)
    }

    /// An alternative that says nothing but what one of the schemas says; `false` if none does.
    fn exact_branch(&mut self, ways: &mut Ways<'a, '_>, index: usize) -> bool {
        let conjunct = ways.pieces[index].conjunct;
        for choice in &conjunct.choices {
            let Some(set) = ways.said.sets.get(choice.set) else { continue };
            let Some(id) = set.only_schema(choice.index) else { continue };
            let same = ways.with(*choice);
            let mut conjuncts: Vec<&Conjunct<'a>> = Vec::with_capacity(same.len());
            for index in &same {
                let conjunct = ways.pieces[*index].conjunct;
                if !conjuncts.iter().any(|known| std::ptr::eq(*known, conjunct)) {
                    conjuncts.push(conjunct);
                }
            }
            if !self.multiplied(&[Term::Schema(id)]).is_made_of(&conjuncts, self.schemas) {
                continue;
            }
            let (shape, word) = (self.shape(id, None), self.word(ways, *choice));
            let docs = self.inline_docs(id, Some(&word));
            ways.push(same, Branch { id, shape, word, ty: None, docs, holds_all: false });
            return true;
        }
        false
    }

    /// An alternative with a type of its own.
    fn own_branch(&mut self, ways: &mut Ways<'a, '_>, index: usize, piece: Piece<'a, '_>) {
        let leaf = piece.conjunct.choices.last().copied();
        let is_alone = leaf.is_some_and(|leaf| ways.with(leaf).len() == 1);
        let (id, word, place) = match leaf.zip(leaf.and_then(|leaf| ways.said.sets.get(leaf.set))) {
            Some((leaf, set)) if is_alone => {
                let place = ways.place.pointer.child(set.keyword).child(leaf.index);
                (set.schema(leaf.index), self.word(ways, leaf), place)
            }
            _ => {
                let word = piece.word();
                (SchemaId::default(), word.to_owned(), ways.place.pointer.child(word))
            }
        };
        let hint = ways.place.hint.inside(word.clone());
        let place = self.unused_place(place);
        let kind = self.piece(piece, Place { pointer: &place, hint: &hint });
        let docs = match self.peek(id).filter(|_| is_alone) {
            Some(schema) => docs::of_schema(self.schemas, schema, Some(&word)),
            None => Docs::default(),
        };
        let ty = self.defined(place, &hint, docs.clone(), kind);
        let shape = self.shape(id, None);
        ways.push(vec![index], Branch { id, shape, word, ty: Some(ty), docs, holds_all: false });
    }

    /// The alternative of values that are of several alternatives at once: it has each of these as a part.
    fn all_at_once(&mut self, ways: &mut Ways<'a, '_>, at_once: &[usize]) {
        let pieces = ways.pieces.iter().enumerate().filter(|(_, piece)| piece.kind == Kind::Object);
        let objects: Vec<usize> = pieces.map(|(index, _)| index).collect();
        let numbers = at_once.iter().filter_map(|at| ways.numbers.get(objects.get(*at)?).copied());
        let mut numbers: Vec<usize> = numbers.collect();
        numbers.dedup();
        let mut fields = Vec::with_capacity(numbers.len());
        for number in numbers {
            let Some(branch) = ways.branches.get_mut(number) else { continue };
            let hint = ways.place.hint.inside(branch.word.clone());
            let ty = match &branch.ty {
                Some(ty) => ty.clone(),
                None => self.node(branch.id, &hint).into_inner(),
            };
            branch.ty = Some(ty.clone());
            let text = format!("What `{}` knows of it.", branch.word);
            let docs = Docs { description: Some(text), ..Docs::default() };
            let pointer = self.schemas[branch.id].pointer.clone();
            let lowered = Lowered { ty, docs, nullable: false, ..Lowered::any() };
            fields.push(Field { is_part: true, ..field_of(&branch.word, lowered, false, pointer) });
        }
        let hint = ways.place.hint.inside("combined");
        let text = "A value that is of several alternatives at once. Where they share a member, the first one writes it.";
        let docs = Docs { description: Some(text.to_owned()), ..Docs::default() };
        let kind = TypeKind::Struct(Struct { fields, ..Struct::default() });
        let ty = self.defined(ways.place.pointer.child("combined"), &hint, docs.clone(), kind);
        let branch = Branch::made(Shape::Object, "combined", ty);
        ways.branches.push(Branch { holds_all: true, docs, ..branch });
    }

    fn word(&self, ways: &Ways<'a, '_>, choice: Choice) -> String {
        let Some(set) = ways.said.sets.get(choice.set) else { return String::new() };
        let ids: Vec<SchemaId> = (0..set.branches.len()).map(|index| set.schema(index)).collect();
        let inherited = set.owner.and_then(|owner| owner.typ);
        let mut words = self.branch_words(&ids, set.discriminator(), inherited);
        if choice.index < words.len() { words.swap_remove(choice.index) } else { String::new() }
    }

    /// The type itself, or a name for it at a place that has none.
    fn defined(&mut self, place: Pointer, hint: &NameHint, docs: Docs, kind: TypeKind) -> TypeRef {
        match kind {
            TypeKind::Alias(ty) => ty,
            kind => {
                let place = self.unused_place(place);
                self.define(&place, hint, docs, kind)
            }
        }
    }
}

impl<'a, 'd> Ways<'a, 'd> {
    fn push(&mut self, pieces: Vec<usize>, branch: Branch) {
        self.numbers.extend(pieces.into_iter().map(|piece| (piece, self.branches.len())));
        self.branches.push(branch);
    }

    fn of_kind(&self, kind: Kind) -> Vec<usize> {
        let pieces = self
            .pieces
            .iter()
            .enumerate()
            .filter(|(index, piece)| piece.kind == kind && !self.numbers.contains_key(index));
        pieces.map(|(index, _)| index).collect()
    }

    /// The scalars that are one alternative with a piece: integers of any value stay apart from numbers with fractions.
    fn like(&self, piece: Piece<'a, 'd>) -> Vec<usize> {
        let is_integer = |piece: Piece<'a, 'd>| {
            piece.scalar_type() == SchemaType::Integer && piece.conjunct.values.is_none()
        };
        let mut all = self.of_kind(piece.kind);
        all.retain(|index| is_integer(self.pieces[*index]) == is_integer(piece));
        all
    }

    /// The pieces for which an alternative was chosen.
    fn with(&self, choice: Choice) -> Vec<usize> {
        let pieces = self.pieces.iter().enumerate();
        pieces.filter(|(_, piece)| piece.conjunct.choices.contains(&choice)).map(|(index, _)| index).collect()
    }

    /// Whether the last choice distinguishes pieces.
    fn are_apart(&self, pieces: &[usize]) -> bool {
        let mut seen = HashSet::new();
        pieces.iter().all(|index| seen.insert(self.pieces[*index].conjunct.choices.last()))
    }
}
