//! The path of a request: the template with its parameters filled in.

use super::entry::Entry;
use super::style::{Flat, Style, encode, encode_in_path};
use crate::runtime::error::BuildErrorKind;

/// Fills the template in.
///
/// A value never changes which resource is meant: `/`, `?`, `#` and control characters are encoded, and since no
/// encoding protects an empty segment, `.` or `..` from the URL parsers on the way, these are refused.
///
/// # Errors
/// A [`BuildErrorKind`] that names the parameter.
pub(super) fn fill(template: &str, entries: &[Entry]) -> Result<String, BuildErrorKind> {
    let mut path = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some((before, name, after)) = placeholder(rest) {
        let entry = entries.iter().find(|entry| entry.name == name);
        let written = entry.map(write).unwrap_or_default();
        if written.is_empty() {
            return Err(BuildErrorKind::EmptyParameter { name: name.to_owned() });
        }
        path.push_str(&encode_in_path(before));
        path.push_str(&written);
        rest = after;
    }
    path.push_str(&encode_in_path(rest));
    if path.split(['/', '?']).any(|segment| segment == "." || segment == "..") {
        return Err(BuildErrorKind::DotSegment);
    }
    Ok(path)
}

/// Splits the text around its first `{name}`.
fn placeholder(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}

fn write(entry: &Entry) -> String {
    let explode = entry.how.explode;
    let flat = Flat::new(&entry.value, entry.how.style, encode);
    match entry.how.style {
        _ if flat.is_empty() => String::new(),
        Style::Label => {
            let separator = if explode { "." } else { "," };
            format!(".{}", flat.row(explode).join(separator))
        }
        Style::Matrix => matrix(&encode(&entry.name), flat, explode),
        _ => flat.row(explode).join(","),
    }
}

fn matrix(name: &str, flat: Flat, explode: bool) -> String {
    match flat {
        Flat::Object(members) if explode => {
            members.into_iter().map(|(key, value)| format!(";{key}={value}")).collect()
        }
        Flat::List(items) if explode => items.into_iter().map(|item| format!(";{name}={item}")).collect(),
        Flat::Scalar(text) if text.is_empty() => format!(";{name}"),
        flat => format!(";{name}={}", flat.row(false).join(",")),
    }
}
