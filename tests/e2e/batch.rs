//! Several requests in one call.

use crate::setup::{TOKEN, client, only, run, serve, serve_json};
use graph_tests::server::{Answer, Received};
use meta_graph::v26_0::page::{self, nlp_configs, personas};
use meta_graph::v26_0::persona;
use meta_graph::{BatchErrorKind, BuildErrorKind, Client, Error, ErrorCode, InBatch, result_of};
use serde_json::{Value, json};
use std::time::Duration;

/// The pairs of a form, decoded.
fn form(request: &Received) -> Vec<(String, String)> {
    assert_eq!(request.header("content-type"), Some("application/x-www-form-urlencoded"));
    let decode = |text: &str| percent_encoding::percent_decode_str(text).decode_utf8().unwrap().into_owned();
    let text = request.text();
    text.split('&')
        .filter_map(|pair| pair.split_once('='))
        .map(|(key, value)| (decode(key), decode(value)))
        .collect()
}

fn sent(request: &Received) -> Value {
    let form = form(request);
    assert!(form.contains(&("include_headers".to_owned(), "true".to_owned())), "{form:?}");
    serde_json::from_str(&form.iter().find(|(key, _)| key == "batch").unwrap().1).unwrap()
}

fn item(code: u16, body: &Value) -> Value {
    json!({"code": code, "headers": [{"name": "Content-Type", "value": "application/json"}], "body": body.to_string()})
}

fn answer(items: &[Value]) -> String {
    Value::from(items).to_string()
}

#[test]
fn a_tuple_of_requests_gives_a_tuple_of_answers() {
    let server = serve_json(&answer(&[
        item(200, &json!({"id": "12", "name": "Fjord Bakery"})),
        item(200, &json!({"data": [{"id": "31"}]})),
        item(200, &json!({"success": true})),
    ]));
    let client = client(&server);
    let (page, personas, update) = run(client.batch((
        page::get("12").fields([page::Field::Id, page::Field::Name]),
        personas::list("12/..").limit(2),
        page::update("12").about("Open & late").is_always_open(true),
    )))
    .unwrap();
    assert_eq!(page.unwrap().name.as_deref(), Some("Fjord Bakery"));
    assert_eq!(personas.unwrap().data[0].id, "31");
    update.unwrap();

    let request = only(&server);
    assert_eq!((request.method.as_str(), request.target.as_str()), ("POST", "/"));
    assert_eq!(request.header("authorization"), Some(format!("Bearer {TOKEN}").as_str()));
    assert!(!request.text().contains(TOKEN));
    assert_eq!(
        sent(&request),
        json!([
            {"method": "GET", "relative_url": "v26.0/12?fields=id,name"},
            {"method": "GET", "relative_url": "v26.0/12%2F../personas?limit=2"},
            {"method": "POST", "relative_url": "v26.0/12", "body": "about=Open%20%26%20late&is_always_open=true"},
        ])
    );
}

