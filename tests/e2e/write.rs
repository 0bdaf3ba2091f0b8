//! Creating, updating and deleting.

use crate::setup::{TOKEN, client, only, run, sent_json, serve, serve_json};
use graph_tests::server::{Answer, Received, Server};
use meta_graph::v26_0::models::{
    ContactAddressInput, Location, NlpModel, Page, PageAboutStoryBlockType, PageAboutStoryComposedBlockInput,
    PageAboutStoryCoverPhotoInput, PageAboutStoryEntityInput, PageAboutStoryEntityRangeInput,
    PageAboutStoryEntityType, PageAboutStoryImagePosition, PageAboutStoryStyleRangeInput,
    PageAboutStoryTextStyle, PageParking, PageStartDate, PageTask, StartInfoInput, StartInfoType,
    SubscribedField, TemporaryStatusInput,
};
use meta_graph::v26_0::page::{
    assigned_users, locations, nlp_configs, page_about_story, page_whatsapp_number_verification, personas,
    subscribed_apps,
};
use meta_graph::v26_0::{page, persona};
use meta_graph::{ApiError, Call, Client, ErrorKind, Recovery};
use serde_json::json;
use std::collections::BTreeMap;

/// Sends one request to a server that answers with this body; gives what was sent and what was read.
fn exchange<T>(answer: &str, send: impl FnOnce(&Client) -> Call<T>) -> (Received, T) {
    let server = serve_json(answer);
    let read = run(send(&client(&server))).unwrap();
    let request = only(&server);
    assert_eq!(request.header("authorization"), Some(format!("Bearer {TOKEN}").as_str()));
    (request, read)
}

/// The method and the target of a request.
fn line(request: &Received) -> (&str, &str) {
    (&request.method, &request.target)
}

/// Asserts that a request has no body and announces none.
fn assert_no_body(request: &Received) {
    assert_eq!((request.header("content-type"), request.body.len()), (None, 0));
}

#[test]
fn a_persona_is_created() {
    let (request, created) = exchange(r#"{"id":"31"}"#, |client| {
        personas::create("12", "Ann \"the baker\"", "https://cdn.example/ann.png").send(client)
    });
    assert_eq!(line(&request), ("POST", "/v26.0/12/personas"));
    assert_eq!(
        sent_json(&request),
        json!({"name": "Ann \"the baker\"", "profile_picture_url": "https://cdn.example/ann.png"})
    );
    assert_eq!(created.id, "31");
}

#[test]
fn a_persona_is_deleted() {
    let (request, deleted) = exchange(r#"{"success":true}"#, |client| persona::delete("31").send(client));
    assert_eq!(line(&request), ("DELETE", "/v26.0/31"));
    assert_no_body(&request);
    assert!(deleted.success);
}

#[test]
fn an_update_sends_nested_objects() {
    let (request, updated) = exchange(r#"{"success":true}"#, |client| {
        page::update("12")
            .about("Open late")
            .location(Location::new().city("Oslo").latitude(59.5).longitude(10.0).zip("0150"))
            .parking(PageParking::new().lot(true).valet(false))
            .hours([("mon_1_open", "07:00"), ("mon_1_close", "18:30")])
            .start_info(
                StartInfoInput::new(StartInfoType::Opened).date(PageStartDate::new().year(1998).month(5)),
            )
            .emails(["bread@fjord.example", "cake@fjord.example"])
            .cover(700_100_200_300_999_i64)
            .contact_address(ContactAddressInput::new().street1("Kai 7").zip("5003"))
            .temporary_status(TemporaryStatusInput::DifferentlyOpen)
            .category_list(["1308"])
            .focus_x(0.25)
            .offset_y(-3)
            .is_published(false)
            .send(client)
    });
    assert_eq!(line(&request), ("POST", "/v26.0/12"));
    assert_eq!(
        sent_json(&request),
        json!({
            "about": "Open late",
            "location": {"city": "Oslo", "latitude": 59.5, "longitude": 10, "zip": "0150"},
            "parking": {"lot": true, "valet": false},
            "hours": {"mon_1_open": "07:00", "mon_1_close": "18:30"},
            "start_info": {"type": "Opened", "date": {"year": 1998, "month": 5}},
            "emails": ["bread@fjord.example", "cake@fjord.example"],
            "cover": 700_100_200_300_999_i64,
            "contact_address": {"street1": "Kai 7", "zip": "5003"},
            "temporary_status": "DIFFERENTLY_OPEN",
            "category_list": ["1308"],
            "focus_x": 0.25,
            "offset_y": -3,
            "is_published": false
        })
    );
    assert_eq!(updated.success, Some(true));
}

