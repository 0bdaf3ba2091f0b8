use super::*;
use crate::diagnostic::Code;
use crate::document::grammar::Version;
use serde_json::json;

fn try_read(text: &str) -> (Option<Value>, Vec<Diagnostic>) {
    let mut diagnostics = Diagnostics::default();
    let value = read(text, SourceId(0), &mut diagnostics);
    (value, diagnostics.into_iter().collect())
}

fn good(text: &str) -> Value {
    let (value, diagnostics) = try_read(text);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    value.unwrap()
}

fn bad(text: &str) -> (&'static Code, Option<(usize, usize)>, String) {
    let (value, diagnostics) = try_read(text);
    assert_eq!(value, None);
    (diagnostics[0].code, diagnostics[0].position, diagnostics[0].message.clone())
}

#[test]
fn keys_are_text_as_they_are_written() {
    let value = good("200: a\ntrue: b\n~: c\n1.50: d\n0x1F: e\n'9': f\n");
    let keys: Vec<_> = value.as_object().unwrap().keys().cloned().collect();
    assert_eq!(keys, ["200", "true", "~", "1.50", "0x1F", "9"]);
}

#[test]
fn versions_are_text_as_they_are_written() {
    let value = good("openapi: 3.1\ninfo:\n  version: 26.0\n  x: 26.0\n");
    assert_eq!(value, json!({"openapi": "3.1", "info": {"version": "26.0", "x": 26.0}}));
}

#[test]
fn scalars_are_read_as_yaml_1_2_does() {
    let value = good("a: [no, on, yes, 2026-01-01, 18446744073709551615, 1e3, true, ~, 1_000]\n");
    let expected = json!(["no", "on", "yes", "2026-01-01", u64::MAX, 1000.0, true, null, "1_000"]);
    assert_eq!(value["a"], expected);
    assert_eq!(good("{openapi: 3.0.3, a: [1]}"), json!({"openapi": "3.0.3", "a": [1]}));
    assert_eq!(good("\u{feff}{\"a\": \"\\ud83d\\ude00\"}"), json!({"a": "😀"}));
}

#[test]
fn merge_keys_are_applied_and_the_mapping_wins() {
    let text = "base: &base {a: 1, b: 2}\nother: &other {b: 3, c: 4}\nuse:\n  <<: [*base, *other]\n  a: 9\n";
    assert_eq!(good(text)["use"], json!({"a": 9, "b": 2, "c": 4}));
    assert_eq!(good("{\"<<\": {\"a\": 1}}"), json!({"<<": {"a": 1}}));
    assert_eq!(bad("a:\n  <<: 1\n").0, codes::SYNTAX);
}

#[test]
fn duplicate_keys_are_errors_with_the_place() {
    assert_eq!(
        bad("a: 1\nb:\n  c: 1\n  c: 2\n"),
        (codes::DUPLICATE_KEY, Some((4, 3)), "duplicate key `c`".into())
    );
    assert_eq!(
        bad("{\"a\": 1,\n \"a\": 2}"),
        (codes::DUPLICATE_KEY, Some((2, 2)), "duplicate key `a`".into())
    );
    assert_eq!(bad("a: 1\na: 2\n---\nb: 1\n").0, codes::DUPLICATE_KEY);
}

#[test]
fn broken_text_ends_with_a_place() {
    assert_eq!(bad(""), (codes::EMPTY, Some((1, 1)), "the file is empty".into()));
    assert_eq!(bad(" \n"), (codes::EMPTY, Some((1, 1)), "the file is empty".into()));
    assert_eq!(bad("{\"a\": 1,\n  \"b\": ]}").1, Some((2, 8)));
    assert_eq!(bad("a: [1\nb: 2\n").0, codes::SYNTAX);
    assert_eq!(bad("a: 1\n---\nb: 2\n").0, codes::SYNTAX);
    assert_eq!(bad("a: *nowhere\n").0, codes::SYNTAX);
}

#[test]
fn deep_nesting_and_alias_bombs_end_as_a_diagnostic() {
    assert_eq!(bad(&format!("{{\"a\": {}1{}}}", "[".repeat(10_000), "]".repeat(10_000))).0, codes::NESTING);
    assert_eq!(bad(&format!("a: {}1{}", "[".repeat(10_000), "]".repeat(10_000))).0, codes::NESTING);
    let mut bomb = "a0: &a0 [x, x]\n".to_owned();
    for level in 1..40 {
        bomb += &format!("a{level}: &a{level} [*a{0}, *a{0}]\n", level - 1);
    }
    assert_eq!(bad(&bomb).0, codes::ALIASES);
    let wide = format!("a: &a [{}]\nb: [{}]\n", "x, ".repeat(3_000), "*a, ".repeat(3_000));
    assert_eq!(bad(&wide).0, codes::ALIASES);
}

#[test]
fn tags_are_ignored_and_reported() {
    let (value, diagnostics) = try_read("a: !secret x\nb: !!str 1\n");
    assert_eq!(value, Some(json!({"a": "x", "b": "1"})));
    assert_eq!((diagnostics.len(), diagnostics[0].code), (1, codes::YAML_TAG));
    assert_eq!(diagnostics[0].position, Some((1, 4)));
}

