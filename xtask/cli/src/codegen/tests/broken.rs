//! Tests of documents that cannot be used: each ends with a finding at its place, and nothing is written.

use super::codegen;
use crate::codegen::Flags;
use crate::options::Options;
use crate::outcome::Outcome;
use crate::terminal::Terminal;
use graph_tests::listing::listing;
use serde_json::Value;
use std::fs;
use std::path::Path;

const HEAD: &str = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\n";

/// Runs the command on a file; gives how it ended, the objects that it printed, and the text for people.
fn run(spec: &Path, out: &Path) -> (Outcome, Vec<Value>, String) {
    let (mut lines, mut text) = (Vec::new(), Vec::new());
    let mut outcome = Outcome::Fine;
    for json in [true, false] {
        let (spec, out) = (Some(spec.to_owned()), Some(out.to_owned()));
        let flags = Flags {
            options: Options { json, check: json, ..Options::default() },
            spec,
            out,
            name: Some("broken".to_owned()),
            ..Flags::default()
        };
        let (mut printed, mut errors) = (Vec::new(), Vec::new());
        outcome = codegen(&flags, &mut Terminal::new(&mut printed, &mut errors)).unwrap();
        if json {
            let printed = String::from_utf8(printed).unwrap();
            lines = printed.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        } else {
            text = errors;
        }
    }
    (outcome, lines, String::from_utf8(text).unwrap())
}

/// The codes of the errors of a document, each with its line and column; nothing may be written.
fn errors(name: &str, bytes: &[u8]) -> Vec<(String, u64, u64)> {
    let folder = tempfile::tempdir().unwrap();
    let (spec, out) = (folder.path().join(name), folder.path().join("deep/out"));
    fs::write(&spec, bytes).unwrap();
    let (outcome, lines, text) = run(&spec, &out);
    assert_eq!(outcome, Outcome::Problem, "{text}");
    assert!(!folder.path().join("deep").exists(), "not even a folder is made");
    assert!(text.len() < 20_000 && text.lines().all(|line| line.chars().count() < 700), "{text}");
    let summary = lines.last().unwrap();
    assert_eq!((&summary["kind"], &summary["result"]), (&"summary".into(), &"refused".into()));
    let found = lines.iter().filter(|line| line["severity"] == "error");
    let found: Vec<_> = found
        .map(|line| {
            assert_eq!(line["file"], spec.display().to_string());
            let code = line["code"].as_str().unwrap();
            assert!(text.contains(&format!("error[{code}]")), "{text}");
            (code.to_owned(), line["line"].as_u64().unwrap(), line["column"].as_u64().unwrap())
        })
        .collect();
    assert_eq!(summary["errors"], found.len());
    found
}

fn codes(name: &str, bytes: &[u8]) -> Vec<String> {
    errors(name, bytes).into_iter().map(|(code, ..)| code).collect()
}

#[test]
fn a_broken_text_ends_with_its_place() {
    let utf16: Vec<u8> = HEAD.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let with_mark = [b"\xff\xfe".as_slice(), &utf16].concat();
    for (name, bytes, code, line, column) in [
        ("a.yaml", b"openapi: 3.0.3\npaths: {/a: [}\n".to_vec(), "document-syntax", 2, 14),
        ("a.json", b"{\"openapi\": \"3.0.3\",\n  \"paths\": {,}}".to_vec(), "document-syntax", 2, 13),
        ("a.yaml", b"openapi: 3.0.3\npaths:\n\t/a: {}\n".to_vec(), "document-syntax", 3, 1),
        ("a.yaml", b"openapi: 3.0.3\npaths: {}\n---\na: 1\n".to_vec(), "document-syntax", 3, 1),
        ("a.json", b"{\"openapi\": \"3.0.3\", \"x-a\": 1e400}".to_vec(), "document-syntax", 1, 33),
        ("a.yaml", b"openapi: 3.0.3\ninfo: {title: caf\xe9}\n".to_vec(), "document-encoding", 2, 18),
        ("a.yaml", with_mark, "document-encoding", 1, 1),
        ("a.yaml", utf16, "document-encoding", 1, 1),
        ("a.yaml", b"".to_vec(), "document-empty", 1, 1),
        ("a.yaml", b"# a\n\n  # b\n".to_vec(), "document-empty", 1, 1),
        ("a.yaml", b"\xef\xbb\xbfopenapi: 4.0.0\n".to_vec(), "document-unsupported-version", 1, 1),
        ("a.json", b"{\"info\": {}, \"swagger\": \"2.0\"}".to_vec(), "document-unsupported-version", 1, 14),
        ("a.yaml", b"openapi: 3.0.3\nx-a: {<<: 3}\n".to_vec(), "document-syntax", 2, 6),
    ] {
        let shown = String::from_utf8_lossy(&bytes).into_owned();
        assert_eq!(errors(name, &bytes), [(code.to_owned(), line, column)], "{shown}");
    }
}

