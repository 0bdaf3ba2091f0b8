//! No text that the crate writes holds a token.

use crate::setup::{TOKEN, client, offline, run, serve, strict};
use graph_tests::server::{Answer, Fault, Server};
use meta_graph::v26_0::models::Page;
use meta_graph::v26_0::page::{self, Edge, nlp_configs, personas};
use meta_graph::{Client, Error, Retry, Secret, TransportError};
use serde_json::{Value, json};
use std::error::Error as _;
use std::fmt::{Debug, Display};

/// Texts, each with a name by which a leak is found.
#[derive(Default)]
struct Texts(Vec<(String, String)>);

impl Texts {
    fn debug(&mut self, name: &str, value: &dyn Debug) {
        self.0.push((name.to_owned(), format!("{value:?}\n{value:#?}")));
    }

    fn display(&mut self, name: &str, value: &dyn Display) {
        self.0.push((name.to_owned(), format!("{value}")));
    }

    fn error(&mut self, name: &str, error: &Error) {
        self.debug(name, error);
        self.display(name, error);
        let mut source = error.source();
        while let Some(cause) = source {
            self.debug(name, &cause);
            self.display(name, &cause);
            source = cause.source();
        }
        match error {
            Error::Build(error) => self.debug(name, error.kind()),
            Error::Transport(error) => {
                self.debug(name, error.get_ref());
                self.display(name, error.get_ref());
            }
            Error::Decode(error) => {
                self.debug(name, &[error.path(), error.expected(), error.found()]);
            }
            _ => {}
        }
    }

    /// Fails with the names of the texts that hold the token.
    fn assert_free_of(&self, token: &str) {
        let leaks: Vec<_> = self.0.iter().filter(|(_, text)| text.contains(token)).collect();
        assert!(leaks.is_empty(), "{leaks:#?}");
    }
}

/// The error of a read whose answer repeats the token.
fn error_of(answer: Answer) -> Error {
    let server = serve([answer]);
    run(page::get("12").send(&strict(&server))).unwrap_err()
}

fn bodies_that_repeat_the_token() -> Vec<String> {
    let nested = json!({"error": {
        "message": format!("Malformed access token {TOKEN}\nand {TOKEN}"), "type": format!("Type {TOKEN}"), "code": 190,
        "error_data": {"token": TOKEN}, "error_user_title": TOKEN, "error_user_msg": TOKEN, "fbtrace_id": TOKEN
    }});
    let misread = json!({"id": "12", "location": TOKEN, "hours": {TOKEN: {}}});
    vec![
        nested.to_string(),
        json!({"error_type": "T", "code": 1, "error_message": TOKEN}).to_string(),
        json!({"error_code": 1, "error_description": TOKEN}).to_string(),
        format!("<html>{TOKEN}</html>"),
        format!("{{\"id\": \"{TOKEN}"),
        format!("\"{TOKEN}\""),
        misread.to_string(),
        json!({"id": "12", "hours": {TOKEN: {}}}).to_string(),
    ]
}

fn errors_of_answers(texts: &mut Texts) {
    for body in bodies_that_repeat_the_token() {
        for status in [200, 400, 500] {
            let answer = Answer::json(body.clone()).with_status(status).header("x-echo", TOKEN);
            let error = error_of(answer);
            assert!(error.body().is_some(), "{error:?}");
            texts.error(&format!("{status} {body}"), &error);
        }
    }
    for status in [200, 500] {
        let odd = Answer::status(status).header("content-type", TOKEN).header("x-fb-trace-id", TOKEN);
        texts.error("media type and trace id", &error_of(odd));
    }
    texts.error(
        "redirect",
        &error_of(Answer::status(302).header("location", &format!("https://x/?t={TOKEN}"))),
    );
}

fn errors_without_answers(texts: &mut Texts) {
    texts.error("closed", &error_of(Answer::json("{}").fault(Fault::NoAnswer)));
    texts.error("cut off", &error_of(Answer::json(format!("{TOKEN}{TOKEN}")).fault(Fault::HalfBody)));
    let refused = Client::builder()
        .access_token(TOKEN)
        .base_url("http://127.0.0.1:1")
        .retry(Retry::none())
        .build()
        .unwrap();
    let linked = page::get("12").account_linking_token(TOKEN);
    texts.error("refused", &run(linked.send(&refused)).unwrap_err());
    // A token that cannot stand in a header is refused without being shown.
    let broken = Client::builder().access_token(format!("{TOKEN}\n")).build().unwrap_err();
    texts.error("token", &broken);
    let broken = offline().with_access_token(format!("{TOKEN}\n"));
    texts.error("header", &broken.http_request(&page::get("12")).unwrap_err());
    let url = format!("https://{TOKEN}@graph.example");
    texts.error("base URL", &Client::builder().base_url(url).build().unwrap_err());
    let agent = Client::builder().user_agent(format!("{TOKEN}\n")).build().unwrap_err();
    texts.error("user agent", &agent);
}

fn values(texts: &mut Texts) {
    let client = offline();
    texts.debug("client", &client);
    let builder = Client::builder().access_token(TOKEN).api_key("oauth", TOKEN).basic_auth("ann", TOKEN);
    texts.debug("builder", &builder);
    texts.debug("secret", &[Some(Secret::new(TOKEN))]);
    let get = page::get("12").account_linking_token(TOKEN);
    texts.debug("request", &get);
    texts.debug("call", &get.clone().send(&client));
    let nlp = nlp_configs::create("12").custom_token(TOKEN);
    texts.debug("request with a secret in its body", &nlp);
    let edge =
        page::edge::<Value>("12", Edge::Feed).query("access_token", TOKEN).query("appsecret_proof", TOKEN);
    texts.debug("edge", &edge);
    texts.debug("items of an edge", &edge.items(&client));
    texts.debug("items", &personas::list("12").items(&client));
    let request = client.http_request(&page::get("12")).unwrap();
    texts.debug("http request", &request);
    texts.display("url", request.uri());
    texts.debug("transport error", &TransportError::new("x"));
}

