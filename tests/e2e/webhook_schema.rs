//! Bodies of webhooks and the schema of their document, by a validator that is not ours, in both directions: what comes
//! is valid, and so is what the crate writes of it.

use crate::payloads::difference;
use boon::{Compiler, SchemaIndex, Schemas};
use graph_generator::pointer::Pointer;
use graph_generator::sample::{Direction, Sampler};
use meta_graph::v26_0::models::Notification;
use meta_graph::webhook::Receiver;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The environment variable that names a folder with bodies of the real API; those of webhooks are in `webhooks`.
const VARIABLE: &str = "META_GRAPH_PAYLOADS";

/// The bodies that are not valid, and why they should not be.
const INVALID: &[(&str, &str)] =
    &[("unknown-field.json", "`foo` is no field of a Page, and an enum lists those that are known")];

/// Where the schema of all bodies stands.
const NOTIFICATION: &str = "#/components/schemas/webhooks.Notification";

/// The schemas of the documents as one document, in which their files are a part of their names.
fn document() -> Value {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/v26.0");
    let mut schemas = Map::new();
    for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        let file = path.file_stem().unwrap().to_string_lossy().into_owned();
        let mut document: Value = serde_yaml::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        if let Some(Value::Object(own)) = document.pointer_mut("/components/schemas") {
            schemas.extend(std::mem::take(own).into_iter().map(|(name, mut schema)| {
                say_what_is_meant(&mut schema, &file);
                (format!("{file}.{name}"), schema)
            }));
        }
    }
    let body = json!({"content": {"application/json": {"schema": {"$ref": NOTIFICATION}}}});
    json!({"paths": {"/": {"post": {"requestBody": body}}}, "components": {"schemas": schemas}})
}

/// Leads references to the one document, and says of what is a `numeric-string` that it is digits as text or a number,
/// which is what spec/README.md calls so.
fn say_what_is_meant(node: &mut Value, file: &str) {
    match node {
        Value::Array(items) => items.iter_mut().for_each(|item| say_what_is_meant(item, file)),
        Value::Object(members) => {
            if members.get("format").is_some_and(|format| format == "numeric-string") {
                let kinds = members.remove("type").into_iter().flat_map(|kind| match kind {
                    Value::Array(kinds) => kinds,
                    kind => vec![kind],
                });
                let both = ["string", "integer"].map(Value::from);
                let kinds: BTreeSet<String> =
                    kinds.chain(both).filter_map(|kind| kind.as_str().map(str::to_owned)).collect();
                members.insert("type".to_owned(), json!(kinds));
            }
            if let Some(Value::String(reference)) = members.get_mut("$ref") {
                let (target, name) = reference.split_once("#/components/schemas/").unwrap();
                let target = target.strip_suffix(".yaml").unwrap_or(file);
                *reference = format!("#/components/schemas/{target}.{name}");
            }
            members.values_mut().for_each(|member| say_what_is_meant(member, file));
        }
        _ => {}
    }
}

/// The validator.
struct Validator {
    schemas: Schemas,
    notification: SchemaIndex,
}

impl Validator {
    fn new(document: &Value) -> Self {
        const URL: &str = "https://webhooks.example/document.json";
        let mut compiler = Compiler::new();
        // It knows no OpenAPI: a schema around the components leads to that of the bodies.
        let root = json!({"$ref": NOTIFICATION, "components": document["components"]});
        compiler.add_resource(URL, root).unwrap();
        let mut schemas = Schemas::new();
        let notification = compiler.compile(URL, &mut schemas).unwrap();
        Self { schemas, notification }
    }

    /// What is wrong with a body.
    fn complaint(&self, body: &Value) -> Option<String> {
        self.schemas.validate(body, self.notification).err().map(|error| format!("{error:#}"))
    }
}

