//! The examples that are whole programs, each against servers on loopback.

use crate::setup::{client, run, sent_json, serve};
use graph_tests::server::{Answer, Server};
use meta_graph::testing::{Failure, Fake, now};
use meta_graph::v26_0::models::Notification;
use meta_graph::v26_0::page::messages;
use meta_graph::webhook::{Receiver, Recent};
use meta_graph::{Client, Error, ErrorCode, Recovery, Secret, Timestamp};
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;

#[allow(dead_code, unreachable_pub, reason = "a program of its own, of which a part is tested")]
#[path = "../../generated/examples"]
mod example {
    pub(super) mod bot;
    pub(super) mod inbox;
    pub(super) mod insights;
    pub(super) mod login;
    pub(super) mod nightly;
    pub(super) mod sync;
    pub(super) mod web;
}

fn bot(client: Client) -> Arc<example::bot::Bot> {
    Arc::new(example::bot::Bot {
        receiver: Receiver::new("app-secret").verify_token("chosen"),
        seen: Recent::new(100),
        client,
        page_id: "12".to_owned(),
        persona_id: "31".to_owned(),
    })
}

/// A body with one event of a person.
fn event(kind: &str, content: &Value) -> Vec<u8> {
    let event = json!({"sender": {"id": "77"}, "recipient": {"id": "12"}, "timestamp": 1, kind: content});
    json!({"object": "page", "entry": [{"id": "12", "time": 2, "messaging": [event]}]})
        .to_string()
        .into_bytes()
}

