//! Values of alternatives.

use super::maker::{Maker, all_of};
use super::merge::MORE;
use super::purpose::Purpose;
use super::schema::required;
use super::{Form, Object};
use serde_json::Value;
use std::collections::BTreeSet;

/// How an alternative is tried: the property that distinguishes it may be optional, or another value of an enum.
const WAYS: [(Option<Form>, usize); 4] =
    [(None, 0), (Some(Form::All), 0), (Some(Form::All), 1), (Some(Form::All), 2)];

impl Maker<'_> {
    /// A value of the first schema that extends this one, if a discriminator says which do: a value of the base alone
    /// may not be valid as one of them.
    pub(super) fn of_child(&self, schema: &Value, purpose: Purpose<'_>) -> Option<Value> {
        let reference = schema.get("$ref").and_then(Value::as_str)?;
        let base = self.sampler.target(reference)?;
        let discriminator =
            base.get("discriminator").filter(|_| base.get("oneOf").or(base.get("anyOf")).is_none())?;
        let mapping = discriminator.get("mapping").and_then(Value::as_object)?;
        let children: Vec<_> =
            mapping.values().filter_map(Value::as_str).filter(|child| *child != reference).collect();
        let list = discriminator.to_string();
        let at = match self.shown.borrow().open(&list, children.len()).first() {
            Some(at) if self.is_varied => *at,
            _ => 0,
        };
        let child = Value::Object(Object::from_iter([("$ref".to_owned(), (*children.get(at)?).into())]));
        let open = self.open.get();
        let made = self.make_for(&child, purpose);
        self.note(&list, at, children.len(), open);
        let mut value = made?;
        self.tag(&mut value, &child, discriminator);
        self.sampler.is_valid(schema, &value).then_some(value)
    }

    /// Notes that an alternative was made, or cannot be, and whether there is more to show: in it, or in the others.
    /// `open` is how many lists had more to show before it.
    fn note(&self, list: &str, at: usize, count: usize, open: usize) {
        let mut shown = self.shown.borrow_mut();
        shown.set(list, at, self.open.get() > open);
        if !shown.open(list, count).is_empty() {
            self.open.set(self.open.get() + 1);
        }
    }

    /// A value of one of the alternatives. If only one may match, exactly one does; `None` if they overlap.
    pub(super) fn of_alternatives(
        &self,
        schema: &Object,
        keyword: &str,
        purpose: Purpose<'_>,
    ) -> Option<Value> {
        let whole = Value::Object(schema.clone());
        let mut base = schema.clone();
        let listed = base.remove(keyword)?;
        let alternatives = listed.as_array()?;
        if keyword == MORE {
            let parts = alternatives.iter().cloned().chain([Value::Object(base)]).collect();
            return self
                .make_for(&all_of(parts), purpose)
                .filter(|value| self.sampler.is_valid(&whole, value));
        }
        let discriminator = base.remove("discriminator");
        let list = listed.to_string();
        for (at, (form, index)) in self.attempts(alternatives.len(), &list) {
            let Some(alternative) = alternatives.get(at) else { continue };
            let (before, open) = (self.shown.borrow().clone(), self.open.get());
            let purpose = Purpose { index: purpose.index + index, ..purpose };
            let form = self.form.replace(form.unwrap_or(self.form.get()));
            let made = self.of_alternative(&base, alternative, discriminator.as_ref(), purpose);
            let made = made.and_then(|value| self.told_apart(value, &whole, alternative, alternatives));
            self.form.set(form);
            if made.is_some() {
                self.note(&list, at, alternatives.len(), open);
                return made;
            }
            // What stands in it is not shown either, and it is not tried again for its own sake.
            self.shown.replace(before);
            self.open.set(open);
            self.shown.borrow_mut().set(&list, at, false);
        }
        None
    }

    /// Which alternatives are tried, and how, in this order. To show all of them, those with something to show come
    /// first, each in every way.
    fn attempts(&self, count: usize, list: &str) -> Vec<(usize, (Option<Form>, usize))> {
        let open = if self.is_varied { self.shown.borrow().open(list, count) } else { Vec::new() };
        let open = open.into_iter().flat_map(|at| WAYS.map(|way| (at, way)));
        open.chain(WAYS.iter().flat_map(|way| (0..count).map(|at| (at, *way)))).collect()
    }

    /// A value of both an alternative and the schema around it.
    fn of_alternative(
        &self,
        base: &Object,
        alternative: &Value,
        discriminator: Option<&Value>,
        purpose: Purpose<'_>,
    ) -> Option<Value> {
        if alternative.get("type").and_then(Value::as_str) == Some("null") {
            return None;
        }
        let parts = vec![Value::Object(base.clone()), alternative.clone()];
        let mut value = self.make_for(&all_of(parts), purpose)?;
        if let Some(discriminator) = discriminator {
            self.tag(&mut value, alternative, discriminator);
        }
        Some(value)
    }

    /// The value, if it is valid as a whole; where alternatives differ only in what they require, without what the
    /// others require.
    fn told_apart(
        &self,
        mut value: Value,
        whole: &Value,
        own: &Value,
        alternatives: &[Value],
    ) -> Option<Value> {
        if self.sampler.is_valid(whole, &value) {
            return Some(value);
        }
        let names = |schema: &Value| -> BTreeSet<String> {
            required(&self.sampler.merged(schema).schema).into_iter().map(str::to_owned).collect()
        };
        let kept: BTreeSet<String> = names(own).into_iter().chain(names(whole)).collect();
        let members = value.as_object_mut()?;
        for name in alternatives.iter().flat_map(names).filter(|name| !kept.contains(name)) {
            members.shift_remove(&name);
        }
        self.sampler.is_valid(whole, &value).then_some(value)
    }

    /// Sets the property that distinguishes an alternative, unless the alternative has another value for it.
    fn tag(&self, value: &mut Value, alternative: &Value, discriminator: &Value) {
        let Some(property) = discriminator.get("propertyName").and_then(Value::as_str) else { return };
        let Some(reference) = alternative.get("$ref").and_then(Value::as_str) else { return };
        let tag = Value::String(tag_of(reference, discriminator));
        let schema = self.sampler.merged(alternative).schema;
        let declared = schema.get("properties").and_then(|properties| properties.get(property));
        if let (true, Value::Object(members)) =
            (declared.is_none_or(|declared| self.sampler.is_valid(declared, &tag)), value)
        {
            members.insert(property.to_owned(), tag);
        }
    }
}

/// The value of the discriminator for a component: from the mapping, or the component's name.
pub(super) fn tag_of(reference: &str, discriminator: &Value) -> String {
    let name = reference.rsplit('/').next().unwrap_or(reference);
    let mapping = discriminator.get("mapping").and_then(Value::as_object);
    let means = |target: &Value| target.as_str().is_some_and(|target| target == reference || target == name);
    let tag = mapping.and_then(|mapping| mapping.iter().find(|(_, target)| means(target)));
    tag.map_or(name, |(tag, _)| tag).to_owned()
}
