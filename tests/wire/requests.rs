//! What requests are, byte for byte: styles, forms, several media types, servers and credentials.

use cases::case_bodies_alternatives::items::{self, AddBody, PatchBody, PutNoteBody};
use cases::case_bodies_alternatives::models::Item;
use cases::case_bodies_encodings::forms;
use cases::case_enum_constants::{default as rates, models as constant, notes};
use cases::case_parameters_styles::{models, styles};
use cases::case_security_authorization::calls as authorized;
use cases::case_security_every_scheme::calls;
use cases::case_servers_choice::things;
use cases::{BuildErrorKind, Client, ClientBuilder, Error, File, Request};

/// The request as the client would send it: the method, the URL, the headers that matter, and the body.
fn sent<R: Request>(set: impl FnOnce(ClientBuilder) -> ClientBuilder, request: &R) -> (String, Vec<String>, String) {
    let client = set(Client::builder()).build().unwrap();
    let built = client.http_request(request).unwrap();
    let header = |name: &&str| Some(format!("{name}: {}", built.headers().get(*name)?.to_str().unwrap()));
    let names = ["content-type", "authorization", "cookie", "x-api-key", "x-exploded", "x-json", "id"];
    let headers = names.iter().filter_map(header).collect();
    (format!("{} {}", built.method(), built.uri()), headers, String::from_utf8(built.body().to_vec()).unwrap())
}

fn plainly<R: Request>(request: &R) -> (String, Vec<String>, String) {
    sent(|builder| builder, request)
}

fn color() -> models::Color {
    models::Color::new().r(1).g(2)
}

#[test]
fn parameters_are_written_in_their_styles() {
    let request = styles::write(color(), ["a", "b/c"], color(), color())
        .limit(5)
        .space(["x", "y"])
        .pipe(["x", "y"])
        .deep(models::Deep::new().a(color()).list([color()]))
        .members(color())
        .empty(Vec::<String>::new())
        .raw("a/b?c&d")
        .text("t")
        .x_exploded(color())
        .x_json(color())
        .list(["x", "y"])
        .comma(["x", "y"]);
    let (line, headers, _) = plainly(&request);
    assert_eq!(
        line,
        "GET https://api.example.com/G=2,R=1/.a.b%2Fc/;matrix=G,2,R,1/%7B%22G%22%3A2%2C%22R%22%3A1%7D?limit=5\
         &space=x%20y&pipe=x%7Cy&deep%5Ba%5D%5BG%5D=2&deep%5Ba%5D%5BR%5D=1&deep%5Blist%5D%5B0%5D%5BG%5D=2\
         &deep%5Blist%5D%5B0%5D%5BR%5D=1&G=2&R=1&empty=&raw=a/b?c%26d&text=t"
    );
    assert_eq!(
        headers,
        ["cookie: list=x; list=y; comma=x,y", "x-exploded: G=2,R=1", "x-json: {\"G\":2,\"R\":1}"]
    );
}

#[test]
fn forms_are_written_as_they_are_encoded() {
    use cases::case_bodies_encodings::models::*;
    let request = forms::send(SendFormCard::new().number("4").owner(CardOwner::new().name("A B")))
        .expand(["a", "b"])
        .csv([1, 2])
        .plain(["x", "y"])
        .nested(SendFormNested::new().a(["z"]))
        .url("https://a/b");
    let (_, headers, body) = plainly(&request);
    assert_eq!(headers, ["content-type: application/x-www-form-urlencoded"]);
    assert_eq!(
        body,
        "card%5Bnumber%5D=4&card%5Bowner%5D%5Bname%5D=A%20B&expand%5B0%5D=a&expand%5B1%5D=b&csv=1,2&plain=x&plain=y\
         &nested=%7B%22a%22%3A%5B%22z%22%5D%7D&url=https://a/b"
    );
    let (_, _, body) = plainly(&forms::upload().files([File::new("f", "text/plain", "x")]).tags(["a", "b"]).note("n"));
    let heads: Vec<_> = body.split("form-data; ").skip(1).map(|part| part.split("\r\n--").next().unwrap()).collect();
    assert_eq!(
        heads,
        [
            "name=\"files\"; filename=\"f\"\r\nContent-Type: text/plain\r\n\r\nx",
            "name=\"tags\"\r\n\r\na",
            "name=\"tags\"\r\n\r\nb",
            "name=\"note\"\r\nContent-Type: text/markdown\r\nX-Lang: en\r\n\r\nn"
        ]
    );
}

