//! The pairs of a query, of a form and of the cookies.

use super::entry::Entry;
use super::style::{Flat, Style, Write, encode, encode_in_query, text, text_in};
use crate::runtime::wire::Value;

/// Appends the entry to the pairs `name=value`, all of it percent-encoded.
///
/// What is all of the query has no name, and a cookie is not encoded where its style says so.
pub(super) fn write(entry: &Entry, texts: &mut Vec<String>) {
    let style = entry.how.style;
    if matches!(style, Style::WholeJson | Style::WholeText) {
        texts.push(encode(&text_in(&entry.value, style)));
        return;
    }
    let encode = if style == Style::Cookie { str::to_owned as Write } else { encode };
    let encode = if entry.how.reserved { encode_in_query } else { encode };
    texts.extend(pairs(entry, encode).into_iter().map(|(name, value)| format!("{name}={value}")));
}

/// The pairs of a name and a value that the entry becomes. Each text goes through `write`.
///
/// Nothing comes of a list or an object with nothing in it (RFC 6570, section 3.2.8), unless it may be sent empty.
pub(super) fn pairs(entry: &Entry, write: Write) -> Vec<(String, String)> {
    let (how, name) = (entry.how, write(&entry.name));
    if how.style == Style::DeepObject && (entry.value.is_object() || entry.value.is_array()) {
        let mut pairs = Vec::new();
        deep(&name, &entry.value, write, &mut pairs);
        return pairs;
    }
    let flat = Flat::new(&entry.value, how.style, write);
    if flat.is_empty() {
        return if how.empty { vec![(name, String::new())] } else { Vec::new() };
    }
    let delimiter = match how.style {
        Style::SpaceDelimited => write(" "),
        Style::PipeDelimited => write("|"),
        _ => ",".to_owned(),
    };
    match flat {
        Flat::List(items) if how.explode => items.into_iter().map(|item| (name.clone(), item)).collect(),
        Flat::Object(members) if how.explode => members,
        flat => vec![(name, flat.row(false).join(&delimiter))],
    }
}

/// `name[key]=value`. What is nested deeper, which OpenAPI leaves open, goes on with more brackets as PHP reads them.
fn deep(name: &str, value: &Value, write: Write, pairs: &mut Vec<(String, String)>) {
    let inside = |key: &str| [name, &write("["), key, &write("]")].concat();
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                deep(&inside(&write(key)), value, write, pairs);
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter().filter(|item| !item.is_null()).enumerate() {
                deep(&inside(&index.to_string()), value, write, pairs);
            }
        }
        Value::Null => {}
        scalar => pairs.push((name.to_owned(), write(&text(scalar)))),
    }
}
