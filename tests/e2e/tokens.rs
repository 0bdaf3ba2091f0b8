//! Tokens that do not last, that differ within a batch, and that are none.

use crate::setup::{TOKEN, client, only, run, serve, serve_json};
use graph_tests::server::{Answer, Server};
use meta_graph::testing::Fake;
use meta_graph::v26_0::page::{self, personas};
use meta_graph::{
    AccessToken, AppSecret, BuildErrorKind, Client, ClientBuilder, Error, InBatch, Recovery, Retry,
    TokenSource,
};
use percent_encoding::percent_decode_str;
use serde_json::Value;
use std::future::{Future as _, pending, poll_fn};
use std::io;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::Poll;
use std::time::Duration;
use tokio::task::{JoinSet, yield_now};

/// A server that takes only this token.
fn taking(token: &str) -> Server {
    let wanted = format!("Bearer {token}");
    let server = serve([]);
    server.answer_by(move |request| {
        if request.header("authorization") == Some(&wanted) {
            Answer::json(r#"{"id":"12"}"#)
        } else {
            Answer::json(r#"{"error":{"message":"Session has expired","code":190,"error_subcode":463}}"#)
                .with_status(400)
        }
    });
    server
}

/// A source that gives `token-1`, `token-2` and so on, and how often it was asked.
fn counting() -> (impl TokenSource + 'static, Arc<AtomicUsize>) {
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    let source = move |_refused: Option<AccessToken>| {
        let number = count.fetch_add(1, Ordering::SeqCst) + 1;
        async move {
            for _ in 0..5 {
                yield_now().await;
            }
            Ok::<_, io::Error>(AccessToken::new(format!("token-{number}")))
        }
    };
    (source, asked)
}

fn to(server: &Server) -> ClientBuilder {
    Client::builder().base_url(server.url()).retry(Retry::none())
}

/// Sends so many reads at once; gives how many succeeded.
async fn at_once(client: &Client, calls: usize) -> usize {
    let mut set = JoinSet::new();
    for _ in 0..calls {
        let call = page::get("12").send(client);
        set.spawn(call);
    }
    let mut succeeded = 0;
    while let Some(answer) = set.join_next().await {
        succeeded += usize::from(answer.unwrap().is_ok());
    }
    succeeded
}

#[test]
fn a_source_is_asked_once_for_many_calls() {
    let server = taking("token-1");
    let (source, asked) = counting();
    let client = to(&server).token_source(source).build().unwrap();
    run(async {
        assert_eq!(at_once(&client, 20).await, 20);
        assert_eq!(at_once(&client.clone(), 20).await, 20);
    });
    assert_eq!((asked.load(Ordering::SeqCst), server.requests().len()), (1, 40));
}

#[test]
fn a_token_that_is_refused_is_renewed_once_for_all() {
    let server = taking("token-2");
    let (source, asked) = counting();
    let client = to(&server).token_source(source).build().unwrap();
    run(async {
        assert_eq!(at_once(&client, 10).await, 10);
        // A write is sent again too: what was refused for its token was not carried out.
        personas::create("12", "Ann", "https://example.com/a.png").send(&client).await.unwrap();
    });
    assert_eq!(asked.load(Ordering::SeqCst), 2);
    let refused = server
        .requests()
        .iter()
        .filter(|request| request.header("authorization") == Some("Bearer token-1"))
        .count();
    assert_eq!((refused, server.requests().len()), (10, 21));
}

#[test]
fn a_call_asks_for_another_token_once_only() {
    let server = taking("nobody has it");
    let (source, asked) = counting();
    let client = to(&server).token_source(source).build().unwrap();
    let error = run(page::get("12").send(&client)).unwrap_err();
    assert_eq!((error.recovery(), error.as_api().unwrap().code().get()), (Recovery::RenewToken, 190));
    assert_eq!((asked.load(Ordering::SeqCst), server.requests().len()), (2, 2));

    // The source has no other one, so that there is nothing to send again.
    let server = taking("nobody has it");
    let same = |_refused: Option<AccessToken>| async { Ok::<_, io::Error>(AccessToken::new("the same")) };
    let client = to(&server).token_source(same).build().unwrap();
    assert!(matches!(run(page::get("12").send(&client)), Err(Error::Api(_))));
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn the_source_is_told_which_token_was_refused() {
    let server = taking("second");
    let source = |refused: Option<AccessToken>| async move {
        match refused {
            None => Ok(AccessToken::new("first")),
            Some(token) if token.expose() == "first" => Ok(AccessToken::new("second")),
            Some(_) => Err("another one was refused"),
        }
    };
    let client = to(&server).token_source(source).build().unwrap();
    assert!(run(page::get("12").send(&client)).is_ok());
    // What another HTTP client sends has the token that was given last.
    let request = client.http_request(&page::get("12")).unwrap();
    assert_eq!(request.headers()["authorization"], "Bearer second");
}

#[test]
fn without_a_token_nothing_is_sent() {
    let server = taking("any");
    let source = |_refused: Option<AccessToken>| async {
        Err::<AccessToken, _>(format!("the vault is closed to {TOKEN}"))
    };
    let client = to(&server).token_source(source).api_key("other", TOKEN).build().unwrap();
    let error = run(page::get("12").send(&client)).unwrap_err();
    assert!(matches!(error.clone(), Error::Token(_)), "{error:?}");
    assert_eq!(error.recovery(), Recovery::RenewToken);
    assert!(error.to_string().ends_with("there is no token: the vault is closed to [redacted]"), "{error}");
    assert!(!format!("{error:?}").contains(TOKEN));

    let never = |_refused: Option<AccessToken>| pending::<Result<AccessToken, io::Error>>();
    let client = to(&server).token_source(never).timeout(Duration::from_millis(50)).build().unwrap();
    let error = run(page::get("12").send(&client)).unwrap_err();
    assert!(error.to_string().ends_with("it did not come in time"), "{error}");

    let empty = |_refused: Option<AccessToken>| async { Ok::<_, io::Error>(AccessToken::new("")) };
    let client = to(&server).token_source(empty).build().unwrap();
    let error = run(page::get("12").send(&client)).unwrap_err();
    assert!(error.to_string().ends_with("not sent: the access token is empty"), "{error}");
    assert!(server.requests().is_empty());
}

#[test]
fn whoever_is_left_goes_on_with_the_source() {
    let server = taking("token-1");
    let (source, asked) = counting();
    let client = to(&server).token_source(source).build().unwrap();
    run(async {
        {
            let mut given_up = pin!(page::get("12").send(&client));
            assert!(poll_fn(|context| Poll::Ready(given_up.as_mut().poll(context))).await.is_pending());
        }
        page::get("12").send(&client).await.unwrap();
    });
    assert_eq!((asked.load(Ordering::SeqCst), server.requests().len()), (1, 1));
}

#[test]
fn a_token_of_its_own_asks_nobody() {
    let server = taking("own");
    let (source, asked) = counting();
    let client = to(&server).token_source(source).build().unwrap();
    run(page::get("12").send(&client).access_token("own")).unwrap();
    run(page::get("12").send(&client.with_access_token("own"))).unwrap();
    assert_eq!(asked.load(Ordering::SeqCst), 0);
}

#[test]
fn what_is_no_token_is_refused() {
    let kind = |error: &Error| match error {
        Error::Build(error) => error.kind().clone(),
        other => panic!("{other:?}"),
    };
    for (token, text) in [
        ("", "is empty"),
        ("EAAB\n", "begins or ends with a blank"),
        (" EAAB", "begins or ends"),
        ("EA\nAB", "holds a line break"),
    ] {
        let error = Client::builder().access_token(token).build().unwrap_err();
        assert!(matches!(kind(&error), BuildErrorKind::InvalidToken { .. }), "{error}");
        assert!(error.to_string().contains(&format!("the access token {text}")), "{error}");

        let server = serve([]);
        let error = run(page::get("12").send(&client(&server)).access_token(token)).unwrap_err();
        assert!(matches!(kind(&error), BuildErrorKind::InvalidToken { .. }), "{error}");
        let batch = [InBatch::new(page::get("12")).access_token(token)];
        let error = run(client(&server).batch(batch)).unwrap_err();
        assert!(matches!(kind(&error), BuildErrorKind::InvalidToken { .. }), "{error}");
        assert!(server.requests().is_empty());
    }
}

/// The requests of a batch as they were sent.
fn items(server: &Server) -> Vec<Value> {
    let form = only(server).text();
    let batch = form.split('&').find_map(|pair| pair.strip_prefix("batch=")).unwrap();
    let json = percent_decode_str(&batch.replace('+', " ")).decode_utf8().unwrap().into_owned();
    serde_json::from_str(&json).unwrap()
}

const SEVEN: &str = "page-seven|token-5d20";
const EIGHT: &str = "page-eight|token-81c4";

#[test]
fn each_request_of_a_batch_may_have_a_token_of_its_own() {
    let item = r#"{"code":200,"body":"{\"id\":\"1\"}"}"#;
    let server = serve_json(&format!("[{item},{item},{item}]"));
    let secret = AppSecret::new("app-secret-3f9a");
    let client =
        Client::builder().access_token(TOKEN).app_secret(&secret).base_url(server.url()).build().unwrap();
    let batch = (
        InBatch::new(page::get("7")).access_token(SEVEN),
        InBatch::new(personas::create("8", "Ann", "https://example.com/a.png")).access_token(EIGHT),
        page::get("9"),
    );
    let (seven, eight, nine) = run(client.batch(batch)).unwrap();
    assert!(seven.is_ok() && eight.is_ok() && nine.is_ok());
    let urls: Vec<String> =
        items(&server).iter().map(|item| item["relative_url"].as_str().unwrap().to_owned()).collect();
    for (url, path, token) in [(&urls[0], "v26.0/7", SEVEN), (&urls[1], "v26.0/8/personas", EIGHT)] {
        let proof = secret.proof(&token.into());
        let token = token.replace('|', "%7C");
        assert_eq!(*url, format!("{path}?access_token={token}&appsecret_proof={}", proof.expose()));
    }
    assert_eq!(urls[2], "v26.0/9");
    assert_eq!(only(&server).header("authorization"), Some(format!("Bearer {TOKEN}").as_str()));
}

#[test]
fn a_batch_of_many_tokens_needs_none_of_the_client() {
    let server = serve_json(r#"[{"code":200,"body":"{\"id\":\"7\"}"}]"#);
    let client = Client::builder().base_url(server.url()).build().unwrap();
    assert!(run(client.batch([InBatch::new(page::get("7")).access_token(SEVEN)])).unwrap()[0].is_ok());
    assert_eq!(only(&server).header("authorization"), Some(format!("Bearer {SEVEN}").as_str()));
}

#[test]
fn the_tokens_of_a_batch_are_shown_nowhere() {
    let quoted = SEVEN.replace('|', "%7C");
    let error = format!(
        r#"{{"code":400,"body":"{{\"error\":{{\"message\":\"Malformed {SEVEN} {quoted}\",\"code\":190}}}}"}}"#
    );
    let server = serve([
        Answer::json(format!("[{error},{error}]")),
        Answer::json(format!(r#"{{"error":{{"message":"Malformed {quoted} and {EIGHT}","code":190}}}}"#))
            .with_status(400),
    ]);
    let client = client(&server);
    let batch = || {
        vec![
            InBatch::new(page::get("7")).access_token(SEVEN),
            InBatch::new(page::get("8")).access_token(EIGHT),
        ]
    };
    let shown = |error: &dyn std::fmt::Debug| assert!(!format!("{error:?}").contains("page-"), "{error:?}");
    shown(&batch());
    for answer in run(client.batch(batch())).unwrap() {
        let error = answer.unwrap_err();
        shown(&error);
        assert!(error.to_string().contains("Malformed [redacted] [redacted]"), "{error}");
    }
    let error = run(client.batch(batch())).unwrap_err();
    assert!(error.to_string().contains("Malformed [redacted] and [redacted]"), "{error}");

    // The fake answers a request whatever its token is, and shows none.
    let fake = Fake::new();
    fake.on(page::get("7")).reply_json(serde_json::json!({"id": "7"}));
    fake.on(page::get("8")).reply_json(serde_json::json!({"id": "8"}));
    let answers = meta_graph::testing::now(fake.client().batch(batch())).unwrap();
    assert!(answers.iter().all(Result::is_ok));
    shown(&fake.sent());
}

#[test]
fn a_token_that_the_api_quotes_encoded_is_hidden() {
    const APP: &str = "1234567890|AbCdEfGhIjKlMnOpQrStUvWxYz0";
    for quoted in
        [APP.replace('|', "%7C"), APP.replace('|', "%7c"), APP.replace('|', "\\\\u007C"), APP.to_owned()]
    {
        let body = format!(r#"{{"error":{{"message":"Malformed access token {quoted}","code":190}}}}"#);
        let server = serve([Answer::json(body).with_status(400)]);
        let error = run(page::get("12").send(&client(&server)).access_token(APP)).unwrap_err();
        assert!(error.to_string().contains("Malformed access token [redacted] [HTTP"), "{error}");
    }
}

#[test]
fn a_short_token_garbles_no_text_of_ours() {
    for token in ["e", "an", "string", "json"] {
        let server = serve_json("[1]");
        let error = run(page::get("12").send(&client(&server)).access_token(token)).unwrap_err();
        assert!(error.to_string().contains("expected an object (Page), found a list"), "{error}");
        assert!(error.to_string().ends_with("[HTTP 200, 3 bytes of application/json]"), "{error}");
    }
}
