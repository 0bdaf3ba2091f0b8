//! Names of the enums of answers, of their variants, and of the constants of headers.

use super::keep::Naming;
use super::scope::{DERIVED, GIVEN, Item, assign};
use super::{reserved, words};
use crate::ir::{AnswerSet, AnswerVariant, Api, Ident, MediaKind, Statuses};
use crate::name_lock::Key;

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

/// Sets of the same words are told apart by their statuses.
fn key(set: &AnswerSet) -> Key {
    let statuses: Vec<String> = statuses(set).iter().map(ToString::to_string).collect();
    Key { text: set.hint.words.join(" "), place: statuses.join(" ") }
}

/// Several errors of the same types are told apart by their statuses.
fn item(set: &AnswerSet) -> Item<'_> {
    let plain = words::pascal(&set.hint.words.join(" "));
    let base = plain.clone();
    Item::new(DERIVED, plain).or_else(move || {
        let statuses: Vec<String> = statuses(set).iter().map(ToString::to_string).collect();
        vec![words::pascal(&format!("{base} of {}", statuses.join(" ")))]
    })
}

fn variant(variant: &AnswerVariant) -> String {
    let suffix = match variant.media {
        None => "",
        Some(MediaKind::Text) => "Text",
        Some(MediaKind::Binary) => "Bytes",
    };
    let name = match variant.statuses {
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
    };
    name + suffix
}

/// What a status is called, in the words that `http::StatusCode` has for it.
fn reason(code: u16) -> Option<&'static str> {
    Some(match code {
        200 => "ok",
        201 => "created",
        202 => "accepted",
        203 => "non_authoritative_information",
        204 => "no_content",
        205 => "reset_content",
        206 => "partial_content",
        207 => "multi_status",
        208 => "already_reported",
        226 => "im_used",
        300 => "multiple_choices",
        301 => "moved_permanently",
        302 => "found",
        303 => "see_other",
        304 => "not_modified",
        305 => "use_proxy",
        307 => "temporary_redirect",
        308 => "permanent_redirect",
        400 => "bad_request",
        401 => "unauthorized",
        402 => "payment_required",
        403 => "forbidden",
        404 => "not_found",
        405 => "method_not_allowed",
        406 => "not_acceptable",
        407 => "proxy_authentication_required",
        408 => "request_timeout",
        409 => "conflict",
        410 => "gone",
        411 => "length_required",
        412 => "precondition_failed",
        413 => "payload_too_large",
        414 => "uri_too_long",
        415 => "unsupported_media_type",
        416 => "range_not_satisfiable",
        417 => "expectation_failed",
        421 => "misdirected_request",
        422 => "unprocessable_entity",
        423 => "locked",
        424 => "failed_dependency",
        425 => "too_early",
        426 => "upgrade_required",
        428 => "precondition_required",
        429 => "too_many_requests",
        431 => "request_header_fields_too_large",
        451 => "unavailable_for_legal_reasons",
        500 => "internal_server_error",
        501 => "not_implemented",
        502 => "bad_gateway",
        503 => "service_unavailable",
        504 => "gateway_timeout",
        505 => "http_version_not_supported",
        507 => "insufficient_storage",
        508 => "loop_detected",
        511 => "network_authentication_required",
        _ => return None,
    })
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
