//! Notes what an answer holds beyond the specification, or in another form, while it is read.
//!
//! The notes are kept per thread and not handed through the calls that read, since reading is one uninterrupted call,
//! and since a struct would otherwise cost an argument for each of its members. As long as nobody watches, a member
//! costs one look at a flag.

use super::near::nearest;
use super::{Mismatch, Path, Value};
use std::cell::{Cell, RefCell};
use std::collections::HashSet;

/// Something that the specification does not know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) path: Path,
    pub(crate) part: UnknownPart,
    /// The member that may be meant by one that is unknown, where somebody wants to know.
    pub(crate) near: Option<&'static str>,
}

/// Which part of an answer the specification does not know.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum UnknownPart {
    /// A member of an object.
    Member,
    /// A value of an enumeration, or of the tag of a union.
    Value(String),
    /// A value in another form than this, which was read all the same.
    OtherForm(&'static str),
    /// A number that the type rounds.
    Rounded,
    /// A member that cannot be read and may be absent: what it should be, and what it is.
    Unreadable(String, String),
}

thread_local! {
    static IS_WATCHED: Cell<bool> = const { Cell::new(false) };
    static WANTS_NEAR: Cell<bool> = const { Cell::new(false) };
    static NOTES: RefCell<Vec<Found>> = const { RefCell::new(Vec::new()) };
}

/// Reads, and gives what was found meanwhile.
///
/// What is found again in further items of a list is given once, with the place where it was first.
pub(crate) fn collect<T>(read: impl FnOnce() -> T) -> (T, Vec<Found>) {
    let watch = Watch::start();
    let read = read();
    let mut found = NOTES.take();
    drop(watch);
    let mut seen = HashSet::new();
    found.retain(|found| seen.insert((found.path.shape(), found.part.clone())));
    (read, found)
}

/// Reads, and gives the members that nobody knows, each with the one that may be meant.
#[cfg(feature = "testing")]
pub(crate) fn unknown_members<T>(read: impl FnOnce() -> T) -> (T, Vec<Found>) {
    let wanted = WANTS_NEAR.replace(true);
    let (read, mut found) = collect(read);
    WANTS_NEAR.set(wanted);
    found.retain(|found| found.part == UnknownPart::Member);
    (read, found)
}

/// Whether somebody wants to know which member may be meant by one that is unknown.
#[inline]
pub(super) fn wants_near() -> bool {
    WANTS_NEAR.get()
}

/// Restores what was before, even if what reads panics: it may be code of the caller.
struct Watch {
    was_watched: bool,
    notes: Vec<Found>,
}

impl Watch {
    fn start() -> Self {
        Self { was_watched: IS_WATCHED.replace(true), notes: NOTES.take() }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        IS_WATCHED.set(self.was_watched);
        NOTES.set(std::mem::take(&mut self.notes));
    }
}

/// How many notes there were at some point; nothing if nobody watches.
#[derive(Clone, Copy)]
pub(crate) struct Mark(Option<usize>);

/// Marks the point from which on notes are looked at.
#[inline]
pub(crate) fn mark() -> Mark {
    Mark(IS_WATCHED.get().then(count))
}

fn count() -> usize {
    NOTES.with_borrow(Vec::len)
}

impl Mark {
    /// Says that what was found since is inside the member `key` of the specification.
    #[inline]
    pub(crate) fn inside(self, key: &'static str) {
        if self.0.is_some() {
            self.change(|path| path.push_key(key));
        }
    }

    /// Says that what was found since is inside the value of a map at this key.
    pub(super) fn inside_entry(self, key: &str) {
        self.change(|path| path.push_entry(key.to_owned()));
    }

    /// Says that what was found since is inside the element `index`.
    #[inline]
    pub(crate) fn inside_item(self, index: usize) {
        if self.0.is_some() {
            self.change(|path| path.push_index(index));
        }
    }

    /// Drops what was found since: what read it has failed.
    pub(crate) fn forget(self) {
        drop(self.take());
    }

    /// Drops the note that the member `key` is unknown: the caller knows it.
    pub(crate) fn forgive(self, key: &str) {
        let notes = self.take();
        let is_kept = |found: &Found| found.part != UnknownPart::Member || !found.path.is_key(key);
        restore(notes.into_iter().filter(is_kept).collect());
    }

