//! Diagnostics as text for people, and what a tool needs to make its own of them.

mod snippet;

use super::locate::{Position, locate_all};
use super::{Pointer, SourceFile};
use crate::diagnostic::Diagnostic;
use std::fmt::Write;

/// A diagnostic with the place in the file that was given.
#[derive(Clone, Debug)]
pub struct Placed<'a> {
    /// What was found.
    pub diagnostic: &'a Diagnostic,
    /// The path of the file, as it is shown to people; `None` for what is about no file.
    pub file: Option<&'a str>,
    /// The line and the column, both from 1; columns count characters.
    pub position: Option<Position>,
    text: &'a str,
}

/// Finds the places of diagnostics, each file being searched once; ordered by file and place.
pub fn place_all<'a>(
    diagnostics: impl IntoIterator<Item = &'a Diagnostic>,
    sources: &'a [SourceFile],
) -> Vec<Placed<'a>> {
    let mut placed = in_order_of_finding(diagnostics, sources);
    // Stable: what was found at one place stays in the order in which it was found.
    placed.sort_by_key(|one| (one.diagnostic.source, one.position));
    placed
}

/// A diagnostic in a line, and a line with the hint; see [`render_all`].
pub fn render(diagnostic: &Diagnostic, sources: &[SourceFile]) -> String {
    in_order_of_finding([diagnostic], sources).first().map(Placed::line).unwrap_or_default()
}

/// Many diagnostics, each in a line as of [`Placed::line`], in the order in which they are given.
pub fn render_all<'a>(
    diagnostics: impl IntoIterator<Item = &'a Diagnostic>,
    sources: &'a [SourceFile],
) -> Vec<String> {
    in_order_of_finding(diagnostics, sources).iter().map(Placed::line).collect()
}

fn in_order_of_finding<'a>(
    diagnostics: impl IntoIterator<Item = &'a Diagnostic>,
    sources: &'a [SourceFile],
) -> Vec<Placed<'a>> {
    let mut placed: Vec<Placed<'a>> = diagnostics
        .into_iter()
        .map(|diagnostic| {
            let source = sources.get(diagnostic.source.0 as usize);
            let (file, text) = source.map_or((None, ""), |source| (Some(source.path.as_str()), &source.text));
            Placed { diagnostic, file, position: diagnostic.position, text }
        })
        .collect();
    for (number, source) in sources.iter().enumerate() {
        let wanted =
            |one: &&mut Placed<'a>| one.diagnostic.source.0 as usize == number && one.position.is_none();
        let pointers: Vec<Pointer> =
            placed.iter_mut().filter(wanted).map(|one| one.diagnostic.pointer.clone()).collect();
        if pointers.is_empty() {
            continue;
        }
        let positions = locate_all(&source.text, &pointers);
        for (one, position) in placed.iter_mut().filter(wanted).zip(positions) {
            one.position = position;
        }
    }
    placed
}

impl Placed<'_> {
    /// In a line: `spec/v26.0/page.yaml:12:7: warning[code]: message`, and a line with the hint.
    pub fn line(&self) -> String {
        let mut text = self.file.map_or_else(String::new, |file| format!("{}: ", self.place(file)));
        text.push_str(&self.headline());
        if let Some(hint) = &self.diagnostic.hint {
            let _ = write!(text, "\n  hint: {hint}");
        }
        text
    }

    /// With the line of the document that it is about, as the Rust compiler shows them.
    pub fn block(&self) -> String {
        let mut text = self.headline();
        let snippet = self.position.and_then(|position| snippet::of(self.text, position));
        let gutter = snippet.as_ref().map_or(1, |snippet| snippet.line.to_string().len());
        if let Some(file) = self.file {
            let _ = write!(text, "\n{:gutter$}--> {}", "", self.place(file));
        }
        if let Some(snippet) = snippet {
            let _ = write!(text, "\n{:gutter$} |\n{} | {}", "", snippet.line, snippet.text);
            let _ =
                write!(text, "\n{:gutter$} | {:before$}{}", "", "", snippet.mark, before = snippet.before);
        }
        if let Some(hint) = &self.diagnostic.hint {
            let _ = write!(text, "\n{:gutter$} = hint: {hint}", "");
        }
        text
    }

    fn headline(&self) -> String {
        let Diagnostic { severity, code, message, .. } = self.diagnostic;
        format!("{severity}[{code}]: {message}")
    }

    fn place(&self, file: &str) -> String {
        match self.position {
            Some((line, column)) => format!("{file}:{line}:{column}"),
            None => file.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests;
