//! Where in a list a page is.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Where in a list a page is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// At this cursor, or at this number.
    Cursor(String),
    /// Where these parameters of the query say.
    Parameters(Vec<(String, String)>),
    /// At this URL, without what lets anybody in.
    Url(String),
}

impl Place {
    /// The cursor, if it is one.
    pub(super) fn cursor(&self) -> Option<&str> {
        match self {
            Self::Cursor(cursor) => Some(cursor),
            Self::Parameters(_) | Self::Url(_) => None,
        }
    }

    /// How many items come before the place and, where it says so, how many are asked for.
    pub(super) fn numbers(&self) -> Option<(i64, Option<i64>)> {
        let number = |text: &str| text.parse().ok().filter(|number: &i64| *number >= 0);
        match self {
            Self::Cursor(offset) => Some((number(offset)?, None)),
            Self::Parameters(pairs) => match pairs.as_slice() {
                [(_, offset), (_, size)] => Some((number(offset)?, Some(number(size)?))),
                _ => None,
            },
            Self::Url(_) => None,
        }
    }
}

impl Serialize for Place {
    /// A cursor is a text, parameters are a list of pairs, and a URL is the member of an object.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Cursor(cursor) => cursor.serialize(serializer),
            Self::Parameters(parameters) => parameters.serialize(serializer),
            Self::Url(url) => {
                [("url", url)].into_iter().collect::<std::collections::BTreeMap<_, _>>().serialize(serializer)
            }
        }
    }
}

impl<'de> Deserialize<'de> for Place {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match serde_json::Value::deserialize(deserializer)? {
            serde_json::Value::String(cursor) => Ok(Self::Cursor(cursor)),
            serde_json::Value::Object(mut kept) => match kept.remove("url") {
                Some(serde_json::Value::String(url)) => Ok(Self::Url(url)),
                _ => Err(serde::de::Error::missing_field("url")),
            },
            other => serde_json::from_value(other).map(Self::Parameters).map_err(serde::de::Error::custom),
        }
    }
}
