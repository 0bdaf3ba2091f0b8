//! The passes over the intermediate representation, in order. Each does one thing to the whole [`Api`].

use crate::diagnostic::Diagnostics;
use crate::ir::Api;

mod acknowledge;
mod answers;
mod box_cycles;
mod box_large;
pub mod codes;
mod derives;
mod direction;
mod failures;
mod files;
mod gates;
mod hosts;
mod illustrations;
mod listings;
mod lock;
mod matching;
mod name;
pub(crate) mod parts;
mod prune;
mod read_back;
mod roles;
mod selection;
mod share;
mod sort;
mod tag_use;
mod unite;
mod unknown_members;

/// Runs every pass.
pub fn run(api: &mut Api, diagnostics: &mut Diagnostics) {
    files::run(api);
    answers::run(api);
    failures::run(api);
    prune::run(api);
    matching::run(api);
    tag_use::run(api);
    acknowledge::run(api);
    unite::run(api);
    share::run(api);
    listings::run(api, diagnostics);
    direction::run(api);
    unknown_members::run(api);
    read_back::run(api);
    selection::run(api);
    roles::run(api);
    illustrations::run(api);
    box_cycles::run(api);
    box_large::run(api);
    derives::run(api, diagnostics);
    parts::run(api);
    hosts::run(api);
    name::run(api, diagnostics);
    sort::run(api);
    gates::run(api);
}
