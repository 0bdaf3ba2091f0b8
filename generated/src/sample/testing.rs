//! The fake, with answers and models that those of the API need not have.

use super::models::{Place, Shop};
use super::{CREATE, create, edge, list};
use crate::runtime::request::{Answer, Parts};
use crate::runtime::testing::{Fake, now};
use crate::runtime::wire::Decode as _;
use crate::{Error, Request};
use bytes::Bytes;
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

/// A request that is answered with plain text, with JSON that is a text, with bytes or with nothing.
macro_rules! answered {
    ($name:ident, $response:ty, $read:ident) => {
        #[derive(Clone)]
        struct $name(Parts);

        impl Request for $name {
            type Response = $response;

            fn parts(&self) -> &Parts {
                &self.0
            }

            fn parts_mut(&mut self) -> &mut Parts {
                &mut self.0
            }

            fn into_parts(self) -> Parts {
                self.0
            }

            fn decode(answer: Answer) -> Result<Self::Response, Error> {
                answer.$read()
            }
        }
    };
}

answered!(Text, String, text);
answered!(Json, String, json);
answered!(Bare, Bytes, bytes);
answered!(Nothing, (), empty);

#[test]
fn answers_that_are_not_models() {
    let (fake, parts) = (Fake::new(), create("1", "Ann").into_parts());
    let client = fake.client();
    for text in ["plain", "7", "\"quoted\"", ""] {
        fake.on(Text(parts.clone())).reply(text.to_owned());
        assert_eq!(now(client.call(Text(parts.clone()))).unwrap(), text);
        fake.on(Json(parts.clone())).reply(text.to_owned());
        assert_eq!(now(client.call(Json(parts.clone()))).unwrap(), text);
    }
    fake.on(Bare(parts.clone())).reply(Bytes::from_static(b"\0\xff"));
    assert_eq!(now(client.call(Bare(parts.clone()))).unwrap(), &b"\0\xff"[..]);
    fake.on(Nothing(parts.clone())).reply(());
    assert!(now(client.call(Nothing(parts))).is_ok());
    fake.assert_all_answered();
}

#[test]
fn an_edge_without_a_model_has_pages_of_json() {
    let fake = Fake::new();
    fake.on(edge::<i64>("1", "x")).pages_json([json!([1, 2]), json!([]), json!([3])]);
    assert_eq!(now(edge::<i64>("1", "x").items(&fake.client()).collect_at_most(9)).unwrap(), [1, 2, 3]);
    let after: Vec<_> = fake.sent().iter().map(|sent| sent.param("after").map(str::to_owned)).collect();
    assert_eq!(after, [None, Some("after-page-1".to_owned()), Some("after-page-2".to_owned())]);
}

/// The pairs of a form and the members of an object have no order; what they hold counts.
#[test]
fn a_request_is_matched_by_its_value() {
    let request = |pairs: &[(&'static str, &str)], is_form: bool| {
        let mut parts = Parts::new(&CREATE);
        parts.path("page_id", &"1");
        for (name, value) in pairs {
            match is_form {
                true => parts.form_property(*name, value),
                false => parts.property(name, value),
            }
        }
        Nothing(parts)
    };
    let (given, turned) = ([("a", "1"), ("b", "2")], [("b", "2"), ("a", "1")]);
    for is_form in [true, false] {
        let fake = Fake::new();
        fake.on(request(&given, is_form)).reply(()).always();
        let client = fake.client();
        assert!(now(client.call(request(&turned, is_form))).is_ok());
        assert!(now(client.call(request(&given, !is_form))).is_err());
        for other in [&[("a", "1")][..], &[("a", "2"), ("b", "1")], &[("a", "1"), ("b", "2"), ("c", "3")]] {
            assert!(now(client.call(request(other, is_form))).is_err());
        }
    }
}

#[test]
fn what_is_not_expected_is_shown_without_secrets() {
    let place = Place { city: None, door_code: Some("hidden".into()) };
    let fake = Fake::new();
    fake.on(create("2", "Bob").place(place.clone())).reply_json(json!({"success": true}));
    let error = now(fake.client().call(create("1", "Ann").place(place))).unwrap_err().to_string();
    assert!(error.contains("Ann") && error.contains("Bob") && !error.contains("hidden"), "{error}");
    assert!(!format!("{fake:?}").contains("hidden"));
}
