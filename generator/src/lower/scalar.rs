//! Strings, numbers and booleans.

use super::context::Lowerer;
use super::{codes, content};
use crate::document::schema::{Format, Schema, SchemaType};
use crate::ir::{IntegerWidth, TypeRef};

/// The type of a scalar, by its `type` and `format`.
pub(super) fn of(typ: SchemaType, format: Option<&str>) -> TypeRef {
    let kind = format.map(Format::kind);
    // With a format of integers a number is an integer: so say documents that do not know `type: integer`.
    let typ = match (typ, kind) {
        (SchemaType::Number, Some(SchemaType::Integer)) => SchemaType::Integer,
        _ => typ,
    };
    let known = format.and_then(Format::named).filter(|known| known.of == typ);
    known.map(|known| known.ty.clone()).unwrap_or(match typ {
        SchemaType::String => TypeRef::String,
        SchemaType::Integer => TypeRef::Integer(IntegerWidth::I64),
        SchemaType::Number => TypeRef::Float,
        _ => TypeRef::Boolean,
    })
}

/// The type of a schema that is a scalar: an integer that may be beyond 63 bits has no sign, unless its bounds also
/// allow numbers below zero or beyond 64 bits.
pub(super) fn of_schema(typ: SchemaType, schema: &Schema) -> TypeRef {
    if let Some(ty) = schema.given.as_ref().filter(|_| schema.typ.is_none_or(|own| own == typ)) {
        return ty.clone();
    }
    match (typ, schema.format.as_deref()) {
        (SchemaType::Integer, None) if is_beyond(schema) => TypeRef::Integer(IntegerWidth::U64),
        (SchemaType::String, None) if content::is_raw_text(schema) => TypeRef::Bytes,
        (_, format) => of(typ, format),
    }
}

impl Lowerer<'_> {
    /// Says that the bounds of an integer allow numbers that its type does not hold.
    pub(super) fn note_range(&mut self, schema: &Schema, ty: &TypeRef) {
        let TypeRef::Integer(width) = ty else { return };
        let (least, most) = range(*width);
        // As floats, as above.
        let below =
            schema.least().filter(|(bound, _)| bound.as_f64().is_some_and(|bound| bound < least as f64));
        let above =
            schema.most().filter(|(bound, _)| bound.as_f64().is_some_and(|bound| bound > most as f64));
        if let Some((bound, _)) = below.or(above) {
            let message = format!("the bound {bound} is outside of the integers that the type holds");
            self.reporter.report(codes::INTEGER_RANGE, message, &schema.pointer);
        }
    }
}

fn is_beyond(schema: &Schema) -> bool {
    let may_be_negative =
        schema.least().and_then(|(least, _)| least.as_f64()).is_some_and(|least| least < 0.0);
    // As floats: what passed through JavaScript writes the largest integer of 64 bits as 9223372036854776000.
    let most = schema.most().and_then(|(most, _)| most.as_f64());
    most.is_some_and(|most| most > i64::MAX as f64 && most <= u64::MAX as f64) && !may_be_negative
}

/// The least and the greatest number of a width.
fn range(width: IntegerWidth) -> (i128, i128) {
    match width {
        IntegerWidth::I32 => (i32::MIN.into(), i32::MAX.into()),
        IntegerWidth::I64 => (i64::MIN.into(), i64::MAX.into()),
        IntegerWidth::U32 => (0, u32::MAX.into()),
        IntegerWidth::U64 => (0, u64::MAX.into()),
    }
}
