//! Pages of lists for the storage of callers.

use super::{Cursors, PageLink, Paged, Paging};
use serde::ser::{Serialize, SerializeMap, Serializer};
use std::collections::BTreeMap;

/// As an object: what the page holds, where the pages beside it are, and what is said of the whole list.
impl<T: Serialize> Serialize for Paged<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("data", &self.data)?;
        if let Some(paging) = &self.paging {
            map.serialize_entry("paging", paging)?;
        }
        if let Some(summary) = &self.summary {
            map.serialize_entry("summary", summary)?;
        }
        map.end()
    }
}

/// As an object; a link is the parameters that name its place.
impl Serialize for Paging {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        if let Some(cursors) = &self.cursors {
            map.serialize_entry("cursors", cursors)?;
        }
        for (name, link) in [("next", &self.next), ("previous", &self.previous)] {
            if let Some(link) = link {
                map.serialize_entry(name, link)?;
            }
        }
        map.end()
    }
}

impl Serialize for Cursors {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (name, cursor) in [("before", &self.before), ("after", &self.after)] {
            if let Some(cursor) = cursor {
                map.serialize_entry(name, cursor)?;
            }
        }
        map.end()
    }
}

/// As the parameters that name the place.
impl Serialize for PageLink {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.parameters().collect::<BTreeMap<_, _>>().serialize(serializer)
    }
}
