//! Lists over all their pages: by cursor, number, offset, header `Link` and URL.

use crate::server::{Answer, Server};
use crate::setup::{run, serve};
use cases::case_paging_declared::models::SearchWidgets;
use cases::case_paging_declared::{plants, vaults, widgets};
use cases::case_paging_found::{customers, events, files, issues, messages, orders, shops};
use cases::{Client, Error, PagedRequest, PagingErrorKind, Position, Request, Retry};

/// The targets of the requests that came, without the path of the server.
fn targets(server: &Server) -> Vec<String> {
    server.requests().iter().map(|request| request.target.trim_start_matches("/v1").to_owned()).collect()
}

/// A page of customers with these ids, and what else it says.
fn page(list: &str, ids: &[&str], rest: &str) -> Answer {
    let items: Vec<String> = ids.iter().map(|id| format!(r#"{{"id":"{id}"}}"#)).collect();
    let rest = if rest.is_empty() { String::new() } else { format!(",{rest}") };
    Answer::json(format!(r#"{{"{list}":[{}]{rest}}}"#, items.join(",")))
}

/// All items of a list, and the targets that were asked for; no answer is left.
fn follow<R: PagedRequest>(answers: Vec<Answer>, list: R) -> (Vec<R::Item>, Vec<String>) {
    let (server, client) = serve(answers);
    let mut items = cases::Items::new(list, &client);
    let all = run(items.collect_all()).unwrap();
    assert!(items.is_complete());
    assert_eq!(server.answers_left(), 0);
    (all, targets(&server))
}

#[test]
fn the_last_item_is_the_cursor() {
    let answers = vec![
        page("data", &["a", "b"], r#""has_more":true"#),
        page("data", &["c"], r#""has_more":false"#),
    ];
    let (all, targets) = follow(answers, customers::list().limit(2));
    assert_eq!(all.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(), ["a", "b", "c"]);
    assert_eq!(targets, ["/customers?limit=2", "/customers?limit=2&starting_after=b"]);
}

#[test]
fn a_member_is_the_cursor() {
    let answers = vec![
        Answer::json(r#"{"messages":[{"text":"a"}],"nextPageToken":"p 2&"}"#),
        // A page may be empty in the middle of a list.
        Answer::json(r#"{"messages":[],"nextPageToken":"p3"}"#),
        Answer::json(r#"{"nextPageToken":"p4"}"#),
        Answer::json(r#"{"messages":[{"text":"b"}],"nextPageToken":""}"#),
    ];
    let (all, targets) = follow(answers, messages::list());
    assert_eq!(all.len(), 2);
    assert_eq!(
        targets,
        ["/messages", "/messages?pageToken=p%202%26", "/messages?pageToken=p3", "/messages?pageToken=p4"]
    );
    let (all, targets) = follow(
        vec![
            Answer::json(r#"{"result":{"files":["a"]},"meta":{"next_cursor":"2"}}"#),
            Answer::json(r#"{"result":{"files":null},"meta":{"next_cursor":"3","has_more":true}}"#),
            Answer::json(r#"{"result":{"files":["b"]},"meta":{"next_cursor":"4","has_more":false}}"#),
        ],
        files::list().cursor("1"),
    );
    assert_eq!((all, targets.len()), (vec!["a".to_owned(), "b".to_owned()], 3));
    assert_eq!(targets[2], "/files?cursor=3");
}

#[test]
fn a_header_is_the_cursor() {
    let (all, targets) =
        follow(vec![Answer::json(r#"["a"]"#).header("x-next", "2"), Answer::json(r#"["b"]"#)], plants::list_gone_plants());
    assert_eq!((all, targets), (vec!["a".to_owned(), "b".to_owned()], vec!["/plants/gone".to_owned(), "/plants/gone?cursor=2".to_owned()]));
}

#[test]
fn numbers_count_pages() {
    let answers = vec![
        page("orders", &["a"], r#""pagination":{"total_pages":3}"#),
        page("orders", &[], r#""pagination":{"total_pages":4}"#),
    ];
    // An empty page is the last one where nothing else says how the list ends, and where the count does not.
    let (all, targets) = follow(answers, orders::list().page(2));
    assert_eq!((all.len(), targets), (1, vec!["/orders?page=2".to_owned(), "/orders?page=3".to_owned()]));
    let answers =
        vec![page("orders", &["a"], r#""pagination":{"total_pages":2}"#), page("orders", &["b"], r#""pagination":{"total_pages":2}"#)];
    let (all, targets) = follow(answers, orders::list());
    assert_eq!((all.len(), targets), (2, vec!["/orders".to_owned(), "/orders?page=2".to_owned()]));
    let widget = |ids: &str| Answer::json(format!(r#"{{"found":{{"widgets":[{ids}]}}}}"#));
    let (all, targets) =
        follow(vec![widget(r#"{"created":1}"#), widget(r#"{"created":2}"#), widget("")], plants::list_sick_plants());
    assert_eq!((all.len(), targets[1].as_str()), (2, "/plants/sick?at=1"));
}

#[test]
fn numbers_count_items() {
    let answers = vec![
        page("items", &["a", "b"], r#""total":3"#),
        page("items", &["c"], r#""total":3"#),
    ];
    let (all, targets) = follow(answers, shops::list().limit(2));
    assert_eq!((all.len(), targets), (3, vec!["/shops?limit=2".to_owned(), "/shops?limit=2&offset=2".to_owned()]));
    // In the body of a search, as a number.
    let widget = |ids: &str| Answer::json(format!(r#"{{"found":{{"widgets":[{ids}]}}}}"#));
    let (server, client) = serve([widget(r#"{"created":1},{"created":2}"#), widget(r#"{"created":3}"#), widget("")]);
    let search = SearchWidgets::new().text("red").start(4);
    let all = run(widgets::search().body(search).items(&client).collect_all()).unwrap();
    let bodies: Vec<String> = server.requests().iter().map(|request| request.text()).collect();
    assert_eq!(all.len(), 3);
    assert_eq!(
        bodies,
        [r#"{"start":4,"text":"red"}"#, r#"{"start":6,"text":"red"}"#, r#"{"start":7,"text":"red"}"#]
    );
}

#[test]
fn links_are_followed_on_the_same_server() {
    let customers = |ids: &str| Answer::json(format!("[{ids}]"));
    let one = r#"{"id":"a"}"#;
    for link in [
        r#"<https://lists.example/v1/issues?page=2&per_page=1>; rel="next", <https://lists.example/x>; rel="last""#,
        "<HTTPS://lists.example:443/v1/issues?page=2&per_page=1>; rel=next",
        "</v1/issues?page=2&per_page=1>; rel=next",
        "<?page=2&per_page=1>; rel=next",
        "<issues?page=2&per_page=1#top>; rel=next",
    ] {
        let answers = vec![customers(one).header("link", link), customers(one)];
        let (all, targets) = follow(answers, issues::list().per_page(1));
        assert_eq!((all.len(), targets), (2, vec!["/issues?per_page=1".to_owned(), "/issues?page=2&per_page=1".to_owned()]), "{link}");
    }
    // As a server says it that is called under another URL than the documented one.
    let (server, client) = serve([]);
    let link = format!("<{}/v1/issues?page=2>; rel=next", server.url());
    server.answer(customers(one).header("link", &link));
    server.answer(customers(""));
    let mut items = issues::list().items(&client);
    assert_eq!(run(items.collect_all()).unwrap().len(), 1);
    assert_eq!(targets(&server), ["/issues", "/issues?page=2"]);
    assert_eq!(items.response().unwrap().status.as_u16(), 200);
}

#[test]
fn urls_lead_to_no_other_host_and_hold_no_credential() {
    let client = |server: &Server| {
        Client::builder().base_url(server.url()).api_key("key", "S3CRET").retry(Retry::none()).build().unwrap()
    };
    let server = Server::start().unwrap();
    let next = r#""next":"https://lists.example/v1/events?kind=new&api_key=S3CRET&at=2""#;
    server.answer(page("results", &["a"], next));
    server.answer(page("results", &["b"], r#""next":null"#));
    let mut items = events::list().kind("new").items(&client(&server));
    run(items.collect_at_most(1)).unwrap();
    let position = serde_json::to_string(&items.position()).unwrap();
    assert_eq!(position, r#"[false,{"url":"https://lists.example/v1/events?kind=new&at=2"},0]"#);
    assert_eq!(run(items.collect_all()).unwrap().len(), 1);
    assert_eq!(targets(&server), ["/events?kind=new&api_key=S3CRET", "/events?kind=new&at=2&api_key=S3CRET"]);

    for url in [
        "https://evil.example/v1/events",
        "http://lists.example/v1/events",
        "https://lists.example:8443/v1/events",
        "https://lists.example@evil.example/v1/events",
        "//evil.example/v1/events",
        r"https://lists.example\\@evil.example/",
    ] {
        let server = Server::start().unwrap();
        server.answer(page("results", &["a"], &format!(r#""next":"{url}""#)));
        let mut items = events::list().items(&client(&server));
        let part = run(items.collect_all()).unwrap_err();
        assert_eq!(part.items.len(), 1, "what was read is kept");
        let Error::Build(error) = &part.error else { panic!("{url}: {}", part.error) };
        assert!(error.to_string().contains("does not name the host"), "{url}: {error}");
        assert_eq!(server.requests().len(), 1, "{url}");
        assert!(!items.is_complete());
        // A place that was stored is no way around it.
        let stored: Position = serde_json::from_str(&format!(r#"[false,{{"url":"{url}"}},0]"#)).unwrap();
        let error = run(events::list().items(&client(&server)).resume_from(&stored).try_next()).unwrap_err();
        assert!(matches!(error, Error::Build(_)), "{url}: {error}");
        assert_eq!(server.requests().len(), 1, "{url}");
    }
}

#[test]
fn a_list_stops_and_goes_on_anywhere() {
    let answers = || {
        [page("data", &["a", "b"], r#""has_more":true"#), page("data", &["c", "d"], r#""has_more":false"#)]
    };
    for count in 0..=4 {
        let (_server, client) = serve(answers());
        let mut items = customers::list().items(&client);
        let mut all = run(items.collect_at_most(count)).unwrap();
        let stored = serde_json::to_string(&items.position()).unwrap();
        let (server, client) = serve(answers().into_iter().skip(usize::from(count > 1)));
        let position: Position = serde_json::from_str(&stored).unwrap();
        let mut rest = customers::list().items(&client).resume_from(&position);
        all.extend(run(rest.collect_all()).unwrap());
        let ids: Vec<&str> = all.iter().map(|one| one.id.as_str()).collect();
        // Behind the item before the last of a page, the page is asked for again.
        assert_eq!(ids, ["a", "b", "c", "d"], "after {count}: {stored}, {:?}", targets(&server));
    }
    let (server, client) = serve(answers());
    let mut pages = customers::list().pages(&client).max_pages(1);
    let first = run(pages.try_next()).unwrap().unwrap();
    assert!(first.has_more && first.data.len() == 2, "a page is the whole answer");
    assert!(run(pages.try_next()).unwrap().is_none() && !pages.is_complete());
    assert_eq!(server.answers_left(), 1);
}

#[test]
fn what_never_ends_is_an_error() {
    let kind = |error: &Error| match error {
        Error::Paging(error) => error.kind(),
        error => panic!("{error}"),
    };
    let (_server, client) = serve((0..2).map(|_| page("data", &["a"], r#""has_more":true"#)));
    let part = run(customers::list().items(&client).collect_all()).unwrap_err();
    assert_eq!((part.items.len(), kind(&part.error)), (2, PagingErrorKind::RepeatedCursor));
    let (_server, client) = serve([page("data", &[], r#""has_more":true"#)]);
    let error = run(customers::list().items(&client).try_next()).unwrap_err();
    assert_eq!(kind(&error), PagingErrorKind::MissingCursor);
    let empty = |at: usize| Answer::json(format!(r#"{{"messages":[],"nextPageToken":"{at}"}}"#));
    let (_server, client) = serve((0..3).map(empty));
    let error = run(messages::list().items(&client).max_empty_pages(2).try_next()).unwrap_err();
    assert_eq!(kind(&error), PagingErrorKind::EmptyPages);
}

#[test]
fn a_page_that_fails_is_asked_for_again() {
    let (server, client) = serve([
        Answer::json(r#"{"value":[{"name":"a"}],"nextLink":"/v1/vaults?$skip=1"}"#),
        Answer::status(503),
        Answer::json(r#"{"value":[{"name":"b"}]}"#),
    ]);
    let mut items = vaults::list().items(&client);
    let part = run(items.collect_all()).unwrap_err();
    assert_eq!((part.items.len(), part.error.status().unwrap().as_u16()), (1, 503));
    assert_eq!(run(items.collect_all()).unwrap().len(), 1);
    assert_eq!(targets(&server), ["/vaults", "/vaults?$skip=1", "/vaults?$skip=1"]);
    // One page alone is a request as any other.
    let (_server, client) = serve([Answer::json(r#"{"value":[{}],"nextLink":"x"}"#)]);
    let page = run(client.call(vaults::list().with_query("$top", 1))).unwrap();
    assert_eq!(page.next_link.as_deref(), Some("x"));
}
