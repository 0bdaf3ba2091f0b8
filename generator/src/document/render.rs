//! Diagnostics as text for people.

use super::locate::{Position, locate_all};
use super::{Pointer, SourceFile};
use crate::diagnostic::Diagnostic;
use std::fmt::Write;

/// A diagnostic as text: `spec/v26.0/page.yaml:12:7: warning[code]: message`, and a line with the hint.
pub fn render(diagnostic: &Diagnostic, sources: &[SourceFile]) -> String {
    render_all([diagnostic], sources).into_iter().next().unwrap_or_default()
}

/// Many diagnostics as text, each file being searched once; see [`render`].
pub fn render_all<'a>(
    diagnostics: impl IntoIterator<Item = &'a Diagnostic>,
    sources: &[SourceFile],
) -> Vec<String> {
    let diagnostics: Vec<&Diagnostic> = diagnostics.into_iter().collect();
    let mut positions: Vec<Option<Position>> =
        diagnostics.iter().map(|diagnostic| diagnostic.position).collect();
    for (number, source) in sources.iter().enumerate() {
        let wanted: Vec<usize> = (0..diagnostics.len())
            .filter(|&index| {
                diagnostics.get(index).is_some_and(|diagnostic| {
                    diagnostic.source.0 as usize == number && diagnostic.position.is_none()
                })
            })
            .collect();
        if wanted.is_empty() {
            continue;
        }
        let pointers: Vec<Pointer> = wanted
            .iter()
            .filter_map(|&index| diagnostics.get(index).map(|diagnostic| diagnostic.pointer.clone()))
            .collect();
        for (index, position) in wanted.into_iter().zip(locate_all(&source.text, &pointers)) {
            if let Some(slot) = positions.get_mut(index) {
                *slot = position;
            }
        }
    }
    diagnostics.into_iter().zip(positions).map(|(one, position)| text(one, position, sources)).collect()
}

fn text(diagnostic: &Diagnostic, position: Option<Position>, sources: &[SourceFile]) -> String {
    let mut text = String::new();
    if let Some(source) = sources.get(diagnostic.source.0 as usize) {
        text.push_str(&source.path);
        if let Some((line, column)) = position {
            let _ = write!(text, ":{line}:{column}");
        }
        text.push_str(": ");
    }
    let _ = write!(text, "{}[{}]: {}", diagnostic.severity, diagnostic.code, diagnostic.message);
    if let Some(hint) = &diagnostic.hint {
        let _ = write!(text, "\n  hint: {hint}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::SourceId;

    #[test]
    fn a_diagnostic_shows_its_place() {
        let source = SourceFile { path: "spec/page.yaml".into(), text: "a: 1\nb:\n  c: 2\n".into() };
        let pointer = Pointer::root().child("b").child("c");
        let diagnostic = Diagnostic::warning("code", "it is odd").at(SourceId(0), &pointer).hint("mend it");
        assert_eq!(
            render(&diagnostic, &[source]),
            "spec/page.yaml:3:3: warning[code]: it is odd\n  hint: mend it"
        );
        assert_eq!(render(&Diagnostic::error("code", "no file"), &[]), "error[code]: no file");
    }
}
