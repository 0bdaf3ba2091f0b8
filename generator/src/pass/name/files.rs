//! The file of each type: that of the component, or of the operation, that it stands in.

use crate::diagnostic::SourceId;
use crate::ir::{Api, Ident, TypeDef};
use crate::naming::{reserved, words};
use std::collections::HashMap;

/// The longest name of a file, far below what file systems take.
pub(super) const MAX_LENGTH: usize = 80;

pub(super) fn run(api: &mut Api) {
    let components = api.types.iter().filter(|definition| is_component(definition.pointer.as_str()));
    let roots: HashMap<(SourceId, &str), String> = components
        .map(|definition| ((definition.source, definition.pointer.as_str()), file(definition.name.as_str())))
        .collect();
    let file_of = |definition: &TypeDef| {
        let root = component(definition.pointer.as_str()).map(|root| (definition.source, root));
        root.and_then(|root| roots.get(&root)).cloned().unwrap_or_else(|| file(first_word(definition)))
    };
    let files: Vec<String> = api.types.iter().map(file_of).collect();
    for (definition, file) in api.types.iter_mut().zip(files) {
        definition.file = Ident(file);
    }
}

/// The pointer of the component that a pointer leads into.
fn component(pointer: &str) -> Option<&str> {
    let prefix = "/components/schemas/";
    let rest = pointer.strip_prefix(prefix)?;
    let end = rest.find('/').unwrap_or(rest.len());
    pointer.get(..prefix.len() + end)
}

fn is_component(pointer: &str) -> bool {
    component(pointer) == Some(pointer)
}

fn first_word(definition: &TypeDef) -> &str {
    definition.hint.words.first().map_or("inline", String::as_str)
}

/// The name of a file. Two roots may share one: a file only groups types.
fn file(name: &str) -> String {
    let mut file = words::snake(name);
    file.truncate(MAX_LENGTH);
    if reserved::is_file(&file) { format!("{file}_model") } else { file }
}
