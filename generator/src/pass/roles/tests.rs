//! The role of every kind of member and input.

use super::run;
use crate::emit::tests::sample::{body, definition, field, operation, parameter};
use crate::ir::{
    Access::{self, ReadOnly, ReadWrite, WriteOnly},
    Api, Body, BodyKind, BodyVariant, ContentType, Enumeration, EnumerationValue, Field, Ident, IntegerWidth,
    Operation, Parameter,
    ParameterLocation::{Cookie, Header, Path, Query},
    Payload, Role, Struct, TextFormat, TypeDef, TypeId, TypeKind, TypeRef, Usage,
};

const REQUEST: Usage = Usage { request: true, response: false };
const RESPONSE: Usage = Usage { request: false, response: true };
const BOTH: Usage = Usage { request: true, response: true };

const CONSTANT: TypeRef = TypeRef::Named(TypeId(1));
const ALIAS: TypeRef = TypeRef::Named(TypeId(2));
const CHOICE: TypeRef = TypeRef::Named(TypeId(3));

fn show(role: &Role) -> &'static str {
    match role {
        Role::Argument(0) => "argument",
        Role::Argument(_) => "numbered",
        Role::Setter { null: None } => "setter",
        Role::Setter { null: Some(_) } => "setter and null",
        Role::Constant => "constant",
        Role::ReadOnly => "read-only",
        Role::Selection => "selection",
        Role::IdempotencyKey => "key",
    }
}

fn enumeration(name: &str, values: &[&str]) -> TypeDef {
    let values = values.iter().map(|wire| EnumerationValue {
        wire: (*wire).to_owned(),
        title: None,
        variant: Ident::default(),
        docs: Default::default(),
    });
    let kind =
        Enumeration { values: values.collect(), is_integer: false, unknown: Ident::default(), order: None };
    definition(name, "sample", TypeKind::Enumeration(kind))
}

/// One member of an object: what is documented of it.
#[derive(Clone, Copy)]
struct Documented {
    is_required: bool,
    is_nullable: bool,
    access: Access,
}

const fn member(is_required: bool, is_nullable: bool, access: Access) -> Documented {
    Documented { is_required, is_nullable, access }
}

fn make(documented: Documented, ty: TypeRef) -> Field {
    Field {
        required: documented.is_required,
        nullable: documented.is_nullable,
        access: documented.access,
        ..field("member", ty)
    }
}

/// The role of a member, and whether it stays required.
fn of_member(usage: Usage, is_selectable: bool, documented: Documented, ty: TypeRef) -> (&'static str, bool) {
    let object = Struct { fields: vec![make(documented, ty)], ..Struct::default() };
    let owner = TypeDef { usage, is_selectable, ..definition("Sample", "sample", TypeKind::Struct(object)) };
    let types = vec![
        owner,
        enumeration("Constant", &["only"]),
        definition("Alias", "sample", TypeKind::Alias(CONSTANT)),
        enumeration("Choice", &["one", "two"]),
    ];
    let mut api = Api { types, ..Api::default() };
    run(&mut api);
    let TypeKind::Struct(object) = &api.types[0].kind else { panic!("not a struct") };
    (show(&object.fields[0].role), object.fields[0].required)
}

#[test]
fn what_a_member_of_text_is() {
    let rows = [
        // Documented: required, nullable, access. Then in requests, in answers, and in both.
        (member(true, false, ReadWrite), ("argument", true), ("read-only", true), ("argument", true)),
        (member(true, true, ReadWrite), ("argument", true), ("read-only", true), ("argument", true)),
        (member(false, false, ReadWrite), ("setter", false), ("read-only", false), ("setter", false)),
        (
            member(false, true, ReadWrite),
            ("setter and null", false),
            ("read-only", false),
            ("setter and null", false),
        ),
        (member(true, false, ReadOnly), ("read-only", true), ("read-only", true), ("read-only", true)),
        (member(true, true, ReadOnly), ("read-only", true), ("read-only", true), ("read-only", true)),
        (member(false, false, ReadOnly), ("read-only", false), ("read-only", false), ("read-only", false)),
        (member(false, true, ReadOnly), ("read-only", false), ("read-only", false), ("read-only", false)),
        (member(true, false, WriteOnly), ("argument", true), ("read-only", false), ("argument", false)),
        (member(true, true, WriteOnly), ("argument", true), ("read-only", false), ("argument", false)),
        (member(false, false, WriteOnly), ("setter", false), ("read-only", false), ("setter", false)),
        (
            member(false, true, WriteOnly),
            ("setter and null", false),
            ("read-only", false),
            ("setter and null", false),
        ),
    ];
    for (documented, request, response, both) in rows {
        let of = |usage| of_member(usage, false, documented, TypeRef::String);
        let row = (documented.is_required, documented.is_nullable, documented.access);
        assert_eq!((of(REQUEST), of(RESPONSE), of(BOTH)), (request, response, both), "{row:?}");
    }
}

