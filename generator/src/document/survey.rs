//! What a document holds anywhere, found in one walk: the components that it refers to, and whether it has any of the
//! rare words. A rule about a word that does not occur is not asked of each place.

use foldhash::HashSet;
use serde_json::Value;

/// What was found.
#[derive(Default)]
pub(super) struct Survey<'v> {
    /// The components that are referred to, as pointers; a reference into one counts for it.
    pub(super) components: HashSet<&'v str>,
    /// The rare words.
    pub(super) words: Words,
}

/// Which of the rare words occur, as keys of any object.
#[derive(Clone, Copy, Default)]
pub(super) struct Words {
    /// `$anchor`.
    pub(super) anchor: bool,
    /// `$dynamicAnchor`.
    pub(super) dynamic_anchor: bool,
    /// `itemSchema`, or a media type of events.
    pub(super) items: bool,
}

impl<'v> Survey<'v> {
    /// Walks over a document as it is.
    pub(super) fn of(document: &'v Value) -> Self {
        let mut survey = Self::default();
        survey.visit(document);
        survey
    }

    fn visit(&mut self, value: &'v Value) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| self.visit(item)),
            Value::Object(members) => {
                // Most objects are small and hold no reference: looking at every key costs less than looking one up.
                for (key, member) in members {
                    match (key.as_str(), member) {
                        ("$ref", Value::String(target)) => self.refer(target),
                        (key, member) => {
                            self.words.note(key);
                            self.visit(member);
                        }
                    }
                }
            }
            _ => {}
        }
    }

    fn refer(&mut self, target: &'v str) {
        let Some(pointer) = target.strip_prefix('#') else { return };
        let end = pointer.match_indices('/').nth(3).map_or(pointer.len(), |(at, _)| at);
        self.components.extend(pointer.get(..end));
    }
}

impl Words {
    fn note(&mut self, key: &str) {
        match key {
            "$anchor" => self.anchor = true,
            "$dynamicAnchor" => self.dynamic_anchor = true,
            "itemSchema" | "text/event-stream" => self.items = true,
            _ => {}
        }
    }
}
