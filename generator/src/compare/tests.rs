//! The comparison as a whole, over small documents; the table has tests of its own.

use super::{Detail, RemovedItem, Report, Successor, VersionModel, compare};
use crate::diagnostic::{Diagnostics, SourceId};
use crate::document::{DocumentInput, SourceFile};
use crate::emit::Package;
use crate::input::Input;
use crate::ir::{Style, Version};

const OLD: &str = "openapi: 3.0.3
info: {title: Pets, version: '1'}
paths:
  /pets: {get: {tags: [t], operationId: getPet, responses: {'200': {description: Ok., content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}}}}
  /cats: {get: {tags: [t], operationId: getCat, deprecated: true, responses: {'204': {description: Ok.}}}}
components:
  schemas:
    Pet: {type: object, properties: {id: {type: string}, name: {type: string, maxLength: 3}, *KIND*}}
";

pub(super) fn model(text: &str) -> VersionModel {
    model_of(Style::Operation, text, None)
}

/// Reads a document, with an overlay.
pub(super) fn model_of(style: Style, text: &str, overlay: Option<&str>) -> VersionModel {
    let source = |path: &str, text: &str| SourceFile { path: path.to_owned(), text: text.to_owned() };
    let mut document = DocumentInput { file: SourceId(0), style, ..DocumentInput::default() };
    let mut sources = vec![source("pets.yaml", text)];
    if let Some(overlay) = overlay {
        sources.push(source("overlay.yaml", overlay));
        document.overlays.push(SourceId(1));
    }
    let input = Input {
        version: Version::default(),
        sources,
        documents: vec![document],
        package: Package { crate_name: "pets".to_owned(), command: String::new() },
        names: None,
    };
    let mut findings = Diagnostics::default();
    VersionModel::read("a version", &input, None, &mut findings).unwrap_or_else(|| panic!("{findings:?}"))
}

fn report(old: &str, new: &str, successors: &[Successor]) -> Report {
    compare(&model(old), &model(new), successors)
}

fn ids(report: &Report) -> Vec<&str> {
    report.changes().iter().map(|change| change.rule.id).collect()
}

#[test]
fn the_variant_of_an_answer_that_is_gone_breaks() {
    let operation = |last: &str| {
        let answer = |status: &str, ty: &str| {
            format!(
                "'{status}': {{description: Ok., content: {{application/json: {{schema: {{type: {ty}}}}}}}}}"
            )
        };
        let answers = [answer("200", "string"), answer(last, "integer")].join(", ");
        format!(
            "openapi: 3.0.3\ninfo: {{title: Pets, version: '1'}}\npaths:\n  /pets: {{get: {{tags: [t], operationId: getPet, \
             responses: {{{answers}}}}}}}\n"
        )
    };
    let report = report(&operation("202"), &operation("201"), &[]);
    assert_eq!(ids(&report), ["answer-variant-removed", "answer-added"], "{}", report.text(Detail::Whole));
    assert_eq!(
        report.changes()[0].items[0].before.as_deref(),
        Some("answers::GetPetAnswer::Accepted(i64)"),
        "{}",
        report.text(Detail::Whole)
    );
}

#[test]
fn a_type_that_becomes_both_read_and_sent_gains_a_field_for_unknown_members() {
    let old = OLD.replace(", *KIND*", "");
    let body = "requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}";
    let put = format!(
        "put: {{tags: [t], operationId: putPet, {body}, responses: {{'204': {{description: Ok.}}}}}}"
    );
    let new = old.replace("/pets: {", &format!("/pets: {{{put}, "));
    let gained = report(&old, &new, &[]);
    let field = |report: &Report, rule: &str| {
        let changes = report.changes().iter().filter(|change| change.rule.id == rule);
        let items = changes.flat_map(|change| &change.items);
        items.filter_map(|item| item.before.clone().or(item.after.clone())).collect::<Vec<_>>()
    };
    let expected = ["models::Pet.unknown: crate::UnknownMembers"];
    assert_eq!(field(&gained, "property-added-to-request"), expected, "{}", gained.text(Detail::Whole));
    let lost = report(&new, &old, &[]);
    assert_eq!(field(&lost, "property-removed"), expected, "{}", lost.text(Detail::Whole));
}

