//! Code that uses the crate, and its tests without a server.
//!
//! `cargo run -p meta-graph --example testing --features testing`

use meta_graph::testing::{self, Failure, Fake};
use meta_graph::v26_0::models::{PagePersonasPostResponse, Persona};
use meta_graph::v26_0::page::personas;
use meta_graph::{Client, Error, ErrorCode, Recovery};

/// What is to be tested: finds the persona of this name, or makes it.
async fn ensure_persona(client: &Client, page_id: &str, name: &str, picture: &str) -> Result<String, Error> {
    let mut all = personas::list(page_id).limit(100).items(client);
    while let Some(persona) = all.try_next().await? {
        if persona.name.as_deref() == Some(name) {
            return Ok(persona.id);
        }
    }
    Ok(personas::create(page_id, name, picture).send(client).await?.id)
}

const PICTURE: &str = "https://cdn.example/ann.png";

fn persona(id: &str, name: &str) -> Persona {
    let mut persona = Persona::default();
    persona.id = id.to_owned();
    persona.name = Some(name.to_owned());
    persona
}

/// In a crate of its own this is a `#[test]`.
fn finds_it_on_the_second_page() {
    let fake = Fake::new();
    let pages = [vec![persona("31", "Bob")], vec![persona("32", "Ann")]];
    fake.on(personas::list("12").limit(100)).pages(pages);

    let id = testing::now(ensure_persona(&fake.client(), "12", "Ann", PICTURE));

    assert_eq!(id.ok().as_deref(), Some("32"));
    fake.assert_all_answered();
}

/// A read is sent again after a fault that passes, and nobody waits for it here.
fn makes_it_where_there_is_none() {
    let fake = Fake::new();
    let list = personas::list("12").limit(100);
    fake.on(list).fail(ErrorCode::SERVICE_UNAVAILABLE).reply_json(serde_json::json!({"data": []}));
    let mut made = PagePersonasPostResponse::default();
    made.id = "33".to_owned();
    fake.on(personas::create("12", "Ann", PICTURE)).reply(made);

    let id = testing::now(ensure_persona(&fake.client(), "12", "Ann", PICTURE));

    assert_eq!(id.ok().as_deref(), Some("33"));
    assert_eq!((fake.sent().len(), fake.waits().len()), (3, 1));
    fake.assert_all_answered();
}

fn says_that_the_token_has_expired() {
    let fake = Fake::new();
    let expired = Failure::new(ErrorCode::ACCESS_TOKEN_INVALID).subcode(463).message("Session has expired");
    fake.on_any(|request| request.operation().name() == "page::personas::list").fail(expired);

    let result = testing::now(ensure_persona(&fake.client(), "12", "Ann", PICTURE));

    assert_eq!(result.err().map(|error| error.recovery()), Some(Recovery::RenewToken));
}

#[allow(clippy::print_stdout, reason = "an example says what it did")]
/// Runs the tests, as `cargo test` would.
pub fn main() {
    finds_it_on_the_second_page();
    makes_it_where_there_is_none();
    says_that_the_token_has_expired();
    println!("all three tests have passed");
}
