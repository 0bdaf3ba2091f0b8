//! Values that are read as answers and sent as bodies, by a program in a crate that was generated.

use crate::compile::{cargo, write};
use serde_json::Value;
use serde_json::value::RawValue;
use std::path::Path;

/// What became of a value: what was read, written again, and what was sent of it.
pub(crate) type Outcome = Result<[Box<RawValue>; 2], String>;

/// Values, and the operations that they go through.
pub(crate) struct Group {
    /// The module of the two functions inside the crate: `case_suite_1::value`.
    pub(crate) module: String,
    /// The values, as texts.
    pub(crate) values: Vec<String>,
}

/// Writes the program into a crate called `cases` and runs it: what became of each value, group by group.
///
/// Each module has a function `read` without arguments and a function `send` that takes what that one answers.
pub(crate) fn run(folder: &Path, program: &str, groups: &[Group]) -> Vec<Vec<Outcome>> {
    let arms: String = groups.iter().enumerate().map(|(index, group)| arm(index, &group.module)).collect();
    write(&folder.join(format!("src/bin/{program}.rs")), &format!("{HEAD}{arms}{TAIL}"));
    let values: Vec<&[String]> = groups.iter().map(|group| group.values.as_slice()).collect();
    write(&folder.join("roundtrip.json"), &serde_json::to_string(&values).unwrap());
    let run = ["run", "--quiet", "--no-default-features", "--bin", program];
    let output = cargo(folder, &run).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn arm(index: usize, module: &str) -> String {
    format!("        {index} => through(&client, &{module}::read(), |value| {module}::send(value), text),\n")
}

/// Whether two texts are of the same value; numbers as far as floats of 64 bits hold them, unless both are integers.
pub(crate) fn is_same(left: &str, right: &str) -> bool {
    match [left, right].map(serde_json::from_str::<Value>) {
        [Ok(left), Ok(right)] => is_equal(&left, &right),
        // No value has room for it, such as 1e400.
        _ => left == right,
    }
}

fn is_equal(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => {
            left == right || left.is_f64() | right.is_f64() && left.as_f64() == right.as_f64()
        }
        (Value::Array(left), Value::Array(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| is_equal(left, right))
        }
        (Value::Object(left), Value::Object(right)) => {
            let is_there = |(name, value)| right.get(name).is_some_and(|other| is_equal(value, other));
            left.len() == right.len() && left.iter().all(is_there)
        }
        _ => left == right,
    }
}

const HEAD: &str = "//! Reads values as answers and sends them as bodies.

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
    let groups: Vec<Vec<String>> = serde_json::from_reader(std::fs::File::open(\"roundtrip.json\").unwrap()).unwrap();
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
