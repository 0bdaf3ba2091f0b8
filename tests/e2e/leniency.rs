//! Types as the wire has them, one test for each way in which they are not what the documentation says.

use crate::setup::{client, run, serve, serve_json};
use graph_tests::server::Answer;
use meta_graph::v26_0::models::{Page, PlaceType, TemporaryStatus};
use meta_graph::v26_0::page::{self, Edge, assigned_users, personas, subscribed_apps};
use meta_graph::v26_0::persona;
use serde_json::{Value, json};
use std::time::Duration;

/// Reads a Page with these members.
fn read(members: &str) -> Page {
    let server = serve_json(&format!(r#"{{"id":"12",{members}}}"#));
    run(page::get("12").send(&client(&server))).unwrap()
}

/// A float is not written twice in the same way, so that it is compared through text.
fn text(value: &impl serde::Serialize) -> Value {
    serde_json::to_value(value).unwrap()
}

#[test]
fn ids_as_numbers() {
    for (written, expected) in [
        ("7", "7"),
        ("9007199254740993", "9007199254740993"),
        ("18446744073709551615", "18446744073709551615"),
        (r#""122177246321000001""#, "122177246321000001"),
    ] {
        let members = format!(
            r#""cover":{{"cover_id":{written},"id":{written}}},"parent_page":{{"id":{written}}},
               "location":{{"city_id":{written},"located_in":{written}}}"#
        );
        let page = read(&members);
        let cover = page.cover.unwrap();
        assert_eq!((cover.cover_id.as_deref(), cover.id.as_deref()), (Some(expected), Some(expected)));
        assert_eq!(page.parent_page.unwrap().id, expected);
        let location = page.location.unwrap();
        assert_eq!(
            (location.city_id.as_deref(), location.located_in.as_deref()),
            (Some(expected), Some(expected))
        );
        let server = serve_json(&format!(r#"{{"id":{written}}}"#));
        assert_eq!(run(personas::create("12", "Ann", "u").send(&client(&server))).unwrap().id, expected);
    }
}

/// A number beyond 64 bits is a float to any JSON parser, and its last digits are lost.
#[test]
fn an_id_that_has_lost_digits_is_no_id() {
    let server = serve_json(r#"{"id":184467440737095516150}"#);
    let error = run(page::get("12").send(&client(&server))).unwrap_err();
    assert!(error.to_string().contains("expected a string, found a long number"), "{error}");
}

#[test]
fn hours_as_a_map_or_as_a_list() {
    let map = read(r#""hours":{"mon_1_open":"08:00","mon_1_close":"17:00"}"#).hours;
    let list = read(
        r#""hours":[{"key":"mon_1_open","value":"08:00"},{"value":"17:00","key":"mon_1_close","extra":1}]"#,
    )
    .hours;
    assert_eq!(text(&map), json!({"mon_1_open": "08:00", "mon_1_close": "17:00"}));
    assert_eq!(map, list);
    assert!(read(r#""hours":[]"#).hours.unwrap().is_empty());
    assert!(read(r#""hours":{"mon_1_open":null}"#).hours.unwrap().is_empty());
}

#[test]
fn an_empty_list_for_anything_that_is_empty() {
    let page = read(
        r#""name":[],"fan_count":[],"overall_star_rating":[],"is_chain":[],"place_type":[],"parent_page":[],
           "leadgen_tos_acceptance_time":[],"access_token":[],"hours":[],"location":[],"emails":[],"engagement":[]"#,
    );
    assert_eq!(
        (&page.name, page.fan_count, page.overall_star_rating, page.is_chain),
        (&None, None, None, None)
    );
    assert!(page.place_type.is_none() && page.parent_page.is_none() && page.access_token.is_none());
    assert!(page.leadgen_tos_acceptance_time.is_none() && page.hours.unwrap().is_empty());
    assert_eq!((text(&page.location), page.emails), (json!({}), Some(Vec::new())));
    assert_eq!(text(&page.engagement), json!({}));
    let page = read(r#""hours":{"mon_1_open":[],"mon_1_close":"9"},"emails":[[],"a@b.example"]"#);
    assert_eq!(
        (text(&page.hours), text(&page.emails)),
        (json!({"mon_1_close": "9"}), json!(["a@b.example"]))
    );
    // The page of a list, and what is around it.
    for body in
        ["[]", r#"{"data":[],"paging":[]}"#, r#"{"data":[],"paging":{"cursors":[]}}"#, r#"{"data":[]}"#]
    {
        let server = serve_json(body);
        let page = run(personas::list("12").send(&client(&server))).unwrap();
        assert!(page.data.is_empty() && !page.has_next() && page.after().is_none(), "{body}");
    }
    // The answer to a write.
    let server = serve_json("[]");
    assert_eq!(run(page::update("12").send(&client(&server))).unwrap().success, None);
}

#[test]
fn parking_and_payment_options_as_zero_and_one() {
    let page = read(
        r#""parking":{"lot":1,"street":0,"valet":1},"payment_options":{"amex":1,"cash_only":0,"visa":1},
           "restaurant_services":{"delivery":1,"groups":0},"restaurant_specialties":{"breakfast":0,"dinner":1}"#,
    );
    assert_eq!(text(&page.parking), json!({"lot": true, "street": false, "valet": true}));
    assert_eq!(text(&page.payment_options), json!({"amex": true, "cash_only": false, "visa": true}));
    assert_eq!(text(&page.restaurant_services), json!({"delivery": true, "groups": false}));
    assert_eq!(text(&page.restaurant_specialties), json!({"breakfast": false, "dinner": true}));
}

#[test]
fn booleans_as_text_or_number() {
    for (written, expected) in [
        ("true", true),
        ("false", false),
        (r#""true""#, true),
        (r#""false""#, false),
        ("1", true),
        ("0", false),
        (r#""1""#, true),
        (r#""0""#, false),
    ] {
        let page = read(&format!(
            r#""is_published":{written},"differently_open_offerings":[{{"PICKUP":{written}}}]"#
        ));
        assert_eq!(page.is_published, Some(expected), "{written}");
        assert_eq!(text(&page.differently_open_offerings), json!([{"PICKUP": expected}]));
    }
}

#[test]
fn success_as_text_and_as_a_bare_word() {
    for body in [r#"{"success":true}"#, r#"{"success":"true"}"#, r#"{"success":1}"#, "true", r#""true""#, "1"]
    {
        let server = serve([Answer::json(body), Answer::json(body), Answer::json(body)]);
        let client = client(&server);
        run(async {
            assert_eq!(page::update("12").send(&client).await.unwrap().success, Some(true), "{body}");
            assert!(persona::delete("31").send(&client).await.unwrap().success, "{body}");
            let subscribed = subscribed_apps::create("12", [] as [&str; 0]).send(&client).await.unwrap();
            assert_eq!(subscribed.success, Some(true), "{body}");
        });
    }
}

#[test]
fn coordinates_as_integers() {
    for (written, expected) in [("0", 0.0), ("-7", -7.0), ("59.5", 59.5), (r#""59.5""#, 59.5)] {
        let page = read(&format!(
            r#""location":{{"latitude":{written},"longitude":{written}}},"overall_star_rating":{written}"#
        ));
        let location = page.location.unwrap();
        assert_eq!((location.latitude, location.longitude), (Some(expected), Some(expected)));
        assert_eq!(page.overall_star_rating, Some(expected));
    }
}

#[test]
fn integers_as_text_or_with_an_empty_fraction() {
    for written in ["4200", "4200.0", r#""4200""#] {
        assert_eq!(read(&format!(r#""fan_count":{written}"#)).fan_count, Some(4200));
    }
}

#[test]
fn times_without_a_colon_or_in_seconds() {
    for (written, seconds) in [
        (r#""2019-01-01T00:00:00+0000""#, 1_546_300_800),
        (r#""2019-01-01T02:00:00+0200""#, 1_546_300_800),
        (r#""2019-01-01T00:00:00Z""#, 1_546_300_800),
        ("1546300800", 1_546_300_800),
        (r#""1546300800""#, 1_546_300_800),
        ("1546300800.0", 1_546_300_800),
        ("0", 0),
    ] {
        let time = read(&format!(r#""leadgen_tos_acceptance_time":{written}"#)).leadgen_tos_acceptance_time;
        assert_eq!(time.unwrap().unix_seconds(), seconds, "{written}");
    }
}

#[test]
fn enum_like_strings_that_are_localized_or_unlisted() {
    let page = read(r#""start_info":{"type":"未填"},"category":"Bäckerei","price_range":"$$ (10-30)""#);
    assert_eq!(page.start_info.unwrap().r#type.as_deref(), Some("未填"));
    assert_eq!(
        (page.category.as_deref(), page.price_range.as_deref()),
        (Some("Bäckerei"), Some("$$ (10-30)"))
    );
}

#[test]
fn enumerations_keep_what_they_do_not_list() {
    let page = read(r#""place_type":"SUBURB","temporary_status":"CLOSED_FOR_THE_SUMMER""#);
    let place = page.place_type.unwrap();
    assert!(matches!(place, PlaceType::UnknownValue(_)), "{place:?}");
    assert_eq!(place.as_str(), "SUBURB");
    assert!(matches!(page.temporary_status, Some(TemporaryStatus::UnknownValue(_))));
    assert_eq!(read(r#""place_type":7"#).place_type.unwrap().as_str(), "7");
    assert_eq!(read(r#""place_type":"""#).place_type.unwrap().as_str(), "");
}

#[test]
fn a_website_of_several_lines() {
    let page = read(r#""website":"fjord.example\nhttp://shop.fjord.example  www.fjord.example\r\n""#);
    assert_eq!(
        page.website.as_deref(),
        Some("fjord.example\nhttp://shop.fjord.example  www.fjord.example\r\n")
    );
}

#[test]
fn a_setting_is_a_switch_or_a_text() {
    #[derive(serde::Deserialize)]
    struct Setting {
        setting: String,
        value: SettingValue,
    }
    #[derive(Debug, PartialEq, serde::Deserialize)]
    #[serde(untagged)]
    enum SettingValue {
        Switch(bool),
        Choice(String),
    }
    let server = serve_json(
        r#"{"data":[{"setting":"USERS_CAN_POST","value":true},{"setting":"REVIEW","value":"none"}]}"#,
    );
    let page = run(page::edge::<Setting>("12", Edge::Settings).send(&client(&server))).unwrap();
    let [switch, choice] = &page.data[..] else { panic!("{} items", page.data.len()) };
    assert_eq!((switch.setting.as_str(), &switch.value), ("USERS_CAN_POST", &SettingValue::Switch(true)));
    assert_eq!(choice.value, SettingValue::Choice("none".to_owned()));
}

#[test]
fn keys_that_are_unknown_or_come_twice() {
    let page = read(r#""is_community_page":true,"is_community_page":false,"of_tomorrow":[{"a":null}],"": 1"#);
    assert_eq!(page.is_community_page, Some(false));
    let server = serve_json(r#"{"success":false,"success":true,"receipt":"R"}"#);
    assert_eq!(run(page::update("12").send(&client(&server))).unwrap().success, Some(true));
}

#[test]
fn null_for_anything_that_may_be_absent() {
    let page = read(
        r#""name":null,"keywords":null,"fan_count":null,"place_type":null,"location":null,"hours":null,"emails":null,
           "access_token":null,"leadgen_tos_acceptance_time":null,"parent_page":null,"parking":{"lot":null}"#,
    );
    // The specification says nothing of the form of `keywords`, so `null` is one of its values.
    assert_eq!(text(&page), json!({"id": "12", "keywords": null, "parking": {}}));
    let page = read(r#""emails":[null,"a@b.example",null],"category_list":[null,{"id":"1","name":null}]"#);
    assert_eq!(page.emails.unwrap(), ["a@b.example"]);
    assert_eq!(page.category_list.unwrap().len(), 1);
    let server = serve_json(
        r#"{"data":[null,{"id":"1","name":null}],"paging":{"cursors":{"before":null,"after":null},"next":null},"summary":null}"#,
    );
    let personas = run(personas::list("12").send(&client(&server))).unwrap();
    assert_eq!((personas.data.len(), personas.has_next(), personas.summary.is_none()), (1, false, true));
    let server = serve_json(r#"{"success":null}"#);
    assert_eq!(run(assigned_users::delete("12", "55").send(&client(&server))).unwrap().success, None);
}

#[test]
fn usage_with_an_object_in_place_of_the_list() {
    for value in [
        r#"{"12":[{"type":"messenger","call_count":7,"estimated_time_to_regain_access":2}]}"#,
        r#"{"12":{"type":"messenger","call_count":7,"estimated_time_to_regain_access":2}}"#,
    ] {
        let server = serve([Answer::json(r#"{"id":"12"}"#).header("x-business-use-case-usage", value)]);
        let usage = run(client(&server).call_full(page::get("12"))).unwrap().usage();
        let [case] = &usage.business["12"][..] else { panic!("{usage:?}") };
        assert_eq!((case.use_case.as_deref(), case.calls.call_count), (Some("messenger"), Some(7.0)));
        assert_eq!(usage.regain_access(), Some(Duration::from_secs(120)));
    }
}