#[test]
fn an_update_takes_the_cover_as_text_too() {
    let (request, _) =
        exchange(r#"{"success":true}"#, |client| page::update("12").cover("700100200300999111").send(client));
    assert_eq!(sent_json(&request), json!({"cover": "700100200300999111"}));
}

#[test]
fn an_update_of_nothing_is_an_empty_object() {
    let (request, _) = exchange(r#"{"success":true}"#, |client| page::update("12").send(client));
    assert_eq!((request.text().as_str(), request.header("content-length")), ("{}", Some("2")));
}

#[test]
fn what_is_cleared_is_sent_empty() {
    let (request, _) = exchange(r#"{"success":true}"#, |client| {
        let nothing: [&str; 0] = [];
        page::update("12").about("first").about("").emails(nothing).send(client)
    });
    assert_eq!(sent_json(&request), json!({"about": "", "emails": []}));
}

#[test]
fn what_only_answers_hold_is_never_sent_back() {
    let read: Page = serde_json::from_value(json!({"id": "12", "location": {
        "city": "Bergen", "city_id": "5", "country": "Norway", "country_code": "NO", "latitude": 60, "longitude": 5.5,
        "located_in": "9", "name": "Kai", "region": "Vestland", "region_id": "8", "state": "V", "street": "Kai 7",
        "zip": "5003"
    }}))
    .unwrap();
    let location = read.location.unwrap();
    assert_eq!((location.region.as_deref(), location.located_in.as_deref()), (Some("Vestland"), Some("9")));
    let (request, _) = exchange(r#"{"success":true}"#, |client| {
        page::update("12").location(location.city("Oslo")).send(client)
    });
    assert_eq!(
        sent_json(&request),
        json!({"location": {
            "city": "Oslo", "city_id": "5", "country": "Norway", "latitude": 60, "longitude": 5.5, "state": "V",
            "street": "Kai 7", "zip": "5003"
        }})
    );
}