#[test]
fn what_has_no_empty_value_may_be_absent_from_requests_where_answers_alone_have_it() {
    let required = member(true, false, ReadOnly);
    for ty in [TypeRef::Timestamp, TypeRef::Secret, TypeRef::Bytes, CONSTANT, CHOICE] {
        assert_eq!(of_member(BOTH, false, required, ty.clone()), ("read-only", false));
        assert_eq!(of_member(REQUEST, false, required, ty.clone()), ("read-only", false));
        assert_eq!(of_member(RESPONSE, false, required, ty), ("read-only", true));
    }
    for ty in [TypeRef::Boolean, TypeRef::Any, TypeRef::List(Box::new(CHOICE))] {
        assert_eq!(of_member(BOTH, false, required, ty), ("read-only", true));
    }
}

#[test]
fn what_has_one_value_is_constant_where_it_must_be_there() {
    for ty in [CONSTANT, ALIAS] {
        let of = |usage, documented| of_member(usage, false, documented, ty.clone());
        assert_eq!(of(BOTH, member(true, false, ReadWrite)), ("constant", true));
        assert_eq!(of(REQUEST, member(true, false, WriteOnly)), ("constant", true));
        assert_eq!(of(RESPONSE, member(true, false, ReadWrite)), ("read-only", true));
        assert_eq!(of(BOTH, member(true, true, ReadWrite)), ("argument", true));
        assert_eq!(of(BOTH, member(false, false, ReadWrite)), ("setter", false));
        // Answers leave it out, so that the member is optional in Rust.
        assert_eq!(of(BOTH, member(true, false, WriteOnly)), ("constant", false));
    }
    assert_eq!(of_member(BOTH, false, member(true, false, ReadWrite), CHOICE), ("argument", true));
    let list = TypeRef::List(Box::new(CONSTANT));
    assert_eq!(of_member(BOTH, false, member(true, false, ReadWrite), list), ("argument", true));
}

#[test]
fn null_is_said_where_it_is_known_and_can_be_told() {
    let nullable = member(false, true, ReadWrite);
    assert_eq!(of_member(REQUEST, false, nullable, CHOICE).0, "setter and null");
    assert_eq!(of_member(BOTH, true, nullable, CHOICE).0, "setter");
    // `null` is one of any values.
    assert_eq!(of_member(REQUEST, false, nullable, TypeRef::Any).0, "setter");
}

fn post(parameters: &[(&str, crate::ir::ParameterLocation, bool)], selects: bool) -> Operation {
    let mut made = operation("POST", "/", &[], "post", Payload::Empty);
    let parameters = parameters.iter().map(|(name, place, is_required)| {
        let made = parameter(name, *place, TypeRef::String, *is_required);
        crate::ir::Parameter { role: Role::Constant, ..made }
    });
    made.parameters = parameters.collect();
    made.selects = selects.then_some(TypeId(0));
    made
}

fn parameters(parameters: &[(&str, crate::ir::ParameterLocation, bool)], selects: bool) -> Vec<&'static str> {
    let object = definition("Sample", "sample", TypeKind::Struct(Struct::default()));
    let operations = vec![post(parameters, selects)];
    let mut api = Api { types: vec![object], operations, ..Api::default() };
    run(&mut api);
    api.operations[0].parameters.iter().map(|parameter| show(&parameter.role)).collect()
}

#[test]
fn a_parameter_is_an_argument_or_has_a_setter() {
    let all = [
        ("id", Path, true),
        ("q", Query, true),
        ("page", Query, false),
        ("x-id", Header, true),
        ("x-page", Header, false),
        ("session", Cookie, true),
        ("theme", Cookie, false),
    ];
    let expected = ["argument", "argument", "setter", "argument", "setter", "argument", "setter"];
    assert_eq!(parameters(&all, false), expected);
    assert_eq!(parameters(&all, true), expected);
}

#[test]
fn the_parameter_of_a_selection_is_neither() {
    let fields = [("fields", Query, false), ("fields", Query, true), ("fields", Header, false)];
    assert_eq!(parameters(&fields, true), ["selection", "selection", "setter"]);
    assert_eq!(parameters(&fields, false), ["setter", "argument", "setter"]);
}

fn of_body(content_type: ContentType, kind: BodyKind, is_required: bool) -> Body {
    let mut post = post(&[], false);
    post.body = Some(Body { required: is_required, role: Role::Constant, ..body(content_type, kind) });
    let mut api = Api { operations: vec![post], ..Api::default() };
    run(&mut api);
    api.operations.remove(0).body.unwrap()
}

fn json() -> ContentType {
    ContentType::Json("application/json".to_owned())
}

/// The role of a property, whether it stays required, and whether an empty body has to be sent.
fn property(
    content_type: ContentType,
    is_body_required: bool,
    documented: Documented,
    ty: TypeRef,
) -> (&'static str, bool, bool) {
    let kind = BodyKind::Properties(vec![make(documented, ty)]);
    let body = of_body(content_type, kind, is_body_required);
    let BodyKind::Properties(fields) = &body.kind else { panic!("not given by property") };
    (show(&fields[0].role), fields[0].required, body.sends_empty)
}

