//! The call of one operation with one sample, as a caller would write it.

use super::value::{argument, file, raw};
use crate::emit::context::{Context, UNVERSIONED};
use crate::emit::ident::{ident, written};
use crate::emit::request::input::{Input, inputs};
use crate::emit::selection;
use crate::ir::{ContentType, Operation, ParameterLocation};
use crate::sample::{Form, OperationSample};
use serde_json::Value;
use std::collections::BTreeSet;

/// How many fields are selected.
const SELECTED: usize = 3;

/// An operation to call.
pub(super) struct Call<'c, 'a> {
    pub(super) cx: &'c Context<'a>,
    pub(super) operation: &'a Operation,
}

/// What is written for one sample.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Send {
    /// What the sample is called: `required`, `all`, `other 1`.
    form: String,
    /// The expression that makes the request; `None` where it cannot be made.
    pub(super) request: Option<String>,
    /// Inputs without a sample.
    pub(super) missing: Vec<String>,
    /// Inputs that are given.
    given: BTreeSet<String>,
}

impl Send {
    /// The statements of the test.
    pub(super) fn written(&self, operation: &str) -> String {
        let form = &self.form;
        let mut text = String::new();
        for name in &self.missing {
            let reason = format!("no value of `{name}` was found that is valid by its schema");
            text.push_str(&format!("    run.leave_out({operation:?}, {form:?}, {reason:?});\n"));
        }
        if let Some(request) = &self.request {
            text.push_str(&format!(
                "    run.send({operation:?}, {form:?}, || {{\n        Ok({request})\n    }});\n"
            ));
        }
        text
    }
}

impl Call<'_, '_> {
    /// The call with the values of the sample.
    pub(super) fn send(&self, sample: &OperationSample, form: Form, name: String) -> Send {
        let (mut arguments, mut setters) = (Vec::new(), String::new());
        let mut send = Send { form: name, ..Send::default() };
        // A sample of what is required holds no other properties than it needs, but all parameters.
        let is_given = |input: &&Input<'_>| {
            input.role.is_argument() || (input.role.is_setter() && (form == Form::All || input.is_property()))
        };
        for input in inputs(self.operation).iter().filter(is_given) {
            match value_of(sample, input).and_then(|value| self.written(input, &value)) {
                Some(value) if input.role.is_argument() => arguments.push(value),
                Some(value) => {
                    setters.push_str(&format!("\n            .{}({value})", ident(input.name)));
                    send.given.insert(input.key.to_owned());
                }
                None if input.role.is_argument() => send.missing.push(input.key.to_owned()),
                None => {}
            }
        }
        if !send.missing.is_empty() {
            return send;
        }
        if form == Form::All {
            setters.push_str(&self.fields().unwrap_or_default());
        }
        let modules: String =
            self.operation.module.iter().map(|name| format!("{}::", written(name))).collect();
        let function = format!("{UNVERSIONED}::{modules}{}", written(&self.operation.function));
        let request = format!("{function}({}){setters}", arguments.join(", "));
        send.request = Some(request);
        send
    }

    /// What may be given and is in none of the samples.
    pub(super) fn lacking(&self, sends: &[Send]) -> Vec<String> {
        let inputs = inputs(self.operation);
        let setters = inputs.iter().filter(|input| input.role.is_setter()).map(|input| input.key.to_owned());
        setters.filter(|key| !sends.iter().any(|send| send.given.contains(key))).collect()
    }

    fn written(&self, input: &Input<'_>, value: &Value) -> Option<String> {
        match input.raw() {
            Some(ContentType::File) => Some(file(self.cx, value)),
            Some(_) => Some(raw(value)),
            None => argument(self.cx, input.ty, value, input.is_option()),
        }
    }

    /// The call that selects the first fields.
    fn fields(&self) -> Option<String> {
        let (definition, structure) = self
            .cx
            .structure(self.operation.selects.filter(|_| self.operation.read_after_write.is_none())?)?;
        let name = ident(&definition.field_enum);
        let fields: Vec<_> = structure
            .fields
            .iter()
            .filter(|field| selection::is_selectable(field))
            .take(SELECTED)
            .map(|field| format!("{UNVERSIONED}::models::{name}::{}", ident(&field.selector)))
            .collect();
        (!fields.is_empty()).then(|| format!("\n            .fields([{}])", fields.join(", ")))
    }
}

/// The value of an input in a sample.
fn value_of(sample: &OperationSample, input: &Input<'_>) -> Option<Value> {
    match input.parameter() {
        Some(parameter) => {
            let place = match parameter.location {
                ParameterLocation::Path => "path",
                ParameterLocation::Query => "query",
                ParameterLocation::Header => "header",
                ParameterLocation::Cookie => "cookie",
            };
            let undeclared = (parameter.location == ParameterLocation::Path)
                .then(|| Value::String(parameter.wire_name.clone()));
            let key = (place.to_owned(), parameter.wire_name.clone());
            sample.parameters.get(&key).cloned().or(undeclared)
        }
        None if input.is_property() => sample.body.as_ref()?.get(input.key).cloned(),
        None => sample.body.clone(),
    }
}
