//! Types of a person's own, and traits that a project derives.

use super::{Output, answer, input, object};
use crate::generate::generate;
use crate::ir::{DeriveRule, MappedTraits, MappedType, Route};
use serde_json::{Value, json};
use std::sync::Arc;

/// Generates with these types, of which those with a slash before them are for a format.
fn made(schemas: &Value, types: &[(&str, &str)], derives: &[(&str, &[&str])], only: &[&str]) -> Output {
    let operation = json!({ "get": { "operationId": "find", "tags": ["a"], "responses": answer("Cart") } });
    let mut input = input("v1", &json!({ "/a": operation }), schemas, None);
    let document = &mut input.documents[0];
    for (name, path) in types {
        let (path, route, traits) = (path.parse().unwrap(), Route::Serde, MappedTraits::default());
        let mapped = Arc::new(MappedType { path, route, traits, is_secret: false });
        match name.strip_prefix('/') {
            Some(format) => document.types.formats.insert(format.to_owned(), mapped),
            None => document.types.schemas.insert((*name).to_owned(), mapped),
        };
    }
    let rule = |(path, schemas): &(&str, &[&str])| DeriveRule {
        path: path.parse().unwrap(),
        schemas: schemas.iter().map(|&name| name.to_owned()).collect(),
    };
    document.derives = derives.iter().map(rule).collect();
    document.only = only.iter().map(|&pattern| pattern.to_owned()).collect();
    generate(&input)
}

fn cart(output: &Output) -> &str {
    assert!(!output.diagnostics.has_errors(), "{:?}", output.diagnostics);
    &output.files["src/v1/models/cart.rs"]
}

fn refused(output: &Output) -> Vec<String> {
    output.diagnostics.iter().map(|one| format!("{}: {}", one.code, one.message)).collect()
}

#[test]
fn what_only_such_a_schema_needs_is_left_out() {
    let schemas = json!({
        "Cart": object(&json!({ "price": { "$ref": "#/components/schemas/Money" } })),
        "Money": object(&json!({ "currency": { "$ref": "#/components/schemas/Currency" } })),
        "Currency": object(&json!({})),
    });
    let output = made(&schemas, &[("Money", "crate::Money")], &[], &["find"]);
    assert!(cart(&output).contains("pub price: Option<crate::Money>,"), "{}", cart(&output));
    assert!(!output.files.contains_key("src/v1/models/currency.rs"));
    assert!(output.files["src/mapped.rs"].contains("impl wire::Decode for crate::Money {"));
    // A schema that the slice leaves out is not a mistake.
    let output = made(&schemas, &[("Currency", "crate::Currency")], &[], &["find"]);
    assert!(cart(&output).contains("pub price: Option<Money>,"));
}

#[test]
fn null_and_documentation_stay_and_the_kind_tells_alternatives_apart() {
    let money = json!({ "allOf": [object(&json!({ "a": { "type": "string" } }))], "nullable": true,
                        "description": "An amount." });
    let to = json!({ "$ref": "#/components/schemas/Money" });
    let mut schema = object(&json!({ "price": to, "either": { "oneOf": [to, { "type": "string" }] },
                                     "all": { "type": "array", "items": to } }));
    schema["required"] = json!(["price"]);
    let output = made(&json!({ "Cart": schema, "Money": money }), &[("Money", "a::Money<b::C>")], &[], &[]);
    for expected in [
        "    /// An amount.\n    pub price: Option<a::Money<b::C>>,",
        "pub all: Option<Vec<Option<a::Money<b::C>>>>,",
        "    Money(Option<a::Money<b::C>>),\n",
        "    String(String),\n",
    ] {
        assert!(cart(&output).contains(expected), "{expected}\n{}", cart(&output));
    }
}

