//! The fake, with models that have what those of the API need not have.

use super::list;
use super::models::Shop;
use crate::runtime::testing::{Fake, now};
use crate::runtime::wire::Decode as _;
use serde_json::json;

fn shop() -> Shop {
    Shop::decode(json!({"id": "1", "access_token": "hidden", "opened": "2024-05-06T07:08:09+0000"})).unwrap()
}

#[test]
fn an_answer_holds_secrets_and_what_only_answers_hold() {
    let fake = Fake::new();
    fake.on(list("1")).pages([vec![shop()]]);
    let read = now(list("1").send(&fake.client())).unwrap().data.remove(0);
    assert_eq!(read.access_token.as_ref().map(crate::Secret::expose), Some("hidden"));
    assert!(read == shop() && read.opened.is_some());
}
