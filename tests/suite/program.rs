//! The crate that all groups become, and the program in it that reads and sends the instances.

use super::groups::Group;
use crate::compile::{cargo, make_whole_crate, write};
use graph_generator::diagnostic::Severity;
use graph_generator::document::render_all;
use serde_json::value::RawValue;
use std::fs;
use std::path::Path;

/// What became of an instance: what was read, written again, and what was sent of it.
pub(super) type Outcome = Result<[Box<RawValue>; 2], String>;

/// Makes the crate and runs the program: what became of each instance, group by group.
pub(super) fn run(groups: &[Group]) -> Vec<Vec<Outcome>> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("suite");
    make_whole_crate(&folder, "cases");
    let mut library = fs::read_to_string(folder.join("src/lib.rs")).unwrap();
    let mut arms = String::new();
    for (index, group) in groups.iter().enumerate() {
        let module = group.case.module();
        library.push_str(&format!("#[doc = \"A group.\"]\npub mod {module};\n"));
        arms.push_str(&format!(
            "        {index} => through(&client, &{module}::value::read(), |value| {module}::value::send(value), text),\n"
        ));
        for (path, text) in generate(group, &module) {
            write(&folder.join(path), &text);
        }
    }
    write(&folder.join("src/lib.rs"), &library);
    write(&folder.join("src/bin/suite.rs"), &format!("{HEAD}{arms}{TAIL}"));
    let input: Vec<Vec<&str>> =
        groups.iter().map(|group| group.instances.iter().map(|one| one.data.get()).collect()).collect();
    write(&folder.join("instances.json"), &serde_json::to_string(&input).unwrap());
    let output =
        cargo(&folder, &["run", "--quiet", "--no-default-features", "--bin", "suite"]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The files of a group.
fn generate(group: &Group, module: &str) -> graph_generator::files::Files {
    let input = group.case.input(module);
    let output = graph_generator::generate(&input);
    let errors = output.diagnostics.iter().filter(|one| one.severity == Severity::Error);
    let errors = render_all(errors, &input.sources);
    assert!(errors.is_empty(), "{}, {}: {}", group.keyword, group.description, errors.join("\n"));
    output.files
}

const HEAD: &str = "//! Reads instances as answers and sends them as bodies.

use cases::*;
use serde::Serialize;
use serde_json::json;

fn through<R: Request, S: Request>(
    client: &Client,
    read: &R,
    send: impl FnOnce(R::Response) -> S,
    text: &str,
) -> Result<[String; 2], Box<dyn std::error::Error>>
where
    R::Response: Serialize,
{
    let answer = http::Response::builder().header(\"content-type\", \"application/json\");
    let value = client.decode(read, answer.body(text.to_owned().into())?)?;
    let answer = serde_json::to_string(&value)?;
    let sent = client.http_request(&send(value))?.into_body();
    Ok([answer, String::from_utf8(sent.to_vec())?])
}

fn of_group(group: usize, text: &str) -> Result<[String; 2], Box<dyn std::error::Error>> {
    let client = Client::builder().build()?;
    match group {
";

const TAIL: &str = "        _ => Err(\"no such group\".into()),
    }
}

fn main() {
    let groups: Vec<Vec<String>> = serde_json::from_reader(std::fs::File::open(\"instances.json\").unwrap()).unwrap();
    let outcome = |group: usize, text: &str| match of_group(group, text) {
        Ok([answer, body]) => format!(\"{{\\\"Ok\\\":[{answer},{body}]}}\"),
        Err(error) => json!({\"Err\": error.to_string()}).to_string(),
    };
    let groups: Vec<String> = groups.iter().enumerate().map(|(group, texts)| {
        let outcomes: Vec<String> = texts.iter().map(|text| outcome(group, text)).collect();
        format!(\"[{}]\", outcomes.join(\",\"))
    }).collect();
    println!(\"[{}]\", groups.join(\",\"));
}
";
