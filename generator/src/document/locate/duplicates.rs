//! Follows the events of a parser and collects duplicate keys.

use super::find::Walk;
use std::collections::HashSet;

/// How many are collected: anybody with more has to fix the tool that wrote the document.
const MOST: usize = 100;

/// The duplicate keys, and the mappings that are open.
pub(super) struct Duplicates<P> {
    pub(super) found: Vec<(String, P)>,
    frames: Vec<Frame>,
}

/// An open mapping with its keys, or a list.
enum Frame {
    Mapping { keys: HashSet<String>, waits_for_value: bool },
    List,
}

impl<P> Default for Duplicates<P> {
    fn default() -> Self {
        Self { found: Vec::new(), frames: Vec::new() }
    }
}

impl<P> Duplicates<P> {
    fn value(&mut self, text: &str, place: P) {
        let Some(Frame::Mapping { keys, waits_for_value }) = self.frames.last_mut() else { return };
        *waits_for_value = !*waits_for_value;
        // A mapping may have several merge keys.
        if *waits_for_value && text != "<<" && !keys.insert(text.to_owned()) {
            self.found.push((text.to_owned(), place));
        }
    }
}

impl<P> Walk<P> for Duplicates<P> {
    fn scalar(&mut self, text: &str, place: P) {
        self.value(text, place);
    }

    fn open(&mut self, is_mapping: bool, place: P) {
        self.value("", place);
        self.frames.push(if is_mapping {
            Frame::Mapping { keys: HashSet::new(), waits_for_value: false }
        } else {
            Frame::List
        });
    }

    fn close(&mut self) {
        self.frames.pop();
    }

    fn is_complete(&self) -> bool {
        self.found.len() >= MOST
    }
}
