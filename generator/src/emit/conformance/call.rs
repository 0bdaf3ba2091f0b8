//! The call of one operation with one sample, as a caller would write it.

use super::value::{argument, file, raw};
use crate::emit::context::{Context, UNVERSIONED};
use crate::emit::ident::{ident, written};
use crate::emit::request::input::{Input, inputs};
use crate::emit::selection;
use crate::ir::{ContentType, Operation, ParameterLocation};
use crate::sample::{Form, OperationSample};
use serde_json::Value;

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
    /// The expression that makes the request; `None` where it cannot be made.
    pub(super) request: Option<String>,
    /// Inputs without a sample.
    missing: Vec<String>,
}

impl Send {
    /// The statements of the test.
    pub(super) fn written(&self, operation: &str, form: Form) -> String {
        let form = match form {
            Form::Required => "required",
            Form::All => "all",
        };
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

    /// The same without the request, where another has sent it.
    pub(super) fn without_request(&self) -> Self {
        Self { request: None, ..self.clone() }
    }
}

impl Call<'_, '_> {
    /// The call with the values of the sample.
    pub(super) fn send(&self, sample: &OperationSample, form: Form) -> Send {
        let inputs = inputs(self.operation);
        let (mut arguments, mut setters, mut missing) = (Vec::new(), String::new(), Vec::new());
        let mut is_complete = true;
        let is_given =
            |input: &&Input<'_>| input.role.is_argument() || (input.role.is_setter() && form == Form::All);
        for input in inputs.iter().filter(is_given) {
            match value_of(sample, input).and_then(|value| self.written(input, &value)) {
                Some(value) if input.role.is_argument() => arguments.push(value),
                Some(value) => setters.push_str(&format!("\n            .{}({value})", ident(input.name))),
                None => {
                    missing.push(input.key.to_owned());
                    is_complete &= !input.role.is_argument();
                }
            }
        }
        if !is_complete {
            return Send { request: None, missing };
        }
        if form == Form::All {
            setters.push_str(&self.fields().unwrap_or_default());
        }
        let modules: String =
            self.operation.module.iter().map(|name| format!("{}::", written(name))).collect();
        let function = format!("{UNVERSIONED}::{modules}{}", written(&self.operation.function));
        let request = format!("{function}({}){setters}", arguments.join(", "));
        Send { request: Some(request), missing }
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
