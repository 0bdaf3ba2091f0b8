//! The documents with which the OpenAPI Initiative tests its schema of OpenAPI 3.2.

use crate::compile::{add_cases, make_whole_crate, succeed, write};
use graph_generator::diagnostic::Severity;
use graph_generator::document::render_all;
use graph_tests::case::Case;
use graph_tests::workspace;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What the schema refuses and would change a request, with what is said of it.
const REFUSED: [(&str, &str); 7] = [
    ("operation-object-query-with-querystring", "parameter-querystring"),
    ("operation-object-two-querystrings", "parameter-querystring"),
    ("path-item-object-query-with-querystring", "parameter-querystring"),
    ("path-item-object-two-querystrings", "parameter-querystring"),
    ("path-item-object-conflicting-additional-operation", "operation-left-out"),
    ("parameter-object-header-name", "parameter-left-out"),
    ("parameter-object-querystring-not-with-schema", "parameter-left-out"),
];

/// The environment variable that names the folder of the documents, `pass` and `fail`.
const VARIABLE: &str = "META_GRAPH_OPENAPI_3_2";

fn cases(folder: &Path) -> Vec<Case> {
    let texts = workspace::texts(folder, ".yaml").unwrap().into_iter();
    let case = |(path, text): (String, String)| Case {
        name: path.trim_end_matches(".yaml").to_owned(),
        text,
        overlay: None,
        files: BTreeMap::new(),
        is_graph: false,
    };
    texts.map(case).collect()
}

/// The same document, with requests that use its path items and parameters: a component that nothing uses changes no
/// request.
fn in_use(case: &Case) -> Case {
    let mut document: Value = serde_yaml::from_str(&case.text).unwrap();
    let components = document["components"].clone();
    let names = |section: &str| {
        let section = components.get(section).and_then(Value::as_object).into_iter().flatten();
        section.map(|(name, _)| name.clone()).collect::<Vec<_>>()
    };
    let reference = |section: &str, name: &str| json!({ "$ref": format!("#/components/{section}/{name}") });
    let parameters: Vec<_> = names("parameters").iter().map(|name| reference("parameters", name)).collect();
    document["paths"]["/parameters"] = json!({ "get": { "parameters": parameters } });
    for name in names("pathItems") {
        document["paths"][format!("/{name}")] = reference("pathItems", &name);
    }
    Case { text: document.to_string(), ..case.clone() }
}

#[test]
fn documents_that_are_right_compile() {
    let Some(documents) = std::env::var_os(VARIABLE).map(PathBuf::from) else {
        println!("Left out: {VARIABLE} names no folder with the documents of OpenAPI 3.2.");
        return;
    };
    let cases = cases(&documents.join("pass"));
    assert!(!cases.is_empty(), "no documents in {}", documents.display());
    for case in &cases {
        let output = case.generate("");
        let worst = output.diagnostics.iter().map(|found| found.severity()).max();
        let sources = case.input("").sources;
        let said = || render_all(output.diagnostics.iter(), &sources);
        assert!(worst < Some(Severity::Error), "{}: {:?}", case.name, said());
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("openapi_3_2");
    make_whole_crate(&folder, "openapi_3_2");
    let library = add_cases(&folder, &cases);
    write(&folder.join("src/lib.rs"), &library);
    succeed(&folder, &["check", "--quiet", "--no-default-features"]);
}

#[test]
fn documents_that_would_change_a_request_are_reported() {
    let Some(documents) = std::env::var_os(VARIABLE).map(PathBuf::from) else {
        println!("Left out: {VARIABLE} names no folder with the documents of OpenAPI 3.2.");
        return;
    };
    let cases = cases(&documents.join("fail"));
    for (name, code) in REFUSED {
        let case = cases.iter().find(|case| case.name == name).unwrap_or_else(|| panic!("no {name}"));
        let case = in_use(case);
        let output = case.generate("");
        let is_found = output.diagnostics.iter().any(|found| found.code == code);
        let said = render_all(output.diagnostics.iter(), &case.input("").sources);
        assert!(is_found, "{name}: {said:?}");
    }
}
