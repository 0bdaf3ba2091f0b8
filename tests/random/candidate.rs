//! Values that random combinations may allow.

use super::Choices;
use super::combination::{Combinations, MEMBERS};
use serde_json::{Map, Value, json};

/// How deep values are drawn.
const DEEPEST: usize = 8;

/// Texts, those of the enumerations among them.
const TEXTS: [&str; 8] = ["one", "two", "other", "", "3", "text", "null", "é\u{1f600}"];

/// Numbers, small ones and those that a float has no room for.
const INTEGERS: [i64; 8] = [0, 1, 2, 3, 7, -1, 9_007_199_254_740_993, i64::MIN];

impl Combinations {
    /// A value that is somewhat like what a component describes.
    pub fn candidate(&self, choices: &mut Choices<'_>, name: &str) -> Value {
        self.draw(choices, &self.schemas[name], 0)
    }

    fn draw(&self, choices: &mut Choices<'_>, schema: &Value, depth: usize) -> Value {
        if depth > DEEPEST || choices.chance(2) {
            return any(choices);
        }
        if let Some(target) = schema["$ref"].as_str() {
            let name = target.rsplit('/').next().unwrap_or_default();
            return self.draw(choices, &self.schemas[name], depth + 1);
        }
        let parts: Vec<Value> = ["allOf", "anyOf", "oneOf"]
            .into_iter()
            .filter_map(|key| Some((key, schema[key].as_array()?)))
            .flat_map(|(key, parts)| self.drawn_of(choices, key, parts, depth))
            .collect();
        let own = schema.get("type").or(schema.get("enum")).map(|_| self.own(choices, schema, depth));
        own.into_iter().chain(parts).reduce(merge).unwrap_or_else(|| any(choices))
    }

    /// Values of the parts that count: all, one, or some.
    fn drawn_of(&self, choices: &mut Choices<'_>, key: &str, parts: &[Value], depth: usize) -> Vec<Value> {
        let chosen = choices.below(parts.len());
        let percent = match key {
            "allOf" => 100,
            "anyOf" => 40,
            _ => 5,
        };
        let mut drawn = Vec::new();
        for (index, part) in parts.iter().enumerate() {
            if index == chosen || choices.chance(percent) {
                drawn.push(self.draw(choices, part, depth + 1));
            }
        }
        drawn
    }

    /// A value by the keywords that hold no schemas for the same value.
    fn own(&self, choices: &mut Choices<'_>, schema: &Value, depth: usize) -> Value {
        if let Some(constant) = schema.get("const") {
            return constant.clone();
        }
        if let Some(values) = schema["enum"].as_array() {
            return values[choices.below(values.len())].clone();
        }
        let typ = match &schema["type"] {
            Value::Array(types) => types[choices.below(types.len())].as_str(),
            one => one.as_str(),
        };
        match typ.unwrap_or_default() {
            "string" => json!(choices.pick(&TEXTS)),
            "integer" => json!(choices.pick(&INTEGERS)),
            "number" if choices.chance(50) => json!(f64::from(choices.byte()) * 0.5 - 3.0),
            "number" => json!(choices.pick(&[0, 1, 2, -5])),
            "boolean" => json!(choices.chance(50)),
            "array" => self.list(choices, schema, depth),
            "object" => self.object(choices, schema, depth),
            _ => Value::Null,
        }
    }

    fn list(&self, choices: &mut Choices<'_>, schema: &Value, depth: usize) -> Value {
        let mut items = Vec::new();
        for first in schema["prefixItems"].as_array().into_iter().flatten() {
            if choices.chance(85) {
                items.push(self.draw(choices, first, depth + 1));
            } else {
                return json!(items);
            }
        }
        for _ in 0..choices.below(3) {
            match &schema["items"] {
                Value::Bool(false) => {}
                Value::Null => items.push(any(choices)),
                of => items.push(self.draw(choices, of, depth + 1)),
            }
        }
        json!(items)
    }

    fn object(&self, choices: &mut Choices<'_>, schema: &Value, depth: usize) -> Value {
        let mut members = Map::new();
        let is_required = |name: &String| {
            schema["required"].as_array().is_some_and(|required| required.contains(&json!(name)))
        };
        for (name, member) in schema["properties"].as_object().into_iter().flatten() {
            if is_required(name) || choices.chance(60) {
                members.insert(name.clone(), self.draw(choices, member, depth + 1));
            }
        }
        for _ in 0..choices.below(3) {
            let name = choices.pick(&["more", "1", MEMBERS[0], MEMBERS[2]]);
            if !members.contains_key(name) && choices.chance(40) {
                let value = match &schema["additionalProperties"] {
                    of @ Value::Object(_) => self.draw(choices, of, depth + 1),
                    _ => any(choices),
                };
                members.insert(name.to_owned(), value);
            }
        }
        Value::Object(members)
    }
}

/// Objects have the members of both; of other values the first is taken.
fn merge(left: Value, right: Value) -> Value {
    match (left, right) {
        (Value::Object(mut left), Value::Object(right)) => {
            for (name, value) in right {
                let merged = match left.remove(&name) {
                    Some(known) => merge(known, value),
                    None => value,
                };
                left.insert(name, merged);
            }
            Value::Object(left)
        }
        (left, _) => left,
    }
}

/// A value that nothing asks for.
fn any(choices: &mut Choices<'_>) -> Value {
    match choices.below(8) {
        0 => Value::Null,
        1 => json!(choices.chance(50)),
        2 => json!(choices.pick(&INTEGERS)),
        3 => json!([]),
        4 => json!({}),
        5 => json!({"more": [1, null]}),
        6 => json!(1.5),
        _ => json!(choices.pick(&TEXTS)),
    }
}
