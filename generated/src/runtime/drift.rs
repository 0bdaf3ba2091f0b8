//! What an answer holds that the specification does not know, or in another form.

use crate::runtime::credentials::Credentials;
use crate::runtime::line::OneLine;
use crate::runtime::request::Operation;
use crate::runtime::wire::drift::{Found, UnknownPart, collect};
use std::fmt;
use std::sync::Arc;

/// Something in an answer that the specification does not know, since the API has moved on, or a value in another form
/// than it says, or one that cannot be read. [`DriftKind`] lists all that is read leniently.
///
/// It is not an error: the answer was read. [`Response::drift`](crate::Response::drift) lists what one answer holds,
/// and [`ClientBuilder::on_drift`](crate::ClientBuilder::on_drift) reports that of every answer. `Display` is one line.
///
/// Members that begin with `__`, which the API adds to any answer, are not listed. What further items of a list or of a
/// map repeat is listed once.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Drift {
    /// The operation whose answer it is.
    pub operation: &'static Operation,
    /// Where in the body, as in `data[3].location.zip_plus`; empty for the body as a whole. Credentials are taken out.
    /// The key of a map, which may be the id of a person, is `[*]` unless
    /// [`ClientBuilder::drift_keys`](crate::ClientBuilder::drift_keys) asks for it.
    pub path: String,
    /// What it is.
    pub kind: DriftKind,
}

/// What the specification does not know.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DriftKind {
    /// A member of an object. Its value is dropped, unless the model keeps members of any name.
    UnknownField,
    /// A value of an enumeration, or a kind of object. The model keeps it as it was.
    #[non_exhaustive]
    UnknownValue {
        /// The value, in one line of at most 100 letters. Credentials, and what looks like a token, are taken out.
        value: String,
    },
    /// A value in another form than the specification says, which was read all the same:
    ///
    /// - a number or a boolean as text, a boolean as `1`, `0` or `True`, a text as a number or a boolean;
    /// - `[]` for an empty object, an object with the keys `0` to `n` for a list, a list of pairs for a map;
    /// - `null` in a list or a map, which is left out of it;
    /// - an empty text, `[]` or a date of zeros (`0000-00-00`) for a member that may be absent, an empty body for an
    ///   answer that may be `null`;
    /// - an empty text or a date of zeros for a time, a date, a duration or a UUID that must be there: the pages of
    ///   these types say what it becomes;
    /// - a time as the seconds or milliseconds since 1970, as a date of HTTP, as a date alone (midnight), without
    ///   seconds, or without an offset, which is taken for UTC;
    /// - a date with a time after it, a time of the day without an offset, a duration as `HH:MM:SS`;
    /// - a text with half of a surrogate pair (`\ud83d`), which becomes U+FFFD.
    ///
    /// An API that does so does it in each answer. Whoever looks for what is new in an API leaves this kind out.
    #[non_exhaustive]
    OtherForm {
        /// What the specification says.
        expected: &'static str,
    },
    /// A number with more digits than its type holds. It was rounded.
    Rounded,
    /// A member that cannot be read as what the specification says, and that may be absent: it was lost. With
    /// [`ClientBuilder::strict`](crate::ClientBuilder::strict) the whole answer is an error instead.
    #[non_exhaustive]
    Unreadable {
        /// What the specification says. Credentials are taken out, as below.
        expected: String,
        /// What there was instead, by its kind.
        found: String,
    },
    /// The answer is of another version of the API than the one requested, which has ended.
    #[non_exhaustive]
    OtherVersion {
        /// The version of the request.
        asked: &'static str,
        /// The version that the answer says it is of.
        answered: String,
    },
}

/// Is called with what is found.
pub(crate) type Observer = Arc<dyn Fn(&Drift) + Send + Sync>;

impl Drift {
    /// What was found in the body, without credentials.
    pub(crate) fn in_body(operation: &'static Operation, found: Found, hidden: &Credentials) -> Self {
        let (path, kind) = shown(found, hidden);
        Self { operation, path, kind }
    }