#[test]
fn neither_depth_nor_aliases_bring_the_generator_down() {
    let deep = format!("{}1{}", "[".repeat(10_000), "]".repeat(10_000));
    let dashes = format!("openapi: 3.0.3\nx-a:\n  {}1\n", "- ".repeat(10_000));
    let schemas = format!("{}{{}}{}", "{\"type\": \"array\", \"items\": ".repeat(500), "}".repeat(500));
    let schemas = format!(
        "{{\"openapi\": \"3.0.3\", \"info\": {{}}, \"paths\": {{}}, \"components\": {{\"schemas\": {{\"A\": {schemas}}}}}}}"
    );
    for text in [
        format!("{{\"openapi\": \"3.0.3\", \"x-a\": {deep}}}"),
        format!("openapi: 3.0.3\nx-a: {deep}\n"),
        dashes,
        schemas,
    ] {
        assert_eq!(codes("a", text.as_bytes()), ["document-nesting"]);
    }
    let mut bomb = "a0: &a0 [x, x]\n".to_owned();
    for level in 1..40 {
        bomb += &format!("a{level}: &a{level} [*a{0}, *a{0}]\n", level - 1);
    }
    assert_eq!(codes("bomb.yaml", bomb.as_bytes()), ["document-aliases"]);
}

#[test]
fn all_errors_are_found_at_once_and_in_order() {
    let text = format!("{HEAD}paths: {{}}\npaths: {{}}\ncomponents:\n  schemas:\n    A: {{}}\n    A: {{}}\n");
    let duplicate = |line, column| ("document-duplicate-key".to_owned(), line, column);
    assert_eq!(errors("a.yaml", text.as_bytes()), [duplicate(4, 1), duplicate(8, 5)]);
    let json = "{\"openapi\": \"3.0.3\",\n \"é\": {\"a\": 1, \"a\": 2}, \"é\": 1}";
    assert_eq!(errors("a.json", json.as_bytes()), [duplicate(2, 16), duplicate(2, 25)]);

    let text = format!(
        "{HEAD}paths:
  /a:
    get:
      parameters: [{{$ref: '#/components/parameters/Missing'}}]
      requestBody: {{$ref: '#/components/requestBodies/Missing'}}
      responses:
        200: {{$ref: '#/components/responses/Missing'}}
        201: {{description: d, content: {{application/json: {{schema: {{$ref: '#/components/schemas/Missing'}}}}}}}}
  /b: {{$ref: '#/components/pathItems/Missing'}}
components:
  schemas:
    A: {{type: object, properties: 3}}
    B: {{allOf: [{{$ref: '#/components/schemas/C'}}]}}
    C: {{allOf: [{{$ref: '#/components/schemas/B'}}]}}
    D: {{$ref: '#/components/schemas/E'}}
    E: {{$ref: '#/components/schemas/D'}}
    F: {{type: object, required: true, properties: {{f: {{$ref: '#/components/schemas/Missing'}}}}}}
"
    );
    let found = errors("a.yaml", text.as_bytes());
    let codes: Vec<&str> = found.iter().map(|(code, ..)| code.as_str()).collect();
    assert_eq!(
        codes,
        ["structure-wrong-kind", "all-of-cycle", "all-of-cycle", "reference-cycle", "reference-cycle"]
    );
    let lines: Vec<u64> = found.iter().map(|(_, line, _)| *line).collect();
    assert_eq!(lines, [14, 15, 16, 17, 18]);
}

