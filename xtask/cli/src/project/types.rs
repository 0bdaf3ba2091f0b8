//! Types of one's own for schemas and formats, and the traits that are derived.

use graph_generator::document::TypesInput;
use graph_generator::ir::{DeriveRule, MappedTraits, MappedType, Route, TypePath, TypeRef};
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, Error, MapAccess, Visitor};
use serde::{Deserialize, de};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// A type of one's own: its path alone, or with how it is read and written and what it can do.
#[derive(Clone, Debug)]
pub struct OwnType(Arc<MappedType>);

/// The long form.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Long {
    #[serde(rename = "type")]
    path: Path,
    #[serde(default)]
    by: By,
    with: Option<Path>,
    #[serde(default)]
    implements: Vec<Implemented>,
}

/// How a value is read and written.
#[derive(Clone, Copy, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum By {
    #[default]
    Serde,
    Text,
}

/// What a type can do beside `Clone` and `PartialEq`.
#[derive(Clone, Copy, Deserialize, PartialEq, Eq)]
enum Implemented {
    Eq,
    Hash,
    Default,
    PartialOrd,
    Ord,
}

/// A path of Rust.
#[derive(Clone, Debug)]
struct Path(TypePath);

impl<'de> Deserialize<'de> for Path {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map(Self).map_err(D::Error::custom)
    }
}

impl<'de> Deserialize<'de> for OwnType {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(OwnTypeVisitor)
    }
}

struct OwnTypeVisitor;

impl<'de> Visitor<'de> for OwnTypeVisitor {
    type Value = OwnType;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the path of a type, or a table with `type`")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<OwnType, E> {
        let path = Path(text.parse().map_err(E::custom)?);
        OwnType::of(Long { path, by: By::Serde, with: None, implements: Vec::new() }).map_err(E::custom)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<OwnType, A::Error> {
        let long = Long::deserialize(MapAccessDeserializer::new(map))?;
        OwnType::of(long).map_err(A::Error::custom)
    }
}

impl OwnType {
    fn of(long: Long) -> Result<Self, String> {
        let Long { path: Path(path), by, with, implements } = long;
        let is_plain = by == By::Serde && with.is_none() && implements.is_empty();
        let route = match (by, with) {
            (By::Serde, None) => Route::Serde,
            (By::Serde, Some(Path(module))) if module.arguments.is_empty() => Route::With(module),
            (By::Text, None) => Route::Text,
            (By::Serde, Some(Path(module))) => return Err(format!("`with`: `{module}` is not a module")),
            (By::Text, Some(_)) => return Err("`by = \"text\"` and `with` contradict each other".to_owned()),
        };
        let has = |one: Implemented| implements.contains(&one);
        let traits = MappedTraits {
            is_eq: has(Implemented::Eq) && has(Implemented::Hash),
            has_default: has(Implemented::Default),
            is_partial_ord: has(Implemented::PartialOrd) || has(Implemented::Ord),
            is_ord: has(Implemented::Ord),
        };
        let own = Self(Arc::new(MappedType { path, route, traits, is_secret: false }));
        let path = &own.0.path;
        match TypeRef::of_mapped(&own.0) {
            TypeRef::Mapped(_) if path.is_bare() => Err(format!(
                "`{path}` stands in no crate: begin with `crate` or with the name of a crate, as in `crate::Money`"
            )),
            TypeRef::Mapped(_) => Ok(own),
            _ if is_plain => Ok(own),
            _ => Err(format!("`{path}` needs no `by`, `with` or `implements`: generated crates know it")),
        }
    }

    /// The type.
    pub(super) fn mapped(&self) -> &MappedType {
        &self.0
    }

    /// Whether a person writes it in the crate itself.
    pub(super) fn is_of_this_crate(&self) -> bool {
        let is_own = |path: &TypePath| path.names.first().is_some_and(|first| first == "crate");
        matches!(TypeRef::of_mapped(&self.0), TypeRef::Mapped(_))
            && (is_own(&self.0.path) || matches!(&self.0.route, Route::With(module) if is_own(module)))
    }

    /// The crates that its paths name.
    pub(super) fn crates(&self) -> Vec<&str> {
        let with = if let Route::With(module) = &self.0.route { module.crates() } else { Vec::new() };
        self.0.path.crates().into_iter().chain(with).collect()
    }
}

/// The traits that types derive: for all types, or for those of the schemas that match.
#[derive(Clone, Debug, Default)]
pub struct Derives(pub(super) Vec<DeriveRule>);

/// What every type has, or cannot have.
const NOT_DERIVED: [(&str, &str); 9] = [
    ("Clone", "every type has it"),
    ("Debug", "every type has it"),
    ("PartialEq", "every type has it"),
    ("Eq", "the types have it whose members have it"),
    ("Hash", "the types have it whose members have it"),
    ("Default", "the types have it whose members have it"),
    ("Copy", "no type has it, since each may hold text"),
    ("serde::Serialize", "every type has it"),
    ("serde::Deserialize", "every type has it"),
];

impl<'de> Deserialize<'de> for Derives {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(DerivesVisitor)
    }
}

struct DerivesVisitor;

impl<'de> Visitor<'de> for DerivesVisitor {
    type Value = Derives;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of traits, or a table from traits to names of schemas")
    }

    fn visit_seq<A: de::SeqAccess<'de>>(self, mut seq: A) -> Result<Derives, A::Error> {
        let mut rules = Vec::new();
        while let Some(name) = seq.next_element::<String>()? {
            rules.push(rule(&name, Vec::new()).map_err(A::Error::custom)?);
        }
        Ok(Derives(rules))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Derives, A::Error> {
        let mut rules = Vec::new();
        while let Some((name, schemas)) = map.next_entry::<String, Vec<String>>()? {
            if schemas.is_empty() {
                return Err(A::Error::custom(format!("`{name}` names no schema; `[\"*\"]` is all of them")));
            }
            rules.push(rule(&name, schemas).map_err(A::Error::custom)?);
        }
        Ok(Derives(rules))
    }
}

fn rule(name: &str, schemas: Vec<String>) -> Result<DeriveRule, String> {
    let path: TypePath = name.parse().map_err(|error| format!("{error}"))?;
    let text = path.to_string();
    if let Some((_, why)) = NOT_DERIVED.iter().find(|(known, _)| *known == text) {
        return Err(format!("`{text}` is not derived: {why}"));
    }
    if !path.arguments.is_empty() {
        return Err(format!("`{text}` is not the path of a trait that is derived"));
    }
    if path.is_bare() && !matches!(text.as_str(), "PartialOrd" | "Ord") {
        return Err(format!("`{text}` stands in no crate: write its path, as in `schemars::JsonSchema`"));
    }
    Ok(DeriveRule { path, schemas })
}

/// The types as the generator takes them.
pub(super) fn input(types: &BTreeMap<String, OwnType>, formats: &BTreeMap<String, OwnType>) -> TypesInput {
    let taken = |own: &BTreeMap<String, OwnType>| {
        own.iter().map(|(name, own)| (name.clone(), Arc::clone(&own.0))).collect()
    };
    TypesInput { schemas: taken(types), formats: taken(formats) }
}
