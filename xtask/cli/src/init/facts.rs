//! What a document holds, as far as a first project file tells of it.

use graph_generator::diagnostic::Severity;
use graph_generator::document::{DocumentInput, render_all};
use graph_generator::emit::{Package, package_name};
use graph_generator::ir::{Ident, Version};
use graph_generator::{Input, generate};
use graph_project::document;
use graph_project::sources::Sources;
use std::path::Path;

/// The modules of a crate that hold no functions of a tag.
const OTHERS: [&str; 9] =
    ["answers", "callbacks", "fields", "headers", "models", "raw", "security", "webhooks", ""];

/// What a document holds.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts {
    pub(super) operations: usize,
    pub(super) types: usize,
    pub(super) warnings: usize,
    /// The modules of its functions, in order.
    pub(super) modules: Vec<String>,
}

impl Facts {
    /// Reads the document, or says what is wrong with it.
    pub(super) fn of(file: &Path, only: &[String]) -> Result<Self, Vec<String>> {
        let mut sources = Sources::default();
        let document = DocumentInput { only: only.to_vec(), ..document::read_file(file, &mut sources) };
        let (sources, unread) = sources.into_parts();
        let input = Input {
            version: Version { module: Ident("api".to_owned()), ..Version::default() },
            sources,
            documents: vec![document],
            package: Package { crate_name: "client".to_owned(), command: String::new() },
            names: None,
        };
        if unread.has_errors() {
            return Err(render_all(unread.iter(), &input.sources));
        }
        let output = generate(&input);
        if output.diagnostics.has_errors() {
            let errors = output.diagnostics.iter().filter(|one| one.severity() == Severity::Error);
            return Err(render_all(errors, &input.sources));
        }
        let inside =
            output.files.keys().filter_map(|path| path.strip_prefix("src/api/")?.strip_suffix(".rs"));
        let modules = inside.filter(|name| !name.contains('/') && !OTHERS.contains(name));
        Ok(Self {
            operations: output.summaries.iter().map(|summary| summary.operations).sum(),
            types: output.summaries.iter().map(|summary| summary.types).sum(),
            warnings: output.diagnostics.iter().filter(|one| one.severity() == Severity::Warning).count(),
            modules: modules.map(str::to_owned).collect(),
        })
    }

    /// What a crate of the document may be called: not as the service itself.
    pub(super) fn crate_name(&self, file: &Path) -> String {
        let stem = file.file_stem().unwrap_or_default().to_string_lossy();
        let name = package_name(stem.strip_suffix(".openapi").unwrap_or(&stem));
        if name.ends_with("-client") { name } else { format!("{name}-client") }
    }
}
