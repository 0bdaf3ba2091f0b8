//! The names by which most APIs page their lists. What is not plain is left alone.

use super::fit::{answer, first, fit, last_segment};
use super::members::{at, field, fields, find_items, items};
use crate::ir::{
    Api, LimitKeyword, LimitValue, MemberPath, Operation, Paging, PagingKind, PagingRule, ParameterLocation,
    TypeRef,
};

/// What says how a list goes on: inside of these, or beside the items.
const BASES: [&[&str]; 14] = [
    &[],
    &["meta"],
    &["metadata"],
    &["pagination"],
    &["paging"],
    &["page_info"],
    &["pageInfo"],
    &["response_metadata"],
    &["meta", "pagination"],
    &["paging", "next"],
    &["paging", "cursors"],
    &["cursors"],
    &["cursor"],
    &["page"],
];

/// The parameters that take a cursor, and the members that hold it.
const CURSORS: [(&[&str], &[&str]); 8] = [
    (
        &[
            "cursor",
            "page_cursor",
            "start_cursor",
            "after_cursor",
            "next_cursor",
            "nextCursor",
            "after",
            "starting_after",
        ],
        &["next_cursor", "nextCursor", "end_cursor", "endCursor", "next_page_cursor", "nextPageCursor"],
    ),
    (&["page_token", "pageToken"], &["next_page_token", "nextPageToken"]),
    (&["next_token", "nextToken", "NextToken"], &["next_token", "nextToken", "NextToken"]),
    (
        &["continuation_token", "continuationToken"],
        &["continuation_token", "continuationToken", "next_continuation_token", "nextContinuationToken"],
    ),
    (&["marker"], &["next_marker", "nextMarker"]),
    (&["continue"], &["continue"]),
    (&["after"], &["last_id", "after"]),
    (&["after_id"], &["last_id"]),
];

/// The parameters that take the id of the last item, and those that take the id of the first.
const AFTER_ITEM: [(&str, &str); 2] = [("starting_after", "ending_before"), ("after", "before")];

/// The booleans that say whether the list goes on.
const MORE: [&str; 6] = ["has_more", "hasMore", "has_next_page", "hasNextPage", "has_next", "hasNext"];

/// The members that hold the URL of the next page, and those of the page before that go with them.
const URLS: [(&[&str], &[&[&str]]); 15] = [
    (&["next_url"], &[&["previous_url"], &["prev_url"]]),
    (&["nextUrl"], &[&["previousUrl"], &["prevUrl"]]),
    (&["next_page_url"], &[&["previous_page_url"], &["prev_page_url"]]),
    (&["nextPageUrl"], &[&["previousPageUrl"], &["prevPageUrl"]]),
    (&["next_page_uri"], &[&["previous_page_uri"], &["prev_page_uri"]]),
    (&["next_link"], &[&["previous_link"], &["prev_link"]]),
    (&["nextLink"], &[&["previousLink"], &["prevLink"]]),
    (&["nextPageLink"], &[&["previousPageLink"], &["prevPageLink"]]),
    (&["next_page_link"], &[&["previous_page_link"], &["prev_page_link"]]),
    (&["@odata.nextLink"], &[]),
    (&["links", "next"], &[&["links", "prev"], &["links", "previous"]]),
    (&["_links", "next"], &[&["_links", "prev"], &["_links", "previous"]]),
    (&["_links", "next", "href"], &[&["_links", "prev", "href"], &["_links", "previous", "href"]]),
    (&["links", "next", "href"], &[&["links", "prev", "href"], &["links", "previous", "href"]]),
    (&["links", "pages", "next"], &[&["links", "pages", "prev"], &["links", "pages", "previous"]]),
];

/// The members that hold the URL of the page before, beside a member `next`.
const PLAIN_URLS: [&str; 2] = ["previous", "prev"];

/// The members that hold the cursor of the page before, and the parameters that take it where it is not the one of the
/// next page.
const CURSORS_BEFORE: [(&[&str], &[&str]); 4] = [
    (
        &["previous_cursor", "prev_cursor", "previousCursor", "prevCursor"],
        &["previous_cursor", "prev_cursor", "previousCursor", "prevCursor", "before", "ending_before"],
    ),
    (
        &["previous_page_token", "prev_page_token", "previousPageToken", "prevPageToken"],
        &["previous_page_token", "prev_page_token", "previousPageToken", "prevPageToken"],
    ),
    (&["previous_token", "prev_token", "previousToken", "prevToken"], &[]),
    (&["previous_marker", "prev_marker", "previousMarker", "prevMarker"], &[]),
];

/// The members that hold a cursor by which there is a way back only if a parameter takes it.
const FIRST_IDS: [(&[&str], &[&str]); 2] = [
    (&["start_cursor", "startCursor"], &["before", "before_cursor", "end_cursor"]),
    (&["first_id"], &["before", "before_id"]),
];

