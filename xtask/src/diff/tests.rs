//! The command over small folders.

use super::{is_document, parse, run};
use crate::comparison::between;
use crate::outcome::Outcome;
use crate::terminal::Terminal;
use crate::tests::checkout::TODAY;
use crate::workspace::Workspace;
use crate::world::World;
use graph_generator::compare::Detail;
use openapi_crate::download::Downloader;
use std::fs;
use std::path::Path;

const DOCUMENT: &str = "openapi: 3.0.3\ninfo: {title: T, version: '1'}\nservers: [{url: https://a.example/v1.0}]\npaths:\n  \
                        /{page_id}:\n    get:\n      parameters:\n        - {name: page_id, in: path, required: true, \
                        schema: {type: string}}\n        - {name: limit, in: query, schema: {type: integer}}\n      \
                        responses: {'200': {description: Done.}}\n";

/// Makes the `spec/` folder of a checkout.
fn spec(root: &Path) {
    let folder = &root.join("spec");
    fs::create_dir_all(folder).unwrap();
    fs::write(folder.join("versions.toml"), "").unwrap();
    let entry = |version: &str| {
        format!(
            "[[document]]\nname = \"page\"\nversion = \"{version}\"\nfile = \"{version}/page.yaml\"\nkind = \
             \"hand-written\"\nstyle = \"graph\"\n"
        )
    };
    fs::write(folder.join("manifest.toml"), entry("v1.0") + &entry("v2.0")).unwrap();
    for (version, text) in [
        ("v1.0", DOCUMENT.to_owned()),
        ("v2.0", DOCUMENT.replace("v1.0", "v2.0").replace("type: integer", "type: string")),
    ] {
        fs::create_dir_all(folder.join(version)).unwrap();
        fs::write(folder.join(version).join("page.yaml"), text).unwrap();
    }
}

fn command(arguments: &[&str]) -> (Result<Outcome, String>, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let world = World { find: &Workspace::find, downloader: &Downloader::new(), today: TODAY };
    let mut terminal = Terminal::new(&mut out, &mut err);
    let outcome = run(&mut lexopt::Parser::from_args(arguments), &world, &mut terminal);
    (outcome.map_err(|error| format!("{error:#}")), String::from_utf8(out).unwrap())
}

#[test]
fn two_versions_are_compared() {
    let folder = tempfile::tempdir().unwrap();
    spec(folder.path());
    let report = between(&Workspace::at(folder.path()), "v1.0", "v2.0").unwrap();
    let ids: Vec<_> = report.changes().iter().map(|change| change.rule.id).collect();
    assert_eq!(ids, ["parameter-retyped"], "{}", report.text(Detail::Whole));
    let place = report.changes()[0].old_place.as_ref().unwrap().to_string();
    assert!(place.starts_with("spec/v1.0/page.yaml:9:"), "{place}");
    assert!(between(&Workspace::at(folder.path()), "v1.0", "v1.0").unwrap().changes().is_empty());
}

#[test]
fn an_unknown_version_names_the_known_ones() {
    let folder = tempfile::tempdir().unwrap();
    spec(folder.path());
    let error = between(&Workspace::at(folder.path()), "v1.0", "v3.0").unwrap_err().to_string();
    assert!(error.contains("no version `v3.0`; it has v1.0, v2.0"), "{error}");
}

#[test]
fn documents_are_compared_by_path() {
    let folder = tempfile::tempdir().unwrap();
    spec(folder.path());
    let path =
        |version: &str| folder.path().join("spec").join(version).join("page.yaml").display().to_string();
    let (old, new) = (path("v1.0"), path("v2.0"));
    let (outcome, text) = command(&[&old, &new, "--deny", "breaking"]);
    assert_eq!(outcome, Ok(Outcome::Problem));
    assert!(text.contains("[parameter-retyped]") && text.contains("[server-changed]"), "{text}");
    let (outcome, text) = command(&[&old, &new, "--json"]);
    assert_eq!(outcome, Ok(Outcome::Fine));
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(json["verdict"], "breaking");
    let (_, text) = command(&[&old, &new, "--markdown", "--style=graph"]);
    assert!(text.starts_with("# ") && text.contains("## Breaking (1)"), "{text}");
}

/// The type of an inline enum has its name from the words of its places, so that one place which grows would give the
/// enum of the others another name if the names were not kept.
#[test]
fn a_document_keeps_the_names_of_the_one_before() {
    let folder = tempfile::tempdir().unwrap();
    let object = |values: &str| {
        format!("{{type: object, properties: {{status: {{type: string, enum: [{values}]}}}}}}")
    };
    let answer = |name: &str| {
        format!(
            "  /{name}: {{get: {{tags: [t], operationId: get{name}, responses: {{'200': {{description: Ok., content: \
             {{application/json: {{schema: {{$ref: '#/components/schemas/{name}'}}}}}}}}}}}}}}\n"
        )
    };
    let path = |name: &str, values: &str| {
        let text = format!(
            "openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\nservers: [{{url: https://a.example}}]\npaths:\n\
             {}{}components:\n  schemas:\n    Cat: {}\n    Dog: {}\n",
            answer("Cat"),
            answer("Dog"),
            object(values),
            object("open, closed"),
        );
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        path.display().to_string()
    };
    let (old, new) = (path("old.yaml", "open, closed"), path("new.yaml", "open, closed, hidden"));
    let (_, text) = command(&[&old, &new]);
    assert!(text.contains("compatible") && text.contains("models::Status::Hidden"), "{text}");
    assert!(text.contains("surface: 0 gone, 0 changed, 1 new"), "{text}");
    // The other way the two types were apart, and stay so.
    let (_, text) = command(&[&new, &old]);
    assert!(text.contains("surface: 1 gone, 0 changed, 0 new"), "{text}");
}

#[test]
fn a_document_that_cannot_be_read_is_an_error_with_its_place() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.yaml"), "openapi: 3.0.3\npaths: [\n").unwrap();
    let path = folder.path().join("a.yaml").display().to_string();
    let (outcome, _) = command(&[&path, &path]);
    let error = outcome.unwrap_err();
    assert!(error.contains("a.yaml cannot be read") && error.contains("error["), "{error}");
}

#[test]
fn arguments_are_checked() {
    let parsed = |arguments: &[&str]| parse(&mut lexopt::Parser::from_args(arguments));
    assert!(parsed(&["a", "b", "--deny", "all"]).is_err());
    assert!(parsed(&["--markdown", "--json"]).is_err());
    assert!(parsed(&["--style", "rest"]).is_err());
    assert!(parsed(&["-h"]).unwrap().is_none());
    assert!(command(&["v1.0"]).0.unwrap_err().contains("two versions"));
    assert!(is_document("a.yaml") && is_document("x/y") && !is_document("v26.0"));
}
