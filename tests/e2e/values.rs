//! What the crate gives out, kept and read again.

use meta_graph::v26_0::models::{
    Attire, CoverInput, Location, Page, PagePaymentOptions, Persona, PlaceType, VerificationStatus,
};
use meta_graph::{Secret, Timestamp};
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashSet};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

fn page(body: &str) -> Page {
    serde_json::from_str(body).unwrap()
}

#[test]
fn a_page_is_stored_and_read_again() {
    for body in [include_str!("bodies/page.json"), include_str!("bodies/page_quirks.json")] {
        let mut read = page(body);
        let stored = serde_json::to_string(&read).unwrap();
        let again = page(&stored);
        read.access_token = None;
        assert_eq!(again, read);
        assert_eq!(serde_json::to_string(&again).unwrap(), stored);
    }
}

#[test]
fn a_stored_page_is_as_the_api_writes_it_without_its_token() {
    let mut expected: Value = serde_json::from_str(include_str!("bodies/page.json")).unwrap();
    let token = expected.as_object_mut().unwrap().remove("access_token").unwrap();
    expected["parking"] = json!({"lot": true, "street": false, "valet": false});
    expected["cover"]["offset_x"] = json!(12.0);
    expected["location"]["latitude"] = json!(60.0);

    let read = page(include_str!("bodies/page.json"));
    assert_eq!(serde_json::to_value(&read).unwrap(), expected);
    assert!(!serde_json::to_string(&read).unwrap().contains(token.as_str().unwrap()));
}

#[test]
fn pages_differ_by_their_values() {
    let read = page(include_str!("bodies/page.json"));
    let mut other = read.clone();
    assert_eq!(read, other);
    other.parent_page.as_mut().unwrap().parent_page.as_mut().unwrap().name = None;
    assert_ne!(read, other);
    let mut other = read.clone();
    other.access_token = Some("another".into());
    assert_ne!(read, other);
}