#[test]
fn success_is_read_in_all_its_forms() {
    for (body, expected) in [
        (r#"{"success":true}"#, Some(true)),
        (r#"{"success":"true"}"#, Some(true)),
        (r#"{"success":1}"#, Some(true)),
        ("true", Some(true)),
        ("{}", None),
    ] {
        let (_, updated) = exchange(body, |client| page::update("12").send(client));
        assert_eq!(updated.success, expected, "{body}");
    }
}

#[test]
fn a_success_that_is_false_is_an_error() {
    for body in [r#"{"success":false}"#, r#"{"success":"false"}"#, r#"{"success":0}"#, "false"] {
        let server = serve([Answer::json(body), Answer::json(body)]);
        let client = client(&server);
        let error = run(page::update("12").about("x").send(&client)).unwrap_err();
        assert_eq!(
            error.to_string(),
            "page::update (POST /{page_id}, v26.0): refused: the API answered success: false [HTTP 200]"
        );
        assert!(error.as_api().unwrap().is_refusal());
        assert_eq!((error.recovery(), error.kind()), (Recovery::Report, Some(ErrorKind::Unknown)));
        assert_eq!(error.body().unwrap(), body);
        let error = run(persona::delete("31").send(&client)).unwrap_err();
        assert!(
            error.to_string().contains("persona::delete (DELETE /{persona_id}, v26.0): refused"),
            "{error}"
        );
    }
}

/// Of a bare `false` no answer can be made, and it says that the write failed.
#[test]
fn a_bare_false_is_a_refusal_of_a_write_that_gives_an_id() {
    let server = serve([Answer::json("false"), Answer::json("false")]);
    let client = client(&server);
    let created = run(personas::create("12", "Ann", "u").send(&client)).unwrap_err();
    let published = run(page_about_story::create("12", []).send(&client)).unwrap_err();
    for error in [created, published] {
        assert!(error.as_api().is_some_and(ApiError::is_refusal), "{error:?}");
    }
}

#[test]
fn an_assigned_user_is_set_and_deleted() {
    let (request, assigned) = exchange(r#"{"success":true}"#, |client| {
        assigned_users::create("12", "55").tasks([PageTask::Moderate, "NEW_TASK".into()]).send(client)
    });
    assert_eq!(line(&request), ("POST", "/v26.0/12/assigned_users"));
    assert_eq!(sent_json(&request), json!({"user": "55", "tasks": ["MODERATE", "NEW_TASK"]}));
    assert_eq!(assigned.success, Some(true));

    let (request, deleted) =
        exchange(r#"{"success":true}"#, |client| assigned_users::delete("12", "5 5").send(client));
    assert_eq!(line(&request), ("DELETE", "/v26.0/12/assigned_users?user=5%205"));
    assert_no_body(&request);
    assert_eq!(deleted.success, Some(true));
}

#[test]
fn locations_are_deleted() {
    let (request, deleted) =
        exchange(r#"{"success":true}"#, |client| locations::delete("12", "77").store_number(4).send(client));
    assert_eq!(line(&request), ("DELETE", "/v26.0/12/locations?location_page_id=77&store_number=4"));
    assert_no_body(&request);
    assert_eq!(deleted.success, Some(true));
}

#[test]
fn a_number_verification_tells_its_own_error() {
    let answer = r#"{"error_message":"The code is wrong.","verification_status":"UNVERIFIED"}"#;
    let (request, verified) = exchange(answer, |client| {
        page_whatsapp_number_verification::create("12", "+47 123").verification_code("0042").send(client)
    });
    assert_eq!(line(&request), ("POST", "/v26.0/12/page_whatsapp_number_verification"));
    assert_eq!(sent_json(&request), json!({"whatsapp_number": "+47 123", "verification_code": "0042"}));
    assert_eq!(verified.error_message.as_deref(), Some("The code is wrong."));
    assert_eq!(verified.verification_status.as_deref(), Some("UNVERIFIED"));
    assert_eq!((verified.whatsapp_number_type, verified.whatsapp_display_number), (None, None));
}

#[test]
fn an_app_subscribes() {
    let (request, subscribed) = exchange(r#"{"success":"true"}"#, |client| {
        let fields = [SubscribedField::Messages, SubscribedField::Feed, "of_tomorrow".into()];
        subscribed_apps::create("12", fields).send(client)
    });
    assert_eq!(line(&request), ("POST", "/v26.0/12/subscribed_apps"));
    assert_eq!(sent_json(&request), json!({"subscribed_fields": ["messages", "feed", "of_tomorrow"]}));
    assert_eq!(subscribed.success, Some(true));
}

#[test]
fn language_processing_is_configured() {
    let languages = BTreeMap::from([("wit_token".to_owned(), json!("W"))]);
    let (request, _) = exchange(r#"{"success":true}"#, |client| {
        nlp_configs::create("12")
            .nlp_enabled(true)
            .model(NlpModel::Custom)
            .custom_token("wit-secret")
            .n_best(3)
            .api_version("20240101")
            .other_language_support([("nb_NO", languages)])
            .send(client)
    });
    assert_eq!(line(&request), ("POST", "/v26.0/12/nlp_configs"));
    assert_eq!(
        sent_json(&request),
        json!({
            "nlp_enabled": true, "model": "CUSTOM", "custom_token": "wit-secret", "n_best": 3,
            "api_version": "20240101", "other_language_support": {"nb_NO": {"wit_token": "W"}}
        })
    );
}

#[test]
fn a_story_is_composed() {
    let heading =
        PageAboutStoryComposedBlockInput::new().text("Since 1998").r#type(PageAboutStoryBlockType::HeaderOne);
    let style = PageAboutStoryStyleRangeInput::new().offset(0).length(4).style(PageAboutStoryTextStyle::Bold);
    let body = PageAboutStoryComposedBlockInput::new()
        .text("We bake.")
        .depth(0)
        .inline_style_ranges([style])
        .entity_ranges([PageAboutStoryEntityRangeInput::new().key(1).offset(3).length(4)]);
    let link = PageAboutStoryEntityInput::new(1, PageAboutStoryEntityType::Link).url("https://fjord.example");
    let image = PageAboutStoryEntityInput::new(2, PageAboutStoryEntityType::Image)
        .photo_id("88")
        .position(PageAboutStoryImagePosition::Center);
    let (request, created) = exchange(r#"{"page_about_story_id":"990"}"#, |client| {
        page_about_story::create("12", [heading, body])
            .title("Our story")
            .cover_photo(PageAboutStoryCoverPhotoInput::new("88").x_offset(5))
            .entity_map([link, image])
            .is_published(true)
            .send(client)
    });
    assert_eq!(line(&request), ("POST", "/v26.0/12/page_about_story"));
    assert_eq!(
        sent_json(&request),
        json!({
            "composed_text": [
                {"text": "Since 1998", "type": "HEADER_ONE"},
                {
                    "text": "We bake.", "depth": 0,
                    "inline_style_ranges": [{"offset": 0, "length": 4, "style": "BOLD"}],
                    "entity_ranges": [{"key": 1, "offset": 3, "length": 4}]
                }
            ],
            "title": "Our story",
            "cover_photo": {"photo_id": "88", "x_offset": 5},
            "entity_map": [
                {"key": 1, "type": "LINK", "url": "https://fjord.example"},
                {"key": 2, "type": "IMAGE", "photo_id": "88", "position": "CENTER"}
            ],
            "is_published": true
        })
    );
    assert_eq!(created.page_about_story_id.as_deref(), Some("990"));
}

#[test]
fn a_request_is_a_value_that_can_be_sent_again() {
    let server = serve([Answer::json("true"), Answer::json("true")]);
    let client = client(&server);
    let update = page::update("12").about("same");
    assert_eq!(update, page::update("12").about("other").about("same"));
    assert_ne!(update, page::update("13").about("same"));
    run(async {
        update.clone().send(&client).await.unwrap();
        update.send(&client).await.unwrap();
    });
    let requests = server.requests();
    assert_eq!((&requests[0].target, &requests[0].body), (&requests[1].target, &requests[1].body));
}

#[test]
fn a_call_that_is_not_awaited_sends_nothing() {
    let server: Server = serve_json("true");
    drop(page::update("12").send(&client(&server)));
    assert_eq!((server.requests().len(), server.answers_left()), (0, 1));
}
