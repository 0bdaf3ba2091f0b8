//! Objects: structs, and maps where no property is known.

use super::codes;
use super::conjunction::Term;
use super::context::Lowerer;
use super::schema::Lowered;
use crate::document::schema::{Additional as Others, Schema, SchemaId};
use crate::ir::{Additional, Field, Ident, NameHint, Struct, TypeKind, TypeRef};
use indexmap::IndexMap;
use indexmap::map::Entry;
use std::collections::BTreeSet;

/// The format of a text that may come as a number, and of a number that may come as text.
const NUMERIC_TEXT: &str = "numeric-string";

/// What the schemas of one object say together.
#[derive(Clone, Debug, Default)]
pub(super) struct Parts<'a> {
    /// Each property with all that speaks of it.
    pub(super) properties: IndexMap<&'a str, Vec<Term>>,
    /// The names of the required properties, each with the schema that says so, and at which place.
    pub(super) required: IndexMap<&'a str, (&'a Schema, usize)>,
    /// What other keys hold, as each schema says that speaks of it.
    pub(super) additional: Vec<(Others, &'a Schema)>,
    /// What other keys hold where nothing closer says it.
    pub(super) unevaluated: Vec<(Others, &'a Schema)>,
    /// The properties that are declared for some values only, under a condition or in an alternative.
    pub(super) loose: BTreeSet<&'a str>,
    /// Whether they are of several alternatives.
    pub(super) is_merged: bool,
}

impl<'a> Parts<'a> {
    /// Adds what one schema says itself.
    pub(super) fn add(&mut self, schema: &'a Schema) {
        for (name, id) in &schema.properties {
            self.properties.entry(name).or_default().push(Term::Schema(*id));
        }
        for (index, name) in schema.required.iter().enumerate() {
            self.required.entry(name).or_insert((schema, index));
        }
        self.additional.extend(schema.additional.map(|additional| (additional, schema)));
        self.unevaluated.extend(schema.unevaluated().map(|unevaluated| (unevaluated, schema)));
    }

    /// Whether others have the same members.
    pub(super) fn differs_in_required_only(&self, other: &Self) -> bool {
        let additional =
            |parts: &Self| parts.additional.iter().map(|(others, _)| *others).collect::<Vec<_>>();
        self.properties == other.properties && additional(self) == additional(other)
    }

    /// The schemas of what other keys hold; nothing where that is anything.
    fn rest(&self) -> Vec<Term> {
        let schemas = self.additional.iter().filter_map(|(others, _)| match others {
            Others::Schema(id) => Some(Term::Schema(*id)),
            Others::Any(_) => None,
        });
        schemas.collect()
    }
}

impl<'a> Lowerer<'a> {
    pub(super) fn object(&mut self, schema: &'a Schema, hint: &NameHint) -> TypeKind {
        let parts = self.parts_of(&[schema]);
        self.object_of(&parts, hint)
    }

    /// What several schemas of one object say together. What they only say under a condition may be there.
    pub(super) fn parts_of(&self, schemas: &[&'a Schema]) -> Parts<'a> {
        let mut parts = Parts::default();
        schemas.iter().for_each(|schema| parts.add(schema));
        if parts.additional.is_empty() {
            parts.additional = std::mem::take(&mut parts.unevaluated);
        }
        // A map has a place for every member already.
        if parts.properties.is_empty() {
            return parts;
        }
        let mut conditional: IndexMap<&'a str, Vec<Vec<Term>>> = IndexMap::new();
        for id in schemas.iter().flat_map(|schema| schema.conditional()) {
            let said = self.multiplied(&[Term::Schema(id)]);
            for (name, id) in
                said.conjuncts.iter().flat_map(|one| &one.schemas).flat_map(|schema| &schema.properties)
            {
                let ways = conditional.entry(name).or_default();
                if !ways.contains(&vec![Term::Schema(*id)]) {
                    ways.push(vec![Term::Schema(*id)]);
                }
            }
        }
        for (name, mut ways) in conditional {
            if let Entry::Vacant(place) = parts.properties.entry(name) {
                place.insert(if ways.len() == 1 { ways.swap_remove(0) } else { vec![Term::Any(ways)] });
                parts.loose.insert(name);
            }
        }
        parts
    }

    /// A struct where properties are known, else a map.
    pub(super) fn object_of(&mut self, parts: &Parts<'a>, hint: &NameHint) -> TypeKind {
        if !parts.properties.is_empty() {
            return TypeKind::Struct(self.struct_of(parts, hint));
        }
        let rest = parts.rest();
        if rest.is_empty() && parts.additional.iter().any(|(others, _)| *others == Others::Any(false)) {
            return TypeKind::Struct(Struct::default());
        }
        let value = if rest.is_empty() { TypeRef::Any } else { self.all(&rest, &hint.inside("value")) };
        TypeKind::Alias(TypeRef::Map(Box::new(value)))
    }

    pub(super) fn struct_of(&mut self, parts: &Parts<'a>, hint: &NameHint) -> Struct {
        let (mut fields, rest) = (Vec::with_capacity(parts.properties.len()), parts.rest());
        for (name, terms) in &parts.properties {
            // Where others have a type, there is no place for what does not fit.
            let is_loose = parts.loose.contains(name) && rest.is_empty();
            let is_required = parts.required.contains_key(name) && !is_loose;
            fields.push(Field { is_loose, ..self.field(name, terms, is_required, hint) });
        }
        for (name, (schema, index)) in &parts.required {
            if !parts.properties.contains_key(name) {
                let pointer = schema.pointer.child("required").child(index);
                let message =
                    format!("`{name}` is required, but no property has that name; it takes any value");
                self.reporter.report(codes::REQUIRED_UNKNOWN, message, &pointer);
                fields.push(self.undeclared(name, parts, pointer, hint));
            }
        }
        Struct { fields, additional: self.additional(parts, hint), is_merged: parts.is_merged }
    }

    fn additional(&mut self, parts: &Parts<'a>, hint: &NameHint) -> Additional {
        let rest = parts.rest();
        let ty = match parts.additional.last() {
            None => return Additional::Ignored,
            Some((Others::Any(false), schema)) if rest.is_empty() => {
                let message = "members that are not known are read, and not refused";
                self.reporter.report(
                    codes::ADDITIONAL_PROPERTIES,
                    message,
                    schema.pointer.child("additionalProperties"),
                );
                return Additional::Ignored;
            }
            Some(_) if rest.is_empty() => TypeRef::Any,
            Some(_) => self.all(&rest, &hint.inside("value")),
        };
        Additional::Typed { name: Ident::default(), ty }
    }

    /// The type of what several schemas speak of, inside a list or a map.
    pub(super) fn all(&mut self, terms: &[Term], hint: &NameHint) -> TypeRef {
        match terms {
            [Term::Schema(id)] => self.node(*id, hint),
            _ => self.combined(terms, hint),
        }
        .into_inner()
    }

    /// A member that is required, although nothing says what it is.
    fn undeclared(
        &mut self,
        name: &str,
        parts: &Parts<'a>,
        pointer: crate::pointer::Pointer,
        hint: &NameHint,
    ) -> Field {
        let rest = parts.rest();
        let ty = if rest.is_empty() { TypeRef::Any } else { self.all(&rest, &hint.inside("value")) };
        let lowered = Lowered { ty, nullable: false, ..Lowered::any() };
        Field { is_undeclared: true, ..field_of(name, lowered, true, pointer) }
    }

    fn field(&mut self, name: &str, terms: &[Term], required: bool, hint: &NameHint) -> Field {
        let hint = hint.inside(name);
        let lowered = match terms {
            [Term::Schema(id)] => self.node(*id, &self.property_hint(*id, hint)),
            _ => self.combined(terms, &hint),
        };
        let last = terms.iter().rev().find_map(|term| match term {
            Term::Schema(id) => Some(*id),
            Term::Any(_) => None,
        });
        let pointer = last.or(first_schema(terms)).map(|id| self.schemas[id].pointer.clone());
        let is_numeric_text = first_schema(terms).is_some_and(|id| self.is_numeric_text(id));
        // Where several schemas speak of the member, one of them may say the value.
        let has_only = matches!(lowered.ty, TypeRef::Boolean | TypeRef::Float) || terms.len() == 1;
        let only = terms.iter().filter(|_| has_only).find_map(|term| match term {
            Term::Schema(id) => self.only_value(*id),
            Term::Any(_) => None,
        });
        Field { is_numeric_text, only, ..field_of(name, lowered, required, pointer.unwrap_or_default()) }
    }

    /// Whether the values of a schema, or the items of its lists, are numbers that may come as text.
    fn is_numeric_text(&self, id: SchemaId) -> bool {
        let is_of = |schema: &Schema| schema.format.as_deref() == Some(NUMERIC_TEXT);
        let Some(schema) = self.peek(id) else { return false };
        is_of(schema) || schema.items.and_then(|items| self.peek(items)).is_some_and(is_of)
    }
}

/// The first schema among terms.
pub(super) fn first_schema(terms: &[Term]) -> Option<SchemaId> {
    terms.iter().find_map(|term| match term {
        Term::Schema(id) => Some(*id),
        Term::Any(branches) => branches.iter().find_map(|terms| first_schema(terms)),
    })
}

/// A member of a struct.
pub(super) fn field_of(
    name: &str,
    lowered: Lowered,
    required: bool,
    pointer: crate::pointer::Pointer,
) -> Field {
    let Lowered { ty, nullable, access, default, docs } = lowered;
    Field { pointer, required, nullable, access, default, docs, ..Field::of(name, ty) }
}
