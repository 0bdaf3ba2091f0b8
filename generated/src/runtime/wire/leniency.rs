//! Counts how often leniency has read what the documentation does not allow: `1` as a text, `[]` as an object.
//! [`DriftKind::OtherForm`](crate::DriftKind::OtherForm) lists all of it, and each is noted as drift.
//!
//! A union asks for the count of each attempt, since a value is of the alternative that needs no leniency at all, at
//! any depth. The count is kept per thread, as the notes of [`drift`](super::drift) are: only what is lenient pays.

use super::drift;
use std::cell::Cell;

thread_local! {
    static COUNT: Cell<usize> = const { Cell::new(0) };
}

/// Notes that a value was read by leniency, since it does not have this form.
#[cold]
pub(crate) fn applied(expected: &'static str) {
    drift::other_form(expected);
    add(1);
}

/// Notes that values were read by leniency.
pub(super) fn add(count: usize) {
    COUNT.set(COUNT.get().saturating_add(count));
}

/// Reads, and gives how often leniency was applied meanwhile. It counts for nobody else until it is [added](add).
pub(super) fn count<T>(read: impl FnOnce() -> T) -> (T, usize) {
    let before = COUNT.replace(0);
    let read = read();
    (read, COUNT.replace(before))
}

#[cfg(test)]
mod tests {
    use super::super::{Decode, Value};
    use super::{add, applied, count};
    use serde_json::json;
    use std::collections::BTreeMap;

    #[test]
    fn counts_each_attempt_for_itself() {
        let ((), outer) = count(|| {
            applied("");
            let ((), inner) = count(|| {
                applied("");
                applied("");
            });
            assert_eq!(inner, 2);
            add(3);
        });
        assert_eq!(outer, 4);
    }

    fn of<T: Decode>(value: Value) -> usize {
        let (read, applied) = count(|| T::decode(value).map(drop));
        assert!(read.is_ok());
        applied
    }

    #[test]
    fn only_what_is_not_documented_is_lenient() {
        let exact = [
            of::<String>(json!("1")),
            of::<bool>(json!(true)),
            of::<f64>(json!(1)),
            of::<i64>(json!(1)),
            of::<i64>(json!(1.0)),
            of::<Vec<String>>(json!([])),
            of::<Option<String>>(json!(null)),
            of::<BTreeMap<String, Vec<i64>>>(json!({"a": [1]})),
        ];
        assert_eq!(exact, [0; 8]);
        let lenient = [
            of::<String>(json!(1)),
            of::<String>(json!(true)),
            of::<bool>(json!("true")),
            of::<f64>(json!("1")),
            of::<i64>(json!("1")),
            of::<Vec<i64>>(json!({"0": 1})),
            of::<Vec<i64>>(json!([null])),
            of::<Option<String>>(json!([])),
            of::<BTreeMap<String, i64>>(json!([])),
            of::<BTreeMap<String, i64>>(json!([{"key": "a", "value": 1}])),
            of::<BTreeMap<String, Vec<i64>>>(json!({"a": ["1"]})),
        ];
        assert_eq!(lenient, [1; 11]);
    }
}
