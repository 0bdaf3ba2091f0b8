//! The test that sends each operation of a document to a server: `tests/conformance.rs` of a crate of its own.

mod call;
mod value;

use super::context::Context;
use super::header::header;
use super::request::operation::shown_name;
use crate::ir::{SecurityKind, SecurityScheme};
use crate::sample::{Form, OperationSample};
use call::{Call, Send};
use std::collections::BTreeSet;

/// The parts that are the same for every document.
const HARNESS: &str = include_str!("conformance/harness.txt");
/// What stands for the name of the library there.
const LIBRARY: &str = "LIBRARY";

/// The samples of one operation: with what it requires, with all that it takes, and in its other forms.
#[derive(Clone, Debug, Default)]
pub struct Samples {
    /// With what it requires.
    pub required: OperationSample,
    /// With all that it takes.
    pub all: OperationSample,
    /// With a file where one can go along, and with each alternative of its body.
    pub others: Vec<OperationSample>,
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
        text.push_str(&format!(
            "\n/// `{} {}`\nfn {name}(run: &mut Run) {{\n",
            operation.method, operation.documented_path
        ));
        let shown = format!("{shown}, {} {}", operation.method, operation.documented_path);
        text.push_str(&sends(&call, samples).iter().map(|send| send.written(&shown)).collect::<String>());
        text.push_str("}\n");
        listed.push_str(&format!("    {name},\n"));
    }
    text.push_str(&format!(
        "\n/// Sends the operations.\nconst OPERATIONS: &[fn(&mut Run)] = &[\n{listed}];\n"
    ));
    text
}

/// What is sent of an operation, and what is not.
fn sends(call: &Call<'_, '_>, samples: &Samples) -> Vec<Send> {
    let required = call.send(&samples.required, Form::Required, "required".to_owned());
    let all = call.send(&samples.all, Form::All, "all".to_owned());
    let others = samples.others.iter().zip(1..);
    let others = others.map(|(sample, number)| call.send(sample, Form::All, format!("other {number}")));
    let mut sends: Vec<Send> = [required, all].into_iter().chain(others).collect();
    // What one sample cannot hold beside the rest, another has.
    let lacking = call.lacking(&sends);
    sends[1].missing.extend(lacking);
    let mut sent = BTreeSet::new();
    for send in &mut sends {
        send.request = send.request.take().filter(|request| sent.insert(request.clone()));
    }
    sends
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
