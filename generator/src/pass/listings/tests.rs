//! Rules of a project against operations, from a document to the representation.

use crate::Input;
use crate::diagnostic::{Diagnostics, SourceId};
use crate::document::{DocumentInput, PagingInput, SourceFile};
use crate::emit::Package;
use crate::ir::{Listing, NextPage, Version};
use serde_json::{Value, json};

/// Two lists and an operation that is none: `/a` has a cursor, `/b` a number.
fn document() -> Value {
    let page = json!({
        "type": "object",
        "properties": {
            "rows": { "type": "array", "items": { "type": "object", "properties": { "id": { "type": "string" } } } },
            "mark": { "type": "string" },
        },
    });
    let answer =
        json!({ "200": { "description": "ok", "content": { "application/json": { "schema": page } } } });
    let get = |parameter: &str, ty: &str| {
        let parameter = json!({ "name": parameter, "in": "query", "schema": { "type": ty } });
        json!({ "get": { "parameters": [parameter], "responses": answer } })
    };
    json!({
        "openapi": "3.0.3",
        "info": { "title": "t", "version": "1" },
        "paths": {
            "/a": get("from", "string"),
            "/b": get("number", "integer"),
            "/c": { "get": { "responses": { "204": { "description": "nothing" } } } },
        },
    })
}

/// The listings by path, and what is reported.
fn read(rules: &[(&[&str], Value)]) -> (Vec<(String, Listing)>, Vec<String>) {
    let paging = rules.iter().map(|(operations, rule)| PagingInput {
        operations: operations.iter().map(|&pattern| pattern.to_owned()).collect(),
        rule: rule.clone(),
    });
    let input = Input {
        version: Version::default(),
        sources: vec![SourceFile { path: "a.json".into(), text: document().to_string() }],
        documents: vec![DocumentInput {
            file: SourceId(0),
            paging: paging.collect(),
            ..DocumentInput::default()
        }],
        package: Package { crate_name: "a".into(), command: "make".into() },
        names: None,
    };
    let mut found = Diagnostics::default();
    let api = crate::input::read(&input, &mut found);
    let listings = api
        .operations
        .into_iter()
        .filter_map(|operation| Some((operation.documented_path, operation.paging?.listing?)));
    let found = found.iter().filter(|one| one.code.name.starts_with("paging"));
    (listings.collect(), found.map(|one| format!("{} {}", one.pointer.as_str(), one.message)).collect())
}

fn paths(listings: &[(String, Listing)]) -> Vec<&str> {
    listings.iter().map(|(path, _)| path.as_str()).collect()
}

#[test]
fn a_rule_for_all_holds_where_it_can() {
    let cursor = json!({ "by": "cursor", "parameter": "from", "next": "mark" });
    let number = json!({ "by": "page", "parameter": "number", "first": 0 });
    let (listings, found) = read(&[(&[], cursor.clone()), (&["/*"], number)]);
    assert_eq!((paths(&listings), found), (vec!["/a", "/b"], vec![]));
    assert_eq!(listings[0].1.items, ["rows"]);
    assert!(matches!(&listings[1].1.next, NextPage::Page { first: 0, .. }), "{listings:?}");
    // Nothing looks like a list without a rule.
    assert_eq!(read(&[]), (vec![], vec![]));
    let (listings, _) = read(&[(&["/a"], json!({ "by": "none" })), (&[], cursor)]);
    assert_eq!(paths(&listings), Vec::<&str>::new());
}

#[test]
fn a_rule_that_holds_nowhere_is_an_error() {
    let at = |path: &str| format!("/paths/~1{path}/get rule 1 for pages: `GET /{path}`");
    for (operations, rule, expected) in [
        (
            &["GET /a"][..],
            json!({ "by": "cursor", "parameter": "after", "next": "mark" }),
            "a has no parameter `after`",
        ),
        (
            &["/a"],
            json!({ "by": "cursor", "parameter": "from", "next": "/meta/next" }),
            "a has no member `meta`",
        ),
        (
            &["/a"],
            json!({ "by": "cursor", "parameter": "from", "last": "key" }),
            "a has no member `key` in its items",
        ),
        (&["/a"], json!({ "by": "cursor", "parameter": "from", "header": "Next" }), "a has no header `next`"),
        (&["/a"], json!({ "by": "link", "items": "mark" }), "a has no list in the member `mark`"),
        (&["/a"], json!({ "by": "link", "more": "mark" }), "a has no boolean in the member `mark`"),
        (&["/c"], json!({ "by": "link" }), "c does not answer with JSON"),
        (&["/b", "/c*"], json!({ "by": "page", "parameter": "page" }), "b has no parameter `page`"),
        (&[], json!({ "by": "page", "parameter": "page" }), "a has no parameter `page`"),
    ] {
        let (path, problem) = expected.split_once(' ').unwrap();
        let (_, found) = read(&[(operations, rule)]);
        assert_eq!(found.len(), 1, "{expected}: {found:?}");
        assert!(found[0].starts_with(&format!("{} {problem}", at(path))), "{expected}: {found:?}");
    }
}
