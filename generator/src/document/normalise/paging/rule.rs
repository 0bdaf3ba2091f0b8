//! A rule for pages in the words of the project file, which are those of `x-paging` as well.

use crate::ir::{MemberPath, PagingKind, PagingRule};
use crate::pointer::Pointer;
use serde_json::{Map, Value};

/// The kinds of rules, by name.
const KINDS: [(&str, PagingKind); 6] = [
    ("cursor", PagingKind::Cursor),
    ("page", PagingKind::Page),
    ("offset", PagingKind::Offset),
    ("link", PagingKind::Link),
    ("url", PagingKind::Url),
    ("none", PagingKind::None),
];

/// The keys of a rule, each with the kinds that it goes with.
const KEYS: [(&str, &[PagingKind]); 14] = {
    use PagingKind::{Cursor, Link, Offset, Page, Url};
    [
        ("items", &[Cursor, Page, Offset, Link, Url]),
        ("parameter", &[Cursor, Page, Offset]),
        ("next", &[Cursor, Url]),
        ("last", &[Cursor]),
        ("header", &[Cursor]),
        ("more", &[Cursor, Page, Offset, Link, Url]),
        ("pages", &[Page]),
        ("total", &[Offset]),
        ("first", &[Page]),
        ("previous", &[Cursor, Url]),
        ("back", &[Cursor]),
        ("more-before", &[Cursor]),
        ("size", &[Offset]),
        ("by", &[Cursor, Page, Offset, Link, Url, PagingKind::None]),
    ]
};

/// Reads a rule.
///
/// # Errors
/// What is wrong with it, as a sentence.
pub(super) fn read(value: &Value) -> Result<PagingRule, String> {
    let Value::Object(members) = value else { return Err("it is not an object".to_owned()) };
    let kind = members.get("by").and_then(Value::as_str);
    let found = KINDS.iter().find(|(name, _)| Some(*name) == kind);
    let Some((name, by)) = found.copied() else {
        let names: Vec<&str> = KINDS.iter().map(|(name, _)| *name).collect();
        return Err(format!("`by` is not one of {}", names.join(", ")));
    };
    for key in members.keys() {
        match KEYS.iter().find(|(known, _)| known == key) {
            None => return Err(format!("`{key}` is not known")),
            Some((_, kinds)) if !kinds.contains(&by) => {
                return Err(format!("`{key}` does not go with `by = {name}`"));
            }
            Some(_) => {}
        }
    }
    let rule = PagingRule {
        by,
        items: path(members, "items")?,
        parameter: text(members, "parameter")?,
        next: path(members, "next")?,
        last: path(members, "last")?,
        header: text(members, "header")?,
        more: path(members, "more")?,
        pages: path(members, "pages")?,
        total: path(members, "total")?,
        first: number(members, "first")?,
        previous: path(members, "previous")?,
        back: text(members, "back")?,
        more_before: path(members, "more-before")?,
        size: text(members, "size")?,
        ..PagingRule::default()
    };
    match missing(&rule) {
        Some(problem) => Err(problem.to_owned()),
        None => Ok(rule),
    }
}

/// What a rule of its kind needs and lacks.
pub(super) fn missing(rule: &PagingRule) -> Option<&'static str> {
    let cursors = [rule.next.is_some(), rule.last.is_some(), rule.header.is_some()];
    let cursors = cursors.into_iter().filter(|is_given| *is_given).count();
    let needs_parameter = matches!(rule.by, PagingKind::Cursor | PagingKind::Page | PagingKind::Offset);
    if needs_parameter && rule.parameter.is_none() {
        return Some("`parameter` is missing");
    }
    match rule.by {
        PagingKind::Cursor if cursors != 1 => {
            Some("one of `next`, `last` and `header` says where the cursor is")
        }
        PagingKind::Url if cursors == 0 => Some("`next` is missing"),
        PagingKind::Cursor if rule.back.is_some() && rule.previous.is_none() && rule.last.is_none() => {
            Some("`back` goes with `previous`, or with `last`")
        }
        PagingKind::Cursor
            if rule.more_before.is_some() && rule.previous.is_none() && rule.back.is_none() =>
        {
            Some("`more-before` goes with `previous` or `back`")
        }
        _ => None,
    }
}

/// A path: a JSON pointer, or the name of one member.
fn path(members: &Map<String, Value>, key: &str) -> Result<Option<MemberPath>, String> {
    let Some(text) = text(members, key)? else { return Ok(None) };
    if text.is_empty() {
        return Ok(Some(Vec::new()));
    }
    if !text.starts_with('/') {
        return Ok(Some(vec![text]));
    }
    match Pointer::parse(&text) {
        Some(pointer) => Ok(Some(pointer.tokens().collect())),
        None => Err(format!("`{key}` is not a JSON pointer")),
    }
}

fn text(members: &Map<String, Value>, key: &str) -> Result<Option<String>, String> {
    match members.get(key) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone())),
        Some(_) => Err(format!("`{key}` is not a text")),
    }
}

fn number(members: &Map<String, Value>, key: &str) -> Result<Option<i64>, String> {
    match members.get(key) {
        None => Ok(None),
        Some(value) => value.as_i64().map(Some).ok_or_else(|| format!("`{key}` is not an integer")),
    }
}
