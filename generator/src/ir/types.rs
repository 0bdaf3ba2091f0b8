//! Types: named definitions behind ids.

use super::{DerivedOrder, Docs, Ident, NameHint, Role, TypePath, TypeRef};
use crate::diagnostic::SourceId;
use crate::pointer::Pointer;

/// A type that gets a Rust definition of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct TypeDef {
    /// The document it comes from.
    pub source: SourceId,
    /// Where it stands in that document.
    pub pointer: Pointer,
    /// The other places whose schemas became this type: in other documents, or inline and alike.
    pub joined: Vec<SchemaPlace>,
    /// What it could be called.
    pub hint: NameHint,
    /// What it is called; set by the naming pass.
    pub name: Ident,
    /// The file under `models/` that holds it (snake case, without `.rs`); set by the naming pass. Inline types stand
    /// in the file of the component they are inside.
    pub file: Ident,
    /// Its documentation.
    pub docs: Docs,
    /// What it is.
    pub kind: TypeKind,
    /// In which directions it travels; set by the direction pass.
    pub usage: Usage,
    /// Whether it holds what people have written and done: it is part of a webhook or a callback, and `Debug` shows no
    /// texts of it; set by the direction pass.
    pub is_private: bool,
    /// Whether its values can be compared with `Eq` and hashed; set by the derives pass.
    pub is_eq: bool,
    /// The traits that the project derives for it; set by the derives pass.
    pub derives: Vec<TypePath>,
    /// Whether it has a `Default`: every member has one, or it is an enumeration of one value; set by the derives pass.
    pub has_default: bool,
    /// Whether it has a `new()` with setters: it is written by callers; set by the derives pass.
    pub has_constructor: bool,
    /// Whether a `Field` enum is generated for it, since a read can select among its fields; set by the selection pass.
    pub is_selectable: bool,
    /// The name of that enum: `PageField`; set by the naming pass.
    pub field_enum: Ident,
    /// The module with its fields as types, under `fields`; set by the naming pass where the type is selectable.
    pub field_module: Ident,
}

/// A place of a schema, with the words for it.
pub type SchemaPlace = (Vec<String>, SourceId, Pointer);

impl TypeDef {
    /// Its own place.
    pub fn place(&self) -> SchemaPlace {
        (self.hint.full().to_vec(), self.source, self.pointer.clone())
    }
}

/// In which directions a type travels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// It is part of a request.
    pub request: bool,
    /// It is part of an answer.
    pub response: bool,
}

/// What a named type is.
#[derive(Clone, Debug, PartialEq)]
pub enum TypeKind {
    /// An object with known properties.
    Struct(Struct),
    /// A string (or integer) with known values; always open.
    Enumeration(Enumeration),
    /// One of several types.
    Union(Union),
    /// A list whose items each have a type of their own.
    Tuple(Tuple),
    /// Another name for a type: a component that is only a scalar, a list or a map.
    Alias(TypeRef),
}

/// An object with known properties.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Struct {
    /// The properties, in the order of the document.
    pub fields: Vec<Field>,
    /// What other keys may hold.
    pub additional: Additional,
    /// Whether it has the members of several alternatives, of which a value may be at once.
    pub is_merged: bool,
}

impl Struct {
    /// Whether it reads nothing but its own members.
    pub fn reads_own_members(&self) -> bool {
        self.additional == Additional::Ignored && !self.fields.iter().any(|field| field.is_part)
    }

    /// Whether a new one holds constants that a derived default would not give.
    pub fn sets_constants(&self) -> bool {
        self.fields.iter().any(Field::is_set_constant)
    }
}

/// What the keys beside the known properties may hold.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Additional {
    /// The document does not say, or forbids them: they are ignored when read.
    #[default]
    Ignored,
    /// As above, but the type is both read and sent: they are kept as they are, so that putting back what was read
    /// deletes nothing; set by the pass for unknown members.
    Kept {
        /// The name of the field that holds them; set by the naming pass.
        name: Ident,
    },
    /// The document gives their type: they are kept in a map.
    Typed {
        /// The name of the map's field; set by the naming pass.
        name: Ident,
        /// The type of the values.
        ty: TypeRef,
    },
}

