//! Requests as commands for `curl`, read by a shell.

use super::models::Place;
use super::{CREATE, File, LIST, REQUIREMENT, edge, list};
use crate::runtime::request::{Method, Operation, Parts, SecurityKind, SecurityScheme};
use crate::{Request as _, Secret};
use serde_json::json;
use std::process::Command;

/// What no quotes may let through: all that means something to a shell, and some that do not.
const NASTY: &str = "it's \"a\" $HOME `id` $(id) \\ ! !! \n a;b & c | d > e # {x,y} [z] * ? ~ ' ''";

/// The words that a shell hands to `curl`.
fn words(command: &str) -> Vec<String> {
    let script = format!("curl() {{ printf '%s\\0' \"$@\"; }}; {command}");
    let mut shell = Command::new("sh");
    shell
        .args(["-c", &script])
        .env("ACCESS_TOKEN", "T-1")
        .env("BASIC_AUTH", "a:b")
        .env("BASE_URL", "http://b");
    let output = shell.output().unwrap();
    assert!(output.status.success() && output.stderr.is_empty(), "{command}");
    let text = String::from_utf8(output.stdout).unwrap();
    text.trim_end_matches('\0').split('\0').map(str::to_owned).collect()
}

fn parts(operation: &'static Operation) -> Parts {
    let mut parts = Parts::new(operation);
    parts.path("page_id", &"1");
    parts
}

const TOKEN: &str = "Authorization: Bearer T-1";

#[test]
fn shows_a_read() {
    let curl = list("1").limit(5).to_curl();
    assert_eq!(
        curl,
        "curl 'https://graph.example/v26.0/1/shops?limit=5' -H \"Authorization: Bearer $ACCESS_TOKEN\""
    );
    assert_eq!(words(&curl), ["https://graph.example/v26.0/1/shops?limit=5", "-H", TOKEN]);
    // The path of a request that cannot be sent is shown as it is documented.
    assert_eq!(words(&list("").to_curl())[0], "https://graph.example/v26.0/{page_id}/shops");
}

#[test]
fn every_value_stays_one_word() {
    let mut parts = parts(&CREATE);
    parts.path("page_id", &NASTY);
    parts.query("q", &NASTY);
    parts.header("x-note", &NASTY);
    parts.cookie("c", &NASTY);
    parts.property("text", &NASTY);
    let words = words(&parts.to_curl());
    let names: Vec<&str> = words.iter().map(String::as_str).collect();
    let [post, method, url, _, token, _, note, _, cookie, _, media, data, body] = names[..] else {
        panic!("{words:#?}")
    };
    assert_eq!(
        (post, method, token, media, data),
        ("-X", "POST", TOKEN, "Content-Type: application/json", "--data-raw")
    );
    assert_eq!(note, format!("x-note: {NASTY}"));
    assert!(
        url.starts_with("https://graph.example/v26.0/it%27s%20") && url.contains("?q=it%27s%20"),
        "{url}"
    );
    assert!(cookie.starts_with("c=it%27s%20"), "{cookie}");
    assert_eq!(serde_json::from_str::<serde_json::Value>(body).unwrap(), json!({ "text": NASTY }));
}

#[test]
fn writes_every_kind_of_body() {
    // Behind the method, the URL, the header of the token and the `-H` of the content type.
    let last = |parts: &Parts| words(&parts.to_curl()).split_off(6);
    let mut form = parts(&CREATE);
    form.form_property("a b", &NASTY);
    let form = last(&form);
    assert_eq!(
        form[..2],
        ["Content-Type: application/x-www-form-urlencoded", "--data-raw"].map(String::from)[..]
    );
    assert!(form[2].starts_with("a%20b=it%27s%20"), "{form:?}");

    let mut value = parts(&CREATE);
    value.json("application/vnd.x+json", &json!([NASTY]));
    let value = last(&value);
    assert_eq!(value[0], "Content-Type: application/vnd.x+json");
    assert_eq!(value[2], json!([NASTY]).to_string());

    let mut text = parts(&CREATE);
    text.text("text/plain", format!("@{NASTY}\0"));
    assert_eq!(last(&text)[2], format!("@{NASTY}\u{fffd}"));

    let mut binary = parts(&CREATE);
    binary.binary("image/png", vec![0_u8, 255]);
    assert_eq!(last(&binary), ["Content-Type: image/png", "--data-binary", "@file"]);

    let mut none = parts(&CREATE);
    assert_eq!(words(&none.to_curl()).len(), 5);
    none.json_object();
    assert_eq!(last(&none)[2], "{}");
}

