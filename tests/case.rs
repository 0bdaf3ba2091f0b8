//! The cases: small documents under `cases/<keyword>/<case>.yaml`, each about one thing.

use crate::workspace;
use graph_generator::diagnostic::SourceId;
use graph_generator::document::{DocumentInput, SourceFile, render_all};
use graph_generator::emit::Package;
use graph_generator::files::Files;
use graph_generator::ir::{Ident, Style, Version};
use graph_generator::{Input, Output, generate};
use std::collections::BTreeMap;
use std::io;

/// One document, with the overlay beside it if there is one.
#[derive(Clone, Debug)]
pub struct Case {
    /// The folder and the file without its ending: `enum/open`.
    pub name: String,
    /// The text of the document.
    pub text: String,
    /// The text of `<case>.overlay.yaml`.
    pub overlay: Option<String>,
    /// Whether the document says `x-case-style: graph`.
    pub is_graph: bool,
}

impl Case {
    /// Every case, sorted by name.
    ///
    /// # Errors
    ///
    /// A folder or a file that cannot be read.
    pub fn all() -> io::Result<Vec<Self>> {
        let mut texts: BTreeMap<_, _> =
            workspace::texts(&workspace::root().join("tests/cases"), ".yaml")?.into_iter().collect();
        let documents: Vec<String> =
            texts.keys().filter(|path| !path.ends_with(".overlay.yaml")).cloned().collect();
        let cases = documents.iter().filter_map(|path| {
            let name = path.strip_suffix(".yaml")?.to_owned();
            let overlay = texts.remove(&format!("{name}.overlay.yaml"));
            let text = texts.remove(path)?;
            let is_graph = text.lines().any(|line| line == "x-case-style: graph");
            Some(Self { name, text, overlay, is_graph })
        });
        Ok(cases.collect())
    }

    /// The module that the case becomes where all cases stand in one crate: `case_enum_open`.
    pub fn module(&self) -> String {
        format!("case_{}", self.name.replace(['/', '-', '.'], "_"))
    }

    /// Whether the case is expected to be refused: its name says so.
    pub fn is_refused(&self) -> bool {
        self.name.ends_with("refused")
    }

    /// Generates the case as a module of this name; the empty name stands for a crate without versions.
    pub fn generate(&self, module: &str) -> Output {
        generate(&self.input(module))
    }

    /// What the generator gets.
    pub fn input(&self, module: &str) -> Input {
        let mut sources = vec![SourceFile { path: format!("{}.yaml", self.name), text: self.text.clone() }];
        if let Some(text) = &self.overlay {
            sources.push(SourceFile { path: format!("{}.overlay.yaml", self.name), text: text.clone() });
        }
        Input {
            version: Version { label: "v1.0".to_owned(), module: Ident(module.to_owned()) },
            documents: vec![DocumentInput {
                file: SourceId(0),
                overlays: if self.overlay.is_some() { vec![SourceId(1)] } else { Vec::new() },
                style: if self.is_graph { Style::Graph } else { Style::Operation },
                names: BTreeMap::new(),
            }],
            sources,
            package: Package { crate_name: "cases".to_owned(), command: "cargo xtask codegen".to_owned() },
        }
    }
}

/// The findings and the files of a run as one text.
pub fn render(input: &Input, output: &Output) -> String {
    let mut text = String::new();
    for finding in render_all(output.diagnostics.iter(), &input.sources) {
        text.push_str(&finding);
        text.push('\n');
    }
    text.push_str(&concatenate(&output.files));
    text
}

fn concatenate(files: &Files) -> String {
    let mut text = String::new();
    for (path, content) in files {
        // The first line is the header, which a test of the emitters holds.
        let body = content.split_once('\n').map_or("", |(_, body)| body.trim());
        text.push_str(&format!("\n//// {path}\n\n{body}\n"));
    }
    text
}
