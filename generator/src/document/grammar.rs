//! The grammar of OpenAPI: which object of a document holds what under which key.
//!
//! Everything that walks over a document asks here, so that a property named `type` is not a keyword.

mod table;

pub use table::ObjectKind;

use crate::pointer::Pointer;

/// The family of the OpenAPI Specification that a document follows, or that a key came with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Version {
    /// 3.0.x
    V3_0,
    /// 3.1.x
    V3_1,
    /// 3.2.x, and what is newer
    V3_2,
}

/// A key of an object.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// The key.
    pub key: &'static str,
    /// The version that has it first.
    pub since: Version,
    /// The objects that it holds; `None` for a plain value.
    pub holds: Option<Holds>,
}

/// The objects that a member of an object holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// An object.
    One(ObjectKind),
    /// A list of objects.
    List(ObjectKind),
    /// Objects under names of the author's.
    Map(ObjectKind),
    /// An object, or a list of them.
    OneOrList(ObjectKind),
}

impl Holds {
    /// What the objects are.
    pub fn kind(self) -> ObjectKind {
        match self {
            Self::One(kind) | Self::List(kind) | Self::Map(kind) | Self::OneOrList(kind) => kind,
        }
    }
}

impl ObjectKind {
    /// The section of the components for objects of this kind; `None` where OpenAPI has no references to them.
    pub fn section(self) -> Option<&'static str> {
        let mut fields = Self::Components.fields().iter();
        fields.find(|field| field.holds == Some(Holds::Map(self))).map(|field| field.key)
    }

    /// What stands at a place of a document; `None` for plain values and for what extensions hold.
    pub fn at(place: &Pointer) -> Option<Self> {
        let mut tokens = place.tokens().peekable();
        let mut kind = Self::OpenApi;
        while let Some(token) = tokens.next() {
            let holds = kind.step(&token)?;
            kind = holds.kind();
            let is_item = |token: &String| token.parse::<usize>().is_ok();
            match holds {
                Holds::One(_) => {}
                Holds::List(_) | Holds::Map(_) => drop(tokens.next()?),
                Holds::OneOrList(_) => drop(tokens.next_if(is_item)),
            }
        }
        Some(kind)
    }

    /// What an object of this kind is called in a message, with its article.
    pub fn noun(self) -> &'static str {
        match self {
            Self::OpenApi => "the document",
            Self::Paths => "the paths",
            Self::Components => "the components",
            Self::PathItem => "a path item",
            Self::Operation => "an operation",
            Self::Parameter => "a parameter",
            Self::RequestBody => "a request body",
            Self::MediaType => "a media type",
            Self::Responses => "the responses of an operation",
            Self::Response => "a response",
            Self::Callback => "a callback",
            Self::Example => "an example",
            Self::Link => "a link",
            Self::Header => "a header",
            Self::Schema => "a schema",
            Self::SecurityScheme => "a security scheme",
            _ => "another part of the document",
        }
    }

    /// The kind of the objects in a section of the components.
    pub fn of_section(section: &str) -> Option<Self> {
        match Self::Components.step(section) {
            Some(Holds::Map(kind)) => Some(kind),
            _ => None,
        }
    }
}

/// The keys of a path item that are operations: the methods of HTTP, in lower case.
pub fn methods() -> impl Iterator<Item = &'static str> {
    ObjectKind::PathItem.fields().iter().map(|field| field.key).filter(|key| is_method(key))
}

/// Whether a key of a path item is an operation.
pub fn is_method(key: &str) -> bool {
    ObjectKind::PathItem.step(key) == Some(Holds::One(ObjectKind::Operation))
}

#[cfg(test)]
mod tests {
    use super::{Holds, ObjectKind, methods};
    use crate::pointer::Pointer;

    #[test]
    fn the_two_forms_of_the_table_agree() {
        for kind in ObjectKind::ALL {
            for field in kind.fields() {
                let step = kind.step(field.key);
                assert_eq!(step, field.holds, "{kind:?} {}", field.key);
            }
        }
        assert_eq!(ObjectKind::Paths.step("/a"), Some(Holds::One(ObjectKind::PathItem)));
        assert_eq!(ObjectKind::Paths.step("x-a"), None);
    }

    #[test]
    fn a_place_says_what_stands_there() {
        let at = |place: &str| ObjectKind::at(&Pointer::parse(place).unwrap());
        assert_eq!(at(""), Some(ObjectKind::OpenApi));
        assert_eq!(at("/components/schemas/A/items"), Some(ObjectKind::Schema));
        assert_eq!(at("/components/schemas/A/items/0/properties/type"), Some(ObjectKind::Schema));
        assert_eq!(at("/paths/~1a/get/responses/200"), Some(ObjectKind::Response));
        assert_eq!(at("/paths/~1a/parameters/0"), Some(ObjectKind::Parameter));
        for place in ["/components/schemas", "/components/x-shapes/A", "/components/schemas/A/type"] {
            assert_eq!(at(place), None, "{place}");
        }
    }

    #[test]
    fn sections_and_methods_follow_from_the_table() {
        assert_eq!(ObjectKind::RequestBody.section(), Some("requestBodies"));
        assert_eq!(ObjectKind::Operation.section(), None);
        assert_eq!(ObjectKind::of_section("callbacks"), Some(ObjectKind::Callback));
        assert_eq!(ObjectKind::of_section("x-callbacks"), None);
        let methods: Vec<&str> = methods().collect();
        assert_eq!(methods, ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"]);
    }
}
