//! Names of the enums of answers, of their variants, and of the constants of headers.

use super::keep::Naming;
use super::scope::{DERIVED, GIVEN, Item, assign};
use crate::ir::{AnswerSet, AnswerVariant, Api, Ident, MediaKind, Statuses};
use crate::name_lock::Key;
use crate::naming::{reserved, words};
use http::StatusCode;

pub(super) fn run(api: &mut Api, naming: &mut Naming) {
    let mut order: Vec<usize> = (0..api.answer_sets.len()).collect();
    order.sort_by(|left, right| {
        let key = |index: usize| (&api.answer_sets[index].hint, statuses(&api.answer_sets[index]));
        key(*left).cmp(&key(*right))
    });
    let items = order.iter().map(|index| item(&api.answer_sets[*index])).collect();
    let keys = |index: usize| vec![key(&api.answer_sets[order[index]])];
    let names = naming.assign(format_args!("answers"), items, keys, &reserved::is_type, "");
    for (index, name) in order.iter().zip(names) {
        api.answer_sets[*index].name = Ident(name);
    }
    for set in &mut api.answer_sets {
        let items = set.variants.iter().map(|one| Item::new(GIVEN, variant(one))).collect();
        let names = assign(items, &|_| false, "");
        for (variant, name) in set.variants.iter_mut().zip(names) {
            variant.name = Ident(name);
        }
    }
    headers(api, naming);
}

fn statuses(set: &AnswerSet) -> Vec<Statuses> {
    set.variants.iter().map(|variant| variant.statuses).collect()
}

/// Statuses distinguish sets of the same words.
fn key(set: &AnswerSet) -> Key {
    let statuses: Vec<String> = statuses(set).iter().map(ToString::to_string).collect();
    Key { text: set.hint.full().join(" "), place: statuses.join(" ") }
}

/// Statuses distinguish several errors of the same types. Where they are the name, all of them are listed.
fn item(set: &AnswerSet) -> Item<'_> {
    let plain = words::pascal(&set.hint.words.join(" "));
    Item::new(DERIVED, plain).or_else(move || {
        let statuses: Vec<String> = statuses(set).iter().map(ToString::to_string).collect();
        if set.is_failure && !set.hint.longer.is_empty() {
            return vec![words::pascal(&format!("errors {}", statuses.join(" and ")))];
        }
        let longer = words::pascal(&set.hint.full().join(" "));
        let with_statuses = words::pascal(&format!("{longer} of {}", statuses.join(" ")));
        vec![longer, with_statuses]
    })
}

fn variant(variant: &AnswerVariant) -> String {
    let suffix = match variant.media.first() {
        None => String::new(),
        Some(MediaKind::Of(media_type)) => subtype(media_type),
        Some(MediaKind::Text) => "Text".to_owned(),
        Some(MediaKind::Binary) => "Bytes".to_owned(),
    };
    status(variant.statuses) + &suffix
}

/// `Problem` of `application/problem+json`.
fn subtype(media_type: &str) -> String {
    let subtype = media_type.split_once('/').map_or(media_type, |(_, subtype)| subtype);
    words::pascal(&subtype.replace("+json", ""))
}

fn status(statuses: Statuses) -> String {
    match statuses {
        Statuses::Default => "Other".to_owned(),
        Statuses::Class(1) => "Informational".to_owned(),
        Statuses::Class(2) => "Success".to_owned(),
        Statuses::Class(3) => "Redirection".to_owned(),
        Statuses::Class(4) => "ClientError".to_owned(),
        Statuses::Class(5) => "ServerError".to_owned(),
        Statuses::Class(class) => format!("Status{class}xx"),
        Statuses::Code(code) => match reason(code) {
            Some(reason) => words::pascal(reason),
            None => format!("Status{code}"),
        },
    }
}

/// The name of a status in its specification.
///
/// The variants of some had a number before they had a name here, and published names do not change.
fn reason(code: u16) -> Option<&'static str> {
    match code {
        100..=103 | 418 | 506 | 510 => None,
        _ => StatusCode::from_u16(code).ok()?.canonical_reason(),
    }
}

fn headers(api: &mut Api, naming: &mut Naming) {
    let mut order: Vec<usize> = (0..api.headers.len()).collect();
    order.sort_by(|left, right| api.headers[*left].wire_name.cmp(&api.headers[*right].wire_name));
    let items = order.iter().map(|index| {
        let text = &api.headers[*index].wire_name;
        Item::new(GIVEN, words::shouty(text)).or_else(|| vec![words::shouty(&words::spelled(text))])
    });
    let keys = |index: usize| vec![Key::of(&api.headers[order[index]].wire_name)];
    let names = naming.assign(format_args!("header"), items.collect(), keys, &|_| false, "_");
    for (index, name) in order.into_iter().zip(names) {
        api.headers[index].name = Ident(name);
    }
}

#[cfg(test)]
mod tests;
