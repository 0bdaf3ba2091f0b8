//! Diagnostics as text for people, and the data that a tool needs to render them itself.

mod snippet;

use super::locate::{Position, locate_all};
use super::{Pointer, SourceFile};
use crate::diagnostic::{Diagnostic, SourceId};
use std::fmt::Write;

/// A diagnostic with the place in the file that was given.
#[derive(Clone, Debug)]
pub struct LocatedDiagnostic<'a> {
    /// What was found.
    pub diagnostic: &'a Diagnostic,
    /// The path of the file, as it is shown to people; `None` if it is not about a file.
    pub file: Option<&'a str>,
    /// The line and the column, both from 1; columns count characters.
    pub position: Option<Position>,
    /// The second place, where there is one.
    pub related: Option<RelatedLocation<'a>>,
    text: &'a str,
}

/// The second place that a diagnostic is about.
#[derive(Clone, Debug)]
pub struct RelatedLocation<'a> {
    /// The path of the file, as it is shown to people.
    pub file: &'a str,
    /// The line and the column, both from 1.
    pub position: Option<Position>,
    text: &'a str,
}

/// Finds the places of diagnostics, each file being searched once; ordered by file and place.
pub fn locate_diagnostics<'a>(
    diagnostics: impl IntoIterator<Item = &'a Diagnostic>,
    sources: &'a [SourceFile],
) -> Vec<LocatedDiagnostic<'a>> {
    let mut placed = in_order_of_finding(diagnostics, sources);
    // A stable sort: findings at the same place stay in the order in which they were found.
    placed.sort_by_key(|one| (one.diagnostic.source, one.position));
    placed
}

/// A diagnostic on one line, followed by a line with the hint; see [`render_all`].
pub fn render(diagnostic: &Diagnostic, sources: &[SourceFile]) -> String {
    in_order_of_finding([diagnostic], sources).first().map(LocatedDiagnostic::line).unwrap_or_default()
}

/// Many diagnostics, each in a line as of [`LocatedDiagnostic::line`], in the order in which they are given.
pub fn render_all<'a>(
    diagnostics: impl IntoIterator<Item = &'a Diagnostic>,
    sources: &'a [SourceFile],
) -> Vec<String> {
    in_order_of_finding(diagnostics, sources).iter().map(LocatedDiagnostic::line).collect()
}

fn in_order_of_finding<'a>(
    diagnostics: impl IntoIterator<Item = &'a Diagnostic>,
    sources: &'a [SourceFile],
) -> Vec<LocatedDiagnostic<'a>> {
    let mut placed: Vec<LocatedDiagnostic<'a>> = diagnostics
        .into_iter()
        .map(|diagnostic| {
            let source = sources.get(diagnostic.source.0 as usize);
            let (file, text) = source.map_or((None, ""), |source| (Some(source.path.as_str()), &source.text));
            let related = diagnostic.related.as_ref().and_then(|place| sources.get(place.0.0 as usize));
            let related =
                related.map(|SourceFile { path, text }| RelatedLocation { file: path, position: None, text });
            LocatedDiagnostic { diagnostic, file, position: diagnostic.position, related, text }
        })
        .collect();
    for (number, source) in sources.iter().enumerate() {
        let (pointers, places): (Vec<_>, Vec<_>) =
            placed.iter_mut().flat_map(|one| one.unknown_in(number)).unzip();
        if pointers.is_empty() {
            continue;
        }
        let positions = locate_all(&source.text, &pointers);
        for (place, position) in places.into_iter().zip(positions) {
            *place = position;
        }
    }
    placed
}

impl LocatedDiagnostic<'_> {
    /// The pointers into a file whose places are not known yet, with where to put them.
    fn unknown_in(&mut self, number: usize) -> Vec<(Pointer, &mut Option<Position>)> {
        let is_here = |source: SourceId| source.0 as usize == number;
        let Diagnostic { source, pointer, related, .. } = self.diagnostic;
        let own = (is_here(*source) && self.position.is_none()).then_some((pointer, &mut self.position));
        let related = related.as_ref().filter(|place| is_here(place.0)).map(|place| &place.1);
        let other = related.zip(self.related.as_mut().map(|related| &mut related.position));
        own.into_iter().chain(other).map(|(pointer, place)| (pointer.clone(), place)).collect()
    }

    /// One line, `spec/v26.0/page.yaml:12:7: warning[code]: message`, and a line with the hint.
    pub fn line(&self) -> String {
        let mut text = self.file.map_or_else(String::new, |file| format!("{}: ", place(file, self.position)));
        text.push_str(&self.headline());
        if let Some(RelatedLocation { file, position, .. }) = &self.related {
            let _ = write!(text, "\n  other: {}", place(file, *position));
        }
        if let Some(hint) = &self.diagnostic.hint {
            let _ = write!(text, "\n  hint: {hint}");
        }
        text
    }

    /// With the line of the document that it is about, in the style of the Rust compiler.
    pub fn block(&self) -> String {
        let mut text = self.headline();
        let own = self.file.map(|file| ("-->", file, self.position, self.text));
        let other = self.related.as_ref().map(|other| (":::", other.file, other.position, other.text));
        let shown = own.into_iter().chain(other).map(|(arrow, file, position, text)| {
            (arrow, place(file, position), position.and_then(|position| snippet::of(text, position)))
        });
        let shown: Vec<_> = shown.collect();
        let snippets = shown.iter().filter_map(|(.., snippet)| snippet.as_ref());
        let gutter = snippets.map(|snippet| snippet.line.to_string().len()).max().unwrap_or(1);
        for (arrow, place, snippet) in shown {
            let _ = write!(text, "\n{:gutter$}{arrow} {place}", "");
            if let Some(snippet) = snippet {
                let (line, before) = (snippet.line, snippet.before);
                let _ = write!(text, "\n{:gutter$} |\n{line:gutter$} | {}", "", snippet.text);
                let _ = write!(text, "\n{:gutter$} | {:before$}{}", "", "", snippet.mark);
            }
        }
        if let Some(hint) = &self.diagnostic.hint {
            let _ = write!(text, "\n{:gutter$} = hint: {hint}", "");
        }
        text
    }

    fn headline(&self) -> String {
        let Diagnostic { code, message, .. } = self.diagnostic;
        let severity = self.diagnostic.severity();
        format!("{severity}[{code}]: {message}")
    }
}

fn place(file: &str, position: Option<Position>) -> String {
    match position {
        Some((line, column)) => format!("{file}:{line}:{column}"),
        None => file.to_owned(),
    }
}

#[cfg(test)]
mod tests;
