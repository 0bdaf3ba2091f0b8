//! `docs/diagnostics.md` is the data of these tests: every code is explained, and every example gives its code.

use graph_generator::diagnostic::{Diagnostic, Severity, SourceId};
use graph_generator::document::{DocumentInput, SourceFile};
use graph_generator::emit::Package;
use graph_generator::ir::{Style, Version};
use graph_generator::{Input, generate};
use graph_tests::workspace;
use serde_json::{Value, json};
use std::collections::BTreeSet;

const PAGE: &str = "docs/diagnostics.md";
const SEVERITIES: [&str; 3] = ["error", "warning", "note"];

/// What the page says of one code.
#[derive(Default)]
struct Entry {
    code: String,
    /// The word before the colon: `warning`.
    severity: String,
    has_fix: bool,
    /// The words after the backticks, and the text of the block.
    example: Option<(String, String)>,
    is_without_example: bool,
}

/// The page: its entries, and the document that examples are put into.
fn page() -> (Vec<Entry>, String) {
    let text = std::fs::read_to_string(workspace::root().join(PAGE)).unwrap();
    let (mut entries, mut skeleton) = (Vec::<Entry>::new(), String::new());
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if let Some(code) = line.strip_prefix("### `").and_then(|rest| rest.strip_suffix('`')) {
            entries.push(Entry { code: code.to_owned(), ..Entry::default() });
        }
        let block = line.strip_prefix("```").map(|kind| {
            let body: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            (kind.to_owned(), body.join("\n") + "\n")
        });
        if let Some((_, body)) = block.as_ref().filter(|(kind, _)| kind == "yaml skeleton") {
            skeleton.clone_from(body);
            continue;
        }
        let Some(entry) = entries.last_mut() else { continue };
        entry.example = block.or(entry.example.take());
        entry.has_fix |= line.contains("Fix: ");
        entry.is_without_example |= line.starts_with("No example: ");
        let words = line.split_once(": ").map_or("", |(words, _)| words);
        if entry.severity.is_empty() && SEVERITIES.contains(&words) {
            entry.severity.push_str(words);
        }
    }
    (entries, skeleton)
}

/// The codes of the source: the constants of the files `codes.rs`.
fn codes() -> BTreeSet<String> {
    let files = workspace::texts(&workspace::root().join("generator/src"), "codes.rs").unwrap();
    assert!(files.len() >= 2);
    let lines = files.iter().flat_map(|(_, text)| text.lines());
    let code =
        |line: &str| Some(line.strip_prefix("pub const ")?.split_once("\"")?.1.split('"').next()?.to_owned());
    // A long constant goes on in the next line.
    let joined = lines.map(str::trim).collect::<Vec<_>>().join("\n").replace("=\n", "= ");
    joined.lines().filter_map(code).collect()
}

#[test]
fn every_code_is_explained_and_no_other() {
    let (entries, _) = page();
    let explained: BTreeSet<String> = entries.iter().map(|entry| entry.code.clone()).collect();
    let codes = codes();
    let missing: Vec<_> = codes.difference(&explained).collect();
    assert!(
        missing.is_empty(),
        "{PAGE} does not explain {missing:?}. For each, add under the heading that fits:\n\n### `code`\n\nnote: What it \
         means.\n\n```yaml schema\n(a document that gives it; or a line `No example: why.`)\n```\n\nFix: what the \
         reader can do."
    );
    let gone: Vec<_> = explained.difference(&codes).collect();
    assert!(gone.is_empty(), "{PAGE} explains {gone:?}, which no file codes.rs has: remove the sections");
    assert_eq!(entries.len(), explained.len(), "{PAGE} explains a code twice");
    for entry in &entries {
        let code = &entry.code;
        assert!(entry.has_fix, "{PAGE}: `{code}` needs a line with `Fix: `");
        assert!(
            !entry.severity.is_empty(),
            "{PAGE}: `{code}` needs a line that starts with its severity and `: `"
        );
        let has_one = entry.example.is_some() != entry.is_without_example;
        assert!(has_one, "{PAGE}: `{code}` needs an example, or a line `No example: why.`");
    }
}

