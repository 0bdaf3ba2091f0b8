//! Whether what is said of the pages of an operation holds for it.

use super::members::{at, find_items, items, shown};
use crate::ir::{
    Api, BodyKind, ContentType, CursorPlace, Listing, MemberPath, NextPage, Operation, PageInput,
    PageInputKind, Paging, PagingKind, PagingRule, ParameterLocation, Payload, PreviousPage, Streaming,
    TypeRef,
};

/// The listing that a rule means.
///
/// # Errors
/// What the operation lacks, as the rest of a sentence that begins with it.
pub(super) fn fit(api: &Api, operation: &Operation, rule: &PagingRule) -> Result<Paging, String> {
    let answer = answer(operation)?;
    let path = match &rule.items {
        Some(path) => path.clone(),
        None => find_items(api, answer, last_segment(operation))
            .ok_or("has no list in its answer, or several of which `items` says the right one")?,
    };
    let item = items(api, answer, &path)?.clone();
    let member = |path: &Option<Vec<String>>, what: &str, is_one: fn(&TypeRef) -> bool| match path {
        None => Ok(None),
        Some(path) => match at(api, answer, path) {
            Ok(ty) if is_one(ty) => Ok(Some(path.clone())),
            Ok(_) => Err(format!("has no {what} in the member `{}` of its answer", shown(path))),
            Err(missing) => Err(format!("has no member `{missing}` in its answer")),
        },
    };
    let input = || input(api, operation, rule.parameter.as_deref().unwrap_or_default());
    let is_boolean = |ty: &TypeRef| matches!(ty, TypeRef::Boolean | TypeRef::Any);
    let more = member(&rule.more, "boolean", is_boolean)?;
    let next = match rule.by {
        PagingKind::None => return Err("is not a list".to_owned()),
        PagingKind::Cursor => NextPage::Cursor(input()?, cursor(api, operation, rule, &item, answer)?),
        PagingKind::Page => NextPage::Page {
            input: input()?,
            first: rule.first.or_else(|| first(operation, rule)).unwrap_or(1),
            pages: member(&rule.pages, "number", is_number)?,
        },
        PagingKind::Offset => {
            NextPage::Offset { input: input()?, total: member(&rule.total, "number", is_number)? }
        }
        PagingKind::Link | PagingKind::Url if operation.method != "GET" => {
            return Err("does not read with GET, so that a URL does not say how it goes on".to_owned());
        }
        PagingKind::Link => NextPage::Link,
        PagingKind::Url => NextPage::Url(member(&rule.next, "text", is_scalar)?.unwrap_or_default()),
    };
    let previous = match rule.by {
        PagingKind::Cursor => match before(api, operation, rule, &item, answer)? {
            Some((input, cursor)) => {
                let more = member(&rule.more_before, "boolean", is_boolean)?;
                Some(PreviousPage::Cursor { input, cursor, more })
            }
            None => None,
        },
        PagingKind::Page => Some(PreviousPage::Page),
        PagingKind::Offset => {
            let size = rule.size.as_deref().map(|name| self::input(api, operation, name));
            size.transpose()?.map(PreviousPage::Offset)
        }
        PagingKind::Link => Some(PreviousPage::Link),
        PagingKind::Url => member(&rule.previous, "text", is_scalar)?.map(PreviousPage::Url),
        PagingKind::None => None,
    };
    Ok(Paging { item, listing: Some(Listing { items: path, next, more, previous }) })
}

/// The cursor of the page before, and the input that takes it.
fn before(
    api: &Api,
    operation: &Operation,
    rule: &PagingRule,
    item: &TypeRef,
    answer: &TypeRef,
) -> Result<Option<(PageInput, CursorPlace)>, String> {
    let place = match (&rule.previous, &rule.last) {
        (Some(path), _) => cursor_at(api, answer, path).map(CursorPlace::Member)?,
        (None, Some(path)) if rule.back.is_some() => CursorPlace::FirstItem(cursor_in(api, item, path)?),
        _ => return Ok(None),
    };
    let name = rule.back.as_deref().or(rule.parameter.as_deref()).unwrap_or_default();
    Ok(Some((input(api, operation, name)?, place)))
}

/// The type of the answer, where it is JSON alone.
pub(super) fn answer(operation: &Operation) -> Result<&TypeRef, String> {
    if matches!(operation.success.streaming, Some(Streaming::Items(_))) {
        return Err("answers with a stream".to_owned());
    }
    match &operation.success.payload {
        Payload::Json(ty) if !operation.success.is_acknowledgement => Ok(ty),
        _ => Err("does not answer with JSON of one type".to_owned()),
    }
}

/// The last segment of the path that is no parameter.
pub(super) fn last_segment(operation: &Operation) -> &str {
    let mut segments = operation.documented_path.rsplit('/');
    segments.find(|segment| !segment.contains('{')).unwrap_or_default()
}

