//! The samples of one operation: its parameters and its body.

use super::maker::Maker;
use super::schema::is_set;
use super::shown::Shown;
use super::{Form, Object, Sampler};
use crate::pointer::Pointer;
use serde_json::Value;
use std::collections::BTreeMap;

/// How many samples show the alternatives of a body at most.
const MOST: usize = 100;

/// The input of one call of an operation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OperationSample {
    /// The values of the parameters, by location (`path`, `query`, `header` or `cookie`) and name.
    pub parameters: BTreeMap<(String, String), Value>,
    /// The body.
    pub body: Option<Value>,
}

impl Sampler<'_> {
    /// A sample of the operation at this place of the document, with a body of the media type that `is_sent` chooses.
    ///
    /// Parameters for which no value was found are left out.
    pub fn operation(
        &self,
        pointer: &Pointer,
        is_sent: impl Fn(&str) -> bool,
        form: Form,
    ) -> OperationSample {
        let mut sample = OperationSample::default();
        let Some(operation) = self.at(pointer) else { return sample };
        let shared = pointer.parent().and_then(|pointer| self.at(&pointer));
        for item in shared.into_iter().chain([operation]) {
            for parameter in item.get("parameters").and_then(Value::as_array).into_iter().flatten() {
                self.add_parameter(parameter, &mut sample);
            }
        }
        let Some((body, name, media)) = self.body(operation, is_sent) else { return sample };
        sample.body = self.content(media, "body", form);
        let is_empty = sample.body.as_ref().and_then(Value::as_object).is_some_and(Object::is_empty);
        // Of an empty form nothing is sent, and a body that is required would not be there.
        if is_empty && !name.contains("json") && body.as_object().is_some_and(|body| is_set(body, "required"))
        {
            sample.body = self.least(media).or(sample.body);
        }
        sample
    }

    /// Samples of everything that differ from each other in the alternatives of the body, as many as it takes to show
    /// each of these once.
    pub fn variations(&self, pointer: &Pointer, is_sent: impl Fn(&str) -> bool) -> Vec<OperationSample> {
        let all = self.operation(pointer, &is_sent, Form::All);
        let media = self.at(pointer).and_then(|operation| self.body(operation, &is_sent));
        let Some(schema) = media.and_then(|(_, _, media)| media.get("schema")) else { return Vec::new() };
        let (mut samples, mut shown) = (Vec::new(), Shown::default());
        while samples.len() < MOST {
            let maker = Maker::varied(*self, shown.clone());
            let Some(body) = maker.make(schema, "body") else { break };
            let is_last = maker.open.get() == 0;
            if *maker.shown.borrow() == shown {
                break;
            }
            shown = maker.shown.take();
            samples.push(OperationSample { body: Some(body), ..all.clone() });
            if is_last {
                break;
            }
        }
        samples
    }

    /// The body of an operation, with the media type that is sent.
    fn body<'v>(
        &'v self,
        operation: &'v Value,
        is_sent: impl Fn(&str) -> bool,
    ) -> Option<(&'v Value, &'v str, &'v Value)> {
        let body = self.resolve(operation.get("requestBody")?)?;
        let content = body.get("content")?.as_object()?;
        content.iter().find(|(name, _)| is_sent(name)).map(|(name, media)| (body, name.as_str(), media))
    }

    /// The least that a form without required members can hold: the example of the document, or the first member.
    fn least(&self, media: &Value) -> Option<Value> {
        let all = self.content(media, "body", Form::All)?;
        let schema = media.get("schema")?;
        let is_usable = |value: &&Value| value.is_object() && self.is_valid(schema, value);
        let first = || {
            let (name, value) = all.as_object()?.iter().next()?;
            Some(Value::Object(Object::from_iter([(name.clone(), value.clone())])))
        };
        media.get("example").filter(is_usable).cloned().or_else(first)
    }

    /// A sample of the operation's first successful response with a body of JSON or of any kind, and the place of that
    /// media type; `None` if the document has an example of its own.
    pub fn answer(&self, pointer: &Pointer) -> Option<(Pointer, Value)> {
        let responses = self.at(pointer)?.get("responses")?.as_object()?;
        let (status, response) = responses
            .iter()
            .find(|(status, _)| status.starts_with('2'))
            .or(responses.get_key_value("default"))?;
        let at = match response.get("$ref").and_then(Value::as_str) {
            Some(reference) => Pointer::parse(reference.strip_prefix('#')?)?,
            None => pointer.child("responses").child(status),
        };
        let content = self.resolve(response)?.get("content")?.as_object()?;
        let (media_type, media) = content.iter().find(|(name, _)| name.contains("json") || *name == "*/*")?;
        let is_given = media.get("example").is_some() || media.get("examples").is_some();
        let sample = self.schema(media.get("schema")?, "body", Form::All).filter(|_| !is_given)?;
        Some((at.child("content").child(media_type), sample))
    }

    /// The node at a place, where a path item may be a reference to another.
    fn at(&self, pointer: &Pointer) -> Option<&Value> {
        self.document.pointer(pointer.as_str()).or_else(|| {
            let path = self.resolve(self.document.pointer(pointer.parent()?.as_str())?)?;
            path.get(pointer.last()?)
        })
    }

    /// Objects and lists in parameters are not empty: an empty one cannot be distinguished from a missing one.
    fn add_parameter(&self, parameter: &Value, sample: &mut OperationSample) {
        let Some(parameter) = self.resolve(parameter) else { return };
        let text = |keyword: &str| parameter.get(keyword).and_then(Value::as_str);
        let (Some(place), Some(name)) = (text("in"), text("name")) else { return };
        let content = parameter.get("content").and_then(Value::as_object);
        let media = content.and_then(|content| content.values().next());
        if let Some(value) = self.content(media.unwrap_or(parameter), name, Form::All) {
            sample.parameters.insert((place.to_owned(), name.to_owned()), value);
        }
    }

    /// A value of a parameter or of a media type: an example of it, or a value of its schema.
    fn content(&self, content: &Value, name: &str, form: Form) -> Option<Value> {
        let schema = content.get("schema").unwrap_or(&Value::Bool(true));
        let named = content.get("examples").and_then(Value::as_object);
        let named = named
            .into_iter()
            .flat_map(Object::values)
            .filter_map(|example| self.resolve(example)?.get("value"));
        let mut given = content.get("example").into_iter().chain(named);
        let is_plain = |value: &&Value| form == Form::All || !(value.is_object() || value.is_array());
        let is_usable = |value: &&Value| is_plain(value) && !value.is_null() && self.is_valid(schema, value);
        match given.find(is_usable) {
            Some(Value::Object(given)) => Some(self.completed(given, schema, name)),
            Some(given) => Some(given.clone()),
            None => self.schema(schema, name, form),
        }
    }

    /// An example, completed with the members that it lacks if it stays valid with them.
    fn completed(&self, given: &Object, schema: &Value, name: &str) -> Value {
        let made = self.schema(schema, name, Form::All);
        let completed = made.as_ref().and_then(Value::as_object).map(|made| {
            let mut members = made.clone();
            members.extend(given.clone());
            Value::Object(members)
        });
        let is_valid = |value: &Value| self.is_valid(schema, value);
        completed.filter(is_valid).unwrap_or_else(|| Value::Object(given.clone()))
    }
}
