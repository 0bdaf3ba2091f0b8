//! Following the personas of a Page.

use crate::setup::{TOKEN, client, run, serve, serve_json};
use futures_core::Stream;
use graph_tests::server::{Answer, Received, Server};
use meta_graph::v26_0::models::Persona;
use meta_graph::v26_0::page::personas::{self, Field};
use meta_graph::{Client, Error, Items, PagingErrorKind};
use std::future::poll_fn;
use std::pin::Pin;

/// The token that the URLs of the pages hold.
const LEAKED: &str = "LEAKED-BY-THE-API";

/// Three pages, the second of them empty; the URLs of their neighbours lead to the server `elsewhere`.
fn three_pages(elsewhere: &Server) -> Server {
    let url = format!("{}/v26.0/12/personas?access_token={LEAKED}", elsewhere.url());
    serve(
        [
            include_str!("bodies/personas_first.json"),
            include_str!("bodies/personas_empty.json"),
            include_str!("bodies/personas_last.json"),
        ]
        .map(|body| Answer::json(body.replace("https://elsewhere.example/", &url))),
    )
}

fn targets(server: &Server) -> Vec<String> {
    server.requests().into_iter().map(|request| request.target).collect()
}

fn is_authorized(request: &Received) -> bool {
    request.header("authorization") == Some(format!("Bearer {TOKEN}").as_str())
}

async fn collect(mut items: Items<personas::List>) -> Result<Vec<Persona>, Error> {
    let mut personas = Vec::new();
    while let Some(persona) = items.try_next().await? {
        personas.push(persona);
    }
    Ok(personas)
}

#[test]
fn items_follow_the_cursors_over_all_pages() {
    let elsewhere = Server::start().unwrap();
    let server = three_pages(&elsewhere);
    let list = personas::list("12").limit(2).fields([Field::Id, Field::Name]);
    let personas = run(collect(list.items(&client(&server)))).unwrap();

    let ids: Vec<&str> = personas.iter().map(|persona| persona.id.as_str()).collect();
    assert_eq!(ids, ["31", "32", "33"]);
    assert_eq!(personas[2].name.as_deref(), Some("Zoë"));
    assert_eq!(
        targets(&server),
        [
            "/v26.0/12/personas?limit=2&fields=id,name",
            "/v26.0/12/personas?limit=2&fields=id,name&after=QUZA%2Fa%2Bb%3D",
            "/v26.0/12/personas?limit=2&fields=id,name&after=QUZC",
        ]
    );
    assert!(server.requests().iter().all(is_authorized));
    assert!(elsewhere.requests().is_empty(), "{:?}", elsewhere.requests());
}

#[test]
fn items_are_a_stream() {
    let elsewhere = Server::start().unwrap();
    let server = three_pages(&elsewhere);
    let mut items = personas::list("12").items(&client(&server));
    let mut ids = Vec::new();
    run(async {
        while let Some(persona) = poll_fn(|context| Pin::new(&mut items).poll_next(context)).await {
            ids.push(persona.unwrap().id);
        }
        // The end is the end, and no request is sent to find it out.
        assert!(poll_fn(|context| Pin::new(&mut items).poll_next(context)).await.is_none());
    });
    assert_eq!(ids, ["31", "32", "33"]);
    assert_eq!(server.requests().len(), 3);
}

#[test]
fn the_urls_of_pages_are_shown_nowhere() {
    let elsewhere = Server::start().unwrap();
    let server = three_pages(&elsewhere);
    let client = client(&server);
    run(async {
        let page = personas::list("12").send(&client).await.unwrap();
        assert!(page.has_next());
        let mut items = personas::list("12").items(&client);
        items.try_next().await.unwrap();
        let shown = format!("{page:?} {items:?}");
        assert!(!shown.contains(LEAKED) && !shown.contains(&elsewhere.url()), "{shown}");
    });
}

#[test]
fn nothing_is_asked_for_before_it_is_wanted() {
    let elsewhere = Server::start().unwrap();
    let server = three_pages(&elsewhere);
    let mut items = personas::list("12").items(&client(&server));
    assert!(server.requests().is_empty());
    run(async {
        items.try_next().await.unwrap();
        items.try_next().await.unwrap();
        assert_eq!(server.requests().len(), 1);
        assert_eq!(items.try_next().await.unwrap().unwrap().id, "33");
    });
    assert_eq!(server.requests().len(), 3);
}

#[test]
fn items_start_at_the_cursor_that_is_given() {
    let server = serve_json(include_str!("bodies/personas_last.json"));
    let personas = run(collect(personas::list("12").after("QUZC").items(&client(&server)))).unwrap();
    assert_eq!(personas.len(), 1);
    assert_eq!(targets(&server), ["/v26.0/12/personas?after=QUZC"]);
}

