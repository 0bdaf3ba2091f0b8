//! From OpenAPI 3.1 to 3.0.

use super::read::Version;
use crate::diagnostic::{Diagnostics, SourceId};
use serde_json::Value;

/// Brings a document to OpenAPI 3.0.
pub(super) fn normalise(
    _document: &mut Value,
    _version: Version,
    _source: SourceId,
    _diagnostics: &mut Diagnostics,
) {
}
