//! The state of lowering one document.

use super::combination::Combinations;
use super::follow::Ends;
use super::shape::Shape;
use super::view::{Node, View};
use super::{codes, resolve};
use crate::diagnostic::{Diagnostic, Diagnostics, SourceId};
use crate::document::Document;
use crate::ir::{Api, Docs, Ident, NameHint, TypeDef, TypeId, TypeKind, TypeRef, Usage};
use crate::pointer::Pointer;
use openapiv3::{OpenAPI, Schema};
use std::cell::RefCell;
use std::collections::{HashMap, VecDeque};

/// How deeply schemas may be nested in each other before the rest is given up.
const MAX_DEPTH: usize = 96;

/// Lowers one document into an [`Api`] that other documents share.
pub(super) struct Lowerer<'a> {
    pub(super) document: &'a Document,
    pub(super) openapi: &'a OpenAPI,
    pub(super) source: SourceId,
    pub(super) api: &'a mut Api,
    pub(super) diagnostics: &'a mut Diagnostics,
    /// The names in the [`Api`] of the security schemes, by the name in the document.
    pub(super) schemes: HashMap<String, String>,
    /// The components that extend a component with a discriminator, by the name of that component.
    pub(super) children: HashMap<String, Vec<String>>,
    /// The properties of which several schemas speak.
    pub(super) combinations: Combinations,
    /// Where references lead.
    pub(super) ends: Ends<'a>,
    /// The kinds of the schemas that were asked for: each component that many extend is looked into once.
    pub(super) shapes: RefCell<HashMap<*const Schema, Shape>>,
    slots: HashMap<Pointer, TypeId>,
    queue: VecDeque<(Pointer, TypeId)>,
    depth: usize,
}

impl<'a> Lowerer<'a> {
    pub(super) fn new(document: &'a Document, api: &'a mut Api, diagnostics: &'a mut Diagnostics) -> Self {
        Self {
            document,
            openapi: &document.openapi,
            source: document.source,
            api,
            diagnostics,
            schemes: HashMap::new(),
            children: HashMap::new(),
            combinations: Combinations::default(),
            ends: Ends::default(),
            shapes: RefCell::default(),
            slots: HashMap::new(),
            queue: VecDeque::new(),
            depth: 0,
        }
    }

    /// Lowers the components, then the operations, then what they referred to.
    pub(super) fn run(&mut self) {
        self.all_of_cycles();
        self.children = super::discriminator::children(self.openapi);
        self.security_schemes();
        if let Some(components) = &self.openapi.components {
            for name in components.schemas.keys() {
                self.slot(&resolve::component_pointer(name));
            }
        }
        self.drain();
        self.operations();
        self.unused_schemes();
        self.webhooks();
        self.drain();
        self.error_codes();
    }

    fn drain(&mut self) {
        while let Some((pointer, id)) = self.queue.pop_front() {
            self.fill(&pointer, id);
        }
    }

    /// Gives a reserved type its content.
    fn fill(&mut self, pointer: &Pointer, id: TypeId) {
        let hint = self.api[id].hint.clone();
        let kind = match resolve::node_at(self.openapi, pointer) {
            Some(Node::Reference(reference)) => TypeKind::Alias(self.reference(reference, pointer).ty),
            Some(Node::Schema(schema)) => {
                let view = View::new(schema);
                let docs = super::docs::of_schema(&view, hint.words.last().map(String::as_str));
                self.api[id].docs = docs;
                self.note_example(view.data.example.as_ref(), pointer);
                self.default_of(&view, pointer);
                self.nested(pointer, |this| this.content(&view, pointer, &hint))
                    .unwrap_or(TypeKind::Alias(TypeRef::Any))
            }
            None => TypeKind::Alias(TypeRef::Any),
        };
        self.api[id].kind = kind;
    }

    /// Runs `work` one level deeper, unless that is too deep.
    pub(super) fn nested<T>(&mut self, pointer: &Pointer, work: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if self.depth >= MAX_DEPTH {
            self.warn(
                codes::SCHEMA_DEPTH,
                "the schema is nested too deeply; the rest takes any value",
                pointer,
            );
            return None;
        }
        self.depth += 1;
        let result = work(self);
        self.depth -= 1;
        Some(result)
    }

    /// The type of a place that something refers to; its content follows.
    pub(super) fn slot(&mut self, pointer: &Pointer) -> TypeId {
        if let Some(&id) = self.slots.get(pointer) {
            return id;
        }
        let id = self.add(pointer, self.hint_of(pointer), Docs::default(), TypeKind::Alias(TypeRef::Any));
        self.queue.push_back((pointer.clone(), id));
        id
    }

    /// The type that was already made for a place.
    pub(super) fn known(&self, pointer: &Pointer) -> Option<TypeId> {
        self.slots.get(pointer).copied()
    }

