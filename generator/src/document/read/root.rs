//! Whether a value is an OpenAPI document, and of which version.

use crate::diagnostic::{Diagnostic, Diagnostics, SourceId};
use crate::document::codes;
use crate::document::grammar::Version;
use crate::pointer::Pointer;
use serde_json::Value;

const SUPPORTED: &str = "OpenAPI 3.0, 3.1 and 3.2 are supported";

/// Checks that the value is an OpenAPI document of a supported version; `None` if it is not.
pub(in crate::document) fn check_root(
    value: &Value,
    source: SourceId,
    diagnostics: &mut Diagnostics,
) -> Option<Version> {
    match version_of(value) {
        Ok((version, None)) => Some(version),
        Ok((version, Some(finding))) => {
            diagnostics.push(finding.at(source, &Pointer::root().child("openapi")));
            Some(version)
        }
        Err(refusal) => {
            let (finding, member) = *refusal;
            let pointer = member.map_or_else(Pointer::root, |member| Pointer::root().child(member));
            diagnostics.push(finding.at(source, &pointer));
            None
        }
    }
}

/// Why a document is refused, and the member of the root that is the reason.
type Refusal = Box<(Diagnostic, Option<&'static str>)>;

fn version_of(value: &Value) -> Result<(Version, Option<Diagnostic>), Refusal> {
    let Value::Object(root) = value else {
        let message = format!("the document is {}, not a mapping", describe(value));
        let error = Diagnostic::new(codes::NOT_OPENAPI, message);
        return Err(Box::new((error.hint("an OpenAPI document starts with `openapi: 3.0.3`"), None)));
    };
    let Some(openapi) = root.get("openapi") else {
        return Err(without_openapi(root));
    };
    let text = match openapi {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        other => {
            let message = format!("`openapi` is {}, not a version", describe(other));
            let error = Diagnostic::new(codes::NOT_OPENAPI, message).hint(SUPPORTED);
            return Err(Box::new((error, Some("openapi"))));
        }
    };
    let mut parts = text.split(['.', '-']);
    match (parts.next(), parts.next().and_then(|minor| minor.parse::<u32>().ok())) {
        (Some("3"), Some(0) | None) => Ok((Version::V3_0, None)),
        (Some("3"), Some(1)) => Ok((Version::V3_1, None)),
        (Some("3"), Some(2)) => Ok((Version::V3_2, None)),
        (Some("3"), Some(_)) => {
            let warning =
                Diagnostic::new(codes::NEWER_VERSION, format!("OpenAPI {text} is read as OpenAPI 3.2"));
            Ok((Version::V3_2, Some(warning.hint(SUPPORTED))))
        }
        _ => {
            let message = format!("OpenAPI {text} is not supported");
            let error = Diagnostic::new(codes::UNSUPPORTED_VERSION, message).hint(SUPPORTED);
            Err(Box::new((error, Some("openapi"))))
        }
    }
}

fn without_openapi(root: &serde_json::Map<String, Value>) -> Refusal {
    if let Some(swagger) = root.get("swagger") {
        let version = swagger.as_str().map_or_else(|| swagger.to_string(), ToOwned::to_owned);
        let message = format!("this is a Swagger {version} document, which is not supported");
        let error = Diagnostic::new(codes::UNSUPPORTED_VERSION, message);
        let hint = "convert it to OpenAPI 3 first, for example with swagger2openapi";
        return Box::new((error.hint(hint), Some("swagger")));
    }
    let (what, hint) = if root.contains_key("overlay") {
        ("this is an Overlay document", "list it as an overlay of a document")
    } else if root.contains_key("asyncapi") {
        ("this is an AsyncAPI document", SUPPORTED)
    } else {
        ("this is not an OpenAPI document: the key `openapi` is missing", SUPPORTED)
    };
    Box::new((Diagnostic::new(codes::NOT_OPENAPI, what).hint(hint), None))
}

/// Names the kind of a value, with its article.
pub(in crate::document) fn describe(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "a mapping",
    }
}
