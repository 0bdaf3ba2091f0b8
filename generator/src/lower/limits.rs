//! The keywords that narrow a type: they become sentences in the documentation.

use super::default::fits;
use super::scalar;
use super::view::{Number, View};
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
    if view.typ == Some("number") && !view.values.is_empty() {
        let values: Vec<_> = view.values.iter().map(|value| code(&value.to_string())).collect();
        sentences.push(format!("One of {}.", values.join(", ")));
    }
    let default = view.data.default.as_ref().filter(|value| !value.is_null() && fits(view, value));
    if let Some(default) = default {
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
