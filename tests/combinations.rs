//! What holds of random combinations of schemas: every value that a validator calls valid is read and comes back.

use crate::compile::{make_whole_crate, write};
use crate::roundtrip::{self, Group, is_same};
use crate::survival::without_null;
use boon::{Compiler, Schemas};
use graph_tests::case::Case;
use graph_tests::random::{Choices, Combinations, bytes, seed};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// How many components a document has, and how many values are tried of each.
const COMPONENTS: usize = 40;
const CANDIDATES: usize = 60;

/// The most values of a component that are kept.
const VALUES: usize = 20;

/// The seed of the document that is always tried.
const SEED: u64 = 10;

/// A document of random combinations, and valid values of them.
pub(crate) struct Combined {
    seed: u64,
    pub(crate) case: Case,
    schemas: Combinations,
    /// The name of a component and its values.
    values: Vec<(String, Vec<String>)>,
}

impl Combined {
    /// The document of the seed in `META_GRAPH_SEED`, or of one that is always the same.
    pub(crate) fn new() -> Self {
        Self::of(seed(SEED))
    }

    fn of(seed: u64) -> Self {
        let row = bytes(seed, 8_000);
        let schemas = Combinations::new(&mut Choices::new(&row), COMPONENTS);
        let document = schemas.document();
        let row = bytes(seed ^ u64::MAX, 1_000_000);
        let mut choices = Choices::new(&row);
        let mut values = Vec::new();
        for name in schemas.schemas().keys() {
            let is_valid = validator(&document, name);
            let mut found: Vec<String> = (0..CANDIDATES)
                .map(|_| schemas.candidate(&mut choices, name))
                .filter(is_valid)
                .map(|value| value.to_string())
                .collect();
            found.sort();
            found.dedup();
            found.truncate(VALUES);
            values.push((name.clone(), found));
        }
        let count: usize = values.iter().map(|(_, values)| values.len()).sum();
        assert!(count > COMPONENTS * VALUES / 4, "too few candidates are valid: {count}");
        let case = Case {
            name: format!("random/combinations_{seed}"),
            text: document.to_string(),
            overlay: None,
            files: BTreeMap::new(),
            is_graph: false,
        };
        Self { seed, case, schemas, values }
    }

    /// What goes through the operations of the crate.
    fn groups(&self) -> impl Iterator<Item = Group> + '_ {
        let module = self.case.module();
        self.values.iter().map(move |(name, values)| Group {
            module: format!("{module}::{}", name.to_lowercase()),
            values: values.clone(),
        })
    }
}

/// Runs the values of all documents through a crate that has their modules.
///
/// # Panics
///
/// If a value does not come back as it was.
pub(crate) fn compare(folder: &Path, documents: &[Combined]) {
    let groups: Vec<Group> = documents.iter().flat_map(Combined::groups).collect();
    let mut outcomes = roundtrip::run(folder, "combinations", &groups).into_iter();
    let mut wrong = Vec::new();
    for document in documents {
        for ((name, values), outcomes) in document.values.iter().zip(&mut outcomes) {
            let changed = values.iter().zip(outcomes).find_map(|(value, outcome)| match outcome {
                Ok([answer, body]) if is_kept(value, answer.get()) && is_kept(value, body.get()) => None,
                Ok([answer, body]) => Some(format!("{value} became {answer} and {body}")),
                Err(error) => Some(format!("{value} is refused: {error}")),
            });
            wrong.extend(changed.map(|changed| {
                let schema = &document.schemas.schemas()[name];
                format!("META_GRAPH_SEED={} {name} {schema}\n  {changed}", document.seed)
            }));
        }
    }
    assert!(wrong.is_empty(), "{} components lose values:\n{}", wrong.len(), wrong.join("\n"));
}

/// Whether a value came back. Null for a member that may be absent is read as absent where an alternative says so, and
/// others take null.
fn is_kept(value: &str, written: &str) -> bool {
    let without_null =
        |text: &str| serde_json::from_str::<Value>(text).map(|value| without_null(&value).to_string());
    is_same(value, written)
        || without_null(value)
            .and_then(|value| Ok(is_same(&value, &without_null(written)?)))
            .is_ok_and(|is_same| is_same)
}

/// Which values are valid by a component.
fn validator(document: &Value, name: &str) -> impl Fn(&Value) -> bool + use<> {
    const URL: &str = "https://random.example/document.json";
    let mut compiler = Compiler::new();
    // The validator knows no OpenAPI: a schema around the components leads to the one that is asked for.
    let root = json!({
        "$ref": format!("#/components/schemas/{name}"),
        "components": document["components"],
    });
    compiler.add_resource(URL, root).unwrap();
    let mut schemas = Schemas::new();
    let index = compiler.compile(URL, &mut schemas).unwrap();
    move |value| schemas.validate(value, index).is_ok()
}

/// `META_GRAPH_DOCUMENTS` says how many documents of random combinations are tried, in a crate of their own; the crate
/// of all cases has one.
#[test]
fn valid_values_of_many_combinations_come_back() {
    let count = std::env::var("META_GRAPH_DOCUMENTS").ok().and_then(|text| text.parse().ok());
    let Some(count): Option<u64> = count else {
        println!("Left out: META_GRAPH_DOCUMENTS says no number of documents.");
        return;
    };
    let first = seed(SEED);
    let documents: Vec<Combined> = (first..first + count).map(Combined::of).collect();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("combinations");
    make_whole_crate(&folder, "cases");
    let mut library = fs::read_to_string(folder.join("src/lib.rs")).unwrap();
    for Combined { case, .. } in &documents {
        let module = case.module();
        library.push_str(&format!("#[doc = \"Combinations.\"]\npub mod {module};\n"));
        for (path, text) in case.generate(&module).files {
            write(&folder.join(path), &text);
        }
    }
    write(&folder.join("src/lib.rs"), &library);
    compare(&folder, &documents);
}