#[test]
fn the_caller_chooses_the_media_type() {
    let item = || Item::new("a").tags(["x", "y"]);
    let (_, headers, body) = plainly(&items::add(item()));
    assert_eq!((headers[0].as_str(), body.as_str()), ("content-type: application/json", r#"{"name":"a","tags":["x","y"]}"#));
    let (_, headers, body) = plainly(&items::add(AddBody::Form(item())));
    assert_eq!((headers[0].as_str(), body.as_str()), ("content-type: application/x-www-form-urlencoded", "name=a&tags=x,y"));
    let (_, headers, body) = plainly(&items::add(AddBody::Xml("<a/>".to_owned())));
    assert_eq!((headers[0].as_str(), body.as_str()), ("content-type: application/xml", "<a/>"));
    let (_, headers, _) = plainly(&items::patch().body(PatchBody::MergePatch(Default::default())));
    assert_eq!(headers, ["content-type: application/merge-patch+json"]);
    let (_, headers, body) = plainly(&items::put_note(PutNoteBody::XMarkdown("# A".to_owned())));
    assert_eq!((headers[0].as_str(), body.as_str()), ("content-type: text/x-markdown", "# A"));
    assert_eq!(plainly(&items::put_note("plain")).1, ["content-type: text/plain"]);
    assert_eq!(plainly(&items::put_image(File::new("", "image/gif", "GIF"))).1, ["content-type: image/gif"]);
    let (line, _, body) = plainly(&items::delete_images().body(["1"]));
    assert_eq!((line.as_str(), body.as_str()), ("DELETE https://api.example.com/image", r#"["1"]"#));
    assert_eq!(plainly(&items::trace_images()).0, "TRACE https://api.example.com/image");
}

#[test]
fn servers_are_chosen_and_overridden() {
    assert_eq!(plainly(&things::list()).0, "GET https://eu.example.com/v1/things");
    let us = |builder: ClientBuilder| builder.server_variable("region", "us");
    assert_eq!(sent(us, &things::list()).0, "GET https://us.example.com/v1/things");
    let sandbox = |builder: ClientBuilder| builder.server(1);
    assert_eq!(sent(sandbox, &things::list()).0, "GET https://sandbox.example.com/v1/things");
    assert_eq!(plainly(&things::upload()).0, "POST https://upload.example.com/files");
    assert_eq!(plainly(&things::odd("a/b")).0, "GET https://eu.example.com/v1/odd%20%7Cpath/a%2Fb");
    let local = |builder: ClientBuilder| builder.base_url("http://127.0.0.1:1");
    assert_eq!(sent(local, &things::upload()).0, "POST http://127.0.0.1:1/files");
    assert_eq!(sent(local, &things::replace()).0, "PUT http://127.0.0.1:1/relative/files");
    assert_eq!(sent(local, &things::upload_to("u")).0, "PUT http://127.0.0.1:1/u");
}

#[test]
fn each_scheme_gets_its_own_credential() {
    let all = |builder: ClientBuilder| {
        let builder = builder.api_key("header", "H").api_key("cookie", "C").api_key("openid", "O");
        builder.basic_auth("a", "b").access_token("T")
    };
    assert_eq!(sent(all, &calls::by_default()).1, ["authorization: Bearer T"]);
    assert!(sent(all, &calls::open()).1.is_empty());
    assert_eq!(sent(all, &calls::maybe()).1, ["x-api-key: H"]);
    assert!(plainly(&calls::maybe()).1.is_empty());
    assert_eq!(sent(all, &calls::both()).1, ["cookie: sid=C", "x-api-key: H"]);
    assert_eq!(sent(all, &calls::http()).1, ["authorization: Basic YTpi"]);
    let openid = |builder: ClientBuilder| builder.api_key("openid", "O");
    assert_eq!(sent(openid, &calls::oauth()).1, ["authorization: Bearer O"]);
    let half = Client::builder().api_key("header", "H").build().unwrap();
    let Err(Error::Build(error)) = half.http_request(&calls::both()) else { panic!("it was built") };
    let schemes = vec![vec!["cookie", "header"], vec!["query"]];
    assert_eq!(*error.kind(), BuildErrorKind::MissingCredential { schemes });
}

#[test]
fn an_authorization_that_is_a_parameter_is_sent_and_not_shown() {
    let request = authorized::enrol("Bearer hidden");
    assert_eq!(plainly(&request).1, ["authorization: Bearer hidden"]);
    let built = Client::builder().build().unwrap().http_request(&request).unwrap();
    assert!(!format!("{request:?} {built:?} {}", request.to_curl()).contains("hidden"));
    let token = |builder: ClientBuilder| builder.access_token("T");
    assert_eq!(sent(token, &authorized::bearer()).1, ["authorization: Bearer T"]);
}

#[test]
fn what_has_only_one_value_is_sent_without_being_given() {
    let (_, _, note) = plainly(&notes::add(constant::Note::new("a")));
    assert_eq!(
        note,
        r#"{"confirm":true,"is_new":true,"is_old":false,"kind":"note","level":7,"text":"a","weight":-1.5e-9}"#
    );
    let (line, _, rate) = plainly(&rates::rate(constant::Rate::new(constant::Flags::new().c("c"))));
    assert_eq!(line, "POST https://api.example.com/rates?factor=-0.5");
    assert_eq!(rate, r#"{"flags":{"a":true,"b":false,"c":"c","told":true},"half":0.5}"#);
    assert_eq!(constant::Flags::default(), constant::Flags::new());
}
