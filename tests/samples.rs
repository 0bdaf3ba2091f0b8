//! Sample values of the cases: what a generated type reads, and what it writes of that.
//!
//! They stand beside a case in `<case>.samples.json`, by the name of the type:
//!
//! - `kept`: values that are written as an answer as they were read;
//! - `read`: pairs of a value and what an answer of it is written as;
//! - `sent`: pairs of a value and what a request of it is written as;
//! - `refused`: values that are no value of the type. What is said of them is in the snapshot of the case.

use graph_tests::case::Case;
use graph_tests::workspace;
use serde_json::{Map, Value, json};
use std::fs;

/// The kinds of samples.
const KINDS: [&str; 4] = ["kept", "read", "sent", "refused"];

/// The samples of all cases.
pub(crate) struct Samples {
    samples: Vec<Sample>,
}

struct Sample {
    case: String,
    module: String,
    type_name: String,
    kind: String,
    value: Value,
    expected: Value,
}

impl Samples {
    /// Reads the files beside the cases.
    pub(crate) fn of(cases: &[Case]) -> Self {
        let mut samples = Vec::new();
        for case in cases {
            let path = workspace::root().join("tests/cases").join(format!("{}.samples.json", case.name));
            let Ok(text) = fs::read_to_string(&path) else { continue };
            let types: Map<String, Value> = serde_json::from_str(&text).unwrap();
            for (type_name, kinds) in &types {
                for (kind, values) in kinds.as_object().unwrap() {
                    assert!(
                        KINDS.contains(&kind.as_str()),
                        "{}: `{kind}` is not a kind of samples",
                        case.name
                    );
                    for value in values.as_array().unwrap() {
                        samples.push(Sample::new(case, type_name, kind, value));
                    }
                }
            }
        }
        assert!(samples.len() > 100, "the samples were not found");
        Self { samples }
    }

    /// A module that reads and writes a value of each type that there are samples of.
    pub(crate) fn module(&self) -> String {
        let mut arms: Vec<String> = self.samples.iter().map(Sample::arm).collect();
        arms.sort();
        arms.dedup();
        format!("{MODULE_HEAD}{}{MODULE_TAIL}", arms.concat())
    }

    /// What the program reads.
    pub(crate) fn input(&self) -> String {
        let samples = self.samples.iter().map(|one| json!([one.module, one.type_name, one.value]));
        Value::Array(samples.collect()).to_string()
    }

    /// Compares what the program wrote; the texts of what was refused are in snapshots.
    pub(crate) fn compare(&self, output: &str) {
        let results: Vec<Value> = serde_json::from_str(output).unwrap();
        assert_eq!(results.len(), self.samples.len());
        let mut wrong = Vec::new();
        let mut refused: Vec<(&str, String)> = Vec::new();
        for (sample, result) in self.samples.iter().zip(results) {
            let Sample { case, type_name, kind, value, expected, .. } = sample;
            let written = if kind == "sent" { result.get("request") } else { result.get("answer") };
            match (kind.as_str(), result.get("refused"), written) {
                ("refused", Some(text), _) => {
                    let line = format!("{type_name} {value}\n    {}\n", text.as_str().unwrap_or_default());
                    match refused.last_mut().filter(|(last, _)| *last == case.as_str()) {
                        Some((_, lines)) => lines.push_str(&line),
                        None => refused.push((case, line)),
                    }
                }
                (_, None, Some(written)) if kind != "refused" && written == expected => {}
                _ => wrong
                    .push(format!("{case} {type_name} {kind} {value}\n  wanted {expected}\n  got {result}")),
            }
        }
        assert!(wrong.is_empty(), "{} samples:\n{}", wrong.len(), wrong.join("\n"));
        let mut settings = insta::Settings::clone_current();
        settings.set_omit_expression(true);
        settings.set_prepend_module_to_snapshot(false);
        for (case, lines) in refused {
            let name = format!("{}__refused", case.replace('/', "__"));
            settings.bind(|| insta::assert_snapshot!(name, lines));
        }
    }
}

impl Sample {
    fn new(case: &Case, type_name: &str, kind: &str, value: &Value) -> Self {
        let (value, expected) = match (kind, value) {
            ("read" | "sent", Value::Array(pair)) if pair.len() == 2 => (pair[0].clone(), pair[1].clone()),
            ("read" | "sent", other) => panic!("{}: {other} is not a pair", case.name),
            (_, value) => (value.clone(), value.clone()),
        };
        Self {
            case: case.name.clone(),
            module: case.module(),
            type_name: type_name.to_owned(),
            kind: kind.to_owned(),
            value,
            expected,
        }
    }

    fn arm(&self) -> String {
        let (module, name) = (&self.module, &self.type_name);
        format!("        ({module:?}, {name:?}) => both::<crate::{module}::models::{name}>(value),\n")
    }
}

const MODULE_HEAD: &str = "//! Reads and writes samples.

use crate::runtime::wire::{Decode, Encode, Mode, Value};

fn both<T: Decode + Encode>(value: Value) -> Result<[Value; 2], String> {
    let read = T::decode(value).map_err(|mismatch| mismatch.to_string())?;
    Ok([read.encode(Mode::Answer), read.encode(Mode::Request)])
}

/// Reads a value of a type, and writes it as an answer and as a request.
///
/// # Errors
/// What is wrong with the value.
pub fn run(case: &str, name: &str, value: Value) -> Result<[Value; 2], String> {
    match (case, name) {
";

const MODULE_TAIL: &str = "        _ => Err(\"no such type\".to_owned()),
    }
}
";

/// The program: a list of samples in, a list of results out.
pub(crate) const PROGRAM: &str = "//! Reads and writes samples.

use serde_json::{Value, json};

fn main() {
    let samples: Vec<Value> = serde_json::from_reader(std::io::stdin()).unwrap();
    let results = samples.into_iter().map(|sample| {
        let text = |index: usize| sample[index].as_str().unwrap_or_default();
        match cases::samples::run(text(0), text(1), sample[2].clone()) {
            Ok([answer, request]) => json!({\"answer\": answer, \"request\": request}),
            Err(refused) => json!({\"refused\": refused}),
        }
    });
    println!(\"{}\", Value::Array(results.collect()));
}
";
