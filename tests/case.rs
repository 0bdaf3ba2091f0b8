//! The cases: small documents under `cases/<keyword>/<case>.yaml`, each about one thing.
//!
//! What a document refers to in other files stands under `<case>.files/`.

use crate::workspace;
use graph_generator::diagnostic::SourceId;
use graph_generator::document::{DocumentInput, SourceFile, gather, render_all};
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
    /// The files beside it, by path.
    pub files: BTreeMap<String, String>,
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
            workspace::texts(&workspace::root().join("tests/cases"), "")?.into_iter().collect();
        let is_document = |path: &&String| !path.ends_with(".overlay.yaml") && !path.contains(".files/");
        let documents: Vec<String> = texts.keys().filter(is_document).cloned().collect();
        let cases = documents.iter().filter_map(|path| {
            let name = path.strip_suffix(".yaml")?.to_owned();
            let overlay = texts.remove(&format!("{name}.overlay.yaml"));
            let text = texts.remove(path)?;
            let folder = format!("{name}.files/");
            let files = texts.iter().filter(|(path, _)| path.starts_with(&folder));
            let files = files.map(|(path, text)| (path.clone(), text.clone())).collect();
            let is_graph = text.lines().any(|line| line == "x-case-style: graph");
            Some(Self { name, text, overlay, files, is_graph })
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

    /// The operations that are asked for: `# x-case-only: [a, b]` on a line of its own.
    fn only(&self) -> Vec<String> {
        let line = self.text.lines().find_map(|line| line.strip_prefix("# x-case-only: ["));
        let list = line.and_then(|line| line.strip_suffix(']')).unwrap_or_default();
        list.split(", ").filter(|pattern| !pattern.is_empty()).map(str::to_owned).collect()
    }

    /// What the generator gets.
    pub fn input(&self, module: &str) -> Input {
        let mut sources = vec![SourceFile { path: format!("{}.yaml", self.name), text: self.text.clone() }];
        if let Some(text) = &self.overlay {
            sources.push(SourceFile { path: format!("{}.overlay.yaml", self.name), text: text.clone() });
        }
        let mut document = DocumentInput {
            file: SourceId(0),
            overlays: if self.overlay.is_some() { vec![SourceId(1)] } else { Vec::new() },
            style: if self.is_graph { Style::Graph } else { Style::Operation },
            only: self.only(),
            ..DocumentInput::default()
        };
        gather(&mut document, &mut sources, |path| {
            self.files.get(path).cloned().ok_or_else(|| "it does not exist".to_owned())
        });
        Input {
            version: Version {
                label: "v1.0".to_owned(),
                module: Ident(module.to_owned()),
                ..Version::default()
            },
            documents: vec![document],
            sources,
            package: Package { crate_name: "cases".to_owned(), command: "cargo xtask codegen".to_owned() },
            names: None,
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
