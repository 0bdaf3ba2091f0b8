//! Documents through the whole generator.

use crate::document::{input, source};
use graph_generator::document::{DocumentInput, render_all};
use graph_generator::emit::{Package, Standalone};
use graph_generator::files::Files;
use graph_generator::ir::{Ident, Style, Version};
use graph_generator::{Input, Output, standalone};
use graph_tests::random::{Choices, check, disturb, document, is_sound};

/// Generates a crate from a text, twice, and reads it.
pub fn text(text: &str) {
    let is_graph = text.len() % 2 == 1;
    let input = Input {
        version: Version { label: String::new(), module: Ident(String::new()), ..Version::default() },
        documents: vec![DocumentInput {
            style: if is_graph { Style::Graph } else { Style::Operation },
            ..input(&[])
        }],
        sources: vec![source("fuzz.yaml", text)],
        package: Package { crate_name: "fuzz".to_owned(), command: "fuzz".to_owned() },
        names: None,
    };
    let output = generated(&input);
    let said = render_all(output.diagnostics.iter(), &input.sources);
    let is_refused = output.diagnostics.has_errors();
    assert_eq!(is_refused, output.files.is_empty(), "files without errors, or errors: {said:?}");
    // A refused document is not a mistake of the generator; wrong output is.
    assert!(!said.iter().any(|line| line.contains("internal-")), "{said:?}");
    if let Err(wrong) = is_sound(&output) {
        panic!("{wrong}");
    }
    let again = generated(&input);
    assert_eq!(output.files, again.files, "the same text becomes other files");
    assert_eq!(said, render_all(again.diagnostics.iter(), &input.sources), "something else is said about it");
}

fn generated(input: &Input) -> Output {
    let surroundings = Standalone {
        name: "fuzz".to_owned(),
        rust_version: "1.85".to_owned(),
        ..Standalone::default()
    };
    standalone(input, &surroundings, &Files::new())
}

/// Makes a valid document of these bytes, which the generator takes.
pub fn valid(bytes: &[u8]) {
    if let Err(wrong) = check(bytes) {
        panic!("{wrong}");
    }
}

/// Makes a valid document of these bytes and changes parts of it to what they should not be.
pub fn disturbed(bytes: &[u8]) {
    let mut choices = Choices::new(bytes);
    let mut made = document(&mut choices).document;
    disturb(&mut made, &mut choices);
    text(&made.to_string());
}
