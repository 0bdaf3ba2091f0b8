//! From a value to the types of `openapiv3`.

use crate::diagnostic::{Diagnostics, SourceId};
use indexmap::IndexMap;
use openapiv3::{OpenAPI, PathItem};
use serde_json::Value;

/// Reads the document.
pub(super) fn read(
    document: Value,
    _source: SourceId,
    _diagnostics: &mut Diagnostics,
) -> (OpenAPI, IndexMap<String, PathItem>) {
    (serde_json::from_value(document).unwrap_or_default(), IndexMap::new())
}
