use super::*;
use crate::diagnostic::Diagnostic;
use crate::document::codes;
use serde_json::json;

fn run(document: Value, version: &str, actions: Value) -> (Value, Vec<Diagnostic>) {
    let overlay = json!({"overlay": version, "info": {"title": "t", "version": "1"}, "actions": actions});
    run_whole(document, &overlay)
}

fn run_whole(mut document: Value, overlay: &Value) -> (Value, Vec<Diagnostic>) {
    let mut diagnostics = Diagnostics::default();
    let ok = apply(&mut document, overlay, SourceId(1), &mut Origins::default(), &mut diagnostics);
    assert_eq!(ok, !diagnostics.has_errors());
    (document, diagnostics.into_iter().collect())
}

/// The rows of the tables of the Overlay specification, version by version.
#[test]
fn actions_do_what_the_specification_says() {
    for (before, version, actions, after) in [
        (
            json!({"a": {"b": 1}}),
            "1.0.0",
            json!([{"target": "$.a", "update": {"c": 2}}]),
            json!({"a": {"b": 1, "c": 2}}),
        ),
        (
            json!({"a": {"b": 1}}),
            "1.0.0",
            json!([{"target": "$", "update": {"a": {"b": 2}}}]),
            json!({"a": {"b": 2}}),
        ),
        (
            json!({"a": {"l": [1]}}),
            "1.0.0",
            json!([{"target": "$.a", "update": {"l": [2]}}]),
            json!({"a": {"l": [1, 2]}}),
        ),
        (
            json!({"l": [1]}),
            "1.0.0",
            json!([{"target": "$.l", "update": {"x": 1}}]),
            json!({"l": [1, {"x": 1}]}),
        ),
        (json!({"l": [1]}), "1.1.0", json!([{"target": "$.l", "update": [2, 3]}]), json!({"l": [1, 2, 3]})),
        (json!({"a": "x"}), "1.1.0", json!([{"target": "$.a", "update": "y"}]), json!({"a": "y"})),
        (
            json!({"l": [1, 2, 3, 2]}),
            "1.1.0",
            json!([{"target": "$.l[?@ == 2]", "remove": true}]),
            json!({"l": [1, 3]}),
        ),
        (
            json!({"l": (0..12).collect::<Vec<_>>()}),
            "1.0.0",
            json!([{"target": "$.l[1:]", "remove": true}]),
            json!({"l": [0]}),
        ),
        (
            json!({"a": 1, "b": 2}),
            "1.0.0",
            json!([{"target": "$.a", "remove": true, "update": {"ignored": 1}}]),
            json!({"b": 2}),
        ),
        (
            json!({"a": {"get": 1}, "b": {"put": 2}}),
            "1.1.0",
            json!([{"target": "$.b", "copy": "$.a"}, {"target": "$.a", "remove": true}]),
            json!({"b": {"put": 2, "get": 1}}),
        ),
        (
            json!({"p": {"/x": {"get": {}}, "/y": {"get": {}}}}),
            "1.0.0",
            json!([{"target": "$.p.*.get", "update": {"x-safe": true}}]),
            json!({"p": {"/x": {"get": {"x-safe": true}}, "/y": {"get": {"x-safe": true}}}}),
        ),
    ] {
        let (result, diagnostics) = run(before, version, actions.clone());
        assert!(diagnostics.is_empty(), "{actions}: {diagnostics:?}");
        assert_eq!(result, after, "{actions}");
    }
}

#[test]
fn an_action_that_does_not_fit_is_an_error_and_changes_nothing() {
    for (version, action, code, part) in [
        (
            "1.0.0",
            json!({"target": "$.gone", "description": "why", "remove": true}),
            codes::OVERLAY_NO_MATCH,
            "action 0 (\"why\", `$.gone`) matches nothing",
        ),
        (
            "1.0.0",
            json!({"target": "$.a", "update": [1]}),
            codes::OVERLAY_INCOMPATIBLE,
            "a mapping cannot become a list",
        ),
        (
            "1.0.0",
            json!({"target": "$.a.b", "update": 2}),
            codes::OVERLAY_INCOMPATIBLE,
            "needs `overlay: 1.1.0`",
        ),
        (
            "1.1.0",
            json!({"target": "$.*", "update": {}}),
            codes::OVERLAY_INCOMPATIBLE,
            "both mappings and lists",
        ),
        (
            "1.1.0",
            json!({"target": "$.a", "update": {"b": {}}}),
            codes::OVERLAY_INCOMPATIBLE,
            "in `b` a number cannot become a mapping",
        ),
        ("1.1.0", json!({"target": "$.a", "copy": "$.none"}), codes::OVERLAY_INCOMPATIBLE, "matches nothing"),
        ("1.1.0", json!({"target": "$.a", "copy": "$.l[*]"}), codes::OVERLAY_INCOMPATIBLE, "2 nodes"),
        ("1.0.0", json!({"target": "$", "remove": true}), codes::OVERLAY_INCOMPATIBLE, "whole document"),
        ("1.0.0", json!({"target": "$.a[", "remove": true}), codes::OVERLAY_PATH, "at character"),
        ("1.0.0", json!({"target": "$.a", "copy": "$.l"}), codes::OVERLAY_INVALID, "uses `copy`"),
        ("1.0.0", json!({"update": {}}), codes::OVERLAY_INVALID, "no `target`"),
        ("1.0.0", json!({"target": "$.a"}), codes::OVERLAY_INVALID, "neither `update`"),
        ("1.0.0", json!({"target": "$.a", "updates": {}}), codes::OVERLAY_UNKNOWN_KEY, "`updates`"),
        ("1.3.0", json!({"target": "$.a", "update": {}}), codes::OVERLAY_VERSION, "1.3.0"),
    ] {
        let document = json!({"a": {"b": 1}, "l": [1, 2]});
        let (result, diagnostics) = run(document.clone(), version, json!([action]));
        assert_eq!(result, document, "{action}");
        let finding = diagnostics.first().unwrap();
        assert_eq!((finding.code, finding.source), (code, SourceId(1)), "{action}");
        assert!(finding.message.contains(part), "{}", finding.message);
    }
}

