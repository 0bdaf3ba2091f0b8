//! Two small states of the specs over a small document.

use super::run;
use crate::terminal::Terminal;
use crate::tests::checkout::{Checkout, TODAY};
use crate::workspace::Workspace;
use crate::world::World;
use openapi_crate::download::{Downloader, Limits};

const DOCUMENT: &str = "\
openapi: 3.0.3
info: {title: Page, version: 1.0.0}
servers: [{url: https://shop.example/v1.0}]
paths:
  /{page_id}:
    post:
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/PageUpdate'}}}}
      responses: {'200': {description: Done}}
    x-graph-edges:
      - {name: feed}
  /{page_id}/feed:
    get:
      parameters:
        - {name: with, in: query, schema: {type: string}}
      responses: {'200': {description: Posts}}
components:
  schemas:
    Page:
      type: object
      properties:
        name: {type: string}
        kind:
          allOf: [{$ref: '#/components/schemas/Kind'}]
    Kind: {type: string, enum: [A, B]}
    PageUpdate:
      type: object
      properties:
        about: {type: string}
";

const OLD: &str = r##"{"fields": [{"name": "name", "type": "string"}, {"name": "kind", "type": "page_kind"}], "apis": [
    {"method": "GET", "endpoint": "feed", "params": [{"name": "with", "required": false, "type": "string"}]},
    {"method": "POST", "name": "#update", "params": [{"name": "about", "required": false, "type": "string"}]},
    {"method": "DELETE", "endpoint": "feed", "params": []}]}"##;

const NEW: &str = r##"{"fields": [{"name": "title", "type": "string"}, {"name": "kind", "type": "list<page_kind>"}], "apis": [
    {"method": "GET", "endpoint": "feed", "params": [{"name": "since", "required": false, "type": "datetime"}]},
    {"method": "GET", "endpoint": "tagged", "params": []},
    {"method": "POST", "name": "#update", "params": [{"name": "about", "required": true, "type": "string"}]}]}"##;

fn said(old: &str, new: &str) -> String {
    let checkout = Checkout::new();
    checkout.write("spec/v1.0/page.yaml", DOCUMENT);
    for (state, node, values) in [("old", old, r#"["A", "B"]"#), ("new", new, r#"["A", "C"]"#)] {
        checkout.write(&format!("{state}/Page.json"), node);
        let enums = format!(
            r#"[{{"name": "page_kind", "node": "page", "field_or_param": "kind", "values": {values}}}]"#
        );
        checkout.write(&format!("{state}/enum_types.json"), &enums);
    }
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut terminal = Terminal::new(&mut out, &mut err);
    let find = || Ok(Workspace::at(checkout.root()));
    let world =
        World { find: &find, downloader: &Downloader::with_loopback(Limits::default()), today: TODAY };
    let states = ["old", "new"].map(|state| checkout.root().join(state).display().to_string());
    run(&mut lexopt::Parser::from_args(states), &world, &mut terminal).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn each_change_has_its_place() {
    let expected = "\
Page
  ~ field `kind`: page_kind → list<page_kind>
      at spec/v1.0/page.yaml:22 /components/schemas/Page/properties/kind
  - field `name`: string
      at spec/v1.0/page.yaml:21 /components/schemas/Page/properties/name
  + field `title`: string
      belongs to spec/v1.0/page.yaml:20 /components/schemas/Page/properties
  ~ parameter `about` of POST of the node: string → string, required
      at spec/v1.0/page.yaml:28 /components/schemas/PageUpdate/properties/about
  - endpoint DELETE feed
      in none of our documents
  + parameter `since` of GET feed: datetime
      belongs to spec/v1.0/page.yaml:13 /paths/~1{page_id}~1feed/get/parameters
  - parameter `with` of GET feed: string
      at spec/v1.0/page.yaml:14 /paths/~1{page_id}~1feed/get/parameters/0
  + edge GET tagged
      belongs to spec/v1.0/page.yaml:5 /paths/~1{page_id}
      belongs to spec/v1.0/page.yaml:9 /paths/~1{page_id}/x-graph-edges
  + value `C` of page_kind
      belongs to spec/v1.0/page.yaml:24 /components/schemas/Kind/enum
  - value `B` of page_kind
      at spec/v1.0/page.yaml:24 /components/schemas/Kind/enum/1

10 changes
";
    let said = said(OLD, NEW);
    assert!(said == expected, "{said}");
}

#[test]
fn a_state_that_changed_nothing_says_so() {
    let said = said(OLD, OLD);
    assert_eq!(said.lines().last(), Some("2 changes"), "its enums differ: {said}");
}