/// Waits until the server has got so many requests.
async fn requests(server: &Server, count: usize) -> Vec<graph_tests::server::Received> {
    while server.requests().len() < count {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    server.requests()
}

#[test]
fn the_bot_verifies_answers_once_and_survives_a_rate_limit() {
    let limited = Answer::json(r#"{"error":{"message":"too many","code":613}}"#).with_status(400);
    let sent = || Answer::json(r#"{"recipient_id":"77","message_id":"m_1"}"#);
    let graph = serve([sent(), limited.header("retry-after", "0"), sent(), sent(), sent()]);
    let bot = bot(client(&graph));
    let receiver = bot.receiver.clone();
    run(async {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/webhook", listener.local_addr().unwrap());
        tokio::spawn(async { axum::serve(listener, example::bot::routes(bot)).await });
        let meta = reqwest::Client::builder().no_proxy().build().unwrap();
        let post = |body: Vec<u8>, signature: String| {
            meta.post(&url).header("x-hub-signature-256", signature).body(body).send()
        };

        let question =
            |token| format!("{url}?hub.mode=subscribe&hub.verify_token={token}&hub.challenge=1158");
        assert_eq!(meta.get(question("chosen")).send().await.unwrap().text().await.unwrap(), "1158");
        assert_eq!(meta.get(question("guessed")).send().await.unwrap().status(), 403);

        let hello = event("message", &json!({"mid": "m_0", "text": "Hei"}));
        let signature = receiver.sign(&hello);
        assert_eq!(post(hello.clone(), "sha256=00".to_owned()).await.unwrap().status(), 403);
        assert_eq!(post(hello.clone(), signature.clone()).await.unwrap().status(), 200);
        // It is delivered once more, as Meta does, and answered by nothing.
        assert_eq!(post(hello, signature).await.unwrap().status(), 200);
        let got = requests(&graph, 3).await;
        let typing = json!({"recipient": {"id": "77"}, "persona_id": "31", "sender_action": "typing_on"});
        assert_eq!(sent_json(&got[0]), typing);
        assert_eq!(sent_json(&got[1]), sent_json(&got[2]));
        let message = sent_json(&got[2]);
        assert_eq!(message["message"]["quick_replies"][0]["payload"], "MENU");
        assert_eq!((&message["persona_id"], &message["messaging_type"]), (&json!("31"), &json!("RESPONSE")));

        let pressed = event("postback", &json!({"mid": "m_2", "payload": "MENU"}));
        assert_eq!(post(pressed.clone(), receiver.sign(&pressed)).await.unwrap().status(), 200);
        let card = sent_json(&requests(&graph, 5).await[4]);
        assert_eq!(card["message"]["attachment"]["payload"]["template_type"], "generic");
        assert_eq!(graph.requests().len(), 5);
    });
}

/// As a caller tests a bot: without a server.
#[test]
fn the_bot_over_the_fake() {
    let fake = Fake::new();
    let is_send = |sent: &meta_graph::testing::Sent| sent.operation().name() == "page::messages::create";
    let expected = fake.on_any(is_send).reply_json(json!({"recipient_id": "77"}));
    expected.fail(Failure::new(ErrorCode::USER_UNAVAILABLE));
    let bot = bot(fake.client());
    let body = event("message", &json!({"mid": "m_0", "text": "Hei"}));
    let notification: Notification =
        bot.receiver.check(Some(bot.receiver.sign(&body).as_bytes()), &body).unwrap().decode().unwrap();
    now(bot.work(notification));
    fake.assert_all_answered();
    let request = messages::create("12", meta_graph::v26_0::models::RecipientId::new("77"));
    let error = now(request.send(&bot.client)).unwrap_err();
    assert!(matches!(error, Error::Build(_) | Error::Transport(_)), "nothing more is expected: {error}");
}

/// A page of a list of metrics, with one day, and the pages before and after it.
fn day(end: &str, value: Value) -> Answer {
    let link =
        |query: &str| format!("https://graph.facebook.com/v26.0/12/insights?access_token=t&metric=m&{query}");
    Answer::json(
        json!({
            "data": [{"name": "m", "period": "day", "values": [{"value": value, "end_time": end}]}],
            "paging": {"previous": link("since=1&until=2"), "next": link("since=3&until=4")}
        })
        .to_string(),
    )
}

#[test]
fn insights_in_both_directions() {
    let middle = || day("2026-01-15T08:00:00+0000", json!({"a": 1, "b": 2}));
    let before = day("2026-01-01T08:00:00+0000", json!(5));
    let server = serve([middle(), before, middle(), day("2026-01-29T08:00:00+0000", json!(7))]);
    let weeks = [1_768_000_000, 1_769_209_600].map(|at| Timestamp::from_unix_seconds(at).unwrap());
    let days = run(example::insights::read(&client(&server), "12", "m", weeks.into(), 1)).unwrap();
    assert_eq!(days.values().copied().collect::<Vec<_>>(), [5.0, 3.0, 7.0]);
    let queries: Vec<_> = server.requests().iter().map(|request| request.query().to_owned()).collect();
    assert!(queries[1].contains("since=1&until=2") && queries[3].contains("since=3&until=4"), "{queries:?}");
    assert!(queries.iter().all(|query| !query.contains("access_token")), "{queries:?}");
}

#[test]
fn the_inbox_goes_on_where_it_stopped() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("inbox.jsonl");
    let threads = r#"{"data":[{"id":"t_1"},{"id":"t_2"}],"paging":{"cursors":{"before":"B","after":"A"}}}"#;
    let messages = |id: &str| {
        let newest =
            json!({"id": format!("m_{id}b"), "message": "Hei\nda", "from": {"id": "77", "name": "Ann"}});
        Answer::json(json!({"data": [newest, {"id": format!("m_{id}a"), "message": "Hei"}]}).to_string())
    };
    let failure = Answer::json(r#"{"error":{"message":"gone","code":100}}"#).with_status(400);
    let server = serve([Answer::json(threads), messages("1"), failure]);
    let save =
        |server: &Server| run(example::inbox::save(&client(server), "12", &file)).map_err(|e| e.to_string());
    assert!(save(&server).unwrap_err().contains("gone"));
    assert_eq!(std::fs::read_to_string(&file).unwrap().lines().count(), 2);

    let server = serve([Answer::json(threads), messages("2")]);
    assert_eq!(save(&server), Ok(1));
    let lines = std::fs::read_to_string(&file).unwrap();
    let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let ids: Vec<_> = lines.iter().map(|line| line["message"]["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["m_1a", "m_1b", "m_2a", "m_2b"]);
    assert_eq!(
        (&lines[3]["conversation"], &lines[3]["message"]["from"]["name"]),
        (&json!("t_2"), &json!("Ann"))
    );
    // It is whole now: the next run begins anew.
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_login_gives_a_page_whose_token_renews_itself() {
    let token =
        |token: &str| Answer::json(json!({"access_token": token, "token_type": "bearer"}).to_string());
    let page_token = |token: &str| Answer::json(json!({"access_token": token, "id": "12"}).to_string());
    let refused =
        Answer::json(r#"{"error":{"message":"changed","code":190,"error_subcode":460}}"#).with_status(400);
    let name = Answer::json(r#"{"id":"12","name":"Fjord Bakery"}"#);
    let scopes = Answer::json(r#"{"data":{"is_valid":true,"scopes":["pages_messaging"]}}"#);
    let invalid = Answer::json(r#"{"data":{"is_valid":false,"scopes":["pages_messaging"]}}"#);
    let answers = [token("short"), token("long"), scopes, invalid, page_token("page-1"), name.clone()];
    let server = serve(answers.into_iter().chain([refused.clone(), page_token("page-2"), name]));
    let builder = || Client::builder().base_url(server.url());
    let app = example::login::App::new(builder(), "9", "app-secret-1", "https://shop.example/in").unwrap();
    run(async {
        let long = app.log_in("code-1").await.unwrap();
        assert_eq!(app.scopes(&long).await.unwrap(), Some(vec!["pages_messaging".to_owned()]));
        assert_eq!(app.scopes(&long).await.unwrap(), None);
        let page = app.page(&app.person(&long), "12");
        for _ in 0..2 {
            let read = meta_graph::v26_0::page::get("12").send(&page).await.unwrap();
            assert_eq!(read.name.as_deref(), Some("Fjord Bakery"));
        }
    });
    let sent = server.requests();
    let bearers: Vec<_> = sent.iter().map(|request| request.header("authorization").unwrap_or("-")).collect();
    let app_token = "Bearer 9|app-secret-1";
    let expected = [
        "-",
        "-",
        app_token,
        app_token,
        "Bearer long",
        "Bearer page-1",
        "Bearer page-1",
        "Bearer long",
        "Bearer page-2",
    ];
    assert_eq!(bearers, expected);
    assert!(sent[0].text().contains("code=code-1") && sent[1].text().contains("fb_exchange_token=short"));
    // The secret stands in no URL, and each call with a token has its proof.
    assert!(sent.iter().all(|request| !request.target.contains("app-secret-1")));
    assert!(sent[2..].iter().all(|request| request.query().contains("appsecret_proof=")));

    // The token of the person has ended: another login is needed.
    server.answer(refused.clone());
    let page = app.page(&app.person(&Secret::new("ended")), "12");
    let error = run(meta_graph::v26_0::page::get("12").send(&page)).unwrap_err();
    assert_eq!((matches!(error, Error::Token(_)), error.recovery()), (true, Recovery::RenewToken));
    // The person may not see the token.
    server.answer(Answer::json(r#"{"id":"12"}"#));
    let page = app.page(&app.person(&Secret::new("guest")), "12");
    let error = run(meta_graph::v26_0::page::get("12").send(&page)).unwrap_err();
    assert!(error.to_string().ends_with("there is no token: the answer holds no token"), "{error}");
}

/// The answers to the requests of a batch.
fn together(answers: &[(u16, Value)]) -> Answer {
    let of = |(code, body): &(u16, Value)| json!({"code": code, "headers": [], "body": body.to_string()});
    Answer::json(Value::Array(answers.iter().map(of).collect()).to_string())
}

#[test]
fn a_page_gets_the_personas_of_a_file() {
    let there = || Answer::json(r#"{"data":[{"id":"1","name":"Ann"},{"id":"2","name":"Bob"}]}"#);
    let busy = json!({"error": {"message": "busy", "code": 100}});
    let server = serve([there(), there(), together(&[(200, json!({"id": "3"})), (400, busy)])]);
    let client = client(&server);
    let wanted = || {
        let names = ["Ann", "Cid"].map(|name| (name.to_owned(), format!("https://cdn.example/{name}.png")));
        std::collections::BTreeMap::from(names)
    };
    assert_eq!(run(example::sync::sync(&client, "12", wanted(), true)).unwrap(), 0);
    assert_eq!(server.requests().len(), 1, "a dry run changes nothing");
    assert_eq!(run(example::sync::sync(&client, "12", wanted(), false)).unwrap(), 1);
    let batch = server.requests()[2].text();
    assert!(batch.contains("Cid") && batch.contains("DELETE") && !batch.contains("Ann"), "{batch}");
}

#[test]
fn a_web_server_caches_cards_and_says_what_is_wrong() {
    let error =
        |code: u32| json!({"error": {"message": "m", "code": code, "error_user_msg": "Sorry"}}).to_string();
    let graph = serve([
        Answer::json(r#"{"id":"1","name":"Shop","location":{"city":"Oslo"}}"#),
        Answer::json(error(803)).with_status(404),
        Answer::json(error(32)).with_status(400).header("retry-after", "7"),
        Answer::json(error(10)).with_status(403),
    ]);
    let retry = meta_graph::Retry::none();
    let client = Client::builder().access_token("t").base_url(graph.url()).retry(retry).build().unwrap();
    run(async {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async { axum::serve(listener, example::web::routes(client)).await });
        let browser = reqwest::Client::builder().no_proxy().build().unwrap();
        for (id, status, text) in [
            ("1", 200, r#""city":"Oslo""#),
            ("1", 200, r#""name":"Shop""#),
            ("404", 404, "Sorry"),
            ("404", 404, "Sorry"),
            ("429", 429, "Sorry"),
            ("403", 403, "Sorry"),
        ] {
            let answer = browser.get(format!("{url}/{id}")).send().await.unwrap();
            assert_eq!(answer.status(), status, "{id}");
            assert_eq!(answer.headers().get("retry-after").is_some(), id == "429");
            let body = answer.text().await.unwrap();
            assert!(body.contains(text), "{body}");
        }
    });
    assert_eq!(graph.requests().len(), 4, "what is known is not asked again");
}

#[test]
fn many_pages_are_read_each_with_its_token() {
    let busy = json!({"error": {"message": "m", "code": 4}});
    let gone = json!({"error": {"message": "m", "code": 803}});
    let row = |id: &str| (200, json!({"id": id, "name": "n"}));
    let server = serve([together(&[row("1"), (400, busy), (404, gone)]), together(&[row("2")])]);
    let todo = ["1", "2", "3"].map(|id| (id.to_owned(), format!("token-{id}")));
    let client = Client::builder().base_url(server.url()).build().unwrap();
    let (rows, lost) = run(example::nightly::walk(&client, todo.into(), 3));
    assert_eq!(rows.iter().map(|row| row.id.as_str()).collect::<Vec<_>>(), ["1", "2"]);
    assert!(lost.len() == 1 && lost[0].0 == "3" && lost[0].1.is_not_found(), "{lost:?}");
    let sent: Vec<_> = server.requests().iter().map(|request| request.text()).collect();
    assert!(["token-1", "token-2", "token-3"].iter().all(|token| sent[0].contains(token)), "{sent:?}");
    assert!(sent[1].contains("token-2") && !sent[1].contains("token-1"), "{sent:?}");
}
