//! What people read of a day on which much changed.

use super::Detail;
use crate::compare::tests::model_of;
use crate::compare::{Report, Successor, compare};
use crate::ir::Style;

const OLD: &str = "openapi: 3.0.3
info: {title: Shops, version: '1'}
servers: [{url: https://api.example.com}]
paths:
  /{shop_id}:
    get:
      parameters: [{name: shop_id, in: path, required: true, schema: {type: string}}]
      responses: {'200': {description: Ok., content: {application/json: {schema: {$ref: '#/components/schemas/Shop'}}}}}
  /{shop_id}/places:
    delete:
      description: Deletes places.
      parameters:
        - {name: shop_id, in: path, required: true, schema: {type: string}}
        - {name: place, in: query, required: true, schema: {type: string}}
        - {name: number, in: query, schema: {type: integer}}
        - {name: limit, in: query, schema: {type: integer, maximum: 9}}
      responses: {'204': {description: Ok.}}
  /{shop_id}/goods:
    get:
      parameters: [{name: shop_id, in: path, required: true, schema: {type: string}}]
      responses: {'200': {description: Ok., content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Good'}}}}}}
components:
  schemas:
    Shop:
      type: object
      properties:
        id: {type: string}
        mission: {type: string}
        story: {$ref: '#/components/schemas/Story'}
    Story: {type: object, properties: {part: {$ref: '#/components/schemas/Part'}}}
    Part: {type: object, properties: {text: {type: string}}}
    Good: {type: object, properties: {price: {type: number}}}
";

fn report(new: &str) -> Report {
    let successor =
        Successor { item: "shop::goods::list".to_owned(), instead: "use the catalogue".to_owned() };
    let [old, new] = [OLD, new].map(|text| model_of(Style::Graph, text, None));
    compare(&old, &new, &[successor])
}

/// A day on which much went and something came.
fn new() -> String {
    let (head, rest) = OLD.split_once("  /{shop_id}/goods:\n").unwrap();
    let (_, rest) = rest.split_once("components:\n").unwrap();
    let text = format!("{head}components:\n{rest}")
        .replace(
            "{name: place, in: query, required: true, schema: {type: string}}",
            "{name: place, in: query, required: true, schema: {type: array, items: {type: string}}}",
        )
        .replace("{name: number, in: query, schema", "{name: number, in: query, required: true, schema")
        .replace("maximum: 9", "maximum: 5")
        .replace("Deletes places.", "Deletes some places.")
        .replace(
            "        mission: {type: string}\n        story: {$ref: '#/components/schemas/Story'}\n",
            "        hours: {$ref: '#/components/schemas/Hours'}\n        likes: {type: integer}\n",
        );
    let (head, _) = text.split_once("    Story:").unwrap();
    format!("{head}    Hours: {{type: object, properties: {{from: {{type: string}}}}}}\n")
}

#[test]
fn a_changelog_says_it_in_three_lines_then_by_operation_and_type() {
    let expected = r#"# a version → a version

- **Breaking**: a major step, before 1.0 a minor step.
- Gone: 1 function, 3 types, 2 fields; changed: 1 call; noticed by the API alone: 1 parameter; new: 1 type, 2 fields.
- Surface: 20 gone, 1 changed, 7 new.

## How to move

Put the module of a version in the place of that of a version. The compiler finds every line that has to change, except those that use one of these:

- `limit` of DELETE /{shop\_id}/places: maximum 9 → maximum 5

## Breaking (6)

- `DELETE /{shop_id}/places`
  - `shop::places::delete(shop_id, place).number(number)` → `shop::places::delete(shop_id, [place], number)`
  - `limit`: maximum 9 → maximum 5 (`parameter-tightened`)
  - `number`: optional → required (`parameter-required`)
  - `place`: string → array of string (`parameter-retyped`)
- `GET /{shop_id}/goods` (`operation-removed`)
  - gone: `shop::goods::list(shop_id: impl Into<String>) -> List`; use the catalogue
  - with it: gone `models::Good`
- `schema Shop`
  - `mission`: string (`property-removed`)
    - gone: `models::Shop.mission: Option<String>`
  - `story`: Story (`property-removed`)
    - gone: `models::Shop.story: Option<Story>`
    - with it: gone `models::Part`, `models::Story`

Why:

- `operation-removed`: The function that called it is gone.
- `parameter-required`: It was a setter and is an argument.
- `parameter-retyped`: Code that gives the old type does not fit.
- `parameter-tightened`: Rust does not hold the limit: code compiles and is refused.
- `property-removed`: Its field is gone.

## Compatible (2)

- `schema Shop`
  - `hours`: Hours; new: `models::Shop.hours: Option<Hours>` (`property-added-to-answer`)
    - with it: new `models::Hours`
  - `likes`: integer (int64); new: `models::Shop.likes: Option<i64>` (`property-added-to-answer`)

## Documentation only (1)

- a description changed (`description-changed`)
"#;
    assert_eq!(report(&new()).changelog(1), expected);
}

#[test]
fn a_terminal_shows_the_places_and_counts_the_texts() {
    let expected = r#"a version → a version: breaking (6 breaking, 2 compatible, 1 documentation); a major step, before 1.0 a minor step
gone: 1 function, 3 types, 2 fields; changed: 1 call; noticed by the API alone: 1 parameter; new: 1 type, 2 fields
surface: 20 gone, 1 changed, 7 new

breaking (6)
  DELETE /{shop_id}/places
      shop::places::delete(shop_id, place).number(number)
      → shop::places::delete(shop_id, [place], number)
    [parameter-tightened] `limit`: maximum 9 → maximum 5
        at pets.yaml:16:60
    [parameter-required] `number`: optional → required
        at pets.yaml:15:11
    [parameter-retyped] `place`: string → array of string
        at pets.yaml:14:11
  [operation-removed] GET /{shop_id}/goods
      - shop::goods::list(shop_id: impl Into<String>) -> List; use the catalogue
      with it: gone models::Good
      at pets.yaml:19:5
  schema Shop
    [property-removed] mission: string
        - models::Shop.mission: Option<String>
        at pets.yaml:28:9
    [property-removed] story: Story
        - models::Shop.story: Option<Story>
        with it: gone models::Part, models::Story
        at pets.yaml:29:9
  why:
    [operation-removed] The function that called it is gone.
    [parameter-required] It was a setter and is an argument.
    [parameter-retyped] Code that gives the old type does not fit.
    [parameter-tightened] Rust does not hold the limit: code compiles and is refused.
    [property-removed] Its field is gone.

compatible (2)
  schema Shop
    [property-added-to-answer] hours: Hours
        + models::Shop.hours: Option<Hours>
        with it: new models::Hours
        at pets.yaml:24:9
    [property-added-to-answer] likes: integer (int64)
        + models::Shop.likes: Option<i64>
        at pets.yaml:25:9

documentation (1)
  [description-changed] a description changed (--verbose lists them)
"#;
    assert_eq!(report(&new()).text(Detail::Short), expected);
}

/// A parameter that three operations share, two of which have another change as well.
const SHARED: &str = "openapi: 3.0.3
info: {title: Shops, version: '1'}
paths:
  /a: {get: {tags: [default], operationId: getA, parameters: [{$ref: '#/components/parameters/limit'}], responses: {'204': {description: Ok.}}}}
  /b: {get: {tags: [default], operationId: getB, parameters: [{$ref: '#/components/parameters/limit'}], responses: {'204': {description: Ok.}}}}
  /c: {get: {tags: [default], operationId: getC, parameters: [{$ref: '#/components/parameters/limit'}, {$ref: '#/components/parameters/after'}], responses: {'204': {description: Ok.}}}}
  /d: {get: {tags: [default], operationId: getD, parameters: [{$ref: '#/components/parameters/limit'}, {$ref: '#/components/parameters/after'}], responses: {'204': {description: Ok.}}}}
components:
  parameters:
    limit: {name: limit, in: query, schema: {type: integer}}
    after: {name: after, in: query, schema: {type: string, maxLength: 9}}
";

fn shared(new: &str) -> Report {
    let [old, new] = [SHARED, new].map(|text| model_of(Style::Operation, text, None));
    compare(&old, &new, &[])
}

#[test]
fn what_is_written_once_is_one_entry_with_the_calls_that_it_breaks() {
    let new = SHARED.replace("name: limit, in: query,", "name: limit, in: query, required: true,");
    let report = shared(&new.replace("maxLength: 9", "maxLength: 5"));
    let page = report.changelog(1);
    let expected = "\
- `limit` of 4 operations: optional → required (`parameter-required`)
  - `default::get_a().limit(limit)` → `default::get_a(limit)`
  - `default::get_b().limit(limit)` → `default::get_b(limit)`
  - `default::get_c().limit(limit)` → `default::get_c(limit)`
  - `default::get_d().limit(limit)` → `default::get_d(limit)`
";
    assert!(page.contains(expected), "{page}");
    assert!(page.contains("- Changed: 4 calls; noticed by the API alone: 1 parameter"), "{page}");
    let expected = "\
- `after` of 2 operations: maxLength 9 → maxLength 5 (`parameter-tightened`)
  - `default::GetC::after(self, after: impl Into<String>) -> Self`
  - in GET /c, GET /d
";
    assert!(page.contains(expected), "{page}");
    let text = report.text(Detail::Short);
    assert!(text.contains("    in GET /c, GET /d\n"), "{text}");
    let json = report.json();
    let change = json["changes"].as_array().unwrap().iter().find(|one| one["rule"] == "parameter-tightened");
    assert_eq!(change.unwrap()["operations"], serde_json::json!(["GET /c", "GET /d"]));
}

#[test]
fn many_operations_are_counted_and_a_call_stands_once() {
    let new = SHARED.replace("schema: {type: integer}", "schema: {type: integer, minimum: 1}");
    let report = shared(&new);
    let text = report.text(Detail::Short);
    assert!(
        text.contains("[parameter-tightened] `limit` of 4 operations: no minimum → minimum 1\n"),
        "{text}"
    );
    assert!(text.contains("    in GET /a, GET /b, GET /c and 1 more\n"), "{text}");
    assert!(report.text(Detail::Whole).contains("    in GET /a, GET /b, GET /c, GET /d\n"), "{text}");
    // An operation with a change of its own has its call there.
    let new = SHARED.replace("name: limit, in: query,", "name: limit, in: query, required: true,");
    let own =
        "operationId: getA, parameters: [{name: q, in: query, required: true, schema: {type: string}}, ";
    let report = shared(&new.replace("operationId: getA, parameters: [", own));
    let text = report.text(Detail::Short);
    assert_eq!(text.matches("default::get_a(").count(), 2, "{text}");
}

#[test]
fn what_a_type_gains_is_a_sentence_of_its_own() {
    let new = OLD.replace(
        "responses: {'204': {description: Ok.}}",
        "requestBody: {content: {application/json: {schema: {type: object, properties: {part: {$ref: '#/components/schemas/Part'}}}}}}\n      \
         responses: {'204': {description: Ok.}}",
    );
    let page = report(&new.replace("delete:", "put:")).changelog(1);
    assert!(!page.contains("- : "), "{page}");
    assert!(page.contains("`models::Part::new`"), "{page}");
}