/// A property of an object, or a property of a body that became an argument or a setter.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Where its schema stands.
    pub pointer: Pointer,
    /// The key on the wire.
    pub wire_name: String,
    /// The name in Rust; set by the naming pass.
    pub name: Ident,
    /// Its type.
    pub ty: TypeRef,
    /// Whether the key is always present: as the document says, until the roles pass narrows it to what holds in every
    /// direction in which the type travels.
    pub required: bool,
    /// Whether `null` is a documented value.
    pub nullable: bool,
    /// Whether the document only requires it, without saying what it is.
    pub is_undeclared: bool,
    /// Whether it is no member of the object but a type whose members are among those of the object: one of several
    /// alternatives that a value is of at once.
    pub is_part: bool,
    /// Whether only some values of the object have it as this type, and in others it is anything, as in an alternative
    /// that does not declare it.
    pub is_loose: bool,
    /// Whether a number is as good as the text that the type holds, or text as good as the number: both are documented.
    pub is_numeric_text: bool,
    /// What callers do with it; set by the roles pass.
    pub role: Role,
    /// The only value that is allowed, as JSON text, where it is a boolean or a number with a fraction. One text or
    /// integer is an enumeration of one value.
    pub only: Option<String>,
    /// In which direction the document lets it travel.
    pub access: Access,
    /// The default that its own place in the document gives, as JSON text. The limits of its documentation may show
    /// that of an alias instead, which does not count as a part of the structure.
    pub default: Option<String>,
    /// Whether the type must be boxed, since it would contain itself; set by the cycle pass.
    pub boxed: bool,
    /// Its documentation.
    pub docs: Docs,
    /// The variant in the `Field` enum of its type; set by the naming pass where the type is selectable.
    pub selector: Ident,
}

impl Field {
    /// A member that may be absent, of which nothing else is known.
    pub fn of(wire_name: impl Into<String>, ty: TypeRef) -> Self {
        Self {
            pointer: Pointer::root(),
            wire_name: wire_name.into(),
            name: Ident::default(),
            ty,
            required: false,
            nullable: false,
            is_undeclared: false,
            is_part: false,
            is_loose: false,
            is_numeric_text: false,
            role: Role::default(),
            only: None,
            access: Access::default(),
            default: None,
            boxed: false,
            docs: Docs::default(),
            selector: Ident::default(),
        }
    }

    /// Whether it is an `Option` in Rust.
    pub fn is_option(&self) -> bool {
        !self.required || self.nullable
    }

    /// Whether it is a constant that is not the default of its type in Rust.
    pub fn is_set_constant(&self) -> bool {
        self.role == Role::Constant
            && (!self.required || self.only.as_deref().is_some_and(|only| only != "false"))
    }

    /// Whether absent and `null` are written apart. What only requests must hold is absent after an answer, not `null`.
    pub fn is_clearable(&self) -> bool {
        self.role.null_setter().is_some() || (self.role.is_argument() && !self.required && self.nullable)
    }

    /// The method of the runtime that reads it, which has the same name as the one that writes it.
    pub fn wire_method(&self) -> &'static str {
        let is_read_only = self.access == Access::ReadOnly;
        if self.is_part {
            return "part";
        }
        match (self.required, self.nullable) {
            (true, false) if is_read_only => "required_read_only",
            (true, false) => "required",
            (true, true) if is_read_only => "nullable_read_only",
            (true, true) => "nullable",
            (false, _) if self.is_loose && !is_read_only => "fitting",
            (false, _) if self.is_clearable() => "clearable",
            (false, _) if is_read_only => "read_only",
            (false, _) => "optional",
        }
    }
}

/// In which direction a property travels (OpenAPI `readOnly` and `writeOnly`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Access {
    /// In both.
    #[default]
    ReadWrite,
    /// In answers only: it has no setter and is left out of requests.
    ReadOnly,
    /// In requests only.
    WriteOnly,
}

