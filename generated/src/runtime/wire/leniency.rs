//! Counts how often leniency has read what the documentation does not allow: `1` as a text, `[]` as an object.
//! [`DriftKind::OtherForm`](crate::DriftKind::OtherForm) lists all of it, and each is noted as drift.
//!
//! What cannot be read at all is forgiven where it may be absent, if the caller wishes so: then only that member is
//! lost.
//!
//! A union asks for the count of each attempt, since a value is of the alternative that needs no leniency at all, at
//! any depth. The count is kept per thread, as the notes of [`drift`](super::drift) are: only what is lenient pays.

use super::drift;
use std::cell::Cell;

thread_local! {
    static COUNT: Cell<usize> = const { Cell::new(0) };
    static IS_FORGIVING: Cell<bool> = const { Cell::new(false) };
}

/// Notes that a value was read by leniency, since it does not have this form.
#[cold]
pub(crate) fn applied(expected: &'static str) {
    drift::other_form(expected);
    add(1);
}

/// Notes that values were read by leniency.
pub(crate) fn add(count: usize) {
    COUNT.set(COUNT.get().saturating_add(count));
}

/// How often leniency was applied until now.
pub(super) fn applications() -> usize {
    COUNT.get()
}

/// Forgets how often leniency was applied since there were so many applications.
pub(super) fn set_applications(count: usize) {
    COUNT.set(count);
}

/// Reads, and gives how often leniency was applied meanwhile. It counts for nobody else until it is [added](add).
pub(crate) fn count<T>(read: impl FnOnce() -> T) -> (T, usize) {
    let before = COUNT.replace(0);
    let read = read();
    (read, COUNT.replace(before))
}

/// Reads, and loses only the member that cannot be read, where it may be absent, or does not.
pub(crate) fn forgiving<T>(is_forgiving: bool, read: impl FnOnce() -> T) -> T {
    /// Restores what was before, even if what reads panics: it may be code of the caller.
    struct Before(bool);

    impl Drop for Before {
        fn drop(&mut self) {
            IS_FORGIVING.set(self.0);
        }
    }

    let _before = Before(IS_FORGIVING.replace(is_forgiving));
    read()
}

/// Reads as one of several types. What one of them loses might be what another one knows, so that nothing is forgiven.
pub(crate) fn trying<T>(read: impl FnOnce() -> T) -> T {
    forgiving(false, read)
}

/// Whether a member that may be absent is only lost if it cannot be read.
pub(super) fn is_forgiving() -> bool {
    IS_FORGIVING.get()
}

#[cfg(test)]
mod tests {
    use super::super::{Decode, Object, Result, Value, drift};
    use super::{add, applied, count, forgiving};
    use crate::unions::Alternatives;
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

    /// A number, or a text, of some size.
    #[derive(Debug, PartialEq)]
    enum Measure {
        Number(Thing<i64>),
        Text(Thing<String>),
    }

    #[derive(Debug, PartialEq)]
    struct Thing<T> {
        size: Option<T>,
    }

    impl<T: Decode> Decode for Thing<T> {
        fn decode(value: Value) -> Result<Self> {
            let mut object = Object::read(value, "Thing")?;
            let decoded = Self { size: object.optional("size") };
            object.finish(decoded)
        }
    }

    impl Decode for Measure {
        fn decode(value: Value) -> Result<Self> {
            Alternatives::new(value, "Measure")
                .attempt("Number", Self::Number)
                .attempt("Text", Self::Text)
                .finish()
        }
    }

    /// What has documented numbers in the place of texts, and texts in that of numbers.
    #[derive(Clone, Debug, PartialEq)]
    struct Numeric {
        id: String,
        at: Option<i64>,
        list: Option<Vec<String>>,
        other: Option<String>,
    }

    impl Decode for Numeric {
        fn decode(value: Value) -> Result<Self> {
            let mut object = Object::read(value, "Numeric")?;
            let decoded = Self {
                id: object.numeric().required("id")?,
                at: object.numeric().optional("at"),
                list: object.numeric().optional("list"),
                other: object.optional("other"),
            };
            object.finish(decoded)
        }
    }

    #[test]
    fn a_number_is_as_good_as_text_where_both_are_documented() {
        let read = |value: Value| {
            let ((read, lenient), found) = drift::collect(|| count(|| Numeric::decode(value)));
            (read, lenient, found.iter().map(|found| found.path.text()).collect::<Vec<_>>())
        };
        let list = vec!["1".to_owned(), "2".to_owned()];
        let full = Numeric { id: "7".to_owned(), at: Some(5), list: Some(list), other: None };
        for value in
            [json!({"id": 7, "at": "5", "list": [1, "2"]}), json!({"id": "7", "at": 5, "list": ["1", "2"]})]
        {
            assert_eq!(read(value), (Ok(full.clone()), 0, vec![]));
        }
        // Only the member that it is said of, whether that is there or not.
        let (other, lenient, found) = read(json!({"id": 7, "other": 8}));
        assert_eq!(
            (other.unwrap().other.as_deref(), lenient, found),
            (Some("8"), 1, vec!["other".to_owned()])
        );
        assert!(read(json!({"id": {}})).0.is_err() && read(json!({"at": 5})).0.is_err());
    }

    fn forgive<T: Decode>(value: Value) -> (Result<T>, Vec<String>) {
        let (read, found) = drift::collect(|| forgiving(true, || T::decode(value)));
        (read, found.iter().map(|found| found.path.text()).collect())
    }

    #[test]
    fn only_who_forgives_loses_a_member() {
        let odd = json!({"size": {}});
        assert!(Thing::<i64>::decode(odd.clone()).is_err());
        assert_eq!(forgive(odd.clone()), (Ok(Thing::<i64> { size: None }), vec!["size".to_owned()]));
        assert!(Thing::<i64>::decode(odd).is_err());
    }

    #[test]
    fn what_decides_on_the_type_is_never_forgiven() {
        let (read, found) = forgive::<Measure>(json!({"size": "big"}));
        assert_eq!((read, found.len()), (Ok(Measure::Text(Thing { size: Some("big".to_owned()) })), 0));
        // What is of none of the types loses all of it, where it may be absent.
        let (read, found) = forgive::<Thing<Measure>>(json!({"size": {"size": []}}));
        assert_eq!(
            (read, found),
            (Ok(Thing { size: Some(Measure::Number(Thing { size: None })) }), vec!["size.size".to_owned()])
        );
        let (read, found) = forgive::<Thing<Measure>>(json!({"size": {"size": {}}}));
        assert_eq!((read, found), (Ok(Thing { size: None }), vec!["size".to_owned()]));
    }

    #[test]
    fn what_reads_by_serde_forgives_nothing() {
        let read = forgiving(true, || crate::runtime::wire::from_slice::<Thing<i64>>(br#"{"size":{}}"#));
        assert!(read.is_err());
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
