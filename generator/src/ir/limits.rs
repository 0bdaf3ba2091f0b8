//! What narrows the values of a type without changing it.

mod bound;
mod value;

pub use bound::Bound;
pub use value::{Alternative, Part, PlacedLimit, ValueLimits};

use crate::number::Number;
use crate::pointer::Pointer;
use serde_json::Value;
use std::cmp::Ordering;
use std::collections::BTreeMap;

macro_rules! keywords {
    ($($name:literal of $values:ident: $keyword:ident is $kind:ident, $bounds:ident, $says:literal;)+) => {
        /// A keyword that narrows values.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum LimitKeyword {
            $(#[doc = concat!("`", $name, "`.")] $keyword,)+
        }

        impl LimitKeyword {
            /// All of them, in the order in which the documentation says them.
            pub const ALL: &'static [Self] = &[$(Self::$keyword),+];

            /// What the table says of it.
            pub const fn row(self) -> LimitRow {
                match self {
                    $(Self::$keyword => LimitRow {
                        name: $name,
                        speaks_of: Values::$values,
                        kind: LimitKind::$kind,
                        side: LimitSide::$bounds,
                        says: $says,
                    },)+
                }
            }
        }
    };
}

// A row is all that such a keyword needs. Its value, which is of the given kind, stands in the sentence at the `#`; a
// count makes a plural of the word behind it.
keywords! {
    "minLength" of Strings: MinLength is Count, Least, "At least # character";
    "maxLength" of Strings: MaxLength is Count, Most, "At most # character";
    "minItems" of Arrays: MinItems is Count, Least, "At least # item";
    "maxItems" of Arrays: MaxItems is Count, Most, "At most # item";
    "minProperties" of Objects: MinProperties is Count, Least, "At least # member";
    "maxProperties" of Objects: MaxProperties is Count, Most, "At most # member";
    "uniqueItems" of Arrays: UniqueItems is Flag, Neither, "The items are unique";
    "minimum" of Numbers: Minimum is Number, Least, "At least #";
    "exclusiveMinimum" of Numbers: ExclusiveMinimum is NumberOrFlag, Least, "More than #";
    "maximum" of Numbers: Maximum is Number, Most, "At most #";
    "exclusiveMaximum" of Numbers: ExclusiveMaximum is NumberOrFlag, Most, "Less than #";
    "multipleOf" of Numbers: MultipleOf is Number, Neither, "A multiple of #";
    "pattern" of Strings: Pattern is Text, Neither, "Pattern: #";
}

/// What there is to know about a keyword that narrows values.
#[derive(Clone, Copy, Debug)]
pub struct LimitRow {
    /// The keyword.
    pub name: &'static str,
    /// The values that it says something about.
    pub speaks_of: Values,
    /// The kind of its own value.
    pub kind: LimitKind,
    /// Which end of a range it is.
    pub side: LimitSide,
    /// The sentence of the documentation, without its end.
    pub says: &'static str,
}

/// The values that a keyword says something about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Values {
    /// All.
    All,
    /// Texts.
    Strings,
    /// Numbers.
    Numbers,
    /// What has a `format`.
    Scalars,
    /// Objects.
    Objects,
    /// Lists.
    Arrays,
}

/// The kind of the value of a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LimitKind {
    /// How many there may be.
    Count,
    /// A number.
    Number,
    /// A number; or, as OpenAPI 3.0 has it, whether the bound beside it is exclusive.
    NumberOrFlag,
    /// Whether it holds.
    Flag,
    /// A text.
    Text,
}

/// Which end of a range a limit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LimitSide {
    /// A larger one allows less.
    Least,
    /// A smaller one allows less.
    Most,
    /// Two of them cannot be compared.
    Neither,
}

/// A limit: a keyword with its value.
#[derive(Clone, Debug, PartialEq)]
pub struct WrittenLimit {
    /// The keyword.
    pub keyword: LimitKeyword,
    /// Its value.
    pub value: LimitValue,
}

/// The value of a limit.
#[derive(Clone, Debug, PartialEq)]
pub enum LimitValue {
    /// A count, or another number.
    Number(Number),
    /// That it holds, or does not.
    Flag(bool),
    /// A text.
    Text(String),
}

/// What the Rust type of a schema does not show. Most schemas have nothing of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Limits {
    /// The format, where the type does not say it.
    pub format: Option<String>,
    /// The keywords that narrow the values, in the order of the table: those that hold for every value are not among
    /// them, and of two at one end of a range only the narrower one is.
    pub narrowing: Vec<WrittenLimit>,
    /// The known numbers, where they are not an enumeration of integers, as JSON texts.
    pub values: Vec<String>,
    /// The default that the documentation shows, as JSON text: of the place itself, else of the alias that it uses.
    pub default: Option<String>,
    /// What narrows the values inside.
    pub inside: Option<Box<InnerLimits>>,
    /// What has no keyword in the table and no sentence, by its place in the schema: conditions, `not`, `contains`,
    /// other keys being forbidden. Documentation leaves it out.
    pub rest: BTreeMap<Pointer, Limit>,
}

