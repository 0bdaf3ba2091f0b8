//! The formats that have a Rust type, by one table, and what the names of others say.

use super::SchemaType;
use crate::ir::{IntegerWidth, TextFormat, TypeRef};

/// A format with a type of its own.
#[derive(Debug)]
pub(crate) struct Format {
    name: &'static str,
    /// The type whose values it is a format of.
    pub(crate) of: SchemaType,
    /// The type that its values get.
    pub(crate) ty: TypeRef,
    /// Whether that type says all that the format says.
    is_shown: bool,
}

/// Formats that only narrow a text (`uri`, `email`, ...) stay in its documentation. `float` is no narrower type: a
/// server that declares it still sends what a float of 32 bits would round.
static FORMATS: [Format; 21] = [
    Format::known("date-time", SchemaType::String, TypeRef::Timestamp),
    Format::known("date", SchemaType::String, TypeRef::Text(TextFormat::Date)),
    Format::known("time", SchemaType::String, TypeRef::Text(TextFormat::TimeOfDay)),
    Format::known("duration", SchemaType::String, TypeRef::Text(TextFormat::Duration)),
    Format::known("uuid", SchemaType::String, TypeRef::Text(TextFormat::Uuid)),
    Format::known("byte", SchemaType::String, TypeRef::Text(TextFormat::Base64)),
    Format::wider("base64", SchemaType::String, TypeRef::Text(TextFormat::Base64)),
    Format::known("base64url", SchemaType::String, TypeRef::Text(TextFormat::Base64Url)),
    Format::known("password", SchemaType::String, TypeRef::Secret),
    Format::wider("binary", SchemaType::String, TypeRef::Bytes),
    Format::known("int32", SchemaType::Integer, TypeRef::Integer(IntegerWidth::I32)),
    Format::known("int64", SchemaType::Integer, TypeRef::Integer(IntegerWidth::I64)),
    Format::known("uint32", SchemaType::Integer, TypeRef::Integer(IntegerWidth::U32)),
    Format::known("uint64", SchemaType::Integer, TypeRef::Integer(IntegerWidth::U64)),
    Format::known("uint", SchemaType::Integer, TypeRef::Integer(IntegerWidth::U64)),
    Format::wider("int8", SchemaType::Integer, TypeRef::Integer(IntegerWidth::I32)),
    Format::wider("int16", SchemaType::Integer, TypeRef::Integer(IntegerWidth::I32)),
    Format::wider("uint8", SchemaType::Integer, TypeRef::Integer(IntegerWidth::U32)),
    Format::wider("uint16", SchemaType::Integer, TypeRef::Integer(IntegerWidth::U32)),
    Format::known("float", SchemaType::Number, TypeRef::Float),
    Format::known("double", SchemaType::Number, TypeRef::Float),
];

impl Format {
    /// A format that its type says.
    const fn known(name: &'static str, of: SchemaType, ty: TypeRef) -> Self {
        Self { name, of, ty, is_shown: true }
    }

    /// A format that has other values than its type.
    const fn wider(name: &'static str, of: SchemaType, ty: TypeRef) -> Self {
        Self { name, of, ty, is_shown: false }
    }

    /// The format of this name, if it has a type.
    pub(crate) fn named(name: &str) -> Option<&'static Self> {
        FORMATS.iter().find(|format| format.name == name)
    }

    /// The type of which a format narrows the values, whether or not the table has it: `int128` and `integer` are of
    /// integers, `decimal128` is of numbers, and what nobody knows is of texts.
    pub(crate) fn kind(name: &str) -> SchemaType {
        let is_width = |rest: &str| rest.bytes().all(|byte| byte.is_ascii_digit());
        let is_named =
            |names: &[&str]| names.iter().any(|start| name.strip_prefix(start).is_some_and(is_width));
        match Self::named(name) {
            Some(known) => known.of,
            None if is_named(&["int", "uint", "integer"]) => SchemaType::Integer,
            None if is_named(&["float", "double", "decimal"]) => SchemaType::Number,
            None => SchemaType::String,
        }
    }

    /// Whether a text of this format is bytes in base64, of either alphabet.
    pub(crate) fn is_base64(name: &str) -> bool {
        let bytes = [TextFormat::Base64, TextFormat::Base64Url].map(TypeRef::Text);
        Self::named(name).is_some_and(|known| bytes.contains(&known.ty))
    }

    /// Whether the Rust type of a schema of this type says what the format says. Of a number, that it has no sign is
    /// worth saying.
    pub(crate) fn shows(&self, typ: Option<SchemaType>) -> bool {
        let is_signed = self.of == SchemaType::Integer && !self.name.starts_with('u');
        self.is_shown && (typ == Some(self.of) || (typ == Some(SchemaType::Number) && is_signed))
    }
}

#[cfg(test)]
mod tests {
    use super::{FORMATS, Format, SchemaType};
    use crate::ir::TypeRef;

    #[test]
    fn the_names_in_the_ir_are_those_of_the_table() {
        for format in &FORMATS {
            let name = match &format.ty {
                TypeRef::Text(format) => format.name(),
                TypeRef::Integer(width) => width.name(),
                _ => continue,
            };
            assert_eq!(Format::named(name).map(|known| &known.ty), Some(&format.ty), "{}", format.name);
        }
    }

    #[test]
    fn a_name_that_nobody_knows_says_what_it_is_of() {
        use SchemaType::{Integer, Number, String};
        let kinds = ["int128", "integer", "decimal128", "float16", "email", "interval"].map(Format::kind);
        assert_eq!(kinds, [Integer, Integer, Number, Number, String, String]);
    }
}
