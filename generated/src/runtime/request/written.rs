//! A request inside another one: what of it is written there.

use super::build::header_value;
use super::parts::Parts;
use super::{path, query};
use crate::runtime::error::BuildErrorKind;

/// A request as text, without a server and credentials.
pub(crate) struct Written {
    /// The path, without the slash before it, and the query.
    pub(crate) relative_url: String,
    /// The body as a form.
    pub(crate) body: Option<String>,
    /// The headers, each as `name: value`.
    pub(crate) headers: Vec<String>,
}

impl Parts {
    /// Writes the request for a batch.
    ///
    /// # Errors
    /// A [`BuildErrorKind`] if a parameter cannot be written, or if the request has what a batch cannot hold.
    pub(crate) fn written(&self) -> Result<Written, BuildErrorKind> {
        if !self.cookies.is_empty() {
            return Err(BuildErrorKind::NotInBatch { reason: "cookies" });
        }
        let path = path::fill(self.operation.path, &self.path)?;
        let mut pairs = Vec::new();
        for entry in &self.query {
            query::write(entry, &mut pairs);
        }
        let mut relative_url = path.trim_start_matches('/').to_owned();
        if !pairs.is_empty() {
            relative_url.push(if relative_url.contains('?') { '&' } else { '?' });
            relative_url.push_str(&pairs.join("&"));
        }
        let headers = self.headers.iter().map(|entry| {
            let text = entry.header_text();
            header_value(&entry.name, &text).map(|_| format!("{}: {text}", entry.name))
        });
        Ok(Written { relative_url, body: self.body.as_form()?, headers: headers.collect::<Result<_, _>>()? })
    }
}
