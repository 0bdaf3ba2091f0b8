//! The keywords that narrow a type: they become sentences in the documentation.

use super::context::Lowerer;
use super::view::{Number, View};
use super::{codes, scalar};
use crate::pointer::Pointer;
use std::fmt;

/// The constraints and the default of a schema, as sentences.
pub(super) fn sentences(view: &View<'_>) -> Vec<String> {
    let mut sentences = Vec::new();
    let ty = view.effective_type().unwrap_or("");
    if let Some(format) = view.format.filter(|format| !scalar::shows_format(ty, format)) {
        sentences.push(format!("Format: `{format}`."));
    }
    let limits = &view.limits;
    range(&mut sentences, limits.min_length, limits.max_length, "character");
    range(&mut sentences, limits.min_items, limits.max_items, "item");
    range(&mut sentences, limits.min_properties, limits.max_properties, "member");
    if limits.unique_items {
        sentences.push("The items are unique.".to_owned());
    }
    if let Some(minimum) = limits.minimum {
        let word = if limits.exclusive_minimum { "More than" } else { "At least" };
        sentences.push(format!("{word} {minimum}."));
    }
    if let Some(maximum) = limits.maximum {
        let word = if limits.exclusive_maximum { "Less than" } else { "At most" };
        sentences.push(format!("{word} {maximum}."));
    }
    if let Some(multiple) = limits.multiple_of {
        sentences.push(format!("A multiple of {multiple}."));
    }
    if let Some(pattern) = limits.pattern {
        sentences.push(format!("Pattern: {}.", code(pattern)));
    }
    if let Some(default) = view.data.default.as_ref().filter(|default| !default.is_null()) {
        sentences.push(format!("Default: {}.", code(&default.to_string())));
    }
    sentences
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

/// A text as Markdown code, whatever backticks it holds.
pub(super) fn code(text: &str) -> String {
    let text = text.replace(['\n', '\r'], " ");
    let mut fence = "`".to_owned();
    while text.contains(&fence) {
        fence.push('`');
    }
    let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer(value) => value.fmt(f),
            Self::Float(value) => value.fmt(f),
        }
    }
}

/// Reports the keywords that do not apply to the type that the schema declares.
pub(super) fn report_stray(lowerer: &mut Lowerer<'_>, view: &View<'_>, pointer: &Pointer) {
    let Some(ty) = view.typ else { return };
    let mut stray = Vec::new();
    if ty != "object" {
        if view.has_properties() && !matches!(ty, "array") {
            stray.push("properties");
        }
        if view.additional.is_some() {
            stray.push("additionalProperties");
        }
    }
    if ty != "array" && view.items.is_some() {
        stray.push("items");
    }
    if matches!(ty, "array" | "object") && !view.values.is_empty() {
        stray.push("enum");
    }
    if matches!(ty, "array" | "object" | "boolean") && view.format.is_some() {
        stray.push("format");
    }
    let limits = &view.limits;
    let is_number = matches!(ty, "integer" | "number");
    if !is_number && (limits.minimum.is_some() || limits.maximum.is_some() || limits.multiple_of.is_some()) {
        stray.push("minimum");
    }
    if ty != "string" && (limits.max_length.is_some() || limits.min_length.is_some()) {
        stray.push("maxLength");
    }
    if ty != "string" && limits.pattern.is_some() {
        stray.push("pattern");
    }
    if ty != "array" && (limits.max_items.is_some() || limits.min_items.is_some() || limits.unique_items) {
        stray.push("maxItems");
    }
    for keyword in stray {
        let message = format!("`{keyword}` does not apply to a schema of type `{ty}`");
        lowerer.note(codes::SCHEMA_STRAY_KEYWORD, message, &pointer.child(keyword));
    }
}
