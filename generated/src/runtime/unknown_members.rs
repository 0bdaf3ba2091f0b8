//! The members of an object that the specification does not list.

use crate::runtime::wire::{Decode, Encode, Mode, Result, Shown, Value, drift};
use serde_json::Map;
use std::fmt;
use std::hash::{Hash, Hasher};

/// The members of an object that this version of the crate does not know, as they were read.
///
/// A type that is both read and sent has one, so that reading a value, changing a field and putting it back deletes
/// nothing that a newer server has added. The members are written again wherever the value is: in requests, in forms,
/// and when it is stored with `serde`. A known member of the same key wins.
///
/// A value that goes to another operation than the one that it came from takes its unknown members along.
/// [`clear`](Self::clear) them if the server refuses members that it does not know.
///
/// In a union, the tag of an alternative that has no member for it is among them. So is a known member that may be
/// absent and could not be read ([`DriftKind::Unreadable`](crate::DriftKind::Unreadable)), as long as it is not set.
///
/// It takes no more room than a pointer, and allocates nothing as long as it is empty.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct UnknownMembers(
    /// Never an empty map, so that there is one way to have no members.
    Option<Box<Map<String, Value>>>,
);

impl UnknownMembers {
    /// The value of a member.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.0.as_ref()?.get(key)
    }

    /// The members with their keys.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().flat_map(|members| members.iter()).map(|(key, value)| (key.as_str(), value))
    }

    /// Whether there are no members.
    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    /// How many members there are.
    pub fn len(&self) -> usize {
        self.0.as_ref().map_or(0, |members| members.len())
    }

    /// Sets a member that this version of the crate does not know yet. Gives the value that it had before.
    pub fn insert(&mut self, key: impl Into<String>, value: impl Into<Value>) -> Option<Value> {
        self.0.get_or_insert_default().insert(key.into(), value.into())
    }

    /// Removes a member, so that it is not sent back. Gives the value that it had.
    pub fn remove(&mut self, key: &str) -> Option<Value> {
        let removed = self.0.as_mut()?.remove(key);
        self.0.take_if(|members| members.is_empty());
        removed
    }

    /// Removes all members, so that none is sent back.
    pub fn clear(&mut self) {
        self.0 = None;
    }
}

impl From<Map<String, Value>> for UnknownMembers {
    fn from(members: Map<String, Value>) -> Self {
        Self((!members.is_empty()).then(|| Box::new(members)))
    }
}

/// By the keys alone, which is enough to tell most values apart, and does not depend on their order.
impl Hash for UnknownMembers {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let mut keys: Vec<_> = self.iter().map(|(key, _)| key).collect();
        keys.sort_unstable();
        keys.hash(state);
    }
}

impl fmt::Debug for UnknownMembers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter().map(|(key, value)| (key, Shown(value)))).finish()
    }
}

impl Decode for UnknownMembers {
    fn decode(value: Value) -> Result<Self> {
        let Value::Object(members) = value else { return Ok(Self::default()) };
        drift::unread(&members);
        Ok(Self::from(members))
    }

    fn keep(&mut self, key: &'static str, value: Value) {
        self.insert(key, value);
    }
}

impl Encode for UnknownMembers {
    fn encode(&self, mode: Mode) -> Value {
        let members = self.iter().map(|(key, value)| (key.to_owned(), value.encode(mode)));
        Value::Object(members.collect())
    }

    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::UnknownMembers;
    use crate::runtime::wire::{Decode, Encode, Mode, Object, ObjectWriter, Result, Value, drift};
    use serde_json::json;

    #[derive(Debug, Default, PartialEq)]
    struct Thing {
        name: Option<String>,
        unknown: UnknownMembers,
    }

    impl Decode for Thing {
        fn decode(value: Value) -> Result<Self> {
            let mut object = Object::read(value, "Thing")?;
            let decoded = Self { name: object.optional("name"), unknown: object.rest() };
            object.finish(decoded)
        }
    }

    impl Encode for Thing {
        fn encode(&self, mode: Mode) -> Value {
            let mut object = ObjectWriter::new(mode);
            object.optional("name", &self.name);
            object.rest(&self.unknown);
            object.finish()
        }
    }

    #[test]
    fn what_was_not_known_is_written_again_for_whomever() {
        let given = json!({"name": "a", "new": {"deep": [1, null]}, "none": null});
        let mut thing = Thing::decode(given).unwrap();
        thing.name = Some("b".to_owned());
        for mode in [Mode::Request, Mode::Multipart, Mode::Store, Mode::Answer, Mode::Debug] {
            assert_eq!(thing.encode(mode), json!({"name": "b", "new": {"deep": [1, null]}, "none": null}));
        }
    }

    #[test]
    fn a_known_member_wins_over_one_of_the_same_key() {
        let mut thing = Thing { name: Some("known".to_owned()), ..Thing::default() };
        assert_eq!(thing.unknown.insert("name", "unknown"), None);
        assert_eq!(thing.encode(Mode::Request), json!({"name": "known"}));
    }

    #[test]
    fn members_that_are_kept_are_drift_as_before() {
        let (thing, found) = drift::collect(|| Thing::decode(json!({"new": 1, "__debug__": {}})).unwrap());
        assert_eq!(found.len(), 1);
        assert_eq!(thing.unknown.len(), 2);
    }

    #[test]
    fn an_object_without_them_is_as_one_from_which_they_were_removed() {
        let mut thing = Thing::decode(json!({"new": 1})).unwrap();
        assert_eq!(thing.unknown.get("new"), Some(&json!(1)));
        assert_eq!(thing.unknown.insert("new", 2), Some(json!(1)));
        assert_eq!(thing.unknown.iter().collect::<Vec<_>>(), [("new", &json!(2))]);
        assert_eq!(format!("{:?}", thing.unknown), r#"{"new": 2}"#);
        assert_eq!(thing.unknown.remove("new"), Some(json!(2)));
        assert_eq!(thing.unknown.remove("new"), None);
        assert_eq!(thing, Thing::default());
        assert!(thing.unknown.is_empty());
        assert_eq!(thing.unknown.len(), 0);
        assert_eq!(size_of::<UnknownMembers>(), size_of::<usize>());
    }
}
