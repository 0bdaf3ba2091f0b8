//! Reading a Page and a persona.

use crate::setup::{TOKEN, client, only, run, serve, serve_json, strict};
use graph_tests::server::Answer;
use meta_graph::Error;
use meta_graph::v26_0::models::{
    LocationField, Page, PersonaField, PlaceType, TemporaryStatus, VerificationStatus,
};
use meta_graph::v26_0::{page, persona};

/// Reads a Page from a server that answers with this body.
fn read(body: &str) -> Page {
    let server = serve_json(body);
    run(page::get("1").send(&client(&server))).unwrap()
}

#[test]
fn a_read_asks_for_nested_fields() {
    let server = serve_json(
        r#"{"location":{"city":"Bergen","country":"Norway"},"name":"Fjord Bakery","id":"700100200300400"}"#,
    );
    let location = page::Field::location([LocationField::City, LocationField::Country]);
    let get = page::get("700100200300400").fields([page::Field::Id, page::Field::Name, location]);
    let page = run(get.send(&client(&server))).unwrap();

    let request = only(&server);
    assert_eq!(request.method, "GET");
    assert_eq!(request.target, "/v26.0/700100200300400?fields=id,name,location%7Bcity%2Ccountry%7D");
    assert_eq!(request.header("authorization"), Some(format!("Bearer {TOKEN}").as_str()));
    assert!(request.header("user-agent").unwrap().starts_with("meta-graph/"));
    assert!(request.header("accept").unwrap().starts_with("application/json"));
    assert_eq!((request.header("content-type"), request.text().as_str()), (None, ""));

    assert_eq!((page.id.as_str(), page.name.as_deref()), ("700100200300400", Some("Fjord Bakery")));
    let location = page.location.unwrap();
    assert_eq!((location.city.as_deref(), location.country.as_deref()), (Some("Bergen"), Some("Norway")));
    assert_eq!((location.street, page.about), (None, None));
}

