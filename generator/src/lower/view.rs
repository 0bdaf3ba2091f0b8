//! A schema as its keywords, whichever of the forms of `openapiv3` it has.

use indexmap::IndexMap;
use openapiv3::{
    AdditionalProperties, AnySchema, IntegerFormat, NumberFormat, ObjectType, ReferenceOr, Schema,
    SchemaData, SchemaKind, StringFormat, Type, VariantOrUnknownOrEmpty,
};
use serde_json::Value;

/// A schema or a reference to one.
#[derive(Clone, Copy, Debug)]
pub(super) enum Node<'a> {
    Reference(&'a str),
    Schema(&'a Schema),
}

impl<'a> From<&'a ReferenceOr<Schema>> for Node<'a> {
    fn from(value: &'a ReferenceOr<Schema>) -> Self {
        match value {
            ReferenceOr::Reference { reference } => Self::Reference(reference),
            ReferenceOr::Item(schema) => Self::Schema(schema),
        }
    }
}

impl<'a> From<&'a ReferenceOr<Box<Schema>>> for Node<'a> {
    fn from(value: &'a ReferenceOr<Box<Schema>>) -> Self {
        match value {
            ReferenceOr::Reference { reference } => Self::Reference(reference),
            ReferenceOr::Item(schema) => Self::Schema(schema),
        }
    }
}

pub(super) type Properties = IndexMap<String, ReferenceOr<Box<Schema>>>;

/// The keywords of a schema. What a schema does not have is `None` or empty.
#[derive(Clone, Debug)]
pub(super) struct View<'a> {
    pub(super) data: &'a SchemaData,
    pub(super) typ: Option<&'a str>,
    pub(super) properties: Option<&'a Properties>,
    pub(super) required: &'a [String],
    pub(super) additional: Option<&'a AdditionalProperties>,
    pub(super) items: Option<Node<'a>>,
    pub(super) values: Vec<Value>,
    pub(super) format: Option<&'a str>,
    pub(super) one_of: &'a [ReferenceOr<Schema>],
    pub(super) any_of: &'a [ReferenceOr<Schema>],
    pub(super) all_of: &'a [ReferenceOr<Schema>],
    pub(super) not: bool,
    pub(super) limits: Limits<'a>,
}

/// The keywords that narrow a type without changing it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Limits<'a> {
    pub(super) pattern: Option<&'a str>,
    pub(super) min_length: Option<usize>,
    pub(super) max_length: Option<usize>,
    pub(super) minimum: Option<Number>,
    pub(super) maximum: Option<Number>,
    pub(super) exclusive_minimum: bool,
    pub(super) exclusive_maximum: bool,
    pub(super) multiple_of: Option<Number>,
    pub(super) min_items: Option<usize>,
    pub(super) max_items: Option<usize>,
    pub(super) unique_items: bool,
    pub(super) min_properties: Option<usize>,
    pub(super) max_properties: Option<usize>,
}

/// A bound of a number, as exact as `openapiv3` keeps it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Number {
    Integer(i64),
    Float(f64),
}

impl<'a> View<'a> {
    pub(super) fn new(schema: &'a Schema) -> Self {
        let mut view = Self::empty(&schema.schema_data);
        match &schema.schema_kind {
            SchemaKind::Type(ty) => view.fill_type(ty),
            SchemaKind::OneOf { one_of } => view.one_of = one_of,
            SchemaKind::AnyOf { any_of } => view.any_of = any_of,
            SchemaKind::AllOf { all_of } => view.all_of = all_of,
            SchemaKind::Not { .. } => view.not = true,
            SchemaKind::Any(any) => view.fill_any(any),
        }
        view
    }

    fn empty(data: &'a SchemaData) -> Self {
        Self {
            data,
            typ: None,
            properties: None,
            required: &[],
            additional: None,
            items: None,
            values: Vec::new(),
            format: None,
            one_of: &[],
            any_of: &[],
            all_of: &[],
            not: false,
            limits: Limits::default(),
        }
    }

    fn fill_type(&mut self, ty: &'a Type) {
        match ty {
            Type::String(string) => {
                self.typ = Some("string");
                self.format = format_name(&string.format, string_format);
                self.values = values(&string.enumeration, |value| Value::from(value.as_str()));
                self.limits.pattern = string.pattern.as_deref();
                self.limits.min_length = string.min_length;
                self.limits.max_length = string.max_length;
            }
            Type::Number(number) => {
                self.typ = Some("number");
                self.format = format_name(&number.format, number_format);
                self.values = values(&number.enumeration, |value| Value::from(*value));
                self.limits.minimum = number.minimum.map(Number::Float);
                self.limits.maximum = number.maximum.map(Number::Float);
                self.limits.exclusive_minimum = number.exclusive_minimum;
                self.limits.exclusive_maximum = number.exclusive_maximum;
                self.limits.multiple_of = number.multiple_of.map(Number::Float);
            }
            Type::Integer(integer) => {
                self.typ = Some("integer");
                self.format = format_name(&integer.format, integer_format);
                self.values = values(&integer.enumeration, |value| Value::from(*value));
                self.limits.minimum = integer.minimum.map(Number::Integer);
                self.limits.maximum = integer.maximum.map(Number::Integer);
                self.limits.exclusive_minimum = integer.exclusive_minimum;
                self.limits.exclusive_maximum = integer.exclusive_maximum;
                self.limits.multiple_of = integer.multiple_of.map(Number::Integer);
            }
            Type::Boolean(boolean) => {
                self.typ = Some("boolean");
                self.values = values(&boolean.enumeration, |value| Value::from(*value));
            }
            Type::Array(array) => {
                self.typ = Some("array");
                self.items = array.items.as_ref().map(Node::from);
                self.limits.min_items = array.min_items;
                self.limits.max_items = array.max_items;
                self.limits.unique_items = array.unique_items;
            }
            Type::Object(object) => self.fill_object(object),
        }
    }

