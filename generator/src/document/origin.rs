//! Where the parts of a document came from, once overlays, bundling and the normalisation have moved them.

use crate::diagnostic::{Diagnostic, SourceId};
use crate::pointer::Pointer;

/// The moves that were made, in order.
#[derive(Clone, Debug, Default)]
pub struct Origins(Vec<Move>);

#[derive(Clone, Debug)]
struct Move {
    to: Pointer,
    from: Pointer,
    /// The overlay or the other file that the part was written in; `None` where it comes from the document itself.
    file: Option<SourceId>,
}

impl Origins {
    /// Remembers that what is now at `to` was at `from`, in the document or in another file.
    pub(super) fn moved(&mut self, to: Pointer, from: Pointer, file: Option<SourceId>) {
        self.0.push(Move { to, from, file });
    }

    /// The file and the pointer in it that a pointer into the loaded document came from; `source` is its own file.
    pub fn of(&self, source: SourceId, pointer: &Pointer) -> (SourceId, Pointer) {
        let mut pointer = pointer.clone();
        for step in self.0.iter().rev().filter(|step| !step.to.as_str().is_empty()) {
            let rest = pointer.as_str().strip_prefix(step.to.as_str());
            let Some(rest) = rest.filter(|rest| rest.is_empty() || rest.starts_with('/')) else { continue };
            pointer = join(&step.from, rest);
            if let Some(file) = step.file {
                return (file, pointer);
            }
        }
        (source, pointer)
    }

    /// Points a diagnostic about the loaded document at the file and the place that it is really about.
    #[must_use]
    pub fn relocate(&self, diagnostic: Diagnostic) -> Diagnostic {
        let (source, pointer) = self.of(diagnostic.source, &diagnostic.pointer);
        diagnostic.at(source, &pointer)
    }
}

/// The pointer `rest`, which starts with `/` or is empty, inside of `pointer`.
pub(super) fn join(pointer: &Pointer, rest: &str) -> Pointer {
    Pointer::parse(&format!("{}{rest}", pointer.as_str())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moves_are_undone_from_the_last_to_the_first() {
        let pointer = |text: &str| Pointer::parse(text).unwrap();
        let mut origins = Origins::default();
        origins.moved(pointer("/a/new"), pointer("/actions/0/update/new"), Some(SourceId(1)));
        origins.moved(pointer("/c/X"), pointer("/a/new/x"), None);
        origins.moved(pointer("/c/Y"), pointer("/b"), None);
        let of = |text: &str| origins.of(SourceId(0), &pointer(text));
        assert_eq!(of("/c/X/type"), (SourceId(1), pointer("/actions/0/update/new/x/type")));
        assert_eq!(of("/c/Y"), (SourceId(0), pointer("/b")));
        assert_eq!(of("/c/Yes"), (SourceId(0), pointer("/c/Yes")));
    }
}
