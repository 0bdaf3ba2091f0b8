//! The state of lowering one document.

use super::codes;
use super::memo::Combinations;
use super::shape::{Shape, Shapes};
use crate::diagnostic::Diagnostics;
use crate::document::Document;
use crate::document::codes::{REFERENCE, REFERENCE_UNKNOWN};
use crate::document::schema::{Schema, SchemaArena, SchemaId, Target};
use crate::ir::{Api, Docs, Ident, NameHint, TypeDef, TypeId, TypeKind, TypeRef, Usage};
use crate::pointer::Pointer;
use crate::reporter::Reporter;
use foldhash::{HashMap, HashMapExt};
use openapiv3::OpenAPI;
use std::collections::VecDeque;

/// How deeply schemas may be nested in each other before the rest is given up.
const MAX_DEPTH: usize = 96;

/// Lowers one document into an [`Api`] that other documents share.
pub(super) struct Lowerer<'a> {
    pub(super) document: &'a Document,
    pub(super) openapi: &'a OpenAPI,
    pub(super) schemas: &'a SchemaArena,
    pub(super) api: &'a mut Api,
    pub(super) reporter: Reporter<'a>,
    /// The names in the [`Api`] of the security schemes, by the name in the document.
    pub(super) schemes: HashMap<String, String>,
    /// The components that extend each component.
    pub(super) children: HashMap<SchemaId, Vec<SchemaId>>,
    /// The properties of which several schemas speak.
    pub(super) combinations: Combinations,
    /// The schemas that have a type and wait for its content.
    pub(super) queue: VecDeque<(SchemaId, TypeId)>,
    shapes: Shapes<'a>,
    slots: HashMap<Pointer, TypeId>,
    depth: usize,
}

impl<'a> Lowerer<'a> {
    pub(super) fn new(document: &'a Document, api: &'a mut Api, diagnostics: &'a mut Diagnostics) -> Self {
        Self {
            document,
            openapi: &document.openapi,
            schemas: &document.schemas,
            api,
            reporter: Reporter::new(document.source, diagnostics),
            schemes: HashMap::new(),
            children: HashMap::new(),
            combinations: Combinations::default(),
            queue: VecDeque::new(),
            shapes: Shapes::new(&document.schemas),
            slots: HashMap::new(),
            depth: 0,
        }
    }

    /// Runs `work` one level deeper, unless that is too deep.
    pub(super) fn nested<T>(&mut self, pointer: &Pointer, work: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if self.depth >= MAX_DEPTH {
            self.reporter.report(
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

    /// The description of what stands at a place: the one beside the reference to it, if there is any, or its own.
    pub(super) fn described(&self, place: &Pointer, own: &'a str) -> &'a str {
        self.schemas.described(place).unwrap_or(own)
    }

    /// Adds the type of a schema that something refers to; its content follows.
    pub(super) fn reserve(&mut self, id: SchemaId, hint: NameHint) -> TypeId {
        let reserved =
            self.add(&self.schemas[id].pointer, hint, Docs::default(), TypeKind::Alias(TypeRef::Any));
        self.queue.push_back((id, reserved));
        reserved
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
            source: self.reporter.source,
            pointer: pointer.clone(),
            joined: Vec::new(),
            hint,
            name: Ident::default(),
            file: Ident::default(),
            docs,
            kind,
            usage: Usage::default(),
            is_eq: false,
            derives: Vec::new(),
            has_default: false,
            is_private: false,
            has_constructor: false,
            is_selectable: false,
            field_enum: Ident::default(),
            field_module: Ident::default(),
        });
        id
    }

    /// The schema behind a reference, or the schema itself; `None`, with a diagnostic, where a reference leads nowhere.
    pub(super) fn follow(&mut self, id: SchemaId) -> Option<&'a Schema> {
        let schema = &self.schemas[id];
        match schema.reference.as_deref().map(|reference| reference.target) {
            None => return Some(schema),
            Some(Target::Schema(target)) => return Some(&self.schemas[target]),
            Some(Target::Unknown(last)) => {
                let last = &self.schemas[last];
                let text = last.reference.as_ref().map_or("", |reference| &reference.text);
                let message = format!("`{text}` is not a schema of the document; its place takes any value");
                self.reporter.report(REFERENCE_UNKNOWN, message, last.pointer.child("$ref"));
            }
            Some(Target::Circle) => {
                let message = "the reference leads in a circle";
                self.reporter.report(codes::REFERENCE_CYCLE, message, schema.pointer.child("$ref"));
            }
        }
        None
    }

    /// The schema behind a reference, or the schema itself, without a diagnostic.
    pub(super) fn peek(&self, id: SchemaId) -> Option<&'a Schema> {
        self.schemas.behind(id)
    }

    /// The kind of JSON behind a schema; `inherited` is whether the schema around it has a `type`, and which.
    pub(super) fn shape(
        &self,
        id: SchemaId,
        inherited: Option<crate::document::schema::SchemaType>,
    ) -> Shape {
        self.shapes.of(id, inherited)
    }

    /// Reports a reference to something that could not be read. Any other that leads nowhere was reported before, and
    /// is empty now.
    pub(super) fn unknown(&mut self, reference: &str, pointer: &Pointer) {
        if reference.is_empty() {
            return;
        }
        let message = format!("`{reference}` is left out, and so is what refers to it");
        self.reporter.report(REFERENCE, message, pointer.child("$ref"));
    }
}