#[test]
fn writes_a_multipart_form() {
    let mut form = parts(&CREATE);
    form.multipart("note", &NASTY);
    form.multipart("at", &"@/etc/passwd");
    form.multipart("tags", &json!({"a": "b;\"c\""}));
    form.multipart("upload_token", &"hidden-1");
    form.file("source", File::new("it's \"x\";.png", "image/png", vec![1_u8]));
    let words = words(&form.to_curl()).split_off(5);
    assert_eq!(
        words,
        [
            "--form-string",
            &format!("note={NASTY}"),
            "--form-string",
            "at=@/etc/passwd",
            "-F",
            r#"tags="{\"a\":\"b;\\\"c\\\"\"}";type=application/json"#,
            "--form-string",
            "upload_token=[redacted]",
            "-F",
            r#"source=@"it's \"x\";.png";type=image/png"#,
        ]
    );
}

#[test]
fn shows_no_secret() {
    let mut parts = parts(&CREATE);
    parts.query("input_token", &"hidden-1");
    parts.property("place", &Place { city: Some("Oslo".into()), door_code: Some("hidden-2".into()) });
    parts.property("key", &Secret::new("hidden-3"));
    parts.property("nested", &json!([{"user": {"access_token": "hidden-4", "id": 1}}]));
    let curl = parts.to_curl();
    assert!(!curl.contains("hidden"), "{curl}");
    let body = words(&curl).pop().unwrap();
    let expected = json!({
        "place": {"city": "Oslo", "door_code": "[redacted]"},
        "key": "[redacted]",
        "nested": [{"user": {"access_token": "[redacted]", "id": 1}}],
    });
    assert_eq!(serde_json::from_str::<serde_json::Value>(&body).unwrap(), expected);
    assert!(curl.contains("?input_token=%5Bredacted%5D'"), "{curl}");
    let curl = edge::<()>("1", "x").query("client_secret", "hidden-5").to_curl();
    assert!(!curl.contains("hidden"), "{curl}");
}

static BASIC: SecurityScheme = SecurityScheme { name: "basic", kind: SecurityKind::Basic };
static HTTP: SecurityScheme = SecurityScheme { name: "http", kind: SecurityKind::Http("Digest") };
static HEADER: SecurityScheme = SecurityScheme { name: "header", kind: SecurityKind::Header("x-key") };
static COOKIE: SecurityScheme = SecurityScheme { name: "cookie", kind: SecurityKind::Cookie("session") };
static QUERY: SecurityScheme = SecurityScheme { name: "query", kind: SecurityKind::Query("key") };
static OTHERS: Operation = Operation {
    server: "/relative",
    method: Method::Head,
    security: &[&[&BASIC, &HTTP, &HEADER, &COOKIE, &QUERY], &[]],
    ..operation_of_list()
};

const fn operation_of_list() -> Operation {
    super::operation("others", Method::Get, "/v26.0/{page_id}/shops")
}

#[test]
fn every_credential_is_a_variable() {
    let others = words(&parts(&OTHERS).to_curl());
    let expected = [
        "-I",
        "http://b/relative/v26.0/1/shops?key=T-1",
        "-u",
        "a:b",
        "-H",
        "Authorization: Digest T-1",
        "-H",
        "x-key: T-1",
        "-b",
        "session=T-1",
    ];
    assert_eq!(others, expected);
    let mut more = parts(&OTHERS);
    more.query("a", &1_i64);
    assert_eq!(words(&more.to_curl())[1], "http://b/relative/v26.0/1/shops?a=1&key=T-1");
    // Where there is a choice, the token goes into the header, whatever stands first.
    assert!(REQUIREMENT[0][0].kind != SecurityKind::Bearer && words(&parts(&LIST).to_curl())[2] == TOKEN);
}