#[test]
fn a_webhook_that_is_only_called_otherwise_is_the_same_type() {
    let with = |name: &str| {
        let webhook = "{post: {requestBody: {content: {application/json: {schema: {type: string}}}}, responses: {'200': {description: Ok.}}}}";
        let old = OLD.replace("3.0.3", "3.1.0").replace(", *KIND*", "");
        format!("{old}webhooks:\n  {name}: {webhook}\n")
    };
    let report = report(&with("new-pet"), &with("newPet"), &[]);
    assert_eq!(ids(&report), ["event-respelled"], "{}", report.text(Detail::Whole));
}

#[test]
fn what_is_gone_names_its_successor() {
    let old = OLD.replace("*KIND*", "kind: {type: string}");
    let new = old.replace("getPet", "findPet").replace(", kind: {type: string}", "");
    let new: String =
        new.lines().filter(|line| !line.contains("/cats")).flat_map(|line| [line, "\n"]).collect();
    let by_hand =
        Successor { item: "t::get_cat".to_owned(), instead: "`t::find_pet` with `kind`".to_owned() };
    let report = report(&old, &new, &[by_hand]);
    let gone = |item: &str, successor: Option<&str>| RemovedItem {
        item: item.to_owned(),
        successor: successor.map(str::to_owned),
        reason: None,
    };
    assert_eq!(
        report.gone(),
        [
            gone("models::Pet.kind", None),
            gone("t::get_cat", Some("`t::find_pet` with `kind`")),
            gone("t::get_pet", Some("t::find_pet")),
        ]
    );
    let page = report.markdown(2, Detail::Short);
    assert!(page.contains("  - gone: `t::get_cat() -> GetCat`; `t::find_pet` with `kind`\n"), "{page}");
}

#[test]
fn a_renamed_schema_is_one_change_whatever_uses_it() {
    let old = OLD.replace("*KIND*", "friend: {$ref: '#/components/schemas/Pet'}");
    let new = old.replace("schemas/Pet", "schemas/Animal").replace(" Pet:", " Animal:");
    let report = report(&old, &new, &[]);
    assert_eq!(ids(&report), ["type-renamed"], "{}", report.text(Detail::Whole));
    assert_eq!(report.gone()[0].successor.as_deref(), Some("models::Animal"));
}

#[test]
fn a_change_has_its_places_and_the_graver_ones_come_first() {
    let old = OLD.replace(", *KIND*", "");
    let new =
        old.replace("id: {type: string}", "id: {type: integer}").replace("maxLength: 3", "maxLength: 2");
    let report = report(&old, &format!("# A line more.\n{new}"), &[]);
    assert_eq!(ids(&report), ["property-retyped", "answer-tightened"]);
    let change = &report.changes()[0];
    let places = [&change.old_place, &change.new_place].map(|place| place.as_ref().unwrap().to_string());
    assert!(places[0].starts_with("pets.yaml:8:") && places[1].starts_with("pets.yaml:9:"), "{places:?}");
    assert_eq!(change.summary(), "Pet.id: string → integer (int64)");
    assert_eq!(
        (report.step(true).to_string(), report.step(false).to_string()),
        ("major".into(), "minor".into())
    );
    assert_eq!(report.json()["changes"][1]["effect"], "none");
}