    fn fill_object(&mut self, object: &'a ObjectType) {
        self.typ = Some("object");
        self.properties = Some(&object.properties);
        self.required = &object.required;
        self.additional = object.additional_properties.as_ref();
        self.limits.min_properties = object.min_properties;
        self.limits.max_properties = object.max_properties;
    }

    fn fill_any(&mut self, any: &'a AnySchema) {
        self.typ = any.typ.as_deref();
        self.properties = Some(&any.properties);
        self.required = &any.required;
        self.additional = any.additional_properties.as_ref();
        self.items = any.items.as_ref().map(Node::from);
        self.values = any.enumeration.clone();
        self.format = any.format.as_deref();
        self.one_of = &any.one_of;
        self.any_of = &any.any_of;
        self.all_of = &any.all_of;
        self.not = any.not.is_some();
        self.limits = Limits {
            pattern: any.pattern.as_deref(),
            min_length: any.min_length,
            max_length: any.max_length,
            minimum: any.minimum.map(Number::Float),
            maximum: any.maximum.map(Number::Float),
            exclusive_minimum: any.exclusive_minimum.unwrap_or_default(),
            exclusive_maximum: any.exclusive_maximum.unwrap_or_default(),
            multiple_of: any.multiple_of.map(Number::Float),
            min_items: any.min_items,
            max_items: any.max_items,
            unique_items: any.unique_items.unwrap_or_default(),
            min_properties: any.min_properties,
            max_properties: any.max_properties,
        };
    }

    /// The type that the keywords speak of, where `type` itself is missing.
    pub(super) fn effective_type(&self) -> Option<&'a str> {
        if self.typ.is_some() {
            return self.typ;
        }
        if self.has_properties() || self.additional.is_some() || !self.required.is_empty() {
            Some("object")
        } else if self.items.is_some() {
            Some("array")
        } else if self.limits.pattern.is_some()
            || self.limits.min_length.is_some()
            || self.limits.max_length.is_some()
        {
            Some("string")
        } else if let Some(format) = self.format {
            Some(type_of_format(format))
        } else if self.limits.minimum.is_some() || self.limits.maximum.is_some() {
            Some("number")
        } else {
            None
        }
    }

    pub(super) fn has_properties(&self) -> bool {
        self.properties.is_some_and(|properties| !properties.is_empty())
    }

    /// Whether the schema says something about the form of the value, not only about its meaning.
    pub(super) fn is_structural(&self) -> bool {
        self.typ.is_some()
            || !self.values.is_empty()
            || !self.one_of.is_empty()
            || !self.any_of.is_empty()
            || !self.all_of.is_empty()
            || self.has_properties()
            || self.additional.is_some()
            || self.items.is_some()
            || self.format.is_some()
    }

    /// Whether `null` stands among the values of its `enum`.
    pub(super) fn lists_null(&self) -> bool {
        self.values.iter().any(Value::is_null)
    }
}

fn values<T>(enumeration: &[Option<T>], convert: impl Fn(&T) -> Value) -> Vec<Value> {
    enumeration.iter().map(|value| value.as_ref().map_or(Value::Null, &convert)).collect()
}

fn format_name<T>(format: &VariantOrUnknownOrEmpty<T>, name: impl Fn(&T) -> &'static str) -> Option<&str> {
    match format {
        VariantOrUnknownOrEmpty::Item(known) => Some(name(known)),
        VariantOrUnknownOrEmpty::Unknown(text) => Some(text),
        VariantOrUnknownOrEmpty::Empty => None,
    }
}

fn string_format(format: &StringFormat) -> &'static str {
    match format {
        StringFormat::Date => "date",
        StringFormat::DateTime => "date-time",
        StringFormat::Password => "password",
        StringFormat::Byte => "byte",
        StringFormat::Binary => "binary",
    }
}

fn number_format(format: &NumberFormat) -> &'static str {
    match format {
        NumberFormat::Float => "float",
        NumberFormat::Double => "double",
    }
}

fn integer_format(format: &IntegerFormat) -> &'static str {
    match format {
        IntegerFormat::Int32 => "int32",
        IntegerFormat::Int64 => "int64",
    }
}

fn type_of_format(format: &str) -> &'static str {
    match format {
        "float" | "double" => "number",
        "int32" | "int64" | "uint32" | "uint64" | "int8" | "int16" | "uint8" | "uint16" | "uint" => "integer",
        _ => "string",
    }
}
