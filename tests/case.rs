//! The cases: small documents under `cases/<keyword>/<case>.yaml`, each about one thing.
//!
//! What a document refers to in other files stands under `<case>.files/`.

use crate::workspace;
use graph_generator::diagnostic::SourceId;
use graph_generator::document::{DocumentInput, SourceFile, TypesInput, gather, render_all};
use graph_generator::emit::Package;
use graph_generator::files::Files;
use graph_generator::ir::{DeriveRule, Ident, MappedTraits, MappedType, Route, Style, TypePath, Version};
use graph_generator::{Input, Output, generate};
use serde_json::Value;
use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;

/// One document, with the overlay beside it if there is one.
#[derive(Clone, Debug)]
pub struct Case {
    /// The folder and the file without its ending: `enum/open`.
    pub name: String,
    /// The text of the document.
    pub text: String,
    /// The text of `<case>.overlay.yaml`.
    pub overlay: Option<String>,
    /// The files beside it, by path: those under `<case>.files/`, `<case>.types.json` with the types that a project
    /// gives and what it derives, and `<case>.own.rs`, which holds these types.
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
            let beside = [format!("{name}.types.json"), format!("{name}.own.rs")];
            let is_beside = |path: &String| path.starts_with(&folder) || beside.contains(path);
            let files = texts.iter().filter(|(path, _)| is_beside(path));
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

    /// The text of the file beside it with this ending.
    pub fn beside(&self, ending: &str) -> Option<&str> {
        self.files.get(&format!("{}.{ending}", self.name)).map(String::as_str)
    }

    /// The types that a project gives.
    fn types(&self) -> TypesInput {
        let read = |key: &str| {
            let all = self.settings(key);
            let one = |(name, own): &(String, Value)| Some((name.clone(), Arc::new(mapped(own)?)));
            all.iter().filter_map(one).collect()
        };
        TypesInput { schemas: read("schemas"), formats: read("formats") }
    }

    /// What a project derives.
    fn derives(&self) -> Vec<DeriveRule> {
        let rule = |(name, schemas): (String, Value)| {
            let schemas = serde_json::from_value(schemas).ok()?;
            Some(DeriveRule { path: name.parse().ok()?, schemas })
        };
        self.settings("derives").into_iter().filter_map(rule).collect()
    }

    fn settings(&self, key: &str) -> Vec<(String, Value)> {
        let read: Option<Value> = self.beside("types.json").and_then(|text| serde_json::from_str(text).ok());
        let all = read.as_ref().and_then(|read| read.get(key)?.as_object());
        all.into_iter().flatten().map(|(name, value)| (name.clone(), value.clone())).collect()
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
            types: self.types(),
            derives: self.derives(),
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

/// A type of `<case>.types.json`.
fn mapped(own: &Value) -> Option<MappedType> {
    let path = |key: &str| -> Option<TypePath> { own.get(key)?.as_str()?.parse().ok() };
    let is = |key: &str| own.get(key) == Some(&Value::Bool(true));
    let route = match path("with") {
        Some(module) => Route::With(module),
        None if is("text") => Route::Text,
        None => Route::Serde,
    };
    let traits = MappedTraits {
        is_eq: is("is_ord"),
        is_ord: is("is_ord"),
        is_partial_ord: is("is_ord"),
        ..MappedTraits::default()
    };
    Some(MappedType { path: path("path")?, route, traits, is_secret: false })
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
