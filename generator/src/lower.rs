//! From OpenAPI to the intermediate representation.

use crate::diagnostic::Diagnostics;
use crate::document::Document;
use crate::ir::{Api, Version};

/// Lowers the documents of one version.
pub fn lower(version: &Version, _documents: &[Document], _diagnostics: &mut Diagnostics) -> Api {
    Api { version: version.clone(), ..Api::default() }
}