/// What narrows each of the values inside another one.
#[derive(Clone, Debug, PartialEq)]
pub struct InnerLimits {
    /// Which values these are.
    pub of: Inner,
    /// What narrows them.
    pub limits: Limits,
}

/// The values inside another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inner {
    /// The items of a list.
    Items,
    /// The values of a map.
    Values,
    /// The members of an object beside those that it names.
    Others,
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
    /// Adds what another schema says of the same values. Of two defaults or formats, the other one counts.
    pub(crate) fn and(&mut self, other: Self) {
        let Self { format, narrowing, values, default, inside, rest } = other;
        self.format = format.or(self.format.take());
        narrowing.into_iter().for_each(|limit| self.narrow(limit));
        if self.values.is_empty() {
            self.values = values;
        } else if !values.is_empty() {
            self.values.retain(|value| values.contains(value));
        }
        self.default = default.or(self.default.take());
        match (&mut self.inside, inside) {
            (Some(own), Some(more)) if own.of == more.of => own.limits.and(more.limits),
            (own, more) => *own = more.or(own.take()),
        }
        for (place, limit) in rest {
            let limit = match self.rest.remove(&place) {
                Some(own) => own.and(limit),
                None => limit,
            };
            self.rest.insert(place, limit);
        }
    }

    /// Adds one keyword, if it leaves out what those that are there do not.
    fn narrow(&mut self, limit: WrittenLimit) {
        let same = self.narrowing.iter_mut().find(|known| {
            let is_same_end = known.keyword.row().side != LimitSide::Neither
                && known.keyword.inclusive().0 == limit.keyword.inclusive().0;
            is_same_end || **known == limit
        });
        match same {
            Some(known) if limit.is_tighter(known) => *known = limit,
            Some(_) => return,
            None => self.narrowing.push(limit),
        }
        self.narrowing.sort_by_key(|limit| limit.keyword);
    }

    /// Each limit that narrows the value itself, by its place in the schema. A bound has the place of one that includes
    /// its end.
    pub fn each(&self) -> BTreeMap<Pointer, Limit> {
        let at = |keyword: &str| Pointer::root().child(keyword);
        let narrowing = self.narrowing.iter().map(|limit| {
            let (keyword, is_exclusive) = limit.keyword.inclusive();
            (at(keyword.row().name), limit.limit(is_exclusive))
        });
        let format = self.format.as_deref().map(|format| (at("format"), Limit::All(vec![format.into()])));
        let values = self.values.iter().filter_map(|value| serde_json::from_str(value).ok());
        let values = Some(values.collect::<Vec<_>>()).filter(|values| !values.is_empty());
        let values = values.map(|values| (at("enum"), Limit::Values(values)));
        narrowing.chain(format).chain(values).chain(self.rest.clone()).collect()
    }
}

impl LimitKeyword {
    /// The bound that includes its end, and whether this one does not.
    fn inclusive(self) -> (Self, bool) {
        match self {
            Self::ExclusiveMinimum => (Self::Minimum, true),
            Self::ExclusiveMaximum => (Self::Maximum, true),
            other => (other, false),
        }
    }
}

impl WrittenLimit {
    /// Whether it leaves more values out than another one at the same end of a range.
    fn is_tighter(&self, other: &Self) -> bool {
        let limit = |one: &Self| one.limit(one.keyword.inclusive().1);
        match (limit(self), limit(other)) {
            (Limit::Least(one), Limit::Least(other)) => one.is_tighter(&other, Ordering::Greater),
            (Limit::Most(one), Limit::Most(other)) => one.is_tighter(&other, Ordering::Less),
            _ => false,
        }
    }

    fn limit(&self, is_exclusive: bool) -> Limit {
        match (&self.value, self.keyword.row().side) {
            (LimitValue::Number(value), LimitSide::Least) => {
                Limit::Least(Bound::new(value.clone(), is_exclusive))
            }
            (LimitValue::Number(value), LimitSide::Most) => {
                Limit::Most(Bound::new(value.clone(), is_exclusive))
            }
            (LimitValue::Number(value), LimitSide::Neither) => Limit::All(vec![value.into()]),
            (LimitValue::Text(text), _) => Limit::All(vec![text.as_str().into()]),
            (LimitValue::Flag(holds), _) => Limit::All(vec![(*holds).into()]),
        }
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
        (Value::Number(left), Value::Number(right)) => Number::from(left.clone()) == right.clone().into(),
        _ => left == right,
    }
}
