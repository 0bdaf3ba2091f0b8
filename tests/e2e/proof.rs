//! The proof of the app secret goes with every request that holds the token.

use crate::setup::{TOKEN, run, serve};
use graph_tests::server::{Answer, Server};
use meta_graph::v26_0::page::{self, personas};
use meta_graph::v26_0::persona;
use meta_graph::{AppSecret, Client};

const SECRET: &str = "app-secret-41f0";

fn client(server: &Server) -> Client {
    Client::builder().app_secret(SECRET).access_token(TOKEN).base_url(server.url()).build().unwrap()
}

fn proof_of(token: &str) -> String {
    AppSecret::new(SECRET).proof(&token.into()).expose().to_owned()
}

#[test]
fn every_kind_of_request_has_the_proof() {
    let first = include_str!("bodies/personas_first.json");
    let server = serve([
        Answer::json(r#"{"id":"12"}"#),
        Answer::json(r#"{"success":true}"#),
        Answer::json(r#"{"success":true}"#),
        Answer::json(first),
        Answer::json(include_str!("bodies/personas_last.json")),
    ]);
    let client = client(&server);
    run(async {
        page::get("12").fields([page::Field::Id]).send(&client).await.unwrap();
        page::update("12").about("x").send(&client).await.unwrap();
        persona::delete("31").send(&client).await.unwrap();
        let mut items = personas::list("12").limit(2).items(&client);
        while items.try_next().await.unwrap().is_some() {}
    });
    let requests = server.requests();
    assert_eq!(requests.len(), 5);
    let pair = format!("appsecret_proof={}", proof_of(TOKEN));
    for request in requests {
        assert_eq!(
            request.query().split('&').filter(|known| *known == pair).count(),
            1,
            "{}",
            request.target
        );
        assert!(!request.target.contains(TOKEN) && !request.target.contains(SECRET), "{}", request.target);
        assert_eq!(request.header("authorization"), Some(format!("Bearer {TOKEN}").as_str()));
    }
}

#[test]
fn another_token_has_another_proof() {
    let server = serve([Answer::json(r#"{"id":"12"}"#), Answer::json(r#"{"id":"12"}"#)]);
    let client = client(&server);
    run(async {
        page::get("12").send(&client.with_access_token("of-page")).await.unwrap();
        page::get("12").send(&client).access_token("of-call").await.unwrap();
    });
    let queries: Vec<_> = server.requests().iter().map(|request| request.query().to_owned()).collect();
    let expected = ["of-page", "of-call"].map(|token| format!("appsecret_proof={}", proof_of(token)));
    assert_eq!(queries, expected);
}

#[test]
fn the_order_of_setting_the_two_does_not_matter() {
    let builder = Client::builder().access_token(TOKEN).app_secret(SECRET);
    let request = builder.build().unwrap().http_request(&page::get("12")).unwrap();
    assert_eq!(request.uri().query().unwrap(), format!("appsecret_proof={}", proof_of(TOKEN)));
}

#[test]
fn neither_the_secret_nor_the_proof_is_shown() {
    let proof = proof_of(TOKEN);
    let body = format!(r#"{{"error":{{"message":"Bad {SECRET} {proof} {TOKEN}","type":"T","code":100}}}}"#);
    let server = serve([Answer::json(body).with_status(400)]);
    let client = client(&server);
    let error = run(page::get("12").send(&client)).unwrap_err();
    let refused = Client::builder().app_secret(SECRET).access_token(TOKEN).base_url("http://127.0.0.1:1");
    let refused = refused.retry(meta_graph::Retry::none()).build().unwrap();
    let unsent = run(page::get("12").send(&refused)).unwrap_err();
    let builder = Client::builder().app_secret(SECRET).access_token(TOKEN);
    let shown = format!(
        "{error} {error:?} {unsent} {unsent:?} {client:?} {builder:?} {:?} {:?}",
        AppSecret::new(SECRET),
        personas::list("12").items(&client)
    );
    for hidden in [SECRET, proof.as_str(), TOKEN] {
        assert!(!shown.contains(hidden), "{shown}");
    }
}
