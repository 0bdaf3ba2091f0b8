//! Leaves schemas open where a caller says that the types end: their values are any JSON, and what only they need goes.

use crate::diagnostic::Diagnostic;
use crate::document::codes;
use crate::pointer::Pointer;
use crate::reporter::Reporter;
use serde_json::{Map, Value};
use wildmatch::WildMatch;

/// How many schemas a finding names.
const NAMED: usize = 5;

/// A pattern of names of schemas: `customer*`, or `!customer` for one that stays.
struct Pattern<'p> {
    text: &'p str,
    stays: bool,
    names: WildMatch,
    is_used: bool,
}

impl<'p> Pattern<'p> {
    fn read(text: &'p str) -> Self {
        let (stays, names) = text.strip_prefix('!').map_or((false, text), |names| (true, names));
        Self { text, stays, names: WildMatch::new(names), is_used: false }
    }
}

/// Empties the schemas that the patterns name, the last that matches deciding; one that matches nothing is an error.
pub(super) fn stop(document: &mut Value, patterns: &[String], reporter: &mut Reporter<'_>) {
    let at = Pointer::root().child("components").child("schemas");
    let mut patterns: Vec<Pattern<'_>> = patterns.iter().map(|text| Pattern::read(text)).collect();
    let mut stopped = Vec::new();
    let schemas = document.pointer_mut("/components/schemas").and_then(Value::as_object_mut);
    for (name, schema) in schemas.into_iter().flatten() {
        let mut stops = false;
        for pattern in patterns.iter_mut().filter(|pattern| pattern.names.matches(name)) {
            pattern.is_used = true;
            stops = !pattern.stays;
        }
        if stops {
            *schema = described(schema);
            stopped.push(name.clone());
        }
    }
    for pattern in patterns.iter().filter(|pattern| !pattern.is_used) {
        let message = format!("`{}` matches no schema", pattern.text);
        reporter.push(Diagnostic::new(codes::SELECT_NOTHING, message), at.clone());
    }
    if !stopped.is_empty() {
        let named = stopped.iter().take(NAMED).map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        let more = if stopped.len() > NAMED {
            format!(" and {} more", stopped.len() - NAMED)
        } else {
            String::new()
        };
        let message =
            format!("the values of {named}{more} are any JSON, since the types end there as was asked for");
        reporter.report(codes::STOPPED, message, at);
    }
}

/// What is left of a schema: its texts.
fn described(schema: &Value) -> Value {
    let kept = |key: &str| Some((key.to_owned(), schema.get(key)?.clone()));
    Value::Object(["title", "description", "deprecated"].into_iter().filter_map(kept).collect::<Map<_, _>>())
}

#[cfg(test)]
mod tests {
    use super::stop;
    use crate::diagnostic::{Diagnostics, SourceId};
    use crate::reporter::Reporter;
    use serde_json::{Value, json};

    fn stopped(patterns: &[&str]) -> (Value, Vec<String>) {
        let schema = json!({ "type": "object", "description": "One." });
        let mut document =
            json!({ "components": { "schemas": { "customer": schema, "card": schema, "charge": schema } } });
        let mut found = Diagnostics::default();
        let patterns: Vec<String> = patterns.iter().map(|&pattern| pattern.to_owned()).collect();
        stop(&mut document, &patterns, &mut Reporter::new(SourceId(0), &mut found));
        let found = found.iter().map(|one| format!("{}: {}", one.code.name, one.message)).collect();
        (document["components"]["schemas"].take(), found)
    }

    #[test]
    fn the_last_pattern_that_matches_decides() {
        let (schemas, found) = stopped(&["c*", "!cha*"]);
        assert_eq!(schemas["customer"], json!({ "description": "One." }));
        assert_eq!(schemas["charge"]["type"], "object");
        assert_eq!(found.len(), 1);
        assert!(
            found[0].starts_with("schema-stopped: the values of `customer`, `card` are any JSON"),
            "{found:?}"
        );
    }

    #[test]
    fn a_pattern_that_matches_nothing_is_an_error() {
        let (schemas, found) = stopped(&["invoice"]);
        assert_eq!(schemas["card"]["type"], "object");
        assert_eq!(found, ["select-nothing: `invoice` matches no schema"]);
    }
}
