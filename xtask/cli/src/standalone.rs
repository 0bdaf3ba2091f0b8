//! A crate of one document, that builds on its own: the runtime of this repository around what is generated.

use crate::runtime::Runtime;
use graph_generator::document::DocumentInput;
use graph_generator::emit::Package;
use graph_generator::ir::{FeatureRule, Version};
use graph_generator::{Input, Output};
use graph_project::sources::Sources;

/// What the crate is called, and what writes it.
#[derive(Clone, Copy, Debug)]
pub struct Maker<'m> {
    /// The sources that are copied into it.
    pub runtime: &'m Runtime,
    /// The command as the files name it: without paths, so that the same document gives the same bytes everywhere.
    pub command: &'m str,
    /// With the test that sends each operation; it needs the feature `conformance` of this package.
    pub conformance: bool,
}

/// Generates the files of a crate of one document.
///
/// # Errors
///
/// A runtime whose manifest is not what it should be.
pub fn make(
    maker: Maker<'_>,
    name: &str,
    sources: Sources,
    mut document: DocumentInput,
) -> anyhow::Result<(Input, Output)> {
    let Maker { runtime, command, conformance } = maker;
    if let FeatureRule::Modules { taken, .. } = &mut document.features {
        taken.extend(runtime.features());
    }
    let crate_name = name.replace('-', "_");
    let surroundings = runtime.surroundings(name.to_owned(), conformance)?;
    let runtime = runtime.source(&crate_name);
    let (sources, unread) = sources.into_parts();
    let input = Input {
        version: Version::default(),
        sources,
        documents: vec![document],
        package: Package { crate_name, command: command.to_owned() },
        names: None,
    };
    let output = match unread.has_errors() {
        true => Output { diagnostics: unread, ..Output::default() },
        #[cfg(feature = "conformance")]
        false if conformance => graph_generator::standalone_with_conformance(&input, &surroundings, &runtime),
        false => graph_generator::standalone(&input, &surroundings, &runtime),
    };
    Ok((input, output))
}
