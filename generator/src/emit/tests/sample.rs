//! A small API with one of everything, as the passes leave it.

use crate::diagnostic::SourceId;
use crate::ir::*;
use crate::pointer::Pointer;
use small::{announced, edge, invalid_parameter, list, map, scheme};
mod event;
mod small;

pub(crate) fn name(text: &str) -> Ident {
    Ident(text.to_owned())
}

pub(crate) fn docs(description: &str) -> Docs {
    Docs { description: Some(description.to_owned()), ..Docs::default() }
}

fn deprecated() -> Docs {
    Docs { deprecated: Some(Deprecation { note: Some("Use `city`.".to_owned()) }), ..docs("Old.") }
}

pub(crate) fn field(wire_name: &str, ty: TypeRef) -> Field {
    Field {
        name: name(wire_name),
        docs: docs(&format!("The {wire_name}. More of it.")),
        selector: Ident(wire_name.split('_').map(capital).collect()),
        ..Field::of(wire_name, ty)
    }
}

fn capital(word: &str) -> String {
    word[..1].to_uppercase() + &word[1..]
}

pub(crate) fn required(field: Field) -> Field {
    Field { required: true, role: Role::Argument(0), ..field }
}

pub(crate) fn definition(rust: &str, file: &str, kind: TypeKind) -> TypeDef {
    TypeDef {
        source: SourceId(0),
        pointer: Pointer::root(),
        joined: Vec::new(),
        hint: NameHint::given(rust),
        name: name(rust),
        file: name(file),
        docs: docs(&format!("A {rust}.")),
        kind,
        usage: Usage { request: true, response: true },
        is_eq: false,
        derives: Vec::new(),
        has_default: false,
        is_private: false,
        has_constructor: false,
        is_selectable: false,
        field_enum: Ident(format!("{rust}Field")),
        field_module: Ident(rust.to_lowercase()),
    }
}

pub(crate) fn parameter(
    wire_name: &str,
    location: ParameterLocation,
    ty: TypeRef,
    required: bool,
) -> Parameter {
    let is_path = location == ParameterLocation::Path;
    Parameter {
        pointer: Pointer::root(),
        wire_name: wire_name.to_owned(),
        name: name(wire_name),
        location,
        style: if is_path { ParameterStyle::Simple } else { ParameterStyle::Form },
        explode: !is_path,
        allow_reserved: false,
        allow_empty: false,
        ty,
        required,
        nullable: false,
        only: None,
        role: if required { Role::Argument(0) } else { Role::default() },
        default: None,
        docs: docs(&format!("The parameter {wire_name}.")),
    }
}

pub(crate) fn operation(
    method: &str,
    path: &str,
    module: &[&str],
    function: &str,
    payload: Payload,
) -> Operation {
    Operation {
        source: SourceId(0),
        pointer: Pointer::root(),
        style: Style::Graph,
        module: module.iter().map(|part| name(part)).collect(),
        other_modules: Vec::new(),
        hint: NameHint::default(),
        shorter: Vec::new(),
        yields: false,
        function: name(function),
        request: Ident(function.split('_').map(capital).collect()),
        method: method.to_owned(),
        server: "https://graph.facebook.com".to_owned(),
        servers: Vec::new(),
        path: format!("/v26.0{path}"),
        documented_path: path.to_owned(),
        id: None,
        alias: Some("list_personas".to_owned()).filter(|_| function == "list"),
        parameters: Vec::new(),
        body: None,
        success: Success { payload, ..Success::default() },
        failure: None,
        failure_alias: None,
        errors: Vec::new(),
        security: vec![vec!["bearer".to_owned()], vec!["key".to_owned()]],
        scopes: Vec::new(),
        scope_sets: Vec::new(),
        selects: None,
        paging: None,
        paging_rules: Vec::new(),
        permissions: Vec::new(),
        requirements: None,
        read_after_write: None,
        links: Vec::new(),
        docs: Docs::default(),
    }
}

