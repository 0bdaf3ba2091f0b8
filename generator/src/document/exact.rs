//! Numbers of more digits than 64 bits hold.
//!
//! A value has room for a number of 64 bits, so such a number is read as the nearest one of floating point. They are
//! rare. What schemas say in numbers that may be of this kind is looked up once more in the text.

use super::SourceFile;
use super::locate::texts_at;
use super::origin::{Origins, join};
use super::place::JsonPlace;
use super::schema::{Literal, Schema, SchemaArena};
use crate::diagnostic::SourceId;
use crate::ir::LimitValue;
use crate::number::Number;
use crate::pointer::Pointer;
use foldhash::HashMap;
use serde_json::Value;
use std::collections::BTreeMap;

/// Any number of at most so many digits is the only one of them that reads as its floating-point number.
const DIGITS: usize = 15;

/// From 2^53 on, not every integer is a floating-point number.
const LARGE: f64 = 9_007_199_254_740_992.0;

/// The texts of numbers, by their places in the loaded document.
type Texts<'t> = HashMap<Pointer, &'t str>;

/// What may be such a number, or hold some.
enum Slot<'s> {
    Number(&'s mut Number),
    Literal(&'s mut Literal),
}

/// Gives the schemas those numbers as they are written, in the document itself, in an overlay or in another file.
pub(super) fn restore(
    schemas: &mut SchemaArena,
    source: SourceId,
    origins: &Origins,
    sources: &[SourceFile],
) {
    let mut places = Vec::new();
    each(schemas, &mut |schema, at, slot| {
        let mut add = |at: &JsonPlace<'_>| places.push(join(schema, at.pointer().as_str()));
        match slot {
            Slot::Number(Number::Held(number)) if may_differ(number) => add(at),
            Slot::Number(_) => {}
            Slot::Literal(literal) => each_number(literal, at, &mut add),
        }
    });
    if places.is_empty() {
        return;
    }
    let texts = written(&places, source, origins, sources);
    each(schemas, &mut |schema, at, slot| {
        let exact = |number: &serde_json::Number, at: &JsonPlace<'_>| {
            let text = texts.get(&join(schema, at.pointer().as_str())).filter(|_| may_differ(number))?;
            let exact = Number::Written((*text).into());
            (exact.as_f64() == number.as_f64() && exact != number.clone().into()).then_some(exact)
        };
        match slot {
            Slot::Number(slot) => {
                if let Number::Held(number) = slot
                    && let Some(exact) = exact(number, at)
                {
                    *slot = exact;
                }
            }
            Slot::Literal(literal) => {
                let mut is_exact = false;
                each_number(literal, at, &mut |_| is_exact = true);
                if is_exact {
                    let mut text = String::new();
                    write(literal, at, &exact, &mut text);
                    literal.keep(text);
                }
            }
        }
    });
}

/// Calls for all that schemas say in numbers, with the place of each in its schema.
fn each(schemas: &mut SchemaArena, call: &mut dyn FnMut(&Pointer, &JsonPlace<'_>, Slot<'_>)) {
    let at = JsonPlace::ROOT;
    for Schema { pointer, limits, enumeration, rare, .. } in schemas.iter_mut() {
        for limit in limits {
            if let LimitValue::Number(number) = &mut limit.value {
                call(pointer, &at.key(limit.keyword.row().name), Slot::Number(number));
            }
        }
        for (index, value) in enumeration.iter_mut().enumerate() {
            call(pointer, &at.key("enum").index(index), Slot::Literal(value));
        }
        let Some(rare) = rare else { continue };
        for (keyword, value) in [("const", &mut rare.constant), ("default", &mut rare.default)] {
            value.iter_mut().for_each(|value| call(pointer, &at.key(keyword), Slot::Literal(value)));
        }
    }
}

/// Calls for each number in a value that may not be the one that is written.
fn each_number(value: &Value, at: &JsonPlace<'_>, call: &mut dyn FnMut(&JsonPlace<'_>)) {
    match value {
        Value::Number(number) if may_differ(number) => call(at),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| each_number(item, &at.index(index), call));
        }
        Value::Object(members) => {
            members.iter().for_each(|(key, member)| each_number(member, &at.key(key), call));
        }
        _ => {}
    }
}

fn may_differ(number: &serde_json::Number) -> bool {
    let is_long = || number.to_string().bytes().filter(u8::is_ascii_digit).count() > DIGITS;
    number.is_f64() && number.as_f64().is_some_and(|number| number.abs() >= LARGE || is_long())
}

/// Looks the numbers up in the files that they come from, each of which is gone through once.
fn written<'t>(
    places: &[Pointer],
    source: SourceId,
    origins: &Origins,
    sources: &'t [SourceFile],
) -> Texts<'t> {
    let mut by_file: BTreeMap<SourceId, (Vec<&Pointer>, Vec<Pointer>)> = BTreeMap::new();
    for place in places {
        let (file, origin) = origins.of(source, place);
        let (loaded, written) = by_file.entry(file).or_default();
        loaded.push(place);
        written.push(origin);
    }
    let mut texts = Texts::default();
    for (file, (loaded, written)) in by_file {
        let Some(file) = sources.get(file.0 as usize) else { continue };
        let found = texts_at(&file.text, &written);
        for ((place, origin), rest) in loaded.into_iter().zip(written).zip(found) {
            let text = rest.zip(origin.last()).and_then(|(rest, key)| number_at(rest, &key));
            texts.extend(text.map(|text| (place.clone(), text)));
        }
    }
    texts
}

