//! Values of random schemas survive being read and written.

use graph_tests::case::Case;
use graph_tests::random::{Choices, Valued, bytes, seed};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// How many components there are at least, and how many values are drawn of each.
const COMPONENTS: usize = 40;
const VALUES: usize = 20;

/// A document of random schemas, and values of them.
pub(crate) struct Survival {
    seed: u64,
    pub(crate) case: Case,
    /// The name of a type and a value of it.
    values: Vec<(String, Value)>,
}

impl Survival {
    /// The schemas and the values of the seed in `META_GRAPH_SEED`, or of one that is always the same.
    pub(crate) fn new() -> Self {
        let seed = seed(26);
        let schemas = bytes(seed, 4_000);
        let schemas = Valued::new(&mut Choices::new(&schemas), COMPONENTS);
        let row = bytes(seed ^ u64::MAX, 400_000);
        let mut choices = Choices::new(&row);
        let mut values = Vec::new();
        for name in schemas.names() {
            let drawn = (0..VALUES).filter_map(|_| schemas.value(&mut choices, name));
            values.extend(drawn.map(|value| (name.to_owned(), value)));
        }
        assert!(values.len() > COMPONENTS * VALUES / 2, "too few of the schemas have values that end");
        let text = schemas.document().to_string();
        let case = Case {
            name: "random/values".to_owned(),
            text,
            overlay: None,
            files: BTreeMap::new(),
            is_graph: false,
        };
        Self { seed, case, values }
    }

    /// Writes the program that reads and writes the values, and the values.
    pub(crate) fn write(&self, folder: &Path) {
        let mut names: Vec<&str> = self.values.iter().map(|(name, _)| name.as_str()).collect();
        names.dedup();
        let module = self.case.module();
        let arms: String = names
            .iter()
            .map(|name| format!("        {name:?} => twice::<cases::{module}::models::{name}>(value),\n"))
            .collect();
        fs::create_dir_all(folder.join("src/bin")).unwrap();
        fs::write(folder.join("src/bin/survival.rs"), format!("{HEAD}{arms}{TAIL}")).unwrap();
        fs::write(folder.join("values.json"), json!(self.values).to_string()).unwrap();
    }

    /// Compares what the program read and wrote with the values.
    pub(crate) fn compare(&self, folder: &Path) {
        let results = fs::read_to_string(folder.join("results.json")).unwrap();
        let results: Vec<Value> = serde_json::from_str(&results).unwrap();
        assert_eq!(results.len(), self.values.len());
        let mut wrong = Vec::new();
        for ((name, value), result) in self.values.iter().zip(&results) {
            let (once, twice) = (&result[0], &result[1]);
            if without_null(value) != without_null(once) || once != twice {
                wrong.push(format!("{name}: {value}\n  became {once}\n  and then {twice}"));
            }
        }
        let (seed, count) = (self.seed, wrong.len());
        wrong.truncate(5);
        assert!(count == 0, "META_GRAPH_SEED={seed}: {count} values change:\n{}", wrong.join("\n"));
    }
}

/// The value without members that are null, which say no more than members that are absent.
pub(crate) fn without_null(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let members = members.iter().filter(|(_, value)| !value.is_null());
            Value::Object(members.map(|(name, value)| (name.clone(), without_null(value))).collect())
        }
        Value::Array(items) => items.iter().map(without_null).collect(),
        other => other.clone(),
    }
}

const HEAD: &str = "//! Reads values and writes them, and does so with what was written.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

fn twice<T: Serialize + DeserializeOwned>(value: Value) -> serde_json::Result<Value> {
    let once = serde_json::to_value(serde_json::from_value::<T>(value)?)?;
    let again = serde_json::to_value(serde_json::from_value::<T>(once.clone())?)?;
    Ok(json!([once, again]))
}

fn of_type(name: &str, value: Value) -> serde_json::Result<Value> {
    match name {
";

const TAIL: &str = "        _ => Ok(json!([\"no such type\", name])),
    }
}

fn main() {
    let values: Vec<(String, Value)> = serde_json::from_reader(std::fs::File::open(\"values.json\").unwrap()).unwrap();
    let results = values.into_iter().map(|(name, value)| {
        of_type(&name, value).unwrap_or_else(|error| json!([\"refused\", error.to_string()]))
    });
    std::fs::write(\"results.json\", Value::Array(results.collect()).to_string()).unwrap();
}
";