pub(crate) const PAGE: TypeId = TypeId(0);
const LOCATION: TypeId = TypeId(1);
const KIND: TypeId = TypeId(2);
const COVER: TypeId = TypeId(3);
const BLOCK: TypeId = TypeId(4);
const LEVEL: TypeId = TypeId(5);
const NAMES: TypeId = TypeId(6);
const LIST: TypeId = TypeId(7);
const EMPTY: TypeId = TypeId(8);

fn page() -> TypeDef {
    let mut parent = field("best_page", TypeRef::Named(PAGE));
    parent.boxed = true;
    let mut verified = field("is_verified", TypeRef::Boolean);
    verified.docs = deprecated();
    let mut secret = field("access_token", TypeRef::Secret);
    secret.access = Access::ReadOnly;
    secret.role = Role::ReadOnly;
    let fields = vec![
        required(field("id", TypeRef::String)),
        field("type", TypeRef::Named(KIND)),
        parent,
        secret,
        field("emails", list(TypeRef::String)),
        field("hours", map(TypeRef::String)),
        field("created", TypeRef::Timestamp),
        field("location", TypeRef::Named(LOCATION)),
        field("cover", TypeRef::Named(COVER)),
        field("anything", TypeRef::Any),
        verified,
    ];
    let additional = Additional::Typed { name: name("other"), ty: TypeRef::Integer(IntegerWidth::I64) };
    let kind = TypeKind::Struct(Struct { fields, additional, is_merged: false });
    TypeDef { is_selectable: true, has_default: true, ..definition("Page", "page", kind) }
}

fn location() -> TypeDef {
    let mut city = field("city", TypeRef::String);
    city.docs = docs("The city [0]; see https://example.com/city. Second.");
    let mut old = field("old", TypeRef::String);
    old.docs = deprecated();
    let mut inside = required(field("inside", TypeRef::Named(LOCATION)));
    inside.nullable = true;
    inside.boxed = true;
    let mut fixed = required(field("fixed", TypeRef::Named(LEVEL)));
    fixed.access = Access::ReadOnly;
    let fields = vec![
        city,
        old,
        required(field("latitude", TypeRef::Float)),
        required(field("names", TypeRef::Named(NAMES))),
        inside,
        field("new", map(TypeRef::Named(KIND))),
        field("levels", list(TypeRef::Named(LEVEL))),
        fixed,
    ];
    let kind = TypeKind::Struct(Struct { fields, ..Struct::default() });
    TypeDef { is_selectable: true, has_constructor: true, ..definition("Location", "location", kind) }
}

fn enumeration(rust: &str, file: &str, values: &[(&str, &str)], is_integer: bool) -> TypeDef {
    let values = values.iter().map(|(wire, variant)| EnumerationValue {
        wire: (*wire).to_owned(),
        title: None,
        variant: name(variant),
        docs: if *wire == "OLD" { deprecated() } else { Docs::default() },
    });
    let kind = |unknown| Enumeration { values: values.collect(), is_integer, unknown, order: None };
    TypeDef { is_eq: true, ..definition(rust, file, TypeKind::Enumeration(kind(name("UnknownValue")))) }
}

fn union(rust: &str, matching: UnionMatch, variants: &[(&str, TypeRef, bool)]) -> TypeDef {
    let variants = variants.iter().map(|(rust, ty, boxed)| Variant {
        hint: NameHint::default(),
        name: name(rust),
        ty: ty.clone(),
        tags: vec![rust.to_lowercase()],
        tag_use: TagUse::Required,
        is_default: false,
        holds_all: false,
        boxed: *boxed,
        docs: Docs::default(),
    });
    let kind = Union { variants: variants.collect(), matching, unknown: name("UnknownValue") };
    definition(rust, "page", TypeKind::Union(kind))
}

