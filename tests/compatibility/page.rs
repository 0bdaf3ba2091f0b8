//! `docs/compatibility.md` holds the table as the comparison has it.

use graph_generator::compare::{Direction, Effect, Rule, Verdict, table};
use graph_tests::workspace;
use std::fs;

/// Between these lines the page is written by this test, with `INSTA_UPDATE=always`.
const MARKS: [&str; 2] =
    ["<!-- The table of the rows begins. -->\n", "<!-- The table of the rows ends. -->\n"];

#[test]
fn the_page_has_every_row() {
    let path = workspace::root().join("docs/compatibility.md");
    let page = fs::read_to_string(&path).unwrap();
    let (before, rest) = page.split_once(MARKS[0]).unwrap();
    let (written, after) = rest.split_once(MARKS[1]).unwrap();
    let rows: String = table().map(line).collect();
    let right = format!(
        "\n| id | change | direction | verdict | noticed by | why |\n|---|---|---|---|---|---|\n{rows}\n"
    );
    if written != right && std::env::var_os("INSTA_UPDATE").is_some_and(|value| value == "always") {
        fs::write(&path, [before, MARKS[0], &right, MARKS[1], after].concat()).unwrap();
        return;
    }
    assert_eq!(written, right, "docs/compatibility.md: run with INSTA_UPDATE=always");
}

fn line(rule: &Rule) -> String {
    let direction = match rule.direction {
        Direction::Any => "any",
        Direction::Request => "requests",
        Direction::Answer => "answers only",
    };
    let effect = match rule.effect {
        Effect::Compiler => "the compiler",
        Effect::Api => "the API",
        Effect::None => "",
    };
    let verdict = match rule.verdict {
        Verdict::Breaking => "**breaking**".to_owned(),
        verdict => verdict.to_string(),
    };
    format!("| `{}` | {} | {direction} | {verdict} | {effect} | {} |\n", rule.id, rule.change, rule.why)
}
