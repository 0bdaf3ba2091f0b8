use super::*;
use crate::diagnostic::{Code, Harm};

const CODE: &Code = &Code::new("code", Harm::Type);

fn source(text: &str) -> SourceFile {
    SourceFile { path: "a.yaml".into(), text: text.into() }
}

/// The block of a warning at a place of a text, without its first two lines.
fn snippet(text: &str, line: usize, column: usize) -> String {
    let diagnostic = Diagnostic::new(CODE, "it is odd").position(line, column);
    let source = source(text);
    let placed = locate_diagnostics([&diagnostic], std::slice::from_ref(&source));
    placed[0].block().splitn(3, '\n').nth(2).unwrap_or_default().to_owned()
}

#[test]
fn a_diagnostic_shows_its_place() {
    let source = source("a: 1\nb:\n  c: 2\n");
    let pointer = Pointer::root().child("b").child("c");
    let diagnostic = Diagnostic::new(CODE, "it is odd").at(SourceId(0), &pointer).hint("fix it");
    let sources = [source];
    assert_eq!(render(&diagnostic, &sources), "a.yaml:3:3: warning[code]: it is odd\n  hint: fix it");
    assert_eq!(
        locate_diagnostics([&diagnostic], &sources)[0].block(),
        "warning[code]: it is odd\n --> a.yaml:3:3\n  |\n3 |   c: 2\n  |   ^\n  = hint: fix it"
    );
    assert_eq!(render(&Diagnostic::new(CODE, "no file"), &[]), "warning[code]: no file");
}

#[test]
fn a_second_place_is_shown_below_the_first() {
    let long: String = (1..=10).map(|line| format!("k{line}: 1\n")).collect();
    let sources = [source("a: 1\n"), SourceFile { path: "b.yaml".into(), text: long }];
    let at = |key: &str| Pointer::root().child(key);
    let diagnostic =
        Diagnostic::new(CODE, "it is odd").at(SourceId(0), &at("a")).also_at(SourceId(1), &at("k10"));
    assert_eq!(render(&diagnostic, &sources), "a.yaml:1:1: warning[code]: it is odd\n  other: b.yaml:10:1");
    assert_eq!(
        locate_diagnostics([&diagnostic], &sources)[0].block(),
        "warning[code]: it is odd\n  --> a.yaml:1:1\n   |\n 1 | a: 1\n   | ^\n  ::: b.yaml:10:1\n   |\n10 | k10: 1\n   | ^^^"
    );
}

#[test]
fn all_stand_in_the_order_of_file_and_place() {
    let sources = [source("a: 1\nb: 2\n"), source("c: 3\n")];
    let at = |file, key: &str| Diagnostic::new(CODE, key).at(SourceId(file), &Pointer::root().child(key));
    let found = [at(1, "c"), at(0, "b"), at(0, "a")];
    let order: Vec<_> =
        locate_diagnostics(&found, &sources).iter().map(|one| one.diagnostic.message.clone()).collect();
    assert_eq!(order, ["a", "b", "c"]);
}

#[test]
fn tabs_wide_letters_and_escapes_keep_the_mark_in_its_place() {
    assert_eq!(snippet("\tb: 1", 1, 2), "  |\n1 |     b: 1\n  |     ^");
    assert_eq!(snippet("日本: {é: \"a b\"}", 1, 9), "  |\n1 | 日本: {é: \"a b\"}\n  |           ^^^^^");
    assert_eq!(snippet("a\u{1b}[31m: 1", 1, 1), "  |\n1 | a\u{fffd}[31m: 1\n  | ^^");
    assert_eq!(snippet("a\r\nb: 1\r\n", 2, 1), "  |\n2 | b: 1\n  | ^");
    // Vowel signs and accents stand above their letter, and what turns the line around is left out.
    assert_eq!(snippet("हिन्दी e\u{301}: 1", 1, 10), "  |\n1 | हिन्दी e\u{301}: 1\n  |        ^");
    assert_eq!(snippet("a\u{202e}b: 1", 1, 5), "  |\n1 | ab: 1\n  |    ^");
}

#[test]
fn long_lines_are_cut_around_the_place() {
    let line = format!("{{{}\"here\": 1, {}}}", "\"a\": 1, ".repeat(200_000), "\"b\": 2, ".repeat(200_000));
    let column = line.find("\"here\"").unwrap() + 1;
    let shown = snippet(&line, 1, column);
    let lines: Vec<&str> = shown.lines().collect();
    assert!(shown.len() < 300, "{shown}");
    assert!(lines[1].starts_with("1 | …") && lines[1].ends_with('…'), "{shown}");
    let at = |line: &str, part: &str| line.chars().count() - line.split_once(part).unwrap().1.chars().count();
    assert_eq!(at(lines[1], "\"here\""), at(lines[2], "^^^^^^"), "{shown}");
    let end = snippet(&"é".repeat(500), 1, 501);
    assert!(end.contains('…') && end.ends_with('^'), "{end}");
    let accents = "\u{301}".repeat(100_000);
    let between = snippet(&format!("a{accents}:{accents}"), 1, 100_002);
    assert!(between.len() < 2_000 && between.matches('…').count() == 2, "{between}");
}

#[test]
fn a_place_outside_of_the_text_shows_no_line() {
    assert_eq!(snippet("a: 1", 7, 1), "");
    assert_eq!(snippet("", 1, 1), "  |\n1 | \n  | ^");
}

#[test]
fn what_a_document_holds_cannot_flood_or_steer_the_terminal() {
    let found = Diagnostic::new(CODE, format!("\u{1b}[2J\n{}", "x".repeat(1_000_000)));
    assert!(found.message.len() < 1_000 && !found.message.contains(['\u{1b}', '\n']));
}