    /// Drops the notes on other forms: each is documented here.
    pub(super) fn forgive_forms(self) {
        let notes = self.take();
        let is_kept = |found: &Found| !matches!(found.part, UnknownPart::OtherForm(_));
        restore(notes.into_iter().filter(is_kept).collect());
    }

    /// Says which of these members may be meant by those of the same object that were unknown since.
    #[cold]
    pub(super) fn suggest(self, known: &[&'static str]) {
        let Some(start) = self.0 else { return };
        let is_own = |found: &&mut Found| found.part == UnknownPart::Member && found.near.is_none();
        NOTES.with_borrow_mut(|notes| {
            for found in notes.iter_mut().skip(start).filter(is_own) {
                found.near = found.path.only_key().and_then(|key| nearest(key, known));
            }
        });
    }

    /// Takes what was found since.
    pub(super) fn take(self) -> Vec<Found> {
        let Some(start) = self.0 else { return Vec::new() };
        NOTES.with_borrow_mut(|notes| notes.split_off(start.min(notes.len())))
    }

    fn change(self, change: impl Fn(&mut Path)) {
        let Some(start) = self.0 else { return };
        NOTES.with_borrow_mut(|notes| {
            notes.iter_mut().skip(start).for_each(|found| change(&mut found.path));
        });
    }
}

/// Puts notes back that were taken.
pub(super) fn restore(mut notes: Vec<Found>) {
    if !notes.is_empty() {
        NOTES.with_borrow_mut(|all| all.append(&mut notes));
    }
}

/// Puts back what [`collect`] gave, if anybody watches around it.
pub(crate) fn restore_watched(notes: Vec<Found>) {
    if IS_WATCHED.get() {
        restore(notes);
    }
}

/// Notes the members that nobody has read. Those that begin with `__` are what the API adds to any answer.
#[inline]
pub(crate) fn unread(members: &serde_json::Map<String, Value>) {
    if IS_WATCHED.get() {
        for key in members.keys().filter(|key| !key.starts_with("__")) {
            let mut path = Path::default();
            path.push_key(key.clone());
            note(path, UnknownPart::Member);
        }
    }
}

/// Notes an item that nobody has read.
pub(crate) fn unread_item(index: usize) {
    if IS_WATCHED.get() {
        let mut path = Path::default();
        path.push_index(index);
        note(path, UnknownPart::Member);
    }
}

/// Notes a value that an enumeration does not list.
pub(crate) fn unlisted(value: &str) {
    if IS_WATCHED.get() {
        note(Path::default(), UnknownPart::Value(value.to_owned()));
    }
}

/// Notes that a value had another form than this, and was read all the same.
pub(crate) fn other_form(expected: &'static str) {
    if IS_WATCHED.get() {
        note(Path::default(), UnknownPart::OtherForm(expected));
    }
}

/// Notes that a value could not be read and was lost.
#[cold]
pub(super) fn unreadable(mismatch: &Mismatch) {
    if IS_WATCHED.get() {
        let part = UnknownPart::Unreadable(mismatch.expected().to_owned(), mismatch.found().to_owned());
        note(mismatch.path().clone(), part);
    }
}

/// Notes that a number was rounded.
pub(super) fn rounded() {
    if IS_WATCHED.get() {
        note(Path::default(), UnknownPart::Rounded);
    }
}

fn note(path: Path, part: UnknownPart) {
    NOTES.with_borrow_mut(|notes| notes.push(Found { path, part, near: None }));
}

#[cfg(test)]
mod tests {
    use super::{UnknownPart, collect, mark, unlisted};

    #[test]
    fn watches_only_when_asked_to() {
        unlisted("before");
        let ((), found) = collect(|| unlisted("inside"));
        unlisted("after");
        assert_eq!(
            found.into_iter().map(|found| found.part).collect::<Vec<_>>(),
            [UnknownPart::Value("inside".into())]
        );
        assert_eq!(collect(|| ()).1, []);
        assert_eq!(mark().take(), []);
    }

    #[test]
    fn keeps_the_notes_of_those_who_watch_apart() {
        let (inner, outer) = collect(|| {
            unlisted("1");
            let ((), inner) = collect(|| unlisted("2"));
            unlisted("3");
            inner
        });
        assert_eq!((inner.len(), outer.len()), (1, 2));
    }

    #[test]
    fn survives_a_panic_of_what_reads() {
        let panicked = std::panic::catch_unwind(|| collect(|| -> () { panic!("as the caller's code may") }));
        assert!(panicked.is_err());
        assert!(mark().0.is_none());
    }
}