#[test]
fn a_format_is_a_type_that_is_there_anyway_or_not_at_all() {
    let schema = json!({ "Cart": object(&json!({
        "at": { "type": "string", "format": "datetime" },
        "paid": { "type": "string", "format": "unix" },
        "size": { "type": "integer", "format": "int64" },
        "state": { "type": "string", "format": "datetime", "enum": ["a", "b"] },
        "image": { "type": "string", "format": "binary" },
    })) });
    let output = made(&schema, &[("/datetime", "crate::Timestamp"), ("/int64", "u64")], &[], &[]);
    let text = cart(&output);
    assert!(
        text.contains("pub at: Option<crate::Timestamp>,") && text.contains("pub size: Option<u64>,"),
        "{text}"
    );
    assert!(text.contains("pub state: Option<CartState>,"), "what lists its values is one of them: {text}");
    assert!(!output.files.contains_key("src/mapped.rs"));
    let output =
        made(&schema, &[("/unix", "i64"), ("/binary", "a::B"), ("/uuid", "a::B"), ("Cat", "a::B")], &[], &[]);
    let found = refused(&output);
    for expected in [
        "type-unknown: `types.Cat`: the document has no schema of that name (for `a::B`)",
        "type-unknown: `formats.uuid`: no schema of the document has that format (for `a::B`)",
        "type-kind: `formats.binary`: its values are bytes, which JSON does not hold",
        "type-kind: `formats.unix`: `i64` does not hold values of type string, as they are here",
    ] {
        assert!(found.iter().any(|found| found == expected), "{expected}\n{found:#?}");
    }
}

#[test]
fn a_schema_that_others_extend_is_refused() {
    let base = json!({ "$ref": "#/components/schemas/Money" });
    let schemas = json!({
        "Cart": { "allOf": [base, object(&json!({ "size": { "type": "integer" } }))] },
        "Plain": { "allOf": [base, { "description": "The same." }] },
        "Money": object(&json!({ "amount": { "type": "integer" } })),
    });
    let found = refused(&made(&schemas, &[("Money", "crate::Money")], &[], &[]));
    let of_parts: Vec<_> = found.iter().filter(|found| found.starts_with("type-part")).collect();
    assert_eq!(of_parts.len(), 1, "{found:#?}");
    assert!(
        of_parts[0].contains("`types.Money`: this schema needs what `Money` says of its parts"),
        "{of_parts:?}"
    );
}

#[test]
fn an_order_is_derived_where_all_members_have_one() {
    let of = |schema: &str| json!({ "$ref": format!("#/components/schemas/{schema}") });
    let closed = |properties: &Value| {
        let mut schema = object(properties);
        schema["required"] = json!(properties.as_object().unwrap().keys().collect::<Vec<_>>());
        schema
    };
    let schemas = json!({
        "Cart": closed(&json!({ "size": of("Size"), "at": { "type": "string", "format": "date-time" } })),
        "Size": closed(&json!({ "count": { "type": "integer" } })),
        "Weight": closed(&json!({ "grams": { "type": "number" } })),
        "Other": closed(&json!({ "any": {} })),
    });
    let derived = |output: &Output, file: &str| -> String {
        let text = &output.files[&format!("src/v1/models/{file}.rs")];
        text.lines().find(|line| line.starts_with("#[derive(")).unwrap_or_default().to_owned()
    };
    let output = made(&schemas, &[], &[("Ord", &[]), ("a::Row", &["O*"])], &[]);
    assert_eq!(derived(&output, "cart"), "#[derive(Clone, PartialEq, Hash, PartialOrd, Ord)]");
    assert_eq!(derived(&output, "weight"), "#[derive(Clone, Default, PartialEq)]");
    assert_eq!(derived(&output, "other"), "#[derive(Clone, Default, PartialEq, a::Row)]");
    let output = made(&schemas, &[], &[("PartialOrd", &["Cart", "Weight", "Other"])], &[]);
    assert_eq!(
        derived(&output, "size"),
        "#[derive(Clone, Default, PartialEq, Hash, PartialOrd)]",
        "a cart needs it"
    );
    assert_eq!(derived(&output, "weight"), "#[derive(Clone, Default, PartialEq, PartialOrd)]");
    let found = refused(&output);
    assert!(
        found.iter().any(|one| one.starts_with("derive-left-out: `Other` cannot derive `PartialOrd`")),
        "{found:?}"
    );
    let found = refused(&made(&schemas, &[], &[("Ord", &["Cat"])], &[]));
    assert!(found.iter().any(|one| one == "select-nothing: `derives`: `Cat` matches no schema"), "{found:?}");
}
