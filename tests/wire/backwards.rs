//! Lists of any API read backwards: by cursor, number, offset, header `Link` and URL.

use crate::server::{Answer, Server};
use crate::setup::{run, serve};
use cases::case_paging_declared::{beds, gardens};
use cases::case_paging_found::{customers, events, issues, orders, shops};
use cases::{Client, Error, Items, PagingErrorKind, Position, ReversibleRequest};

/// The targets of the requests that came, without the path of the server.
fn targets(server: &Server) -> Vec<String> {
    server.requests().iter().map(|request| request.target.trim_start_matches("/v1").to_owned()).collect()
}

/// A page of things with these ids, and what else it says.
fn page(list: &str, ids: &[&str], rest: &str) -> Answer {
    let items: Vec<String> = ids.iter().map(|id| format!(r#"{{"id":"{id}"}}"#)).collect();
    let rest = if rest.is_empty() { String::new() } else { format!(",{rest}") };
    Answer::json(format!(r#"{{"{list}":[{}]{rest}}}"#, items.join(",")))
}

/// All items of a list from its end on, and the targets that were asked for; no answer is left.
fn follow<R: ReversibleRequest>(answers: Vec<Answer>, list: R) -> (Vec<R::Item>, Vec<String>) {
    let (server, client) = serve(answers);
    let mut items = Items::new(list, &client).backwards();
    let all = run(items.collect_all()).unwrap();
    assert!(items.is_complete());
    assert_eq!(server.answers_left(), 0);
    (all, targets(&server))
}

/// The ids of things of any list.
macro_rules! ids {
    ($all:expr) => {
        $all.iter().map(|one| one.id.as_str()).collect::<Vec<_>>()
    };
}

#[test]
fn the_first_item_is_the_cursor() {
    let answers = || {
        vec![
            page("data", &["d", "e"], r#""has_more":true"#),
            page("data", &["b", "c"], r#""has_more":true"#),
            // Whether there is more is said of the other direction by some APIs, so that an empty page is the end.
            page("data", &["a"], r#""has_more":false"#),
            page("data", &[], r#""has_more":false"#),
        ]
    };
    let (all, found) = follow(answers(), customers::list().limit(2).ending_before("f"));
    assert_eq!(ids!(all), ["e", "d", "c", "b", "a"]);
    assert_eq!(
        found,
        [
            "/customers?limit=2&ending_before=f",
            "/customers?limit=2&ending_before=d",
            "/customers?limit=2&ending_before=b",
            "/customers?limit=2&ending_before=a",
        ]
    );
    // The cursor of the other direction is taken out.
    let (_, found) = follow(answers(), customers::list().starting_after("c"));
    assert_eq!(found[..2], ["/customers?starting_after=c", "/customers?ending_before=d"]);
    let (server, client) = serve(answers().into_iter().skip(1));
    let mut items = customers::list().ending_before("d").items(&client).max_pages(2);
    assert_eq!(run(items.collect_all()).unwrap().len(), 3);
    assert_eq!(targets(&server), ["/customers?ending_before=d", "/customers?starting_after=c"]);
}

#[test]
fn a_member_is_the_cursor_of_the_page_before() {
    let page = |gardens: &str, page: &str| {
        Answer::json(format!(r#"{{"kind":"page","gardens":[{gardens}],"page":{{{page}}}}}"#))
    };
    let answers = vec![
        page(r#""c","d""#, r#""next":"x","back":"2 &","has_back":true"#),
        page(r#""b""#, r#""back":"1","has_back":true"#),
        page(r#""a""#, r#""back":"0","has_back":false"#),
    ];
    let (all, found) = follow(answers, gardens::list().cursor("from"));
    assert_eq!(all, ["d", "c", "b", "a"]);
    assert_eq!(found, ["/gardens?cursor=from", "/gardens?until=2%20%26", "/gardens?until=1"]);
    // One that the document marks for another tool, which one parameter takes in both directions.
    let answers = vec![
        Answer::json(r#"{"rows":[3,4],"info":{"from":"5","to":"1"}}"#),
        Answer::json(r#"{"rows":[1,2],"info":{"from":"3"}}"#),
    ];
    let (all, found) = follow(answers, beds::list().from("3"));
    assert_eq!((all, found), (vec![4, 3, 2, 1], vec!["/beds?from=3".to_owned(), "/beds?from=1".to_owned()]));
    // There is a page before, and nothing says where.
    let (_server, client) = serve([page("", r#""has_back":true"#)]);
    let error = run(gardens::list().items(&client).backwards().try_next()).unwrap_err();
    assert!(
        matches!(&error, Error::Paging(error) if error.kind() == PagingErrorKind::MissingCursor),
        "{error}"
    );
}

#[test]
fn numbers_of_pages_go_down() {
    let answers = ["c", "b", "a"].map(|id| page("orders", &[id], r#""pagination":{"total_pages":9}"#));
    let (all, found) = follow(answers.into(), orders::list().page(3));
    assert_eq!(ids!(all), ["c", "b", "a"]);
    assert_eq!(found, ["/orders?page=3", "/orders?page=2", "/orders?page=1"]);
    // Without a number it is the first page.
    let (all, found) = follow(vec![page("orders", &["a"], "")], orders::list());
    assert_eq!((all.len(), found), (1, vec!["/orders".to_owned()]));
}

#[test]
fn numbers_of_items_go_down() {
    let answers = vec![
        page("items", &["d", "e"], r#""total":9"#),
        page("items", &["b", "c"], r#""total":9"#),
        page("items", &["a"], r#""total":9"#),
    ];
    let (all, found) = follow(answers, shops::list().offset(3).limit(2));
    assert_eq!(ids!(all), ["e", "d", "c", "b", "a"]);
    // No item comes twice: the last request asks for what is left.
    assert_eq!(found, ["/shops?offset=3&limit=2", "/shops?offset=1&limit=2", "/shops?offset=0&limit=1"]);
    // An API that gives fewer items than it is asked for leaves none out.
    let answers = vec![
        page("items", &[], ""),
        page("items", &["b", "c"], ""),
        page("items", &["d", "e"], ""),
        page("items", &["b", "c"], ""),
        page("items", &["a"], ""),
    ];
    let (all, found) = follow(answers, shops::list().offset(5).limit(4));
    assert_eq!(ids!(all), ["e", "d", "c", "b", "a"]);
    assert_eq!(
        found[1..],
        [
            "/shops?offset=1&limit=4",
            "/shops?offset=3&limit=2",
            "/shops?offset=1&limit=2",
            "/shops?offset=0&limit=1",
        ]
    );
    // Without a limit, pages are as large as the first one; where that is empty, nothing says it.
    let answers = vec![page("items", &["b", "c"], ""), page("items", &["a"], "")];
    let (all, found) = follow(answers, shops::list().offset(1));
    assert_eq!((ids!(all), found[1].as_str()), (vec!["c", "b", "a"], "/shops?offset=0&limit=1"));
    let (_server, client) = serve([page("items", &[], "")]);
    let error = run(shops::list().offset(7).items(&client).backwards().try_next()).unwrap_err();
    assert!(
        matches!(&error, Error::Paging(error) if error.kind() == PagingErrorKind::MissingCursor),
        "{error}"
    );
}

#[test]
fn links_lead_back() {
    let one = |id: &str| Answer::json(format!(r#"[{{"id":"{id}"}}]"#));
    for relation in ["prev", "previous"] {
        let link = format!(
            r#"<https://lists.example/v1/issues?page=1>; rel="{relation}", <https://lists.example/v1/issues?page=3>; rel="next""#
        );
        let (all, found) = follow(vec![one("b").header("link", &link), one("a")], issues::list().page(2));
        assert_eq!(
            (ids!(all), found),
            (vec!["b", "a"], vec!["/issues?page=2".to_owned(), "/issues?page=1".to_owned()])
        );
    }
    let answers = vec![
        page("results", &["b"], r#""previous":"/v1/events?at=1","next":"/v1/events?at=3""#),
        page("results", &["a"], r#""previous":null,"next":"/v1/events?at=2""#),
    ];
    let server = Server::start().unwrap();
    for answer in answers {
        server.answer(answer);
    }
    let client = Client::builder().base_url(server.url()).api_key("key", "k").build().unwrap();
    let mut items = events::list().kind("new").items(&client).backwards();
    assert_eq!(ids!(run(items.collect_all()).unwrap()), ["b", "a"]);
    assert_eq!(targets(&server), ["/events?kind=new&api_key=k", "/events?at=1&api_key=k"]);
}

#[test]
fn a_list_goes_on_backwards_anywhere() {
    let answers =
        || [page("items", &["d", "e"], ""), page("items", &["b", "c"], ""), page("items", &["a"], "")];
    for count in 0..=5 {
        let (_server, client) = serve(answers());
        let mut items = shops::list().offset(3).limit(2).items(&client).backwards();
        let mut all = run(items.collect_at_most(count)).unwrap();
        let stored = serde_json::to_string(&items.position()).unwrap();
        // Behind the last item of a page the next one is asked for.
        let (server, client) = serve(
            answers().into_iter().skip(count / 2 * usize::from(count < 5) + 2 * usize::from(count == 5)),
        );
        let position: Position = serde_json::from_str(&stored).unwrap();
        let mut rest = shops::list().offset(3).limit(2).items(&client).resume_from(&position);
        all.extend(run(rest.collect_all()).unwrap());
        assert_eq!(ids!(all), ["e", "d", "c", "b", "a"], "after {count}: {stored}, {:?}", targets(&server));
    }
}
