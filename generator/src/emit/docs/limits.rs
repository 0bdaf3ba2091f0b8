//! What narrows a type, as sentences.

use super::code;
use crate::ir::{Bound, Count, Docs, Limits};
use serde_json::Number;

/// The limits of an item as sentences, but for those that its description says itself.
pub(crate) fn sentences(docs: &Docs) -> impl Iterator<Item = String> {
    let sentences = docs.limits.as_deref().map(all).unwrap_or_default().into_iter();
    sentences.filter(|sentence| !docs.description.as_ref().is_some_and(|text| text.contains(sentence)))
}

fn all(limits: &Limits) -> Vec<String> {
    let mut sentences = Vec::new();
    sentences.extend(limits.format.as_ref().map(|format| format!("Format: `{format}`.")));
    range(&mut sentences, limits.length, "character");
    range(&mut sentences, limits.items, "item");
    range(&mut sentences, limits.properties, "member");
    if limits.unique_items {
        sentences.push("The items are unique.".to_owned());
    }
    sentences.extend(limits.minimum.as_ref().map(|bound| end(bound, "At least", "More than")));
    sentences.extend(limits.maximum.as_ref().map(|bound| end(bound, "At most", "Less than")));
    sentences.extend(limits.multiple_of.as_ref().map(|of| format!("A multiple of {}.", shown(of))));
    sentences.extend(limits.pattern.as_ref().map(|pattern| format!("Pattern: {}.", code(pattern))));
    if !limits.values.is_empty() {
        let values: Vec<_> = limits.values.iter().map(|value| code(&value.to_string())).collect();
        sentences.push(format!("One of {}.", values.join(", ")));
    }
    sentences.extend(limits.default.as_ref().map(|value| format!("Default: {}.", code(&value.to_string()))));
    sentences
}

fn range(sentences: &mut Vec<String>, Count { least, most }: Count, unit: &str) {
    let mut say = |word: &str, count: u64| {
        let plural = if count == 1 { "" } else { "s" };
        sentences.push(format!("{word} {count} {unit}{plural}."));
    };
    match (least, most) {
        (Some(least), Some(most)) if least == most => say("Exactly", least),
        (least, most) => {
            least.into_iter().for_each(|least| say("At least", least));
            most.into_iter().for_each(|most| say("At most", most));
        }
    }
}

fn end(bound: &Bound, inclusive: &str, exclusive: &str) -> String {
    let word = if bound.is_exclusive { exclusive } else { inclusive };
    format!("{word} {}.", shown(&bound.value))
}

/// A number in the shortest way: `1`, not `1.0`.
fn shown(number: &Number) -> String {
    match number.as_f64() {
        Some(value) if number.is_f64() => value.to_string(),
        _ => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::sentences;
    use crate::ir::{Bound, Count, Docs, Limit, Limits};
    use crate::pointer::Pointer;
    use serde_json::{Number, json};
    use std::collections::BTreeMap;

    fn of(limits: Limits) -> Vec<String> {
        sentences(&Docs { limits: Some(Box::new(limits)), ..Docs::default() }).collect()
    }

    fn length(least: Option<u64>, most: Option<u64>) -> Vec<String> {
        of(Limits { length: Count { least, most }, ..Limits::default() })
    }

    fn bound(value: f64, is_exclusive: bool) -> Option<Bound> {
        Number::from_f64(value).map(|value| Bound { value, is_exclusive })
    }

    #[test]
    fn every_limit_is_a_sentence_in_this_order() {
        let least = |least| Count { least: Some(least), most: None };
        let all = of(Limits {
            format: Some("email".to_owned()),
            length: least(1),
            items: least(2),
            properties: least(3),
            unique_items: true,
            minimum: bound(0.5, false),
            maximum: bound(1e20, true),
            multiple_of: Some(2.into()),
            pattern: Some("a`b".to_owned()),
            values: vec![json!(1.5), json!("x")],
            default: Some(json!("y")),
            element: Some(Box::new(Limits { unique_items: true, ..Limits::default() })),
            rest: BTreeMap::from([(Pointer::root().child("not"), Limit::Closed)]),
        });
        let expected = [
            "Format: `email`.",
            "At least 1 character.",
            "At least 2 items.",
            "At least 3 members.",
            "The items are unique.",
            "At least 0.5.",
            "Less than 100000000000000000000.",
            "A multiple of 2.",
            "Pattern: ``a`b``.",
            "One of `1.5`, `\"x\"`.",
            "Default: `\"y\"`.",
        ];
        assert_eq!(all, expected);
        let others =
            of(Limits { minimum: bound(1.0, true), maximum: bound(2.0, false), ..Limits::default() });
        assert_eq!(others, ["More than 1.", "At most 2."]);
    }

    #[test]
    fn a_count_is_a_range_or_exact() {
        assert_eq!(length(Some(1), Some(1)), ["Exactly 1 character."]);
        assert_eq!(length(Some(2), Some(2)), ["Exactly 2 characters."]);
        assert_eq!(length(Some(1), Some(2)), ["At least 1 character.", "At most 2 characters."]);
        assert_eq!(length(None, Some(0)), ["At most 0 characters."]);
        assert!(length(None, None).is_empty());
    }

    #[test]
    fn what_the_description_says_is_not_repeated() {
        let limits = Limits { unique_items: true, default: Some(json!(1)), ..Limits::default() };
        let description = Some("Numbers. The items are unique.".to_owned());
        let docs = Docs { description, limits: Some(Box::new(limits)), ..Docs::default() };
        assert_eq!(sentences(&docs).collect::<Vec<_>>(), ["Default: `1`."]);
        assert_eq!(sentences(&Docs::default()).count(), 0);
    }
}
