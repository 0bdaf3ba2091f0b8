//! `oneOf` and `anyOf`.

use super::context::Lowerer;
use super::enumeration::{self, Choice};
use super::shape::Shape;
use super::{codes, docs, scalar};
use crate::document::schema::{Schema, SchemaDiscriminator, SchemaId, SchemaType};
use crate::ir::{Docs, Ident, NameHint, TagUse, TypeKind, TypeRef, Union, UnionMatch, Variant};
use crate::pointer::Pointer;

/// Whether an alternative is a list of known values.
fn is_choice(branch: &Branch) -> bool {
    matches!(branch.shape, Shape::Choice | Shape::IntegerChoice)
}

/// An alternative on its way to a variant.
#[derive(Clone, Debug)]
pub(super) struct Branch {
    pub(super) id: SchemaId,
    pub(super) shape: Shape,
    pub(super) word: String,
    /// Its type, where that is known already.
    pub(super) ty: Option<TypeRef>,
    pub(super) docs: Docs,
    /// Whether it holds what several of the other alternatives know.
    pub(super) holds_all: bool,
}

impl Branch {
    /// An alternative whose type was made for it.
    pub(super) fn made(shape: Shape, word: &str, ty: TypeRef) -> Self {
        Self {
            id: SchemaId::default(),
            shape,
            word: word.to_owned(),
            ty: Some(ty),
            docs: Docs::default(),
            holds_all: false,
        }
    }
}

