//! The keywords of a schema, by one table, and what follows from it alone: where their values stand, and the schemas
//! that they hold.
//!
//! Those that narrow values without changing their type have a table of their own, in `ir/limits.rs`.

use super::{Additional, Literal, SchemaDiscriminator, SchemaId, SchemaReference, SchemaType, SchemaTypes};
use crate::ir::{TypeRef, Values, WrittenLimit};
use crate::pointer::Pointer;
use serde_json::{Map, Value};

/// Gives the table to another macro. A row says of which values the keyword speaks, where its value goes, as which
/// type, and what reads it; the functions are those of `document/typed/schema/value.rs`. The keywords of the last three
/// groups stand in boxes, since few schemas have them; nothing lowers those of `conditions`.
macro_rules! schema_keywords {
    ($make:ident) => {
        $make! {
            plain {
                "type" of All: types: SchemaTypes = types;
                "enum" of All: enumeration: Vec<Literal> = values;
                "format" of Scalars: format: Option<String> = text;
                "properties" of Objects: properties: Vec<(String, SchemaId)> = properties;
                "required" of Objects: required: Vec<String> = names;
                "additionalProperties" of Objects: additional: Option<Additional> = additional;
                "items" of Arrays: items: Option<SchemaId> = schema;
                "allOf" of All: all_of: Vec<SchemaId> = schemas;
                "anyOf" of All: any_of: Vec<SchemaId> = schemas;
                "oneOf" of All: one_of: Vec<SchemaId> = schemas;
                "not" of All: not: Option<SchemaId> = schema;
                "title" of All: title: Option<String> = text;
                "description" of All: description: Option<String> = text;
                "nullable" of All: nullable: bool = flag;
                "readOnly" of All: read_only: bool = flag;
                "writeOnly" of All: write_only: bool = flag;
                "deprecated" of All: deprecated: bool = flag;
            }
            held {
                "patternProperties" of Objects: patterns: Vec<(String, SchemaId)> = patterns;
                "prefixItems" of Arrays: prefix_items: Vec<SchemaId> = schemas;
            }
            rare {
                "const" of All: constant: Option<Literal> = constant;
                "default" of All: default: Option<Literal> = default;
                "example" of All: example: Option<Value> = any;
                "examples" of All: examples: Vec<Value> = examples;
                "contentEncoding" of All: content_encoding: Option<Value> = any;
                "contentMediaType" of All: content_media_type: Option<Value> = any;
                "externalDocs" of All: link: Option<String> = link;
                "discriminator" of All: discriminator: Option<SchemaDiscriminator> = discriminator;
            }
            conditions {
                "if" of All: condition: Option<SchemaId> = schema;
                "then" of All: then: Option<SchemaId> = schema;
                "else" of All: otherwise: Option<SchemaId> = schema;
                "dependentSchemas" of Objects: dependent: Vec<(String, SchemaId)> = properties;
                "propertyNames" of Objects: names: Option<SchemaId> = schema;
                "contains" of Arrays: contains: Option<SchemaId> = schema;
                "unevaluatedProperties" of Objects: unevaluated: Option<Additional> = additional;
                "unevaluatedItems" of Arrays: unevaluated_items: Option<Additional> = additional;
            }
        }
    };
}

pub(in crate::document) use schema_keywords;

