//! Where in a list a page is.

use super::Paging;
use super::position::Direction;
use crate::runtime::protocol::Protocol;
use crate::runtime::request::Parts;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Where in a list a page is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Place {
    /// Beside this cursor.
    Cursor(String),
    /// Where these parameters of the query say.
    Parameters(Vec<(String, String)>),
}

impl Place {
    /// The place of the page in this direction: what the link to it says, and where it says nothing, the cursor.
    pub(super) fn beside(paging: &Paging, direction: Direction, protocol: &dyn Protocol) -> Option<Self> {
        let link = paging.link(direction)?;
        let (cursor, _) = parameters(direction, protocol);
        let mut all: Vec<_> =
            link.parameters().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        match all.as_slice() {
            [] => paging.cursor(direction).map(|cursor| Self::Cursor(cursor.to_owned())),
            [(name, _)] if name == cursor => all.pop().map(|(_, value)| Self::Cursor(value)),
            _ => Some(Self::Parameters(all)),
        }
    }

    /// The cursor of the request as it was given.
    pub(super) fn of(parts: &Parts, direction: Direction) -> Option<Self> {
        let (cursor, _) = parameters(direction, parts.operation().expects.protocol);
        parts.cursor(cursor).map(Self::Cursor)
    }

    /// The request for the page at this place.
    ///
    /// A cursor takes the place of another one and leaves the rest as it was, since `until` may be a filter. What a
    /// link says takes the place of all that says where a page is.
    pub(super) fn apply(&self, parts: &mut Parts, direction: Direction) {
        let protocol = parts.operation().expects.protocol;
        match self {
            Self::Cursor(cursor) => {
                let (parameter, other) = parameters(direction, protocol);
                parts.move_to(parameter, cursor, other);
            }
            Self::Parameters(all) => {
                let names_place = |name: &str| names_place(protocol, name);
                parts.move_by(all.iter().filter(|(name, _)| names_place(name)), names_place);
            }
        }
    }

    /// The cursor, if it is one.
    pub(super) fn cursor(&self) -> Option<&str> {
        match self {
            Self::Cursor(cursor) => Some(cursor),
            Self::Parameters(_) => None,
        }
    }
}

/// Whether a parameter of this name says where a page is.
fn names_place(protocol: &dyn Protocol, name: &str) -> bool {
    protocol.cursor_parameters().contains(&name) || protocol.names_place(name)
}

/// The parameter that asks for the page beside a cursor, and that of the other direction.
fn parameters(direction: Direction, protocol: &dyn Protocol) -> (&'static str, &'static str) {
    let [after, before] = protocol.cursor_parameters();
    match direction {
        Direction::Forwards => (after, before),
        Direction::Backwards => (before, after),
    }
}

impl Serialize for Place {
    /// A cursor is a text, and parameters are a list of pairs.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Cursor(cursor) => cursor.serialize(serializer),
            Self::Parameters(parameters) => parameters.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Place {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match serde_json::Value::deserialize(deserializer)? {
            serde_json::Value::String(cursor) => Ok(Self::Cursor(cursor)),
            other => serde_json::from_value(other).map(Self::Parameters).map_err(serde::de::Error::custom),
        }
    }
}
