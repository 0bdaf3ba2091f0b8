//! Following a list by page, backwards, and no further than wanted.

use crate::setup::{client, run, serve, serve_json};
use bytes::Bytes;
use futures_core::Stream;
use graph_tests::server::{Answer, Server};
use meta_graph::v26_0::models::Persona;
use meta_graph::v26_0::page::{self, Edge, personas};
use meta_graph::{
    Client, Error, ErrorSubcode, Items, Paged, Pages, PagingErrorKind, Transport, TransportFuture,
};
use serde_json::{Value, json};
use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll, Waker};

/// The token that the URLs of the pages hold.
pub(crate) const LEAKED: &str = "LEAKED-BY-THE-API";

/// A page with these ids, whose neighbours, where there are such, are reached by these cursors.
pub(crate) fn page(ids: &[&str], previous: Option<&str>, next: Option<&str>) -> Answer {
    let url = format!("https://elsewhere.example/?access_token={LEAKED}");
    // The first and the last page have cursors too.
    let mut paging =
        json!({ "cursors": { "before": previous.unwrap_or("F"), "after": next.unwrap_or("L") } });
    for (key, cursor) in [("previous", previous), ("next", next)] {
        if cursor.is_some() {
            paging[key] = Value::from(url.as_str());
        }
    }
    let data: Vec<Value> = ids.iter().map(|id| json!({ "id": id })).collect();
    Answer::json(json!({ "data": data, "paging": paging }).to_string())
}

/// An error that no client sends the request again for.
pub(crate) fn expired() -> Answer {
    let error = json!({ "error": { "message": "Session has expired", "code": 190, "error_subcode": 463 } });
    Answer::json(error.to_string()).with_status(400)
}

pub(crate) fn ids(personas: &[Persona]) -> Vec<&str> {
    personas.iter().map(|persona| persona.id.as_str()).collect()
}

pub(crate) async fn all_items(mut items: Items<personas::List>) -> Result<Vec<Persona>, Error> {
    Ok(items.collect_all().await?)
}

pub(crate) async fn all_pages(mut pages: Pages<personas::List>) -> Result<Vec<Paged<Persona>>, Error> {
    let mut all = Vec::new();
    while let Some(page) = pages.try_next().await? {
        all.push(page);
    }
    Ok(all)
}

/// What was asked for of each page.
pub(crate) fn queries(server: &Server) -> Vec<String> {
    server.requests().iter().map(|request| request.query().to_owned()).collect()
}

fn kind(error: &Error) -> Option<PagingErrorKind> {
    if let Error::Paging(error) = error { Some(error.kind()) } else { None }
}

#[test]
fn pages_are_given_one_by_one() {
    let server = serve([
        page(&["1", "2"], None, Some("A")),
        page(&[], Some("B"), Some("C")),
        page(&["3"], Some("D"), None),
    ]);
    let pages = run(all_pages(personas::list("12").limit(2).pages(&client(&server)))).unwrap();
    let given: Vec<_> = pages.iter().map(|page| ids(&page.data)).collect();
    assert_eq!(given, [vec!["1", "2"], vec![], vec!["3"]]);
    assert_eq!(queries(&server), ["limit=2", "limit=2&after=A", "limit=2&after=C"]);
    assert_eq!((pages[1].before(), pages[1].after()), (Some("B"), Some("C")));
    assert!(pages[1].has_previous() && pages[1].has_next());
    assert!(!pages[0].has_previous() && !pages[2].has_next());
}

#[test]
fn pages_of_an_edge_are_given_too() {
    let server = serve([page(&["1"], None, Some("A")), page(&["2"], None, None)]);
    let mut pages = page::edge::<Value>("12", Edge::Feed).pages(&client(&server));
    run(async {
        assert_eq!(pages.try_next().await.unwrap().unwrap().data, [json!({ "id": "1" })]);
        assert_eq!(pages.try_next().await.unwrap().unwrap().data, [json!({ "id": "2" })]);
        assert!(pages.try_next().await.unwrap().is_none());
    });
}

#[test]
fn a_list_can_be_read_backwards() {
    let answers = || {
        [
            page(&["4", "5"], Some("C"), Some("X")),
            page(&[], Some("B"), Some("C")),
            page(&["1", "2"], None, Some("B")),
        ]
    };
    let expected = ["before=X", "before=C", "before=B"];

    let server = serve(answers());
    let items = personas::list("12").before("X").items(&client(&server)).backwards();
    assert_eq!(ids(&run(all_items(items)).unwrap()), ["5", "4", "2", "1"]);
    assert_eq!(queries(&server), expected);

    // What is in a page stays as it is.
    let server = serve(answers());
    let pages = personas::list("12").before("X").pages(&client(&server)).backwards();
    let pages = run(all_pages(pages)).unwrap();
    assert_eq!([ids(&pages[0].data), ids(&pages[2].data)], [["4", "5"], ["1", "2"]]);
    assert_eq!(queries(&server), expected);
}

