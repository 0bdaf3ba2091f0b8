//! Where a walk over a document stands, without allocating until a pointer is needed.

use crate::pointer::Pointer;

/// A path from the root to a value, linked through the stack of the walk.
///
/// A pointer for each of a million nodes would cost more than reading them; only a diagnostic needs one.
#[derive(Clone, Copy, Debug)]
pub(super) struct JsonPlace<'a> {
    parent: Option<&'a JsonPlace<'a>>,
    token: Token<'a>,
    /// The pointer of this place, if it was made already.
    pointer: Option<&'a Pointer>,
}

#[derive(Clone, Copy, Debug)]
enum Token<'a> {
    Root,
    Key(&'a str),
    Index(usize),
}

impl<'a> JsonPlace<'a> {
    /// The root of a document.
    pub(super) const ROOT: JsonPlace<'static> = JsonPlace { parent: None, token: Token::Root, pointer: None };

    /// The member `key` of the object at this place.
    pub(super) fn key<'b>(&'b self, key: &'b str) -> JsonPlace<'b> {
        JsonPlace { parent: Some(self), token: Token::Key(key), pointer: None }
    }

    /// The item `index` of the list at this place.
    pub(super) fn index(&self, index: usize) -> JsonPlace<'_> {
        JsonPlace { parent: Some(self), token: Token::Index(index), pointer: None }
    }

    /// This place with its pointer, from which those of the places inside are made.
    pub(super) fn with_pointer<'b>(&self, pointer: &'b Pointer) -> JsonPlace<'b>
    where
        'a: 'b,
    {
        JsonPlace { pointer: Some(pointer), ..*self }
    }

    /// The key or index of this place inside its parent; empty at the root.
    pub(super) fn name(&self) -> &'a str {
        match self.token {
            Token::Key(key) => key,
            Token::Root | Token::Index(_) => "",
        }
    }

    /// The name of this place in messages.
    pub(super) fn shown(&self) -> String {
        match (self.token, self.parent) {
            (Token::Key(key), _) => format!("`{key}`"),
            (Token::Index(_), Some(list)) => format!("an item of {}", list.shown()),
            _ => "the document".to_owned(),
        }
    }

    /// The place as a JSON pointer.
    pub(super) fn pointer(&self) -> Pointer {
        let mut pointer = Pointer::with_room(self.room());
        self.write(&mut pointer);
        pointer
    }

    /// How many bytes its pointer has, or a few more.
    fn room(&self) -> usize {
        if let Some(pointer) = self.pointer {
            return pointer.as_str().len();
        }
        let own = match self.token {
            Token::Root => 0,
            Token::Key(key) => 1 + key.len(),
            Token::Index(_) => 3,
        };
        own + self.parent.map_or(0, JsonPlace::room)
    }

    fn write(&self, pointer: &mut Pointer) {
        if let Some(known) = self.pointer {
            return pointer.extend(known);
        }
        if let Some(parent) = self.parent {
            parent.write(pointer);
        }
        match self.token {
            Token::Root => {}
            Token::Key(key) => pointer.push(key),
            Token::Index(index) => pointer.push(index),
        }
    }
}

impl From<&JsonPlace<'_>> for Pointer {
    fn from(place: &JsonPlace<'_>) -> Self {
        place.pointer()
    }
}

#[cfg(test)]
mod tests {
    use super::JsonPlace;

    #[test]
    fn a_place_becomes_a_pointer() {
        let paths = JsonPlace::ROOT.key("paths");
        let item = paths.key("/a~b");
        assert_eq!(item.index(2).pointer().as_str(), "/paths/~1a~0b/2");
        assert_eq!(item.name(), "/a~b");
        let pointer = item.pointer();
        let item = item.with_pointer(&pointer);
        assert_eq!(item.key("get").pointer().as_str(), "/paths/~1a~0b/get");
    }
}
