//! Models as the generator writes them.

use crate::runtime::wire;

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

impl wire::Decode for Shop {
    fn decode(value: wire::Value) -> wire::Result<Self> {
        let mut object = wire::Object::read(value, "Shop")?;
        let decoded = Self {
            id: object.required("id")?,
            kind: object.optional("kind"),
            access_token: object.optional("access_token"),
            parent: object.optional("parent"),
            hours: object.optional("hours"),
            tags: object.optional("tags"),
            place: object.optional("place"),
            opened: object.optional("opened"),
            has_parking: object.optional("has_parking"),
            score: object.optional("score"),
            likes: object.optional("likes"),
            cover: object.optional("cover"),
        };
        object.finish(decoded)
    }
}

impl wire::Encode for Shop {
    fn encode(&self, mode: wire::Mode) -> wire::Value {
        let mut object = wire::ObjectWriter::new(mode);
        object.required("id", &self.id);
        object.optional("kind", &self.kind);
        object.optional("access_token", &self.access_token);
        object.optional("parent", &self.parent);
        object.optional("hours", &self.hours);
        object.optional("tags", &self.tags);
        object.optional("place", &self.place);
        object.read_only("opened", &self.opened);
        object.optional("has_parking", &self.has_parking);
        object.optional("score", &self.score);
        object.optional("likes", &self.likes);
        object.optional("cover", &self.cover);
        object.finish()
    }
}
wire::model!(Shop);

#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub(super) struct Place {
    pub(super) city: Option<String>,
    pub(super) door_code: Option<crate::Secret>,
}

impl wire::Decode for Place {
    fn decode(value: wire::Value) -> wire::Result<Self> {
        let mut object = wire::Object::read(value, "Place")?;
        let decoded = Self { city: object.optional("city"), door_code: object.optional("door_code") };
        object.finish(decoded)
    }
}

impl wire::Encode for Place {
    fn encode(&self, mode: wire::Mode) -> wire::Value {
        let mut object = wire::ObjectWriter::new(mode);
        object.optional("city", &self.city);
        object.optional("door_code", &self.door_code);
        object.finish()
    }
}
wire::model!(Place);

#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct Created {
    pub(super) success: bool,
}

impl wire::Decode for Created {
    fn decode(value: wire::Value) -> wire::Result<Self> {
        let mut object = wire::Object::read(value, "Created")?;
        let decoded = Self { success: object.required("success")? };
        object.finish(decoded)
    }
}

impl wire::Encode for Created {
    fn encode(&self, mode: wire::Mode) -> wire::Value {
        let mut object = wire::ObjectWriter::new(mode);
        object.required("success", &self.success);
        object.finish()
    }
}
wire::model!(Created);

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum ShopKind {
    Bakery,
    UnknownValue(crate::UnknownValue),
}

impl ShopKind {
    pub(super) fn as_str(&self) -> &str {
        match self {
            Self::Bakery => "BAKERY",
            Self::UnknownValue(value) => value.as_str(),
        }
    }
}

impl From<&str> for ShopKind {
    fn from(value: &str) -> Self {
        match value {
            "BAKERY" => Self::Bakery,
            other => Self::UnknownValue(other.into()),
        }
    }
}
wire::enumeration!(ShopKind, UnknownValue);

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Floor {
    Ground,
    UnknownValue(i64),
}

impl Floor {
    pub(super) fn as_i64(&self) -> i64 {
        match self {
            Self::Ground => 0,
            Self::UnknownValue(value) => *value,
        }
    }
}

impl From<i64> for Floor {
    fn from(value: i64) -> Self {
        match value {
            0 => Self::Ground,
            other => Self::UnknownValue(other),
        }
    }
}
wire::integer_enumeration!(Floor, UnknownValue);

#[derive(Clone, PartialEq)]
pub(super) enum Cover {
    Integer(i64),
    String(String),
    Place(Place),
}

impl wire::Decode for Cover {
    fn decode(value: wire::Value) -> wire::Result<Self> {
        wire::Alternatives::new(value, "Cover")
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
wire::model!(Cover);

#[derive(Clone, PartialEq)]
pub(super) enum Block {
    Place(Place),
    UnknownValue(serde_json::Value),
}

impl wire::Decode for Block {
    fn decode(value: wire::Value) -> wire::Result<Self> {
        match wire::tag(&value, "type")?.as_str() {
            "place" => wire::variant(value, "type", "place", Self::Place),
            _ => Ok(wire::unlisted_variant(value, "type", Self::UnknownValue)),
        }
    }
}

impl wire::Encode for Block {
    fn encode(&self, mode: wire::Mode) -> wire::Value {
        match self {
            Self::Place(inner) => wire::tagged(wire::Encode::encode(inner, mode), "type", &["place"]),
            Self::UnknownValue(value) => value.clone(),
        }
    }
}
wire::model!(Block);

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum ShopField {
    Id,
    Custom(String),
}

impl ShopField {
    pub(super) fn parent(fields: impl IntoIterator<Item = ShopField>) -> Self {
        Self::Custom(crate::runtime::select::nested("parent", fields))
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
