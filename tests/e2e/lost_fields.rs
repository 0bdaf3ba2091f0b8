//! One odd field loses that field, and not the answer.

use crate::setup::{TOKEN, client, run, serve, serve_json};
use graph_tests::server::{Answer, Server};
use meta_graph::v26_0::models::Page;
use meta_graph::v26_0::page::{self, personas};
use meta_graph::{Client, Drift, DriftKind, Error, select};
use std::sync::{Arc, Mutex};

/// A place whose location is a text, a boolean that is a number, and a count with a comma.
const ODD: &str = r#"{"id":"12","name":"Shop","featured_video":{"id":"2","place":{"id":"3","location":"a text"}},
    "is_chain":2,"fan_count":"1,234","location":{"city":"Oslo","zip_plus":"0150-7"}}"#;

fn watching(server: &Server, is_strict: bool) -> (Client, Arc<Mutex<Vec<Drift>>>) {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&seen);
    let builder = Client::builder().access_token(TOKEN).base_url(server.url()).strict(is_strict);
    let client = builder.on_drift(move |drift| log.lock().unwrap().push(drift.clone())).build().unwrap();
    (client, seen)
}

fn lines(drift: &[Drift]) -> Vec<String> {
    let mut lines: Vec<_> = drift
        .iter()
        .map(|drift| drift.to_string().replace("page::get (GET /{page_id}, v26.0): ", ""))
        .collect();
    lines.sort();
    lines
}

#[test]
fn only_the_odd_fields_are_lost() {
    let server = serve_json(ODD);
    let (client, seen) = watching(&server, false);
    let page = run(page::get("12").send(&client)).unwrap();
    assert_eq!((page.id.as_str(), page.name.as_deref()), ("12", Some("Shop")));
    assert_eq!((page.is_chain, page.fan_count), (None, None));
    // The innermost member is the one that is lost.
    let place = page.featured_video.unwrap().place.unwrap();
    assert_eq!((place.id.as_deref(), place.location), (Some("3"), None));
    assert_eq!(
        lines(&seen.lock().unwrap()),
        [
            "lost, since it is a string of 5 bytes and not an unsigned integer of 32 bits, at fan_count",
            "lost, since it is a string of 6 bytes and not an object (Location), at featured_video.place.location",
            "lost, since it is the number 2 and not a boolean, at is_chain",
            "unknown field at location.zip_plus",
        ]
    );
    assert!(seen.lock().unwrap().iter().any(|drift| matches!(drift.kind, DriftKind::Unreadable { .. })));
}

#[test]
fn who_asks_for_nothing_gets_the_rest_as_well() {
    let server = serve([Answer::json(ODD), Answer::json(format!("{{\"data\":[{ODD},{{\"id\":\"13\"}}]}}"))]);
    let client = client(&server);
    assert_eq!(run(page::get("12").send(&client)).unwrap().name.as_deref(), Some("Shop"));
    let full = run(client.call_full(personas::list("12"))).unwrap();
    assert_eq!(full.body.data.len(), 2);
}

#[test]
fn a_strict_client_gives_the_error() {
    let server = serve_json(ODD);
    let (client, seen) = watching(&server, true);
    let error = run(page::get("12").send(&client)).unwrap_err();
    assert!(matches!(error, Error::Decode(_)), "{error}");
    assert!(seen.lock().unwrap().is_empty());
}

/// The key of a map may be the id of a person.
#[test]
fn the_path_of_an_error_holds_keys_of_maps_only_if_asked_for() {
    const BODY: &str = r#"{"id":"12","differently_open_offerings":[{"1234567":{}}]}"#;
    let (hidden, full) = ("differently_open_offerings[0][*]", "differently_open_offerings[0].1234567");
    for (asks, path) in [(false, hidden), (true, full)] {
        let server = serve_json(BODY);
        let builder = Client::builder().access_token(TOKEN).base_url(server.url()).strict(true);
        let error = run(page::get("12").send(&builder.drift_keys(asks).build().unwrap())).unwrap_err();
        let Error::Decode(decode) = &error else { panic!("{error}") };
        assert_eq!((decode.path(), decode.full_path()), (path, full));
        assert_eq!((error.to_string() + &format!("{error:?}")).contains("1234567"), asks, "{error}");
    }
    let server = serve_json(r#"{"id":"12","is_chain":1234567890}"#);
    let (client, seen) = watching(&server, false);
    run(page::get("12").send(&client)).unwrap();
    assert_eq!(
        lines(&seen.lock().unwrap()),
        ["lost, since it is a long number and not a boolean, at is_chain"]
    );
}

#[test]
fn what_must_be_there_still_fails() {
    let server =
        serve([Answer::json(r#"{"data":[{"id":"1"},{"id":{}}]}"#), Answer::json(r#"{"data":{"id":"1"}}"#)]);
    let client = client(&server);
    for path in ["data[1].id", "data"] {
        let error = run(personas::list("12").send(&client)).unwrap_err();
        assert!(matches!(&error, Error::Decode(error) if error.path() == path), "{error}");
    }
}

select! {
    /// Some fields of which one is odd.
    pub struct Few of page { name, is_chain }
}

#[test]
fn a_selection_loses_no_more_than_a_model() {
    let server = serve_json(ODD);
    let few = run(page::get("12").select::<Few>().send(&client(&server))).unwrap();
    assert_eq!((few.name.as_deref(), few.is_chain), (Some("Shop"), None));
}

/// What a caller stores and reads again was written by this crate, so that nothing is odd in it.
#[test]
fn serde_forgives_nothing() {
    let error = serde_json::from_str::<Page>(ODD).unwrap_err();
    assert!(error.to_string().contains("expected"), "{error}");
}

#[test]
fn no_credential_is_shown_of_what_was_lost() {
    let server = serve_json(&format!(r#"{{"id":"12","hours":{{"{TOKEN}":{{}}}}}}"#));
    let seen = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&seen);
    let builder = Client::builder().access_token(TOKEN).base_url(server.url()).drift_keys(true);
    let builder = builder.on_drift(move |drift: &Drift| log.lock().unwrap().push(drift.clone()));
    assert!(run(page::get("12").send(&builder.build().unwrap())).unwrap().hours.is_none());
    let shown = lines(&seen.lock().unwrap());
    assert_eq!(shown, [r#"lost, since it is an object and not a string, at hours["[redacted]"]"#]);
}

/// What is put back must not delete what only this client cannot read.
#[test]
fn an_odd_field_of_what_is_put_back_is_put_back_as_it_came() {
    let answer = r#"{"id":"12","location":{"city":{"name":"Oslo"},"latitude":"north","zip":"0150"}}"#;
    let server = serve([Answer::json(answer), Answer::json(r#"{"success":true}"#)]);
    let (client, seen) = watching(&server, false);
    let mut location = run(page::get("12").send(&client)).unwrap().location.unwrap();
    assert_eq!((location.city.as_deref(), location.zip.as_deref()), (None, Some("0150")));
    assert_eq!(location.unknown.get("city"), Some(&serde_json::json!({"name": "Oslo"})));
    let lost = seen
        .lock()
        .unwrap()
        .iter()
        .filter(|drift| matches!(drift.kind, DriftKind::Unreadable { .. }))
        .count();
    assert_eq!((lost, seen.lock().unwrap().len()), (2, 2));

    // What is set goes before what came.
    location.latitude = Some(59.9);
    run(page::update("12").location(location).send(&client)).unwrap();
    assert_eq!(
        crate::setup::sent_json(&server.requests()[1])["location"],
        serde_json::json!({"city": {"name": "Oslo"}, "latitude": 59.9, "zip": "0150"})
    );
}
