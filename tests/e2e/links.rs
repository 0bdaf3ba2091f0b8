//! Lists whose pages are not reached by cursors.

use crate::pages::{LEAKED, ids, page as page_of, queries};
use crate::setup::{client, run, serve};
use futures_core::Stream as _;
use graph_tests::server::{Answer, Received, Server};
use meta_graph::v26_0::page::{self, Edge, personas};
use meta_graph::{Error, PagingErrorKind, Position, RawList};
use serde_json::{Value, json};
use std::future::poll_fn;
use std::pin::Pin;

/// A page of one item, whose neighbours have these queries. Host, path and version of the links are others than those
/// of the request.
fn linked(id: &str, previous: Option<&str>, next: Option<&str>) -> Answer {
    let url = |query| {
        format!(
            "https://elsewhere.example/v3.3/1/feed?access_token={LEAKED}&{query}&appsecret_proof={LEAKED}"
        )
    };
    let mut paging = json!({});
    for (key, query) in [("previous", previous), ("next", next)] {
        if let Some(query) = query {
            paging[key] = Value::from(url(query));
        }
    }
    Answer::json(json!({ "data": [{ "id": id }], "paging": paging }).to_string())
}

fn feed() -> RawList<Value> {
    page::edge("12", Edge::Feed)
}

fn insights() -> RawList<Value> {
    page::edge("12", Edge::Insights).query("metric", "page_fans").query("since", "10").query("until", "20")
}

/// The ids of all items, and what was asked for of each page.
fn all(list: RawList<Value>, server: &Server, is_backwards: bool) -> (Vec<String>, Vec<String>) {
    let items = list.items(&client(server));
    let mut items = if is_backwards { items.backwards() } else { items };
    let read = run(items.collect_all()).unwrap();
    assert!(items.is_complete());
    let ids = read.iter().map(|item| item["id"].as_str().unwrap().to_owned()).collect();
    let requests = server.requests();
    assert!(requests.iter().all(|request| request.path().starts_with("/v26.0/12/")), "{requests:?}");
    (ids, queries(server))
}

#[test]
fn a_list_goes_on_by_whatever_the_link_says() {
    for (second, third, expected) in [
        // By time, as the feed of a Page did, with a mark where several posts have the same time.
        (
            "pretty=0&since=10&until=20&__paging_token=enc%3D%3D&limit=25",
            "limit=25&until=15&__paging_token=f",
            ["limit=2&since=10&until=20&__paging_token=enc%3D%3D", "limit=2&until=15&__paging_token=f"],
        ),
        // By number.
        (
            "offset=25&__after_id=enc_A&limit=25",
            "offset=50&__after_id=enc_B&limit=25",
            ["limit=2&offset=25&__after_id=enc_A", "limit=2&offset=50&__after_id=enc_B"],
        ),
        // By a cursor that only the link has.
        ("after=A%2Bb%3D&fields=id", "after=B", ["limit=2&after=A%2Bb%3D", "limit=2&after=B"]),
        // In more ways than one.
        ("after=A&since=1", "offset=2", ["limit=2&after=A&since=1", "limit=2&offset=2"]),
    ] {
        let server =
            serve([linked("1", None, Some(second)), linked("2", None, Some(third)), linked("3", None, None)]);
        let (ids, queries) = all(feed().limit(2), &server, false);
        assert_eq!(ids, ["1", "2", "3"], "{second}");
        assert_eq!(queries, ["limit=2", expected[0], expected[1]]);
    }
}

#[test]
fn insights_go_both_ways() {
    let answer = |id| {
        linked(id, Some("metric=page_fans&since=0&until=10"), Some("metric=page_fans&since=20&until=30"))
    };
    let server = serve([answer("1"), linked("2", Some("since=10&until=20"), None)]);
    let (ids, queries) = all(insights(), &server, false);
    assert_eq!(ids, ["1", "2"]);
    assert_eq!(queries, ["metric=page_fans&since=10&until=20", "metric=page_fans&since=20&until=30"]);

    let server = serve([answer("1"), linked("0", None, Some("since=10&until=20"))]);
    let (ids, queries) = all(insights(), &server, true);
    assert_eq!(ids, ["1", "0"]);
    assert_eq!(queries, ["metric=page_fans&since=10&until=20", "metric=page_fans&since=0&until=10"]);
}

#[test]
fn a_filter_stays_beside_a_cursor() {
    let server = serve([page_of(&["1"], None, Some("A")), page_of(&["2"], None, None)]);
    let (_, queries) = all(feed().query("since", "10"), &server, false);
    assert_eq!(queries, ["since=10", "since=10&after=A"]);
}

#[test]
fn a_caller_can_go_on_by_hand() {
    let server = serve([linked("1", None, Some("until=20&__paging_token=e%3D&fields=secret"))]);
    let page = run(feed().send(&client(&server))).unwrap();
    let next = page.paging.as_ref().unwrap().next.as_ref().unwrap();
    assert_eq!(next.parameters().collect::<Vec<_>>(), [("until", "20"), ("__paging_token", "e=")]);
    assert_eq!((next.get("until"), next.get("access_token")), (Some("20"), None));
    assert!(!format!("{page:?}").contains(LEAKED));
}

