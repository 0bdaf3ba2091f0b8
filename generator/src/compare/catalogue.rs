//! What a version holds, by names that do not depend on the version, each with the Rust items that stand for it.

mod builder;
mod events;
mod mapped;
mod operation;
mod plain;
mod tokens;
mod type_text;
mod types;

use super::items::PublicForm;
use super::report::Subject;
use super::rules::Kind;
use super::same_types::TypeNames;
use super::version_model::VersionModel;
use crate::diagnostic::SourceId;
use crate::ir::{Access, Standings, Usage, ValueLimits};
use crate::pointer::Pointer;
use std::collections::BTreeSet;

/// What the fact about a list ends with whose pages are followed backwards too.
pub(super) const BOTH_WAYS: &str = ", both ways";

/// Everything that a version holds.
pub(super) struct Catalogue {
    pub(super) entries: Vec<Entry>,
}

/// One thing of the documents.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) kind: Kind,
    /// What distinguishes it from its neighbours.
    pub(super) key: String,
    /// What else could identify it if the key has changed, the surest first.
    pub(super) other_keys: Vec<String>,
    /// How people call it: `Page.name`, `limit of GET /{page_id}/personas`.
    pub(super) shown: String,
    /// How people call it where they already read of the operation or the type that it is part of.
    pub(super) part: String,
    pub(super) facts: Facts,
    pub(super) items: Vec<Item>,
    /// Where it stands in its loaded document.
    pub(super) place: (SourceId, Pointer),
    pub(super) children: Vec<Entry>,
}

/// What is said of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Facts {
    /// In which directions it travels.
    pub(super) usage: Usage,
    /// The names of the components that became a type.
    pub(super) components: BTreeSet<String>,
    /// The name on the wire, where the key is not made of it.
    pub(super) wire_name: String,
    /// The type, in the words of the document.
    pub(super) ty: String,
    /// The named types in it, as the comparison calls them.
    pub(super) mentions: BTreeSet<String>,
    /// What kind of type it is.
    pub(super) shape: Option<Shape>,
    /// Whether it holds values of which nothing is known.
    pub(super) holds_any: bool,
    pub(super) required: bool,
    pub(super) nullable: bool,
    /// How many `Option`s are around the type in Rust.
    pub(super) options: u8,
    /// Whether the type is boxed in Rust.
    pub(super) is_boxed: bool,
    pub(super) access: Access,
    pub(super) limits: ValueLimits,
    pub(super) default: Option<String>,
    pub(super) deprecated: Option<String>,
    pub(super) description: String,
    /// Other texts that are documentation: requirements, links, notes.
    pub(super) remarks: String,
    /// How it travels: place and style of a parameter, media type of a body, discriminator of a union.
    pub(super) form: String,
    pub(super) server: String,
    pub(super) security: Vec<Vec<String>>,
    /// The scopes of each alternative.
    pub(super) scopes: Vec<Vec<String>>,
    /// What callers give as a credential.
    pub(super) credential: &'static str,
    pub(super) permissions: Vec<String>,
    /// The type of the documented bodies of errors.
    pub(super) failure: Option<String>,
    /// The type of the items of a stream.
    pub(super) stream: Option<String>,
    /// The type of the items of a list whose pages are followed beside the answer.
    pub(super) listing: Option<String>,
    /// The type around it, if it has it only where it is sent as well as read.
    pub(super) travels: Option<String>,
    /// Whether the type around it is written by callers: it has `new` and setters.
    pub(super) is_written: bool,
}

/// The kinds of types with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Object,
    Strings,
    Integers,
    Union,
    Tuple,
    Alias,
}

impl Shape {
    /// In words.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Object => "an object",
            Self::Strings => "an enum of strings",
            Self::Integers => "an enum of integers",
            Self::Union => "a union",
            Self::Tuple => "a tuple",
            Self::Alias => "a name for another type",
        }
    }
}

/// What a Rust item is to the thing that it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum ItemRole {
    /// The function, type, field or variant itself.
    Itself,
    /// The request that a function returns.
    Request,
    /// What a request is sent with.
    Send,
    /// An argument of a function or of `new`.
    Argument,
    Setter,
    NullSetter,
    /// The variant in the `Field` enum.
    Selector,
    /// What makes that variant with fields of the type of the field.
    NestedSelector,
    /// The enum of the answers of an operation.
    Answers,
    /// The name for the errors of an operation.
    Failure,
    /// What gives the items of a stream.
    Stream,
    /// What gives the items or the pages of a list.
    Listing,
    /// What says which type the items of a list have.
    Listed,
    /// What says which type the bodies of errors have.
    Fallible,
    /// What a type can do: be compared and hashed, have a default, be made by callers, be read field by field.
    Equal,
    Hashed,
    Defaulted,
    New,
    Selection,
}

/// A Rust item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Item {
    pub(super) role: ItemRole,
    /// The path without the module of the version.
    pub(super) path: String,
    /// The last part of the path.
    pub(super) name: String,
    /// What is public there; of an argument, its type.
    pub(super) form: PublicForm,
}

impl ItemRole {
    /// What a type can do, in words; `None` of anything else.
    pub(super) fn ability(self) -> Option<&'static str> {
        match self {
            Self::Equal => Some("`Eq`"),
            Self::Hashed => Some("`Hash`"),
            Self::Defaulted => Some("`Default`"),
            Self::New => Some("`new`"),
            Self::Selection => Some("fields to select"),
            _ => None,
        }
    }
}

impl Item {
    /// As people read it: `models::Page.name: Option<String>`, `page::get(page_id: impl Into<String>)`.
    pub(super) fn shown(&self) -> String {
        let Self { role, path, name, form } = self;
        match role {
            ItemRole::Argument => format!("argument {name}: {} of {path}", form.text),
            _ => form.shown(path),
        }
    }
}

impl Catalogue {
    /// Lists a version, whose types are called by these names.
    pub(super) fn of(model: &VersionModel, names: &TypeNames) -> Self {
        let standings = Standings::of(&model.api);
        let builder = builder::Builder { model, api: &model.api, names, standings: &standings };
        let mut entries = builder.types();
        entries.extend(builder.operations());
        entries.extend(builder.events());
        entries.extend(builder.headers());
        entries.extend(builder.error_codes());
        entries.extend(builder.edges());
        entries.extend(builder.schemes());
        entries.extend(builder.tokens());
        entries.extend(builder.mapped());
        plain::direct(&mut entries);
        Self { entries }
    }
}

impl Entry {
    /// What people look for it under.
    pub(super) fn subject(&self) -> Subject {
        let name = match self.kind {
            Kind::Header => "headers of answers",
            Kind::ErrorCode => "error codes",
            Kind::Edge => "edges",
            Kind::Scheme => "security schemes",
            Kind::TokenSource | Kind::TokenUrl | Kind::TokenScope => "access tokens",
            Kind::Mapped => "types of one's own",
            _ => self.shown.as_str(),
        };
        Subject { kind: self.kind, name: name.to_owned() }
    }

    /// The named types in it and in all that is inside of it.
    pub(super) fn all_mentions(&self) -> BTreeSet<String> {
        let inside = self.children.iter().flat_map(Self::all_mentions);
        self.facts.mentions.iter().cloned().chain(inside).collect()
    }

    pub(super) fn item(&self, role: ItemRole) -> Option<&Item> {
        self.items.iter().find(|item| item.role == role)
    }
}
