//! Headers as the API documents them, and as it should not send them.

use super::Usage;
use crate::graph::headers;
use http::{HeaderMap, HeaderName, HeaderValue};
use std::time::Duration;

const MINUTE: Duration = Duration::from_secs(60);

fn map(lines: &[(&'static str, &str)]) -> HeaderMap {
    let lines = lines.iter();
    lines
        .map(|(name, value)| {
            (HeaderName::from_static(name), HeaderValue::from_bytes(value.as_bytes()).unwrap())
        })
        .collect()
}

#[test]
fn reads_all_headers() {
    let usage = Usage::read(&map(&[
        ("x-app-usage", r#"{"call_count":11,"total_cputime":12,"total_time":13}"#),
        ("x-page-usage", r#"{"call_count":"21","total_time":22.5}"#),
        (
            "x-business-use-case-usage",
            r#"{"501":[{"type":"messenger","call_count":31,"total_cputime":0,"total_time":32,
                "estimated_time_to_regain_access":0},{"type":"pages","call_count":101,"total_cputime":1,"total_time":1,
                "estimated_time_to_regain_access":7}],"502":{"type":"ads_insights","call_count":4,
                "ads_api_access_tier":"development_access","new":{}}}"#
                .replace(['\n'], " ")
                .as_str(),
        ),
        (
            "x-ad-account-usage",
            r#"{"acc_id_util_pct":9.67,"reset_time_duration":900,"ads_api_access_tier":"standard_access"}"#,
        ),
    ]));
    let app = usage.app.unwrap();
    assert_eq!((app.call_count, app.total_cputime, app.total_time), (Some(11.0), Some(12.0), Some(13.0)));
    let page = usage.page.unwrap();
    assert_eq!((page.call_count, page.total_cputime, page.total_time), (Some(21.0), None, Some(22.5)));
    let [messenger, pages] = &usage.business["501"][..] else { panic!("{usage:?}") };
    assert_eq!(
        (messenger.use_case.as_deref(), messenger.regain_access),
        (Some("messenger"), Some(Duration::ZERO))
    );
    assert_eq!((pages.calls.highest_percent(), pages.regain_access), (Some(101.0), Some(7 * MINUTE)));
    let [ads] = &usage.business["502"][..] else { panic!("{usage:?}") };
    assert_eq!((ads.ads_api_access_tier.as_deref(), ads.regain_access), (Some("development_access"), None));
    let account = usage.ad_account.as_ref().unwrap();
    assert_eq!((account.used, account.reset_after), (Some(9.67), Some(15 * MINUTE)));
    assert_eq!(account.ads_api_access_tier.as_deref(), Some("standard_access"));
    assert_eq!((usage.highest_percent(), usage.regain_access()), (Some(101.0), Some(7 * MINUTE)));
}

#[test]
fn takes_the_highest_of_each_header() {
    for (name, value, percent, regain) in [
        ("x-app-usage", r#"{"call_count":1,"total_cputime":3,"total_time":2}"#, 3.0, None),
        ("x-page-usage", r#"{"total_time":140}"#, 140.0, None),
        ("x-business-use-case-usage", r#"{"1":[{"call_count":5},{"total_time":6}]}"#, 6.0, None),
        ("x-ad-account-usage", r#"{"acc_id_util_pct":99.9,"reset_time_duration":60}"#, 99.9, None),
        ("x-ad-account-usage", r#"{"acc_id_util_pct":100,"reset_time_duration":60}"#, 100.0, Some(MINUTE)),
    ] {
        let usage = Usage::read(&map(&[(name, value)]));
        assert_eq!((usage.highest_percent(), usage.regain_access()), (Some(percent), regain), "{value}");
    }
}

#[test]
fn leaves_out_what_it_cannot_read() {
    for value in [
        "",
        "busy",
        "{",
        "[]",
        "{}",
        "null",
        "5",
        "\u{e9}",
        r#"{"call_count":-1}"#,
        r#"{"call_count":"many"}"#,
        r#"{"call_count":"NaN","total_time":"inf"}"#,
        r#"{"call_count":[1],"acc_id_util_pct":{}}"#,
        r#"{"1":[],"2":{},"3":null,"4":[null,[],"x",{}]}"#,
        r#"{"1":[{"estimated_time_to_regain_access":1e300}]}"#,
    ] {
        let names = ["x-app-usage", "x-page-usage", "x-business-use-case-usage", "x-ad-account-usage"];
        let usage = Usage::read(&map(&names.map(|name| (name, value))));
        assert_eq!(usage, Usage::default(), "{value}");
    }
    assert_eq!((Usage::default().highest_percent(), Usage::default().regain_access()), (None, None));
}

#[test]
fn keeps_what_stands_beside_it() {
    let value = r#"{"1":"x","2":[null,{"type":"pages","call_count":"?","total_time":8}]}"#;
    let usage = Usage::read(&map(&[("x-business-use-case-usage", value), ("x-app-usage", "busy")]));
    assert_eq!(usage.business.keys().collect::<Vec<_>>(), ["2"]);
    assert_eq!((usage.app, usage.highest_percent()), (None, Some(8.0)));
    // A proxy may add a header of its own.
    let usage = Usage::read(&map(&[("x-app-usage", "busy"), ("x-app-usage", r#"{"call_count":2}"#)]));
    assert_eq!(usage.highest_percent(), Some(2.0));
}

#[test]
fn survives_json_that_is_too_deep() {
    assert_eq!(Usage::read(&map(&[("x-app-usage", &"[".repeat(100_000))])), Usage::default());
}

#[test]
fn reads_who_answered() {
    let map = map(&[("facebook-api-version", " v25.0 "), ("x-fb-request-id", "ReQ"), ("x-fb-trace-id", "")]);
    assert_eq!((headers::api_version(&map), headers::request_id(&map)), (Some("v25.0"), Some("ReQ")));
    assert_eq!(headers::trace_id(&map), None);
}
