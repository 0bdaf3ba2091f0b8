//! What kind of JSON a schema describes, found without lowering it.

use super::context::Lowerer;
use super::view::{Node, View};
use openapiv3::Schema;
use serde_json::Value;
use std::collections::HashSet;

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
        matches!(self, Self::Integer | Self::IntegerChoice | Self::Float)
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

impl<'a> Lowerer<'a> {
    /// The kind of JSON behind a node; `inherited` is the `type` of the schema that it stands in.
    pub(super) fn shape(&self, node: Node<'a>, inherited: Option<&str>) -> Shape {
        let Some(schema) = self.peek(node) else { return Shape::Any };
        if inherited.is_some() {
            return self.shape_within(node, inherited, &mut HashSet::new(), 0);
        }
        let known = self.shapes.borrow().get(&std::ptr::from_ref(schema)).copied();
        known.unwrap_or_else(|| {
            let shape = self.shape_within(node, None, &mut HashSet::new(), 0);
            self.shapes.borrow_mut().insert(schema, shape);
            shape
        })
    }

    /// Each schema is looked at once: members that share their own members would take exponential time, and what a
    /// schema says twice it says once.
    fn shape_within(
        &self,
        node: Node<'a>,
        inherited: Option<&str>,
        seen: &mut HashSet<*const Schema>,
        depth: usize,
    ) -> Shape {
        if depth > MAX_LOOK {
            return Shape::Any;
        }
        let Some(schema) = self.peek(node) else { return Shape::Any };
        if !seen.insert(schema) {
            return Shape::Null;
        }
        self.shape_of(&View::new(schema), inherited, seen, depth)
    }

    fn shape_of(
        &self,
        view: &View<'a>,
        inherited: Option<&str>,
        seen: &mut HashSet<*const Schema>,
        depth: usize,
    ) -> Shape {
        if !view.values.is_empty() && !matches!(view.typ, Some("object" | "array")) {
            return of_values(&view.values);
        }
        if view.data.nullable && !view.is_structural() {
            return Shape::Null;
        }
        match view.effective_type().or(inherited) {
            Some("string") => return Shape::Text,
            Some("integer") => return Shape::Integer,
            Some("number") => return Shape::Float,
            Some("boolean") => return Shape::Boolean,
            Some("array") => return Shape::List,
            Some("object") => return Shape::Object,
            Some("null") => return Shape::Null,
            _ => {}
        }
        let members = view.all_of.iter().chain(view.one_of).chain(view.any_of);
        let mut found = None;
        for member in members {
            let shape = self.shape_within(Node::from(member), None, seen, depth + 1);
            if matches!(shape, Shape::Null) || (shape == Shape::Any && !view.all_of.is_empty()) {
                continue;
            }
            found = Some(match found {
                None => shape,
                Some(known) => join(known, shape),
            });
        }
        found.unwrap_or(Shape::Any)
    }
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

fn of_values(values: &[Value]) -> Shape {
    let mut shape = Shape::Null;
    for value in values {
        let next = match value {
            Value::Null => continue,
            Value::String(_) => Shape::Choice,
            Value::Number(number) if number.is_f64() => Shape::Float,
            Value::Number(_) => Shape::IntegerChoice,
            Value::Bool(_) => Shape::Boolean,
            Value::Array(_) => Shape::List,
            Value::Object(_) => Shape::Object,
        };
        shape = if shape == Shape::Null { next } else { join(shape, next) };
    }
    shape
}
