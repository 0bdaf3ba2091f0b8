//! Whole folders of bodies: each is read, written again and compared with what was there.

pub(crate) mod difference;
mod expected;
mod given;
mod own;

use expected::Expected;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The environment variable that names a folder with bodies of the real API.
const VARIABLE: &str = "META_GRAPH_PAYLOADS";

/// The name of a file and what is expected of it.
type Table = [(&'static str, Expected)];

/// The JSON files of a folder by name.
fn bodies(folder: &Path) -> BTreeMap<String, String> {
    let mut bodies = BTreeMap::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "json") {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            bodies.insert(name, std::fs::read_to_string(&path).unwrap());
        }
    }
    bodies
}

/// What is wrong with the bodies, one sentence each.
fn complaints(bodies: &BTreeMap<String, String>, table: &Table) -> Vec<String> {
    let mut complaints = Vec::new();
    for (name, body) in bodies {
        match table.iter().find(|(known, _)| known == name) {
            None => complaints.push(format!(
                "{name} is not in the table of this test: add a line that says as what it is read."
            )),
            Some((_, expected)) => {
                complaints.extend(expected.complaint(body).map(|complaint| format!("{name}: {complaint}")));
            }
        }
    }
    complaints
}

fn assert_unique(table: &Table) {
    let names: BTreeSet<&str> = table.iter().map(|(name, _)| *name).collect();
    assert_eq!(names.len(), table.len(), "a file stands in the table twice");
}

#[test]
fn bodies_of_the_real_api_are_read() {
    assert_unique(given::TABLE);
    let Some(folder) = std::env::var_os(VARIABLE) else {
        println!("Left out: {VARIABLE} names no folder with bodies of the real API.");
        return;
    };
    let bodies = bodies(Path::new(&folder));
    assert!(!bodies.is_empty(), "there is no JSON file in the folder that {VARIABLE} names");
    let complaints = complaints(&bodies, given::TABLE);
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn bodies_of_this_repository_are_read() {
    assert_unique(own::TABLE);
    let bodies = bodies(&Path::new(env!("CARGO_MANIFEST_DIR")).join("e2e/bodies"));
    let complaints = complaints(&bodies, own::TABLE);
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
    let missing: Vec<_> = own::TABLE.iter().filter(|(name, _)| !bodies.contains_key(*name)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn what_does_not_fit_is_complained_about() {
    let complaint = |body: &str, expected: Expected| expected.complaint(body).unwrap_or_default();
    let page = || Expected::Read(expected::page, &[]);
    assert!(complaint(r#"{"id":"1"}"#, page()).is_empty());
    assert!(complaint(r#"{"id":1,"parking":{"lot":1},"hours":[]}"#, page()).is_empty());
    assert!(complaint(r#"{"name":"x"}"#, page()).contains("expected the member `id`"));
    assert!(complaint(r#"{"id":"1","future":2}"#, page()).contains("future"));
    assert!(complaint(r#"{"id":"1"}"#, Expected::Read(expected::page, &["name"])).contains("name"));
    assert!(complaint("{}", Expected::Error(1, None)).contains("no error"));
    assert!(
        complaint(r#"{"error":{"message":"m","code":2}}"#, Expected::Error(1, None)).contains("(2, None)")
    );
    assert!(complaint(r#"{"error":{"message":"m","code":1}}"#, Expected::Error(1, None)).is_empty());
    assert!(complaint(r#"{"success":true}"#, Expected::Refused).contains("no refusal"));
    assert!(complaint(r#"{"success":false}"#, Expected::Refused).is_empty());
    assert!(complaint("{", Expected::Foreign("x")).contains("EOF"));

    let unknown = BTreeMap::from([("new.json".to_owned(), "{}".to_owned())]);
    assert!(complaints(&unknown, own::TABLE)[0].starts_with("new.json is not in the table"));
}
