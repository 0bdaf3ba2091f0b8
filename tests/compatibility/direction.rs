//! The direction of a row: what is documented of answers only is another row where the same is sent.

use super::{Pair, Row};
use graph_generator::compare::{Detail, Direction, table};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// The rows of answers, each with the row that the same change has in requests.
const COUNTERPARTS: [(&str, &str); 9] = [
    ("property-added-to-answer", "property-added-to-request"),
    ("value-added-to-answer", "value-added-to-request"),
    ("answer-tightened", "property-tightened"),
    ("answer-loosened", "property-loosened"),
    ("answer-constraint-changed", "property-constraint-changed"),
    ("answer-default-changed", "property-default-changed"),
    ("answer-default-documented", "property-default-documented"),
    ("answer-closed", "object-closed"),
    ("answer-opened", "object-opened"),
];

#[test]
fn each_row_of_a_direction_has_its_counterpart_in_the_other() {
    let known: BTreeSet<&str> =
        COUNTERPARTS.iter().flat_map(|(answer, request)| [*answer, *request]).collect();
    let directed = table().filter(|rule| rule.direction != Direction::Any).map(|rule| rule.id);
    assert_eq!(directed.filter(|id| !known.contains(id)).collect::<Vec<_>>(), Vec::<&str>::new());
    let rows = Row::all();
    let pair = |id: &str| &rows.iter().find(|row| row.rule.id == id).unwrap().case.pair;
    for (answer, request) in COUNTERPARTS {
        for (from, to) in [(answer, request), (request, answer)] {
            let report = turned(pair(from)).report();
            let ids: Vec<_> = report.changes().iter().map(|change| change.rule.id).collect();
            let is_right = ids.contains(&to) && !ids.contains(&from);
            assert!(
                is_right,
                "`{from}` in the other direction is not `{to}`: {}",
                report.text(Detail::Whole)
            );
        }
    }
}

/// The documents with what is answered sent, and what is sent answered.
fn turned(pair: &Pair) -> Pair {
    let documents = pair.documents.clone().map(|document| {
        let mut value: Value = serde_yaml::from_str(&document).unwrap();
        let paths = value["paths"].as_object_mut().unwrap();
        let operations = paths.values_mut().flat_map(|path| path.as_object_mut().unwrap().values_mut());
        operations.filter_map(Value::as_object_mut).for_each(turn);
        value.to_string()
    });
    Pair { documents, ..pair.clone() }
}

fn turn(operation: &mut Map<String, Value>) {
    let sent = operation.remove("requestBody");
    let mut answered = operation["responses"].get("200").cloned().unwrap_or_default();
    let content = answered.as_object_mut().and_then(|answer| answer.remove("content"));
    let mut answer = json!({"description": "Ok."});
    if let Some(content) = sent.as_ref().map(|body| body["content"].clone()) {
        answer["content"] = content;
    }
    operation.insert("responses".to_owned(), json!({"200": answer}));
    operation.extend(content.map(|content| ("requestBody".to_owned(), json!({"content": content}))));
}
