//! Types of a person's own, which a project gives to a schema or to a format.

use super::TypePath;

/// A type that a project gives to a schema or to a format.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MappedType {
    /// Where it is.
    pub path: TypePath,
    /// How its values become JSON, and JSON its values.
    pub route: Route,
    /// What it can do beside `Clone` and `PartialEq`.
    pub traits: MappedTraits,
    /// Whether its values must not be shown or stored: it stands for `format: password`.
    pub is_secret: bool,
}

/// How the values of a type become JSON, and JSON its values.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Route {
    /// By `Serialize` and `Deserialize`.
    #[default]
    Serde,
    /// By the functions `serialize` and `deserialize` of a module, as serde's attribute `with` uses them.
    With(TypePath),
    /// As text, by `Display` and `FromStr`.
    Text,
}

/// What a type can do beside `Clone` and `PartialEq`, which every one has to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MappedTraits {
    /// `Eq` and `Hash`.
    pub is_eq: bool,
    /// `Default`.
    pub has_default: bool,
    /// `PartialOrd`.
    pub is_partial_ord: bool,
    /// `Ord`.
    pub is_ord: bool,
}

/// An order of values that a project asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DerivedOrder {
    /// `PartialOrd`.
    Partial,
    /// `Ord`, and `PartialOrd` with it.
    Total,
}

/// A trait that a project derives for types.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeriveRule {
    /// The trait: `Ord` and `PartialOrd`, which only the types get that can have them, or the path of any other.
    pub path: TypePath,
    /// Patterns of the names of schemas, with `*`; empty for all types.
    pub schemas: Vec<String>,
}
