//! What OpenAPI 3.2 adds: methods, queries that are one value, cookies as they are, items.

use crate::server::Answer;
use crate::setup::{only, run, serve};
use cases::Request as _;
use cases::case_openapi_3_2_items::feeds;
use cases::case_openapi_3_2_items::models::Kinds;
use cases::case_openapi_3_2_requests::books;
use cases::case_openapi_3_2_requests::models::Filter;

fn filter() -> Filter {
    Filter::new().title("a&b c").years([1, 2])
}

#[test]
fn any_method_is_sent() {
    let (server, client) = serve([Answer::json(r#"[{"title":"A"}]"#), Answer::status(204)]);
    run(async {
        assert_eq!(books::search(filter()).send(&client).await.unwrap()[0].title, "A");
        books::copy().send(&client).await.unwrap();
    });
    let requests = server.requests();
    assert_eq!((requests[0].method.as_str(), requests[1].method.as_str()), ("QUERY", "COPY"));
    assert_eq!(requests[0].text(), r#"{"title":"a&b c","years":[1,2]}"#);
    assert!(books::copy().to_curl().contains("COPY"), "{}", books::copy().to_curl());
}

#[test]
fn one_value_is_the_whole_query() {
    let (server, client) = serve([Answer::json("[]"), Answer::json("[]"), Answer::status(204)]);
    run(async {
        books::by_form(filter()).send(&client).await.unwrap();
        books::by_json().filter(filter()).session("a=b/c").send(&client).await.unwrap();
        books::by_path().path("$.a[1]").send(&client).await.unwrap();
    });
    let requests = server.requests();
    assert_eq!(requests[0].query(), "title=a%26b%20c&years=1&years=2");
    assert_eq!(requests[1].query(), "%7B%22title%22%3A%22a%26b%20c%22%2C%22years%22%3A%5B1%2C2%5D%7D");
    assert_eq!(requests[1].header("cookie"), Some("session=a=b/c"));
    assert_eq!(requests[2].query(), "%24.a%5B1%5D");
}

#[test]
fn parts_have_the_media_types_of_their_positions() {
    let (server, client) = serve([Answer::status(204)]);
    run(async { books::parts(["a", "b", "c", "d"]).send(&client).await }).unwrap();
    let request = only(&server);
    assert!(request.header("content-type").unwrap().starts_with("multipart/mixed; boundary="));
    let text = request.text();
    let types: Vec<_> = text.lines().filter_map(|line| line.strip_prefix("Content-Type: ")).collect();
    assert_eq!(types, ["text/markdown", "text/csv", "text/html", "text/html"]);
}

#[test]
fn items_have_the_schema_of_their_media_type() {
    let events = |body: &str| Answer::status(200).header("content-type", "text/event-stream").body(body);
    let note = "event: added\ndata: {\"text\":\"n\"}\n\n";
    let (_server, client) =
        serve([events(note), events(note), Answer::status(200).body("{\"text\":\"n\"}\n")]);
    run(async {
        assert_eq!(feeds::events().events(&client).try_next().await.unwrap().unwrap().text, "n");
        let kind = feeds::kinds().events(&client).try_next().await.unwrap().unwrap();
        let Kinds::Added(added) = kind else { panic!("{kind:?}") };
        assert_eq!(added.data.text, "n");
        assert_eq!(feeds::lines().items(&client).try_next().await.unwrap().unwrap().text, "n");
    });
    let (server, client) = serve([events(note)]);
    assert_eq!(run(async { feeds::data().events(&client).try_next().await }).unwrap().unwrap().text, "n");
    assert_eq!(only(&server).header("accept"), Some("text/event-stream"));
}
