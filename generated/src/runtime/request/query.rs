//! The query and the cookies of a request.

use super::entry::Entry;
use super::style::{Flat, Style, encode, text};
use crate::runtime::wire::Value;

/// Appends the entry to the pairs `name=value`, all of it percent-encoded.
pub(super) fn write(entry: &Entry, pairs: &mut Vec<String>) {
    let name = encode(&entry.name);
    if entry.style == Style::DeepObject && (entry.value.is_object() || entry.value.is_array()) {
        return deep(&name, &entry.value, pairs);
    }
    let delimiter = match entry.style {
        Style::SpaceDelimited => "%20",
        Style::PipeDelimited => "%7C",
        _ => ",",
    };
    match Flat::new(&entry.value, entry.style, encode) {
        Flat::List(items) if entry.explode => {
            pairs.extend(items.into_iter().map(|item| format!("{name}={item}")));
        }
        Flat::Object(members) if entry.explode => {
            pairs.extend(members.into_iter().map(|(key, value)| format!("{key}={value}")));
        }
        flat => pairs.push(format!("{name}={}", flat.row(false).join(delimiter))),
    }
}

/// `name[key]=value`. What is nested deeper, which OpenAPI leaves open, goes on with more brackets as PHP reads them.
fn deep(name: &str, value: &Value, pairs: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                deep(&format!("{name}%5B{}%5D", encode(key)), value, pairs);
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                deep(&format!("{name}%5B{index}%5D"), value, pairs);
            }
        }
        scalar => pairs.push(format!("{name}={}", encode(&text(scalar)))),
    }
}
