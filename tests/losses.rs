//! Nothing is dropped in silence: what a document says is in the output, or a finding says that it is not.

use graph_generator::diagnostic::{Diagnostic, SourceId};
use graph_generator::document::grammar::{self, ObjectKind};
use graph_generator::document::{DocumentInput, SourceFile};
use graph_generator::emit::{Package, Standalone};
use graph_generator::files::Files;
use graph_generator::ir::{Style, Version};
use graph_generator::pointer::Pointer;
use graph_generator::{Input, Output, standalone};
use graph_tests::workspace;
use serde_json::{Value, json};
use std::collections::{BTreeSet, HashMap};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The codes that say of a whole part that it is lost: what stands inside of it is not reported again.
const WHOLE_PARTS: [&str; 14] = [
    "array-items",
    "callback",
    "component-unused",
    "encoding",
    "keyword-unused",
    "link",
    "media-type-alternative",
    "operation-left-out",
    "response-alternative",
    "response-header",
    "schema-conditional",
    "schema-keyword",
    "schema-not",
    "security-flow",
];

/// One keyword in one object, of one version.
struct Row<'t> {
    object: &'t str,
    at: &'t str,
    keyword: String,
    planted: &'t Value,
    options: &'t Value,
    version: &'static str,
}

#[test]
fn every_keyword_is_in_the_output_or_among_the_findings() {
    let path = workspace::root().join("tests/losses/table.yaml");
    let table: Value = serde_yaml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let rows = rows(&table);
    assert!(rows.len() > 400, "only {} rows were read", rows.len());
    // The output without a keyword is the same for many rows.
    let known = Mutex::new(HashMap::new());
    let next = AtomicUsize::new(0);
    let silent = Mutex::new(Vec::new());
    let texts = Mutex::new(BTreeSet::new());
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                while let Some(row) = rows.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if let Some(name) = row.lost(&table["base"], &known, &texts) {
                        silent.lock().unwrap().push(name);
                    }
                }
            });
        }
    });
    let texts: Vec<String> = texts.into_inner().unwrap().into_iter().collect();
    let mut settings = insta::Settings::clone_current();
    settings.set_omit_expression(true);
    settings.set_prepend_module_to_snapshot(false);
    settings.bind(|| insta::assert_snapshot!("losses", texts.join("\n")));
    let mut silent = silent.into_inner().unwrap();
    silent.sort();
    assert!(
        silent.is_empty(),
        "{} keywords are lost in silence. Represent each, or report it with a note at its place:\n{}",
        silent.len(),
        silent.join("\n")
    );
}

/// What the grammar knows is planted, under the version that has it first.
#[test]
fn every_key_of_the_grammar_has_a_row() {
    let path = workspace::root().join("tests/losses/table.yaml");
    let table: Value = serde_yaml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let rows = rows(&table);
    let is_planted = |kind: ObjectKind, field: &grammar::Field| {
        rows.iter().any(|row| {
            let object = row.object.split(',').next().unwrap_or_default().replace(' ', "");
            // The sections of the components are planted into, not as a whole.
            let section =
                row.at.strip_prefix("/components/").filter(|_| row.object.ends_with("of each kind"));
            let is_of_kind = object.eq_ignore_ascii_case(&format!("{kind:?}"));
            let is_in_version = field.since != grammar::Version::V3_0 || row.options.get("since").is_none();
            is_of_kind && is_in_version && (row.keyword == field.key || section == Some(field.key))
        })
    };
    let missing: Vec<String> = ObjectKind::ALL
        .iter()
        .flat_map(|kind| kind.fields().iter().map(move |field| (*kind, field)))
        .filter(|(kind, field)| !is_planted(*kind, field))
        .map(|(kind, field)| format!("{kind:?} `{}`, since {:?}", field.key, field.since))
        .collect();
    assert!(missing.is_empty(), "add rows to tests/losses/table.yaml:\n{}", missing.join("\n"));
}

