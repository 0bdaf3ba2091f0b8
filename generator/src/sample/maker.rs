//! Makes a value of a schema.

use super::merge::MORE;
use super::purpose::Purpose;
use super::schema::{count, is_set, kind, list};
use super::shown::Shown;
use super::{Form, Object, Sampler, format, number, text};
use serde_json::Value;
use std::cell::{Cell, RefCell};

/// At this depth, nothing more is made.
const DEPTH: usize = 24;
/// How many times a component may be nested in itself.
const REPEATED: usize = 2;
/// The most items that a list is made with.
const ITEMS: usize = 64;

/// Makes one sample.
pub(super) struct Maker<'d> {
    pub(super) sampler: Sampler<'d>,
    pub(super) form: Cell<Form>,
    /// The alternatives that were made, here and before.
    pub(super) shown: RefCell<Shown>,
    /// How many of the lists of alternatives that it came by have more to show.
    pub(super) open: Cell<usize>,
    /// Whether alternatives with something to show come first.
    pub(super) is_varied: bool,
    /// The references on the way to the place that is being made.
    references: RefCell<Vec<String>>,
    /// Which of them is the place itself; those after it are what it is made of.
    own: Cell<usize>,
    depth: Cell<usize>,
    size: Cell<usize>,
}

impl<'d> Maker<'d> {
    pub(super) fn new(sampler: Sampler<'d>, form: Form) -> Self {
        Self {
            sampler,
            form: Cell::new(form),
            shown: RefCell::default(),
            open: Cell::default(),
            is_varied: false,
            references: RefCell::default(),
            own: Cell::default(),
            depth: Cell::default(),
            size: Cell::default(),
        }
    }

    /// Makes a sample of everything, with alternatives that are not among these where there are any.
    pub(super) fn varied(sampler: Sampler<'d>, shown: Shown) -> Self {
        Self { shown: RefCell::new(shown), is_varied: true, ..Self::new(sampler, Form::All) }
    }

    /// A value of the schema.
    pub(super) fn make(&self, schema: &Value, name: &str) -> Option<Value> {
        self.make_for(schema, Purpose { name, index: 0 })
    }

    /// Whether optional values are made at this point.
    pub(super) fn is_full(&self) -> bool {
        self.form.get() == Form::All
            && self.depth.get() <= self.sampler.depth
            && self.size.get() <= self.sampler.size
    }

    pub(super) fn make_for(&self, schema: &Value, purpose: Purpose<'_>) -> Option<Value> {
        if self.depth.get() >= DEPTH {
            return None;
        }
        let own = self.own.get();
        let references = self.enter(schema)?;
        self.depth.set(self.depth.get() + 1);
        self.size.set(self.size.get() + 1);
        let made = self.of_child(schema, purpose).or_else(|| self.of_any(schema, purpose));
        self.depth.set(self.depth.get() - 1);
        self.references.borrow_mut().truncate(references);
        self.own.set(own);
        made
    }

    /// Records the references that a schema is made of; `None` if it would be nested in itself once too often.
    fn enter(&self, schema: &Value) -> Option<usize> {
        let mut references = self.references.borrow_mut();
        let before = references.len();
        self.collect(schema, &mut references, 0);
        let (known, new) = references.split_at(before);
        let is_too_deep =
            |reference: &&String| known.iter().filter(|known| known == reference).count() >= REPEATED;
        if new.iter().any(|reference| is_too_deep(&reference)) {
            references.truncate(before);
            return None;
        }
        if !new.is_empty() {
            self.own.set(before);
        }
        Some(before)
    }