#[test]
fn debug_shows_what_is_there() {
    let read = page(r#"{"id":"12","access_token":"T","parking":{"lot":1},"place_type":"CITY"}"#);
    let shown = format!("{read:?}");
    // The order of the members depends on a feature of serde_json that anybody may turn on.
    for part in
        ["Page { ", r#"access_token: "[redacted]""#, r#"parking: {"lot": true}"#, r#"place_type: "CITY""#]
    {
        assert!(shown.contains(part), "{shown}");
    }
    assert_eq!(
        shown.len(),
        r#"Page { id: "12", access_token: "[redacted]", parking: {"lot": true}, place_type: "CITY" }"#.len()
    );
}

#[test]
fn pages_by_id_are_a_map() {
    let pages: BTreeMap<String, Page> =
        serde_json::from_str(r#"{"12":{"id":"12","name":"Fjord"},"13":{"id":"13","fan_count":"9"}}"#)
            .unwrap();
    assert_eq!((pages["12"].name.as_deref(), pages["13"].fan_count), (Some("Fjord"), Some(9)));
}

#[test]
fn models_refuse_what_they_are_not() {
    let error = serde_json::from_str::<Persona>(r#"{"name":"Ann"}"#).unwrap_err();
    assert!(error.to_string().contains("expected the member `id`, found nothing"), "{error}");
    let error = serde_json::from_str::<Page>(r#"{"id":"1","cover":{"offset_x":{}}}"#).unwrap_err();
    assert!(error.to_string().contains("expected a number, found an object at cover.offset_x"), "{error}");
    let error = serde_json::from_str::<Page>(r#"{"id":"1","fan_count":-1}"#).unwrap_err();
    assert!(
        error.to_string().contains("unsigned integer of 32 bits, found the number -1 at fan_count"),
        "{error}"
    );
}

#[test]
fn payment_options_are_switches() {
    let options: PagePaymentOptions =
        serde_json::from_str(r#"{"amex":1,"cash_only":0,"visa":"1","mastercard":"false"}"#).unwrap();
    assert_eq!((options.amex, options.cash_only), (Some(true), Some(false)));
    assert_eq!((options.visa, options.mastercard, options.discover), (Some(true), Some(false), None));
}

#[test]
fn an_enumeration_keeps_what_it_does_not_know() {
    assert_eq!(PlaceType::from("GEO_ENTITY"), PlaceType::GeoEntity);
    let unknown: PlaceType = serde_json::from_value(json!("PLANET")).unwrap();
    let PlaceType::UnknownValue(value) = &unknown else { panic!("{unknown:?}") };
    assert_eq!((value.as_str(), value.to_string().as_str()), ("PLANET", "PLANET"));
    assert_eq!(serde_json::to_value(&unknown).unwrap(), json!("PLANET"));
    assert_eq!(unknown, PlaceType::from("PLANET".to_owned()));
    assert_ne!(unknown, PlaceType::from("planet"));
    // Case distinguishes the values: what is read and what is written differ in it.
    assert!(matches!(VerificationStatus::from("NOT_VERIFIED"), VerificationStatus::UnknownValue(_)));
    assert_eq!(Attire::Dressy.to_string(), "Dressy");
    let kinds = HashSet::from([PlaceType::City, PlaceType::from("CITY"), unknown]);
    assert_eq!(kinds.len(), 2);
}

#[test]
fn a_union_is_read_by_the_kind_of_the_value() {
    assert_eq!(
        serde_json::from_value::<CoverInput>(json!("77")).unwrap(),
        CoverInput::String("77".to_owned())
    );
    assert_eq!(serde_json::from_value::<CoverInput>(json!(77)).unwrap(), CoverInput::Integer(77));
    assert!(serde_json::from_value::<CoverInput>(json!([1])).is_err());
    assert_eq!(serde_json::to_value(CoverInput::from(77)).unwrap(), json!(77));
}

#[test]
fn a_model_for_writing_starts_empty() {
    assert_eq!(Location::new(), Location::default());
    assert_eq!(serde_json::to_value(Location::new()).unwrap(), json!({}));
    assert_eq!(Location::new().city("Oslo").city.as_deref(), Some("Oslo"));
}

#[test]
fn a_secret_shows_itself_only_when_asked() {
    let secret = Secret::new("open sesame");
    assert_eq!(secret.expose(), "open sesame");
    assert_eq!(format!("{secret:?} {secret:#?}"), "[redacted] [redacted]");
    let read: Secret = serde_json::from_value(json!("open sesame")).unwrap();
    assert_eq!(read, secret);
    for other in ["open sesamE", "open", "open sesame!", ""] {
        assert_ne!(Secret::from(other), secret);
    }
    assert_eq!(HashSet::from([secret.clone(), read, Secret::from(&secret)]).len(), 1);
}

#[test]
fn a_timestamp_is_written_as_it_was_read() {
    for (value, seconds) in [
        (json!("2024-03-01T09:30:15+0000"), 1_709_285_415),
        (json!("2024-03-01T10:30:15+01:00"), 1_709_285_415),
        (json!("2024-03-01T09:30:15Z"), 1_709_285_415),
        (json!(1_709_285_415), 1_709_285_415),
        (json!("1709285415"), 1_709_285_415),
        (json!("1969-12-31T23:59:59+0000"), -1),
    ] {
        let read: Timestamp = serde_json::from_value(value.clone()).unwrap();
        assert_eq!(read.unix_seconds(), seconds, "{value}");
        assert_eq!(serde_json::to_value(&read).unwrap(), value);
    }
    for value in [json!("yesterday"), json!(true), json!([]), json!(-1.5), json!("2024-13-01T00:00:00Z")] {
        assert!(serde_json::from_value::<Timestamp>(value.clone()).is_err(), "{value}");
    }
}

#[test]
fn timestamps_are_moments() {
    let early: Timestamp = "2024-03-01T10:30:15.250+0100".parse().unwrap();
    let late = Timestamp::from_unix_seconds(1_709_285_416).unwrap();
    assert!(early < late);
    assert_eq!((early.unix_seconds(), early.subsec_nanos()), (1_709_285_415, 250_000_000));
    assert_eq!(SystemTime::from(late.clone()), UNIX_EPOCH + Duration::from_secs(1_709_285_416));
    let same: Timestamp = "2024-03-01T09:30:16Z".parse().unwrap();
    assert_eq!(HashSet::from([late, same]).len(), 1);
    assert!(Timestamp::from_unix_seconds(i64::MAX).is_err());
    assert_eq!(
        "soon".parse::<Timestamp>().unwrap_err().to_string(),
        "not a time between the years 0 and 9999"
    );
}
