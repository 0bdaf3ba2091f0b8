//! The type of what several schemas say together: `allOf`, and alternatives beside other keywords.

use super::conjunction::{Conjunct, Cut, Disjunction, Kind, Term, multiplied};
use super::context::Lowerer;
use super::{codes, component, docs, enumeration, scalar};
use crate::document::schema::{Schema, SchemaId, SchemaType};
use crate::ir::{NameHint, TypeKind, TypeRef};
use crate::pointer::Pointer;
use serde_json::Value;

/// Where a type that is made of several schemas stands.
#[derive(Clone, Copy)]
pub(super) struct Place<'p> {
    pub(super) pointer: &'p Pointer,
    pub(super) hint: &'p NameHint,
}

/// A conjunct as a value of one kind.
#[derive(Clone, Copy)]
pub(super) struct Piece<'a, 'd> {
    pub(super) conjunct: &'d Conjunct<'a>,
    pub(super) kind: Kind,
}

impl<'a> Lowerer<'a> {
    pub(super) fn composed(&mut self, schema: &'a Schema, hint: &NameHint) -> TypeKind {
        let said = self.multiplied(&[Term::Schema(schema.id)]);
        self.report(&said, &schema.pointer);
        let members: Vec<SchemaId> =
            schema.all_of.iter().copied().filter(|id| !self.is_base_of(*id, schema)).collect();
        if let Some(id) = self.like(&said, &members) {
            return self.content_of(id, hint);
        }
        self.formed(&said, Place { pointer: &schema.pointer, hint })
    }

