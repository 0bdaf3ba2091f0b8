//! `oneOf` and `anyOf`.

use super::context::Lowerer;
use super::enumeration::{self, Choice};
use super::shape::Shape;
use super::view::{Node, View};
use super::{codes, docs, scalar};
use crate::ir::{Docs, Ident, NameHint, TypeKind, TypeRef, Union, UnionMatch, Variant};
use crate::pointer::Pointer;
use openapiv3::{ReferenceOr, Schema};

/// An alternative on its way to a variant.
#[derive(Clone, Debug)]
pub(super) struct Branch<'a> {
    pub(super) node: Node<'a>,
    pub(super) pointer: Pointer,
    pub(super) shape: Shape,
    pub(super) word: String,
    /// Its type, where that is known already.
    pub(super) ty: Option<TypeRef>,
    pub(super) docs: Docs,
}

impl<'a> Lowerer<'a> {
    /// The type of a schema whose alternatives decide what it is.
    pub(super) fn alternatives(
        &mut self,
        view: &View<'a>,
        nodes: &'a [ReferenceOr<Schema>],
        pointer: &Pointer,
        hint: &NameHint,
    ) -> TypeKind {
        let says_nothing = |this: &Self, node: &'a ReferenceOr<Schema>| {
            this.peek(Node::from(node)).is_some_and(|schema| !View::new(schema).is_structural())
        };
        if view.effective_type().is_some() && nodes.iter().all(|node| says_nothing(self, node)) {
            self.required_alternatives(pointer);
            let parent = pointer.parent().unwrap_or_default();
            let plain = View { one_of: &[], any_of: &[], ..view.clone() };
            return self.content(&plain, &parent, hint);
        }
        let discriminator = view.data.discriminator.as_ref();
        let branches = self.branches(nodes, view.typ, discriminator, pointer);
        match branches.as_slice() {
            [] => TypeKind::Alias(TypeRef::Any),
            [only] if !matches!(only.shape, Shape::Choice | Shape::IntegerChoice) => {
                self.content_of(only.node, &only.pointer, hint)
            }
            many if many.iter().all(|branch| branch.shape.is_text()) => self.texts(many, view.typ, pointer),
            many if many.iter().all(|branch| branch.shape.is_number()) => self.numbers(many, pointer),
            many => {
                if let Some(any) = many.iter().find(|branch| branch.shape == Shape::Any) {
                    let message = "one of the alternatives takes any value, so all of them do";
                    self.note(codes::ALTERNATIVES_SAME, message, &any.pointer);
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
        nodes: &'a [ReferenceOr<Schema>],
        inherited: Option<&str>,
        discriminator: Option<&openapiv3::Discriminator>,
        pointer: &Pointer,
    ) -> Vec<Branch<'a>> {
        let mut branches = Vec::with_capacity(nodes.len());
        let words = self.branch_words(nodes, discriminator, inherited);
        for (index, (node, word)) in nodes.iter().zip(words).enumerate() {
            let node = Node::from(node);
            let at = pointer.child(index);
            if self.peek(node).is_none() {
                // The reference is reported where it stands; the other alternatives are still good.
                if self.follow(node, &at).is_none() {
                    continue;
                }
            }
            let shape = self.shape(node, inherited);
            if shape == Shape::Null {
                continue;
            }
            let docs = self.branch_docs(node, &word);
            branches.push(Branch { node, pointer: at, shape, word, ty: None, docs });
        }
        branches
    }

    fn branch_docs(&self, node: Node<'a>, word: &str) -> Docs {
        match node {
            Node::Schema(schema) => docs::of_schema(&View::new(schema), Some(word)),
            Node::Reference(_) => Docs::default(),
        }
    }

    /// Strings of several kinds: one enumeration where values are known, else the type that reads all.
    fn texts(&mut self, branches: &[Branch<'a>], typ: Option<&str>, pointer: &Pointer) -> TypeKind {
        let known: Vec<_> = branches.iter().filter(|branch| branch.shape == Shape::Choice).collect();
        if let [only] = known.as_slice()
            && matches!(only.node, Node::Reference(_))
        {
            return TypeKind::Alias(self.node(only.node, &only.pointer, &NameHint::default()).ty);
        }
        if !known.is_empty() {
            let choices = self.choices_of(&known);
            return self.enumeration_of(choices, typ.or(Some("string")), pointer);
        }
        let mut types = branches.iter().map(|branch| self.format_type(branch));
        let first = types.next().unwrap_or(TypeRef::String);
        if types.all(|ty| ty == first) {
            return TypeKind::Alias(first);
        }
        self.note(
            codes::ALTERNATIVES_SAME,
            "the alternatives are all strings; the type is a string",
            pointer,
        );
        TypeKind::Alias(TypeRef::String)
    }

    fn format_type(&self, branch: &Branch<'a>) -> TypeRef {
        let schema = self.peek(branch.node);
        let format = schema.and_then(|schema| View::new(schema).format.map(str::to_owned));
        scalar::of("string", format.as_deref())
    }

    /// The values of several enumerations, each with the title and the text of its branch.
    fn choices_of(&self, branches: &[&Branch<'a>]) -> Vec<Choice> {
        let mut choices: Vec<Choice> = Vec::new();
        for branch in branches {
            let Some(schema) = self.peek(branch.node) else { continue };
            let view = View::new(schema);
            let mut own = enumeration::choices(&view);
            if let [only] = own.as_mut_slice() {
                only.title = only.title.take().or_else(|| docs::text(view.data.title.as_deref()));
                let text = docs::text(view.data.description.as_deref());
                only.docs.description = only.docs.description.take().or(text);
            }
            own.retain(|choice| choices.iter().all(|known| known.value != choice.value));
            choices.extend(own);
        }
        choices
    }

    /// Numbers of several kinds: one enumeration where all values are known, else the wider type.
    fn numbers(&mut self, branches: &[Branch<'a>], pointer: &Pointer) -> TypeKind {
        if branches.iter().all(|branch| branch.shape == Shape::IntegerChoice) {
            let choices = self.choices_of(&branches.iter().collect::<Vec<_>>());
            return self.enumeration_of(choices, Some("integer"), pointer);
        }
        let is_float = branches.iter().any(|branch| branch.shape == Shape::Float);
        self.note(
            codes::ALTERNATIVES_SAME,
            "the alternatives are all numbers; the wider type is used",
            pointer,
        );
        TypeKind::Alias(if is_float { TypeRef::Float } else { scalar::of("integer", None) })
    }

    /// Makes one alternative of those that are all strings, and one of those that are all numbers.
    fn fold(&mut self, branches: Vec<Branch<'a>>, pointer: &Pointer, hint: &NameHint) -> Vec<Branch<'a>> {
        let (mut texts, mut numbers) = (Vec::new(), Vec::new());
        for branch in &branches {
            if branch.shape.is_text() {
                texts.push(branch.clone());
            } else if branch.shape.is_number() {
                numbers.push(branch.clone());
            }
        }
        let text = (texts.len() > 1).then(|| self.texts(&texts, Some("string"), pointer));
        let number = (numbers.len() > 1).then(|| self.numbers(&numbers, pointer));
        let mut folded: Vec<Branch<'a>> = Vec::with_capacity(branches.len());
        for mut branch in branches {
            let (kind, is_same): (_, fn(Shape) -> bool) = match branch.shape {
                shape if shape.is_text() => (&text, Shape::is_text),
                shape if shape.is_number() => (&number, Shape::is_number),
                _ => (&None, |_| false),
            };
            if let Some(kind) = kind {
                if folded.iter().any(|known| is_same(known.shape)) {
                    continue;
                }
                let word = if branch.shape.is_text() { "string" } else { "number" };
                branch.ty = Some(match kind {
                    TypeKind::Alias(ty) => ty.clone(),
                    kind => {
                        let site = pointer.child(word);
                        self.define(&site, &hint.inside(word), Docs::default(), kind.clone())
                    }
                });
                branch.word = word.to_owned();
                branch.docs = Docs::default();
            }
            folded.push(branch);
        }
        folded
    }

    /// A union of the given alternatives; the type itself where only one is left.
    pub(super) fn union_of(
        &mut self,
        branches: Vec<Branch<'a>>,
        discriminator: Option<&'a openapiv3::Discriminator>,
        pointer: &Pointer,
        hint: &NameHint,
    ) -> TypeKind {
        let mut variants: Vec<Variant> = Vec::with_capacity(branches.len());
        for branch in branches {
            let tags = match discriminator {
                Some(discriminator) => self.tags(discriminator, branch.node),
                None => Vec::new(),
            };
            let inner = hint.inside(branch.word.clone());
            let ty = match branch.ty {
                Some(ty) => ty,
                None => self.node(branch.node, &branch.pointer, &inner).into_inner(),
            };
            if tags.is_empty() && variants.iter().any(|variant| variant.ty == ty) {
                continue;
            }
            variants.push(Variant {
                hint: NameHint::of(vec![branch.word]),
                name: Ident::default(),
                ty,
                tags,
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