fn rows(table: &Value) -> Vec<Row<'_>> {
    let list = |value: &'_ Value| value.as_array().unwrap().clone();
    let mut rows = Vec::new();
    for object in table["objects"].as_array().unwrap() {
        for (place, row) in object["at"]
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|at| object["rows"].as_array().unwrap().iter().map(move |row| (at, row)))
        {
            assert!(list(row).len() >= 2, "{row}");
            let options = row.get(2).unwrap_or(&Value::Null);
            rows.push(Row {
                object: object["object"].as_str().unwrap(),
                at: place.as_str().unwrap(),
                keyword: row[0].as_str().map_or_else(|| row[0].to_string(), ToOwned::to_owned),
                planted: &row[1],
                options,
                // A document of 3.0 goes through the same steps, so one version of each row is enough.
                version: match options.get("since").and_then(Value::as_str) {
                    None => "3.0.3",
                    Some("3.1") => "3.1.0",
                    Some(_) => "3.2.0",
                },
            });
        }
    }
    rows
}

impl Row<'_> {
    /// The name of the row, if the keyword is lost in silence.
    fn lost(
        &self,
        base: &Value,
        known: &Mutex<HashMap<String, Files>>,
        texts: &Mutex<BTreeSet<String>>,
    ) -> Option<String> {
        let name = format!("{} `{}` at {}: {}", self.object, self.keyword, self.at, self.planted);
        let (with, without) = (self.document(base, true).to_string(), self.document(base, false).to_string());
        let with = run(&with);
        assert!(!with.diagnostics.has_errors(), "{name}: the table is wrong: {:?}", with.diagnostics);
        let said = with.diagnostics.iter();
        texts
            .lock()
            .unwrap()
            .extend(said.map(|one| format!("{}[{}]: {}", one.severity(), one.code, one.message)));
        if self.is_reported(&with) {
            return None;
        }
        let cached = known.lock().unwrap().get(&without).cloned();
        let files = cached.unwrap_or_else(|| {
            let output = run(&without);
            assert!(!output.diagnostics.has_errors(), "{name}: the table is wrong: {:?}", output.diagnostics);
            known.lock().unwrap().insert(without, output.files.clone());
            output.files
        });
        (files == with.files).then_some(name)
    }

    /// The document with the keyword, or the other one.
    fn document(&self, base: &Value, is_planted: bool) -> Value {
        let mut document = base.clone();
        document["openapi"] = json!(self.version);
        // What a path item refers to.
        document["paths"]["/planted"] = json!({"get": {"operationId": "planted", "summary": "Planted", "responses": {"200": {"description": "ok"}}},
                "trace": {"operationId": "traced", "responses": {"200": {"description": "ok"}}}});
        let slot = document.pointer_mut(self.at).unwrap_or_else(|| panic!("{} is not in the base", self.at));
        if let Value::Array(items) = slot {
            let value = if is_planted { Some(self.planted) } else { self.options.get("without") };
            *items = value.cloned().into_iter().collect();
            return document;
        }
        let object = slot.as_object_mut().unwrap();
        for (key, value) in self.options.get("with").and_then(Value::as_object).into_iter().flatten() {
            object.insert(key.clone(), value.clone());
        }
        let value = if is_planted { Some(self.planted) } else { self.options.get("without") };
        match value {
            Some(value) => object.insert(self.keyword.clone(), value.clone()),
            None => object.shift_remove(&self.keyword),
        };
        document
    }

    /// Whether a finding is about the keyword, or about a part that it stands in being lost as a whole.
    fn is_reported(&self, output: &Output) -> bool {
        let object = Pointer::parse(self.at).unwrap();
        let place = object.child(&self.keyword);
        let is_about = |found: &Diagnostic| {
            let names_it = found.pointer == object && found.message.contains(&format!("`{}`", self.keyword));
            let is_around = place.is_within(&found.pointer) && WHOLE_PARTS.contains(&found.code.name);
            found.pointer.is_within(&place) || names_it || is_around
        };
        // The reader knows every key of the grammar, so only a key that is not in it may be unknown.
        let mut about = output.diagnostics.iter().filter(|found| is_about(found));
        about.any(|found| found.code != "keyword-unknown" || self.keyword == "planted")
    }
}

fn run(document: &str) -> Output {
    let input = Input {
        version: Version::default(),
        sources: vec![SourceFile { path: "planted.json".to_owned(), text: document.to_owned() }],
        documents: vec![DocumentInput {
            file: SourceId(0),
            style: Style::Operation,
            ..DocumentInput::default()
        }],
        package: Package { crate_name: "planted".to_owned(), command: "cargo xtask codegen".to_owned() },
        names: None,
    };
    let surroundings =
        Standalone { name: "planted".to_owned(), rust_version: "1.85".to_owned(), ..Standalone::default() };
    // The files around the modules hold what the document says of itself.
    standalone(&input, &surroundings, &Files::new())
}
