//! Decoding as leniently as the wire needs, and encoding in each mode.

use super::models::{Block, Cover, Floor, Place, Shop, ShopKind};
use crate::runtime::wire::{self, Decode, Encode, Mode, from_slice};
use serde_json::json;

fn shop(value: serde_json::Value) -> Shop {
    Shop::decode(value).unwrap()
}

#[test]
fn reads_the_quirks_of_the_wire() {
    let read = shop(json!({
        "id": 10_150_000_000_000_001_u64, "hours": [{"key": "mon_1_open", "value": "08:00"}], "parent": {"id": "2"},
        "has_parking": 1, "score": 0, "likes": "28", "opened": "2021-04-30T01:37:07+0000", "place": [], "tags": null,
        "unknown": {"a": 1}, "kind": "CAFE"
    }));
    assert_eq!(read.id, "10150000000000001");
    assert_eq!(read.hours.unwrap()["mon_1_open"], "08:00");
    assert_eq!(read.parent.unwrap().id, "2");
    assert_eq!((read.has_parking, read.score, read.likes), (Some(true), Some(0.0), Some(28)));
    assert_eq!(read.opened.unwrap().unix_seconds(), 1_619_746_627);
    assert_eq!((read.place, read.tags), (Some(Place::default()), None));
    assert_eq!(read.kind.unwrap().as_str(), "CAFE");
}

#[test]
fn reads_an_empty_list_as_empty_or_absent() {
    let read =
        shop(json!({"id": "1", "hours": [], "tags": [], "kind": [], "parent": {"id": "2", "likes": []}}));
    assert_eq!((read.hours.unwrap().len(), read.tags.unwrap().len(), read.kind), (0, 0, None));
}

