//! The keywords that narrow a type.

use super::default::fits;
use super::scalar;
use crate::document::schema::{Additional, Schema, SchemaArena, SchemaType};
use crate::ir::{Bound, Count, Limits};
use serde_json::Number;

/// What narrows the values of a schema, if anything does.
pub(super) fn of(schemas: &SchemaArena, schema: &Schema) -> Option<Box<Limits>> {
    let ty = schema.effective_type();
    let mut limits = Limits {
        format: schema.format.clone().filter(|format| !scalar::shows_format(ty, format)),
        values: if schema.typ == Some(SchemaType::Number) { schema.values().to_vec() } else { Vec::new() },
        default: schema.default_value().filter(|value| fits(schema, value)).cloned(),
        element: element(schemas, schema),
        ..Limits::default()
    };
    if let Some(written) = &schema.limits {
        limits.length = count(written.min_length, written.max_length);
        limits.items = count(written.min_items, written.max_items);
        limits.properties = count(written.min_properties, written.max_properties);
        limits.unique_items = written.unique_items;
        limits.minimum = written.least().map(bound);
        limits.maximum = written.most().map(bound);
        limits.multiple_of.clone_from(&written.multiple_of);
        limits.pattern.clone_from(&written.pattern);
    }
    (limits != Limits::default()).then(|| Box::new(limits))
}

/// What narrows the items or the other members, where their schema stands inside.
fn element(schemas: &SchemaArena, schema: &Schema) -> Option<Box<Limits>> {
    let other = match schema.additional {
        Some(Additional::Schema(other)) => Some(other),
        Some(Additional::Any(_)) | None => None,
    };
    // The items of a tuple have documentation of their own.
    let items = schema.items.filter(|_| schema.prefix_items().is_empty());
    of(schemas, &schemas[items.or(other)?])
}

/// What holds for every count anyway is not a limit.
fn count(least: Option<usize>, most: Option<usize>) -> Count {
    let wide = |count: usize| u64::try_from(count).ok();
    Count { least: least.filter(|least| *least > 0).and_then(wide), most: most.and_then(wide) }
}

fn bound((value, is_exclusive): (&Number, bool)) -> Bound {
    Bound { value: value.clone(), is_exclusive }
}