#[test]
fn each_report_says_where_and_why() {
    let old = OLD.replace("*KIND*", "kind: {type: string, description: Old.}");
    let new =
        format!("# A line more.\n{old}").replace("id: {type: string}, name", "id: {type: boolean}, name");
    let new = new.replace("Old.", "New.").replace("kind:", "more: {type: string}, kind:");
    let report = report(&old, &new, &[]);
    let page = report.markdown(1, Detail::Whole);
    for line in [
        "- `Pet.id`: string → boolean (`pets.yaml:8` → `pets.yaml:9`; row `property-retyped`)\n",
        "- `Pet.more`: string; new: `models::Pet.more: Option<String>` (`pets.yaml:9`; row `property-added-to-answer`)\n",
        "- `Pet.kind`: Old. → New. (`pets.yaml:8` → `pets.yaml:9`; row `description-changed`)\n",
        "\nWhy:\n\n- `property-retyped`: Code that reads or writes the field does not fit.\n",
    ] {
        assert!(page.contains(line), "{line}: {page}");
    }
    let page = report.changelog(1);
    assert!(page.contains("- `Pet.id`: string → boolean (`property-retyped`)\n"), "{page}");
    assert!(page.contains("Why:") && !page.contains("pets.yaml") && !page.contains("Old."), "{page}");
    let text = report.text(Detail::Whole);
    assert_eq!(text.matches("\n      at pets.yaml:").count(), 3, "{text}");
}

#[test]
fn the_limits_of_a_schema_with_a_plain_type_count_as_what_refers_to_it() {
    let old = "openapi: 3.0.3
info: {title: Pets, version: '1'}
paths:
  /pets: {get: {tags: [t], operationId: getPet,
    parameters: [{name: q, in: query, schema: *}],
    responses: {'200': {description: Ok., content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}}}}
components:
  schemas:
    Pet: {type: object, properties: {names: {type: array, items: {$ref: '#/components/schemas/Word'}}}}
    Word: {$ref: '#/components/schemas/Short'}
    Short: {type: string, maxLength: 10}
";
    let reference = "{$ref: '#/components/schemas/Short'}";
    for (parameter, rule) in [(reference, "property-tightened"), ("{type: string}", "answer-tightened")] {
        let old = old.replace('*', parameter);
        assert_eq!(ids(&report(&old, &old.replace("10", "3"), &[])), [rule]);
    }
    // Where nothing refers to it, it may be sent.
    let unused =
        old.replace('*', "{type: string}").replace(", items: {$ref: '#/components/schemas/Word'}", "");
    assert!(ids(&report(&unused, &unused.replace("10", "3"), &[])).contains(&"property-tightened"));
}

#[test]
fn a_default_counts_where_a_reference_leads_to_it() {
    let old = "openapi: 3.0.3
info: {title: Pets, version: '1'}
paths:
  /pets: {post: {tags: [t], operationId: addPet, responses: {'204': {description: Ok.}},
    parameters: [{name: q, in: query, schema: {$ref: '#/components/schemas/Level'}}],
    requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}}}
components:
  schemas:
    Level: {allOf: [{$ref: '#/components/schemas/Base'}]}
    Base: {type: string, default: low}
    Pet: {type: object, properties: {level: {nullable: true, allOf: [{$ref: '#/components/schemas/Level'}]},
      own: {default: low, allOf: [{$ref: '#/components/schemas/Level'}]}}}
";
    let changed = report(old, &old.replace("default: low}", "default: high}"), &[]);
    assert_eq!(
        ids(&changed),
        ["parameter-default-changed", "property-default-changed"],
        "{}",
        changed.text(Detail::Whole)
    );
    assert_eq!(changed.changes()[1].summary(), "Pet.level: \"low\" → \"high\"");
    // The one that stands closer is the one that counts.
    let moved = old.replace("nullable: true,", "default: low,");
    assert!(report(old, &moved, &[]).changes().iter().all(|change| !change.rule.id.contains("default")));
}