macro_rules! structs {
    ($($group:ident {
        $($name:literal of $values:ident: $slot:ident: $kind:ty = $read:ident;)+
    })+) => {
        structs! { @define $($group { $($name $slot ($kind),)+ })+ }

        impl Schema {
            /// The schemas under each keyword.
            fn holders(&self) -> Vec<(&'static str, Schemas<'_>)> {
                let mut holders = Vec::new();
                $(if let Some(group) = structs!(@group self $group) {
                    $(holders.push(($name, group.$slot.schemas()));)+
                })+
                holders
            }

            /// Moves the keywords that speak of some values to another schema.
            pub(super) fn carry(&mut self, to: &mut Self, is_wanted: impl Fn(Values) -> bool) {
                $($(if is_wanted(Values::$values) {
                    structs!(@carry self to $group $slot);
                })+)+
                to.limits.extend(self.limits.extract_if(.., |limit| is_wanted(limit.keyword.row().speaks_of)));
            }
        }
    };
    (@carry $from:ident $to:ident plain $slot:ident) => {
        $to.$slot = std::mem::take(&mut $from.$slot);
    };
    (@carry $from:ident $to:ident $group:ident $slot:ident) => {
        if let Some(group) = &mut $from.$group {
            $to.$group.get_or_insert_default().$slot = std::mem::take(&mut group.$slot);
        }
    };
    (@group $schema:ident plain) => { Some($schema) };
    (@group $schema:ident $group:ident) => { $schema.$group.as_deref() };
    (@define
        plain { $($name:literal $slot:ident ($kind:ty),)+ }
        held { $($held_name:literal $held:ident ($held_kind:ty),)+ }
        rare { $($rare_name:literal $rare:ident ($rare_kind:ty),)+ }
        conditions { $($condition_name:literal $condition:ident ($condition_kind:ty),)+ }
    ) => {
        /// A schema of the document. What it does not say is `None`, `false` or empty.
        ///
        /// Most members hold one keyword as it is written. `typ` is what several keywords say together, and `all_of`
        /// begins with what a reference beside keywords leads to. Where `written` is there, lowering finds in the
        /// members what it needs instead.
        #[derive(Clone, Debug, Default)]
        pub struct Schema {
            /// Its number.
            pub id: SchemaId,
            /// Where it stands.
            pub pointer: Pointer,
            /// `$ref`; a schema that has it says nothing else. If something stands beside it, it is the first of
            /// `all_of`.
            pub reference: Option<Box<SchemaReference>>,
            /// The schema as it is written, where the members are not: `derive.rs` spells it out.
            pub written: Option<Box<Schema>>,
            /// The one type of its values: that of `type` beside `null`, or of the value of `const`, or a list for a
            /// tuple.
            pub typ: Option<SchemaType>,
            /// The type that the project gives it.
            pub given: Option<TypeRef>,
            /// The keywords that narrow the type without changing it, each once.
            pub limits: Vec<WrittenLimit>,
            /// The schemas that few schemas hold.
            pub held: Option<Box<Held>>,
            /// The keywords that few schemas have.
            pub rare: Option<Box<Rare>>,
            /// The schemas that speak of a value only under a condition.
            pub conditions: Option<Box<Conditions>>,
            $(#[doc = concat!("`", $name, "`.")] pub $slot: $kind,)+
        }

        /// The schemas that few schemas hold.
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct Held {
            $(#[doc = concat!("`", $held_name, "`.")] pub $held: $held_kind,)+
        }

        /// The keywords that few schemas have.
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct Rare {
            $(#[doc = concat!("`", $rare_name, "`.")] pub $rare: $rare_kind,)+
            /// Extensions, and the keywords that are not represented: conditions, identifiers and others.
            pub others: Map<String, Value>,
        }

        /// The schemas that speak of a value only under a condition.
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct Conditions {
            $(#[doc = concat!("`", $condition_name, "`.")] pub $condition: $condition_kind,)+
        }

        impl Schema {
            /// Whether two schemas say the same, but for the schemas inside them.
            pub(super) fn says_the_same(&self, other: &Self) -> bool {
                let text = |schema: &Self| schema.reference.as_deref().map(|reference| reference.text.clone());
                text(self) == text(other)
                    && self.limits == other.limits
                    && self.rare == other.rare
                    $(&& self.$slot.says_the_same(&other.$slot))+
            }
        }
    };
}

schema_keywords!(structs);

/// The schemas that stand under a keyword.
#[derive(Clone, Copy)]
enum Schemas<'s> {
    None,
    One(SchemaId),
    List(&'s [SchemaId]),
    Named(&'s [(String, SchemaId)]),
}

/// What stands under a keyword.
trait Slot: PartialEq {
    fn schemas(&self) -> Schemas<'_> {
        Schemas::None
    }

    /// Whether two of them are the same, but for the schemas inside.
    fn says_the_same(&self, other: &Self) -> bool {
        !matches!(self.schemas(), Schemas::None) || !matches!(other.schemas(), Schemas::None) || self == other
    }
}

macro_rules! plain {
    ($($kind:ty),+) => { $(impl Slot for $kind {})+ };
}

plain!(bool, SchemaTypes, Option<String>, Option<Value>, Option<Literal>, Option<SchemaDiscriminator>);
plain!(Vec<String>, Vec<Value>, Vec<Literal>);

impl Slot for Option<SchemaId> {
    fn schemas(&self) -> Schemas<'_> {
        self.map_or(Schemas::None, Schemas::One)
    }
}

impl Slot for Option<Additional> {
    fn schemas(&self) -> Schemas<'_> {
        match self {
            Some(Additional::Schema(id)) => Schemas::One(*id),
            Some(Additional::Any(_)) | None => Schemas::None,
        }
    }
}

impl Slot for Vec<SchemaId> {
    fn schemas(&self) -> Schemas<'_> {
        Schemas::List(self)
    }
}

impl Slot for Vec<(String, SchemaId)> {
    fn schemas(&self) -> Schemas<'_> {
        Schemas::Named(self)
    }
}

impl Schema {
    /// The schema inside this one that the first one or two tokens name, and the tokens after them.
    pub(super) fn step<'t>(&self, tokens: &'t [String]) -> Option<(SchemaId, &'t [String])> {
        let (keyword, rest) = tokens.split_first()?;
        let (_, schemas) = self.holders().into_iter().find(|(name, _)| name == keyword)?;
        if let Schemas::One(id) = schemas {
            return Some((id, rest));
        }
        let (name, rest) = rest.split_first()?;
        let id = match schemas {
            Schemas::List(ids) => ids.get(name.parse::<usize>().ok()?),
            Schemas::Named(ids) => ids.iter().find(|(known, _)| known == name).map(|(_, id)| id),
            Schemas::None | Schemas::One(_) => None,
        };
        Some((*id?, rest))
    }

    /// The schemas inside this one, each with the keyword that holds it and its name.
    pub(super) fn members(&self) -> Vec<((&'static str, &str), SchemaId)> {
        let mut members = Vec::new();
        for (keyword, schemas) in self.holders() {
            match schemas {
                Schemas::None => {}
                Schemas::One(id) => members.push(((keyword, ""), id)),
                Schemas::List(ids) => members.extend(ids.iter().map(|id| ((keyword, ""), *id))),
                Schemas::Named(ids) => {
                    members.extend(ids.iter().map(|(name, id)| ((keyword, name.as_str()), *id)));
                }
            }
        }
        // The order of properties says nothing.
        members.sort_by_key(|(key, _)| *key);
        members
    }
}