#[test]
fn codes_are_constants() {
    for (path, text) in workspace::texts(&workspace::root().join("generator/src"), ".rs").unwrap() {
        let is_test = path.ends_with("tests.rs") || path.contains("/tests/");
        let text = if is_test { "" } else { text.split("#[cfg(test)]").next().unwrap_or_default() };
        let is_of_codes = path.ends_with("codes.rs");
        assert!(
            is_of_codes || !text.contains("Code::new("),
            "generator/src/{path}: put the code into codes.rs"
        );
    }
}

#[test]
fn every_example_gives_its_code() {
    let (entries, skeleton) = page();
    let (mut wrong, mut texts) = (Vec::new(), String::new());
    for entry in &entries {
        let Some((kind, text)) = &entry.example else { continue };
        let found = run(kind, text, &skeleton);
        let own: Vec<&Diagnostic> = found.iter().filter(|one| one.code.name == entry.code).collect();
        if own.is_empty() || own.iter().any(|one| one.severity().to_string() != entry.severity) {
            let all: Vec<_> = found.iter().map(|one| format!("{}[{}]", one.severity(), one.code)).collect();
            wrong.push(format!("`{}` ({}) gives {}", entry.code, entry.severity, all.join(", ")));
        }
        let own: BTreeSet<(Severity, &str, Option<&str>)> =
            own.iter().map(|one| (one.severity(), one.message.as_str(), one.hint.as_deref())).collect();
        for (severity, message, hint) in own {
            let hint = hint.map(|hint| format!("\n  hint: {hint}")).unwrap_or_default();
            texts.push_str(&format!("{severity}[{}]: {message}{hint}\n", entry.code));
        }
    }
    assert!(wrong.is_empty(), "examples of {PAGE} that do not give their code:\n{}", wrong.join("\n"));
    let mut settings = insta::Settings::clone_current();
    settings.set_omit_expression(true);
    settings.set_prepend_module_to_snapshot(false);
    settings.bind(|| insta::assert_snapshot!("diagnostics_of_the_page", texts));
}

fn run(kind: &str, text: &str, skeleton: &str) -> Vec<Diagnostic> {
    let (document, overlay) = match kind {
        "yaml" | "json" => (text.to_owned(), None),
        "yaml overlay" => (skeleton.to_owned(), Some(text.to_owned())),
        part => (inserted(part, text, skeleton), None),
    };
    let source = |text: String| SourceFile { path: "example.yaml".to_owned(), text };
    let overlays = if overlay.is_some() { vec![SourceId(1)] } else { Vec::new() };
    let input = Input {
        version: Version::default(),
        sources: [Some(document), overlay].into_iter().flatten().map(source).collect(),
        documents: vec![DocumentInput {
            file: SourceId(0),
            overlays,
            style: Style::Operation,
            ..DocumentInput::default()
        }],
        package: Package { crate_name: "example".to_owned(), command: "cargo xtask codegen".to_owned() },
        names: None,
    };
    generate(&input).diagnostics.into_iter().collect()
}

/// The skeleton with a part of a document in its place, as text: a tag would not survive being read.
fn inserted(part: &str, text: &str, skeleton: &str) -> String {
    if text.contains(": !") {
        let indented = text.lines().map(|line| format!("      {line}\n")).collect::<String>();
        return format!("{skeleton}x-example:\n    Example:\n{indented}");
    }
    let mut document: Value = serde_yaml::from_str(skeleton).unwrap();
    let value: Value = serde_yaml::from_str(text).unwrap();
    match part {
        "yaml schema" => document["components"]["schemas"]["Example"] = value,
        "yaml path" => document["paths"]["/things"] = value,
        "yaml components" => {
            let components = document["components"].as_object_mut().unwrap();
            components.extend(value.as_object().unwrap().clone());
        }
        other => panic!("{PAGE}: `{other}` is not a kind of example"),
    }
    json!(document).to_string()
}
