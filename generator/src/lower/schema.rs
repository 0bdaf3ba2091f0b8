//! Schemas and references to them: which family of keywords decides the type.

use super::context::Lowerer;
use super::{codes, docs, scalar};
use crate::document::schema::{Additional, Schema, SchemaId, SchemaType};
use crate::ir::{Access, Docs, NameHint, TypeKind, TypeRef};
use foldhash::{HashSet, HashSetExt};

/// How many schemas are looked into to find whether one may be null.
const MAX_LOOK: usize = 16;

/// A use of a schema: its type and what the place of use says beside it.
#[derive(Clone, Debug)]
pub(super) struct Lowered {
    pub(super) ty: TypeRef,
    pub(super) nullable: bool,
    pub(super) access: Access,
    pub(super) default: Option<String>,
    pub(super) docs: Docs,
}

impl Lowered {
    pub(super) fn any() -> Self {
        Self {
            ty: TypeRef::Any,
            nullable: true,
            access: Access::default(),
            default: None,
            docs: Docs::default(),
        }
    }

    /// The type for a place inside a list or a map, where `null` needs a type of its own.
    pub(super) fn into_inner(self) -> TypeRef {
        if self.nullable && self.ty != TypeRef::Any { TypeRef::Nullable(Box::new(self.ty)) } else { self.ty }
    }
}

impl<'a> Lowerer<'a> {
    /// Lowers a schema, or a reference to one: the type of its target, and whether that may be `null`.
    pub(super) fn node(&mut self, id: SchemaId, hint: &NameHint) -> Lowered {
        let schema = &self.schemas[id];
        let Some(reference) = &schema.reference else { return self.schema(schema, hint) };
        let (Some(target), Some(next)) = (self.follow(id), reference.next) else { return Lowered::any() };
        Lowered {
            ty: TypeRef::Named(self.slot(next)),
            nullable: self.is_nullable(target),
            access: access(target),
            default: None,
            docs: Docs::default(),
        }
    }

    /// Like [`node`](Self::node), where the type comes from elsewhere.
    pub(super) fn use_of(&mut self, id: SchemaId) -> Lowered {
        let schema = &self.schemas[id];
        let Some(target) = self.peek(id) else { return Lowered::any() };
        let is_reference = schema.reference.is_some();
        Lowered {
            ty: TypeRef::Any,
            nullable: self.is_nullable(target),
            access: access(target),
            default: if is_reference { None } else { self.default_of(schema) },
            docs: if is_reference { Docs::default() } else { docs::of_schema(self.schemas, schema, None) },
        }
    }

    fn schema(&mut self, schema: &'a Schema, hint: &NameHint) -> Lowered {
        let docs = docs::of_schema(self.schemas, schema, None);
        self.note_example(schema.example(), &schema.pointer);
        let ty = match plain(schema) {
            Some(ty) => {
                self.note_range(schema, &ty);
                ty
            }
            None => match self.known(&schema.pointer) {
                Some(id) => TypeRef::Named(id),
                None => self.inline(schema, hint, &docs),
            },
        };
        Lowered {
            nullable: ty == TypeRef::Any || self.is_nullable(schema),
            ty,
            access: access(schema),
            default: self.default_of(schema),
            docs,
        }
    }

    fn inline(&mut self, schema: &'a Schema, hint: &NameHint, docs: &Docs) -> TypeRef {
        match self.nested(&schema.pointer, |this| this.content(schema, hint)) {
            None => TypeRef::Any,
            Some(TypeKind::Alias(ty)) => ty,
            Some(kind) => {
                let docs = Docs { deprecated: None, ..docs.clone() };
                self.define(&schema.pointer, hint, docs, kind)
            }
        }
    }

