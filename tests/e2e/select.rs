//! Reads into a type of the caller's, which says by its members what is asked for.

use crate::setup::{client, only, run, serve, serve_json, strict};
use graph_tests::server::Answer;
use meta_graph::v26_0::fields::{location, page_category};
use meta_graph::v26_0::page::{self, personas};
use meta_graph::{Error, NestedList, Selection, select};

select! {
    /// Where a Page is.
    #[derive(Eq)]
    pub(crate) struct Place of location { city, country_code }
}

select! {
    struct Category of page_category { id, name, }

    struct Card of page {
        id,
        /// How people call it.
        name,
        fan_count,
        location: Place,
        category_list: Category,
        access_token,
    }

    struct Face of personas { id, profile_picture_url }
}

const FIELDS: &str = "id,name,fan_count,location{city,country_code},category_list{id,name},access_token";

#[test]
fn asks_for_its_members_and_reads_them() {
    let server = serve_json(
        r#"{"id":12,"name":"Fjord Bakery","fan_count":"7","location":{"city":"Oslo","zip":"0150"},
            "category_list":[{"id":"1","name":"Bakery"}],"access_token":"hush-hush","about":"not asked for"}"#,
    );
    // What was set before gives way.
    let read = page::get("12").fields([page::Field::About]).select();
    let card: Card = run(read.send(&client(&server))).unwrap();
    assert_eq!((card.id.as_str(), card.name.as_deref()), ("12", Some("Fjord Bakery")));
    assert_eq!(card.fan_count, Some(7));
    assert_eq!(card.location, Some(Place { city: Some("Oslo".to_owned()), country_code: None }));
    assert_eq!(card.category_list.as_ref().unwrap()[0].name.as_deref(), Some("Bakery"));
    assert_eq!(card.access_token.as_ref().unwrap().expose(), "hush-hush");
    let shown = format!("{card:?}");
    assert!(shown.starts_with("Card {") && !shown.contains("hush-hush"), "{shown}");
    let target = percent_encoding(&only(&server).target);
    assert_eq!(target, format!("/v26.0/12?fields={FIELDS}"));
}

/// The braces as they are on the wire, put back to be read.
fn percent_encoding(target: &str) -> String {
    target.replace("%7B", "{").replace("%7D", "}").replace("%2C", ",").replace("%28", "(").replace("%29", ")")
}

#[test]
fn what_is_sent_can_be_read() {
    assert_eq!(Card::fields(), FIELDS);
    assert_eq!(Face::fields(), "id,profile_picture_url");
}

#[test]
fn what_the_api_leaves_out_is_none_and_empty_lists_are_too() {
    let server = serve_json(r#"{"id":"12","location":[],"category_list":null}"#);
    let card: Card = run(page::get("12").select().send(&client(&server))).unwrap();
    assert_eq!((&card.name, card.fan_count), (&None, None));
    assert_eq!(card.location, Some(Place { city: None, country_code: None }));
    assert!(card.category_list.is_none());
}

#[test]
fn lists_are_followed() {
    let server = serve(
        [include_str!("bodies/personas_first.json"), include_str!("bodies/personas_last.json")]
            .map(Answer::json),
    );
    let client = client(&server);
    let ids = run(async {
        let mut faces = personas::list("12").limit(2).select::<Face>().items(&client);
        let mut ids = Vec::new();
        while let Some(face) = faces.try_next().await.unwrap() {
            ids.push(face.id);
        }
        ids
    });
    assert_eq!(ids, ["31", "32", "33"]);
    for request in server.requests() {
        let target = percent_encoding(&request.target);
        assert!(target.starts_with("/v26.0/12/personas?limit=2&fields=id,profile_picture_url"), "{target}");
    }
}

#[test]
fn a_member_that_cannot_be_read_is_named() {
    let server = serve_json(r#"{"id":"12","location":{"city":{}}}"#);
    let error = run(page::get("12").select::<Card>().send(&strict(&server))).unwrap_err();
    assert!(matches!(&error, Error::Decode(error) if error.path() == "location.city"), "{error}");
}

#[test]
fn it_is_kept_with_serde_but_for_secrets() {
    let server = serve_json(r#"{"id":"12","name":"Ann","access_token":"hush-hush"}"#);
    let card: Card = run(page::get("12").select().send(&client(&server))).unwrap();
    let kept = serde_json::to_value(&card).unwrap();
    assert_eq!(kept, serde_json::json!({"id": "12", "name": "Ann"}));
    let again: Card = serde_json::from_value(kept).unwrap();
    assert_eq!((again.name, again.access_token), (card.name, None));
}

/// All members of a selection may be absent, so that anything would do for one.
#[test]
fn what_is_no_node_is_not_taken_for_one() {
    select! { struct Name of page { name } }

    for body in [r#"{"success":false}"#, r#"{"success":"false"}"#, "true", "false", "[]"] {
        let server = serve_json(body);
        run(page::get("12").select::<Name>().send(&client(&server))).unwrap_err();
    }
}

select! {
    /// A post of the feed.
    struct Post of personas { id, name }

    /// A Page with some of its lists.
    struct Lists of page {
        id,
        category_list(limit = 2): Kind;
        /// The last of them.
        feed(limit = 3, order = "reverse_chronological", since = "2026-01-01"): Post,
        albums: Post,
    }

    /// A category.
    struct Kind of page_category { name }
}

#[test]
fn lists_are_selected_with_their_arguments() {
    assert_eq!(
        Lists::fields(),
        "id,category_list.limit(2){name},\
         feed.limit(3).order(reverse_chronological).since(2026-01-01){id,name},albums{id,name}"
    );
    let server = serve_json(
        r#"{"id":"12","category_list":[{"name":"Bakery"}],
            "feed":{"data":[{"id":"1","name":"n"}],"paging":{"cursors":{"after":"A"},"next":"https://x"}}}"#,
    );
    let lists: Lists = run(page::get("12").select().send(&client(&server))).unwrap();
    let feed = lists.feed.as_ref().unwrap();
    assert_eq!((feed.data[0].id.as_str(), feed.after(), feed.has_next()), ("1", Some("A"), true));
    assert_eq!(lists.category_list.as_ref().unwrap()[0].name.as_deref(), Some("Bakery"));
    assert!(lists.albums.is_none());
    // Stored and read again it is the same.
    let stored = serde_json::to_string(&lists).unwrap();
    assert_eq!(serde_json::from_str::<Lists>(&stored).unwrap(), lists);
}

#[test]
fn a_list_is_selected_by_values_known_later() {
    let server = serve_json(r#"{"id":"12"}"#);
    let feed = NestedList::new("feed").limit(3).since(1_700_000_000).text_fields(["id", "message"]);
    let fields = [page::Field::Id, page::Field::Custom(feed.into())];
    run(page::get("12").fields(fields).send(&client(&server))).unwrap();
    let target = percent_encoding(&only(&server).target);
    assert_eq!(target, "/v26.0/12?fields=id,feed.limit(3).since(1700000000){id,message}");
}