#[test]
fn the_structure_must_be_there() {
    for text in
        ["paths: []", "paths: 3", "paths: {}\ncomponents: []", "paths: {}\ncomponents: {schemas: [a]}"]
    {
        assert_eq!(codes("a.yaml", format!("{HEAD}{text}\n").as_bytes()), ["structure-wrong-kind"], "{text}");
    }
}

#[test]
fn what_is_not_a_file_is_reported_too() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["missing.yaml", "."] {
        let (outcome, lines, text) = run(&folder.path().join(name), &folder.path().join("out"));
        assert_eq!(outcome, Outcome::Problem);
        assert_eq!((&lines[0]["code"], &lines[0]["line"]), (&"document-file".into(), &Value::Null), "{text}");
        assert!(!folder.path().join("out").exists());
    }
}

#[test]
fn a_place_that_cannot_be_written_stays_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let (spec, out) = (folder.path().join("a.yaml"), folder.path().join("deep/out"));
    fs::write(&spec, format!("{HEAD}servers: [{{url: 'https://e.example.com'}}]\npaths: {{}}\n")).unwrap();
    let write = |out: &Path| {
        let flags = Flags { spec: Some(spec.clone()), out: Some(out.to_owned()), ..Flags::default() };
        let (mut printed, mut errors) = (Vec::new(), Vec::new());
        let mut terminal = Terminal::new(&mut printed, &mut errors);
        codegen(&flags, &mut terminal).map_err(|error| format!("{error:#}"))
    };
    assert_eq!(write(&out), Ok(Outcome::Fine));
    // What comes first could be written, and is not.
    fs::remove_file(out.join("Cargo.toml")).unwrap();
    fs::remove_dir_all(out.join("src/runtime")).unwrap();
    fs::write(out.join("src/runtime"), "A file where a folder is needed.\n").unwrap();
    let before = listing(folder.path()).unwrap();
    let error = write(&out).unwrap_err();
    assert!(error.starts_with(&format!("cannot make {}", out.join("src/runtime").display())), "{error}");
    assert_eq!(listing(folder.path()).unwrap(), before);
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_made_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (spec, link) = (folder.path().join("a.yaml"), folder.path().join("link"));
    fs::write(&spec, format!("{HEAD}paths: {{}}\n")).unwrap();
    std::os::unix::fs::symlink(folder.path().join("nowhere"), &link).unwrap();
    let flags = Flags { spec: Some(spec), out: Some(link.join("out")), ..Flags::default() };
    let (mut printed, mut errors) = (Vec::new(), Vec::new());
    let mut terminal = Terminal::new(&mut printed, &mut errors);
    let error = codegen(&flags, &mut terminal).unwrap_err();
    assert!(format!("{error:#}").starts_with(&format!("cannot make {}: ", link.display())), "{error:#}");
    assert_eq!(listing(folder.path()).unwrap().len(), 2, "the document and the link");
}

