//! Documents with the keys of their mappings in another order.
//!
//! Where the order of keys shows in the generated code, it has a meaning and stays: the members of `properties` become
//! the fields of a struct and its arguments in that order, and `mapping` and `scopes` are lists in the disguise of
//! mappings. Values (`example`, `default`, `enum`, `x-...`) are data and stay as they are.

use serde_json::{Map, Value};

/// Mappings whose members keep their order.
const ORDERED: &[&str] = &["properties", "mapping", "scopes"];

/// Members whose values are data of the document's author.
const DATA: &[&str] = &["const", "default", "enum", "example", "examples", "value"];

/// A generator of numbers that are the same in every run (splitmix64).
#[derive(Clone, Copy, Debug)]
pub struct Random(pub u64);

impl Random {
    /// The next number below `end`, which is not zero.
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % end.max(1) as u64) as usize
    }
}

/// Puts the members of every mapping whose order has no meaning into another order.
pub fn shuffle(document: &mut Value, random: &mut Random) {
    match document {
        Value::Object(object) => object_members(object, true, random),
        Value::Array(items) => items.iter_mut().for_each(|item| shuffle(item, random)),
        _ => {}
    }
}

fn object_members(object: &mut Map<String, Value>, is_free: bool, random: &mut Random) {
    let mut members: Vec<(String, Value)> = std::mem::take(object).into_iter().collect();
    if is_free {
        for end in (2..=members.len()).rev() {
            members.swap(end - 1, random.below(end));
        }
    }
    for (key, value) in &mut members {
        // A property may be called `default`; then the mapping around it keeps its order and this is its schema.
        if is_free && (DATA.contains(&key.as_str()) || key.starts_with("x-")) {
            continue;
        }
        match value {
            Value::Object(inner) => {
                object_members(inner, !(is_free && ORDERED.contains(&key.as_str())), random)
            }
            other => shuffle(other, random),
        }
    }
    object.extend(members);
}
