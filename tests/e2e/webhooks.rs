//! Bodies of webhooks: each is read, with nothing that the specification does not know, and written again.

use crate::payloads::difference;
use meta_graph::v26_0::models::Notification;
use meta_graph::v26_0::webhooks::Callback;
use meta_graph::webhook::Receiver;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// The environment variable that names a folder with bodies of the real API; those of webhooks are in `webhooks`.
const VARIABLE: &str = "META_GRAPH_PAYLOADS";

/// What is found in the bodies that hold more than the specification: a field of the Page that does not exist.
const DRIFT: &[(&str, &str)] =
    &[("unknown-field.json", r#"entry[0].changes[0].field: UnknownValue { value: "foo" }"#)];

/// What is wrong with a body: it cannot be read, holds something unknown, or is written in another way.
fn complaint(name: &str, body: &[u8]) -> Option<String> {
    let receiver = Receiver::new("a secret");
    let signed = receiver.check(Some(receiver.sign(body).as_bytes()), body).unwrap();
    let full = match signed.decode_full::<Notification>() {
        Ok(full) => full,
        Err(error) => return Some(format!("it cannot be read: {error}")),
    };
    if let Ok(body) = Callback::decode(body) {
        assert_eq!(body, full.body, "{name}");
    }
    let found: Vec<String> =
        full.drift.iter().map(|drift| format!("{}: {:?}", drift.path, drift.kind)).collect();
    let expected = DRIFT.iter().filter(|(file, _)| *file == name).map(|(_, drift)| *drift);
    if !found.iter().map(String::as_str).eq(expected) {
        return Some(format!("it holds {found:?}"));
    }
    let stored = serde_json::to_value(&full.body).unwrap();
    let places = difference::between(&serde_json::from_slice::<Value>(body).unwrap(), &stored);
    (!places.is_empty()).then(|| format!("it is not written as it was: {places:?}"))
}

fn bodies(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let json = files.filter(|path| path.extension().is_some_and(|extension| extension == "json"));
    json.map(|path| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        (name, std::fs::read(&path).unwrap())
    })
    .collect()
}

fn assert_are_read(folder: &Path) {
    let bodies = bodies(folder);
    assert!(!bodies.is_empty(), "there is no JSON file in {}", folder.display());
    let complaints = bodies
        .iter()
        .filter_map(|(name, body)| complaint(name, body).map(|complaint| format!("{name}: {complaint}")));
    let complaints: Vec<String> = complaints.collect();
    assert!(complaints.is_empty(), "{} of {}:\n{}", complaints.len(), bodies.len(), complaints.join("\n"));
}

#[test]
fn webhooks_of_the_real_api_are_read() {
    let Some(folder) = std::env::var_os(VARIABLE) else {
        println!("Left out: {VARIABLE} names no folder with bodies of the real API.");
        return;
    };
    assert_are_read(&Path::new(&folder).join("webhooks"));
}

#[test]
fn webhooks_of_this_repository_are_read() {
    assert_are_read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("e2e/bodies/webhooks"));
}

#[test]
fn what_is_not_known_is_complained_about() {
    let complaint = |body: &str| complaint("body.json", body.as_bytes()).unwrap_or_default();
    let entry = |entry: &str| format!(r#"{{"object":"page","entry":[{entry}]}}"#);
    assert_eq!(complaint(&entry(r#"{"id":7,"messaging":[{"timestamp":"5","kind_of_tomorrow":1}]}"#)), "");
    assert!(complaint(&entry(r#"{"id":"7","future":1}"#)).contains("entry[0].future: UnknownField"));
    // What decides on one of several alternatives is never forgiven.
    assert!(complaint(&entry(r#"{"time":"x"}"#)).contains("cannot be read"));
    assert!(
        complaint(&entry(r#"{"changes":[{"field":"feed","value":{"published":"1"}}]}"#))
            .contains("OtherForm")
    );
    assert!(complaint(r#"{"object":"whatsapp_business_account","entry":[]}"#).contains("UnknownValue"));
    // An empty object stands for an empty list.
    assert!(complaint("{}").contains("OtherForm"));
    for foreign in ["[1]", "null", "7", r#"{"entry":[]}"#, "<html>", ""] {
        assert!(complaint(foreign).contains("cannot be read"), "{foreign}");
    }
}

/// The texts of a body that are those of people: all but the words that the document lists.
fn texts<'v>(value: &'v Value, texts: &mut Vec<&'v str>) {
    let is_word = |text: &str| {
        let is_upper = |byte: u8| byte.is_ascii_uppercase() || matches!(byte, b'_' | b' ');
        let listed = ["Bad response", "Purchase", "menu link", "timeline cover"];
        let is_listed = listed.contains(&text) || text.bytes().all(is_upper);
        is_listed || text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
    };
    match value {
        // A time comes as a text in places.
        Value::String(text) if text.starts_with("17900") || text.starts_with("2026") => {}
        Value::String(text) if text.len() > 3 && !is_word(text) => texts.push(text),
        Value::Array(items) => items.iter().for_each(|item| self::texts(item, texts)),
        Value::Object(members) => members.values().for_each(|member| self::texts(member, texts)),
        _ => {}
    }
}

#[test]
fn no_text_of_a_person_is_shown_unless_asked_for() {
    let mut count = 0;
    for (name, body) in bodies(&Path::new(env!("CARGO_MANIFEST_DIR")).join("e2e/bodies/webhooks")) {
        let value: Value = serde_json::from_slice(&body).unwrap();
        let notification = Callback::decode(&body).unwrap();
        let (shown, whole) = (format!("{notification:?}"), format!("{notification:#?}"));
        let mut found = Vec::new();
        texts(&value, &mut found);
        for text in found {
            assert!(!shown.contains(text), "{name}: {text} in {shown}");
            let text = serde_json::to_string(text).unwrap();
            assert!(whole.contains(&text), "{name}: {text} not in {whole}");
            count += 1;
        }
    }
    assert!(count > 50, "{count}");
}

#[test]
fn the_error_of_a_body_names_no_person() {
    for body in [
        r#"{"object":"page","entry":[{"id":{"1234567890":1},"time":1}]}"#,
        r#"{"object":"page","entry":[{"id":"1","time":{"Ann Example":1234567890}}]}"#,
        r#"{"object":"page","entry":1234567890}"#,
    ] {
        let error = Callback::decode(body.as_bytes()).unwrap_err().to_string();
        assert!(!error.contains("1234567890") && !error.contains("Ann"), "{error}");
    }
}
