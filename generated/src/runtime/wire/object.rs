//! Reading and writing the members of an object.

use super::drift::{Found, UnknownPart};
use super::{Decode, Encode, Mismatch, Mode, Result, Value, containers, drift, leniency};
use serde_json::Map;
use std::collections::HashSet;

/// An object that is being read, member by member.
pub struct Object {
    members: Map<String, Value>,
    /// The first mismatch of an optional member. Kept here, so that reading one is a plain expression.
    mismatch: Option<Mismatch>,
    /// Where parts were read: the members that none of them knows.
    beside_parts: Option<HashSet<String>>,
    /// Whether the next member may be a number or text, both as documented.
    is_numeric: bool,
    /// The members that could not be read and may be absent, as they are.
    lost: Vec<(&'static str, Value)>,
    /// The members that were asked for, where somebody wants to know them.
    known: Option<Vec<&'static str>>,
}

impl Object {
    /// Starts to read an object; PHP writes an empty one as `[]`.
    ///
    /// # Errors
    /// A [`Mismatch`] that names the type, if the value is not an object.
    pub fn read(value: Value, name: &str) -> Result<Self> {
        let members = match value {
            Value::Object(members) => members,
            Value::Array(items) if items.is_empty() => {
                leniency::applied("an object");
                Map::new()
            }
            other => return Err(Mismatch::kind(format!("an object ({name})"), &other)),
        };
        let known = drift::wants_near().then(Vec::new);
        let (mismatch, beside_parts, lost) = (None, None, Vec::new());
        Ok(Self { members, mismatch, beside_parts, is_numeric: false, lost, known })
    }

    /// Says that the member that is read next may be a number or text, both as documented, or a list of these: it is no
    /// leniency to read one as the other.
    pub(crate) fn numeric(&mut self) -> &mut Self {
        self.is_numeric = true;
        self
    }

    /// Reads a member that must be present.
    pub(crate) fn required<T: Decode>(&mut self, key: &'static str) -> Result<T> {
        let is_numeric = std::mem::take(&mut self.is_numeric);
        self.note(key);
        let value = self.members.remove(key).ok_or_else(|| missing(key))?;
        let nothing = containers::nothing(&value);
        let mark = drift::mark();
        let lenient = leniency::applications();
        let read = T::decode(value);
        if is_numeric {
            mark.forgive_forms();
            leniency::set_applications(lenient);
        }
        let read = read.or_else(|mismatch| {
            let read = nothing.as_deref().and_then(T::of_nothing).ok_or(mismatch.in_key(key))?;
            mark.forget();
            leniency::applied("a value");
            Ok(read)
        });
        mark.inside(key);
        read
    }

    /// Reads a member that must be present, and that requests do not hold.
    pub(crate) fn required_read_only<T: Decode>(&mut self, key: &'static str) -> Result<T> {
        self.required(key)
    }

    /// Reads a member that must be present and may be `null`, and that requests do not hold.
    pub(crate) fn nullable_read_only<T: Decode>(&mut self, key: &'static str) -> Result<Option<T>> {
        self.required(key)
    }

    /// Reads a member that may be absent, and that requests do not hold.
    pub(crate) fn read_only<T: Decode>(&mut self, key: &'static str) -> Option<T> {
        self.optional(key)
    }

    /// Reads a member that must be present and may be `null`.
    pub(crate) fn nullable<T: Decode>(&mut self, key: &'static str) -> Result<Option<T>> {
        self.required(key)
    }

    /// Reads a member that may be absent; `null` is the same, unless it is a value of the type.
    pub(crate) fn optional<T: Decode>(&mut self, key: &'static str) -> Option<T> {
        self.member(key, if T::reads_null() { |value| T::decode(value).map(Some) } else { Decode::decode })
    }

    fn member<T>(&mut self, key: &'static str, decode: fn(Value) -> Result<Option<T>>) -> Option<T> {
        let is_numeric = std::mem::take(&mut self.is_numeric);
        self.note(key);
        let value = self.members.remove(key)?;
        let mark = drift::mark();
        let lenient = leniency::applications();
        // Who forgives has read all of it in vain before, so that this is rare.
        let kept = leniency::is_forgiving().then(|| value.clone());
        let read = decode(value);
        if is_numeric {
            mark.forgive_forms();
            leniency::set_applications(lenient);
        }
        match read {
            Ok(read) => {
                mark.inside(key);
                read
            }
            Err(mismatch) => {
                match kept {
                    Some(kept) => {
                        mark.forget();
                        drift::unreadable(&mismatch);
                        mark.inside(key);
                        self.lost.push((key, kept));
                    }
                    None => self.keep(mismatch.in_key(key)),
                }
                None
            }
        }
    }

    /// Reads a member that may be absent, and of which `null` says something else than that.
    pub(crate) fn clearable<T: Decode>(&mut self, key: &'static str) -> Option<Option<T>> {
        self.note(key);
        let is_there = self.members.contains_key(key);
        self.is_numeric &= is_there;
        is_there.then(|| self.member(key, Decode::decode))
    }

    /// Reads a member that some values of the object have as this type. One of another form is left where it is.
    pub(crate) fn fitting<T: Decode>(&mut self, key: &'static str) -> Option<T> {
        self.note(key);
        let value = self.members.get(key)?.clone();
        let mark = drift::mark();
        match leniency::count(|| leniency::trying(|| T::decode(value))) {
            (Ok(read), 0) => {
                self.members.remove(key);
                mark.inside(key);
                Some(read)
            }
            _ => {
                mark.forget();
                None
            }
        }
    }