#[test]
fn reads_a_type_from_bytes_up_to_their_end() {
    let read = |text: &str| from_slice::<Vec<Shop>>(text.as_bytes()).map_err(|error| error.to_string());
    assert_eq!(read(r#"[{"id": 1, "hours": []}]"#).unwrap()[0].id, "1");
    assert!(read(r#"[{"id": "1"}] trailing"#).unwrap_err().contains("trailing"));
    assert_eq!(read("[{}]").unwrap_err(), "expected the member `id`, found nothing at [0]");
}

#[test]
fn says_where_a_mismatch_is() {
    let nested = json!([{"id": "1"}, {"id": "1", "parent": {"id": "2", "place": {"city": {"token": "T"}}}}]);
    let mismatch = Vec::<Shop>::decode(nested).unwrap_err();
    assert_eq!(mismatch.to_string(), "expected a string, found an object at [1].parent.place.city");
    let mismatch = Shop::decode(json!({})).unwrap_err();
    assert_eq!(mismatch.to_string(), "expected the member `id`, found nothing");
    let mismatch = Cover::decode(json!([1])).unwrap_err();
    assert_eq!(
        mismatch.to_string(),
        "expected one of Cover (Integer: expected an integer of 64 bits, found a list; String: expected a string, \
         found a list; Place: expected an object (Place), found a list), found a list"
    );
}

#[test]
fn chooses_an_alternative_by_kind_before_leniency() {
    assert!(Cover::decode(json!("5")).unwrap() == Cover::String("5".into()));
    assert!(Cover::decode(json!(5)).unwrap() == Cover::Integer(5));
    assert!(Cover::decode(json!({})).unwrap() == Cover::Place(Place::default()));
    assert!(Cover::decode(json!(5.5)).unwrap() == Cover::String("5.5".into()));
}

#[test]
fn keeps_a_variant_with_an_unknown_tag() {
    for value in [json!({"type": "place", "city": "Oslo"}), json!({"type": "new", "a": [1]})] {
        assert_eq!(Block::decode(value.clone()).unwrap().encode(Mode::Request), value);
    }
    assert!(Block::decode(json!({"city": "Oslo"})).is_err());
}

#[test]
fn writes_secrets_to_the_api_only() {
    let value = json!({"id": "1", "access_token": "T", "opened": 5, "place": {"door_code": "D"}});
    let read = shop(value.clone());
    assert_eq!(
        read.encode(Mode::Request),
        json!({"id": "1", "access_token": "T", "place": {"door_code": "D"}})
    );
    assert_eq!(serde_json::to_value(&read).unwrap(), json!({"id": "1", "opened": 5, "place": {}}));
    // Not the whole text: the order of the members is that of serde_json, which a feature of it changes.
    let shown = format!("{read:?}");
    for part in
        ["Shop { ", r#"access_token: "[redacted]""#, r#"place: {"door_code": "[redacted]"}"#, "opened: 5"]
    {
        assert!(shown.contains(part), "{shown}");
    }
}

#[test]
fn keeps_enumerations_open_through_serde() {
    assert_eq!(serde_json::from_value::<ShopKind>(json!("BAKERY")).unwrap(), ShopKind::Bakery);
    assert_eq!(serde_json::to_value(ShopKind::from("new".to_owned())).unwrap(), json!("new"));
    assert_eq!(serde_json::from_value::<Floor>(json!("7")).unwrap(), Floor::UnknownValue(7));
    assert_eq!(serde_json::to_value(Floor::Ground).unwrap(), json!(0));
}

#[test]
fn refuses_integers_that_do_not_fit() {
    assert!(i32::decode(json!(80_000_000_000_i64)).is_err());
    assert!(u32::decode(json!(-1)).is_err());
    assert_eq!(u64::decode(json!(u64::MAX)).unwrap(), u64::MAX);
    assert_eq!(i64::decode(json!(28.0)).unwrap(), 28);
    assert!(String::decode(json!(1e30)).is_err());
}

/// An object that is one of two that hold such objects, and that cannot be distinguished before their end.
#[derive(Debug, PartialEq)]
enum Tree {
    Left(Box<Left>),
    Right(Box<Right>),
}

#[derive(Debug, PartialEq)]
struct Left {
    child: Option<Tree>,
    left: Option<bool>,
}

#[derive(Debug, PartialEq)]
struct Right {
    child: Option<Tree>,
    right: bool,
}

impl Decode for Tree {
    fn decode(value: wire::Value) -> wire::Result<Self> {
        crate::unions::Alternatives::new(value, "Tree")
            .attempt("Left", |inner| Self::Left(Box::new(inner)))
            .attempt("Right", |inner| Self::Right(Box::new(inner)))
            .finish()
    }
}

impl Decode for Left {
    fn decode(value: wire::Value) -> wire::Result<Self> {
        let mut object = wire::Object::read(value, "Left")?;
        let decoded = Self { child: object.optional("child"), left: object.optional("left") };
        object.finish(decoded)
    }
}

impl Decode for Right {
    fn decode(value: wire::Value) -> wire::Result<Self> {
        let mut object = wire::Object::read(value, "Right")?;
        let decoded = Self { child: object.optional("child"), right: object.required("right")? };
        object.finish(decoded)
    }
}

#[test]
fn takes_the_alternative_that_leaves_the_least_unread() {
    let read = Tree::decode(json!({"child": {"right": true}, "right": true})).unwrap();
    let child = Tree::Right(Box::new(Right { child: None, right: true }));
    assert_eq!(read, Tree::Right(Box::new(Right { child: Some(child), right: true })));
    let unknown = Tree::decode(json!({"left": true, "new": 1})).unwrap();
    assert_eq!(unknown, Tree::Left(Box::new(Left { child: None, left: Some(true) })));
}

/// Without a limit this takes two attempts to the power of a hundred.
#[test]
fn gives_up_a_value_that_is_made_to_take_long() {
    let nest =
        |inner: wire::Value| (0..100).fold(inner, |inner, _| json!({"child": inner, "right": "maybe"}));
    assert!(Tree::decode(nest(json!({"child": 1}))).is_err());
    assert!(Tree::decode(nest(json!({"new": 1}))).is_ok());
    assert!(Tree::decode(json!({"left": true})).is_ok());
}