    /// What a schema is. Only objects, enumerations and unions need a name; the rest is an alias here.
    pub(super) fn content(&mut self, schema: &'a Schema, hint: &NameHint) -> TypeKind {
        if schema.not.is_some() {
            self.reporter.report(codes::SCHEMA_NOT, "`not` is not represented", schema.pointer.child("not"));
        }
        if let Some(ty) = schema.given.as_ref().filter(|_| is_alone(schema)) {
            return TypeKind::Alias(ty.clone());
        }
        let (keyword, branches) =
            if schema.one_of.is_empty() { ("anyOf", &schema.any_of) } else { ("oneOf", &schema.one_of) };
        let has_both = !schema.one_of.is_empty() && !schema.any_of.is_empty();
        let has_properties = !branches.is_empty() && !schema.properties.is_empty();
        let has_values = !branches.is_empty() && !schema.values().is_empty();
        let is_schema = |rest| matches!(rest, Some(Additional::Schema(_)));
        let has_rest =
            !branches.is_empty() && (is_schema(schema.additional) || is_schema(schema.unevaluated()));
        let is_composed = !schema.all_of.is_empty()
            || has_both
            || has_properties
            || has_values
            || has_rest
            || (keyword == "anyOf" && self.may_be_several(schema));
        if !branches.is_empty() && !is_composed {
            let at = schema.pointer.child(keyword);
            // Alternatives that say nothing of the form leave it to the schema around them.
            if schema.effective_type().is_none() || branches.iter().any(|branch| self.is_structural(*branch))
            {
                return self.alternatives(schema, branches, &at, hint);
            }
            self.required_alternatives(&at);
        }
        let has_base = branches.is_empty() || !is_composed;
        if let Some(kind) =
            Some(schema).filter(|_| has_base).and_then(|schema| self.discriminated_base(schema))
        {
            return kind;
        }
        if is_composed {
            return self.composed(schema, hint);
        }
        if !schema.values().is_empty() && !matches!(schema.typ, Some(SchemaType::Object | SchemaType::Array))
        {
            return self.enumeration(schema);
        }
        if !schema.values().is_empty() {
            let message = "the values that are allowed do not show in the type";
            self.reporter.report(codes::ENUM_UNCHECKED, message, schema.place_of_values());
        }
        self.of_type(schema, hint)
    }

    /// What a schema is that another one consists of: it does not get a name beside that one's.
    pub(super) fn content_of(&mut self, id: SchemaId, hint: &NameHint) -> TypeKind {
        let schema = &self.schemas[id];
        if schema.reference.is_some() || self.known(&schema.pointer).is_some() {
            return TypeKind::Alias(self.node(id, hint).ty);
        }
        let kind = self.nested(&schema.pointer, |this| this.content(schema, hint));
        kind.unwrap_or(TypeKind::Alias(TypeRef::Any))
    }

    pub(super) fn of_type(&mut self, schema: &'a Schema, hint: &NameHint) -> TypeKind {
        match schema.effective_type() {
            Some(SchemaType::Object) => self.object(schema, hint),
            Some(SchemaType::Array) => self.list(schema, hint),
            Some(scalar) if scalar.is_scalar() => {
                let ty = scalar::of_schema(scalar, schema);
                self.note_range(schema, &ty);
                TypeKind::Alias(ty)
            }
            // The reader leaves out any other `type`, and says so.
            _ => TypeKind::Alias(TypeRef::Any),
        }
    }

    /// Whether a schema says something about the form of the value; so may one that is not in the document.
    pub(super) fn is_structural(&self, id: SchemaId) -> bool {
        self.peek(id).is_none_or(Schema::is_structural)
    }

    /// Whether `null` is a documented value, in any of the spellings.
    pub(super) fn is_nullable(&self, schema: &'a Schema) -> bool {
        self.is_nullable_within(schema, &mut HashSet::new(), 0)
    }

    /// Each schema is looked at once: alternatives that share alternatives would take exponential time.
    fn is_nullable_within(&self, schema: &'a Schema, seen: &mut HashSet<SchemaId>, hops: usize) -> bool {
        if schema.says_null() || schema.values().iter().any(|value| value.is_null()) {
            return true;
        }
        // Most schemas consist of no others.
        let is_alone = schema.all_of.is_empty() && !schema.has_alternatives();
        if is_alone || hops > MAX_LOOK || !seen.insert(schema.id) {
            return false;
        }
        let mut is_null = |schema: &'a Schema| self.is_nullable_within(schema, seen, hops + 1);
        // `null` has to be a value of each part; one that only describes takes any.
        let parts = schema.all_of.iter().filter_map(|part| self.peek(*part));
        let mut parts = parts.filter(|part| part.is_structural()).peekable();
        if parts.peek().is_some() {
            return parts.all(is_null);
        }
        schema.one_of.iter().chain(&schema.any_of).filter_map(|branch| self.peek(*branch)).any(&mut is_null)
    }
}

/// The type of a schema that is only a scalar, as most are.
pub(super) fn plain(schema: &Schema) -> Option<TypeRef> {
    let typ = schema.typ.filter(|typ| is_alone(schema) && typ.is_scalar())?;
    Some(scalar::of_schema(typ, schema))
}

/// Whether neither values nor other schemas say more of a value.
fn is_alone(schema: &Schema) -> bool {
    schema.values().is_empty()
        && schema.all_of.is_empty()
        && !schema.has_alternatives()
        && schema.not.is_none()
}

fn access(schema: &Schema) -> Access {
    match (schema.read_only, schema.write_only) {
        (true, false) => Access::ReadOnly,
        (false, true) => Access::WriteOnly,
        _ => Access::ReadWrite,
    }
}
