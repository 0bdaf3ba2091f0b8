//! Credentials as a server gets them: keys in each place, several at once, one of several, and none.

use crate::server::{Answer, Received, Server};
use crate::setup::run;
use cases::case_security_every_scheme::calls;
use cases::case_security_schemes::{a, b, c, d};
use cases::{BuildErrorKind, Call, Client, ClientBuilder, Error};

/// What the server gets of a call by a client with these credentials.
fn received(set: fn(ClientBuilder) -> ClientBuilder, call: fn(&Client) -> Call<()>) -> Received {
    let server = Server::start().unwrap();
    server.answer_by(|_| Answer::status(204));
    let client = set(Client::builder().base_url(server.url())).build().unwrap();
    run(call(&client)).unwrap();
    server.requests().remove(0)
}

/// The credentials of a request: the target, and the headers that may hold one.
fn credentials(request: &Received) -> (&str, Vec<String>) {
    let header = |name: &&str| Some(format!("{name}: {}", request.header(name)?));
    (&request.target, ["authorization", "cookie", "x-api-key"].iter().filter_map(header).collect())
}

fn keys(builder: ClientBuilder) -> ClientBuilder {
    builder.api_key("header", "h k").api_key("cookie", "s%3Aa/b+c==;é").api_key("query", "q&k")
}

#[test]
fn keys_that_go_together_are_sent_together() {
    let request = received(keys, |client| calls::both().send(client));
    // A cookie is sent as the server gave it, but for what would end it.
    let expected = ["cookie: sid=s%3Aa/b+c==%3B%C3%A9", "x-api-key: h k"].map(str::to_owned);
    assert_eq!(credentials(&request), ("/both", expected.to_vec()));
}

#[test]
fn the_first_alternative_that_is_complete_is_used() {
    let half = |builder: ClientBuilder| builder.api_key("header", "h").api_key("query", "q&k");
    let request = received(half, |client| calls::both().send(client));
    assert_eq!(credentials(&request), ("/both?api_key=q%26k", Vec::new()));
    let digest = |builder: ClientBuilder| builder.api_key("digest", "username=\"a\"");
    let request = received(digest, |client| calls::http().send(client));
    assert_eq!(credentials(&request).1, ["authorization: Digest username=\"a\""]);
}

#[test]
fn an_operation_has_its_own_requirement_or_none() {
    let all = |builder: ClientBuilder| {
        builder.access_token("t").api_key("key", "k").api_key("session", "s").api_key("query", "q").basic_auth("a", "b")
    };
    assert_eq!(
        credentials(&received(all, |client| a::by_default().send(client))).1,
        ["authorization: Bearer t"]
    );
    assert!(credentials(&received(all, |client| b::open().send(client))).1.is_empty());
    let own = received(all, |client| c::own().send(client));
    assert_eq!(credentials(&own), ("/c", vec!["authorization: Basic YTpi".to_owned()]));
    let maybe = received(all, |client| d::maybe().send(client));
    assert_eq!(credentials(&maybe).1, ["authorization: Bearer t"]);
    assert!(credentials(&received(|builder| builder, |client| d::maybe().send(client))).1.is_empty());
    let together = |builder: ClientBuilder| builder.api_key("key", "k").api_key("session", "s");
    let request = received(together, |client| a::by_default().send(client));
    assert_eq!(credentials(&request).1, ["cookie: session=s", "x-api-key: k"]);
}

#[test]
fn a_basic_key_is_a_user_and_a_password() {
    let whole = |builder: ClientBuilder| builder.api_key("basic", "sk_1:");
    let request = received(whole, |client| calls::http().send(client));
    assert_eq!(credentials(&request).1, ["authorization: Basic c2tfMTo="]);
    let half = Client::builder().api_key("basic", "sk_1").build().unwrap();
    let Err(Error::Build(error)) = half.http_request(&calls::http()) else { panic!("it was built") };
    assert_eq!(*error.kind(), BuildErrorKind::InvalidBasicKey { scheme: "basic" });
    assert!(!format!("{error} {error:?}").contains("sk_1"));
}

#[test]
fn what_is_not_found_has_the_path_that_was_asked_for_in_its_message() {
    let server = Server::start().unwrap();
    server.answer_by(|_| Answer::json(r#"{"message":"nothing here"}"#).with_status(404));
    let client = Client::builder().base_url(format!("{}/wrong", server.url())).api_key("query", "s3cret-key").build().unwrap();
    let error = run(calls::both().send(&client)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "calls::both (GET /both, v1.0): Not Found: nothing here [HTTP 404 of /wrong/both]"
    );
}