/// The booleans that say whether there is a page before.
const MORE_BEFORE: [&str; 6] =
    ["has_previous", "hasPrevious", "has_previous_page", "hasPreviousPage", "has_prev", "hasPrev"];

const PAGES: [&str; 4] = ["page", "page_number", "pageNumber", "page_no"];
const PAGE_COUNTS: [&str; 8] =
    ["total_pages", "totalPages", "page_count", "pageCount", "last_page", "lastPage", "num_pages", "pages"];
const OFFSETS: [&str; 3] = ["offset", "skip", "$skip"];
const TOTALS: [&str; 6] = ["total", "total_count", "totalCount", "total_items", "totalItems", "count"];
const SIZES: [&str; 11] = [
    "limit",
    "per_page",
    "perPage",
    "page_size",
    "pageSize",
    "size",
    "count",
    "top",
    "$top",
    "take",
    "max_results",
];

/// How the pages of an operation are followed, where its names leave no doubt.
pub(super) fn find(api: &Api, operation: &Operation) -> Option<Paging> {
    if operation.method != "GET" {
        return None;
    }
    let answer = answer(operation).ok()?;
    let path = find_items(api, answer, last_segment(operation))?;
    let look = Look { api, operation, answer, items: path };
    let rule = look.cursor().or_else(|| look.last_item()).or_else(|| look.url()).or_else(|| look.link());
    let rule = rule.or_else(|| look.page()).or_else(|| look.offset())?;
    fit(api, operation, &PagingRule { items: Some(look.items), ..rule }).ok()
}

/// An operation that is looked at.
struct Look<'a> {
    api: &'a Api,
    operation: &'a Operation,
    answer: &'a TypeRef,
    items: MemberPath,
}

