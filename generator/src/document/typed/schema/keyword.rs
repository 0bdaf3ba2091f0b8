//! The keywords of a schema of both tables: what each one speaks of, and how it is read.

use super::value::{
    additional, any, constant, default, discriminator, examples, flag, link, names, patterns, properties,
    schema, schemas, text, types, values,
};
use crate::document::place::JsonPlace;
use crate::document::schema::{Schema, SchemaTypes, schema_keywords};
use crate::document::typed::reader::Reader;
use crate::ir::{LimitKeyword, LimitKind, LimitValue, Values, WrittenLimit};
use serde_json::Value;

/// A keyword.
pub(super) struct Keyword {
    pub(super) name: &'static str,
    speaks_of: Values,
    /// Whether it holds schemas that nothing lowers.
    pub(super) is_condition: bool,
    /// Reads its value into the schema; says whether there was anything to read.
    read: fn(&mut Reader<'_>, Value, &JsonPlace<'_>, &mut Schema) -> bool,
}

/// A keyword of either table.
#[derive(Clone, Copy)]
pub(super) enum Known {
    Plain(&'static Keyword),
    Limit(LimitKeyword),
}

impl Known {
    pub(super) fn of(name: &str) -> Option<Self> {
        let plain = KEYWORDS.iter().find(|keyword| keyword.name == name).map(Self::Plain);
        let limits = LimitKeyword::ALL.iter();
        plain.or_else(|| limits.copied().find(|limit| limit.row().name == name).map(Self::Limit))
    }

    /// The values that it says something about.
    pub(super) fn speaks_of(self) -> Values {
        match self {
            Self::Plain(keyword) => keyword.speaks_of,
            Self::Limit(keyword) => keyword.row().speaks_of,
        }
    }

    /// Whether it holds schemas that nothing lowers.
    pub(super) fn is_condition(self) -> bool {
        matches!(self, Self::Plain(keyword) if keyword.is_condition)
    }

    /// Reads its value into the schema; says whether there was anything to read.
    pub(super) fn read(
        self,
        reader: &mut Reader<'_>,
        value: Value,
        at: &JsonPlace<'_>,
        schema: &mut Schema,
    ) -> bool {
        match self {
            Self::Plain(keyword) => (keyword.read)(reader, value, at, schema),
            Self::Limit(keyword) => {
                let value = limit(reader, keyword.row().kind, value, at);
                let is_there = value.is_some();
                schema.limits.extend(value.map(|value| WrittenLimit { keyword, value }));
                is_there
            }
        }
    }
}

/// The value of a keyword that narrows values.
fn limit(reader: &mut Reader<'_>, kind: LimitKind, value: Value, at: &JsonPlace<'_>) -> Option<LimitValue> {
    match (kind, value) {
        (LimitKind::Count, value) => {
            let count = u64::try_from(reader.count(value, at)?).ok()?;
            Some(LimitValue::Number(count.into()))
        }
        (LimitKind::Text, value) => reader.text(value, at).map(LimitValue::Text),
        (LimitKind::Number, value) | (LimitKind::NumberOrFlag, value @ Value::Number(_)) => {
            reader.number(value, at).map(LimitValue::Number)
        }
        (LimitKind::Flag | LimitKind::NumberOrFlag, value) => reader.flag(value, at).map(LimitValue::Flag),
    }
}

macro_rules! rows {
    ($($group:ident {
        $($name:literal of $values:ident: $slot:ident: $kind:ty = $read:ident;)+
    })+) => {
        &[$($(rows!(@row $group $name $values $slot $read),)+)+]
    };
    (@row plain $name:literal $values:ident $slot:ident $read:ident) => {
        Keyword {
            name: $name,
            speaks_of: Values::$values,
            is_condition: false,
            read: |reader, value, at, schema| schema.$slot.fill($read(reader, value, at)),
        }
    };
    (@row $group:ident $name:literal $values:ident $slot:ident $read:ident) => {
        Keyword {
            name: $name,
            speaks_of: Values::$values,
            is_condition: rows!(@condition $group),
            read: |reader, value, at, schema| {
                let value = $read(reader, value, at);
                schema.$group.get_or_insert_default().$slot.fill(value)
            },
        }
    };
    (@condition conditions) => { true };
    (@condition $group:ident) => { false };
}

/// The keywords that do not only narrow values.
pub(super) const KEYWORDS: &[Keyword] = schema_keywords!(rows);

/// Where the value of a keyword goes.
trait Slot {
    type Value;

    /// Takes the value, if there is one.
    fn fill(&mut self, value: Option<Self::Value>) -> bool;
}

impl<T> Slot for Option<T> {
    type Value = T;

    fn fill(&mut self, value: Option<T>) -> bool {
        *self = value;
        self.is_some()
    }
}

impl<T> Slot for Vec<T> {
    type Value = Self;

    fn fill(&mut self, value: Option<Self>) -> bool {
        let is_there = value.is_some();
        *self = value.unwrap_or_default();
        is_there
    }
}

impl Slot for SchemaTypes {
    type Value = Self;

    fn fill(&mut self, value: Option<Self>) -> bool {
        *self = value.unwrap_or_default();
        value.is_some()
    }
}

impl Slot for bool {
    type Value = Self;

    fn fill(&mut self, value: Option<Self>) -> bool {
        *self = value.unwrap_or_default();
        value.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::KEYWORDS;
    use crate::document::grammar::ObjectKind;
    use crate::ir::LimitKeyword;

    #[test]
    fn the_grammar_knows_every_keyword_that_is_read() {
        let known = |name| ObjectKind::Schema.fields().iter().any(|field| field.key == name);
        let limits = LimitKeyword::ALL.iter().map(|keyword| keyword.row().name);
        let read = KEYWORDS.iter().map(|keyword| keyword.name).chain(limits);
        let unknown: Vec<&str> = read.filter(|name| !known(*name)).collect();
        assert!(unknown.is_empty(), "{unknown:?}");
    }
}