fn models(texts: &mut Texts) {
    let body = json!({
        "id": "12", "access_token": TOKEN, "page_token": TOKEN,
        "parent_page": {"id": "13", "access_token": TOKEN}, "best_page": {"id": "14", "page_token": TOKEN}
    });
    let server = serve([Answer::json(body.to_string())]);
    let answer = run(client(&server).call_full(page::get("12"))).unwrap();
    assert_eq!(answer.body.access_token.as_ref().unwrap().expose(), TOKEN);
    texts.debug("answer", &answer);
    texts.display("stored", &serde_json::to_string(&answer.body).unwrap());
    let pages: Vec<Page> = vec![answer.body];
    texts.display("stored list", &serde_json::to_value(&pages).unwrap());
}

#[test]
fn no_text_holds_the_token() {
    let mut texts = Texts::default();
    errors_of_answers(&mut texts);
    errors_without_answers(&mut texts);
    values(&mut texts);
    models(&mut texts);
    assert!(texts.0.len() > 60, "{}", texts.0.len());
    texts.assert_free_of(TOKEN);
}

#[test]
fn the_search_finds_a_token() {
    let mut texts = Texts::default();
    texts.display("leak", &format!("Bearer {TOKEN}"));
    assert!(std::panic::catch_unwind(move || texts.assert_free_of(TOKEN)).is_err());
}

#[test]
fn no_url_and_no_body_holds_the_token() {
    let server = serve([Answer::json(r#"{"id":"1"}"#), Answer::json("[]"), Answer::json("true")]);
    let client = client(&server);
    run(async {
        page::get("12").fields([page::Field::AccessToken]).send(&client).await.unwrap();
        personas::list("12").after("A").send(&client).await.unwrap();
        page::update("12").about("x").send(&client).await.unwrap();
    });
    for request in server.requests() {
        let elsewhere: Vec<_> = request.headers.iter().filter(|(name, _)| name != "authorization").collect();
        let rest = format!("{} {} {elsewhere:?}", request.target, request.text());
        assert!(!rest.contains(TOKEN), "{rest}");
        assert_eq!(request.header("authorization"), Some(format!("Bearer {TOKEN}").as_str()));
    }
}

#[test]
fn a_token_that_the_client_does_not_know_is_hidden_by_its_looks() {
    let other = "EAAGm0PX4ZCpsBAKZC9ZBexample0123456789abcdefZD";
    let body = json!({"error": {"message": format!("Bad token: {other}."), "type": "T", "code": 190}});
    let server: Server = serve([Answer::json(body.to_string()).with_status(400)]);
    let error = run(page::get("12").send(&client(&server))).unwrap_err();
    let mut texts = Texts::default();
    texts.error("error", &error);
    texts.assert_free_of(other);
    // The accessor gives the message as it was sent, as it says.
    assert!(error.as_api().unwrap().message().unwrap().contains(other));
}

#[test]
fn the_headers_of_an_answer_are_not_shown() {
    let answer =
        Answer::json(r#"{"id":"12"}"#).header("set-cookie", "session=hush").header("www-authenticate", TOKEN);
    let answer = run(client(&serve([answer])).call_full(page::get("12"))).unwrap();
    let shown = format!("{answer:?}");
    assert!(shown.contains("set-cookie") && !shown.contains("hush") && !shown.contains(TOKEN), "{shown}");
}

/// What a transport of the caller's says is not trusted.
#[test]
fn a_transport_that_shows_the_token_is_not_quoted() {
    struct Chatty;

    impl meta_graph::Transport for Chatty {
        fn send(&self, request: http::Request<bytes::Bytes>) -> meta_graph::TransportFuture<'_> {
            let error = std::io::Error::other(format!(
                "{:?} {}",
                request.headers()["authorization"].to_str(),
                request.uri()
            ));
            Box::pin(std::future::ready(Err(TransportError::new(error))))
        }
    }

    let client = Client::builder().access_token(TOKEN).app_secret("s").transport(Chatty).build().unwrap();
    let error = run(page::get("12").send(&client)).unwrap_err();
    let proof = meta_graph::AppSecret::new("s").proof(&TOKEN.into());
    let shown = format!("{error} {error:?}");
    assert!(!shown.contains(TOKEN) && !shown.contains(proof.expose()), "{shown}");
}

/// The token of a call goes before a key that is set for its scheme, and so does its proof.
#[test]
fn a_key_for_the_scheme_of_the_token_does_not_hide_it() {
    let client =
        Client::builder().api_key("bearer", "key").access_token("token").app_secret("s").build().unwrap();
    for (client, token) in [(client.clone(), "token"), (client.with_access_token("other"), "other")] {
        let request = client.http_request(&page::get("12")).unwrap();
        assert_eq!(request.headers()["authorization"], format!("Bearer {token}"));
        let proof = meta_graph::AppSecret::new("s").proof(&token.into());
        assert_eq!(request.uri().query(), Some(format!("appsecret_proof={}", proof.expose()).as_str()));
    }
}
