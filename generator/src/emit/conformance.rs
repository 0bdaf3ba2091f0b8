//! The test that sends each operation of a document to a server: `tests/conformance.rs` of a crate of its own.

mod call;
mod value;

use super::context::Context;
use super::header::header;
use super::request::operation::shown_name;
use crate::ir::{SecurityKind, SecurityScheme};
use crate::sample::{Form, OperationSample};
use call::Call;
use std::collections::BTreeSet;

/// The parts that are the same for every document.
const HARNESS: &str = include_str!("conformance/harness.txt");
/// What stands for the name of the library there.
const LIBRARY: &str = "LIBRARY";

/// The samples of one operation: with what it requires, and with all that it takes.
#[derive(Clone, Debug, Default)]
pub struct Samples {
    /// With what it requires.
    pub required: OperationSample,
    /// With all that it takes.
    pub all: OperationSample,
}

/// Writes the test. `samples` are those of each operation, in the order of the operations.
pub(super) fn conformance(cx: &Context<'_>, samples: &[Samples]) -> String {
    let mut names = BTreeSet::new();
    let mut text = header("//", &cx.package.command, cx.sources);
    text.push_str(&HARNESS.replace(LIBRARY, &library(cx)));
    text.push_str(&credentials(&library(cx), &cx.api.security_schemes));
    let mut listed = String::new();
    for (operation, samples) in cx.api.operations.iter().zip(samples) {
        let call = Call { cx, operation };
        let shown = shown_name(operation);
        let name = unique(&format!("send_{}", shown.replace("::", "_").replace("r#", "")), &mut names);
        let required = call.send(&samples.required, Form::Required);
        let all = call.send(&samples.all, Form::All);
        text.push_str(&format!(
            "\n/// `{} {}`\nfn {name}(run: &mut Run) {{\n",
            operation.method, operation.documented_path
        ));
        let shown = format!("{shown}, {} {}", operation.method, operation.documented_path);
        text.push_str(&required.written(&shown, Form::Required));
        let all = if required.request == all.request { all.without_request() } else { all };
        text.push_str(&all.written(&shown, Form::All));
        text.push_str("}\n");
        listed.push_str(&format!("    {name},\n"));
    }
    text.push_str(&format!(
        "\n/// Sends the operations.\nconst OPERATIONS: &[fn(&mut Run)] = &[\n{listed}];\n"
    ));
    text
}

/// The path of the library, which may be called like a module in it.
fn library(cx: &Context<'_>) -> String {
    format!("::{}", cx.package.crate_name)
}

/// A credential for every security scheme; what it is does not matter to a mock server.
fn credentials(library: &str, schemes: &[SecurityScheme]) -> String {
    let mut setters = String::from(".access_token(\"token\")");
    for scheme in schemes {
        setters.push_str(&match scheme.kind {
            SecurityKind::Basic => ".basic_auth(\"user\", \"password\")".to_owned(),
            _ => format!("\n        .api_key({:?}, \"key\")", scheme.name),
        });
    }
    format!(
        "\n/// Sets what the operations need to be allowed.\n\
         fn credentials(builder: {library}::ClientBuilder) -> {library}::ClientBuilder {{\n    builder{setters}\n}}\n"
    )
}

fn unique(name: &str, taken: &mut BTreeSet<String>) -> String {
    let mut unique = name.to_owned();
    let mut number = 2;
    while !taken.insert(unique.clone()) {
        unique = format!("{name}_{number}");
        number += 1;
    }
    unique
}
