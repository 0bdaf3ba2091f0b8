//! What narrows a type, as sentences.

use super::code;
use crate::ir::{Docs, Inner, InnerLimits, LimitKind, LimitSide, LimitValue, Limits, WrittenLimit};

/// The limits of an item as sentences, but for those that its description says itself.
pub(crate) fn sentences(docs: &Docs) -> impl Iterator<Item = String> {
    let sentences = docs.limits.as_deref().map(all).unwrap_or_default().into_iter();
    sentences.filter(|sentence| !docs.description.as_ref().is_some_and(|text| text.contains(sentence)))
}

fn all(limits: &Limits) -> Vec<String> {
    let Limits { format, narrowing, values, default, inside, rest: _ } = limits;
    let mut sentences: Vec<String> = format.iter().map(|format| format!("Format: `{format}`.")).collect();
    let mut narrowing = narrowing.iter().peekable();
    while let Some(limit) = narrowing.next() {
        let both = narrowing.next_if(|next| is_exact(limit, next));
        sentences.push(sentence(limit, both.is_some()));
    }
    if !values.is_empty() {
        let values: Vec<_> = values.iter().map(|value| code(value)).collect();
        sentences.push(format!("One of {}.", values.join(", ")));
    }
    sentences.extend(inside.as_deref().and_then(inner));
    sentences.extend(default.iter().map(|value| format!("Default: {}.", code(value))));
    sentences
}

/// What narrows each of the values inside, as one sentence.
fn inner(inside: &InnerLimits) -> Option<String> {
    let each = match inside.of {
        Inner::Items => "item",
        Inner::Values => "value",
        Inner::Others => "other member",
    };
    // A value inside that is absent has no default.
    let said = all(&Limits { default: None, ..inside.limits.clone() });
    let parts: Vec<String> = said.iter().map(|sentence| as_part(sentence)).collect();
    (!parts.is_empty()).then(|| format!("Each {each}: {}.", parts.join("; ")))
}

/// A sentence as a part of another one: "Format: `uri`." becomes "format `uri`".
fn as_part(sentence: &str) -> String {
    let sentence = sentence.strip_suffix('.').unwrap_or(sentence).replacen(": `", " `", 1);
    let mut letters = sentence.chars();
    let first = letters.next().map(|first| first.to_ascii_lowercase());
    first.into_iter().chain(letters).collect()
}

/// Whether two counts of the same thing leave only one number.
fn is_exact(least: &WrittenLimit, most: &WrittenLimit) -> bool {
    let (first, second) = (least.keyword.row(), most.keyword.row());
    let thing = |says: &'static str| says.split_once('#').map(|(_, thing)| thing);
    (first.kind, first.side, second.side) == (LimitKind::Count, LimitSide::Least, LimitSide::Most)
        && thing(first.says) == thing(second.says)
        && least.value == most.value
}

/// The sentence of the table with the value in its place.
fn sentence(limit: &WrittenLimit, is_exact: bool) -> String {
    let row = limit.keyword.row();
    let (before, after) = row.says.split_once('#').unwrap_or((row.says, ""));
    let before = if is_exact { "Exactly " } else { before };
    let value = match &limit.value {
        LimitValue::Number(number) => number.to_string(),
        LimitValue::Text(text) => code(text),
        LimitValue::Flag(_) => String::new(),
    };
    let plural = if row.kind == LimitKind::Count && value != "1" { "s" } else { "" };
    format!("{before}{value}{after}{plural}.")
}

#[cfg(test)]
mod tests {
    use super::sentences;
    use crate::ir::{Docs, Inner, InnerLimits, Limit, LimitKeyword, LimitValue, Limits, WrittenLimit};
    use crate::pointer::Pointer;
    use serde_json::Number;
    use std::collections::BTreeMap;

    fn of(limits: Limits) -> Vec<String> {
        sentences(&Docs { limits: Some(Box::new(limits)), ..Docs::default() }).collect()
    }

    fn number(keyword: LimitKeyword, value: impl Into<Number>) -> WrittenLimit {
        WrittenLimit { keyword, value: LimitValue::Number(value.into().into()) }
    }

    fn narrowed(narrowing: impl IntoIterator<Item = WrittenLimit>) -> Vec<String> {
        of(Limits { narrowing: narrowing.into_iter().collect(), ..Limits::default() })
    }

    #[test]
    fn every_limit_is_a_sentence_in_this_order() {
        use LimitKeyword::{
            ExclusiveMaximum, MinItems, MinLength, MinProperties, Minimum, MultipleOf, Pattern, UniqueItems,
        };
        let least = Number::from_f64(0.5).unwrap();
        let most = Number::from_f64(1e20).unwrap();
        let all = of(Limits {
            format: Some("email".to_owned()),
            narrowing: vec![
                number(MinLength, 1),
                number(MinItems, 2),
                number(MinProperties, 3),
                WrittenLimit { keyword: UniqueItems, value: LimitValue::Flag(true) },
                number(Minimum, least),
                number(ExclusiveMaximum, most),
                number(MultipleOf, 2),
                WrittenLimit { keyword: Pattern, value: LimitValue::Text("a`b".to_owned()) },
            ],
            values: vec!["1.5".to_owned(), "\"x\"".to_owned()],
            default: Some("\"y\"".to_owned()),
            inside: Some(Box::new(InnerLimits {
                of: Inner::Items,
                limits: Limits {
                    format: Some("uri".to_owned()),
                    narrowing: vec![number(MinLength, 1)],
                    default: Some("\"z\"".to_owned()),
                    ..Limits::default()
                },
            })),
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
            "Each item: format `uri`; at least 1 character.",
            "Default: `\"y\"`.",
        ];
        assert_eq!(all, expected);
        let others = [
            number(LimitKeyword::ExclusiveMinimum, Number::from_f64(1.0).unwrap()),
            number(LimitKeyword::Maximum, Number::from_f64(2.0).unwrap()),
        ];
        assert_eq!(narrowed(others), ["More than 1.", "At most 2."]);
    }

    #[test]
    fn a_count_is_a_range_or_exact() {
        use LimitKeyword::{MaxItems, MaxLength, Maximum, MinLength, Minimum};
        let length = |least: u64, most: u64| narrowed([number(MinLength, least), number(MaxLength, most)]);
        assert_eq!(length(1, 1), ["Exactly 1 character."]);
        assert_eq!(length(2, 2), ["Exactly 2 characters."]);
        assert_eq!(length(1, 2), ["At least 1 character.", "At most 2 characters."]);
        assert_eq!(narrowed([number(MaxLength, 0)]), ["At most 0 characters."]);
        assert_eq!(narrowed([number(MinLength, 1), number(MaxItems, 1)]).len(), 2);
        assert_eq!(narrowed([number(Minimum, 1), number(Maximum, 1)]), ["At least 1.", "At most 1."]);
    }

    #[test]
    fn what_the_description_says_is_not_repeated() {
        let unique = WrittenLimit { keyword: LimitKeyword::UniqueItems, value: LimitValue::Flag(true) };
        let limits = Limits { narrowing: vec![unique], default: Some("1".to_owned()), ..Limits::default() };
        let description = Some("Numbers. The items are unique.".to_owned());
        let docs = Docs { description, limits: Some(Box::new(limits)), ..Docs::default() };
        assert_eq!(sentences(&docs).collect::<Vec<_>>(), ["Default: `1`."]);
        assert_eq!(sentences(&Docs::default()).count(), 0);
    }
}
