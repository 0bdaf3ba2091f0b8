//! The samples of one operation: its parameters and its body.

use super::{Form, Object, Sampler};
use crate::pointer::Pointer;
use serde_json::Value;
use std::collections::BTreeMap;

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
        let body = operation.get("requestBody").and_then(|body| self.resolve(body));
        let content = body.and_then(|body| body.get("content")).and_then(Value::as_object);
        let media = content.and_then(|content| content.iter().find(|(name, _)| is_sent(name)));
        sample.body = media.and_then(|(_, media)| self.content(media, "body", form));
        sample
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