fn cursor(
    api: &Api,
    operation: &Operation,
    rule: &PagingRule,
    item: &TypeRef,
    answer: &TypeRef,
) -> Result<CursorPlace, String> {
    if let Some(path) = &rule.last {
        return cursor_in(api, item, path).map(CursorPlace::LastItem);
    }
    if let Some(name) = &rule.header {
        let name = name.to_ascii_lowercase();
        let mut headers = operation.success.headers.iter().map(|id| &api[*id]);
        return match headers.any(|header| header.wire_name.eq_ignore_ascii_case(&name)) {
            true => Ok(CursorPlace::Header(name)),
            false => Err(format!("has no header `{name}` in its answer")),
        };
    }
    cursor_at(api, answer, rule.next.as_deref().unwrap_or_default()).map(CursorPlace::Member)
}

/// A member of the answer that can be a cursor.
fn cursor_at(api: &Api, answer: &TypeRef, path: &[String]) -> Result<MemberPath, String> {
    match at(api, answer, path) {
        Ok(ty) if is_scalar(ty) => Ok(path.to_vec()),
        Ok(_) => {
            Err(format!("has neither a text nor a number in the member `{}` of its answer", shown(path)))
        }
        Err(missing) => Err(format!("has no member `{missing}` in its answer")),
    }
}

/// A member of an item that can be a cursor.
fn cursor_in(api: &Api, item: &TypeRef, path: &[String]) -> Result<MemberPath, String> {
    match at(api, item, path) {
        Ok(ty) if is_scalar(ty) => Ok(path.to_vec()),
        Ok(_) => Err(format!("has neither a text nor a number in the member `{}` of its items", shown(path))),
        Err(missing) => Err(format!("has no member `{missing}` in its items")),
    }
}

/// The input of a request that takes a cursor or a number.
///
/// # Errors
/// What the operation lacks.
pub(super) fn input(api: &Api, operation: &Operation, name: &str) -> Result<PageInput, String> {
    let wire_name = name.to_owned();
    let parameter = operation.parameters.iter().find(|parameter| {
        let is_kind = matches!(parameter.location, ParameterLocation::Query | ParameterLocation::Header);
        is_kind && parameter.wire_name == name && !parameter.style.is_whole_query()
    });
    if let Some(parameter) = parameter {
        if !is_input(api, &parameter.ty) {
            return Err(format!("has a parameter `{name}` that is neither a text nor a number"));
        }
        let kind = match parameter.location {
            ParameterLocation::Header => PageInputKind::Header,
            _ => PageInputKind::Query,
        };
        return Ok(PageInput { wire_name, kind });
    }
    let missing = || format!("has no parameter `{name}`, nor a member of the body with this name");
    let body = operation.body.as_ref().ok_or_else(missing)?;
    if !matches!(body.content_type, ContentType::Json(_) | ContentType::Form) {
        return Err(missing());
    }
    let ty = match &body.kind {
        BodyKind::Properties(fields) => {
            fields.iter().find(|field| field.wire_name == name).map(|field| &field.ty)
        }
        BodyKind::Value { ty, .. } => super::members::field(api, ty, name).map(|field| &field.ty),
        BodyKind::Choice { .. } => None,
    };
    let ty = api.resolve(ty.ok_or_else(missing)?);
    if !is_input(api, ty) {
        return Err(format!("has a member `{name}` of the body that is neither a text nor a number"));
    }
    let kind = if is_number(ty) && *ty != TypeRef::Any { PageInputKind::Number } else { PageInputKind::Text };
    Ok(PageInput { wire_name, kind })
}

/// The number of the first page, as the document says it: the default of the parameter.
pub(super) fn first(operation: &Operation, rule: &PagingRule) -> Option<i64> {
    let name = rule.parameter.as_deref()?;
    let parameter = operation.parameters.iter().find(|parameter| parameter.wire_name == name)?;
    parameter.default.as_deref()?.parse().ok()
}

fn is_input(api: &Api, ty: &TypeRef) -> bool {
    match api.resolve(ty) {
        TypeRef::Nullable(inner) => is_input(api, inner),
        ty => is_scalar(ty),
    }
}

/// Whether its values can be numbers.
pub(super) fn is_number(ty: &TypeRef) -> bool {
    matches!(ty, TypeRef::Integer(_) | TypeRef::Float | TypeRef::Any)
}

/// Whether its values can be texts or numbers.
fn is_scalar(ty: &TypeRef) -> bool {
    is_number(ty)
        || matches!(
            ty,
            TypeRef::String | TypeRef::Secret | TypeRef::Text(_) | TypeRef::Timestamp | TypeRef::Mapped(_)
        )
}