    /// Adds a type of its own for an inline schema.
    pub(super) fn define(
        &mut self,
        pointer: &Pointer,
        hint: &NameHint,
        docs: Docs,
        kind: TypeKind,
    ) -> TypeRef {
        match self.known(pointer) {
            Some(id) => TypeRef::Named(id),
            None => TypeRef::Named(self.add(pointer, hint.clone(), docs, kind)),
        }
    }

    /// Adds a type for a place that has none.
    pub(super) fn add(&mut self, pointer: &Pointer, hint: NameHint, docs: Docs, kind: TypeKind) -> TypeId {
        let id = TypeId(u32::try_from(self.api.types.len()).unwrap_or(u32::MAX));
        self.slots.insert(pointer.clone(), id);
        self.api.types.push(TypeDef {
            source: self.source,
            pointer: pointer.clone(),
            joined: Vec::new(),
            hint,
            name: Ident::default(),
            file: Ident::default(),
            docs,
            kind,
            usage: Usage::default(),
            is_eq: false,
            has_default: false,
            has_constructor: false,
            is_selectable: false,
            field_enum: Ident::default(),
            field_module: Ident::default(),
        });
        id
    }

    /// What the schema at a pointer could be called, if nothing leads to it but references.
    fn hint_of(&self, pointer: &Pointer) -> NameHint {
        if let Some(name) = resolve::component_name(pointer) {
            return self.component_hint(&name);
        }
        let tokens: Vec<String> = pointer.tokens().collect();
        let (mut hint, inner) = match tokens.as_slice() {
            [components, schemas, name, inner @ ..] if components == "components" && schemas == "schemas" => {
                (self.component_hint(name), inner)
            }
            inner => (NameHint::default(), inner),
        };
        // Outside of components there is nothing to ask for the names of alternatives.
        let mut place = match tokens.get(2) {
            Some(name) if inner.len() < tokens.len() => resolve::component_pointer(name),
            _ => Pointer::root(),
        };
        let mut rest = inner.iter();
        while let Some(token) = rest.next() {
            let word = match token.as_str() {
                "components" | "paths" | "schema" | "content" | "application/json" => None,
                "items" => Some("item".to_owned()),
                "additionalProperties" => Some("value".to_owned()),
                "properties" => rest.as_slice().first().cloned(),
                "allOf" => None,
                "oneOf" | "anyOf" => self.branch_hint(&place, token, rest.as_slice().first()),
                word => Some(word.to_owned()),
            };
            place = place.child(token);
            if matches!(token.as_str(), "properties" | "allOf" | "oneOf" | "anyOf") {
                place = rest.next().map_or(place.clone(), |next| place.child(next));
            }
            hint = word.map_or(hint.clone(), |word| hint.inside(word));
        }
        hint
    }

    /// The word for one alternative of the schema at `place`, if it has a name of its own.
    fn branch_hint(&self, place: &Pointer, keyword: &str, index: Option<&String>) -> Option<String> {
        let view = View::new(self.peek(resolve::node_at(self.openapi, place)?)?);
        let nodes = if keyword == "oneOf" { view.one_of } else { view.any_of };
        let shapes = nodes.iter().filter(|node| self.shape(Node::from(*node), view.typ) != Shape::Null);
        if shapes.count() < 2 {
            return None;
        }
        let words = self.branch_words(nodes, view.data.discriminator.as_ref(), view.typ);
        words.get(index?.parse::<usize>().ok()?).cloned()
    }

    /// The hint for a property that may come from another component than the struct that it goes into.
    pub(super) fn property_hint(&self, pointer: &Pointer, hint: NameHint) -> NameHint {
        let Some(rest) = pointer.as_str().strip_prefix("/components/schemas/") else { return hint };
        let name = rest.split('/').next().unwrap_or(rest).replace("~1", "/").replace("~0", "~");
        let owner = self.document.names.get(&name).unwrap_or(&name);
        if hint.words.first() == Some(owner) { hint } else { self.hint_of(pointer) }
    }

    pub(super) fn component_hint(&self, name: &str) -> NameHint {
        NameHint::given(self.document.names.get(name).map_or(name, String::as_str))
    }

    /// Reports a reference that leads nowhere.
    pub(super) fn unknown(&mut self, reference: &str, pointer: &Pointer) {
        let message = format!("`{reference}` is not in the document");
        self.fail(codes::REFERENCE_UNKNOWN, message, &pointer.child("$ref"));
    }

    /// Reports what the document cannot be used with.
    pub(super) fn fail(&mut self, code: &'static str, message: impl Into<String>, pointer: &Pointer) {
        self.diagnostics.push(Diagnostic::error(code, message).at(self.source, pointer));
    }

    pub(super) fn warn(&mut self, code: &'static str, message: impl Into<String>, pointer: &Pointer) {
        self.diagnostics.push(Diagnostic::warning(code, message).at(self.source, pointer));
    }

    pub(super) fn note(&mut self, code: &'static str, message: impl Into<String>, pointer: &Pointer) {
        self.diagnostics.push(Diagnostic::note(code, message).at(self.source, pointer));
    }
}
