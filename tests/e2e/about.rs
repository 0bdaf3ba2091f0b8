//! What can be read back from requests and other values of the crate, shown, stored and shared.

use crate::setup::{client, run, serve};
use graph_tests::server::Answer;
use meta_graph::v26_0::page::{self, Edge, feed, personas};
use meta_graph::v26_0::{models::Location, raw};
use meta_graph::{
    Batches, Call, Chunks, ErrorCode, ErrorKind, ErrorSubcode, Events, File, Items, MixedBatchCall,
    NodesCall, Pages, Recovery, Request,
};
use serde_json::json;

#[test]
fn what_a_request_is_about_can_be_read_back() {
    let create = personas::create("12", "Ann", "https://a");
    assert_eq!(create.path_parameter("page_id").as_deref(), Some("12"));
    assert_eq!(create.body_member("name"), Some(json!("Ann")));
    assert_eq!((create.path_parameter("id"), create.body_member("id")), (None, None));

    let read = page::get("1").fields([page::Field::Id, page::Field::Name]).with_query("limit", 5);
    assert_eq!(read.query_parameter("fields").as_deref(), Some("id,name"));
    assert_eq!((read.query_parameter("limit").as_deref(), read.body_member("x")), (Some("5"), None));

    let update = page::update("1").location(Location::new().city("Oslo"));
    assert_eq!(update.body_member("location"), Some(json!({"city": "Oslo"})));
    let whole = raw::post("/{id}/x").path("id", 7).json(&json!({"a": [1], "token": "hidden"}));
    assert_eq!(whole.body_member("a"), Some(json!([1])));
    let form = raw::post("/x").form("a", 1).with_member("b", 2);
    assert_eq!((form.body_member("a"), form.body_member("b")), (Some(json!("1")), Some(json!(2))));
    let parts = raw::post("/x").part("a", 1).file("f", File::new("f.txt", "text/plain", "hidden"));
    assert_eq!((parts.body_member("a"), parts.body_member("f")), (Some(json!("1")), None));
}

#[test]
fn what_is_secret_is_not_read_back() {
    let secret = raw::post("/{token}").path("token", "hidden").query("access_token", "hidden");
    let secret = secret.json(&json!({"password": "hidden", "deep": {"app_secret": "hidden", "a": 1}}));
    let shown = [
        secret.path_parameter("token"),
        secret.query_parameter("access_token"),
        secret.body_member("password").map(|value| value.to_string()),
        secret.body_member("deep").map(|value| value.to_string()),
    ];
    let shown: Vec<String> = shown.into_iter().flatten().collect();
    assert_eq!(shown[..2], ["[redacted]", "[redacted]"]);
    assert_eq!(shown[2], r#""[redacted]""#);
    assert!(shown[3].contains(r#""app_secret":"[redacted]""#) && shown[3].contains(r#""a":1"#), "{shown:?}");
}

#[test]
fn fields_and_edges_are_texts_in_both_directions() {
    let fields: Vec<page::Field> =
        "name,fan_count,of_tomorrow".split(',').map(|name| name.parse().unwrap()).collect();
    assert_eq!(
        fields,
        [page::Field::Name, page::Field::FanCount, page::Field::Custom("of_tomorrow".to_owned())]
    );
    assert_eq!(
        fields.iter().map(ToString::to_string).collect::<Vec<_>>().join(","),
        "name,fan_count,of_tomorrow"
    );
    assert_eq!((Edge::from("feed"), Edge::Feed.to_string()), (Edge::Feed, "feed".to_owned()));
    assert_eq!("x".parse::<Edge>().unwrap(), Edge::Custom("x".to_owned()));
    assert_eq!(page::Field::from("id".to_owned()), page::Field::Id);
}

#[test]
fn lists_usage_and_drift_can_be_stored() {
    let answer = Answer::json(
        r#"{"data":[{"id":"1","name":"Ann","x":1}],"paging":{"cursors":{"before":"A","after":"B"},
            "next":"https://graph.facebook.com/v26.0/1/personas?access_token=hidden&after=B&limit=1"},"summary":{"n":1}}"#,
    );
    let answer = answer.header("x-app-usage", r#"{"call_count":28,"total_time":25}"#).header(
        "x-business-use-case-usage",
        r#"{"9":[{"type":"pages","call_count":1,"estimated_time_to_regain_access":2}]}"#,
    );
    let server = serve([answer]);
    let full = run(client(&server).call_full(personas::list("1"))).unwrap();
    assert_eq!(
        serde_json::to_value(&full.body).unwrap(),
        json!({
            "data": [{"id": "1", "name": "Ann"}],
            "paging": {"cursors": {"before": "A", "after": "B"}, "next": {"after": "B"}},
            "summary": {"n": 1},
        })
    );
    assert_eq!(
        serde_json::to_value(full.usage()).unwrap(),
        json!({
            "app": {"call_count": 28.0, "total_time": 25.0},
            "business": {"9": [{"use_case": "pages", "calls": {"call_count": 1.0}, "regain_access": 120}]},
        })
    );
    assert_eq!(
        serde_json::to_value(&full.drift).unwrap(),
        json!([{"operation": "page::personas::list", "path": "data[0].x", "kind": "unknown field"}])
    );
}

#[test]
fn codes_and_kinds_can_be_stored() {
    let all = (ErrorCode::new(190), ErrorSubcode::TOKEN_EXPIRED, ErrorKind::RateLimit, Recovery::RetryLater);
    assert_eq!(serde_json::to_value(all).unwrap(), json!([190, 463, "rate limit", "retry later"]));
}

/// What is on its way can stand in the state that the tasks of a server share.
#[test]
fn what_is_on_its_way_can_be_shared() {
    fn shared<T: Send + Sync>() {}
    shared::<Call<()>>();
    shared::<NodesCall<()>>();
    shared::<MixedBatchCall>();
    shared::<Batches<page::Get>>();
    shared::<Items<personas::List>>();
    shared::<Pages<feed::List>>();
    shared::<(Chunks, Events)>();
}
