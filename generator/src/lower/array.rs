//! Lists, and tuples.

use super::codes;
use super::context::Lowerer;
use super::docs;
use crate::document::schema::{Schema, SchemaId};
use crate::ir::{Docs, LimitKeyword, NameHint, Tuple, TupleItem, TypeKind, TypeRef};

impl<'a> Lowerer<'a> {
    /// A list of one type, or a tuple.
    pub(super) fn list(&mut self, schema: &'a Schema, hint: &NameHint) -> TypeKind {
        match schema.prefix_items() {
            [] => TypeKind::Alias(self.array(schema, hint)),
            members => TypeKind::Tuple(self.tuple(schema, members, hint)),
        }
    }

    fn array(&mut self, schema: &'a Schema, hint: &NameHint) -> TypeRef {
        let Some(items) = schema.items else {
            self.reporter.note(
                codes::ARRAY_ITEMS,
                "the array has no `items`; it holds any values",
                &schema.pointer,
            );
            return TypeRef::List(Box::new(TypeRef::Any));
        };
        TypeRef::List(Box::new(self.node(items, &hint.inside("item")).into_inner()))
    }

    /// A tuple: its items, then what comes after them.
    fn tuple(&mut self, schema: &'a Schema, members: &'a [SchemaId], hint: &NameHint) -> Tuple {
        // Most documents say nothing about the length and mean all items.
        let least = schema.count(LimitKeyword::MinItems).filter(|least| *least < members.len());
        let least = least.unwrap_or(members.len());
        let mut tuple = Tuple::default();
        for (index, member) in members.iter().enumerate() {
            let ty = self.node(*member, &hint.inside(format!("item {index}"))).into_inner();
            let required = index < least;
            // What is missing at the end and what is null there are one.
            let ty = match ty {
                TypeRef::Nullable(inner) if !required => *inner,
                ty => ty,
            };
            let docs = self.inline_docs(*member, None);
            tuple.items.push(TupleItem { ty, required, boxed: false, docs });
        }
        tuple.rest = schema.items.map(|items| self.node(items, &hint.inside("item")).into_inner());
        tuple
    }

    /// The documentation of a schema that stands in its place itself; a reference has none.
    pub(super) fn inline_docs(&self, id: SchemaId, name: Option<&str>) -> Docs {
        let schema = &self.schemas[id];
        if schema.reference.is_some() { Docs::default() } else { docs::of_schema(self.schemas, schema, name) }
    }
}