#[test]
fn a_vec_of_requests_gives_a_vec_of_answers_each_with_its_own_error() {
    let limited = r#"{"9":[{"type":"pages","estimated_time_to_regain_access":2}]}"#;
    let refused =
        json!({"error": {"message": format!("Bad {TOKEN}"), "type": "OAuthException", "code": 190}});
    let mut throttled = item(400, &json!({"error": {"message": "m", "code": 80001}}));
    throttled["headers"] = json!([{"name": "X-Business-Use-Case-Usage", "value": limited}, {"name": "odd"}]);
    let server = serve_json(&answer(&[
        item(200, &json!({"id": "1"})),
        Value::Null,
        item(400, &refused),
        throttled,
        json!({"code": 302, "headers": []}),
        json!("odd"),
        json!({"code": "200", "body": {"id": 7}}),
    ]));
    let requests: Vec<_> = (1..=8).map(|id| page::get(id.to_string())).collect();
    let answers = run(client(&server).batch(requests)).unwrap();
    assert_eq!(answers.len(), 8);
    let error = |at: usize| answers[at].as_ref().unwrap_err();
    let kind = |at: usize| match error(at) {
        Error::Batch(error) if error.operation().name() == "page::get" => error.kind(),
        other => panic!("{other:?}"),
    };
    assert_eq!(answers[0].as_ref().unwrap().id, "1");
    let kinds = [1, 5, 7].map(kind);
    assert_eq!(kinds, [BatchErrorKind::NotAnswered, BatchErrorKind::Unreadable, BatchErrorKind::NotAnswered]);
    assert_eq!(error(1).to_string(), "page::get (GET /{page_id}, v26.0): sent in a batch, but no answer");
    assert_eq!(error(2).as_api().unwrap().code(), ErrorCode::ACCESS_TOKEN_INVALID);
    assert_eq!(error(3).as_api().unwrap().code(), ErrorCode::PAGE_RATE_LIMIT);
    assert_eq!(error(3).retry_after(), Some(Duration::from_secs(120)));
    assert_eq!(error(4).status().unwrap().as_u16(), 302);
    assert_eq!(answers[6].as_ref().unwrap().id, "7");
    assert!(!format!("{answers:?} {}", error(2)).contains(TOKEN));
}

#[test]
fn later_requests_use_the_answers_of_earlier_ones() {
    let server = serve_json(&answer(&[Value::Null, item(200, &json!({"id": "31", "name": "Ann / Bo"}))]));
    let batch = (
        InBatch::new(personas::list("12").limit(1)).name("list"),
        InBatch::new(persona::get(result_of("list", "$.data.0.id"))).depends_on("list").omit_answer(false),
    );
    let (list, ann) = run(client(&server).batch(batch)).unwrap();
    assert!(matches!(list, Err(Error::Batch(_))));
    assert_eq!(ann.unwrap().name.as_deref(), Some("Ann / Bo"));
    assert_eq!(
        sent(&only(&server)),
        json!([
            {"method": "GET", "relative_url": "v26.0/12/personas?limit=1", "name": "list"},
            {"method": "GET", "relative_url": "v26.0/{result=list:$.data.0.id}", "depends_on": "list",
             "omit_response_on_success": false},
        ])
    );
}

#[test]
fn more_than_fifty_and_what_cannot_be_written_are_refused_before_anything_is_sent() {
    let server = serve([]);
    let client = client(&server);
    let kind = |error: Error| match error {
        Error::Build(error) => error.kind().clone(),
        other => panic!("{other:?}"),
    };
    let many: Vec<_> = (0..51).map(|id| page::get(id.to_string())).collect();
    assert_eq!(kind(run(client.batch(many)).unwrap_err()), BuildErrorKind::BatchTooLarge { requests: 51 });
    let dots = run(client.batch((page::get("12"), page::get("..")))).unwrap_err();
    assert_eq!(kind(dots), BuildErrorKind::DotSegment);
    let nothing: Vec<page::Get> = Vec::new();
    assert!(run(client.batch(nothing)).unwrap().is_empty());
    assert!(server.requests().is_empty());
}

#[test]
fn fifty_are_sent() {
    let items: Vec<_> = (0..50).map(|id| item(200, &json!({"id": id}))).collect();
    let server = serve_json(&answer(&items));
    let requests: Vec<_> = (0..50).map(|id| page::get(id.to_string())).collect();
    let answers = run(client(&server).batch(requests)).unwrap();
    let ids: Vec<_> = answers.into_iter().map(|page| page.unwrap().id).collect();
    assert_eq!(ids, (0..50).map(|id| id.to_string()).collect::<Vec<_>>());
}