#[test]
fn a_read_asks_for_nested_fields_at_any_depth() {
    let server = serve_json(r#"{"id":"1"}"#);
    let parent = page::Field::parent_page([
        page::Field::Id,
        page::Field::parent_page([page::Field::location([LocationField::City])]),
    ]);
    let later = page::Field::Custom("photos.limit(2){id}".to_owned());
    run(page::get("1").fields([parent, later]).send(&client(&server))).unwrap();
    assert_eq!(
        only(&server).query(),
        "fields=parent_page%7Bid%2Cparent_page%7Blocation%7Bcity%7D%7D%7D,photos.limit%282%29%7Bid%7D"
    );
}

#[test]
fn a_read_without_fields_has_no_query() {
    let server = serve([Answer::json(r#"{"id":"1"}"#), Answer::json(r#"{"id":"1"}"#)]);
    let client = client(&server);
    run(async {
        page::get("1").send(&client).await.unwrap();
        page::get("1").fields([page::Field::Id]).fields([]).send(&client).await.unwrap();
    });
    let targets: Vec<String> = server.requests().into_iter().map(|request| request.target).collect();
    assert_eq!(targets, ["/v26.0/1", "/v26.0/1"]);
}

#[test]
fn parameters_are_encoded() {
    let server = serve_json(r#"{"id":"1"}"#);
    run(page::get("a/b?c=d#é").account_linking_token("x&y=z +").send(&client(&server))).unwrap();
    let request = only(&server);
    assert_eq!(request.path(), "/v26.0/a%2Fb%3Fc%3Dd%23%C3%A9");
    assert_eq!(request.query(), "account_linking_token=x%26y%3Dz%20%2B");
}

#[test]
fn a_page_has_its_values() {
    let page = read(include_str!("bodies/page.json"));
    assert_eq!(page.about.as_deref(), Some("Bread & more — every day ☀"));
    assert_eq!(page.access_token.unwrap().expose(), "PAGE-TOKEN-OF-THE-ANSWER");
    assert_eq!(page.emails.unwrap(), ["bread@fjord.example"]);
    assert_eq!(page.engagement.unwrap().count, Some(5_000_000_000));
    assert_eq!((page.fan_count, page.overall_star_rating), (Some(4200), Some(4.75)));
    assert_eq!((page.is_always_open, page.is_published), (Some(false), Some(true)));
    assert_eq!(page.website.as_deref(), Some("fjord.example\nhttps://shop.fjord.example"));
    assert_eq!(page.price_range.as_deref(), Some("$$ (10-30)"));
    let location = page.location.unwrap();
    assert_eq!((location.latitude, location.longitude), (Some(60.0), Some(5.3221)));
    assert_eq!(location.located_in.as_deref(), Some("700100200300500"));
    let cover = page.cover.unwrap();
    assert_eq!((cover.offset_x, cover.offset_y), (Some(12.0), Some(37.5)));
    let start = page.start_info.unwrap();
    assert_eq!(start.r#type.as_deref(), Some("未填"));
    let date = start.date.unwrap();
    assert_eq!((date.year, date.month, date.day), (Some(1998), Some(5), None));
}

#[test]
fn a_page_has_its_enumerations() {
    let page = read(include_str!("bodies/page.json"));
    assert_eq!(page.place_type, Some(PlaceType::Place));
    assert_eq!(page.verification_status, Some(VerificationStatus::GrayVerified));
    let status = page.temporary_status.unwrap();
    assert!(matches!(status, TemporaryStatus::UnknownValue(_)), "{status:?}");
    assert_eq!((status.as_str(), status.to_string().as_str()), ("open_on_weekends", "open_on_weekends"));
    assert_eq!(read(include_str!("bodies/page_quirks.json")).temporary_status, Some(TemporaryStatus::NoData));
}

#[test]
fn a_page_holds_pages_and_categories_of_its_own_kind() {
    let page = read(include_str!("bodies/page.json"));
    let parent = page.parent_page.unwrap();
    let grandparent = parent.parent_page.unwrap();
    assert_eq!((parent.id.as_str(), parent.name), ("700100200300401", None));
    assert_eq!(grandparent.name.as_deref(), Some("Fjord Group"));
    assert!(grandparent.parent_page.is_none());

    let categories = page.category_list.unwrap();
    let names: Vec<_> = categories.iter().filter_map(|category| category.name.as_deref()).collect();
    assert_eq!(names, ["Bäckerei", "Local business"]);
    let inner = categories[0].fb_page_categories.as_ref().unwrap();
    assert_eq!(inner[0].api_enum.as_deref(), Some("PASTRY_SHOP"));
    assert!(categories[1].fb_page_categories.is_none());
}

#[test]
fn times_are_read_in_both_forms() {
    let written = read(include_str!("bodies/page.json")).leadgen_tos_acceptance_time.unwrap();
    let counted = read(include_str!("bodies/page_quirks.json")).leadgen_tos_acceptance_time.unwrap();
    assert_eq!((written.unix_seconds(), counted.unix_seconds()), (1_709_285_415, 1_709_285_415));
    assert_eq!(written, counted);
    assert_eq!(
        (written.to_string(), counted.to_string()),
        ("2024-03-01T09:30:15+0000".into(), "1709285415".into())
    );
}

#[test]
fn hours_are_read_as_map_and_as_list() {
    let map = read(include_str!("bodies/page.json")).hours.unwrap();
    assert_eq!((map["mon_1_open"].as_str(), map["mon_1_close"].as_str(), map.len()), ("07:00", "18:30", 2));
    let list = read(include_str!("bodies/page_quirks.json")).hours.unwrap();
    assert_eq!(
        (list["sat_1_open"].as_str(), list["sat_1_close"].as_str(), list.len()),
        ("09:00", "13:00", 2)
    );
}

#[test]
fn scalars_are_read_from_what_php_writes() {
    let page = read(include_str!("bodies/page_quirks.json"));
    assert_eq!(page.id, "700100200300400500");
    let cover = page.cover.unwrap();
    assert_eq!((cover.cover_id.as_deref(), cover.offset_x), (Some("700100200300999111"), Some(8.0)));
    assert_eq!((page.is_chain, page.is_owned), (Some(true), Some(false)));
    assert_eq!((page.can_post, page.is_published, page.is_unclaimed), (Some(true), Some(false), Some(false)));
    assert_eq!((page.checkins, page.store_number), (Some(17), Some(12)));
    assert_eq!(page.start_info.unwrap().date.unwrap().year, Some(1998));
    let location = page.location.unwrap();
    assert_eq!((location.latitude, location.longitude), (Some(0.0), Some(5.5)));
    let parking = read(include_str!("bodies/page.json")).parking.unwrap();
    assert_eq!((parking.lot, parking.street, parking.valet), (Some(true), Some(false), Some(false)));
}

#[test]
fn an_empty_list_stands_for_anything_empty() {
    let page = read(include_str!("bodies/page_quirks.json"));
    assert_eq!((page.name, page.bio), (None, None));
    assert_eq!((page.category_list, page.emails), (Some(Vec::new()), Some(Vec::new())));
    let parking = page.parking.unwrap();
    assert_eq!((parking.lot, parking.street, parking.valet), (None, None, None));
    assert!(read(r#"{"id":"1","hours":[]}"#).hours.unwrap().is_empty());
}

#[test]
fn what_cannot_be_read_is_named_by_its_place() {
    let server = serve_json(r#"{"id":"1","parent_page":{"id":"2","location":{"latitude":"north"}}}"#);
    let error = run(page::get("1").send(&strict(&server))).unwrap_err();
    assert_eq!(
        error.to_string(),
        "page::get (GET /{page_id}, v26.0): expected a number, found a string of 5 bytes at \
         parent_page.location.latitude [HTTP 200, 67 bytes of application/json]"
    );
}

#[test]
fn the_place_of_what_cannot_be_read_is_unambiguous() {
    for (members, place) in [
        (r#""hours":{"mon.1":{"a":1}}"#, r#"hours["mon.1"]"#),
        (r#""hours":{"a\"b\n":{"a":1}}"#, r#"hours["a\"b\n"]"#),
        (r#""emails":["a",{"b":1}]"#, "emails[1]"),
        (r#""hours":{"EAAGm0PX4ZCpsBAKZC1yWQ7d2ZBx3fake9token":{}}"#, r#"hours["[redacted]"]"#),
        (
            r#""parent_page":{"id":2,"category_list":[{"fb_page_categories":[{"id":1},{"name":{"a":1}}]}]}"#,
            "parent_page.category_list[0].fb_page_categories[1].name",
        ),
        (
            r#""parent_page":{"id":2,"parent_page":{"id":3,"contact_address":{"street1":{"a":1}}}}"#,
            "parent_page.parent_page.contact_address.street1",
        ),
    ] {
        let server = serve_json(&format!(r#"{{"id":"1",{members}}}"#));
        match run(page::get("1").send(&strict(&server))) {
            Err(Error::Decode(error)) => assert_eq!(error.full_path(), place),
            other => panic!("{members}: {other:?}"),
        }
    }
}

#[test]
fn a_persona_is_read() {
    let server =
        serve_json(r#"{"name":"Ann","profile_picture_url":"https://cdn.example/ann.png","id":"31"}"#);
    let fields = [PersonaField::Id, PersonaField::Name, PersonaField::ProfilePictureUrl];
    let persona = run(persona::get("31").fields(fields).send(&client(&server))).unwrap();
    let request = only(&server);
    assert_eq!(
        (request.method.as_str(), request.target.as_str()),
        ("GET", "/v26.0/31?fields=id,name,profile_picture_url")
    );
    assert_eq!(request.header("authorization"), Some(format!("Bearer {TOKEN}").as_str()));
    assert_eq!((persona.id.as_str(), persona.name.as_deref()), ("31", Some("Ann")));
    assert_eq!(persona.profile_picture_url.as_deref(), Some("https://cdn.example/ann.png"));
}

#[test]
fn an_answer_comes_with_its_headers_if_wanted() {
    let server = serve([Answer::json(r#"{"id":"1"}"#).header("facebook-api-version", "v26.0")]);
    let answer = run(client(&server).call_full(page::get("1"))).unwrap();
    assert_eq!((answer.status.as_u16(), answer.body.id.as_str()), (200, "1"));
    assert_eq!(answer.headers["facebook-api-version"], "v26.0");
}