    /// Reads all members that have not been read yet, as a map or as they are.
    pub(crate) fn rest<T: Decode + Default>(&mut self) -> T {
        let mut members = std::mem::take(&mut self.members);
        if let Some(beside) = &self.beside_parts {
            members.retain(|key, _| beside.contains(key));
        }
        let mark = drift::mark();
        let rest = T::decode(Value::Object(members));
        self.suggest(mark);
        match rest {
            Ok(mut rest) => {
                std::mem::take(&mut self.lost).into_iter().for_each(|(key, value)| rest.keep(key, value));
                rest
            }
            Err(mismatch) => {
                self.keep(mismatch);
                T::default()
            }
        }
    }

    /// Reads a type whose members are among those of the object, if they are as it needs them.
    pub(crate) fn part<T: Decode>(&mut self, _name: &'static str) -> Option<T> {
        let ((read, found), lenient) = leniency::count(|| {
            drift::collect(|| leniency::trying(|| T::decode(Value::Object(self.members.clone()))))
        });
        let mut read = read.ok()?;
        leniency::add(lenient);
        let is_member =
            |found: &Found, key: &str| found.part == UnknownPart::Member && found.path.is_key(key);
        let unknown = self.members.keys().filter(|key| found.iter().any(|found| is_member(found, key)));
        let unknown: HashSet<String> = unknown.cloned().collect();
        // Those are not members of the part: the whole keeps what none of its parts knows.
        if !unknown.is_empty() {
            let known = self.members.iter().filter(|(key, _)| !unknown.contains(*key));
            let known = known.map(|(key, value)| (key.clone(), value.clone())).collect();
            let again =
                leniency::count(|| drift::collect(|| leniency::trying(|| T::decode(Value::Object(known)))));
            read = again.0.0.unwrap_or(read);
        }
        let inside = found.into_iter().filter(|found| !unknown.iter().any(|key| is_member(found, key)));
        drift::restore_watched(inside.collect());
        self.beside_parts = Some(match self.beside_parts.take() {
            Some(beside) => beside.intersection(&unknown).cloned().collect(),
            None => unknown,
        });
        Some(read)
    }

    /// Gives the struct, unless a member could not be read. What is left of the members is unknown.
    pub fn finish<T>(mut self, decoded: T) -> Result<T> {
        if let Some(beside) = self.beside_parts.take() {
            self.members.retain(|key, _| beside.contains(key));
        }
        let mark = drift::mark();
        drift::unread(&self.members);
        self.suggest(mark);
        match self.mismatch {
            None => Ok(decoded),
            Some(mismatch) => Err(mismatch),
        }
    }

    /// Notes that a member was asked for.
    #[inline]
    fn note(&mut self, key: &'static str) {
        if let Some(known) = &mut self.known {
            known.push(key);
        }
    }

    /// Says which member may be meant by one that nobody has read.
    #[inline]
    fn suggest(&self, mark: drift::Mark) {
        if let Some(known) = &self.known {
            mark.suggest(known);
        }
    }

    fn keep(&mut self, mismatch: Mismatch) {
        self.mismatch.get_or_insert(mismatch);
    }
}

fn missing(key: &'static str) -> Mismatch {
    Mismatch::new(format!("the member `{key}`"), "nothing")
}

/// An object that is being written, member by member.
pub(crate) struct ObjectWriter {
    mode: Mode,
    members: Map<String, Value>,
}

impl ObjectWriter {
    /// Starts an empty object.
    pub(crate) fn new(mode: Mode) -> Self {
        Self { mode, members: Map::new() }
    }

    /// Writes a member, as `null` if there is nothing.
    pub(crate) fn required(&mut self, key: &'static str, value: &dyn Encode) {
        if self.mode != Mode::Store || !value.is_secret() {
            self.members.insert(key.to_owned(), value.encode(self.mode));
        }
    }

    /// Writes a member, as `null` if there is nothing.
    pub(crate) fn nullable(&mut self, key: &'static str, value: &dyn Encode) {
        self.required(key, value);
    }

    /// Writes a member of which nothing and `null` are not the same, if there is either to write.
    pub(crate) fn clearable(&mut self, key: &'static str, value: &dyn Encode) {
        self.optional(key, value);
    }

    /// Writes a member if there is something to write.
    pub(crate) fn fitting(&mut self, key: &'static str, value: &dyn Encode) {
        self.optional(key, value);
    }

    /// Writes a member that only answers hold.
    pub(crate) fn required_read_only(&mut self, key: &'static str, value: &dyn Encode) {
        self.read_only(key, value);
    }

    /// Writes a member that only answers hold.
    pub(crate) fn nullable_read_only(&mut self, key: &'static str, value: &dyn Encode) {
        self.read_only(key, value);
    }

    /// Writes a member if there is something to write.
    pub(crate) fn optional(&mut self, key: &'static str, value: &dyn Encode) {
        if !value.is_absent() {
            self.required(key, value);
        }
    }

    /// Writes a member that only answers hold.
    pub(crate) fn read_only(&mut self, key: &'static str, value: &dyn Encode) {
        if !matches!(self.mode, Mode::Request | Mode::Multipart) {
            self.optional(key, value);
        }
    }

    /// Writes the members of a type among those of the object.
    pub(crate) fn part(&mut self, _name: &'static str, part: &dyn Encode) {
        self.rest(part);
    }

    /// Writes all other members; a known member wins over one of the same key.
    pub(crate) fn rest(&mut self, members: &dyn Encode) {
        if members.is_absent() {
            return;
        }
        if let Value::Object(members) = members.encode(self.mode) {
            for (key, value) in members {
                self.members.entry(key).or_insert(value);
            }
        }
    }

    /// Gives the object.
    pub(crate) fn finish(self) -> Value {
        Value::Object(self.members)
    }
}