    fn collect(&self, schema: &Value, references: &mut Vec<String>, depth: usize) {
        if depth >= DEPTH {
            return;
        }
        if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
            references.push(reference.to_owned());
            if let Some(target) = self.sampler.target(reference) {
                self.collect(target, references, depth + 1);
            }
        }
        for part in schema.as_object().map_or(&[][..], |schema| list(schema, "allOf")) {
            self.collect(part, references, depth + 1);
        }
    }

    /// The reference to the component that is being made.
    pub(super) fn reference(&self) -> Option<String> {
        self.references.borrow().get(self.own.get()).cloned()
    }

    fn of_any(&self, schema: &Value, purpose: Purpose<'_>) -> Option<Value> {
        let merged = self.sampler.merged(schema);
        if merged.is_never {
            return None;
        }
        let schema = &merged.schema;
        if purpose.index == 0
            && let Some(given) = self.given(schema)
        {
            return Some(given);
        }
        if let Some(fixed) = fixed(schema, purpose.index) {
            return Some(fixed);
        }
        for keyword in ["oneOf", "anyOf", MORE] {
            if !list(schema, keyword).is_empty() {
                return self.of_alternatives(schema, keyword, purpose);
            }
        }
        self.of_kind(schema, purpose)
    }

    /// The value that the document gives for the place, if it is valid.
    fn given(&self, schema: &Object) -> Option<Value> {
        // An example of an object has more than the required members, and hides the alternatives in it.
        let is_plain =
            |value: &&Value| (self.is_full() && !self.is_varied) || !(value.is_object() || value.is_array());
        let whole = Value::Object(schema.clone());
        let examples = schema.get("example").into_iter().chain(list(schema, "examples"));
        let mut candidates = examples.chain(schema.get("default")).filter(is_plain);
        let is_usable = |value: &&Value| !value.is_null() && self.sampler.is_valid(&whole, value);
        candidates.find(is_usable).cloned()
    }

    fn of_kind(&self, schema: &Object, purpose: Purpose<'_>) -> Option<Value> {
        match kind(schema) {
            Some("object") => self.object(schema, purpose),
            Some("array") => self.array(schema, purpose),
            Some("string") => self.string(schema, purpose),
            Some("integer") => number::integer(schema, purpose.index),
            Some("number") => number::number(schema, purpose.index),
            Some("boolean") => Some(Value::Bool(purpose.index == 0)),
            Some("null") => Some(Value::Null),
            _ => Some(Value::String(text::text(purpose, 0, usize::MAX))),
        }
    }

    fn string(&self, schema: &Object, purpose: Purpose<'_>) -> Option<Value> {
        let shortest = count(schema, "minLength").unwrap_or(0);
        let longest = count(schema, "maxLength").unwrap_or(usize::MAX);
        let pattern = schema.get("pattern").and_then(Value::as_str);
        let fits = |text: &String| {
            let length = text.chars().count();
            // A text that is made up has to be right for certain.
            let is_matched = pattern.is_none_or(|pattern| super::pattern::judge(pattern, text) == Some(true));
            (shortest..=longest).contains(&length) && is_matched
        };
        let text = |keyword: &str| schema.get(keyword).and_then(Value::as_str);
        // OpenAPI 3.1 says `contentEncoding: base64` where 3.0 says `format: byte`.
        let is_base64 = text("contentEncoding") == Some("base64");
        let format = text("format").or(is_base64.then_some("byte"));
        let made = format.and_then(|format| format::example(format, purpose)).filter(fits).or_else(|| {
            let plain = text::text(purpose, shortest, longest);
            match pattern {
                Some(pattern) if !fits(&plain) => {
                    super::pattern::example(pattern, shortest, longest, purpose.index)
                }
                _ => Some(plain),
            }
        });
        made.map(Value::String)
    }

    fn array(&self, schema: &Object, purpose: Purpose<'_>) -> Option<Value> {
        let fewest = count(schema, "minItems").unwrap_or(0);
        let most = count(schema, "maxItems").unwrap_or(usize::MAX);
        let first = list(schema, "prefixItems");
        let wanted = fewest.max(1).max(first.len()).min(most).min(ITEMS);
        let any = Value::Bool(true);
        let rest = schema.get("items").unwrap_or(&any);
        let mut items = Vec::with_capacity(wanted);
        for at in 0..wanted {
            let item = first.get(at).unwrap_or(rest);
            let index = if is_set(schema, "uniqueItems") { at } else { 0 };
            match self.make_for(item, Purpose { index: purpose.index + index, ..purpose }) {
                Some(item) if index == 0 || !items.contains(&item) => items.push(item),
                // An item that cannot be made is left out, unless that many are required.
                _ => break,
            }
        }
        self.add_contained(schema, &mut items, most)?;
        (items.len() >= fewest).then_some(Value::Array(items))
    }

    /// Adds the items that a list has to contain, in the place of others where it would be too long.
    fn add_contained(&self, schema: &Object, items: &mut Vec<Value>, most: usize) -> Option<()> {
        let Some(contained) = schema.get("contains") else { return Some(()) };
        let fewest = count(schema, "minContains").unwrap_or(1);
        let held = items.iter().filter(|item| self.sampler.is_valid(contained, item)).count();
        let rest = schema.get("items").unwrap_or(&Value::Bool(true)).clone();
        for index in held..fewest.min(ITEMS) {
            let item = all_of(vec![rest.clone(), contained.clone()]);
            let item = self.make_for(&item, Purpose { name: "item", index })?;
            if items.len() >= most {
                items.pop();
            }
            items.push(item);
        }
        self.sampler.is_valid(&Value::Object(schema.clone()), &Value::Array(items.clone())).then_some(())
    }
}

/// The only value of the schema, or the value of its list at this index.
fn fixed(schema: &Object, index: usize) -> Option<Value> {
    if let Some(fixed) = schema.get("const") {
        return Some(fixed.clone());
    }
    let values: Vec<_> = list(schema, "enum").iter().filter(|value| !value.is_null()).collect();
    values.get(index).or(values.first()).map(|value| (*value).clone())
}

pub(super) fn all_of(parts: Vec<Value>) -> Value {
    Value::Object(Object::from_iter([("allOf".to_owned(), Value::Array(parts))]))
}
