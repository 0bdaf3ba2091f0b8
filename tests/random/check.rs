//! What holds of every document that is generated from.

use super::{Choices, Random, document};
use crate::case::Case;
use graph_generator::document::render_all;
use graph_generator::{Output, generate};
use std::collections::BTreeMap;

/// Generates from the document of these choices; says what is wrong with what comes out.
///
/// # Errors
///
/// The first property that does not hold, and the document.
pub fn check(bytes: &[u8]) -> Result<(), String> {
    let Random { document, operations } = document(&mut Choices::new(bytes));
    let case = Case {
        name: "random".to_owned(),
        text: document.to_string(),
        overlay: None,
        files: BTreeMap::new(),
        is_graph: bytes.first().is_some_and(|byte| byte % 4 == 3),
    };
    let input = case.input("");
    let output = generate(&input);
    let wrong = |what: String| Err(format!("{what}\n{document:#}"));
    if output.diagnostics.has_errors() {
        let said = render_all(output.diagnostics.iter(), &input.sources);
        return wrong(format!("a valid document is refused: {}", said.join("\n")));
    }
    let found: usize = output.summaries.iter().map(|summary| summary.operations).sum();
    if found != operations {
        return wrong(format!("{operations} operations became {found} functions"));
    }
    is_sound(&output).or_else(wrong)?;
    if generate(&input).files != output.files {
        return wrong("the same document becomes other files".to_owned());
    }
    Ok(())
}

/// Whether each file is one that a compiler can read.
///
/// # Errors
///
/// The file, and what is wrong with it.
pub fn is_sound(output: &Output) -> Result<(), String> {
    for (path, text) in output.files.iter().filter(|(path, _)| path.ends_with(".rs")) {
        if let Err(error) = syn::parse_file(text) {
            return Err(format!("{path} is no Rust: {error}\n{text}"));
        }
    }
    Ok(())
}