    pub(super) fn multiplied(&self, terms: &[Term]) -> Disjunction<'a> {
        multiplied(self.schemas, terms)
    }

    /// The last of the schemas that says all that is said: then the whole is that schema with other documentation.
    pub(super) fn like(&self, said: &Disjunction<'a>, ids: &[SchemaId]) -> Option<SchemaId> {
        let is_like = |id: &SchemaId| self.multiplied(&[Term::Schema(*id)]).is_like(said, self.schemas);
        ids.iter().rev().copied().find(is_like)
    }

    /// Whether a member is a base with a discriminator: a child that adds nothing to it is still not any of the
    /// children.
    fn is_base_of(&self, member: SchemaId, schema: &Schema) -> bool {
        let is_base = |schema: &Schema| schema.discriminator().is_some() && !schema.has_alternatives();
        component::name_of(&schema.pointer).is_some() && self.peek(member).is_some_and(is_base)
    }

    /// Reports what the type will not show.
    pub(super) fn report(&mut self, said: &Disjunction<'a>, pointer: &Pointer) {
        for id in &said.unknown {
            self.follow(*id);
        }
        for pointer in &said.indistinct {
            self.required_alternatives(pointer);
        }
        match &said.cut {
            None => {}
            Some(Cut::Depth(pointer)) => {
                let message = "too many schemas extend each other; the rest is left out";
                self.reporter.report(codes::SCHEMA_DEPTH, message, pointer);
            }
            Some(Cut::Count) => {
                let message = "the alternatives combine in too many ways; the rest is left out";
                self.reporter.report(codes::ALL_OF_COMBINATIONS, message, pointer);
            }
        }
    }

    pub(super) fn required_alternatives(&mut self, pointer: &Pointer) {
        let message =
            "the alternatives only differ in what is required or allowed; they are not distinguished";
        self.reporter.report(codes::REQUIRED_ALTERNATIVES, message, pointer);
    }

    /// The type of what several schemas say.
    pub(super) fn formed(&mut self, said: &Disjunction<'a>, place: Place<'_>) -> TypeKind {
        let pieces = pieces_of(said);
        match pieces.as_slice() {
            [] if said.allows_null || !said.unknown.is_empty() => TypeKind::Alias(TypeRef::Any),
            [] => {
                let message = "no value is valid by all members; the type takes any value";
                self.reporter.report(codes::ALL_OF_CONFLICT, message, place.pointer);
                TypeKind::Alias(TypeRef::Any)
            }
            [only] => self.piece(*only, place),
            many => self.ways(said, many, place),
        }
    }

    /// The type of a conjunct as a value of one kind.
    pub(super) fn piece(&mut self, piece: Piece<'a, '_>, place: Place<'_>) -> TypeKind {
        let schemas = &piece.conjunct.schemas;
        if piece.conjunct.values.is_some() && matches!(piece.kind, Kind::List | Kind::Object | Kind::Any) {
            let message = "the values that are allowed do not show in the type";
            self.reporter.report(codes::ENUM_UNCHECKED, message, place.pointer);
        }
        if let Some(ty) = self.given(piece, place) {
            return TypeKind::Alias(ty);
        }
        match piece.kind {
            Kind::Any => TypeKind::Alias(TypeRef::Any),
            Kind::Object => {
                let parts = self.parts_of(schemas);
                self.object_of(&parts, place.hint)
            }
            Kind::List => self.list_of(schemas, place),
            Kind::Text | Kind::Number | Kind::Boolean => self.scalar_of(piece, place),
        }
    }

    /// The type that the project gives to one of the schemas of a list or an object. What others say of its parts has
    /// no place there.
    fn given(&mut self, piece: Piece<'a, '_>, place: Place<'_>) -> Option<TypeRef> {
        let schemas = &piece.conjunct.schemas;
        let is_scalar = matches!(piece.kind, Kind::Text | Kind::Number | Kind::Boolean);
        let given = schemas.iter().rev().find(|schema| schema.given.is_some()).filter(|_| !is_scalar)?;
        let ty = given.given.clone()?;
        let speaks = |schema: &Schema| {
            schema.id != given.id
                && (schema.given.as_ref().is_some_and(|other| *other != ty)
                    || !schema.properties.is_empty()
                    || !schema.required.is_empty()
                    || schema.additional.is_some()
                    || schema.has_items())
        };
        if schemas.iter().any(|schema| speaks(schema)) {
            let name = component::name_of(&given.pointer).unwrap_or_default();
            let message = format!(
                "`types.{name}`: this schema needs what `{name}` says of its parts, which the type of the project hides"
            );
            self.reporter.report(codes::TYPE_PART, message, place.pointer);
        }
        Some(ty)
    }

    fn scalar_of(&mut self, piece: Piece<'a, '_>, place: Place<'_>) -> TypeKind {
        let typ = piece.scalar_type();
        match self.choices_of_piece(piece) {
            Some(choices) => {
                let typ = Some(typ).filter(|_| typ != SchemaType::Boolean);
                self.enumeration_of(choices, typ, place.pointer)
            }
            None => TypeKind::Alias(self.format_of(piece, place.pointer)),
        }
    }

    /// The known values of a piece, with what the shortest of the lists says of them.
    pub(super) fn choices_of_piece(&self, piece: Piece<'a, '_>) -> Option<Vec<enumeration::Choice>> {
        let values = piece.conjunct.values.as_ref()?;
        let lists = piece.conjunct.schemas.iter().filter(|schema| !schema.values().is_empty());
        let shortest = lists.min_by_key(|schema| schema.values().len())?;
        let mut choices = enumeration::choices(shortest);
        if let [only] = choices.as_mut_slice() {
            only.title = only.title.take().or_else(|| docs::text(shortest.title.as_deref()));
            let text = docs::text(shortest.description.as_deref());
            only.docs.description = only.docs.description.take().or(text);
        }
        let is_left = |own: &Value| values.contains(&own);
        choices.retain(|choice| is_left(&choice.value));
        let is_of_kind = |value: &Value| match piece.kind {
            Kind::Number => value.is_number(),
            Kind::Boolean => value.is_boolean(),
            _ => value.is_string(),
        };
        // A list that is of another kind as a whole was written without quotes.
        if choices.iter().any(|choice| is_of_kind(&choice.value)) {
            choices.retain(|choice| is_of_kind(&choice.value));
        }
        Some(choices)
    }

    /// The type of a scalar: the last of the formats that has a type of its own.
    pub(super) fn format_of(&mut self, piece: Piece<'a, '_>, pointer: &Pointer) -> TypeRef {
        let typ = piece.scalar_type();
        let plain = scalar::of(typ, None);
        let schemas = piece.conjunct.schemas.iter();
        let mut types: Vec<TypeRef> = schemas.map(|schema| scalar::of_schema(typ, schema)).collect();
        types.retain(|ty| *ty != plain);
        types.dedup();
        if types.len() > 1 {
            let message = "the members have different formats; only one of them is used";
            self.reporter.report(codes::ALL_OF_CONFLICT, message, pointer);
        }
        let ty = types.pop().unwrap_or(plain);
        for schema in &piece.conjunct.schemas {
            self.note_range(schema, &ty);
        }
        ty
    }
}

/// The conjuncts, each as a value of each of its kinds.
pub(super) fn pieces_of<'a, 'd>(said: &'d Disjunction<'a>) -> Vec<Piece<'a, 'd>> {
    let conjuncts = said.conjuncts.iter();
    conjuncts
        .flat_map(|conjunct| conjunct.each_kind().into_iter().map(move |kind| Piece { conjunct, kind }))
        .collect()
}

impl Piece<'_, '_> {
    /// A word for an alternative that has no name.
    pub(super) fn word(&self) -> &'static str {
        match self.kind {
            Kind::Number if self.scalar_type() == SchemaType::Integer => "integer",
            kind => kind.word(),
        }
    }

    pub(super) fn scalar_type(&self) -> SchemaType {
        match self.kind {
            Kind::Number if self.conjunct.meant().is_integer() => SchemaType::Integer,
            Kind::Number => SchemaType::Number,
            Kind::Boolean => SchemaType::Boolean,
            _ => SchemaType::String,
        }
    }
}
