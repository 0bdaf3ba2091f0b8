//! The files of a bundle, each read once, and where references between them lead.

use super::path::{self, Refusal};
use crate::diagnostic::{Diagnostic, Diagnostics, SourceId};
use crate::document::grammar::ObjectKind;
use crate::document::read::describe;
use crate::document::{DocumentInput, SourceFile, codes, read};
use crate::pointer::Pointer;
use serde_json::Value;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Location {
    pub(super) file: SourceId,
    pub(super) pointer: Pointer,
}

/// Why a reference cannot be followed.
pub(super) enum Problem {
    /// Because of the file that it names.
    File(Diagnostic),
    /// Because of what is in the file.
    Reason(String),
    /// The file itself was reported.
    Known,
}

impl From<Diagnostic> for Problem {
    fn from(finding: Diagnostic) -> Self {
        Self::File(finding)
    }
}

/// The files of a bundle.
pub(super) struct Library<'s> {
    sources: &'s [SourceFile],
    input: &'s DocumentInput,
    by_path: HashMap<&'s str, SourceId>,
    values: HashMap<SourceId, Option<Rc<Value>>>,
    /// What was found when the files were read.
    pub(super) findings: Diagnostics,
}

impl<'s> Library<'s> {
    /// The files that may be referred to from `document`, which is that of `input` with its overlays applied.
    pub(super) fn new(input: &'s DocumentInput, sources: &'s [SourceFile], document: Value) -> Self {
        let paths = sources.iter().zip(0..).map(|(source, index)| (source.path.as_str(), SourceId(index)));
        Self {
            sources,
            input,
            by_path: paths.collect(),
            values: HashMap::from([(input.file, Some(Rc::new(document)))]),
            findings: Diagnostics::default(),
        }
    }

    /// The document that everything starts from.
    pub(super) fn document(&self) -> SourceId {
        self.input.file
    }

    /// The path of a file.
    pub(super) fn path(&self, file: SourceId) -> &'s str {
        self.sources.get(file.0 as usize).map_or("", |source| &source.path)
    }

    /// The value at a place.
    pub(super) fn get(&mut self, location: &Location) -> Option<Value> {
        self.file(location.file)?.pointer(location.pointer.as_str()).cloned()
    }

    /// A whole file; what is wrong with it is reported once.
    pub(super) fn file(&mut self, file: SourceId) -> Option<Rc<Value>> {
        if let Some(known) = self.values.get(&file) {
            return known.clone();
        }
        let source = self.sources.get(file.0 as usize)?;
        let value = read::read(&source.text, file, &mut self.findings).map(Rc::new);
        self.values.insert(file, value.clone());
        value
    }

    /// Where a reference in `file` leads, without following a reference that stands there.
    pub(super) fn target(&mut self, file: SourceId, reference: &str) -> Result<Location, Problem> {
        let parts = path::split(reference);
        let other = if parts.file.is_empty() { file } else { self.other(file, reference, parts.file)? };
        let Some(pointer) = Pointer::of_fragment(parts.fragment) else {
            let message = format!("`{reference}` is an anchor, which is not supported; it is left out");
            let warning = Diagnostic::new(codes::REFERENCE, message);
            return Err(warning.hint("refer to a JSON pointer: `#/...`").into());
        };
        Ok(Location { file: other, pointer })
    }

    fn other(&self, file: SourceId, reference: &str, path: &str) -> Result<SourceId, Problem> {
        let problem = |finding: Diagnostic| Err(finding.into());
        let path = match path::resolve(self.path(file), path) {
            Ok(path) => path,
            Err(Refusal::Url) => {
                let message = format!("`{reference}` is a URL, and nothing is downloaded; it is left out");
                let hint = "save the file beside the document and refer to it by its path";
                return problem(Diagnostic::new(codes::REFERENCE_URL, message).hint(hint));
            }
            Err(Refusal::Absolute) => {
                let message = format!("`{reference}` is an absolute path, which other machines do not have");
                let hint = "give the path relative to this file";
                return problem(Diagnostic::new(codes::REFERENCE_ABSOLUTE, message).hint(hint));
            }
        };
        if let Some(known) = self.by_path.get(path.as_str()) {
            return Ok(*known);
        }
        let reason = self.input.absent.get(&path).map_or("it was not supplied", String::as_str);
        let error = Diagnostic::new(codes::FILE_ABSENT, format!("cannot read {path}: {reason}"));
        let is_name = reference.chars().all(|letter| letter.is_alphanumeric() || letter == '_');
        problem(if is_name {
            error.hint(format!("refer to a component as `#/components/schemas/{reference}`"))
        } else {
            error
        })
    }

    /// Why there is nothing of a kind at a place.
    pub(super) fn nothing(&mut self, location: &Location, kind: Option<ObjectKind>) -> Problem {
        let Some(file) = self.file(location.file) else { return Problem::Known };
        let reason = match (file.pointer(location.pointer.as_str()), kind) {
            (None, _) if location.file == self.document() => "is not in the document".to_owned(),
            (None, _) => "is not in that file".to_owned(),
            (Some(value), Some(kind)) => format!("leads to {}, not to {}", describe(value), kind.noun()),
            (Some(value), None) => format!("leads to {}", describe(value)),
        };
        Problem::Reason(reason)
    }

    /// Follows references that stand alone until something else is found; stays at the start in a circle.
    pub(super) fn home(&mut self, start: Location) -> Location {
        let (mut location, mut seen) = (start.clone(), HashSet::new());
        while let Some(reference) = self.lone_reference(&location) {
            let Ok(next) = self.target(location.file, &reference) else { break };
            if !seen.insert(std::mem::replace(&mut location, next)) {
                return start;
            }
        }
        location
    }

    /// The reference at a place, if nothing stands beside it.
    pub(super) fn lone_reference(&mut self, location: &Location) -> Option<String> {
        let file = self.file(location.file)?;
        match file.pointer(location.pointer.as_str())? {
            Value::Object(members) if members.len() == 1 => {
                members.get("$ref").and_then(Value::as_str).map(str::to_owned)
            }
            _ => None,
        }
    }
}