#[test]
fn an_operation_that_moved_is_known_by_its_operation_id() {
    let old = "openapi: 3.0.3
info: {title: Pets, version: '1'}
paths:
  /{page_id}/pets: {get: {operationId: listPets, responses: {'204': {description: Ok.}},
    parameters: [{name: page_id, in: path, required: true, schema: {type: string}}]}}
  /{page_id}: {get: {operationId: getPage, responses: {'204': {description: Ok.}},
    parameters: [{name: page_id, in: path, required: true, schema: {type: string}}]}}
";
    let moved = old.replace("/{page_id}/pets", "/{page_id}/animals");
    let report = compare(&model_of(Style::Graph, old, None), &model_of(Style::Graph, &moved, None), &[]);
    assert_eq!(ids(&report), ["operation-renamed", "operation-moved"], "{}", report.text(Detail::Whole));
    assert_eq!(
        report.changes()[1].summary(),
        "GET /{page_id}/animals: GET /{page_id}/pets → GET /{page_id}/animals"
    );
    let gone: Vec<_> =
        report.gone().iter().map(|gone| (gone.item.as_str(), gone.successor.as_deref())).collect();
    assert_eq!(gone, [("page::pets::list", Some("page::animals::list"))]);
    // Where two have it, nothing is known.
    let twice = moved.replace("getPage", "listPets").replace("/{page_id}:", "/{page_id}/cats:");
    let report = compare(&model_of(Style::Graph, old, None), &model_of(Style::Graph, &twice, None), &[]);
    assert!(ids(&report).contains(&"operation-removed"), "{}", report.text(Detail::Whole));
}

#[test]
fn another_spelling_on_the_wire_is_one_change() {
    let old = OLD.replace("*KIND*", "meta: {type: string, maxLength: 3}");
    let respelled = old.replace("meta:", "Meta:");
    let changed = report(&old, &respelled, &[]);
    assert_eq!(ids(&changed), ["property-respelled"], "{}", changed.text(Detail::Whole));
    assert_eq!(changed.changes()[0].summary(), "Pet.Meta: meta → Meta");
    assert!(changed.gone().is_empty());
    // Its other changes are reported too.
    let changed =
        report(&old, &respelled.replace("Meta: {type: string, maxLength: 3", "Meta: {type: integer"), &[]);
    assert!(
        ["property-retyped", "property-respelled"].iter().all(|id| ids(&changed).contains(id)),
        "{}",
        changed.text(Detail::Whole)
    );
    let query = |name: &str| {
        let parameter = format!("parameters: [{{name: {name}, in: query, schema: {{type: string}}}}], ");
        old.replace("operationId: getPet, ", &format!("operationId: getPet, {parameter}"))
    };
    let changed = report(&query("page-size"), &query("pageSize"), &[]);
    assert_eq!(ids(&changed), ["parameter-wire-name-changed"], "{}", changed.text(Detail::Whole));
}

#[test]
fn edges_permissions_and_what_stands_at_the_root_have_places_of_their_own() {
    let old = "openapi: 3.0.3
info: {title: Pets, version: '1'}
servers: [{url: https://a.example}]
paths:
  /{page_id}:
    x-graph-edges:
      - {name: cats}
    get:
      parameters: [{name: page_id, in: path, required: true, schema: {type: string}}]
      responses: {'204': {description: Ok.}}
      x-graph-permissions:
        - read
  /{page_id}/pets: {get: {operationId: listPets, responses: {'204': {description: Ok.}},
    parameters: [{name: page_id, in: path, required: true, schema: {type: string}}]}}
";
    let new = old
        .replace("- {name: cats}", "- {name: cats}\n      - {name: dogs}")
        .replace("- read", "- read\n        - write");
    let new = new.replace("a.example", "b.example");
    let report = compare(&model_of(Style::Graph, old, None), &model_of(Style::Graph, &new, None), &[]);
    let places: Vec<_> = report
        .changes()
        .iter()
        .map(|change| (change.rule.id, change.new_place.as_ref().unwrap().to_string()))
        .collect();
    let expected = [
        ("permission-added", "pets.yaml:14:11"),
        ("server-changed", "pets.yaml:3:1"),
        ("edge-added", "pets.yaml:8:9"),
    ];
    assert_eq!(places.iter().map(|(id, place)| (*id, place.as_str())).collect::<Vec<_>>(), expected);
}
