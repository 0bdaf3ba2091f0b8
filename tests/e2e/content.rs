//! What a Page publishes: posts, comments, and pages of them.

use crate::setup::{client, only, run, sent_json, serve, serve_json};
use graph_tests::server::Answer;
use meta_graph::v26_0::fields::profile;
use meta_graph::v26_0::models::{
    AttachedMedia, CommentFilter, CommentOrder, GeoLocationsInput, InsightsPeriod, PostAction, ReactionType,
    TargetingInput,
};
use meta_graph::v26_0::page::{feed, insights, published_posts};
use meta_graph::v26_0::{comment, post};
use meta_graph::{File, select};
use serde_json::{Value, json};

select! {
    /// The one who wrote a post.
    struct Author of profile { name }

    /// A post.
    struct Brief of feed { id, message, from: Author }
}

/// The values of a multipart form, by name.
fn form(body: &[u8]) -> Value {
    let text = String::from_utf8(body.to_vec()).unwrap();
    let parts = text.split("\r\n--").filter_map(|part| {
        let (head, value) = part.split_once("\r\n\r\n")?;
        let name = head.split_once("name=\"")?.1.split_once('"')?.0;
        Some((name.to_owned(), Value::from(value)))
    });
    Value::Object(parts.collect())
}

#[test]
fn the_feed_is_read_page_by_page_with_the_fields_that_are_wanted() {
    let server = serve([
        Answer::json(
            r#"{"data":[{"id":"12_1","message":"Hei","from":{"name":"Bakery","id":"12"}}],
                "paging":{"cursors":{"before":"A","after":"B"},"next":"https://elsewhere.example/"}}"#,
        ),
        Answer::json(
            r#"{"data":[{"id":"12_2"}],"paging":{"cursors":{"before":"B"},"previous":"https://elsewhere.example/"}}"#,
        ),
    ]);
    let mut items = feed::list("12").limit(25).select::<Brief>().items(&client(&server));
    let mut posts = Vec::new();
    run(async {
        while let Some(post) = items.try_next().await.unwrap() {
            posts.push((post.id, post.message, post.from.and_then(|author: Author| author.name)));
        }
    });
    assert_eq!(
        posts,
        [
            ("12_1".to_owned(), Some("Hei".to_owned()), Some("Bakery".to_owned())),
            ("12_2".to_owned(), None, None)
        ]
    );
    let targets: Vec<String> = server.requests().into_iter().map(|request| request.target).collect();
    let first = "/v26.0/12/feed?limit=25&fields=id,message,from%7Bname%7D";
    assert_eq!(targets, [first.to_owned(), format!("{first}&after=B")]);
}

