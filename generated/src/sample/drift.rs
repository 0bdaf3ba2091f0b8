//! What is noted while an answer is read, and where.

use super::models::{Block, Cover, Floor, Place, Shop, ShopKind};
use super::{client, create, list, now};
use crate::runtime::wire::Decode;
use crate::runtime::wire::drift::{UnknownPart, collect};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The places of what is unknown, values after a `=`.
fn found<T: Decode>(value: Value) -> Vec<String> {
    let (read, found) = collect(|| T::decode(value));
    assert!(read.is_ok());
    let shown = |part| match part {
        UnknownPart::Member => String::new(),
        UnknownPart::Value(value) => format!("={value}"),
        UnknownPart::OtherForm(expected) => format!("~{expected}"),
        UnknownPart::Rounded => "~".to_owned(),
        UnknownPart::Unreadable(_, found) => format!("!{found}"),
    };
    found.into_iter().map(|found| found.path.text() + &shown(found.part)).collect()
}

#[test]
fn what_is_known_is_not_drift() {
    let known =
        json!({"id": "1", "kind": "BAKERY", "hours": {"mon": "8"}, "tags": ["a"], "place": {}, "cover": 5});
    assert_eq!(found::<Shop>(known), [""; 0]);
    assert_eq!(found::<Shop>(json!({"id": "1", "__debug__": {}, "kind": null})), [""; 0]);
    assert_eq!(found::<Value>(json!({"any": {"thing": 1}})), [""; 0]);
}