#[test]
fn the_document_of_the_overlay_is_checked() {
    for (overlay, code) in [
        (json!([]), codes::OVERLAY_INVALID),
        (json!({"info": {}}), codes::OVERLAY_INVALID),
        (json!({"overlay": "1.0.0", "info": {"title": "t"}, "actions": []}), codes::OVERLAY_INVALID),
        (
            json!({"overlay": "1.0.0", "info": {"title": "t", "version": "1"}, "action": []}),
            codes::OVERLAY_UNKNOWN_KEY,
        ),
    ] {
        assert_eq!(run_whole(json!({}), &overlay).1.first().unwrap().code, code, "{overlay}");
    }
}

#[test]
fn what_is_already_so_is_mentioned() {
    let (_, diagnostics) =
        run(json!({"a": {"b": 1}}), "1.0.0", json!([{"target": "$.a", "update": {"b": 1}}]));
    assert_eq!(diagnostics.first().unwrap().code, codes::OVERLAY_NO_EFFECT);
    let overlay = json!({"overlay": "1.0.0", "info": {"title": "t", "version": "1"}, "extends": "x.yaml",
        "x-why": 1, "actions": [{"target": "$", "update": {"a": 1}}]});
    assert_eq!(run_whole(json!({}), &overlay).1.first().unwrap().code, codes::OVERLAY_EXTENDS);
}

#[test]
fn a_few_actions_do_not_double_a_document_for_ever() {
    for (document, path, from, reason) in [
        (json!({"a": {}}), "$.a", "$", "deeper than 128 levels"),
        (json!({"a": [1]}), "$.a", "$.a", "more than 100030 values"),
    ] {
        let (_, found) = run(document, "1.1.0", json!(vec![json!({"target": path, "copy": from}); 140]));
        assert!(found.iter().all(|one| one.message.contains(reason)), "{found:?}");
        assert!(!found.is_empty(), "{path}");
    }
}

#[test]
fn a_path_that_may_take_for_ever_is_refused() {
    for path in ["$..*..*..*..*..*", "$..[?$..[?$..a]]"] {
        let (_, found) = run(json!({"a": {}}), "1.0.0", json!([{"target": path, "remove": true}]));
        assert_eq!(found.iter().map(|one| one.code).collect::<Vec<_>>(), [codes::OVERLAY_PATH], "{path}");
    }
}

#[test]
fn corrections_that_are_no_longer_needed_are_reported() {
    let rewrite = json!([
        {"target": "$.security", "remove": true, "description": "One is enough."},
        {"target": "$", "update": {"security": [{"a": []}, {"b": []}]}},
    ]);
    let (_, findings) = run(json!({"security": [{"a": [], "b": []}]}), "1.1.0", rewrite.clone());
    assert!(findings.is_empty(), "{findings:?}");
    let fixed = json!({"security": [{"a": []}, {"b": []}]});
    let (after, findings) = run(fixed.clone(), "1.1.0", rewrite);
    assert_eq!(after, fixed);
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].code, codes::OVERLAY_NO_EFFECT);
    assert!(findings[0].message.contains("One is enough."), "{}", findings[0].message);
    assert!(findings[0].message.contains("restores, at `#/security`"), "{}", findings[0].message);
    assert_eq!(findings[0].pointer.as_str(), "/actions/0");
}

#[test]
fn an_update_that_is_partly_so_already_says_how_much() {
    let update = |document: Value| {
        let action = json!([{"target": "$", "update": {"a": 1, "b": {"c": 2}, "l": [1, 2]}}]);
        let (_, findings) = run(document, "1.1.0", action);
        findings.into_iter().map(|one| (one.code, one.message)).collect::<Vec<_>>()
    };
    assert_eq!(update(json!({"l": []})), []);
    let found = update(json!({"a": 1, "b": {"c": 3}, "l": [2]}));
    assert_eq!(found[0].0, codes::OVERLAY_PARTLY);
    assert!(found[0].1.starts_with("1 of 2 entries that action 0"), "{found:?}");
    assert_eq!(found[1].0, codes::OVERLAY_VALUE);
    assert!(found[1].1.starts_with("1 of 2 values that action 0"), "{found:?}");
}
