//! Reading and writing lists, maps, boxes and what may be absent.

use super::{Decode, Encode, Layout, Mismatch, Mode, Object, Result, Value, drift, leniency};
use std::collections::BTreeMap;

impl<T: Decode> Decode for Option<T> {
    fn layout() -> Layout {
        T::layout()
    }

    /// What cannot be read and stands for nothing is as good as `null`.
    fn decode(value: Value) -> Result<Self> {
        let is_nothing = stands_for_nothing(&value);
        match value {
            Value::Null => Ok(None),
            value => {
                let mark = drift::mark();
                match T::decode(value) {
                    Ok(value) => Ok(Some(value)),
                    Err(_) if is_nothing => {
                        mark.forget();
                        leniency::applied("null");
                        Ok(None)
                    }
                    Err(mismatch) => Err(mismatch),
                }
            }
        }
    }

    fn member(object: &mut Object, key: &'static str) -> Result<Self> {
        Ok(object.optional(key))
    }

    fn accepts(value: &Value) -> bool {
        value.is_null() || T::accepts(value)
    }

    fn reads_null() -> bool {
        true
    }
}

impl<T: Encode> Encode for Option<T> {
    fn encode(&self, mode: Mode) -> Value {
        self.as_ref().map_or(Value::Null, |value| value.encode(mode))
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }

    fn is_secret(&self) -> bool {
        self.as_ref().is_some_and(Encode::is_secret)
    }
}

impl<T: Decode> Decode for Box<T> {
    fn layout() -> Layout {
        T::layout()
    }

    fn decode(value: Value) -> Result<Self> {
        T::decode(value).map(Box::new)
    }

    fn accepts(value: &Value) -> bool {
        T::accepts(value)
    }

    fn takes_all() -> bool {
        T::takes_all()
    }

    fn reads_null() -> bool {
        T::reads_null()
    }
}

impl<T: Encode> Encode for Box<T> {
    fn encode(&self, mode: Mode) -> Value {
        (**self).encode(mode)
    }

    fn is_absent(&self) -> bool {
        (**self).is_absent()
    }

    fn is_secret(&self) -> bool {
        (**self).is_secret()
    }
}

impl<T: Decode> Decode for Vec<T> {
    fn layout() -> Layout {
        // A full list doubles.
        Layout::Items(T::layout, 2 * size_of::<T>())
    }

    /// What is absent is left out, as it is from a map. A list whose keys PHP has lost track of comes as an object with
    /// the keys `0` to `n`.
    fn decode(value: Value) -> Result<Self> {
        let items = list(value)?.into_iter().enumerate();
        let read = items.filter_map(|(index, item)| {
            let mark = drift::mark();
            let read = element(item).map_err(|mismatch| mismatch.in_index(index));
            mark.inside_item(index);
            read.transpose()
        });
        read.collect()
    }

    fn accepts(value: &Value) -> bool {
        value.as_array().is_some_and(|items| items.iter().all(is_item::<T>))
    }
}

impl<T: Encode> Encode for Vec<T> {
    fn encode(&self, mode: Mode) -> Value {
        let kept = self.iter().filter(|item| mode != Mode::Store || !item.is_secret());
        Value::Array(kept.map(|item| item.encode(mode)).collect())
    }
}

impl<T: Decode> Decode for BTreeMap<String, T> {
    fn layout() -> Layout {
        Layout::Values(T::layout)
    }

    /// PHP writes an empty map as `[]`, and some maps come as a list of objects with `key` and `value`.
    fn decode(value: Value) -> Result<Self> {
        let entries = match value {
            Value::Object(entries) => entries,
            Value::Array(items) => {
                leniency::applied("an object");
                pairs(items)?
            }
            other => return Err(Mismatch::kind("an object", &other)),
        };
        entries
            .into_iter()
            .filter_map(|(key, value)| {
                let mark = drift::mark();
                match element(value) {
                    Ok(value) => {
                        mark.inside_entry(&key);
                        value.map(|value| Ok((key, value)))
                    }
                    Err(mismatch) => Some(Err(mismatch.in_entry(key))),
                }
            })
            .collect()
    }

    fn accepts(value: &Value) -> bool {
        value.as_object().is_some_and(|members| members.values().all(is_item::<T>))
    }
}

/// Whether a value is one that servers write where there is none: PHP an empty list for a value of any kind, others an
/// empty text, and MySQL a date of zeros.
fn stands_for_nothing(value: &Value) -> bool {
    match value {
        Value::Array(items) => items.is_empty(),
        Value::String(text) => text.trim().is_empty() || text.starts_with("0000-00-00"),
        _ => false,
    }
}

/// The text of a value that [stands for nothing](stands_for_nothing).
pub(super) fn nothing(value: &Value) -> Option<String> {
    value.as_str().filter(|_| stands_for_nothing(value)).map(str::to_owned)
}

/// The items of a list, or of an object whose keys are `0` to `n`, in their order.
pub(crate) fn list(value: Value) -> Result<Vec<Value>> {
    match value {
        Value::Array(items) => Ok(items),
        Value::Object(mut members) => {
            let is_numbered = (0..members.len()).all(|index| members.contains_key(&index.to_string()));
            if !is_numbered {
                return Err(Mismatch::kind("a list", &Value::Object(members)));
            }
            leniency::applied("a list");
            Ok((0..members.len()).filter_map(|index| members.remove(&index.to_string())).collect())
        }
        other => Err(Mismatch::kind("a list", &other)),
    }
}

/// Whether a value is one that a list or a map may hold by its documentation.
fn is_item<T: Decode>(value: &Value) -> bool {
    value.is_null() || T::accepts(value)
}

/// Reads what a list or a map holds, or nothing where there is none.
fn element<T: Decode>(value: Value) -> Result<Option<T>> {
    if T::reads_null() {
        return T::decode(value).map(Some);
    }
    if value.is_null() {
        leniency::applied("a value");
    }
    Decode::decode(value)
}

/// Reads a map that is written as a list of pairs.
fn pairs(items: Vec<Value>) -> Result<serde_json::Map<String, Value>> {
    let mut entries = serde_json::Map::new();
    for (index, mut item) in items.into_iter().enumerate() {
        let key = item.get_mut("key").map(Value::take);
        let value = item.get_mut("value").map(Value::take);
        match (key, value) {
            (Some(key), Some(value)) => {
                let key = String::decode(key).map_err(|mismatch| mismatch.in_key("key").in_index(index))?;
                entries.insert(key, value);
            }
            _ => return Err(Mismatch::kind("an object with key and value", &item).in_index(index)),
        }
    }
    Ok(entries)
}

impl<T: Encode> Encode for BTreeMap<String, T> {
    fn encode(&self, mode: Mode) -> Value {
        let kept = self.iter().filter(|(_, value)| mode != Mode::Store || !value.is_secret());
        let key =
            |at: usize, key: &String| if mode == Mode::Private { format!("[{at}]") } else { key.clone() };
        let kept = kept.enumerate().map(|(at, (name, value))| (key(at, name), value.encode(mode)));
        Value::Object(kept.collect())
    }
}