#[test]
fn what_is_not_openapi_is_said_by_name() {
    for (text, code, part) in [
        ("- a\n", codes::NOT_OPENAPI, "a list, not a mapping"),
        ("just text\n", codes::NOT_OPENAPI, "a string, not a mapping"),
        ("a: 1\n", codes::NOT_OPENAPI, "`openapi` is missing"),
        ("swagger: '2.0'\n", codes::UNSUPPORTED_VERSION, "Swagger 2.0"),
        ("openapi: 2.0\n", codes::UNSUPPORTED_VERSION, "OpenAPI 2.0"),
        ("openapi: 4.0.0\n", codes::UNSUPPORTED_VERSION, "OpenAPI 4.0.0"),
        ("{\"openapi\": [3]}", codes::NOT_OPENAPI, "a list, not a version"),
    ] {
        let mut diagnostics = Diagnostics::default();
        assert_eq!(check_root(&good(text), SourceId(0), &mut diagnostics), None);
        let finding = diagnostics.into_iter().next().unwrap();
        assert_eq!(finding.code, code);
        assert!(finding.message.contains(part), "{}", finding.message);
        assert!(finding.hint.is_some());
    }
    let mut diagnostics = Diagnostics::default();
    assert_eq!(check_root(&json!({"openapi": "3.3.0"}), SourceId(0), &mut diagnostics), Some(Version::V3_2));
    assert_eq!(diagnostics.iter().next().unwrap().code, codes::NEWER_VERSION);
}

/// The parser that looks for the places of all duplicates takes an alias for no key.
#[test]
fn a_duplicate_that_only_one_parser_finds_is_an_error() {
    let (code, position, message) = bad("a: &k b\nb: 1\n*k : 2\n");
    assert_eq!((code, message.as_str()), (codes::DUPLICATE_KEY, "duplicate key `b`"));
    assert!(position.is_some());
}

/// The parser of `serde_yaml` refuses each of them.
#[test]
fn what_only_yaml_1_2_allows_is_read() {
    for (text, expected) in [
        ("{a:[ ], b: 1}\n", json!({"a": [], "b": 1})),
        (
            "a: {b:{\"c:{d\": 1, e:[f:[2]]}}\nh: i\n",
            json!({"a": {"b": {"c:{d": 1, "e": [{"f": [2]}]}}, "h": "i"}),
        ),
        ("a:\n\t\t# the first\n  - 1.10\n  - '1'\n  - ~\n", json!({"a": [1.1, "1", null]})),
        (
            "a: {\n  b: [\n\t\"c\"\n\t]\n\t}\nd:\n  - |\n    \te\n\t# f\n",
            json!({"a": {"b": ["c"]}, "d": ["\te\n"]}),
        ),
        ("-\ta\n-\t!!str 1\n-\t!!float 1\n", json!(["a", "1", 1.0])),
        ("a: x\u{2028}y\u{85}z\n", json!({"a": "x\u{2028}y\u{85}z"})),
        (
            "%YAML 1.3\n---\n200: [0x1F, -1, .5, 1e3, a-b, \"\\n\"]\n...\n",
            json!({"200": [31, -1, 0.5, 1000.0, "a-b", "\n"]}),
        ),
        (
            "a: &x {<<: {b: 1}, c:,}\nd: [*x]\nk: &y e\n*y : ~\n",
            json!({"a": {"b": 1, "c": null}, "d": [{"b": 1, "c": null}], "k": "e", "e": null}),
        ),
        (
            "openapi: 3.1\ninfo:\n  version: 1.10\n\t# end\n",
            json!({"openapi": "3.1", "info": {"version": "1.10"}}),
        ),
    ] {
        assert!(serde_yaml::from_str::<serde_yaml::Value>(text).is_err(), "{text}");
        assert_eq!(good(text), expected, "{text}");
    }
}

#[test]
fn what_only_yaml_1_2_allows_is_guarded_as_well() {
    let after_tab = |text: &str| bad(&format!("x:\n\t# YAML 1.2\n  - 1\n{text}"));
    assert_eq!(
        after_tab("a:\n  b: 1\n  b: 2\n"),
        (codes::DUPLICATE_KEY, Some((6, 3)), "duplicate key `b`".into())
    );
    assert_eq!(after_tab("a: &a [*a]\n").0, codes::NESTING);
    assert_eq!(after_tab(&format!("a: {}1{}", "[".repeat(150), "]".repeat(150))).0, codes::NESTING);
    let wide = format!("a: &a [{}]\nb: [{}]\n", "x, ".repeat(3_000), "*a, ".repeat(3_000));
    assert_eq!(after_tab(&wide).0, codes::ALIASES);
    assert_eq!(after_tab("a:\n  <<: 1\n").1, Some((5, 3)));
    assert_eq!(after_tab("a: 1\n---\nb: 2\n").2, "the file contains more than one YAML document");
    // Where it is not YAML of either kind, the first parser says why.
    assert_eq!(after_tab("a: [1\n").1, Some((2, 1)));
    for text in ["a: b\u{1}\n", "a:\n  \tb: 1\n", "a:\n  b: 1\n \tc: 2\n", "a: 1\n: b: c\n", "? [a]\n: 1\n"] {
        assert_eq!(bad(text).0, codes::SYNTAX, "{text}");
    }
    let (_, notes) = try_read("x:\n\t# YAML 1.2\n  - !secret 1\n");
    assert_eq!((notes[0].code, notes[0].position), (codes::YAML_TAG, Some((3, 5))));
}

