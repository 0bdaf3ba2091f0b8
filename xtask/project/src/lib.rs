//! What stands between the generator, which only knows texts, and the files of a crate that is kept up to date.
//!
//! [`manifest`] lists documents, [`document`] reads one with its overlays and with all that it refers to, [`names`] and
//! [`lock`] hold what the last run left, [`tree`] compares a folder with what should be in it and changes all of it or
//! nothing, for which [`interrupt`] holds Ctrl-C back, and [`report`] says what was found. Nothing is printed here, and
//! nothing is known about where callers keep their documents: folders, and what messages call them, are arguments.

pub mod crate_name;
pub mod date;
pub mod document;
pub mod interrupt;
pub mod lock;
pub mod manifest;
pub mod names;
pub mod report;
pub mod sources;
pub mod sum;
pub mod surface;
pub mod tree;
pub mod unified;