#[test]
fn a_batch_may_fail_as_a_whole() {
    for (body, code) in
        [(include_str!("bodies/error_batch.json"), 102), (include_str!("bodies/error_nested.json"), 190)]
    {
        let server = serve([Answer::json(body).with_status(400), Answer::json(body)]);
        let client = client(&server);
        run(async {
            for _ in 0..2 {
                let error = client.batch((page::get("12"),)).await.unwrap_err();
                assert_eq!(error.as_api().unwrap().code().get(), code);
                assert_eq!(error.operation().unwrap().name(), "batch");
            }
        });
    }
    let server = serve_json(r#"{"id":"12"}"#);
    let error = run(client(&server).batch((page::get("12"),))).unwrap_err();
    assert!(error.to_string().contains("expected a list of answers, found an object"), "{error}");
}

#[test]
fn a_batch_is_sent_again_only_if_all_of_it_may_be() {
    let busy = || Answer::status(503);
    let good = answer(&[item(200, &json!({"id": "1"})), item(200, &json!({"id": "2"}))]);
    let retry = meta_graph::Retry::standard().base_delay(Duration::from_micros(1));
    let server = serve([busy(), Answer::json(good)]);
    let reads = client(&server).with_retry(retry).batch(vec![page::get("1"), page::get("2")]);
    assert_eq!(run(reads).unwrap().len(), 2);
    let server = serve([busy(), busy()]);
    let mixed = client(&server).with_retry(retry).batch((page::get("1"), personas::create("1", "Ann", "u")));
    run(mixed).unwrap_err();
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn the_proof_goes_along_and_secrets_are_sent_but_not_shown() {
    let server = serve_json(&answer(&[item(200, &json!({"success": true}))]));
    let client = Client::builder()
        .app_secret("app-secret-41f0")
        .access_token(TOKEN)
        .base_url(server.url())
        .build()
        .unwrap();
    let call = client.batch((nlp_configs::create("12").custom_token("hush-hush"),));
    assert_eq!(format!("{call:?}"), "BatchCall { requests: 1, .. }");
    let _ = run(call).unwrap();
    let request = only(&server);
    assert!(request.target.starts_with("/?appsecret_proof="), "{}", request.target);
    assert!(sent(&request)[0].to_string().contains("hush-hush"));
}

#[test]
fn what_looks_like_a_reference_adds_no_parameter_and_changes_no_path() {
    let server = serve_json(&answer(&[Value::Null, Value::Null, Value::Null, Value::Null]));
    let batch = (
        InBatch::new(page::get("12")).name("page"),
        page::update("12").about("{result=page:$.id&website=https://evil.example}"),
        persona::get("{result=page:$.id/../../13}"),
        persona::get(result_of("nobody", "$.id")),
    );
    let _ = run(client(&server).batch(batch)).unwrap();
    let sent = sent(&only(&server));
    assert_eq!(sent[1]["body"], "about=%7Bresult%3Dpage%3A%24.id%26website%3Dhttps%3A%2F%2Fevil.example%7D");
    assert_eq!(sent[2]["relative_url"], "v26.0/%7Bresult%3Dpage%3A%24.id%2F..%2F..%2F13%7D");
    assert_eq!(sent[3]["relative_url"], "v26.0/%7Bresult%3Dnobody%3A%24.id%7D");
}

#[test]
fn more_headers_than_a_map_holds_are_left_out() {
    let headers: Vec<_> = (0..40_000).map(|at| json!({"name": format!("x-{at}"), "value": "1"})).collect();
    let flood = json!({"code": 200, "headers": headers, "body": r#"{"id":"12"}"#});
    let server = serve_json(&answer(&[flood]));
    let (page,) = run(client(&server).batch((page::get("12"),))).unwrap();
    assert_eq!(page.unwrap().id, "12");
}

#[test]
fn a_batch_goes_with_the_token_of_its_client() {
    let server = serve_json(&answer(&[item(200, &json!({"id": "12"}))]));
    let (page,) = run(client(&server).with_access_token("other-token").batch((page::get("12"),))).unwrap();
    page.unwrap();
    assert_eq!(only(&server).header("authorization"), Some("Bearer other-token"));
}
