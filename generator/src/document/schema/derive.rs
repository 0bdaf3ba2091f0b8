//! What one schema says and takes several to spell out, or another keyword: lists of types, patterns of names, content.
//!
//! Reading leaves the keywords as they are written. Lowering needs other schemas in their place: these are put there,
//! and what is written is kept beside them.

use super::{Additional, Format, Literal, Schema, SchemaArena, SchemaId, SchemaType, SchemaTypes};
use crate::ir::Values;
use serde_json::Value;

/// More types than this are all of them, since `number` includes `integer`.
const MOST_TYPES: usize = 4;

/// Patterns that every name follows, or every name but the empty one.
const EVERY_NAME: [&str; 10] = ["", "^", "$", ".", ".*", ".+", "^.*", "^.+", "^.*$", "^.+$"];

impl SchemaArena {
    /// Spells out the schemas, the inner before the outer.
    pub(in crate::document) fn derive(&mut self) {
        for index in 0..self.len() {
            let Some(mut schema) = self.take(index) else { continue };
            let written = schema.clone();
            content(&mut schema);
            patterns(self, &mut schema);
            split(self, &mut schema);
            self.put(index, Schema { written: Some(Box::new(written)), ..schema });
        }
    }
}

impl Schema {
    /// Whether it has something to spell out: few have.
    pub(super) fn is_dense(&self) -> bool {
        let has_content = self.rare.as_ref().is_some_and(|rare| rare.content_format().is_some());
        let is_untyped = self.types == SchemaTypes::default() && self.typ.is_none();
        self.held.as_ref().is_some_and(|held| !held.patterns.is_empty())
            || self.types.has_several()
            || (has_content && self.format.is_none())
            || (is_untyped && !self.values().is_empty())
    }
}

/// What the keywords of the content say is a format.
fn content(schema: &mut Schema) {
    let format = schema.rare.as_ref().and_then(|rare| rare.content_format());
    schema.format = schema.format.take().or(format.map(str::to_owned));
}

/// Names that follow a pattern are additional properties of any of the schemas. Where nothing is said of the others,
/// these are of any value.
fn patterns(schemas: &mut SchemaArena, schema: &mut Schema) {
    let Some(held) = schema.held.as_ref().filter(|held| !held.patterns.is_empty()) else { return };
    let conditions = schema.conditions.as_ref();
    let unevaluated = conditions.and_then(|conditions| conditions.unevaluated);
    let rest = match schema.additional.or(unevaluated) {
        Some(Additional::Any(true)) => return,
        Some(Additional::Schema(rest)) => Some(rest),
        Some(Additional::Any(false)) => None,
        None if held.patterns.iter().any(|(pattern, _)| EVERY_NAME.contains(&pattern.as_str())) => None,
        None => Some(schemas.add(Schema {
            pointer: schema.pointer.child("additionalProperties").child("anyOf").child(held.patterns.len()),
            written: Some(Box::default()),
            ..Schema::default()
        })),
    };
    // The order of the patterns means nothing, so it must not show.
    let mut patterns: Vec<&(String, SchemaId)> = held.patterns.iter().collect();
    patterns.sort_by(|left, right| left.0.cmp(&right.0));
    let mut any_of: Vec<SchemaId> = Vec::with_capacity(patterns.len());
    for id in patterns.into_iter().map(|(_, id)| *id).chain(rest) {
        if !any_of.iter().any(|known| schemas.is_same(*known, id)) {
            any_of.push(id);
        }
    }
    let one = if let [only] = any_of.as_slice() {
        *only
    } else {
        let pointer = schema.pointer.child("additionalProperties");
        schemas.add(Schema { pointer, any_of, ..Schema::default() })
    };
    schema.additional = Some(Additional::Schema(one));
}

/// Makes a branch for each of several types, which takes along the keywords that apply to this type only.
fn split(schemas: &mut SchemaArena, schema: &mut Schema) {
    let is_composed = schema.not.is_some() || !schema.all_of.is_empty() || schema.has_alternatives();
    let has_types = schema.types != SchemaTypes::default() || schema.typ.is_some();
    let kinds = match (has_types, is_composed) {
        (true, _) => schema.types.kinds(),
        (false, true) => return,
        (false, false) => kinds_of_values(schema.values()),
    };
    if !(2..=MOST_TYPES).contains(&kinds.len()) {
        return;
    }
    let values = schema.values().to_vec();
    schema.nullable |= values.iter().any(|value| value.is_null());
    schema.enumeration.clear();
    if let Some(rare) = &mut schema.rare {
        rare.constant = None;
    }
    let mut branches: Vec<Schema> = Vec::with_capacity(kinds.len());
    for typ in kinds {
        let pointer = schema.pointer.child("anyOf").child(branches.len());
        let mut branch = Schema { pointer, typ: Some(typ), ..Schema::default() };
        carry(typ, schema, &mut branch);
        branch.enumeration = values.iter().filter(|value| is_of(value, typ)).cloned().collect();
        branch.whole_numbers();
        if values.is_empty() || !branch.enumeration.is_empty() {
            branches.push(branch);
        }
    }
    match (branches.pop(), branches.is_empty()) {
        (None, _) => schema.enumeration = values,
        // It comes from the schema itself.
        (Some(mut only), true) => {
            schema.typ = only.typ;
            only.typ.into_iter().for_each(|typ| carry(typ, &mut only, schema));
            schema.enumeration = only.enumeration;
        }
        (Some(last), false) => {
            branches.push(last);
            let any_of: Vec<_> = branches.into_iter().map(|branch| schemas.add(branch)).collect();
            if schema.any_of.is_empty() {
                schema.any_of = any_of;
            } else {
                let pointer = schema.pointer.child("allOf").child(schema.all_of.len());
                let written = Some(Box::default());
                schema.all_of.push(schemas.add(Schema { pointer, any_of, written, ..Schema::default() }));
            }
        }
    }
}

/// Moves the keywords that apply to a type only. A format is one of numbers or of texts.
fn carry(typ: SchemaType, from: &mut Schema, to: &mut Schema) {
    let is_number = from.format.as_deref().is_some_and(|format| Format::kind(format) != SchemaType::String);
    from.carry(to, |values| match values {
        Values::All => false,
        Values::Scalars => typ.is_among(values) && is_number == (typ != SchemaType::String),
        _ => typ.is_among(values),
    });
}

/// The types of the values of an `enum` without a type, if they are scalars of several.
fn kinds_of_values(values: &[Literal]) -> Vec<SchemaType> {
    use SchemaType::{Array, Boolean, Integer, Number, Object, String};
    let is_kind = |typ: &SchemaType| values.iter().any(|value| SchemaType::of_value(value) == *typ);
    let mut found: Vec<_> =
        [String, Integer, Number, Boolean, Array, Object].into_iter().filter(is_kind).collect();
    let is_mixed = found.iter().any(|typ| !matches!(typ, Integer | Number));
    let is_scalar = found.iter().all(|typ| typ.is_scalar());
    // The values are known, so that a float which holds them all is enough.
    let has_fraction = found.contains(&Number);
    found.retain(|typ| !(has_fraction && *typ == Integer));
    if is_mixed && is_scalar { found } else { Vec::new() }
}

fn is_of(value: &Value, typ: SchemaType) -> bool {
    SchemaType::of_value(value) == typ || (typ == SchemaType::Number && value.is_number())
}