/// A string or integer with known values.
#[derive(Clone, Debug, PartialEq)]
pub struct Enumeration {
    /// The known values, in the order of the document.
    pub values: Vec<EnumerationValue>,
    /// Whether the values are integers on the wire.
    pub is_integer: bool,
    /// The name of the variant for a value that is not listed; set by the naming pass.
    pub unknown: Ident,
    /// The order that a project asks for: that of the values on the wire, by which two of them are equal too.
    pub order: Option<DerivedOrder>,
}

impl Enumeration {
    /// Whether callers may pass text in its place: each text is one of its values, listed or not.
    pub fn takes_text(&self) -> bool {
        !self.is_integer
    }
}

/// One known value.
#[derive(Clone, Debug, PartialEq)]
pub struct EnumerationValue {
    /// The value on the wire: the string, or the integer in decimal.
    pub wire: String,
    /// The name that the document gives to the value (`x-enum-varnames`, or the title of its branch).
    pub title: Option<String>,
    /// The variant; set by the naming pass.
    pub variant: Ident,
    /// Its documentation.
    pub docs: Docs,
}

/// A list whose items each have a type of their own.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tuple {
    /// The items, in their order.
    pub items: Vec<TupleItem>,
    /// The type of all items after those, if there may be any.
    pub rest: Option<TypeRef>,
}

/// One item of a tuple.
#[derive(Clone, Debug, PartialEq)]
pub struct TupleItem {
    /// Its type.
    pub ty: TypeRef,
    /// Whether it must be there; those that need not be stand at the end.
    pub required: bool,
    /// Whether the type must be boxed; set by the passes for cycles and for size.
    pub boxed: bool,
    /// Its documentation.
    pub docs: Docs,
}

/// One of several types.
#[derive(Clone, Debug, PartialEq)]
pub struct Union {
    /// The alternatives, in the order of the document.
    pub variants: Vec<Variant>,
    /// How the alternative of a value is found.
    pub matching: UnionMatch,
    /// The name of the variant that keeps a value of none of the known alternatives; set by the naming pass.
    pub unknown: Ident,
}

/// How the alternative of a union is found when a value is read.
#[derive(Clone, Debug, PartialEq)]
pub enum UnionMatch {
    /// By the value of one property; every variant has tags, but for the default.
    Tagged(Discriminator),
    /// By trying: the variant that reads the value best, variants of a distinct JSON kind going by that kind.
    Untagged,
}

/// The property whose value names the variant.
#[derive(Clone, Debug, PartialEq)]
pub struct Discriminator {
    /// The key on the wire.
    pub property: String,
}

/// One alternative of a union.
#[derive(Clone, Debug, PartialEq)]
pub struct Variant {
    /// What it could be called.
    pub hint: NameHint,
    /// The variant's name; set by the naming pass.
    pub name: Ident,
    /// Its type.
    pub ty: TypeRef,
    /// The values of the discriminator that mean this variant; empty for an untagged union.
    pub tags: Vec<String>,
    /// How its values carry their tag. Lowering says where the tags come from; what it means for a value is set by the
    /// matching pass, which knows the members of the type.
    pub tag_use: TagUse,
    /// Whether it is the one of values with an unknown tag, or without one (`defaultMapping`).
    pub is_default: bool,
    /// Whether it holds what several of the other alternatives know: it is tried where one of these leaves a part of a
    /// value unread.
    pub holds_all: bool,
    /// Whether the type must be boxed; set by the cycle pass.
    pub boxed: bool,
    /// Its documentation.
    pub docs: Docs,
}

/// How the values of a variant carry the tag.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum TagUse {
    /// Always, in a member that the type requires: a value without it is not of this variant.
    #[default]
    Required,
    /// It may be missing: the variant is tried where there is no tag, and none is added when it is written.
    Optional,
    /// The type has no member for it, so that it is added when the variant is written.
    Added,
    /// As `Added`, of an object with one tag: reading takes the tag out, since it says no more than the variant does.
    TakenOut,
}

impl Variant {
    /// Whether a value without a tag may be of this variant.
    pub fn may_lack_tag(&self) -> bool {
        self.tag_use != TagUse::Required
    }
}
