//! Models as the generator writes them.

#![allow(unreachable_pub, reason = "what the macros define is public, as it is in generated models")]

use crate::runtime::wire;
use crate::unions;

#[derive(Clone, PartialEq)]
pub(super) struct Shop {
    pub(super) id: String,
    pub(super) kind: Option<ShopKind>,
    pub(super) access_token: Option<crate::Secret>,
    pub(super) parent: Option<Box<Shop>>,
    pub(super) hours: Option<std::collections::BTreeMap<String, String>>,
    pub(super) tags: Option<Vec<String>>,
    pub(super) place: Option<Place>,
    pub(super) opened: Option<crate::Timestamp>,
    pub(super) has_parking: Option<bool>,
    pub(super) score: Option<f64>,
    pub(super) likes: Option<i64>,
    pub(super) cover: Option<Cover>,
}

wire::model! {
    Shop {
        id: required("id"?),
        kind: optional("kind"),
        access_token: optional("access_token"),
        parent: optional("parent"),
        hours: optional("hours"),
        tags: optional("tags"),
        place: optional("place"),
        opened: read_only("opened"),
        has_parking: optional("has_parking"),
        score: optional("score"),
        likes: optional("likes"),
        cover: optional("cover"),
    }
}

#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub(super) struct Place {
    pub(super) city: Option<String>,
    pub(super) door_code: Option<crate::Secret>,
}

wire::model! {
    Place {
        city: optional("city"),
        door_code: optional("door_code"),
    }
}

#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct Created {
    pub(super) success: bool,
}

wire::model! {
    Created {
        success: required("success"?),
    }
}

#[derive(Clone)]
pub(super) enum ShopKind {
    Bakery,
    UnknownValue(crate::UnknownValue),
}

wire::enumeration! {
    ShopKind {
        Bakery = "BAKERY",
        ..UnknownValue
    }
}

#[derive(Clone)]
pub(super) enum Floor {
    Ground,
    UnknownValue(i64),
}

wire::integer_enumeration! {
    Floor {
        Ground = 0,
        ..UnknownValue
    }
}

#[derive(Clone, PartialEq)]
pub(super) enum Cover {
    Integer(i64),
    String(String),
    Place(Place),
}

impl wire::Decode for Cover {
    fn decode(value: wire::Value) -> wire::Result<Self> {
        unions::Alternatives::new(value, "Cover")
            .attempt("Integer", Self::Integer)
            .attempt("String", Self::String)
            .attempt("Place", Self::Place)
            .finish()
    }
}

impl wire::Encode for Cover {
    fn encode(&self, mode: wire::Mode) -> wire::Value {
        match self {
            Self::Integer(inner) => inner.encode(mode),
            Self::String(inner) => inner.encode(mode),
            Self::Place(inner) => inner.encode(mode),
        }
    }
}
wire::shown_model!(Cover);

#[derive(Clone, PartialEq)]
pub(super) enum Block {
    Place(Place),
    UnknownValue(serde_json::Value),
}

impl wire::Decode for Block {
    fn decode(value: wire::Value) -> wire::Result<Self> {
        match unions::tag(&value, "type")?.as_str() {
            "place" => unions::variant(value, "type", "place", Self::Place),
            _ => Ok(unions::unlisted_variant(value, "type", Self::UnknownValue)),
        }
    }
}

impl wire::Encode for Block {
    fn encode(&self, mode: wire::Mode) -> wire::Value {
        match self {
            Self::Place(inner) => unions::tagged(wire::Encode::encode(inner, mode), "type", &["place"]),
            Self::UnknownValue(value) => value.clone(),
        }
    }
}
wire::shown_model!(Block);

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum ShopField {
    Id,
    Custom(String),
}

impl ShopField {
    pub(super) fn parent(fields: impl IntoIterator<Item = ShopField>) -> Self {
        Self::Custom(crate::graph::select::nested("parent", fields))
    }
}

impl crate::Field for ShopField {
    fn as_str(&self) -> &str {
        match self {
            Self::Id => "id",
            Self::Custom(text) => text,
        }
    }
}
