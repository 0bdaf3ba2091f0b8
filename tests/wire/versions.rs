//! Two versions of an API side by side: one client sends the requests of both.

use cases::{Client, Request, pair_v1_0, pair_v2_0};

fn line<R: Request>(client: &Client, request: &R) -> String {
    let built = client.http_request(request).unwrap();
    format!("{} {}", built.method(), built.uri())
}

#[test]
fn a_request_names_its_version_whatever_the_client_sends_beside_it() {
    let client = Client::builder().build().unwrap();
    let (one, two) = (pair_v1_0::thing::get("7"), pair_v2_0::thing::get("7"));
    assert_eq!(line(&client, &one), "GET https://graph.example.com/v1.0/7");
    assert_eq!(line(&client, &two), "GET https://graph.example.com/v2.0/7");
    assert_eq!(line(&client, &one), "GET https://graph.example.com/v1.0/7");
    let local = Client::builder().base_url("http://127.0.0.1:1").build().unwrap();
    assert_eq!(line(&local, &one), "GET http://127.0.0.1:1/v1.0/7");
    assert_eq!(line(&local, &two), "GET http://127.0.0.1:1/v2.0/7");
}

#[test]
fn an_answer_is_read_as_its_version_has_it() {
    let client = Client::builder().build().unwrap();
    let answer = || http::Response::new(bytes::Bytes::from_static(br#"{"name": "a", "size": 3}"#));
    let one = client.decode(&pair_v1_0::thing::get("7"), answer()).unwrap();
    let two = client.decode(&pair_v2_0::thing::get("7"), answer()).unwrap();
    assert_eq!((one.name.as_deref(), two.size), (Some("a"), Some(3)));
}
