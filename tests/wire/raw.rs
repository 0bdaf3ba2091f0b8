//! Requests to any path, in crates without a dialect.

use crate::server::Answer;
use crate::setup::{only, run, serve};
use cases::{BuildErrorKind, Client, ClientBuilder, Error, Raw, Request};
use cases::{case_security_every_scheme, case_servers_choice};
use serde_json::json;

/// The request as the client would send it: the method, the URL, and how it authenticates.
fn sent(set: impl FnOnce(ClientBuilder) -> ClientBuilder, request: &Raw) -> Result<(String, String), BuildErrorKind> {
    let built = match set(Client::builder()).build().unwrap().http_request(request) {
        Ok(built) => built,
        Err(Error::Build(error)) => return Err(error.kind().clone()),
        Err(other) => panic!("{other}"),
    };
    let header = |name: &str| built.headers().get(name).map(|value| value.to_str().unwrap().to_owned());
    let credential = header("authorization").or(header("x-api-key")).unwrap_or_default();
    Ok((format!("{} {}", built.method(), built.uri()), credential))
}

#[test]
fn it_goes_to_the_server_that_the_client_chooses() {
    use case_servers_choice::raw;
    let url = |set: fn(ClientBuilder) -> ClientBuilder| sent(set, &raw::get("any/{a}").path("a", "b/c")).unwrap().0;
    assert_eq!(url(|builder| builder), "GET https://eu.example.com/v1/any/b%2Fc");
    assert_eq!(url(|builder| builder.server(1)), "GET https://sandbox.example.com/v1/any/b%2Fc");
    assert_eq!(url(|builder| builder.server_variable("region", "us")), "GET https://us.example.com/v1/any/b%2Fc");
    assert_eq!(url(|builder| builder.base_url("http://127.0.0.1:1")), "GET http://127.0.0.1:1/v1/any/b%2Fc");
    let one = |builder: ClientBuilder| builder.base_url_of("https://EU.example.com", "http://127.0.0.1:2/p/");
    assert_eq!(url(one), "GET http://127.0.0.1:2/p/v1/any/b%2Fc");
}

#[test]
fn another_host_has_to_be_one_of_the_document() {
    use case_servers_choice::raw;
    let plain = |request: &Raw| sent(|builder| builder, request);
    let upload = raw::put("/part").host("https://upload.example.com/");
    assert_eq!(plain(&upload).unwrap().0, "PUT https://upload.example.com/part");
    let sandbox = raw::put("/part").host("https://sandbox.example.com");
    assert_eq!(plain(&sandbox).unwrap().0, "PUT https://sandbox.example.com/v1/part");
    let foreign = |host: &str| Err(BuildErrorKind::ForeignHost { host: host.to_owned() });
    assert_eq!(plain(&raw::put("/part").host("https://us.example.com")), foreign("https://us.example.com"));
    // The same names as URLs of an answer, where the variables of the client count.
    let at = |url: &str| raw::put("/part").at(url.to_owned());
    assert_eq!(plain(&at("https://upload.example.com/x?y=z")).unwrap().0, "PUT https://upload.example.com/x?y=z");
    assert_eq!(plain(&at("https://eu.example.com/x")).unwrap().0, "PUT https://eu.example.com/x");
    assert_eq!(plain(&at("https://us.example.com/x")), foreign("https://us.example.com"));
    let us = |builder: ClientBuilder| builder.server_variable("region", "us");
    assert_eq!(sent(us, &at("https://us.example.com/x")).unwrap().0, "PUT https://us.example.com/x");
    let test = |builder: ClientBuilder| builder.base_url_of("https://upload.example.com", "http://127.0.0.1:3");
    assert_eq!(sent(test, &at("https://upload.example.com/x")).unwrap().0, "PUT http://127.0.0.1:3/x");
    assert_eq!(sent(test, &at("http://127.0.0.1:3/x")).unwrap().0, "PUT http://127.0.0.1:3/x");
    assert_eq!(plain(&at("http://127.0.0.1:3/x")), foreign("http://127.0.0.1:3"));
}

#[test]
fn it_has_the_first_credential_that_the_client_has() {
    use case_security_every_scheme::raw;
    let credential = |set: fn(ClientBuilder) -> ClientBuilder| sent(set, &raw::get("/any")).unwrap().1;
    assert_eq!(credential(|builder| builder), "");
    assert_eq!(credential(|builder| builder.access_token("t")), "Bearer t");
    assert_eq!(credential(|builder| builder.api_key("header", "k")), "k");
    assert_eq!(credential(|builder| builder.basic_auth("a", "b")), "Basic YTpi");
}

#[test]
fn its_answer_is_json_and_its_error_an_error() {
    use case_servers_choice::raw;
    let (server, client) = serve([
        Answer::json(r#"{"a":[1,2]}"#),
        Answer::json(r#"["b"]"#),
        Answer::status(204),
        Answer::json(r#"{"why":"no"}"#).with_status(409),
        Answer::json("1"),
    ]);
    run(async {
        let post = || raw::post("/any").json(&json!(["x"]));
        assert_eq!(post().send(&client).await.unwrap()["a"], json!([1, 2]));
        assert_eq!(post().read_as::<Vec<String>>().send(&client).await.unwrap(), ["b"]);
        assert_eq!(post().read_as::<Option<u8>>().send(&client).await.unwrap(), None);
        let error = post().send(&client).await.unwrap_err();
        assert_eq!(error.as_api().unwrap().body_as::<serde_json::Value>().unwrap()["why"], "no");
        let error = post().read_as::<String>().send(&client).await.unwrap_err();
        assert!(error.to_string().contains("a value that serde refuses"), "{error}");
    });
    assert!(server.requests().iter().all(|sent| sent.text() == r#"["x"]"# && sent.target == "/v1/any"));
}

#[test]
fn its_body_is_read_piece_by_piece_too() {
    let (server, client) = serve([Answer::status(200).header("content-type", "text/csv").body("a;b")]);
    let request = case_servers_choice::raw::get("/report").header("accept", "text/csv").with_query("day", 1);
    let mut chunks = run(client.chunks(request)).unwrap().body;
    assert_eq!(run(chunks.try_next()).unwrap().unwrap(), "a;b");
    let sent = only(&server);
    assert_eq!((sent.target.as_str(), sent.header("accept")), ("/v1/report?day=1", Some("text/csv")));
}
