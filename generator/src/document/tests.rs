use super::*;

const DOCUMENT: &str = "openapi: 3.1.0\ninfo: {title: t, version: 26.0}\npaths:\n  /a:\n    get:\n      responses:\n        200:\n          description: d\ncomponents:\n  schemas:\n    A:\n      type: [string, 'null']\n      minimum: 1\n";

fn run(overlay: &str) -> (Option<Document>, Vec<String>) {
    let source = |path: &str, text: &str| SourceFile { path: path.to_owned(), text: text.to_owned() };
    let sources = [source("api.yaml", DOCUMENT), source("fix.yaml", overlay)];
    let overlays = if overlay.is_empty() { vec![] } else { vec![SourceId(1)] };
    let input =
        DocumentInput { file: SourceId(0), overlays, style: Style::Graph, ..DocumentInput::default() };
    let mut diagnostics = Diagnostics::default();
    let document = load(&sources, &input, &mut diagnostics);
    (document, render_all(diagnostics.iter(), &sources))
}

#[test]
fn a_document_is_loaded_and_its_findings_have_places() {
    let (document, findings) = run("");
    let openapi = document.unwrap().openapi;
    assert_eq!((openapi.openapi.as_str(), openapi.info.version.as_str()), ("3.0.3", "26.0"));
    let expected = "api.yaml:13:7: note[keyword-unused]: `minimum` says nothing about a value of type string; it is left out";
    assert_eq!(findings, [expected]);
}

#[test]
fn a_finding_about_what_an_overlay_wrote_is_shown_there() {
    let head = "overlay: 1.1.0\ninfo: {title: t, version: '1'}\nactions:\n";
    let (document, findings) = run(&format!(
        "{head}  - target: $.components.schemas.A.minimum\n    remove: true\n  - target: $.paths['/a'].get\n    update:\n      summary: [1]\n"
    ));
    assert!(document.is_some());
    assert_eq!(
        findings,
        ["fix.yaml:8:7: warning[keyword-wrong-kind]: `summary` is a list, not a string; it is left out"]
    );
}

#[test]
fn an_action_that_matches_nothing_stops_the_document() {
    let (document, findings) = run(
        "overlay: 1.0.0\ninfo: {title: t, version: '1'}\nactions:\n  - target: $.gone\n    remove: true\n",
    );
    assert!(document.is_none());
    assert!(
        findings[0].starts_with("fix.yaml:4:5: error[overlay-no-match]: action 0 (`$.gone`) matches nothing"),
        "{findings:?}"
    );
}

#[test]
fn a_missing_source_is_an_error() {
    let input = DocumentInput {
        file: SourceId(7),
        overlays: vec![],
        style: Style::Graph,
        ..DocumentInput::default()
    };
    let mut diagnostics = Diagnostics::default();
    assert!(load(&[], &input, &mut diagnostics).is_none());
    assert_eq!(diagnostics.iter().next().unwrap().code, codes::MISSING_SOURCE);
}
