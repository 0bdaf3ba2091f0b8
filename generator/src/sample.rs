//! Values that a document's own schemas take, made from the document alone.
//!
//! The document's own examples, defaults and fixed values come first, if they are valid. The rest is made to satisfy
//! the schema. The sampler reads the document as it is after its overlays, OpenAPI 3.0 or 3.1, before it is normalised
//! or lowered: so samples are a second opinion on lowering. The same document always gives the same samples.

mod alternatives;
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
mod shown;
mod text;

pub use operation::OperationSample;

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
    /// Everything that is allowed, down to a depth below which samples would grow without end.
    All,
}

/// The direction that a sample is sent in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// To the server: properties of responses only (`readOnly`) are left out.
    Request,
    /// From the server: properties of requests only (`writeOnly`) are left out.
    Answer,
}

/// Makes samples of one document.
#[derive(Clone, Copy, Debug)]
pub struct Sampler<'d> {
    document: &'d Value,
    direction: Direction,
    /// Below this depth, only required values are made.
    depth: usize,
    /// The number of values in a sample after which only required values are made.
    size: usize,
}

impl<'d> Sampler<'d> {
    /// Makes samples of this document, which [`document::value`](crate::document::value) reads.
    pub fn new(document: &'d Value, direction: Direction) -> Self {
        Self { document, direction, depth: 5, size: 300 }
    }

    /// The same, with samples that hold everything down to this depth, and as many values.
    pub fn of_size(self, depth: usize, size: usize) -> Self {
        Self { depth, size, ..self }
    }

    /// A value that satisfies the schema; free text is made from `name`.
    ///
    /// Properties of the other direction are left out, unless they are required: a typed value may need them, and
    /// leaves them out when it is written. `None` if no value was found: the schema contradicts itself, contains
    /// itself, or uses something that this module does not support.
    pub fn schema(&self, schema: &Value, name: &str, form: Form) -> Option<Value> {
        Maker::new(*self, form).make(schema, name)
    }

    /// Whether a value satisfies the schema, as far as its keywords are supported here.
    pub fn is_valid(&self, schema: &Value, value: &Value) -> bool {
        check::is_valid(*self, schema, value)
    }

    /// The node that references lead to; `None` if they form a cycle.
    fn resolve<'v>(&self, mut node: &'v Value) -> Option<&'v Value>
    where
        'd: 'v,
    {
        let mut seen = HashSet::new();
        while let Some(reference) = node.get("$ref").and_then(Value::as_str) {
            if !seen.insert(reference) {
                return None;
            }
            node = self.target(reference)?;
        }
        Some(node)
    }

    /// Whether a property belongs to the other direction.
    fn is_elsewhere(&self, property: &Value) -> bool {
        let keyword = match self.direction {
            Direction::Request => "readOnly",
            Direction::Answer => "writeOnly",
        };
        schema::is_set(&self.merged(property).schema, keyword)
    }

    /// The target of a reference inside the document.
    fn target(&self, reference: &str) -> Option<&'d Value> {
        self.document.pointer(Pointer::of_reference(reference)?.as_str())
    }
}

#[cfg(test)]
mod tests;
