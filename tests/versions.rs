//! Two versions of an API in one crate: what `tests/wire/versions.rs` sends with one client.

use graph_generator::diagnostic::SourceId;
use graph_generator::document::{DocumentInput, SourceFile};
use graph_generator::emit::Package;
use graph_generator::files::Files;
use graph_generator::ir::{Ident, Style, Version};
use graph_generator::{Input, generate_versions};
use std::collections::BTreeMap;

/// The modules, in the order of the versions.
pub(crate) const MODULES: [&str; 2] = ["pair_v1_0", "pair_v2_0"];

/// The second version has a field more, and needs the other one.
const SCHEMAS: [&str; 2] = [
    "{type: object, properties: {name: {type: string}}}",
    "{type: object, required: [name], properties: {name: {type: string}, size: {type: integer}}}",
];

/// The files of both versions.
pub(crate) fn files() -> Files {
    let inputs = [0, 1].map(|at| Input {
        version: Version {
            label: format!("v{}.0", at + 1),
            module: Ident(MODULES[at].to_owned()),
            ..Version::default()
        },
        sources: vec![SourceFile { path: "thing.yaml".to_owned(), text: document(at) }],
        documents: vec![DocumentInput { file: SourceId(0), style: Style::Graph, ..DocumentInput::default() }],
        package: Package { crate_name: "cases".to_owned(), command: "cargo xtask codegen".to_owned() },
        names: None,
    });
    let mut files = Files::new();
    for output in generate_versions(&inputs, &BTreeMap::new()) {
        assert!(!output.diagnostics.has_errors(), "{:?}", output.diagnostics);
        files.extend(output.files);
    }
    // The documents name no error codes.
    files.remove("src/error_codes.rs");
    files
}

fn document(at: usize) -> String {
    format!(
        "openapi: 3.0.3\ninfo: {{title: Things, version: '{number}.0'}}\n\
         servers: [{{url: https://graph.example.com/v{number}.0}}]\npaths:\n  /{{thing_id}}:\n    get:\n      parameters:\n\
         \x20       - {{name: thing_id, in: path, required: true, schema: {{type: string}}}}\n      responses:\n\
         \x20       '200':\n          description: A thing\n\
         \x20         content: {{application/json: {{schema: {{$ref: '#/components/schemas/Thing'}}}}}}\n\
         components:\n  schemas:\n    Thing: {schema}\n",
        number = at + 1,
        schema = SCHEMAS[at],
    )
}
