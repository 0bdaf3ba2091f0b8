//! Random schemas.

use super::Choices;
use super::text;
use serde_json::{Map, Value, json};

/// How deep schemas are written inside of each other.
const DEEPEST: usize = 3;

/// Writes schemas that refer to the components of one document.
pub(super) struct Schemas<'n> {
    /// The components.
    pub(super) names: &'n [String],
    /// The components that may be extended here: a component that extends itself is not a valid schema.
    pub(super) bases: &'n [String],
    /// Whether the document is of OpenAPI 3.1.
    pub(super) is_newer: bool,
}

impl Schemas<'_> {
    /// Any schema.
    pub(super) fn any(&self, choices: &mut Choices<'_>) -> Value {
        self.schema(choices, 0)
    }

    /// A schema whose values are written without structure.
    pub(super) fn scalar(&self, choices: &mut Choices<'_>) -> Value {
        let mut schema = match choices.below(6) {
            0 => self.string(choices),
            1 => self.integer(choices),
            2 => json!({"type": "number", "format": choices.pick(&["double", "float", "decimal"])}),
            3 => json!({"type": "boolean"}),
            4 => enumeration(choices),
            _ => json!({"type": "integer", "enum": [choices.below(9), choices.below(9) + 9, -1]}),
        };
        self.decorate(choices, &mut schema);
        schema
    }

    /// An object with members.
    pub(super) fn object(&self, choices: &mut Choices<'_>, depth: usize) -> Value {
        let mut names: Vec<String> = Vec::new();
        let mut properties = Map::new();
        let mut required = Vec::new();
        for _ in 0..choices.below(6) {
            let name = text::member(choices, &names);
            if choices.chance(40) {
                required.push(name.clone());
            }
            properties.insert(name.clone(), self.schema(choices, depth + 1));
            names.push(name);
        }
        let mut schema = json!({"type": "object", "properties": properties});
        if !required.is_empty() {
            schema["required"] = json!(required);
        }
        match choices.below(5) {
            1 => schema["additionalProperties"] = json!(false),
            2 => schema["additionalProperties"] = json!(true),
            3 => schema["additionalProperties"] = self.schema(choices, depth + 1),
            _ => {}
        }
        schema
    }

    fn schema(&self, choices: &mut Choices<'_>, depth: usize) -> Value {
        if depth >= DEEPEST || choices.is_over() {
            return if choices.chance(30) { self.reference(choices) } else { self.scalar(choices) };
        }
        let mut schema = match choices.below(13) {
            0..=2 => self.scalar(choices),
            // At the root of a component it is another name of another component.
            3..=5 if depth == 0 => {
                return to_one_of(self.bases, choices).unwrap_or_else(|| self.scalar(choices));
            }
            3..=5 => return self.reference(choices),
            6..=7 => self.object(choices, depth),
            8 => self.array(choices, depth),
            9 => json!({"type": "object", "additionalProperties": self.schema(choices, depth + 1)}),
            10 => self.all_of(choices, depth),
            11 => self.union(choices, depth),
            _ => json!({}),
        };
        self.decorate(choices, &mut schema);
        schema
    }

    fn reference(&self, choices: &mut Choices<'_>) -> Value {
        to_one_of(self.names, choices).unwrap_or_else(|| json!({"type": "string"}))
    }

    fn string(&self, choices: &mut Choices<'_>) -> Value {
        let formats = ["", "date-time", "date", "password", "byte", "binary", "uuid", "uri", "email", "x y"];
        let mut schema = json!({"type": "string"});
        let format = choices.pick(&formats);
        if !format.is_empty() {
            schema["format"] = json!(format);
        }
        match choices.below(8) {
            1 => schema["minLength"] = json!(1),
            2 => schema["maxLength"] = json!(64),
            3 => schema["pattern"] = json!("^[a-z\\d]*\"$"),
            4 => schema["default"] = json!(text::word(choices)),
            5 => schema["example"] = json!(text::word(choices)),
            _ => {}
        }
        schema
    }

    fn integer(&self, choices: &mut Choices<'_>) -> Value {
        let formats = ["", "int32", "int64", "uint32", "uint64", "int8", "unix-time"];
        let mut schema = json!({"type": "integer"});
        let format = choices.pick(&formats);
        if !format.is_empty() {
            schema["format"] = json!(format);
        }
        match choices.below(7) {
            1 => schema["minimum"] = json!(0),
            2 => schema["maximum"] = json!(i64::MAX),
            3 => schema["multipleOf"] = json!(2),
            4 => schema["default"] = json!(7),
            5 => schema["minimum"] = json!(-9_007_199_254_740_993_i64),
            _ => {}
        }
        schema
    }

    fn array(&self, choices: &mut Choices<'_>, depth: usize) -> Value {
        let mut schema = json!({"type": "array", "items": self.schema(choices, depth + 1)});
        match choices.below(5) {
            1 => schema["minItems"] = json!(1),
            2 => schema["maxItems"] = json!(3),
            3 => schema["uniqueItems"] = json!(true),
            _ => {}
        }
        schema
    }

    fn all_of(&self, choices: &mut Choices<'_>, depth: usize) -> Value {
        let parts: Vec<Value> = (0..=choices.below(3))
            .map(|_| {
                let base = if choices.chance(50) { to_one_of(self.bases, choices) } else { None };
                base.unwrap_or_else(|| self.object(choices, depth + 1))
            })
            .collect();
        let mut schema = if choices.chance(30) { self.object(choices, depth + 1) } else { json!({}) };
        schema["allOf"] = json!(parts);
        schema
    }

    fn union(&self, choices: &mut Choices<'_>, depth: usize) -> Value {
        let key = choices.pick(&["oneOf", "anyOf"]);
        let is_tagged = choices.chance(50);
        let parts: Vec<Value> = (0..=choices.below(4))
            .map(|_| if is_tagged { self.reference(choices) } else { self.schema(choices, depth + 1) })
            .collect();
        let mut schema = json!({key: parts});
        if is_tagged {
            schema["discriminator"] = json!({"propertyName": text::member(choices, &[])});
            if choices.chance(50) {
                let targets = parts.iter().filter_map(|part| part.get("$ref").cloned());
                let mapping: Map<String, Value> =
                    targets.map(|target| (text::word(choices).to_owned(), target)).collect();
                schema["discriminator"]["mapping"] = Value::Object(mapping);
            }
        }
        schema
    }

    /// Adds what any schema may have.
    fn decorate(&self, choices: &mut Choices<'_>, schema: &mut Value) {
        match choices.below(12) {
            1 if self.is_newer => newer(schema),
            1 | 2 if !self.is_newer => schema["nullable"] = json!(true),
            3 => schema["description"] = json!(text::prose(choices)),
            4 => schema["title"] = json!(text::prose(choices)),
            5 => schema["deprecated"] = json!(true),
            6 => schema["readOnly"] = json!(true),
            7 => schema["writeOnly"] = json!(true),
            8 => schema["example"] = json!({"a": [null, 1.5]}),
            _ => {}
        }
    }
}

fn to_one_of(names: &[String], choices: &mut Choices<'_>) -> Option<Value> {
    let index = choices.below(names.len());
    names.get(index).map(|name| json!({"$ref": format!("#/components/schemas/{name}")}))
}

/// A schema that takes null, as OpenAPI 3.1 writes it.
fn newer(schema: &mut Value) {
    let Some(one) = schema.get("type").cloned() else { return };
    schema["type"] = json!([one, "null"]);
    if let Some(Value::Array(values)) = schema.get_mut("enum") {
        values.push(Value::Null);
    }
}

fn enumeration(choices: &mut Choices<'_>) -> Value {
    let mut values: Vec<&str> = Vec::new();
    for _ in 0..=choices.below(5) {
        let word = text::word(choices);
        if !values.contains(&word) {
            values.push(word);
        }
    }
    json!({"type": "string", "enum": values})
}