#[test]
fn another_stream_goes_on_where_a_link_led() {
    let second = || linked("2", None, Some("until=10&__paging_token=b"));
    let server = serve([linked("1", None, Some("until=20&__paging_token=a")), second(), second()]);
    let mut items = feed().items(&client(&server));
    run(items.collect_at_most(1)).unwrap();
    let text = serde_json::to_string(&items.position()).unwrap();
    assert_eq!(text, r#"[false,[["until","20"],["__paging_token","a"]],0]"#);
    let position: Position = serde_json::from_str(&text).unwrap();
    assert_eq!((position.cursor(), &position), (None, &items.position()));
    run(feed().items(&client(&server)).resume_from(&position).collect_at_most(1)).unwrap();

    // What was written down may have been changed: only what names a place is sent.
    let foreign: Position =
        serde_json::from_str(r#"[false,[["until","20"],["method","delete"],["fields","x"]],0]"#).unwrap();
    run(feed().items(&client(&server)).resume_from(&foreign).collect_at_most(1)).unwrap();
    assert_eq!(queries(&server), ["", "until=20&__paging_token=a", "until=20"]);
}

#[test]
fn a_link_that_leads_back_is_not_followed() {
    for (link, kind) in [
        ("until=20&__paging_token=a", PagingErrorKind::RepeatedCursor),
        ("access_token=X&format=json", PagingErrorKind::MissingCursor),
        ("until=&after=", PagingErrorKind::MissingCursor),
    ] {
        let server = serve([linked("1", None, Some(link)), linked("2", None, Some(link))]);
        let incomplete = run(feed().items(&client(&server)).collect_all()).unwrap_err();
        assert!(matches!(&incomplete.error, Error::Paging(error) if error.kind() == kind), "{incomplete}");
        assert_eq!(incomplete.items[0]["id"], "1");
    }
}

/// Answers with an empty page that has a next one, but for some requests.
fn endless(items_at: &'static [usize]) -> Server {
    let server = serve([]);
    server.answer_by(move |request: &Received| {
        let after = request.query().rsplit_once("after=").map_or(0, |(_, after)| after.parse().unwrap());
        let next = (after + 1).to_string();
        let id = after.to_string();
        let ids = [id.as_str()];
        page_of(if items_at.contains(&after) { &ids } else { &[] }, None, Some(&next))
    });
    server
}

#[test]
fn a_run_of_empty_pages_is_bounded() {
    let server = endless(&[24, 50]);
    let mut items = personas::list("12").items(&client(&server));
    run(async {
        assert_eq!(ids(&items.collect_at_most(2).await.unwrap()), ["24", "50"]);
        for run in 1..=4 {
            let incomplete = items.collect_all().await.unwrap_err();
            assert!(
                matches!(&incomplete.error, Error::Paging(error) if error.kind() == PagingErrorKind::EmptyPages),
                "{incomplete}"
            );
            // The stream goes on.
            assert_eq!(server.requests().len(), 51 + 26 * run);
        }
        assert!(poll_fn(|context| Pin::new(&mut items).poll_next(context)).await.is_none());
        assert!(!items.is_complete());
    });

    let server = endless(&[3]);
    let incomplete =
        run(personas::list("12").items(&client(&server)).max_empty_pages(2).collect_all()).unwrap_err();
    assert_eq!((incomplete.items.len(), server.requests().len()), (0, 3));
    let server = endless(&[2]);
    let incomplete =
        run(personas::list("12").items(&client(&server)).max_empty_pages(2).collect_all()).unwrap_err();
    assert_eq!((incomplete.items.len(), server.requests().len()), (1, 6));
}

#[test]
fn what_was_read_comes_with_the_error() {
    let server = serve([
        page_of(&["1", "2"], None, Some("A")),
        Answer::json(r#"{"error":{"message":"m","code":190}}"#).with_status(400),
        page_of(&["3"], None, None),
    ]);
    let mut items = personas::list("12").items(&client(&server));
    let incomplete = run(items.collect_all()).unwrap_err();
    assert_eq!(ids(&incomplete.items), ["1", "2"]);
    assert!(
        incomplete.to_string().ends_with("(after 2 items)") && format!("{incomplete:?}").contains("items: 2")
    );
    assert!(matches!(Error::from(incomplete), Error::Api(_)));
    assert_eq!(ids(&run(items.collect_all()).unwrap()), ["3"]);
}

#[test]
fn the_answer_around_each_page_can_be_seen() {
    let used =
        |percent: u32, page: Answer| page.header("x-app-usage", &format!(r#"{{"call_count":{percent}}}"#));
    let server = serve([
        used(10, page_of(&["1"], None, Some("A"))),
        used(20, page_of(&["2"], None, None)).with_status(203),
    ]);
    let mut items = personas::list("12").items(&client(&server));
    assert!(items.response().is_none());
    run(async {
        let mut seen = Vec::new();
        while items.try_next().await.unwrap().is_some() {
            let answer = items.response().unwrap();
            seen.push((answer.status.as_u16(), answer.usage().highest_percent().unwrap()));
        }
        assert_eq!(seen, [(200, 10.0), (203, 20.0)]);
    });
}
