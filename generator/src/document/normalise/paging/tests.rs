//! Rules as projects and documents write them.

use super::rules;
use crate::diagnostic::{Diagnostics, SourceId};
use crate::document::{DocumentInput, PagingInput};
use crate::ir::{PagingKind, PagingRule};
use crate::naming::operation::DocumentNames;
use crate::pointer::Pointer;
use crate::reporter::Reporter;
use serde_json::{Value, json};

/// The rules of `GET /a`, and what is reported.
fn read(operation: Value, paging: Vec<PagingInput>) -> (Vec<PagingRule>, Vec<String>) {
    let document = json!({
        "x-fern-pagination": { "offset": "$request.at", "step": "$request.size", "results": "$response.data" },
        "paths": { "/a": { "get": operation }, "/b": { "get": { "tags": ["b"] } } },
    });
    let mut found = Diagnostics::default();
    let input = DocumentInput { paging, ..DocumentInput::default() };
    let names = DocumentNames::default();
    let mut rules = rules(&document, &input, &names, &mut Reporter::new(SourceId(0), &mut found));
    let at = Pointer::root().child("paths").child("/a").child("get");
    let found =
        found.iter().map(|one| format!("{} {}: {}", one.severity(), one.code.name, one.message)).collect();
    (rules.remove(&at).unwrap_or_default(), found)
}

fn path(keys: &[&str]) -> Option<Vec<String>> {
    Some(keys.iter().map(|&key| key.to_owned()).collect())
}

fn rule(operations: &[&str], rule: Value) -> PagingInput {
    PagingInput { operations: operations.iter().map(|&pattern| pattern.to_owned()).collect(), rule }
}

#[test]
fn other_tools_say_it_in_their_own_words() {
    let cursor = |next, last| PagingRule {
        by: PagingKind::Cursor,
        items: path(&["data", "a.b"]),
        parameter: Some("from".into()),
        next,
        last,
        ..PagingRule::default()
    };
    let speakeasy = |next: &str| {
        let outputs = json!({ "results": "$.data['a.b']", "nextCursor": next });
        let inputs = json!([{ "name": "size", "type": "limit" }, { "name": "from", "type": "cursor" }]);
        json!({ "x-speakeasy-pagination": { "type": "cursor", "inputs": inputs, "outputs": outputs } })
    };
    let fern = json!({ "cursor": "$request.from", "next_cursor": "$response.next", "results": "$response.data.items" });
    for (operation, expected) in [
        (speakeasy("$.meta.next"), cursor(path(&["meta", "next"]), None)),
        (speakeasy("$.data[-1].id"), cursor(None, path(&["id"]))),
        (
            json!({ "x-fern-pagination": fern }),
            PagingRule { items: path(&["data", "items"]), ..cursor(path(&["next"]), None) },
        ),
        (
            json!({ "x-fern-pagination": true }),
            PagingRule {
                by: PagingKind::Offset,
                parameter: Some("at".into()),
                items: path(&["data"]),
                ..PagingRule::default()
            },
        ),
        (
            json!({ "x-ms-pageable": { "nextLinkName": "@odata.nextLink" } }),
            PagingRule {
                by: PagingKind::Url,
                items: path(&["value"]),
                next: path(&["@odata.nextLink"]),
                ..PagingRule::default()
            },
        ),
        (json!({ "x-ms-pageable": { "nextLinkName": null } }), PagingRule::default()),
        (
            json!({ "x-paging": { "by": "page", "parameter": "p", "first": 0, "pages": "/meta/a~1b" } }),
            PagingRule {
                by: PagingKind::Page,
                parameter: Some("p".into()),
                first: Some(0),
                pages: path(&["meta", "a/b"]),
                ..PagingRule::default()
            },
        ),
    ] {
        let (mut rules, found) = read(operation.clone(), Vec::new());
        assert_eq!(found, Vec::<String>::new(), "{operation}");
        let read = rules.pop().unwrap();
        assert!(read.has_to_hold && !read.is_own, "{operation}");
        let (pointer, source) = (read.pointer.clone(), read.source.clone());
        assert_eq!(read, PagingRule { pointer, source, has_to_hold: true, ..expected }, "{operation}");
    }
}

#[test]
fn what_cannot_be_read_is_reported_where_it_is() {
    for (key, value, problem) in [
        ("x-paging", json!({ "by": "cursor", "next": "n" }), "`parameter` is missing"),
        (
            "x-paging",
            json!({ "by": "cursor", "parameter": "c", "next": "n", "last": "id" }),
            "one of `next`, `last`",
        ),
        ("x-paging", json!({ "by": "link", "next": "n" }), "`next` does not go with `by = link`"),
        ("x-paging", json!({ "by": "link", "each": "n" }), "`each` is not known"),
        ("x-paging", json!({ "by": "page", "parameter": "p", "first": "0" }), "`first` is not an integer"),
        ("x-paging", json!("cursor"), "it is not an object"),
        ("x-speakeasy-pagination", json!({ "type": "cursor" }), "it does not say how pages are followed"),
        (
            "x-speakeasy-pagination",
            json!({ "type": "url", "outputs": { "nextUrl": "$..next" } }),
            "`nextUrl` is not the path",
        ),
        ("x-fern-pagination", json!({ "type": "custom" }), "it does not say how pages are followed"),
    ] {
        let (rules, found) = read(json!({ key: value }), Vec::new());
        assert_eq!(rules, []);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].starts_with(&format!("warning paging-extension: `{key}`: {problem}")), "{found:?}");
    }
}

#[test]
fn rules_of_the_project_come_first_and_their_patterns_match() {
    let link = json!({ "by": "link" });
    let own = json!({ "x-paging": { "by": "none" } });
    let (rules, found) = read(
        own,
        vec![
            rule(&["GET /a"], link.clone()),
            rule(&["/*"], link.clone()),
            rule(&["tag:b"], link.clone()),
            rule(&[], link),
        ],
    );
    assert_eq!(found, Vec::<String>::new());
    let shown = rules.iter().map(|rule| (rule.source.as_str(), rule.has_to_hold)).collect::<Vec<_>>();
    let numbered = [("rule 1 for pages", true), ("rule 2 for pages", false), ("rule 4 for pages", false)];
    assert_eq!(shown, [&numbered[..], &[("x-paging", true)]].concat());
    let (_, found) =
        read(json!({}), vec![rule(&["/c"], json!({ "by": "link" })), rule(&[], json!({ "by": "url" }))]);
    assert_eq!(
        found,
        [
            "error paging-rule: rule 2 for pages: `next` is missing",
            "error select-nothing: `/c` of a rule for pages matches no operation",
        ]
    );
}
