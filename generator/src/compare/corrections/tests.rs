//! Changes that overlays make have their places there.

use crate::compare::tests::{model, model_of};
use crate::compare::{Detail, Report, compare};
use crate::ir::Style;

const DOCUMENT: &str = "openapi: 3.0.3
info: {title: Pets, version: '1'}
paths:
  /pets:
    post:
      tags: [t]
      operationId: addPet
      parameters:
        - {name: q, in: query, schema: {type: string, maxLength: 9}}
        - {name: r, in: query, schema: {type: string}}
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
      responses: {'204': {description: Ok.}}
components:
  schemas:
    Pet:
      type: object
      required: [id]
      properties:
        id: {type: string, description: Old.}
        name: {type: string, maxLength: 9}
";

/// Compares the document with itself and the action of an overlay, whose line is 4.
fn corrected(action: &str) -> Report {
    let overlay =
        format!("overlay: 1.1.0\ninfo: {{title: Corrections, version: '1'}}\nactions:\n  - {action}\n");
    compare(&model(DOCUMENT), &model_of(Style::Operation, DOCUMENT, Some(&overlay)), &[])
}

#[test]
fn a_correction_is_shown_where_it_was_made() {
    let pet = "$.components.schemas.Pet";
    let parameters = "$.paths['/pets'].post.parameters";
    for (action, rule) in [
        (format!("{{target: {pet}.properties.name, update: {{maxLength: 5}}}}"), "property-tightened"),
        (format!("{{target: {pet}.properties.name.maxLength, remove: true}}"), "property-loosened"),
        (format!("{{target: {pet}.properties.id, update: {{type: integer}}}}"), "property-retyped"),
        (format!("{{target: {pet}.properties.id, update: {{description: New.}}}}"), "description-changed"),
        (format!("{{target: {pet}.properties.id, update: {{deprecated: true}}}}"), "deprecated"),
        (format!("{{target: {pet}.properties.id, update: {{readOnly: true}}}}"), "property-read-only"),
        (
            format!("{{target: {pet}.properties.name, update: {{default: Rex}}}}"),
            "property-default-documented",
        ),
        (format!("{{target: {pet}, update: {{required: [name]}}}}"), "property-demanded"),
        (format!("{{target: {pet}.required, remove: true}}"), "property-optional"),
        (format!("{{target: '{pet}.required[0]', remove: true}}"), "property-optional"),
        (format!("{{target: {pet}.properties.name, remove: true}}"), "property-removed"),
        (
            format!("{{target: {pet}.properties, update: {{kind: {{type: string}}}}}}"),
            "property-added-to-request",
        ),
        (format!("{{target: \"{parameters}[?(@.name=='q')]\", remove: true}}"), "parameter-removed"),
        (format!("{{target: \"{parameters}[0].schema\", update: {{maxLength: 3}}}}"), "parameter-tightened"),
        ("{target: $, update: {servers: [{url: https://b.example}]}}".to_owned(), "server-changed"),
    ] {
        let report = corrected(&action);
        let change = report.changes().iter().find(|change| change.rule.id == rule);
        let place = change.and_then(|change| change.new_place.as_ref()).map(ToString::to_string);
        let place = place.unwrap_or_default();
        assert!(place.starts_with("overlay.yaml:4:"), "{action}: `{place}`, {}", report.text(Detail::Whole));
    }
}

#[test]
fn what_a_correction_did_not_touch_is_shown_in_the_document() {
    let report = corrected("{target: $.components.schemas.Pet.properties.name, update: {example: Rex}}");
    assert!(
        report.changes().iter().all(|change| change.rule.id == "remarks-changed"),
        "{}",
        report.text(Detail::Whole)
    );
    // The same correction in both versions: the document made the change.
    let overlay = "overlay: 1.0.0\ninfo: {title: C, version: '1'}\nactions:\n  - {target: $.components.schemas.Pet.properties.name, \
                   update: {description: More.}}\n";
    let models = [DOCUMENT.to_owned(), DOCUMENT.replace("name: {type: string", "name: {type: integer")];
    let [old, new] = models.map(|text| model_of(Style::Operation, &text, Some(overlay)));
    let report = compare(&old, &new, &[]);
    let change = report.changes().iter().find(|change| change.rule.id == "property-retyped").unwrap();
    assert!(
        change.new_place.as_ref().unwrap().to_string().starts_with("pets.yaml:20:"),
        "{}",
        report.text(Detail::Whole)
    );
}