impl<'a> Look<'a> {
    /// The first of these parameters of the query.
    fn parameter(&self, names: &[&str]) -> Option<&'a str> {
        let mut known = names.iter().filter_map(|name| {
            let mut parameters = self.operation.parameters.iter();
            parameters.find(|one| one.location == ParameterLocation::Query && one.wire_name == **name)
        });
        known.next().map(|parameter| parameter.wire_name.as_str())
    }

    /// The first of these members, beside the items or in one of the usual places, that is of such a type.
    fn member(&self, names: &[&str], is_one: fn(&TypeRef) -> bool) -> Option<MemberPath> {
        BASES.iter().find_map(|base| {
            let base: MemberPath = base.iter().map(|&key| key.to_owned()).collect();
            let inside = at(self.api, self.answer, &base).ok()?;
            names.iter().find_map(|name| {
                let field = field(self.api, inside, name)?;
                let ty = at(self.api, &field.ty, &[]).ok()?;
                is_one(ty).then(|| [base.as_slice(), &[(*name).to_owned()]].concat())
            })
        })
    }

    fn more(&self) -> Option<MemberPath> {
        self.member(&MORE, is_boolean)
    }

    fn cursor(&self) -> Option<PagingRule> {
        CURSORS.iter().find_map(|(parameters, members)| {
            let parameter = Some(self.parameter(parameters)?.to_owned());
            let is_text =
                |ty: &TypeRef| matches!(ty, TypeRef::String | TypeRef::Secret | TypeRef::Integer(_));
            let next = Some(self.member(members, is_text)?);
            let before = self.cursor_before(is_text);
            let more_before = before.as_ref().and_then(|_| self.member(&MORE_BEFORE, is_boolean));
            let (previous, back) = before.map_or((None, None), |(path, back)| (Some(path), back));
            Some(PagingRule {
                by: PagingKind::Cursor,
                parameter,
                next,
                more: self.more(),
                previous,
                back,
                more_before,
                ..PagingRule::default()
            })
        })
    }

    /// Where the cursor of the page before is, and the parameter that takes it, where it is another one.
    fn cursor_before(&self, is_text: fn(&TypeRef) -> bool) -> Option<(MemberPath, Option<String>)> {
        let known = CURSORS_BEFORE.iter().find_map(|(members, parameters)| {
            let path = self.member(members, is_text)?;
            Some((path, self.parameter(parameters).map(str::to_owned)))
        });
        known.or_else(|| {
            FIRST_IDS.iter().find_map(|(members, parameters)| {
                let back = self.parameter(parameters)?.to_owned();
                Some((self.member(members, is_text)?, Some(back)))
            })
        })
    }

    fn last_item(&self) -> Option<PagingRule> {
        let (parameter, back) = AFTER_ITEM.iter().find_map(|(after, before)| {
            let parameter = self.parameter(&[after])?.to_owned();
            Some((Some(parameter), self.parameter(&[before]).map(str::to_owned)))
        })?;
        let more = Some(self.more()?);
        let item = items(self.api, self.answer, &self.items).ok()?;
        let id = at(self.api, item, &["id".to_owned()]).ok()?;
        let last = matches!(id, TypeRef::String).then(|| vec!["id".to_owned()]);
        last.as_ref()?;
        let more_before = back.as_ref().and_then(|_| self.member(&MORE_BEFORE, is_boolean));
        let rule = PagingRule { by: PagingKind::Cursor, parameter, last, more, ..PagingRule::default() };
        Some(PagingRule { back, more_before, ..rule })
    }

    fn url(&self) -> Option<PagingRule> {
        let is_text = |path: &MemberPath| {
            matches!(at(self.api, self.answer, path), Ok(TypeRef::String)) && self.is_member(path)
        };
        let named = |path: &[&str]| path.iter().map(|&key| key.to_owned()).collect::<MemberPath>();
        let rule = PagingRule { by: PagingKind::Url, ..PagingRule::default() };
        for base in [&[][..], &["pagination"]] {
            let found = |path: &[&str]| Some([named(base), named(path)].concat()).filter(is_text);
            for (next, before) in URLS {
                let next = found(next);
                if next.is_some() {
                    return Some(PagingRule {
                        next,
                        previous: before.iter().find_map(|path| found(path)),
                        ..rule
                    });
                }
            }
        }
        let next = Some(self.plain_next()?);
        let previous = PLAIN_URLS.iter().map(|name| named(&[name])).find(is_text);
        Some(PagingRule { next, previous, ..rule })
    }

    /// Whether each step of a path is a documented member.
    fn is_member(&self, path: &[String]) -> bool {
        let mut ty = self.answer;
        path.iter().all(|key| match field(self.api, at(self.api, ty, &[]).unwrap_or(ty), key) {
            Some(field) => {
                ty = &field.ty;
                true
            }
            None => false,
        })
    }

    /// A member `next` of the format of URLs.
    fn plain_next(&self) -> Option<MemberPath> {
        let next = fields(self.api, self.answer).find(|field| field.wire_name == "next")?;
        let format = next.docs.limits.as_ref()?.format.as_deref();
        let is_url = matches!(format, Some("uri" | "url" | "uri-reference"));
        (is_url && next.ty == TypeRef::String).then(|| vec!["next".to_owned()])
    }

    fn link(&self) -> Option<PagingRule> {
        let mut headers = self.operation.success.headers.iter().map(|id| &self.api[*id]);
        let has_link = headers.any(|header| header.wire_name.eq_ignore_ascii_case("link"));
        has_link.then(|| PagingRule { by: PagingKind::Link, ..PagingRule::default() })
    }

    /// By number, where the document says what the number of the first page is, and how large a page is or how many
    /// there are.
    fn page(&self) -> Option<PagingRule> {
        let name = self.parameter(&PAGES)?;
        let is_number = |ty: &TypeRef| matches!(ty, TypeRef::Integer(_));
        let (pages, more) = (self.member(&PAGE_COUNTS, is_number), self.more());
        let is_plain = pages.is_some() || more.is_some() || self.parameter(&SIZES).is_some();
        let parameter = Some(name.to_owned());
        let rule = PagingRule { by: PagingKind::Page, parameter, pages, more, ..PagingRule::default() };
        let first = first(self.operation, &rule).or_else(|| self.least(name).filter(|least| *least == 1))?;
        let is_integer =
            self.operation.parameters.iter().any(|one| one.wire_name == name && is_number(&one.ty));
        (is_plain && is_integer && (0..=1).contains(&first))
            .then_some(PagingRule { first: Some(first), ..rule })
    }

    /// The least number that a parameter takes.
    fn least(&self, name: &str) -> Option<i64> {
        let parameter = self.operation.parameters.iter().find(|parameter| parameter.wire_name == name)?;
        let limits = parameter.docs.limits.as_ref()?;
        let least = limits.narrowing.iter().find(|limit| limit.keyword == LimitKeyword::Minimum)?;
        let LimitValue::Number(least) = &least.value else { return None };
        i64::try_from(least.whole()?).ok()
    }

    fn offset(&self) -> Option<PagingRule> {
        let name = self.parameter(&OFFSETS)?;
        let size = Some(self.parameter(&SIZES)?.to_owned());
        let is_number = |ty: &TypeRef| matches!(ty, TypeRef::Integer(_));
        let is_integer =
            self.operation.parameters.iter().any(|one| one.wire_name == name && is_number(&one.ty));
        let (parameter, total, more) = (Some(name.to_owned()), self.member(&TOTALS, is_number), self.more());
        is_integer.then(|| PagingRule {
            by: PagingKind::Offset,
            parameter,
            total,
            more,
            size,
            ..PagingRule::default()
        })
    }
}

fn is_boolean(ty: &TypeRef) -> bool {
    *ty == TypeRef::Boolean
}
