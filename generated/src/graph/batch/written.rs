//! What of a request is written into a batch.

use crate::runtime::error::BuildErrorKind;
use crate::runtime::request::Parts;

/// A request as text, without a server and credentials.
pub(super) struct Written {
    /// The path, without the slash before it, and the query.
    pub(super) relative_url: String,
    /// The body as a form.
    pub(super) form: Option<String>,
    /// The headers, each as `name: value`.
    pub(super) headers: Vec<String>,
}

/// Writes the request for a batch.
///
/// # Errors
/// A [`BuildErrorKind`] if a parameter cannot be written, or if the request has what a batch cannot hold.
pub(super) fn written(parts: &Parts) -> Result<Written, BuildErrorKind> {
    let not_in_batch = |reason| BuildErrorKind::NotInBatch { reason };
    if parts.has_cookies() {
        return Err(not_in_batch("cookies"));
    }
    if parts.has_url() {
        return Err(not_in_batch("a URL of its own"));
    }
    let path_and_query = parts.path_and_query()?;
    Ok(Written {
        relative_url: path_and_query.trim_start_matches('/').to_owned(),
        form: parts.body_as_form().map_err(not_in_batch)?,
        headers: parts.header_lines()?,
    })
}
