//! The small parts of the sample.

use super::name;
use crate::ir::*;
use crate::pointer::Pointer;

/// An error that the document announces.
pub(super) fn announced(code: Option<i64>, statuses: Option<Statuses>, description: &str) -> DocumentedError {
    DocumentedError {
        pointer: Pointer::root(),
        code,
        statuses,
        description: description.to_owned(),
        bodies: Vec::new(),
    }
}

/// An edge of a node.
pub(super) fn edge((variant, wire): (&str, &str)) -> Edge {
    Edge { pointer: Pointer::root(), variant: name(variant), wire_name: wire.to_owned(), description: None }
}

/// A security scheme.
pub(super) fn scheme(name: &str, kind: SecurityKind) -> SecurityScheme {
    SecurityScheme { name: name.to_owned(), kind, description: None }
}

/// An error code.
pub(super) fn invalid_parameter() -> ErrorCode {
    ErrorCode {
        pointer: Pointer::root(),
        name: name("INVALID_PARAMETER"),
        code: 100,
        description: "Invalid parameter".to_owned(),
    }
}

/// A list of the type.
pub(super) fn list(ty: TypeRef) -> TypeRef {
    TypeRef::List(Box::new(ty))
}

/// A map of the type.
pub(super) fn map(ty: TypeRef) -> TypeRef {
    TypeRef::Map(Box::new(ty))
}
