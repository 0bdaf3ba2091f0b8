//! What kind of JSON a schema describes, found without lowering it.

use crate::document::schema::{Schema, SchemaArena, SchemaId, SchemaType, whole};
use foldhash::{HashSet, HashSetExt};
use serde_json::Value;

/// How deeply schemas are looked into.
const MAX_LOOK: usize = 24;

/// The kind of JSON that a schema describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Null,
    Text,
    /// Known strings.
    Choice,
    Integer,
    /// Known integers.
    IntegerChoice,
    Float,
    Boolean,
    List,
    Object,
    /// Several kinds, one of them objects.
    Mixed,
    /// Several kinds, none of them objects.
    Several,
    Any,
}

impl Shape {
    pub(super) fn is_text(self) -> bool {
        matches!(self, Self::Text | Self::Choice)
    }

    pub(super) fn is_number(self) -> bool {
        self.is_integer() || self.is_float()
    }

    pub(super) fn is_float(self) -> bool {
        self == Self::Float
    }

    pub(super) fn is_integer(self) -> bool {
        matches!(self, Self::Integer | Self::IntegerChoice)
    }

    /// A word for an alternative of this kind that has no name.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Text => "string",
            Self::Choice => "choice",
            Self::Integer | Self::IntegerChoice => "integer",
            Self::Float => "number",
            Self::Boolean => "boolean",
            Self::List => "list",
            Self::Object => "object",
            Self::Mixed | Self::Several => "variant",
            Self::Any => "any",
        }
    }
}

impl From<SchemaType> for Shape {
    fn from(typ: SchemaType) -> Self {
        match typ {
            SchemaType::String => Self::Text,
            SchemaType::Integer => Self::Integer,
            SchemaType::Number => Self::Float,
            SchemaType::Boolean => Self::Boolean,
            SchemaType::Array => Self::List,
            SchemaType::Object => Self::Object,
            SchemaType::Null => Self::Null,
        }
    }
}

/// The kinds of all schemas: each component that many extend is looked into once.
#[derive(Debug)]
pub(super) struct Shapes<'a> {
    schemas: &'a SchemaArena,
    known: Vec<Shape>,
}

impl<'a> Shapes<'a> {
    pub(super) fn new(schemas: &'a SchemaArena) -> Self {
        let known = schemas.iter().map(|schema| look(schemas, schema, None, &mut HashSet::new(), 0));
        Self { schemas, known: known.collect() }
    }

    /// The kind of JSON behind a schema; `inherited` is the `type` of the schema that it stands in.
    pub(super) fn of(&self, id: SchemaId, inherited: Option<SchemaType>) -> Shape {
        let Some(schema) = self.schemas.behind(id) else { return Shape::Any };
        match (inherited, self.known.get(schema.id.index())) {
            (None, Some(known)) => *known,
            _ => look(self.schemas, schema, inherited, &mut HashSet::new(), 0),
        }
    }
}

/// Each schema is looked at once: members that share their own members would take exponential time, and what a schema
/// says twice it says once.
fn look(
    schemas: &SchemaArena,
    schema: &Schema,
    inherited: Option<SchemaType>,
    seen: &mut HashSet<SchemaId>,
    depth: usize,
) -> Shape {
    if !schema.values().is_empty() && !matches!(schema.typ, Some(SchemaType::Object | SchemaType::Array)) {
        return of_values(schema);
    }
    if schema.says_null() && !schema.is_structural() {
        return Shape::Null;
    }
    if let Some(typ) = schema.effective_type().or(inherited) {
        return typ.into();
    }
    seen.insert(schema.id);
    let mut found = None;
    for member in schema.all_of.iter().chain(&schema.one_of).chain(&schema.any_of) {
        let shape = match schemas.behind(*member) {
            None => Shape::Any,
            _ if depth >= MAX_LOOK => Shape::Any,
            Some(member) if seen.contains(&member.id) => Shape::Null,
            Some(member) => look(schemas, member, None, seen, depth + 1),
        };
        if matches!(shape, Shape::Null) || (shape == Shape::Any && !schema.all_of.is_empty()) {
            continue;
        }
        found = Some(match found {
            None => shape,
            Some(known) => join(known, shape),
        });
    }
    found.unwrap_or(Shape::Any)
}

fn join(left: Shape, right: Shape) -> Shape {
    if left == right {
        left
    } else if left.is_text() && right.is_text() {
        Shape::Text
    } else if [left, right].iter().any(|shape| matches!(shape, Shape::Object | Shape::Mixed | Shape::Any)) {
        Shape::Mixed
    } else {
        Shape::Several
    }
}

fn of_values(schema: &Schema) -> Shape {
    let is_fraction = |value: &Value| value.is_f64() && value.as_number().and_then(whole).is_none();
    let has_fraction = schema.values().iter().any(|value| is_fraction(value));
    let mut shape = Shape::Null;
    for value in schema.values() {
        let next = match &**value {
            Value::Null => continue,
            Value::String(_) => Shape::Choice,
            Value::Number(_) if has_fraction => Shape::Float,
            Value::Number(_) => Shape::IntegerChoice,
            Value::Bool(_) => Shape::Boolean,
            Value::Array(_) => Shape::List,
            Value::Object(_) => Shape::Object,
        };
        shape = if shape == Shape::Null { next } else { join(shape, next) };
    }
    shape
}
