//! A fake in the place of a token endpoint.

#![cfg(feature = "testing")]

use super::{ClientCredentials, RefreshToken};
use crate::runtime::request::{Expects, Method, Operation, Parts, Request, SecurityKind, SecurityScheme};
use crate::runtime::testing::{Fake, now};
use crate::runtime::{Client, Error};
use serde_json::json;

static LOGIN: SecurityScheme = SecurityScheme { name: "login", kind: SecurityKind::Bearer };

static ENDPOINT: Operation = Operation {
    name: "oauth::login::client_credentials",
    method: Method::Post,
    server: "https://id.example.com",
    path: "/token",
    documented_path: "/token",
    security: &[],
    ..THING
};

const THING: Operation = Operation {
    name: "things::get",
    method: Method::Get,
    server: "https://api.example.com",
    servers: &[],
    path: "/thing",
    documented_path: "/thing",
    version: "",
    security: &[&[&LOGIN]],
    encodings: &[],
    expects: Expects::JSON,
};

static READ: Operation = THING;

#[derive(Clone)]
struct Read {
    parts: Parts,
}

impl Request for Read {
    type Response = ();
    crate::runtime::request::reads!(empty);
}

fn read(client: &Client) -> Result<(), Error> {
    now(client.call(Read { parts: Parts::new(&READ) }))
}

#[test]
fn a_fake_expects_the_request_of_a_source_as_any_other() {
    let fake = Fake::new();
    let source = ClientCredentials::new(&ENDPOINT, "shop", "s3cret").scopes(["read"]);
    fake.on(source.request()).reply_json(json!({"access_token": "token-1", "expires_in": 3600}));
    fake.on_any(|sent| sent.operation().name() == "things::get" && sent.has_token("token-1"))
        .reply_json(json!({}))
        .times(2);
    let client = fake.builder().token_source(source).build().unwrap();
    assert!(read(&client).is_ok() && read(&client).is_ok());
    fake.assert_all_answered();
    assert!(!format!("{fake:?}").contains("s3cret"));
}

#[test]
fn a_refresh_token_is_part_of_what_is_expected() {
    let fake = Fake::new();
    let source = |token: &str| RefreshToken::new(&ENDPOINT, "shop", token);
    fake.on(source("first").request()).reply_json(json!({"access_token": "a", "refresh_token": "second"}));
    let client = fake.builder().token_source(source("other")).build().unwrap();
    assert!(matches!(read(&client), Err(Error::Token(_))));
}