/// A word for alternatives that become one, and which of them they are.
type Kind = (&'static str, fn(Shape) -> bool);

impl<'a> Lowerer<'a> {
    /// The type of a schema whose alternatives decide what it is.
    pub(super) fn alternatives(
        &mut self,
        schema: &'a Schema,
        ids: &'a [SchemaId],
        pointer: &Pointer,
        hint: &NameHint,
    ) -> TypeKind {
        let discriminator = schema.discriminator();
        let branches = self.branches(ids, schema.typ, discriminator);
        match branches.as_slice() {
            [] => TypeKind::Alias(TypeRef::Any),
            [only] if !is_choice(only) && !discriminator.is_some_and(SchemaDiscriminator::names_several) => {
                self.content_of(only.id, hint)
            }
            many if many.iter().all(|branch| branch.shape.is_text()) => self.texts(many, schema.typ, pointer),
            many if many.iter().all(|branch| branch.shape.is_number()) && !has_both_numbers(many) => {
                self.numbers(many, pointer)
            }
            many => {
                let is_any =
                    |branch: &&Branch| branch.shape == Shape::Any && !self.schemas[branch.id].is_implied();
                if let Some(any) = many.iter().find(is_any) {
                    let message = "one of the alternatives takes any value, so all of them do";
                    self.reporter.report(codes::ALTERNATIVES_SAME, message, &self.schemas[any.id].pointer);
                    return TypeKind::Alias(TypeRef::Any);
                }
                let folded = self.fold(branches, pointer, hint);
                self.union_of(folded, discriminator, pointer, hint)
            }
        }
    }

    /// The alternatives, without those that only stand for `null`.
    fn branches(
        &mut self,
        ids: &'a [SchemaId],
        inherited: Option<SchemaType>,
        discriminator: Option<&SchemaDiscriminator>,
    ) -> Vec<Branch> {
        let mut branches = Vec::with_capacity(ids.len());
        let words = self.branch_words(ids, discriminator, inherited);
        for (&id, word) in ids.iter().zip(words) {
            // A reference that leads nowhere is reported where it stands; the other alternatives are still good.
            if self.follow(id).is_none() {
                continue;
            }
            let shape = self.shape(id, inherited);
            if shape == Shape::Null {
                continue;
            }
            let docs = self.inline_docs(id, Some(&word));
            branches.push(Branch { id, shape, word, ty: None, docs, holds_all: false });
        }
        branches
    }

    /// Strings of several kinds: one enumeration where values are known, else the type that reads all.
    fn texts(&mut self, branches: &[Branch], typ: Option<SchemaType>, pointer: &Pointer) -> TypeKind {
        let known: Vec<_> = branches.iter().filter(|branch| branch.shape == Shape::Choice).collect();
        if let [only] = known.as_slice()
            && self.schemas[only.id].reference.is_some()
        {
            return TypeKind::Alias(self.node(only.id, &NameHint::default()).ty);
        }
        if !known.is_empty() {
            let choices = self.choices_of(&known);
            return self.enumeration_of(choices, typ.or(Some(SchemaType::String)), pointer);
        }
        let mut types = branches.iter().map(|branch| self.format_type(branch));
        let first = types.next().unwrap_or(TypeRef::String);
        if types.all(|ty| ty == first) {
            return TypeKind::Alias(first);
        }
        self.reporter.report(
            codes::ALTERNATIVES_SAME,
            "the alternatives are all strings; the type is a string",
            pointer,
        );
        TypeKind::Alias(TypeRef::String)
    }

    fn format_type(&self, branch: &Branch) -> TypeRef {
        let schema = self.peek(branch.id);
        let given = schema.and_then(|schema| schema.given.clone());
        given.unwrap_or_else(|| {
            scalar::of(SchemaType::String, schema.and_then(|schema| schema.format.as_deref()))
        })
    }

    /// The values of several enumerations, each with the title and the text of its branch.
    fn choices_of(&self, branches: &[&Branch]) -> Vec<Choice> {
        let mut choices: Vec<Choice> = Vec::new();
        for branch in branches {
            let Some(schema) = self.peek(branch.id) else { continue };
            let mut own = enumeration::choices(schema);
            if let [only] = own.as_mut_slice() {
                only.title = only.title.take().or_else(|| docs::text(schema.title.as_deref()));
                let text = docs::text(schema.description.as_deref());
                only.docs.description = only.docs.description.take().or(text);
            }
            own.retain(|choice| choices.iter().all(|known| known.value != choice.value));
            choices.extend(own);
        }
        choices
    }

    /// Numbers of several kinds: one enumeration where all values are known, else the wider type.
    fn numbers(&mut self, branches: &[Branch], pointer: &Pointer) -> TypeKind {
        if branches.iter().all(|branch| branch.shape == Shape::IntegerChoice) {
            let choices = self.choices_of(&branches.iter().collect::<Vec<_>>());
            return self.enumeration_of(choices, Some(SchemaType::Integer), pointer);
        }
        let is_float = branches.iter().any(|branch| branch.shape == Shape::Float);
        self.reporter.report(
            codes::ALTERNATIVES_SAME,
            "the alternatives are all numbers; the wider type is used",
            pointer,
        );
        TypeKind::Alias(if is_float { TypeRef::Float } else { scalar::of(SchemaType::Integer, None) })
    }

    /// Makes one alternative of those that are all strings, and one of those that are all numbers; integers of any
    /// value stay apart from numbers with fractions.
    fn fold(&mut self, branches: Vec<Branch>, pointer: &Pointer, hint: &NameHint) -> Vec<Branch> {
        let kinds: &[Kind] = if has_both_numbers(&branches) {
            &[("string", Shape::is_text), ("integer", Shape::is_integer), ("number", Shape::is_float)]
        } else {
            &[("string", Shape::is_text), ("number", Shape::is_number)]
        };
        let mut folded = branches;
        for &(word, is_of) in kinds {
            let same: Vec<Branch> = folded.iter().filter(|branch| is_of(branch.shape)).cloned().collect();
            if same.len() < 2 {
                continue;
            }
            let kind = match word {
                "string" => self.texts(&same, Some(SchemaType::String), pointer),
                _ => self.numbers(&same, pointer),
            };
            let ty = match kind {
                TypeKind::Alias(ty) => ty,
                kind => self.define(&pointer.child(word), &hint.inside(word), Docs::default(), kind),
            };
            let mut is_first = true;
            folded.retain(|branch| !is_of(branch.shape) || std::mem::take(&mut is_first));
            if let Some(one) = folded.iter_mut().find(|branch| is_of(branch.shape)) {
                (one.ty, one.word, one.docs) = (Some(ty), word.to_owned(), Docs::default());
            }
        }
        folded
    }

    /// A union of the given alternatives; the type itself where only one is left.
    pub(super) fn union_of(
        &mut self,
        branches: Vec<Branch>,
        discriminator: Option<&'a SchemaDiscriminator>,
        pointer: &Pointer,
        hint: &NameHint,
    ) -> TypeKind {
        let mut variants: Vec<Variant> = Vec::with_capacity(branches.len());
        let ids: Vec<SchemaId> = branches.iter().map(|branch| branch.id).collect();
        let mut tags =
            discriminator.map(|discriminator| self.tags(discriminator, &ids)).into_iter().flatten();
        for branch in branches {
            let (tags, tag_use) = tags
                .next()
                .map(|tags| (tags.tag_use(), tags.values))
                .map_or_else(|| (Vec::new(), TagUse::default()), |(tag_use, values)| (values, tag_use));
            let inner = hint.inside(branch.word.clone());
            let ty = match branch.ty {
                Some(ty) => ty,
                None => self.node(branch.id, &inner).into_inner(),
            };
            if tags.is_empty() && variants.iter().any(|variant| variant.ty == ty) {
                continue;
            }
            variants.push(Variant {
                hint: NameHint::of(vec![branch.word]),
                name: Ident::default(),
                ty,
                tags,
                tag_use,
                is_default: false,
                holds_all: branch.holds_all,
                boxed: false,
                docs: branch.docs,
            });
        }
        let matching = self.matching(&mut variants, discriminator, pointer, hint);
        match variants.len() {
            0 => TypeKind::Alias(TypeRef::Any),
            1 if matching == UnionMatch::Untagged => TypeKind::Alias(variants.remove(0).ty),
            _ => TypeKind::Union(Union { variants, matching, unknown: Ident::default() }),
        }
    }
}

/// Whether integers of any value stand beside numbers with fractions. A float does not hold every integer.
fn has_both_numbers(branches: &[Branch]) -> bool {
    let has = |shape| branches.iter().any(|branch| branch.shape == shape);
    has(Shape::Integer) && has(Shape::Float)
}