/// The number that a text starts with, or that stands behind the key that it starts with.
fn number_at<'t>(rest: &'t str, key: &str) -> Option<&'t str> {
    let quotes = ['"', '\''];
    let behind = rest.trim_start_matches(quotes).strip_prefix(key);
    let value = behind.and_then(|rest| rest.trim_start_matches(quotes).trim_start().strip_prefix(':'));
    let value = value.unwrap_or(rest).trim_start().trim_start_matches('+');
    let end = value.find(|sign: char| !sign.is_ascii_digit() && !"+-.eE".contains(sign));
    value.get(..end.unwrap_or(value.len())).filter(|number| number.starts_with(|sign: char| sign != '.'))
}

/// Writes a value as JSON.
fn write(
    value: &Value,
    at: &JsonPlace<'_>,
    exact: &dyn Fn(&serde_json::Number, &JsonPlace<'_>) -> Option<Number>,
    text: &mut String,
) {
    let between = |text: &mut String, index: usize| text.push_str(if index == 0 { "" } else { "," });
    match value {
        Value::Number(number) => {
            *text += &exact(number, at).map_or_else(|| number.to_string(), |exact| exact.to_string());
        }
        Value::Array(items) => {
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                between(text, index);
                write(item, &at.index(index), exact, text);
            }
            text.push(']');
        }
        Value::Object(members) => {
            text.push('{');
            for (index, (key, member)) in members.iter().enumerate() {
                between(text, index);
                *text += &format!("{}:", Value::from(key.as_str()));
                write(member, &at.key(key), exact, text);
            }
            text.push('}');
        }
        other => *text += &other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::{Diagnostics, SourceId};
    use crate::document::schema::{Literal, Schema};
    use crate::document::{DocumentInput, SourceFile, load};

    /// A schema as the action of an overlay leaves it, from a document in YAML or in JSON on one line.
    fn read(schema: &str, is_json: bool, overlay: &str) -> Schema {
        let text = if is_json {
            format!(
                r#"{{"openapi":"3.1.0","info":{{"title":"t","version":"1"}},"paths":{{}},"components":{{"schemas":{{"A":{schema}}}}}}}"#
            )
        } else {
            format!(
                "openapi: 3.1.0\ninfo: {{title: t, version: '1'}}\npaths: {{}}\ncomponents:\n  schemas:\n    A: {schema}\n"
            )
        };
        let has_overlay = !overlay.is_empty();
        let overlay = format!("overlay: 1.0.0\ninfo: {{title: o, version: '1'}}\nactions: [{overlay}]\n");
        let file = |path: &str, text| SourceFile { path: path.to_owned(), text };
        let sources = [file("a", text), file("b", overlay)];
        let overlays = if has_overlay { vec![SourceId(1)] } else { Vec::new() };
        let input = DocumentInput { overlays, ..DocumentInput::default() };
        let mut diagnostics = Diagnostics::default();
        let document = load(&sources, &input, &mut diagnostics).unwrap();
        document.schemas.iter().last().unwrap().clone()
    }

    #[test]
    fn numbers_keep_all_their_digits() {
        let schema = r#"{"type":"number","minimum":-18446744073709551616,"maximum": 100000000000000000000000,
            "multipleOf":0.12345678901234567890, "default": {"a": [1, 18446744073709551616, 1.5]},
            "enum": [18446744073709551617, 18446744073709551616, 18446744073709551615, 1e3, 9007199254740993.5]}"#;
        for is_json in [true, false] {
            let schema = read(schema, is_json, "");
            let limits: Vec<String> = [schema.least(), schema.most()]
                .into_iter()
                .flatten()
                .map(|(number, _)| number.to_string())
                .collect();
            assert_eq!(limits, ["-18446744073709551616", "100000000000000000000000"]);
            let values: Vec<String> = schema.enumeration.iter().map(Literal::to_string).collect();
            let expected = [
                "18446744073709551617",
                "18446744073709551616",
                "18446744073709551615",
                "1000.0",
                "9007199254740993.5",
            ];
            assert_eq!(values, expected);
            let default = schema.default_value().unwrap().to_string();
            assert_eq!(default, r#"{"a":[1,18446744073709551616,1.5]}"#);
        }
    }

    #[test]
    fn an_overlay_may_say_them() {
        let action = "{target: $.components.schemas.A, update: {maximum: 36893488147419103233, const: +36893488147419103233}}";
        let schema = read("{type: integer, maximum: 18446744073709551617}", false, action);
        assert_eq!(schema.most().unwrap().0.to_string(), "36893488147419103233");
        assert_eq!(schema.values()[0].to_string(), "36893488147419103233");
    }
}
