//! What narrows the values of a type without changing it.

mod value;

pub use value::{Alternative, Part, PlacedLimit, ValueLimits};

use crate::pointer::Pointer;
use serde_json::{Number, Value};
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// The keywords of a schema that its Rust type does not show. Most schemas have none.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Limits {
    /// The format, where the type does not say it.
    pub format: Option<String>,
    /// The length of a text in characters.
    pub length: Count,
    /// The number of items of a list.
    pub items: Count,
    /// The number of members of an object.
    pub properties: Count,
    /// Whether all items of a list differ.
    pub unique_items: bool,
    /// The least number.
    pub minimum: Option<Bound>,
    /// The greatest number.
    pub maximum: Option<Bound>,
    /// What a number is a multiple of.
    pub multiple_of: Option<Number>,
    /// The regular expression that a text matches somewhere.
    pub pattern: Option<String>,
    /// The known numbers, where they are not an enumeration of integers.
    pub values: Vec<Value>,
    /// The default that the documentation shows: of the place itself, else of the alias that it uses.
    pub default: Option<Value>,
    /// What narrows the items of a list or the values of a map.
    pub element: Option<Box<Limits>>,
    /// What has no member of its own and no sentence, by its place in the schema: conditions, `not`, `contains`, other
    /// keys being forbidden. Documentation leaves it out.
    pub rest: BTreeMap<Pointer, Limit>,
}

/// How many there may be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// At least.
    pub least: Option<u64>,
    /// At most.
    pub most: Option<u64>,
}

/// The end of a range of numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Bound {
    /// The number.
    pub value: Number,
    /// Whether that number itself is outside.
    pub is_exclusive: bool,
}

/// One limit, by what may be said of it and another one.
#[derive(Clone, Debug, PartialEq)]
pub enum Limit {
    /// No less than this.
    Least(Bound),
    /// No more than this.
    Most(Bound),
    /// One of these.
    Values(Vec<Value>),
    /// All of these names.
    Names(Vec<Value>),
    /// No keys that are not named.
    Closed,
    /// Each of these has to hold; two that differ cannot be compared.
    All(Vec<Value>),
}

impl Limits {
    /// Each limit that narrows the value itself, by its place in the schema. A bound has the place of one that includes
    /// its end.
    pub fn each(&self) -> BTreeMap<Pointer, Limit> {
        let count = |value: u64| Bound { value: value.into(), is_exclusive: false };
        let least = |least: Option<u64>| least.map(|least| Limit::Least(count(least)));
        let most = |most: Option<u64>| most.map(|most| Limit::Most(count(most)));
        let text = |text: &Option<String>| text.as_deref().map(|text| Limit::All(vec![text.into()]));
        let values = Some(&self.values).filter(|values| !values.is_empty());
        let multiple = self.multiple_of.clone();
        let own = [
            ("minLength", least(self.length.least)),
            ("maxLength", most(self.length.most)),
            ("minItems", least(self.items.least)),
            ("maxItems", most(self.items.most)),
            ("minProperties", least(self.properties.least)),
            ("maxProperties", most(self.properties.most)),
            ("uniqueItems", self.unique_items.then(|| Limit::All(vec![true.into()]))),
            ("minimum", self.minimum.clone().map(Limit::Least)),
            ("maximum", self.maximum.clone().map(Limit::Most)),
            ("multipleOf", multiple.map(|number| Limit::All(vec![Value::Number(number)]))),
            ("pattern", text(&self.pattern)),
            ("format", text(&self.format)),
            ("enum", values.cloned().map(Limit::Values)),
        ];
        let own =
            own.into_iter().filter_map(|(keyword, limit)| Some((Pointer::root().child(keyword), limit?)));
        own.chain(self.rest.clone()).collect()
    }
}

impl Limit {
    /// What two limits of one keyword allow together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Least(one), Self::Least(other)) => Self::Least(one.and(other, Ordering::Greater)),
            (Self::Most(one), Self::Most(other)) => Self::Most(one.and(other, Ordering::Less)),
            (Self::Values(one), Self::Values(other)) => {
                Self::Values(one.into_iter().filter(|value| contains(&other, value)).collect())
            }
            (Self::Names(one), Self::Names(other)) => Self::Names(union(one, other)),
            (Self::All(one), Self::All(other)) => Self::All(union(one, other)),
            (one, _) => one,
        }
    }
}

impl Bound {
    fn and(self, other: Self, inside: Ordering) -> Self {
        if other.is_tighter(&self, inside) { other } else { self }
    }

    /// Whether it leaves more numbers out than another one at the same end. `inside` is where the numbers of the range
    /// are, seen from its end.
    pub fn is_tighter(&self, other: &Self, inside: Ordering) -> bool {
        match order(&self.value, &other.value) {
            Some(Ordering::Equal) => self.is_exclusive && !other.is_exclusive,
            order => order == Some(inside),
        }
    }
}

fn union(mut all: Vec<Value>, other: Vec<Value>) -> Vec<Value> {
    let more: Vec<_> = other.into_iter().filter(|value| !contains(&all, value)).collect();
    all.extend(more);
    all.sort_by_key(Value::to_string);
    all
}

/// Whether a list holds a value, `1` and `1.0` being the same.
pub fn contains(list: &[Value], value: &Value) -> bool {
    list.iter().any(|one| is_same(one, value))
}

/// Whether two values are the same, `1` and `1.0` included.
fn is_same(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => order(left, right) == Some(Ordering::Equal),
        _ => left == right,
    }
}

/// Which of two numbers is larger; whole ones are compared exactly.
fn order(left: &Number, right: &Number) -> Option<Ordering> {
    let whole = |number: &Number| number.as_i64().map(i128::from).or(number.as_u64().map(i128::from));
    match whole(left).zip(whole(right)) {
        Some((left, right)) => Some(left.cmp(&right)),
        None => left.as_f64()?.partial_cmp(&right.as_f64()?),
    }
}
