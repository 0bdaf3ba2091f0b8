//! Members that a newer server has added: reading a value, changing one field and putting it back deletes none.

use crate::server::{Answer, Server};
use crate::setup::{run, serve};
use cases::case_unknown_members_put_back::models::{Light, Room, Shop, ShopSign};
use cases::case_unknown_members_put_back::shops::{self, PutBody};
use cases::{Client, UnknownMembers};
use serde_json::{Value, json};

const SHOP: &str = r#"{"id": "1", "name": "a", "size": 1.5, "opened": "2026-11-30", "closed": null,
    "owner": {"mail": "o@example.com", "unknown": true, "phone": {"home": 1}},
    "staff": [{"mail": "s@example.com", "badge": 7}, {"mail": "t@example.com"}],
    "rooms": {"hall": {"number": 1, "doors": [1, 2]}}, "notice": {"number": 2, "level": 3}}"#;

/// What the server gets of a shop that was read from it and changed.
fn put_back<B: Into<PutBody>>(change: impl FnOnce(Shop) -> B) -> String {
    let (server, client): (Server, Client) = serve([Answer::json(SHOP), Answer::json("{}")]);
    let shop = run(shops::get("1").send(&client)).unwrap();
    run(shops::put("1", change(shop)).send(&client)).unwrap();
    server.requests().pop().unwrap().text()
}

#[test]
fn putting_back_what_was_read_deletes_nothing() {
    let body = put_back(|mut shop| {
        shop.name = "b".to_owned();
        shop
    });
    let mut expected: Value = serde_json::from_str(SHOP).unwrap();
    expected["name"] = json!("b");
    // What only answers hold is known, and is not sent.
    expected.as_object_mut().unwrap().remove("id");
    assert_eq!(serde_json::from_str::<Value>(&body).unwrap(), expected);
}

#[test]
fn callers_see_set_and_remove_them() {
    let body = put_back(|mut shop| {
        assert_eq!(shop.unknown.get("opened"), Some(&json!("2026-11-30")));
        assert_eq!(shop.owner.as_ref().unwrap().unknown_members.len(), 1);
        shop.unknown.insert("opened", "2026-12-01");
        shop.unknown.remove("closed");
        shop.owner.as_mut().unwrap().unknown_members.clear();
        shop.staff = None;
        shop
    });
    let body: Value = serde_json::from_str(&body).unwrap();
    assert_eq!(body["opened"], "2026-12-01");
    assert_eq!(body["owner"], json!({"mail": "o@example.com", "unknown": true}));
    assert!(body.get("closed").is_none() && body.get("staff").is_none());
}

#[test]
fn a_form_holds_them_too() {
    let body = put_back(|shop| {
        let mut changed = Shop::new("b");
        changed.unknown = shop.unknown;
        PutBody::Form(changed)
    });
    assert!(body.contains("name=b") && body.contains("opened=2026-11-30"), "{body}");
}

#[test]
fn the_tag_of_an_alternative_is_no_unknown_member() {
    let text = r#"{"name": "a", "sign": {"kind": "light", "colour": "red", "new": 1}}"#;
    let shop: Shop = serde_json::from_str(text).unwrap();
    let Some(ShopSign::Light(light)) = &shop.sign else { panic!("{shop:?}") };
    assert!(light.unknown.get("kind").is_none() && light.unknown.len() == 1);
    let read: ShopSign = serde_json::from_str(r#"{"kind": "light", "colour": "red"}"#).unwrap();
    assert_eq!(read, ShopSign::Light(Light::new().colour("red")));
}

#[test]
fn what_callers_make_has_none() {
    assert_eq!(Room::new(1).unknown, UnknownMembers::default());
    assert_eq!(serde_json::from_str::<Room>(r#"{"number": 1}"#).unwrap(), Room::new(1));
    assert_ne!(serde_json::from_str::<Room>(r#"{"number": 1, "new": 1}"#).unwrap(), Room::new(1));
}

#[test]
fn a_value_that_is_stored_keeps_them() {
    let shop: Shop = serde_json::from_str(SHOP).unwrap();
    let stored = serde_json::to_string(&shop).unwrap();
    assert_eq!(serde_json::from_str::<Shop>(&stored).unwrap(), shop);
    assert!(format!("{shop:?}").contains(r#"opened: "2026-11-30""#));
}