#[test]
fn a_property_of_a_body_is_an_argument_where_both_are_required() {
    let text = || TypeRef::String;
    let required = member(true, false, ReadWrite);
    assert_eq!(property(json(), true, required, text()), ("argument", true, false));
    assert_eq!(property(json(), false, required, text()), ("setter", false, false));
    let nullable = member(true, true, WriteOnly);
    assert_eq!(property(json(), true, nullable, text()), ("argument", true, false));
    assert_eq!(property(json(), false, nullable, text()), ("setter and null", false, false));
    for (is_body_required, is_nullable, role) in [
        (true, false, "setter"),
        (true, true, "setter and null"),
        (false, false, "setter"),
        (false, true, "setter and null"),
    ] {
        let optional = member(false, is_nullable, ReadWrite);
        assert_eq!(property(json(), is_body_required, optional, text()), (role, false, is_body_required));
    }
    assert_eq!(property(json(), true, member(false, true, ReadWrite), TypeRef::Any).0, "setter");
}

#[test]
fn a_form_cannot_say_null() {
    for form in [ContentType::Form, ContentType::Multipart] {
        let of = |documented| property(form.clone(), true, documented, TypeRef::String);
        assert_eq!(of(member(false, true, ReadWrite)), ("setter", false, true));
        assert_eq!(of(member(true, true, ReadWrite)), ("argument", true, false));
    }
}

#[test]
fn a_property_of_one_value_is_given_only_if_it_may_be_left_out() {
    let mut post = post(&[], false);
    let constant = || TypeRef::Named(TypeId(0));
    let only = |field| Field { only: Some("true".to_owned()), ..field };
    let fields = vec![
        make(member(true, false, ReadWrite), constant()),
        only(make(member(true, false, ReadWrite), TypeRef::Boolean)),
        make(member(true, true, ReadWrite), constant()),
        make(member(false, false, ReadWrite), constant()),
    ];
    post.body = Some(body(json(), BodyKind::Properties(fields)));
    let types = vec![enumeration("Constant", &["only"])];
    let mut api = Api { types, operations: vec![post], ..Api::default() };
    run(&mut api);
    let Some(BodyKind::Properties(fields)) = api.operations[0].body.as_ref().map(|body| &body.kind) else {
        panic!("not given by property")
    };
    let roles: Vec<_> = fields.iter().map(|field| show(&field.role)).collect();
    assert_eq!(roles, ["constant", "constant", "argument", "setter"]);
}

#[test]
fn a_parameter_of_one_value_is_given_only_if_it_may_be_left_out() {
    let of = |required, only: Option<&str>, ty| Parameter {
        only: only.map(str::to_owned),
        ..parameter("a", Query, ty, required)
    };
    let constant = || TypeRef::Named(TypeId(0));
    let mut get = operation("GET", "/", &[], "get", Payload::Empty);
    get.parameters = vec![
        of(true, None, constant()),
        of(true, Some("false"), TypeRef::Boolean),
        of(true, None, TypeRef::Boolean),
        of(false, Some("false"), TypeRef::Boolean),
    ];
    let types = vec![enumeration("Constant", &["only"])];
    let mut api = Api { types, operations: vec![get], ..Api::default() };
    run(&mut api);
    let roles: Vec<_> = api.operations[0].parameters.iter().map(|parameter| show(&parameter.role)).collect();
    assert_eq!(roles, ["constant", "constant", "argument", "setter"]);
}

#[test]
fn a_whole_body_is_an_argument_where_it_is_required() {
    let value = || BodyKind::Value { name: Ident::default(), ty: TypeRef::String };
    let variant = BodyVariant {
        hint: String::new(),
        name: Ident::default(),
        content_type: json(),
        ty: TypeRef::String,
    };
    let choice = || BodyKind::Choice {
        name: Ident::default(),
        union: Ident::default(),
        variants: vec![variant.clone()],
    };
    for (is_required, role) in [(true, "argument"), (false, "setter")] {
        for kind in [value(), choice()] {
            let body = of_body(json(), kind, is_required);
            assert_eq!((show(&body.role), body.sends_empty), (role, false));
        }
    }
    let nothing = |is_required| of_body(json(), BodyKind::Properties(Vec::new()), is_required).sends_empty;
    assert!(nothing(true) && !nothing(false));
}

#[test]
fn the_header_of_a_key_is_neither_argument_nor_lost() {
    let all = [
        ("Idempotency-Key", Header, true),
        ("idempotency-key", Query, true),
        ("X-Idempotency-Token", Header, false),
        ("XIdempotency-Key", Header, true),
        ("Idempotency-Keys", Header, false),
    ];
    assert_eq!(parameters(&all, false), ["key", "argument", "setter", "argument", "setter"]);
    let rows = [
        (TypeRef::String, "key"),
        (TypeRef::Text(TextFormat::Uuid), "key"),
        (TypeRef::Integer(IntegerWidth::I64), "argument"),
        (TypeRef::Text(TextFormat::Date), "argument"),
    ];
    for (ty, role) in rows {
        let mut operation = post(&[("Idempotency-Key", Header, true)], false);
        operation.parameters[0].ty = ty;
        let mut api = Api { operations: vec![operation], ..Api::default() };
        run(&mut api);
        assert_eq!(show(&api.operations[0].parameters[0].role), role);
    }
}
