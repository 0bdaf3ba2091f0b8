//! Values that a document's own schemas take, made from the document alone.
//!
//! What the document gives comes first: its examples, defaults and fixed values, where they are valid. The rest is made to
//! satisfy the schema. The samples read the document as it is after its overlays, OpenAPI 3.0 or 3.1, before it is
//! normalised or lowered: so they are a second opinion on what lowering makes of it. The same document gives the same samples.

mod check;
mod format;
mod maker;
mod merge;
mod number;
mod object;
mod operation;
mod pattern;
mod purpose;
mod schema;
mod text;

pub use operation::{OperationSample, Place};

use crate::pointer::Pointer;
use maker::Maker;
use serde_json::{Map, Value};
use std::collections::HashSet;

/// An object of the document.
type Object = Map<String, Value>;

/// How much a sample holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Form {
    /// What is required, and nothing else.
    Required,
    /// Everything that may be there, down to a depth at which samples would grow without end.
    All,
}

/// Which way a sample travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// To the server: what only answers have (`readOnly`) is not part of it.
    Request,
    /// From the server: what only requests have (`writeOnly`) is not part of it.
    Answer,
}

/// Makes samples of one document.
#[derive(Clone, Copy, Debug)]
pub struct Sampler<'d> {
    document: &'d Value,
    direction: Direction,
}

impl<'d> Sampler<'d> {
    /// Makes samples of this document, which [`document::value`](crate::document::value) reads.
    pub fn new(document: &'d Value, direction: Direction) -> Self {
        Self { document, direction }
    }

    /// A value that the schema takes; `name` is what a text is made of that may be anything.
    ///
    /// Properties of the other direction are left out, unless they are required: a typed value may need them, and it is what
    /// writes a request that leaves them out. `None` where no value was found: the schema contradicts itself, needs itself, or
    /// says what this module cannot read.
    pub fn schema(&self, schema: &Value, name: &str, form: Form) -> Option<Value> {
        Maker::new(*self, form).make(schema, name)
    }

    /// Whether a value is valid by the schema, as far as its keywords are known here.
    pub fn is_valid(&self, schema: &Value, value: &Value) -> bool {
        check::is_valid(*self, schema, value)
    }

    /// What a place of the document holds, behind references; `None` in a circle.
    fn resolve<'v>(&self, mut node: &'v Value) -> Option<&'v Value>
    where
        'd: 'v,
    {
        let mut seen: HashSet<*const Value> = HashSet::new();
        while let Some(reference) = node.get("$ref").and_then(Value::as_str) {
            if !seen.insert(node) {
                return None;
            }
            node = self.target(reference)?;
        }
        Some(node)
    }

    /// Whether a property is of the other direction.
    fn is_elsewhere(&self, property: &Value) -> bool {
        let keyword = match self.direction {
            Direction::Request => "readOnly",
            Direction::Answer => "writeOnly",
        };
        schema::is_set(&self.merged(property).schema, keyword)
    }

    /// What a reference inside the document leads to.
    fn target(&self, reference: &str) -> Option<&'d Value> {
        self.document.pointer(Pointer::of_reference(reference)?.as_str())
    }
}

#[cfg(test)]
mod tests;