fn types() -> Vec<TypeDef> {
    let tag = UnionMatch::Tagged(Discriminator { property: "type".to_owned() });
    let integer = TypeRef::Integer(IntegerWidth::I64);
    let page = TypeRef::Named(PAGE);
    // A model with the name of a request, to be kept apart from it.
    let clash = Struct {
        fields: vec![field("x", TypeRef::Nullable(Box::new(list(integer.clone()))))],
        ..Struct::default()
    };
    vec![
        self::page(),
        location(),
        enumeration("PageType", "page", &[("CITY", "City"), ("OLD", "Old")], false),
        union(
            "Cover",
            UnionMatch::Untagged,
            &[("String", TypeRef::String, false), ("Integer", integer, false)],
        ),
        union("Block", tag, &[("Page", page, true), ("Place", TypeRef::Named(LOCATION), false)]),
        enumeration("Level", "level", &[("1", "One"), ("-2", "MinusTwo")], true),
        definition("Names", "names", TypeKind::Alias(list(TypeRef::String))),
        TypeDef {
            has_constructor: true,
            has_default: true,
            ..definition("List", "bytes", TypeKind::Struct(clash))
        },
        TypeDef {
            has_default: true,
            has_constructor: true,
            is_eq: true,
            ..definition("Nothing", "nothing", TypeKind::Struct(Struct::default()))
        },
        enumeration("Free", "free", &[], false),
    ]
}

fn get() -> Operation {
    let mut get = operation("GET", "/{page_id}", &["page"], "get", Payload::Json(TypeRef::Named(PAGE)));
    get.parameters = vec![
        parameter("page_id", ParameterLocation::Path, TypeRef::String, true),
        Parameter {
            role: Role::Selection,
            ..parameter("fields", ParameterLocation::Query, list(TypeRef::String), false)
        },
    ];
    get.selects = Some(PAGE);
    get.docs = docs("Reads a Page.\n\n    indented\n\n* one\n* two");
    get.docs.link = Some("https://example.com/(page)".to_owned());
    get.permissions = vec!["pages_read_engagement".to_owned()];
    get.requirements = Some("A token.".to_owned());
    get.errors = vec![
        announced(Some(100), None, "Invalid"),
        announced(None, Some(Statuses::Code(404)), ""),
        announced(None, Some(Statuses::Default), "Rest\n\nof it"),
    ];
    get
}

fn list_personas() -> Operation {
    let item = TypeRef::Named(PAGE);
    let path = "/{page_id}/personas";
    let mut list = operation("GET", path, &["page", "personas"], "list", Payload::Paged(item.clone()));
    list.parameters = vec![
        parameter("page_id", ParameterLocation::Path, TypeRef::String, true),
        parameter("limit", ParameterLocation::Query, TypeRef::Integer(IntegerWidth::I64), false),
        parameter("ids", ParameterLocation::Query, self::list(TypeRef::String), false),
        Parameter {
            explode: false,
            ..parameter("kinds", ParameterLocation::Query, self::list(TypeRef::Named(KIND)), false)
        },
        Parameter {
            style: ParameterStyle::DeepObject,
            ..parameter("filter", ParameterLocation::Query, map(TypeRef::Any), false)
        },
    ];
    list.paging = Some(Paging { item, listing: None });
    list.selects = Some(PAGE);
    list
}

fn update() -> Operation {
    let mut update = operation("POST", "/{page_id}", &["page"], "update", Payload::Empty);
    update.parameters = vec![parameter("page_id", ParameterLocation::Path, TypeRef::String, true)];
    let mut nullable = required(field("place", TypeRef::Named(LOCATION)));
    nullable.nullable = true;
    let mut old = field("old", TypeRef::Boolean);
    old.docs = deprecated();
    let fields = vec![
        required(field("parts", TypeRef::String)),
        nullable,
        required(field("location", TypeRef::Named(LOCATION))),
        required(field("names", TypeRef::Named(NAMES))),
        required(field("block", TypeRef::Named(BLOCK))),
        required(field("cover", TypeRef::Named(COVER))),
        required(field("hours", map(TypeRef::Named(KIND)))),
        required(field("labels", map(TypeRef::String))),
        required(field("tree", list(list(TypeRef::String)))),
        required(field("at", TypeRef::Timestamp)),
        field("model", TypeRef::Named(LIST)),
        old,
    ];
    update.body = Some(body(ContentType::Json("application/json".to_owned()), BodyKind::Properties(fields)));
    update.read_after_write = Some(ReadAfterWrite { node: "page_id".to_owned() });
    update
}

