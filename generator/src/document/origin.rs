//! Where the parts of a document came from before overlays, bundling and normalising moved them.

use crate::diagnostic::{Diagnostic, SourceId};
use crate::pointer::Pointer;
use foldhash::HashMap;
use serde_json::Value;

/// The moves that were made, in order.
#[derive(Clone, Debug, Default)]
pub struct Origins {
    moves: Vec<Move>,
    /// The numbers of the moves to a place, ascending: there may be thousands of moves, and as many notes to relocate.
    by_place: HashMap<Pointer, Vec<usize>>,
    /// How many of the moves were made before the normalisation.
    written: usize,
    removals: Vec<Removal>,
}

/// What an overlay removed.
#[derive(Clone, Debug)]
pub(crate) struct Removal {
    /// Where it stood.
    pub(crate) place: Pointer,
    /// What stood there.
    pub(crate) value: Value,
    /// The overlay, and its action.
    pub(crate) action: (SourceId, Pointer),
}

#[derive(Clone, Debug)]
struct Move {
    from: Pointer,
    /// The overlay or the other file that the part was written in; `None` where it comes from the document itself.
    file: Option<SourceId>,
}

impl Origins {
    /// Remembers that what is now at `to` was at `from`, in the document or in another file.
    pub(super) fn moved(&mut self, to: Pointer, from: Pointer, file: Option<SourceId>) {
        if to == from && file.is_none() {
            return;
        }
        self.by_place.entry(to).or_default().push(self.moves.len());
        self.moves.push(Move { from, file });
    }

    /// Remembers that an overlay removed something.
    pub(super) fn removed(&mut self, removal: Removal) {
        self.removals.push(removal);
    }

    /// What overlays removed, in their order.
    pub(crate) fn removals(&self) -> &[Removal] {
        &self.removals
    }

    /// Marks the end of the moves before the normalisation.
    pub(super) fn is_written(&mut self) {
        self.written = self.moves.len();
    }

    /// The file and the pointer in it that a pointer into the loaded document came from; `source` is its own file.
    pub fn of(&self, source: SourceId, pointer: &Pointer) -> (SourceId, Pointer) {
        self.undo(source, pointer, 0, self.moves.len())
    }

    /// The pointer that a pointer into the loaded document had before the normalisation, in what
    /// [`value`](super::value) gives.
    pub(crate) fn in_value(&self, pointer: &Pointer) -> Pointer {
        self.undo(SourceId::default(), pointer, self.written, self.moves.len()).1
    }

    /// The file and the pointer in it that a pointer into what [`value`](super::value) gives came from.
    pub(crate) fn of_value(&self, source: SourceId, pointer: &Pointer) -> (SourceId, Pointer) {
        self.undo(source, pointer, 0, self.written)
    }

    /// Undoes the moves from the one with the number `first` to the one before `end`.
    fn undo(&self, source: SourceId, pointer: &Pointer, first: usize, end: usize) -> (SourceId, Pointer) {
        let mut pointer = pointer.clone();
        let mut before = end;
        while let Some((number, place)) = self.last_move(&pointer, before).filter(|(at, _)| *at >= first) {
            let Some(step) = self.moves.get(number) else { break };
            pointer = join(&step.from, pointer.as_str().get(place.as_str().len()..).unwrap_or_default());
            if let Some(file) = step.file {
                return (file, pointer);
            }
            before = number;
        }
        (source, pointer)
    }

    /// The last of the moves `..before` to the place of the pointer or to one around it, and that place.
    fn last_move(&self, pointer: &Pointer, before: usize) -> Option<(usize, Pointer)> {
        let mut around = Some(pointer.clone());
        let mut last: Option<(usize, Pointer)> = None;
        while let Some(place) = around.filter(|place| !place.as_str().is_empty()) {
            let numbers = self.by_place.get(&place).map_or(&[][..], Vec::as_slice);
            let found = numbers.partition_point(|number| *number < before).checked_sub(1);
            around = place.parent();
            if let Some(&number) = found.and_then(|index| numbers.get(index))
                && last.as_ref().is_none_or(|(known, _)| number > *known)
            {
                last = Some((number, place));
            }
        }
        last
    }

    /// Points a diagnostic about the loaded document at the file and the place that it is really about.
    #[must_use]
    pub fn relocate(&self, diagnostic: Diagnostic) -> Diagnostic {
        diagnostic.moved(|source, pointer| self.of(source, pointer))
    }
}

/// The pointer `rest`, which starts with `/` or is empty, inside `pointer`.
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
        origins.is_written();
        origins.moved(pointer("/c/Y"), pointer("/b"), None);
        let of = |text: &str| origins.of(SourceId(0), &pointer(text));
        assert_eq!(of("/c/X/type"), (SourceId(1), pointer("/actions/0/update/new/x/type")));
        assert_eq!(of("/c/Y"), (SourceId(0), pointer("/b")));
        assert_eq!(of("/c/Yes"), (SourceId(0), pointer("/c/Yes")));
        assert_eq!(origins.in_value(&pointer("/c/X/type")), pointer("/c/X/type"));
        assert_eq!(origins.in_value(&pointer("/c/Y/type")), pointer("/b/type"));
        assert_eq!(origins.of_value(SourceId(0), &pointer("/c/X")).0, SourceId(1));
        assert_eq!(origins.of_value(SourceId(0), &pointer("/c/Y")), (SourceId(0), pointer("/c/Y")));
    }
}
