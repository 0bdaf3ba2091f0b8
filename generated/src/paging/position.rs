//! A place in a list.

use super::place::Place;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The way that a stream takes through a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    Forwards,
    Backwards,
}

/// A place in a list, from [`Items::position`](crate::Items::position) or [`Pages::position`](crate::Pages::position).
///
/// Another stream of the same request goes on from it with `resume_from`. It is a cursor, or the parameters of another
/// link, and the number of items that were given of what lies beyond it, so that a place in the middle of a page is one
/// too. It holds no token.
///
/// Do not keep it for long: cursors may become invalid when items are added or deleted. If the list changes between two
/// streams, what was given is counted on the list as it is then.
///
/// With serde it is written as a list of three values, for a checkpoint of a job.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Position {
    pub(super) direction: Direction,
    pub(super) place: Option<Place>,
    pub(super) given: usize,
}

impl Position {
    /// The cursor: what a request takes to ask for what is after it, or before it if the stream goes
    /// [backwards](Self::is_backwards).
    ///
    /// `None` stands for the page that the request itself asks for, or for a list that has no cursors.
    pub fn cursor(&self) -> Option<&str> {
        self.place.as_ref()?.cursor()
    }

    /// How many items beyond the cursor were given.
    pub fn given(&self) -> usize {
        self.given
    }

    /// Whether the stream goes backwards.
    pub fn is_backwards(&self) -> bool {
        self.direction == Direction::Backwards
    }
}

impl Serialize for Position {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (self.is_backwards(), &self.place, self.given).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Position {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (is_backwards, place, given) = Deserialize::deserialize(deserializer)?;
        let direction = if is_backwards { Direction::Backwards } else { Direction::Forwards };
        Ok(Self { direction, place, given })
    }
}