pub(crate) fn body(content_type: ContentType, kind: BodyKind) -> Body {
    Body {
        pointer: Pointer::root(),
        content_type,
        sends_empty: matches!(&kind, BodyKind::Properties(fields) if !fields.iter().any(|one| one.role.is_argument())),
        kind,
        required: true,
        role: Role::Argument(0),
        files: Vec::new(),
        encodings: Vec::new(),
        illustrated: Vec::new(),
        docs: Docs::default(),
    }
}

fn bodies() -> Vec<Operation> {
    let make = |function: &str, content: ContentType, kind: BodyKind, payload: Payload| {
        let mut made = operation("POST", "/files", &["request", "type"], function, payload);
        made.body = Some(body(content, kind));
        made
    };
    let value = |ty: TypeRef| BodyKind::Value { name: name("body"), ty };
    let json = ContentType::Json("application/merge-patch+json".to_owned());
    let octets = ContentType::Binary("image/png".to_owned());
    let text = ContentType::Text("text/csv".to_owned());
    let file = vec![required(field("file", TypeRef::Bytes)), field("title", TypeRef::String)];
    let optional = vec![field("title", TypeRef::String)];
    let mut free = make("free", json.clone(), BodyKind::Properties(optional.clone()), Payload::Bytes);
    free.docs.deprecated = Some(Deprecation::default());
    free.security.clear();
    vec![
        make("value", json, value(list(TypeRef::Named(LOCATION))), Payload::Json(TypeRef::Named(LIST))),
        make("upload", octets, value(TypeRef::Bytes), Payload::Text),
        make("text", text, value(TypeRef::String), Payload::Bytes),
        make(
            "multipart",
            ContentType::Multipart,
            BodyKind::Properties(file),
            Payload::Json(map(TypeRef::Any)),
        ),
        make("form", ContentType::Form, BodyKind::Properties(optional), Payload::Json(TypeRef::Named(EMPTY))),
        make("list", ContentType::Form, value(TypeRef::Named(LIST)), Payload::Json(list(TypeRef::Float))),
        free,
    ]
}

/// The whole sample.
pub(crate) fn api() -> Api {
    Api {
        version: Version { label: "v26.0".to_owned(), module: name("v26_0"), ..Version::default() },
        title: "Sample".to_owned(),
        description: Some("A sample.".to_owned()),
        document_version: "26.0.0".to_owned(),
        types: types(),
        operations: [get(), list_personas(), update()].into_iter().chain(bodies()).collect(),
        events: vec![event::event()],
        runtime: RuntimeParts { graph: true, ..RuntimeParts::default() },
        error_codes: vec![invalid_parameter()],
        node_edges: vec![NodeEdges {
            source: SourceId(0),
            pointer: Pointer::root(),
            module: vec![name("page")],
            server: "https://graph.facebook.com".to_owned(),
            path: "/v26.0/{page_id}".to_owned(),
            parameter: "page_id".to_owned(),
            security: vec![vec!["bearer".to_owned()]],
            edges: [("AdsPosts", "ads_posts"), ("Likes", "likes")].map(edge).into(),
        }],
        security_schemes: vec![
            scheme("bearer", SecurityKind::Bearer),
            scheme("key", SecurityKind::Query("access_token".to_owned())),
        ],
        ..Api::default()
    }
}