#[test]
fn a_request_never_holds_the_cursors_of_both_directions() {
    let server = serve([page(&["4"], Some("B"), None), page(&["3"], None, None)]);
    let items = personas::list("12").after("A").limit(1).items(&client(&server)).backwards();
    assert_eq!(ids(&run(all_items(items)).unwrap()), ["4", "3"]);
    assert_eq!(queries(&server), ["after=A&limit=1", "limit=1&before=B"]);

    let server = serve([page(&["3"], None, Some("B")), page(&["4"], None, None)]);
    let items = personas::list("12").before("A").items(&client(&server));
    assert_eq!(ids(&run(all_items(items)).unwrap()), ["3", "4"]);
    assert_eq!(queries(&server), ["before=A", "after=B"]);
}

#[test]
fn nothing_is_before_the_first_page() {
    let server = serve([page(&["1", "2"], None, Some("A"))]);
    let items = personas::list("12").items(&client(&server)).backwards();
    assert_eq!(ids(&run(all_items(items)).unwrap()), ["2", "1"]);
    assert_eq!(queries(&server), [""]);
}

#[test]
fn a_cursor_alone_is_no_further_page() {
    for paging in [
        json!({ "cursors": { "after": "A" } }),
        json!({ "cursors": { "before": "A", "after": "A" } }),
        json!({ "cursors": { "before": "A", "after": "A" }, "next": null, "previous": "" }),
        json!({ "cursors": [] }),
        json!({}),
        json!([]),
        Value::Null,
    ] {
        let body = json!({ "data": [{ "id": "1" }], "paging": paging }).to_string();
        let server = serve([Answer::json(body.clone()), Answer::json(body)]);
        let list = || personas::list("12").items(&client(&server));
        assert_eq!(ids(&run(all_items(list())).unwrap()), ["1"], "{paging}");
        assert_eq!(ids(&run(all_items(list().backwards())).unwrap()), ["1"], "{paging}");
        assert_eq!(server.requests().len(), 2, "{paging}");
    }
}

#[test]
fn a_page_may_begin_and_end_at_the_same_cursor() {
    let same = |id: &str, cursor: &str| page(&[id], Some(cursor), Some(cursor));
    let server = serve([same("1", "A"), same("2", "B"), page(&["3"], None, None)]);
    assert_eq!(ids(&run(all_items(personas::list("12").items(&client(&server)))).unwrap()), ["1", "2", "3"]);
}

#[test]
fn a_cursor_that_was_asked_for_is_not_followed() {
    // The cursor of the request itself.
    let server = serve([page(&["1"], None, Some("A"))]);
    let mut pages = personas::list("12").after("A").pages(&client(&server));
    run(async {
        assert!(pages.try_next().await.unwrap().is_some());
        for _ in 0..2 {
            assert_eq!(kind(&pages.try_next().await.unwrap_err()), Some(PagingErrorKind::RepeatedCursor));
        }
        // As a stream it ends, and says that this is not the end of the list.
        assert!(poll_fn(|context| Pin::new(&mut pages).poll_next(context)).await.is_none());
        assert!(!pages.is_complete());
    });

    // A circle of two pages, backwards.
    let server = serve([page(&[], Some("A"), None), page(&[], Some("B"), None), page(&[], Some("A"), None)]);
    let error = run(all_items(personas::list("12").items(&client(&server)).backwards())).unwrap_err();
    assert_eq!(kind(&error), Some(PagingErrorKind::RepeatedCursor));
    assert_eq!(queries(&server), ["", "before=A", "before=B"]);
}

#[test]
fn an_empty_cursor_is_a_missing_one() {
    for cursors in [json!({ "after": "" }), json!({ "before": "A" }), json!([])] {
        let body =
            json!({ "data": [], "paging": { "cursors": cursors, "next": "https://elsewhere.example" } });
        let server = serve_json(&body.to_string());
        let error = run(all_items(personas::list("12").items(&client(&server)))).unwrap_err();
        assert_eq!(kind(&error), Some(PagingErrorKind::MissingCursor), "{cursors}");
        assert_eq!(server.requests().len(), 1);
    }
}

#[test]
fn no_more_pages_are_read_than_wanted() {
    let server = serve([page(&["1", "2"], None, Some("A")), page(&["3"], None, Some("B"))]);
    let client = client(&server);
    let mut none = personas::list("12").items(&client).max_pages(0);
    assert!(run(none.collect_all()).unwrap().is_empty() && !none.is_complete());
    assert!(server.requests().is_empty());

    let mut items = personas::list("12").items(&client).max_pages(1);
    assert_eq!(ids(&run(items.collect_at_most(9)).unwrap()), ["1", "2"]);
    assert_eq!(server.requests().len(), 1);
    assert_eq!((items.position().cursor(), items.position().given()), (Some("A"), 0));

    let pages = personas::list("12").pages(&client).resume_from(&items.position()).max_pages(1);
    let pages = run(all_pages(pages)).unwrap();
    assert_eq!(ids(&pages[0].data), ["3"]);
    assert_eq!(queries(&server), ["", "after=A"]);
}

