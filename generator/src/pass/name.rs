//! Gives everything its name, once, for the whole [`Api`].
//!
//! Every name is first made from the words of the document, and only changed if Rust or another name is in the way.
//! Which of two yields never depends on the order of the document: a name that the document gives stays before one
//! that is derived from a place, and among equals the words decide. What helps to distinguish two names is, in this
//! order: the signs in them written as words, their case, a word for what they are, and a number at last. An item that
//! was published before keeps its name before all others (`keep.rs`).

use crate::diagnostic::Diagnostics;
use crate::ir::{Api, Ident};
use crate::name_lock::Key;
use crate::naming::words;

mod answers;
mod arguments;
mod events;
mod failures;
mod files;
mod keep;
mod members;
mod modules;
mod oauth;
mod operations;
mod scope;
mod servers;
mod types;
mod used;

/// The scope of the constants of error codes in a name lock.
const ERROR_CODE: &str = "error code";

pub(super) fn run(api: &mut Api, diagnostics: &mut Diagnostics) {
    let mut naming = keep::Naming::new(api.names.take());
    types::run(api, &mut naming, diagnostics);
    files::run(api);
    members::run(api, &mut naming);
    servers::run(api, &mut naming);
    modules::run(api, &naming);
    operations::run(api, &mut naming, diagnostics);
    events::run(api, &mut naming);
    answers::run(api, &mut naming);
    oauth::run(api, &mut naming);
    error_codes(api, &mut naming);
    let (names, lost) = naming.finish();
    api.names = names;
    for finding in lost {
        diagnostics.push(finding);
    }
}

fn error_codes(api: &mut Api, naming: &mut keep::Naming) {
    api.error_codes.sort_by_key(|known| known.code);
    let items =
        api.error_codes.iter().map(|known| scope::Item::new(scope::GIVEN, words::shouty(&known.name.0)));
    // The constants belong to the crate: that of a code which only a version before has stays, and its name with it.
    let codes: Vec<Key> = api.error_codes.iter().map(|known| Key::of(known.code.to_string())).collect();
    let keys = |index: usize| vec![codes[index].clone()];
    let taken = naming.published_for_others(ERROR_CODE, &codes);
    let is_taken = |name: &str| taken.contains(name);
    let names = naming.assign(format_args!("{ERROR_CODE}"), items.collect(), keys, &is_taken, "_");
    for (known, name) in api.error_codes.iter_mut().zip(names) {
        known.name = Ident(name);
    }
}

/// A module as callers write it, inside that of the version.
fn path(module: &[Ident]) -> String {
    let segments: Vec<_> = module.iter().map(Ident::as_str).collect();
    segments.join("::")
}
