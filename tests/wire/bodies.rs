//! Bodies of requests, and of answers that are no JSON.

use crate::server::Answer;
use crate::setup::{only, run, serve};
use cases::case_bodies_media_types::bytes_api;

#[test]
fn bytes_go_out_and_come_back_as_they_are() {
    let (server, client) = serve([Answer::status(200).body(vec![0, 159, 146, 150])]);
    let answer = run(bytes_api::post(vec![1_u8, 255]).send(&client)).unwrap();
    assert_eq!(&answer[..], [0, 159, 146, 150]);
    let sent = only(&server);
    assert_eq!((sent.method.as_str(), sent.target.as_str()), ("POST", "/bytes"));
    assert_eq!(sent.header("content-type"), Some("application/octet-stream"));
    assert_eq!(sent.body, [1, 255]);
}

#[test]
fn a_body_that_may_be_null_is_sent_as_null() {
    use cases::case_bodies_null::{limits, models::Limit};
    let (server, client) = serve((0..5).map(|_| Answer::status(204)));
    run(limits::put(None).send(&client)).unwrap();
    run(limits::put(Some(Limit::new().most(5))).send(&client)).unwrap();
    run(limits::post().send(&client)).unwrap();
    run(limits::post().body(None).send(&client)).unwrap();
    run(limits::put_words(None).send(&client)).unwrap();
    let bodies: Vec<String> =
        server.requests().into_iter().map(|sent| String::from_utf8(sent.body).unwrap()).collect();
    assert_eq!(bodies, ["null", r#"{"most":5}"#, "", "null", "null"]);
}

#[test]
fn the_map_of_a_union_is_made_of_its_members() {
    use cases::case_union_exact::models::EmptyListMapOrList;
    let made = EmptyListMapOrList::from([("order", "6735")]);
    assert_eq!(serde_json::to_value(&made).unwrap(), serde_json::json!({"order": "6735"}));
}