#[test]
fn a_list_comes_with_its_summary() {
    let server = serve_json(r#"{"data":[],"summary":{"total_count":3},"paging":{}}"#);
    let page = run(published_posts::list("12").summary(true).send(&client(&server))).unwrap();
    assert_eq!(page.summary, Some(json!({"total_count": 3})));
    assert_eq!(only(&server).target, "/v26.0/12/published_posts?summary=true");
}

#[test]
fn a_scheduled_post_with_two_photos_is_json_until_there_is_a_file() {
    let server = serve([Answer::json(r#"{"id":"12_77"}"#), Answer::json(r#"{"id":"12_78"}"#)]);
    let post = feed::create("12")
        .message("Open late")
        .attached_media([AttachedMedia::new("31"), AttachedMedia::new("32")])
        .published(false)
        .scheduled_publish_time("2026-12-24T18:00:00Z".parse().unwrap())
        .targeting(TargetingInput::new().geo_locations(GeoLocationsInput::new().countries(["NO"])))
        .actions([PostAction::new().name("Menu").link("https://bakery.example/menu")]);
    let created = run(post.clone().send(&client(&server))).unwrap();
    assert_eq!(created.id, "12_77");
    run(post.thumbnail(File::new("a.png", "image/png", "x")).send(&client(&server))).unwrap();
    let [plain, request]: [_; 2] = server.requests().try_into().unwrap();
    assert_eq!(
        sent_json(&plain),
        json!({
            "message": "Open late",
            "attached_media": [{"media_fbid": "31"}, {"media_fbid": "32"}],
            "published": false,
            "scheduled_publish_time": "2026-12-24T18:00:00Z",
            "targeting": {"geo_locations": {"countries": ["NO"]}},
            "actions": [{"name": "Menu", "link": "https://bakery.example/menu"}],
        })
    );
    assert!(request.header("content-type").unwrap().starts_with("multipart/form-data; boundary="));
    assert_eq!(
        form(&request.body),
        json!({
            "message": "Open late",
            "attached_media": r#"[{"media_fbid":"31"},{"media_fbid":"32"}]"#,
            "published": "false",
            "scheduled_publish_time": "2026-12-24T18:00:00Z",
            "targeting": r#"{"geo_locations":{"countries":["NO"]}}"#,
            "actions": r#"[{"name":"Menu","link":"https://bakery.example/menu"}]"#,
            "thumbnail": "x",
        })
    );
}

#[test]
fn a_post_stands_in_a_batch_as_long_as_it_has_no_file() {
    let server =
        serve_json(r#"[{"code":200,"body":"{\"id\":\"12_78\"}"},{"code":200,"body":"{\"id\":\"12_79\"}"}]"#);
    let client = client(&server);
    let batch = client
        .batch(vec![feed::create("12").message("A & B"), feed::create("12").link("https://bakery.example")]);
    let answers = run(batch).unwrap();
    assert_eq!(answers.into_iter().map(|answer| answer.unwrap().id).collect::<Vec<_>>(), ["12_78", "12_79"]);
    let sent = String::from_utf8(only(&server).body).unwrap();
    assert!(sent.contains("message%3DA%2520%2526%2520B") || sent.contains("message=A%20%26%20B"), "{sent}");
}

#[test]
fn a_comment_is_answered_and_hidden() {
    let server = serve([Answer::json(r#"{"id":"1_2"}"#), Answer::json(r#"{"success":true}"#)]);
    let client = client(&server);
    run(async {
        comment::comments::create("12_1").message("Thank you").send(&client).await.unwrap();
        comment::update("12_1").is_hidden(true).send(&client).await.unwrap();
    });
    let requests = server.requests();
    assert_eq!(requests[0].target, "/v26.0/12_1/comments");
    assert_eq!(sent_json(&requests[0]), json!({"message": "Thank you"}));
    assert_eq!(sent_json(&requests[1]), json!({"is_hidden": true}));
}

#[test]
fn comments_and_reactions_are_filtered() {
    let server = serve([
        Answer::json(r#"{"data":[{"id":"1_2","from":{"id":"5","name":"Ann"},"like_count":2}]}"#),
        Answer::json(r#"{"data":[{"id":"5","name":"Ann","type":"CARE"},{"id":"6","type":"NEW"}]}"#),
    ]);
    let client = client(&server);
    run(async {
        let filtered = post::comments::list("12_1").filter(CommentFilter::Stream);
        let comments = filtered.order(CommentOrder::ReverseChronological).send(&client).await.unwrap();
        assert_eq!((comments.data[0].like_count, comments.data[0].id.as_str()), (Some(2), "1_2"));
        let reactions = post::reactions::list("12_1").send(&client).await.unwrap();
        assert_eq!(reactions.data[0].r#type, Some(ReactionType::Care));
        assert_eq!(reactions.data[1].r#type.as_ref().map(ReactionType::as_str), Some("NEW"));
    });
    assert_eq!(server.requests()[0].target, "/v26.0/12_1/comments?filter=stream&order=reverse_chronological");
}

#[test]
fn metrics_are_named_in_one_parameter() {
    let server = serve_json(
        r#"{"data":[{"id":"12/insights/page_post_engagements/day","name":"page_post_engagements","period":"day",
            "values":[{"value":7,"end_time":"2026-01-31T08:00:00+0000"},{"value":{"like":2}}]}],
            "paging":{"previous":"https://elsewhere.example/","next":"https://elsewhere.example/"}}"#,
    );
    let request = insights::list("12")
        .metric(["page_post_engagements", "page_impressions"])
        .period(InsightsPeriod::Day)
        .since("2026-01-01T00:00:00Z".parse().unwrap());
    let page = run(request.send(&client(&server))).unwrap();
    let values = page.data[0].values.as_ref().unwrap();
    assert_eq!(values[0].value, Some(json!(7)));
    assert_eq!(values[1].value, Some(json!({"like": 2})));
    assert_eq!(values[0].end_time.as_ref().unwrap().unix_seconds(), 1_769_846_400);
    assert_eq!(
        only(&server).target,
        "/v26.0/12/insights?metric=page_post_engagements,page_impressions&period=day&since=2026-01-01T00%3A00%3A00Z"
    );
}