#[test]
fn members_and_values_are_noted_with_their_place() {
    let shop = json!({"id": "1", "kind": "CAFE", "new": {"deep": 1}, "parent": {"id": "2", "place": {"zip_plus": null}}});
    assert_eq!(found::<Shop>(shop.clone()), ["kind=CAFE", "parent.place.zip_plus", "new"]);
    assert_eq!(
        found::<Vec<Shop>>(json!([{"id": "0"}, shop])),
        ["[1].kind=CAFE", "[1].parent.place.zip_plus", "[1].new"]
    );
    assert_eq!(found::<Vec<Floor>>(json!([0, 7])), ["[1]=7"]);
    assert_eq!(found::<BTreeMap<String, ShopKind>>(json!({"a.b": "X", "c": "BAKERY"})), [r#"["a.b"]=X"#]);
    assert_eq!(
        found::<BTreeMap<String, Vec<Place>>>(json!([{"key": "a", "value": [{}, {"x": 1}]}])),
        ["~an object", "a[1].x"]
    );
}

#[test]
fn what_items_repeat_is_noted_once() {
    let shops = json!([
        {"id": "0", "new": 1},
        {"id": "1", "new": 2, "kind": "A", "place": {"new": 3}},
        {"id": "2", "new": 4, "kind": "B", "place": {"new": 5}},
        {"id": "3", "kind": "A"}
    ]);
    assert_eq!(found::<Vec<Shop>>(shops), ["[0].new", "[1].kind=A", "[1].place.new", "[2].kind=B"]);
}

#[test]
fn only_the_alternative_that_wins_is_noted() {
    // A string is refused by the object; the object is refused by the others before it.
    assert_eq!(found::<Cover>(json!("a")), [""; 0]);
    assert_eq!(found::<Shop>(json!({"id": "1", "cover": {"city": "Oslo", "x": 1}})), ["cover.x"]);
    assert_eq!(found::<Either>(json!({"id": [], "x": 1})), ["x"]);
    // A shop could be read of it, but would leave the city.
    assert_eq!(found::<Either>(json!({"id": "1", "city": "Oslo"})), [""; 0]);

    let (read, found) = collect(|| Either::decode(json!({"id": [], "city": {}, "x": 1})));
    assert!(read.is_err() && found.is_empty(), "{found:?}");
}

/// A shop, or a place: a value that has no `id` that can be read is noted as a place only.
enum Either {
    Shop,
    Place,
}

impl Decode for Either {
    fn decode(value: Value) -> crate::runtime::wire::Result<Self> {
        crate::unions::Alternatives::new(value, "Either")
            .attempt("Shop", |_: Shop| Self::Shop)
            .attempt("Place", |_: Idless| Self::Place)
            .finish()
    }
}

/// A place that knows an `id` of any kind.
struct Idless;

impl Decode for Idless {
    fn decode(value: Value) -> crate::runtime::wire::Result<Self> {
        let mut object = crate::runtime::wire::Object::read(value, "Idless")?;
        let _: Option<Value> = object.optional("id");
        let _: Option<String> = object.optional("city");
        object.finish(Self)
    }
}

#[test]
fn a_tag_is_known_and_an_unknown_tag_is_a_value() {
    assert_eq!(found::<Block>(json!({"type": "place", "city": "Oslo"})), [""; 0]);
    assert_eq!(found::<Block>(json!({"type": "place", "x": {"type": 1}})), ["x"]);
    assert_eq!(found::<Vec<Block>>(json!([{"type": "new", "a": 1}])), ["[0].type=new"]);
}

#[test]
fn another_form_is_noted_with_what_the_specification_says() {
    assert_eq!(found::<Shop>(json!({"id": 1, "place": []})), ["id~a string", "place~an object"]);
    assert_eq!(found::<Shop>(json!({"id": "1", "parent": [], "x": 1})), ["parent~null", "x"]);
    assert_eq!(found::<Vec<i64>>(json!([1, "2", 3.0])), ["[1]~an integer of 64 bits"]);
    assert_eq!(found::<Vec<i64>>(json!({"0": 1})), ["~a list"]);
    assert_eq!(found::<Vec<bool>>(json!([true, "True"])), ["[1]~a boolean"]);
    assert_eq!(found::<BTreeMap<String, i64>>(json!([{"key": "a", "value": 1}])), ["~an object"]);
    assert_eq!(found::<Option<crate::Timestamp>>(json!("")), ["~null"]);
    assert_eq!(found::<Option<crate::Timestamp>>(json!("0000-00-00 00:00:00")), ["~null"]);
    assert_eq!(found::<crate::Timestamp>(json!("2021-04-30T01:37:07+0000")), [""; 0]);
    assert_eq!(found::<crate::Timestamp>(json!("2021-04-30T01:37:07")), ["~a time (RFC 3339)"]);
    assert_eq!(found::<crate::Date>(json!("2021-04-30T00:00:00")), ["~a date (YYYY-MM-DD)"]);
}

#[test]
fn a_number_that_is_rounded_is_noted() {
    assert_eq!(found::<Vec<f64>>(json!([9_007_199_254_740_992_i64, 0.1])), [""; 0]);
    assert_eq!(found::<Vec<f64>>(json!([1, 9_007_199_254_740_993_i64])), ["[1]~"]);
    assert_eq!(found::<Vec<f64>>(json!([u64::MAX, "1.5"])), ["[0]~", "[1]~a number"]);
    // With a fraction or an exponent it is a float before it is an integer, which may have cost digits.
    assert_eq!(found::<Vec<i64>>(json!([4_503_599_627_370_496.0, 9_007_199_254_740_992.0])), ["[1]~"]);
}

#[test]
fn a_response_lists_it() {
    let body = r#"{"data":[{"id":"1"},{"id":"2","place":{"zip_plus":"5"}}],"paging":{"next":"u"},"new":1}"#;
    let response = now(client(&[(200, body)]).call_full(list("1"))).unwrap();
    let shown: Vec<_> = response.drift.iter().map(ToString::to_string).collect();
    let operation = "page::shops::list (GET /v26.0/{page_id}/shops, v26.0)";
    assert_eq!(
        shown,
        [
            format!("{operation}: unknown field at data[1].place.zip_plus"),
            format!("{operation}: unknown field at new")
        ]
    );
    assert_eq!((response.operation().name(), response.other_version()), ("page::shops::list", None));
    assert_eq!(now(client(&[(200, "true")]).call_full(create("1", "Ann"))).unwrap().drift, []);
}
