//! The keywords that narrow a type: they become sentences in the documentation.

use super::default::fits;
use super::scalar;
use crate::document::schema::{Schema, SchemaType};
use crate::markdown::code;
use serde_json::Number;

/// The constraints and the default of a schema, as sentences.
pub(super) fn sentences(schema: &Schema) -> Vec<String> {
    let mut sentences = Vec::new();
    let ty = schema.effective_type();
    if let Some(format) = schema.format.as_ref().filter(|format| !scalar::shows_format(ty, format)) {
        sentences.push(format!("Format: `{format}`."));
    }
    if let Some(limits) = &schema.limits {
        range(&mut sentences, limits.min_length, limits.max_length, "character");
        range(&mut sentences, limits.min_items, limits.max_items, "item");
        range(&mut sentences, limits.min_properties, limits.max_properties, "member");
        if limits.unique_items {
            sentences.push("The items are unique.".to_owned());
        }
        if let Some((least, is_exclusive)) = limits.least() {
            let word = if is_exclusive { "More than" } else { "At least" };
            sentences.push(format!("{word} {}.", shown(least)));
        }
        if let Some((most, is_exclusive)) = limits.most() {
            let word = if is_exclusive { "Less than" } else { "At most" };
            sentences.push(format!("{word} {}.", shown(most)));
        }
        if let Some(multiple) = &limits.multiple_of {
            sentences.push(format!("A multiple of {}.", shown(multiple)));
        }
        if let Some(pattern) = &limits.pattern {
            sentences.push(format!("Pattern: {}.", code(pattern)));
        }
    }
    if schema.typ == Some(SchemaType::Number) && !schema.values.is_empty() {
        let values: Vec<_> = schema.values.iter().map(|value| code(&value.to_string())).collect();
        sentences.push(format!("One of {}.", values.join(", ")));
    }
    if let Some(default) = schema.default_value().filter(|value| fits(schema, value)) {
        sentences.push(format!("Default: {}.", code(&default.to_string())));
    }
    sentences
}

/// A number without the `.0` and the exponent that JSON may write it with.
fn shown(number: &Number) -> String {
    match number.as_f64().filter(|_| number.is_f64()) {
        Some(float) => float.to_string(),
        None => number.to_string(),
    }
}

fn range(sentences: &mut Vec<String>, least: Option<usize>, most: Option<usize>, unit: &str) {
    let plural = |count: usize| if count == 1 { "" } else { "s" };
    match (least.filter(|least| *least > 0), most) {
        (Some(least), Some(most)) if least == most => {
            sentences.push(format!("Exactly {least} {unit}{}.", plural(least)));
        }
        (least, most) => {
            if let Some(least) = least {
                sentences.push(format!("At least {least} {unit}{}.", plural(least)));
            }
            if let Some(most) = most {
                sentences.push(format!("At most {most} {unit}{}.", plural(most)));
            }
        }
    }
}
