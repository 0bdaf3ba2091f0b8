//! One constraint: what two of a keyword say together, and which of two is tighter.

use crate::compare::version_model::Location;
use serde_json::{Map, Value};
use std::cmp::Ordering;

/// How the constraints on a value changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::compare) enum ConstraintChangeKind {
    /// Some values are no longer allowed.
    Tightened,
    /// Values are allowed that were not.
    Loosened,
    /// It cannot be decided which of the two.
    Different,
    /// An object no longer takes keys that it does not name.
    Closed,
    /// It takes them now.
    Opened,
    /// There is one alternative more, or one less.
    Alternatives,
}

/// The value of a keyword.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Constraint {
    pub(super) value: Value,
    /// Whether the bound itself is not allowed.
    pub(super) is_exclusive: bool,
    /// Where it is written.
    pub(super) place: Location,
}

/// How the value of a keyword narrows what is allowed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ConstraintKind {
    /// A larger one allows less.
    LowerBound,
    /// A smaller one does.
    UpperBound,
    /// It lists what is allowed.
    AllowedValues,
    /// It lists what is needed.
    RequiredNames,
    /// It does or does not hold; two of them cannot be compared.
    Other,
}

fn kind_of(keyword: &str) -> ConstraintKind {
    use ConstraintKind::{AllowedValues, LowerBound, Other, RequiredNames, UpperBound};
    match keyword {
        "minimum" | "minLength" | "minItems" | "minProperties" | "minContains" => LowerBound,
        "maximum" | "maxLength" | "maxItems" | "maxProperties" | "maxContains" => UpperBound,
        "enum" => AllowedValues,
        "required" => RequiredNames,
        _ if keyword.starts_with("dependentRequired.") => RequiredNames,
        _ => Other,
    }
}

impl Constraint {
    pub(super) fn new(value: Value, place: Location) -> Self {
        Self { value, is_exclusive: false, place }
    }

    /// What both together allow.
    pub(super) fn and(self, other: Self, keyword: &str) -> Self {
        use ConstraintKind::{AllowedValues, LowerBound, Other, RequiredNames, UpperBound};
        let is_looser = |change| change == Some(ConstraintChangeKind::Loosened);
        match kind_of(keyword) {
            LowerBound | UpperBound if is_looser(self.change_to(&other, keyword)) => self,
            LowerBound | UpperBound => other,
            AllowedValues => {
                let both = list(&self.value).into_iter().filter(|value| has(&list(&other.value), value));
                Self { value: Value::Array(both.collect()), ..self }
            }
            RequiredNames | Other => {
                let mut all = list(&self.value);
                all.extend(list(&other.value).into_iter().filter(|value| !has(&list(&self.value), value)));
                all.sort_by_key(Value::to_string);
                let is_list = all.len() > 1 || self.value.is_array();
                let first = all.first().cloned().unwrap_or_default();
                Self { value: if is_list { Value::Array(all) } else { first }, ..self }
            }
        }
    }

    /// How the constraint becomes another one; `None` where it is the same.
    pub(super) fn change_to(&self, new: &Self, keyword: &str) -> Option<ConstraintChangeKind> {
        use ConstraintChangeKind::{Different, Loosened, Tightened};
        use ConstraintKind::{AllowedValues, LowerBound, Other, RequiredNames, UpperBound};
        if self.is_exclusive == new.is_exclusive && is_same(&self.value, &new.value) {
            return None;
        }
        let change = |is_tightened| {
            if is_tightened { Tightened } else { Loosened }
        };
        let covers = |all: &Value, some: &Value| list(some).iter().all(|value| has(&list(all), value));
        let kind = kind_of(keyword);
        match kind {
            LowerBound | UpperBound => match order(&new.value, &self.value) {
                Some(Ordering::Equal) => Some(change(new.is_exclusive)),
                Some(order) => Some(change((order == Ordering::Greater) == (kind == LowerBound))),
                None => Some(Different),
            },
            AllowedValues | RequiredNames => {
                match (covers(&self.value, &new.value), covers(&new.value, &self.value)) {
                    (true, true) => None,
                    (true, false) => Some(change(kind == AllowedValues)),
                    (false, true) => Some(change(kind == RequiredNames)),
                    (false, false) => Some(Different),
                }
            }
            Other => Some(Different),
        }
    }

    /// In words: `maxLength 5`.
    pub(super) fn word(&self, path: &str, keyword: &str) -> String {
        let exclusive = match keyword {
            "minimum" if self.is_exclusive => "exclusiveMinimum",
            "maximum" if self.is_exclusive => "exclusiveMaximum",
            keyword => keyword,
        };
        format!("{path}{exclusive} {}", self.value)
    }
}

fn list(value: &Value) -> Vec<Value> {
    match value {
        Value::Array(values) => values.clone(),
        one => vec![one.clone()],
    }
}

fn has(list: &[Value], value: &Value) -> bool {
    list.iter().any(|one| is_same(one, value))
}

/// Whether two values are the same, `1` and `1.0` included.
fn is_same(left: &Value, right: &Value) -> bool {
    left == right || order(left, right) == Some(Ordering::Equal)
}

/// Which of two numbers is larger; whole ones are compared exactly.
fn order(left: &Value, right: &Value) -> Option<Ordering> {
    let whole = |value: &Value| value.as_i64().map(i128::from).or_else(|| value.as_u64().map(i128::from));
    match whole(left).zip(whole(right)) {
        Some((left, right)) => Some(left.cmp(&right)),
        None => left.as_f64().zip(right.as_f64()).and_then(|(left, right)| left.partial_cmp(&right)),
    }
}

/// The bound that a schema sets in one direction, and whether the bound itself is not allowed. OpenAPI 3.0 says that by
/// a flag,
/// 3.1 by a number.
pub(super) fn bound(schema: &Map<String, Value>, plain: &str, strict: &str) -> Option<(Value, bool)> {
    let number = |keyword: &str| schema.get(keyword).filter(|value| value.is_number());
    let (bound, exclusive) = (number(plain), number(strict));
    let is_narrower = |bound: &Value, other: &Value| match plain {
        "minimum" => order(bound, other) == Some(Ordering::Greater),
        _ => order(bound, other) == Some(Ordering::Less),
    };
    match (bound, exclusive) {
        (Some(bound), Some(other)) if is_narrower(bound, other) => Some((bound.clone(), false)),
        (_, Some(exclusive)) => Some((exclusive.clone(), true)),
        (Some(bound), None) => Some((bound.clone(), schema.get(strict) == Some(&Value::Bool(true)))),
        (None, None) => None,
    }
}