/// The body as the crate writes it, and what it did not know of it.
fn written(body: &Value) -> (Value, Vec<String>) {
    let (receiver, body) = (Receiver::new("a secret"), body.to_string());
    let signed = receiver.check(Some(receiver.sign(body.as_bytes()).as_bytes()), body.as_bytes()).unwrap();
    let full = signed.decode_full::<Notification>().unwrap();
    let drift = full.drift.iter().map(|drift| format!("{}: {:?}", drift.path, drift.kind));
    (serde_json::to_value(&full.body).unwrap(), drift.collect())
}

fn bodies(folder: &Path) -> BTreeMap<String, Value> {
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let json = files.filter(|path: &PathBuf| path.extension().is_some_and(|extension| extension == "json"));
    json.map(|path| {
        let body = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        (path.file_name().unwrap().to_string_lossy().into_owned(), body)
    })
    .collect()
}

/// Bodies of the folder that are not valid, or are not once the crate has written them.
fn assert_are_valid(folder: &Path) {
    let validator = Validator::new(&document());
    let bodies = bodies(folder);
    assert!(!bodies.is_empty(), "there is no JSON file in {}", folder.display());
    let mut wrong = Vec::new();
    for (name, body) in &bodies {
        for (side, body) in [("comes", body), ("is written", &written(body).0)] {
            let is_expected = INVALID.iter().any(|(invalid, _)| invalid == name);
            match validator.complaint(body) {
                Some(complaint) if !is_expected => wrong.push(format!("{name}, as it {side}: {complaint}")),
                None if is_expected => wrong.push(format!("{name}, as it {side}, is valid now")),
                _ => {}
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), bodies.len(), wrong.join("\n"));
}

#[test]
fn webhooks_of_the_real_api_are_valid_by_their_schema_and_stay_so() {
    let Some(folder) = std::env::var_os(VARIABLE) else {
        println!("Left out: {VARIABLE} names no folder with bodies of the real API.");
        return;
    };
    assert_are_valid(&Path::new(&folder).join("webhooks"));
}

#[test]
fn webhooks_of_this_repository_are_valid_by_their_schema_and_stay_so() {
    assert_are_valid(&Path::new(env!("CARGO_MANIFEST_DIR")).join("e2e/bodies/webhooks"));
}

/// Bodies with everything that the document has, and each alternative of it in one of them.
fn samples(document: &Value) -> Vec<Value> {
    let sampler = Sampler::new(document, Direction::Request).of_size(20, 100_000);
    let operation = Pointer::root().child("paths").child("/").child("post");
    sampler.variations(&operation, |_| true).into_iter().filter_map(|sample| sample.body).collect()
}

#[test]
fn every_webhook_that_the_schema_allows_is_read_and_written_as_it_was() {
    let document = document();
    let validator = Validator::new(&document);
    let samples = samples(&document);
    let (mut wrong, mut seen) = (Vec::new(), BTreeSet::new());
    for body in &samples {
        assert_eq!(validator.complaint(body), None, "the sample is not valid: {body}");
        let (stored, drift) = written(body);
        let changed = difference::between(body, &stored);
        wrong.extend(drift.into_iter().chain(changed.iter().map(|place| format!("{place:?}"))));
        wrong.extend(validator.complaint(&stored));
        names(body, &mut seen);
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
    let schemas = &document["components"]["schemas"];
    let events = schemas["webhooks.MessagingEvent"]["properties"].as_object().unwrap().keys().cloned();
    let kinds = schemas["webhooks.PageChange"]["oneOf"].as_array().unwrap().iter();
    let fields = kinds.filter_map(|kind| kind["properties"]["field"]["const"].as_str().map(str::to_owned));
    let missing: Vec<String> = events.chain(fields).filter(|name| !seen.contains(name)).collect();
    assert!(missing.is_empty(), "no sample has {missing:?}");
}

/// The names of members and the values of `field`.
fn names(node: &Value, into: &mut BTreeSet<String>) {
    match node {
        Value::Array(items) => items.iter().for_each(|item| names(item, into)),
        Value::Object(members) => {
            into.extend(members.get("field").and_then(Value::as_str).map(str::to_owned));
            into.extend(members.keys().cloned());
            members.values().for_each(|member| names(member, into));
        }
        _ => {}
    }
}
