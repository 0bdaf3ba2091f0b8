//! Documents that are not quite valid.

use super::Choices;
use super::text;
use serde_json::{Value, json};

/// Changes parts of a document to what they should not be.
pub fn disturb(document: &mut Value, choices: &mut Choices<'_>) {
    for _ in 0..choices.below(8) {
        let donor = somewhere(document, choices).clone();
        let place = somewhere(document, choices);
        *place = match choices.below(8) {
            0 | 1 => donor,
            2 => Value::Null,
            3 => json!([]),
            4 => json!({}),
            5 => json!(text::word(choices)),
            6 => json!(f64::from(choices.byte()) - 0.5),
            _ => json!({"$ref": "#/components/schemas/A"}),
        };
    }
}

/// A node of the document, which may be the document itself.
fn somewhere<'d>(document: &'d mut Value, choices: &mut Choices<'_>) -> &'d mut Value {
    let mut at = document;
    loop {
        let size = match at {
            Value::Object(members) => members.len(),
            Value::Array(items) => items.len(),
            _ => 0,
        };
        if size == 0 || choices.chance(15) {
            return at;
        }
        let index = choices.below(size);
        at = match at {
            Value::Object(members) => match members.values_mut().nth(index) {
                Some(value) => value,
                None => unreachable!("the index is within the mapping"),
            },
            Value::Array(items) => &mut items[index],
            _ => unreachable!("only mappings and lists have members"),
        };
    }
}