#[test]
fn one_page_has_data_and_paging() {
    let server = serve_json(include_str!("bodies/personas_first.json"));
    let page = run(personas::list("12").before("x").send(&client(&server))).unwrap();
    assert_eq!(targets(&server), ["/v26.0/12/personas?before=x"]);
    assert_eq!(page.data.len(), 2);
    assert_eq!(page.data[0].name.as_deref(), Some("Ann"));
    assert_eq!((page.after(), page.has_next()), (Some("QUZA/a+b="), true));
    let paging = page.paging.unwrap();
    assert_eq!(paging.cursors.unwrap().before.as_deref(), Some("QUZ0"));
    assert!(paging.previous.is_none());
    assert_eq!(page.summary.unwrap()["total_count"], 3);
}

#[test]
fn the_last_page_may_have_a_cursor() {
    let server = serve_json(include_str!("bodies/personas_last.json"));
    let page = run(personas::list("12").send(&client(&server))).unwrap();
    assert_eq!((page.after(), page.has_next()), (Some("QUZE"), false));
    assert!(page.has_previous());
}

#[test]
fn a_list_may_be_nothing_at_all() {
    for body in [r#"{"data":[],"paging":{}}"#, r#"{"data":[]}"#, "[]", r#"{"data":[],"paging":[]}"#] {
        let server = serve_json(body);
        let personas = run(collect(personas::list("12").items(&client(&server)))).unwrap();
        assert_eq!((personas.len(), server.requests().len()), (0, 1), "{body}");
    }
}

#[test]
fn a_repeated_cursor_is_an_error() {
    let page =
        r#"{"data":[{"id":"31"}],"paging":{"cursors":{"after":"A"},"next":"https://elsewhere.example/"}}"#;
    let server = serve([Answer::json(page), Answer::json(page), Answer::json(page)]);
    let mut items = personas::list("12").items(&client(&server));
    run(async {
        assert!(items.try_next().await.unwrap().is_some());
        assert!(items.try_next().await.unwrap().is_some());
        let error = items.try_next().await.unwrap_err();
        assert!(matches!(&error, Error::Paging(error) if error.kind() == PagingErrorKind::RepeatedCursor));
        assert_eq!(
            error.to_string(),
            "page::personas::list (GET /{page_id}/personas, v26.0): the API repeats a cursor"
        );
        assert!(items.try_next().await.is_err());
    });
    assert_eq!(server.answers_left(), 1);
}

#[test]
fn a_next_page_without_a_cursor_is_an_error() {
    let server = serve_json(r#"{"data":[{"id":"31"}],"paging":{"next":"https://elsewhere.example/"}}"#);
    let mut items = personas::list("12").items(&client(&server));
    run(async {
        assert_eq!(items.try_next().await.unwrap().unwrap().id, "31");
        let error = items.try_next().await.unwrap_err();
        assert!(matches!(&error, Error::Paging(error) if error.kind() == PagingErrorKind::MissingCursor));
        assert!(items.try_next().await.is_err());
    });
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn after_an_error_the_same_page_is_asked_for_again() {
    let server = serve([
        Answer::json(include_str!("bodies/personas_first.json")),
        Answer::status(503).body("<html>busy</html>"),
        Answer::json(include_str!("bodies/personas_last.json")),
    ]);
    let mut items = personas::list("12").items(&client(&server));
    run(async {
        items.try_next().await.unwrap();
        items.try_next().await.unwrap();
        assert_eq!(items.try_next().await.unwrap_err().status().unwrap().as_u16(), 503);
        assert_eq!(items.try_next().await.unwrap().unwrap().id, "33");
        assert!(items.try_next().await.unwrap().is_none());
    });
    let targets = targets(&server);
    assert_eq!(targets[1], "/v26.0/12/personas?after=QUZA%2Fa%2Bb%3D");
    assert_eq!(targets[2], targets[1]);
}

#[test]
fn an_item_that_cannot_be_read_is_named() {
    let server = serve_json(r#"{"data":[{"id":"31"},{"name":"Ann"}]}"#);
    let error = run(personas::list("12").send(&client(&server))).unwrap_err();
    assert!(error.to_string().contains("expected the member `id`, found nothing at data[1]"), "{error}");
}

#[test]
fn a_list_without_a_client_that_sends_is_an_error_each_time() {
    let client = Client::builder().base_url("http://127.0.0.1:1").build().unwrap();
    let mut items = personas::list("12").items(&client);
    run(async {
        for _ in 0..2 {
            let error = items.try_next().await.unwrap_err();
            assert!(matches!(error, Error::Build(_)), "{error:?}");
        }
        assert!(poll_fn(|context| Pin::new(&mut items).poll_next(context)).await.is_none());
    });
}
