//! Lists, and tuples.

use super::codes;
use super::composition::Place;
use super::conjunction::Term;
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

    /// A list, or a tuple, of which several schemas speak: each item is of all that they say of it.
    pub(super) fn list_of(&mut self, schemas: &[&'a Schema], place: Place<'_>) -> TypeKind {
        let hint = place.hint.inside("item");
        let count = schemas.iter().map(|schema| schema.prefix_items().len()).max().unwrap_or_default();
        let mut rest: Vec<Term> = Vec::new();
        for id in schemas.iter().filter_map(|schema| schema.items_after()) {
            if !rest.contains(&Term::Schema(id)) {
                rest.push(Term::Schema(id));
            }
        }
        if let ([], Some(only)) =
            (rest.as_slice(), schemas.iter().find(|schema| count == 0 && schema.is_list()))
        {
            return TypeKind::Alias(self.array(only, place.hint));
        }
        let after = (!rest.is_empty()).then(|| self.all(&rest, &hint));
        if count == 0 {
            return TypeKind::Alias(TypeRef::List(Box::new(after.unwrap_or(TypeRef::Any))));
        }
        let items = self.first_items(schemas, count, place.hint);
        match &after {
            // A list whose first items are like all others.
            Some(after) if items.iter().all(|(ty, _)| ty == after) => {
                TypeKind::Alias(TypeRef::List(Box::new(after.clone())))
            }
            _ => {
                let least = schemas.iter().map(|schema| least_items(schema)).max();
                TypeKind::Tuple(tuple_of(items, least.unwrap_or_default(), after))
            }
        }
    }

    /// The types of the items of a tuple: a schema that does not speak of one by its place speaks of it as of all.
    fn first_items(&mut self, schemas: &[&'a Schema], count: usize, hint: &NameHint) -> Vec<(TypeRef, Docs)> {
        let mut items = Vec::with_capacity(count);
        for index in 0..count {
            let own = schemas
                .iter()
                .filter_map(|schema| schema.prefix_items().get(index).copied().or(schema.items_after()));
            let terms: Vec<Term> = own.map(Term::Schema).collect();
            let docs = match terms.as_slice() {
                [Term::Schema(only)] => self.inline_docs(*only, None),
                _ => Docs::default(),
            };
            items.push((self.all(&terms, &hint.inside(format!("item {index}"))), docs));
        }
        items
    }

    fn array(&mut self, schema: &'a Schema, hint: &NameHint) -> TypeRef {
        let Some(items) = schema.items else {
            self.reporter.report(
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
        let items = members.iter().enumerate().map(|(index, member)| {
            let ty = self.node(*member, &hint.inside(format!("item {index}"))).into_inner();
            (ty, self.inline_docs(*member, None))
        });
        let items = items.collect();
        let rest = schema.items_after().map(|items| self.node(items, &hint.inside("item")).into_inner());
        tuple_of(items, least_items(schema), rest)
    }

    /// The documentation of a schema that stands in its place itself; a reference has none.
    pub(super) fn inline_docs(&self, id: SchemaId, name: Option<&str>) -> Docs {
        let schema = &self.schemas[id];
        if schema.reference.is_some() { Docs::default() } else { docs::of_schema(self.schemas, schema, name) }
    }
}

/// How many items of a tuple must be there: `prefixItems` says nothing about the length.
fn least_items(schema: &Schema) -> usize {
    schema.count(LimitKeyword::MinItems).unwrap_or_default()
}

fn tuple_of(items: Vec<(TypeRef, Docs)>, least: usize, rest: Option<TypeRef>) -> Tuple {
    let items = items.into_iter().enumerate().map(|(index, (ty, docs))| TupleItem {
        ty,
        required: index < least,
        boxed: false,
        docs,
    });
    Tuple { items: items.collect(), rest }
}
