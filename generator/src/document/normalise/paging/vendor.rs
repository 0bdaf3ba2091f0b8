//! The extensions by which other tools say how the pages of a list are followed.

use super::rule::missing;
use crate::ir::{MemberPath, PagingKind, PagingRule};
use serde_json::Value;

/// What an extension says, or why it cannot be read.
type Said = Result<PagingRule, String>;

/// Reads the value of an extension; the document is given, since some say there what holds for all operations.
type Read = fn(&Value, &Value) -> Said;

/// The extensions, the preferred one first.
const READERS: [(&str, Read); 4] = [
    ("x-speakeasy-pagination", speakeasy),
    ("x-fern-pagination", fern),
    ("x-ms-pageable", pageable),
    ("x-dropshot-pagination", dropshot),
];

/// Reads the first extension that an operation has.
pub(super) fn read(document: &Value, operation: &Value) -> Option<(&'static str, Said)> {
    READERS.iter().find_map(|(key, read)| {
        let value = operation.get(key)?;
        let said = read(value, document).and_then(|rule| match missing(&rule) {
            Some(_) => Err("it does not say how pages are followed".to_owned()),
            None => Ok(rule),
        });
        Some((*key, said))
    })
}

/// Speakeasy: `type`, the `inputs` that change, and where the `outputs` are, as JSONPath.
fn speakeasy(value: &Value, _: &Value) -> Said {
    let inputs = value.get("inputs").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let input = |kind: &str| {
        let found = inputs.iter().find(|input| input.get("type").and_then(Value::as_str) == Some(kind))?;
        found.get("name")?.as_str().map(str::to_owned)
    };
    let output = |key: &str| match value.get("outputs").and_then(|outputs| outputs.get(key)) {
        None => Ok(None),
        Some(path) => match path.as_str().and_then(json_path) {
            Some(path) => Ok(Some(path)),
            None => Err(format!("`{key}` is not the path of a member")),
        },
    };
    let items = output("results")?.map(|(path, _)| path);
    let rule = |by| PagingRule { by, items: items.clone(), ..PagingRule::default() };
    Ok(match value.get("type").and_then(Value::as_str) {
        Some("url") => PagingRule { next: output("nextUrl")?.map(|(path, _)| path), ..rule(PagingKind::Url) },
        Some("cursor") => {
            let (next, last) = match output("nextCursor")? {
                Some((_, Some(last))) => (None, Some(last)),
                Some((next, None)) => (Some(next), None),
                None => (None, None),
            };
            PagingRule { parameter: input("cursor"), next, last, ..rule(PagingKind::Cursor) }
        }
        Some("offsetLimit") => match input("page") {
            Some(page) => PagingRule {
                parameter: Some(page),
                pages: output("numPages")?.map(|(path, _)| path),
                ..rule(PagingKind::Page)
            },
            None => PagingRule { parameter: input("offset"), ..rule(PagingKind::Offset) },
        },
        _ => return Err("`type` is not one of offsetLimit, cursor, url".to_owned()),
    })
}

/// A JSONPath of members, and what follows the last item of a list where it goes there: `$.data[-1].id`.
fn json_path(text: &str) -> Option<(MemberPath, Option<MemberPath>)> {
    let text = text.strip_prefix('$')?;
    match text.split_once("[-1]") {
        Some((list, last)) => Some((members(list)?, Some(members(last)?))),
        None => Some((members(text)?, None)),
    }
}

/// `.data.items` or `['data']['items']`.
fn members(text: &str) -> Option<MemberPath> {
    let (mut found, mut rest) = (Vec::new(), text);
    while !rest.is_empty() {
        let (name, after) = if let Some(quoted) = rest.strip_prefix("['") {
            quoted.split_once("']")?
        } else if let Some(quoted) = rest.strip_prefix("[\"") {
            quoted.split_once("\"]")?
        } else {
            let plain = rest.strip_prefix('.')?;
            plain.split_at(plain.find(['.', '[']).unwrap_or(plain.len()))
        };
        if name.is_empty() || name == "*" {
            return None;
        }
        found.push(name.to_owned());
        rest = after;
    }
    Some(found)
}

/// Fern: `cursor` and `next_cursor`, `offset`, or `next_uri`, as `$request.…` and `$response.…`; `true` stands for what
/// the document says as a whole.
fn fern(value: &Value, document: &Value) -> Said {
    let value = match value {
        Value::Bool(false) => return Ok(PagingRule::default()),
        Value::Bool(true) => {
            document.get("x-fern-pagination").ok_or("the document does not say it as a whole")?
        }
        value => value,
    };
    let text = |key: &str| value.get(key).and_then(Value::as_str);
    let request = |key: &str| text(key).and_then(|path| path.strip_prefix("$request."));
    let request = |key: &str| request(key).map(|path| path.strip_prefix("body.").unwrap_or(path).to_owned());
    let response = |key: &str| text(key).and_then(|path| path.strip_prefix("$response")).and_then(members);
    let rule = |by| PagingRule {
        by,
        items: response("results"),
        more: response("has-next-page"),
        ..PagingRule::default()
    };
    Ok(if text("cursor").is_some() {
        let rule = rule(PagingKind::Cursor);
        PagingRule { parameter: request("cursor"), next: response("next_cursor"), ..rule }
    } else if text("offset").is_some() {
        // With a step it counts items, else pages.
        let by = if text("step").is_some() { PagingKind::Offset } else { PagingKind::Page };
        PagingRule { parameter: request("offset"), ..rule(by) }
    } else {
        let next = response("next_uri").or_else(|| response("next_path"));
        PagingRule { next, ..rule(PagingKind::Url) }
    })
}

/// Azure: `nextLinkName`, and `itemName`, which is `value` where it is not said. Without a next link, all of it comes
/// at once.
fn pageable(value: &Value, _: &Value) -> Said {
    let items = value.get("itemName").and_then(Value::as_str).unwrap_or("value").to_owned();
    Ok(match value.get("nextLinkName") {
        None | Some(Value::Null) => PagingRule::default(),
        Some(name) => {
            let name = name.as_str().ok_or("`nextLinkName` is not a text")?.to_owned();
            let (by, items, next) = (PagingKind::Url, Some(vec![items]), Some(vec![name]));
            PagingRule { by, items, next, ..PagingRule::default() }
        }
    })
}

/// Dropshot, whose pages are all alike.
fn dropshot(_: &Value, _: &Value) -> Said {
    Ok(PagingRule {
        by: PagingKind::Cursor,
        items: Some(vec!["items".to_owned()]),
        parameter: Some("page_token".to_owned()),
        next: Some(vec!["next_page".to_owned()]),
        ..PagingRule::default()
    })
}
