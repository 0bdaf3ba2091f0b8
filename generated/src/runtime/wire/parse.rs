//! From the text of an answer to its values, of which only so many are made: what nobody reads is skipped, and the rest
//! takes so much memory at most.
//!
//! An object with one member takes seven bytes of text and some seven hundred of memory, so that a bound of the text
//! alone does not keep a process alive.

use super::{Layout, Value};
use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number};
use std::cell::Cell;
use std::fmt;

/// How much memory the values of an answer take at most, unless a client sets it: 192 MiB.
pub(crate) const MEMORY: usize = 192 << 20;

/// What a value takes in a list, and a member in an object beside its key and its node.
const VALUE: usize = size_of::<Value>();
/// What a text takes beside its letters: what the allocator adds.
const TEXT: usize = 16;
/// What a node of an object takes, and how many members stand in one that is not quite full.
const NODE: usize = 11 * (size_of::<String>() + size_of::<Value>()) + 16;
const MEMBERS: usize = 7;

/// Why a text gives no value.
#[derive(Debug)]
pub(crate) enum ParseError {
    /// It is not JSON.
    Syntax(serde_json::Error),
    /// Its values would take more memory than is allowed.
    TooLarge,
}

/// A text of so many bytes is parsed whole: it does no harm, and what nobody reads may still be an error.
const SMALL: usize = 64 << 10;

/// Parses a text whose values take so many bytes of memory at most, by an estimate. In a large one `null` stands for
/// what the layout does not read.
pub(crate) fn parse(text: &[u8], layout: Layout, memory: usize) -> Result<Value, ParseError> {
    let layout = if text.len() <= SMALL { Layout::Any } else { layout };
    let left = Cell::new(Some(memory));
    let mut deserializer = serde_json::Deserializer::from_slice(text);
    let parsed = Budget { left: &left, layout }.deserialize(&mut deserializer);
    let parsed = parsed.and_then(|value| deserializer.end().map(|()| value));
    parsed
        .map_err(|error| if left.get().is_none() { ParseError::TooLarge } else { ParseError::Syntax(error) })
}

/// What is left of the memory, `None` once it was too little, and what is to be read of the next value.
#[derive(Clone, Copy)]
struct Budget<'b> {
    left: &'b Cell<Option<usize>>,
    layout: Layout,
}

impl Budget<'_> {
    fn take<E: serde::de::Error>(self, bytes: usize) -> Result<(), E> {
        self.left.set(self.left.get().and_then(|left| left.checked_sub(bytes)));
        if self.left.get().is_some() { Ok(()) } else { Err(E::custom("the values take too much memory")) }
    }
}

impl<'de> DeserializeSeed<'de> for Budget<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Budget<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Value, E> {
        self.take(text.len() + TEXT)?;
        Ok(Value::from(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        let (layout, size) = self.layout.item();
        while let Some(item) = items.next_element_seed(Self { layout, ..self })? {
            self.take(size)?;
            if list.len() == list.capacity() {
                // A full list doubles, and has at least four places.
                self.take(VALUE * list.len().max(4))?;
            }
            list.push(item);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(key) = members.next_key::<String>()? {
            if object.len() % MEMBERS == 0 {
                self.take(NODE)?;
            }
            self.take(key.len() + TEXT)?;
            let value = match self.layout.member(&key) {
                Some(layout) => members.next_value_seed(Self { layout, ..self })?,
                None => {
                    members.next_value::<IgnoredAny>()?;
                    Value::Null
                }
            };
            object.insert(key, value);
        }
        Ok(Value::Object(object))
    }
}

#[cfg(test)]
mod tests {
    use super::{Layout, MEMORY, NODE, ParseError, SMALL, TEXT, VALUE};
    use serde_json::{Value, json};

    fn parse(text: &[u8], memory: usize) -> Result<Value, ParseError> {
        super::parse(text, Layout::Any, memory)
    }

    #[test]
    fn a_text_gives_the_values_that_it_holds() {
        let value = json!({
            "a": [null, true, -1, 18_446_744_073_709_551_615_u64, 1.5, "text\n", {}, []],
            "b": { "c": { "d": [[1], [2]] } },
        });
        for text in [
            value.to_string(),
            format!(" {value:#}\n"),
            "1e400".to_owned(),
            "[1,]".to_owned(),
            "{} x".to_owned(),
        ] {
            let expected = serde_json::from_str::<Value>(&text);
            match (parse(text.as_bytes(), MEMORY), expected) {
                (Ok(found), Ok(expected)) => assert_eq!(found, expected, "{text}"),
                (Err(ParseError::Syntax(found)), Err(expected)) => {
                    assert_eq!(found.to_string(), expected.to_string())
                }
                (found, expected) => panic!("{text}: {found:?} {expected:?}"),
            }
        }
    }

    /// The least memory with which a text is parsed.
    fn least(text: &str) -> usize {
        let fits = |memory: usize| !matches!(parse(text.as_bytes(), memory), Err(ParseError::TooLarge));
        (0..100_000).find(|memory| fits(*memory)).unwrap()
    }

    #[test]
    fn what_is_made_is_counted() {
        assert_eq!(least("17"), 0);
        assert_eq!(least("\"abc\""), TEXT + 3);
        assert_eq!(least("[1,2,3,4]"), 4 * VALUE);
        assert_eq!(least("[1,2,3,4,5]"), 8 * VALUE);
        assert_eq!(least(r#"{"ab":0}"#), NODE + TEXT + 2);
        let members: Vec<String> = (0..8).map(|at| format!("\"{at}\":0")).collect();
        assert_eq!(least(&format!("{{{}}}", members.join(","))), 2 * NODE + 8 * (TEXT + 1));
    }

    #[test]
    fn small_objects_do_not_take_a_hundred_times_their_text() {
        let text = format!("[{}0]", "{\"a\":0},".repeat(1 << 20));
        assert!(matches!(parse(text.as_bytes(), 16 * text.len()), Err(ParseError::TooLarge)));
    }

    #[test]
    fn what_nobody_reads_is_skipped_in_a_large_text() {
        fn item() -> Layout {
            Layout::Members("id\0all\0", &[("all", values)])
        }
        fn values() -> Layout {
            Layout::Values(item)
        }
        fn page() -> Layout {
            Layout::Members("data\0paging\0", &[("data", || Layout::Items(item, 7))])
        }
        let text = |fill: &str| {
            format!(
                r#"{{"data":[{{"id":{{"a":1}},"b":[1]}},{{"all":{{"k":{{"id":2,"c":[[{{}}]]}}}}}}],"paging":[3],
                "d":[{fill}0],"e\ud83d":0}}"#
            )
        };
        let large = text(&"{\"a\":0},".repeat(SMALL));
        let read = json!({
            "data": [{ "id": { "a": 1 }, "b": null }, { "all": { "k": { "id": 2, "c": null } } }],
            "paging": [3], "d": null, "e\u{fffd}": null,
        });
        assert_eq!(crate::runtime::wire::text::parse(large.as_bytes(), page(), 16 << 10).unwrap(), read);
        let small = text("").replace("\\ud83d", "");
        let whole: Value = serde_json::from_str(&small).unwrap();
        assert_eq!(super::parse(small.as_bytes(), page(), MEMORY).unwrap(), whole);
        for broken in [text(&"{\"a\":0},".repeat(SMALL)) + "]", large.replace("\"d\":[", "\"d\":[,")] {
            assert!(matches!(super::parse(broken.as_bytes(), page(), MEMORY), Err(ParseError::Syntax(_))));
        }
    }
}