#[test]
fn one_bad_corner_costs_that_corner() {
    let folder = tempfile::tempdir().unwrap();
    let spec = folder.path().join("a.yaml");
    let text = format!(
        "{HEAD}servers: [{{url: 'https://e.example.com'}}]
paths:
  /a:
    get:
      tags: ~
      externalDocs: {{url: not a link}}
      unknown: 1
      responses: {{200: {{description: fine}}, NO: {{description: no}}, 2026-01-01: {{description: date}}}}
    put: 5
x-base: &base {{type: object, properties: {{merged: {{type: string}}}}}}
components:
  schemas:
    A: {{type: object, required: true, properties: {{a: {{type: string, maxLength: 1e30, enum: [on, NO, 2026-01-01]}}, b: {{type: array}}, c: ~}}}}
    B: {{<<: *base, example: {{merged: 5}}}}
    C: {{type: integer, maximum: 123456789012345678901234567890}}
    D: {{type: object, properties: []}}
"
    );
    fs::write(&spec, text).unwrap();
    let out = folder.path().join("out");
    let (outcome, lines, text) = run(&spec, &out);
    assert_eq!(outcome, Outcome::Fine, "{text}");
    assert!(lines.iter().all(|line| line["severity"] != "error"), "{text}");
    assert!(text.contains("warning[keyword-wrong-kind]") && out.join("src/lib.rs").exists(), "{text}");
    let again = run(&spec, &out).1;
    assert_eq!(again.last().unwrap()["result"], "up-to-date");
}

#[test]
fn of_one_warning_few_are_shown_and_all_can_be_listed() {
    let folder = tempfile::tempdir().unwrap();
    let spec = folder.path().join("a.yaml");
    let schemas: String = (0..20).map(|at| format!("    A{at}: {{type: nonsense}}\n")).collect();
    fs::write(&spec, format!("{HEAD}paths: {{}}\ncomponents:\n  schemas:\n{schemas}")).unwrap();
    let shown = |losses| {
        let out = Some(folder.path().join("out"));
        let flags = Flags {
            options: Options { losses, ..Options::default() },
            spec: Some(spec.clone()),
            out,
            ..Flags::default()
        };
        let (mut printed, mut errors) = (Vec::new(), Vec::new());
        codegen(&flags, &mut Terminal::new(&mut printed, &mut errors)).unwrap();
        (String::from_utf8(printed).unwrap(), String::from_utf8(errors).unwrap())
    };
    let (printed, errors) = shown(false);
    assert_eq!(errors.matches("is not allowed for `type`").count(), 5, "{errors}");
    assert!(errors.contains("15 more warnings of this code; `--losses` lists all"), "{errors}");
    assert!(!printed.contains("keyword-wrong-value"), "{printed}");
    let (printed, _) = shown(true);
    assert!(printed.contains("\nWeaker types: 20\n  keyword-wrong-value: 20\n"), "{printed}");
    assert_eq!(
        printed.matches("a.yaml:").count(),
        20 + 1,
        "each with its place, and the line of the document"
    );
}

#[test]
fn what_a_caller_would_not_miss_is_counted_or_listed() {
    let folder = tempfile::tempdir().unwrap();
    let spec = folder.path().join("a.yaml");
    let schemas = "    A: {type: nonsense, x-a: 1}\n    B: {type: string, x-b: 1, not: {}}\n    C: {type: string, not: {}}\n";
    fs::write(&spec, format!("{HEAD}paths: {{}}\ncomponents:\n  schemas:\n{schemas}")).unwrap();
    let shown = |verbose| {
        let options = Options { losses: true, verbose, ..Options::default() };
        let out = Some(folder.path().join("out"));
        let flags = Flags { options, spec: Some(spec.clone()), out, ..Flags::default() };
        let (mut printed, mut errors) = (Vec::new(), Vec::new());
        codegen(&flags, &mut Terminal::new(&mut printed, &mut errors)).unwrap();
        String::from_utf8(printed).unwrap()
    };
    let folded = shown(false);
    let places: Vec<_> =
        ["\nWeaker types: 1\n  keyword-wrong-value: 1\n", "\nNot checked: 2\n", "would miss: 2\n"]
            .iter()
            .map(|text| folded.find(text))
            .collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{folded}");
    assert!(folded.contains("\n  extension-unused: 2, such as "), "{folded}");
    assert!(
        folded.contains("`x-a`") && !folded.contains("`x-b`") && folded.contains("`--verbose`"),
        "{folded}"
    );
    let listed = shown(true);
    assert!(listed.contains("`x-b`") && !listed.contains("such as"), "{listed}");
}
