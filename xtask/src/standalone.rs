//! A crate of one document, that builds on its own: the runtime of this repository around what is generated.

mod runtime;

use crate::workspace::Workspace;
use graph_generator::document::DocumentInput;
use graph_generator::emit::Package;
use graph_generator::ir::FeatureRule;
use graph_generator::ir::Version;
use graph_generator::{Input, Output, standalone, standalone_with_conformance};
use graph_project::sources::Sources;

/// The command as the files name it: without paths, so that the same document gives the same bytes everywhere.
const COMMAND: &str = "cargo xtask codegen --spec";

/// Generates the files of a crate of one document, with or without the test that sends each operation.
pub(crate) fn make(
    workspace: &Workspace,
    name: &str,
    sources: Sources,
    mut document: DocumentInput,
    conformance: bool,
) -> anyhow::Result<(Input, Output)> {
    if let FeatureRule::Modules { taken } = &mut document.features {
        taken.extend(runtime::features(workspace)?);
    }
    let crate_name = name.replace('-', "_");
    let runtime = runtime::source(workspace, &crate_name)?;
    let surroundings = runtime::surroundings(workspace, name.to_owned(), conformance)?;
    let (sources, unread) = sources.into_parts();
    let input = Input {
        version: Version::default(),
        sources,
        documents: vec![document],
        package: Package { crate_name, command: COMMAND.to_owned() },
        names: None,
    };
    let output = match unread.has_errors() {
        true => Output { diagnostics: unread, ..Output::default() },
        false if conformance => standalone_with_conformance(&input, &surroundings, &runtime),
        false => standalone(&input, &surroundings, &runtime),
    };
    Ok((input, output))
}