#[test]
fn what_is_not_wanted_is_no_error() {
    let server = serve_json(r#"{"data":[{"id":"1"}],"paging":{"next":"https://elsewhere.example/"}}"#);
    let items = personas::list("12").items(&client(&server)).max_pages(1);
    assert_eq!(ids(&run(all_items(items)).unwrap()), ["1"]);
}

#[test]
fn items_are_collected_in_portions() {
    let server = serve([page(&["1", "2"], None, Some("A")), page(&["3"], None, None)]);
    let mut items = personas::list("12").items(&client(&server));
    run(async {
        assert!(items.collect_at_most(0).await.unwrap().is_empty());
        assert!(server.requests().is_empty());
        assert_eq!(ids(&items.collect_at_most(2).await.unwrap()), ["1", "2"]);
        assert_eq!(server.requests().len(), 1);
        assert_eq!(ids(&items.collect_at_most(2).await.unwrap()), ["3"]);
        assert!(items.collect_at_most(2).await.unwrap().is_empty());
    });
}

#[test]
fn failures_are_never_taken_for_the_end_of_the_list() {
    let server = serve([
        expired(),
        expired(),
        page(&["1"], None, Some("A")),
        expired(),
        expired(),
        expired(),
        expired(),
        page(&["2"], None, None),
    ]);
    let mut pages = personas::list("12").pages(&client(&server));
    run(async {
        assert!(pages.try_next().await.is_err());
        assert!(pages.try_next().await.is_err());
        assert_eq!(ids(&pages.try_next().await.unwrap().unwrap().data), ["1"]);
        for _ in 0..3 {
            assert_eq!(
                pages.try_next().await.unwrap_err().as_api().unwrap().subcode(),
                Some(ErrorSubcode::TOKEN_EXPIRED)
            );
        }
        // What passes errors over comes to an end, and asks for nothing more.
        assert!(poll_fn(|context| Pin::new(&mut pages).poll_next(context)).await.is_none());
        assert!(!pages.is_complete());
        // Who waits for the error to pass gets the rest.
        assert!(pages.try_next().await.is_err());
        assert_eq!(ids(&pages.try_next().await.unwrap().unwrap().data), ["2"]);
        assert!(pages.try_next().await.unwrap().is_none() && pages.is_complete());
    });
    assert_eq!(queries(&server), ["", "", "", "after=A", "after=A", "after=A", "after=A", "after=A"]);
}

#[test]
fn an_error_in_the_middle_loses_and_repeats_no_item() {
    let server = serve([page(&["1", "2"], None, Some("A")), expired(), page(&["3"], None, None)]);
    let mut items = personas::list("12").items(&client(&server));
    let (mut given, mut errors) = (Vec::new(), 0);
    run(async {
        loop {
            match items.try_next().await {
                Ok(Some(persona)) => given.push(persona.id),
                Ok(None) => break,
                Err(_) => errors += 1,
            }
        }
    });
    assert_eq!((given, errors), (vec!["1".to_owned(), "2".to_owned(), "3".to_owned()], 1));
}

#[test]
fn the_urls_of_pages_are_shown_nowhere() {
    let answer = || page(&["1", "2"], Some("A"), Some("B"));
    let server = serve([answer(), answer()]);
    let mut items = personas::list("12").items(&client(&server));
    let mut pages = personas::list("12").pages(&client(&server));
    run(async {
        items.try_next().await.unwrap();
        let page = pages.try_next().await.unwrap().unwrap();
        let shown = format!("{items:?} {pages:?} {page:?} {:?}", items.position());
        assert!(!shown.contains(LEAKED) && !shown.contains("elsewhere"), "{shown}");
    });
}

/// Answers when it is polled for the second time, and counts the requests.
#[derive(Clone, Default)]
struct Slow(Arc<AtomicUsize>);

impl Transport for Slow {
    fn send(&self, _request: http::Request<Bytes>) -> TransportFuture<'_> {
        self.0.fetch_add(1, Ordering::Relaxed);
        let mut is_second = false;
        Box::pin(poll_fn(move |_| {
            if std::mem::replace(&mut is_second, true) {
                Poll::Ready(Ok(http::Response::new(Bytes::from_static(br#"{"data":[{"id":"1"}]}"#))))
            } else {
                Poll::Pending
            }
        }))
    }
}

#[test]
fn a_future_that_is_dropped_asks_for_nothing_twice() {
    let transport = Slow::default();
    let client = Client::builder().access_token("T").transport(transport.clone()).build().unwrap();
    let mut pages = personas::list("12").pages(&client);
    let mut context = Context::from_waker(Waker::noop());
    assert!(pin!(pages.try_next()).poll(&mut context).is_pending());
    let page = match Pin::new(&mut pages).poll_next(&mut context) {
        Poll::Ready(Some(Ok(page))) => page,
        other => panic!("{other:?}"),
    };
    assert_eq!((ids(&page.data), transport.0.load(Ordering::Relaxed)), (vec!["1"], 1));
    assert!(matches!(Pin::new(&mut pages).poll_next(&mut context), Poll::Ready(None)));
}
