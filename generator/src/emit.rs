//! From the intermediate representation to the text of Rust files.
//!
//! Each module writes one kind of output and decides nothing: names, directions, boxes and derives are already in the
//! representation. Only here tokens are made, parsed and formatted.

mod answers;
mod argument;
mod attribute;
mod cfg;
pub mod codes;
#[cfg(feature = "conformance")]
mod conformance;
mod constructor;
mod context;
mod docs;
mod edges;
mod enumeration;
mod error_codes;
mod events;
mod fields;
mod format;
mod guide;
mod header;
mod headers;
mod ident;
mod mapped;
mod model;
mod module;
mod oauth;
mod package;
mod raw;
mod readme;
mod request;
mod requirements;
mod rest;
mod scope;
mod security;
mod selection;
mod servers;
mod surface;
mod table;
#[cfg(test)]
pub(crate) mod tests;
mod tree;
mod tuple;
mod type_ref;
mod union;
mod unit;

use crate::files::Files;
use crate::ir::Api;
#[cfg(feature = "conformance")]
pub use conformance::Samples;
use context::Context;
pub use package::{PackageFacts, Standalone, package_name, standalone, takes};
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
pub use surface::surface;
pub(crate) use surface::{Features, Is, Signature, public_items};
use unit::Unit;

/// The crate that the files are for.
#[derive(Clone, Debug)]
pub struct Package {
    /// The name of the library: `pet_store`.
    pub crate_name: String,
    /// The command that the header of each file names.
    pub command: String,
}

/// A file that came out as something other than Rust: a mistake of the generator, not of the document.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the generator wrote {path} wrongly: {message}")]
pub struct Error {
    /// The file.
    pub path: String,
    /// What the parser said.
    pub message: String,
}

/// Writes the files of one API version; paths are relative to the crate.
///
/// `sources` are the paths of the documents by their [`SourceId`](crate::diagnostic::SourceId), for the headers.
///
/// # Errors
///
/// The first file that is not valid Rust, which is a mistake of the generator.
pub fn emit(api: &Api, package: &Package, sources: &[&str]) -> Result<Files, Error> {
    let cx = Context::new(api, package, sources);
    let units = Unit::all(&cx);
    let next = AtomicUsize::new(0);
    // Each file is made from the context alone, so the number of threads does not change the result.
    let threads = thread::available_parallelism().map_or(1, |count| count.get().min(units.len()));
    // This thread only waits: its heap is full of what reading left, and allocating there is a fifth slower.
    let parts = thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(|| work(&cx, &units, &next))).collect();
        let finished =
            workers.into_iter().map(|worker| worker.join().unwrap_or_else(|panic| resume_unwind(panic)));
        finished.flatten().collect::<Vec<_>>()
    });
    parts.into_iter().collect()
}

/// Writes the test that sends each operation to a server: its path and its text.
///
/// `samples` are those of each operation, in the order of the operations.
#[cfg(feature = "conformance")]
pub fn conformance(api: &Api, package: &Package, sources: &[&str], samples: &[Samples]) -> (String, String) {
    let cx = Context::new(api, package, sources);
    ("tests/conformance.rs".to_owned(), conformance::conformance(&cx, samples))
}

/// Writes the files that no other thread has taken.
fn work(cx: &Context<'_>, units: &[Unit<'_>], next: &AtomicUsize) -> Vec<Result<(String, String), Error>> {
    let mut files = Vec::new();
    while let Some(unit) = units.get(next.fetch_add(1, Ordering::Relaxed)) {
        files.push(unit.write(cx));
    }
    files
}