#[test]
fn aliases_of_long_texts_are_counted_by_their_length() {
    let many = format!("a: &a {}\nb: [{}]\n", "x".repeat(100_000), "*a, ".repeat(10_000));
    assert_eq!(bad(&many).0, codes::ALIASES);
    let few = format!("a: &a {}\nb: [{}]\n", "x".repeat(1_000), "*a, ".repeat(1_000));
    assert_eq!(good(&few)["b"][999].as_str().map(str::len), Some(1_000));
}

#[test]
fn what_strings_list_stays_as_it_is_written() {
    let text = "version: {type: string, enum: [1.1, 1.10, 0x1F, .5, True, 1_000, ~], default: 1.10}\n\
                'null':\n  enum:\n  - 1e3 # a\n  - {default: 1.0}\n  const : 1.0\n  type: [string, 'null']\n\
                number: {allOf: [{type: [string, number], enum: [1.10], default: 1.10}, {type: 'null', const: 1.10}]}\n\
                list: {allOf: [{type: [string], const: 1.10}]}\n\
                alias: {type: string, enum: [&a 1.10, *a], default:\n    2.0}\n";
    let (value, notes) = try_read(text);
    let expected = json!({
        "version": {"type": "string", "enum": [1.1, "1.10", "0x1F", ".5", "True", "1_000", null], "default": "1.10"},
        "null": {"enum": ["1e3", {"default": 1.0}], "const": 1.0, "type": ["string", "null"]},
        "number": {"allOf": [{"type": ["string", "number"], "enum": [1.1], "default": 1.1}, {"type": "null", "const": 1.1}]},
        "list": {"allOf": [{"type": ["string"], "const": "1.10"}]},
        "alias": {"type": "string", "enum": [1.1, 1.1], "default": 2.0},
    });
    assert_eq!(value, Some(expected));
    assert_eq!(notes.len(), 7);
    assert_eq!(notes[0].message, "`1.10` is a number; it is read as a string");
    assert_eq!((notes[0].code, notes[0].pointer.as_str()), (codes::COERCED, "/version/enum/1"));
    for (key, value) in [("enum", "[1.10]"), ("const", "1.10"), ("default", "1.10")] {
        let (read, _) = try_read(&format!("type: string\n{key}: {value}\n"));
        assert!(read.unwrap()[key].to_string().contains("\"1.10\""), "{key}");
    }
    assert_eq!(good("{\"type\": \"string\", \"enum\": [1.10]}")["enum"], json!([1.1]));
}

#[test]
fn halves_of_surrogate_pairs_are_replaced_and_pairs_are_one_character() {
    let message = "`\\ud83d` is half a character; it is read as `\\ufffd`";
    for (text, expected, position) in [
        (
            "{\"a\": \"\\uD83D\\uDE00\",\n \"b\": \"é \\ud83d\"}",
            json!({"a": "😀", "b": "é \u{fffd}"}),
            (2, 10),
        ),
        (
            "a: \"\\uD83D\\uDE00\"\nb: {é: \"\\\\ud83d\\ud83d\"}\n",
            json!({"a": "😀", "b": {"é": "\\ud83d\u{fffd}"}}),
            (2, 16),
        ),
        ("{\"\\ud83d\": 1}", json!({"\u{fffd}": 1}), (1, 3)),
        // YAML 1.2 only, and with a tag.
        ("a: {b:[!secret \"\\ud83d\"]}\n", json!({"a": {"b": ["\u{fffd}"]}}), (1, 17)),
    ] {
        let (value, found) = try_read(text);
        assert_eq!(value, Some(expected), "{text}");
        assert_eq!((found[0].code, found[0].message.as_str()), (codes::COERCED, message));
        assert_eq!(found[0].position, Some(position), "{text}");
    }
    // Without quotes, and in single ones, a backslash is one.
    let text =
        "a: \\ud83d\nb: '\\ud83d'\nc: |\n  \\ud83d\n  \"\\ud83d\ne: \"\\ud83d\\ude00 \\ud83d\\ude00\"\n";
    let half = "\\ud83d";
    assert_eq!(good(text), json!({"a": half, "b": half, "c": format!("{half}\n\"{half}\n"), "e": "😀 😀"}));
    assert_eq!(bad("a: \"\\ud83d\nb: 1\n").0, codes::SYNTAX);
    let (_, found) = try_read("{\"a\": \"\\ud83d\",\n \"b\": ]}");
    assert_eq!((found[1].code, found[1].position), (codes::SYNTAX, Some((2, 7))));
}
