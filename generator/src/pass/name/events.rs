//! Names of webhooks and callbacks, and of the constants for their headers.

use super::keep::Naming;
use super::scope::{GIVEN, Item, assign};
use crate::ir::{Api, Event, EventKind, Ident};
use crate::name_lock::Key;
use crate::naming::{reserved, words};

pub(super) fn run(api: &mut Api, naming: &mut Naming) {
    let is_webhook = |event: &Event| event.kind == EventKind::Webhook;
    // Each kind has a module of its own.
    for kind in [true, false] {
        let mut members: Vec<&mut Event> =
            api.events.iter_mut().filter(|event| is_webhook(event) == kind).collect();
        members.sort_by_key(|event| key(event));
        let texts: Vec<String> = members.iter().map(|event| event.hint.words.join(" ")).collect();
        let items = texts.iter().zip(&members).map(|(text, event)| item(text, &event.method)).collect();
        let keys = |index: usize| {
            let event: &Event = members[index];
            vec![Key { text: texts[index].clone(), place: format!("{} {}", event.method, event.pointer) }]
        };
        let scope = if kind { "webhook" } else { "callback" };
        let names = naming.assign(format_args!("{scope}"), items, keys, &reserved::is_type, "");
        for (event, name) in members.into_iter().zip(names) {
            event.name = Ident(name);
            headers(event, naming);
            bodies(event);
        }
    }
}

/// The functions for bodies of further media types are named for these.
fn bodies(event: &mut Event) {
    let name = |media_type: &str| {
        let subtype = media_type.split_once('/').map_or(media_type, |(_, subtype)| subtype);
        words::snake(&format!("decode {}", subtype.replace("+json", "")))
    };
    let items = event.others.iter().map(|other| Item::new(GIVEN, name(&other.content_type))).collect();
    let names = assign(items, &|name| name == "decode", "_");
    for (other, name) in event.others.iter_mut().zip(names) {
        other.name = Ident(name);
    }
}

fn key(event: &Event) -> impl Ord + use<> {
    (event.hint.clone(), event.method.clone(), event.source, event.pointer.clone())
}

fn item<'t>(text: &'t str, method: &'t str) -> Item<'t> {
    let plain = words::pascal(text);
    let base = plain.clone();
    Item::of(text, plain).or_else(move || {
        if reserved::is_type(&base) {
            return vec![format!("{base}Event")];
        }
        let with_method = words::pascal(&format!("{text} {}", method.to_ascii_lowercase()));
        vec![words::pascal(&words::spelled(text)), words::pascal(&words::with_case(text)), with_method]
    })
}

fn headers(event: &mut Event, naming: &mut Naming) {
    let name = |wire: &str| words::shouty(&format!("header {wire}"));
    let items = event.headers.iter().map(|header| Item::new(GIVEN, name(&header.wire_name)));
    let keys = |index: usize| vec![Key::of(&event.headers[index].wire_name)];
    let scope = format_args!("header of {}", event.name);
    let names = naming.assign(scope, items.collect(), keys, &|_| false, "_");
    for (header, name) in event.headers.iter_mut().zip(names) {
        header.name = Ident(name);
    }
}