    /// Another version than the one that was asked for.
    pub(crate) fn of_version(operation: &'static Operation, answered: &str) -> Self {
        let answered = OneLine { text: answered, longest: 100 }.to_string();
        let kind = DriftKind::OtherVersion { asked: operation.version(), answered };
        Self { operation, path: String::new(), kind }
    }
}

/// Where in a body something was found, and what it is, without credentials.
fn shown(found: Found, hidden: &Credentials) -> (String, DriftKind) {
    let kind = match found.part {
        UnknownPart::Member => DriftKind::UnknownField,
        UnknownPart::Value(value) => {
            let value = hidden.scrub_name(&value);
            DriftKind::UnknownValue { value: OneLine { text: &value, longest: 100 }.to_string() }
        }
        UnknownPart::OtherForm(expected) => DriftKind::OtherForm { expected },
        UnknownPart::Rounded => DriftKind::Rounded,
        UnknownPart::Unreadable(expected, found) => {
            let line = |text: &str| OneLine { text, longest: 500 }.to_string();
            let (expected, found) = (line(&hidden.scrub_ours(&expected)), line(&hidden.scrub_ours(&found)));
            DriftKind::Unreadable { expected, found }
        }
    };
    let path = found.path.shown(hidden);
    (OneLine { text: &path, longest: 500 }.to_string(), kind)
}

/// Reads what is not an answer to an operation, and gives what was found meanwhile, after what its text has lost:
/// where, and what it is.
#[allow(dead_code, reason = "it is for a dialect, which not every crate has")]
pub(crate) fn drift_of<T>(lost: Vec<Found>, read: impl FnOnce() -> T) -> (T, Vec<(String, DriftKind)>) {
    let (read, found) = collect(read);
    let found = lost.into_iter().chain(found);
    let hidden = Credentials::default();
    (read, found.map(|found| shown(found, &hidden)).collect())
}

/// An object with the operation, the path, the kind in words, and what else there is to say of that kind.
impl serde::Serialize for Drift {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap as _;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("operation", self.operation.name())?;
        map.serialize_entry("path", &self.path)?;
        match &self.kind {
            DriftKind::UnknownField => map.serialize_entry("kind", "unknown field")?,
            DriftKind::UnknownValue { value } => {
                map.serialize_entry("kind", "unknown value")?;
                map.serialize_entry("value", value)?;
            }
            DriftKind::OtherForm { expected } => {
                map.serialize_entry("kind", "other form")?;
                map.serialize_entry("expected", expected)?;
            }
            DriftKind::Rounded => map.serialize_entry("kind", "rounded")?,
            DriftKind::Unreadable { expected, found } => {
                map.serialize_entry("kind", "unreadable")?;
                map.serialize_entry("expected", expected)?;
                map.serialize_entry("found", found)?;
            }
            DriftKind::OtherVersion { asked, answered } => {
                map.serialize_entry("kind", "other version")?;
                map.serialize_entry("asked", asked)?;
                map.serialize_entry("answered", answered)?;
            }
        }
        map.end()
    }
}

impl fmt::Display for Drift {
    /// `pets::get (GET /pets/{id}, v2.0): unknown value "BOUGHT" at status`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.operation)?;
        match &self.kind {
            DriftKind::UnknownField => f.write_str("unknown field")?,
            DriftKind::UnknownValue { value } => write!(f, "unknown value {value:?}")?,
            DriftKind::OtherForm { expected } => write!(f, "another form than {expected}")?,
            DriftKind::Rounded => f.write_str("rounded number")?,
            DriftKind::Unreadable { expected, found } => {
                write!(f, "lost, since it is {found} and not {expected},")?;
            }
            DriftKind::OtherVersion { answered, .. } => write!(f, "answered by {answered}")?,
        }
        if self.path.is_empty() { Ok(()) } else { write!(f, " at {}", self.path) }
    }
}
