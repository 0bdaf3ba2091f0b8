//! A request as text, to be written into another one.

use super::body::Body;
use super::build::header_value;
use super::entry::Entry;
use super::multipart::Part;
use super::parts::Parts;
use super::style::{encode, text};
use super::{path, query};
use crate::runtime::error::BuildErrorKind;

impl Parts {
    /// The path and the query, without credentials.
    ///
    /// # Errors
    /// A [`BuildErrorKind`] if a parameter of the path cannot be written.
    pub(crate) fn path_and_query(&self) -> Result<String, BuildErrorKind> {
        self.check_numbers()?;
        let mut url = path::fill(self.template(), &self.path)?;
        let mut pairs = Vec::new();
        for entry in &self.query {
            query::write(entry, &mut pairs);
        }
        if !pairs.is_empty() {
            url.push(if url.contains('?') { '&' } else { '?' });
            url.push_str(&pairs.join("&"));
        }
        Ok(url)
    }

    /// Whether there are cookies.
    pub(crate) fn has_cookies(&self) -> bool {
        !self.cookies.is_empty()
    }

    /// The headers, each as `name: value`.
    ///
    /// # Errors
    /// A [`BuildErrorKind`] if a value cannot stand in a header.
    pub(crate) fn header_lines(&self) -> Result<Vec<String>, BuildErrorKind> {
        let lines = self.headers.iter().map(|entry| {
            let text = entry.header_text();
            header_value(&entry.name, &text).map(|_| format!("{}: {text}", entry.name))
        });
        lines.collect()
    }

    /// The body as a form, in which what is nested is JSON text. A multipart form without a file says the same.
    ///
    /// # Errors
    /// What the body is, if it has no members.
    pub(crate) fn body_as_form(&self) -> Result<Option<String>, &'static str> {
        match &self.body {
            Body::None => Ok(None),
            Body::Object(entries) | Body::Form(entries) => Ok(Some(plain_form(entries))),
            Body::Json(_) => Err("a JSON body as one value"),
            Body::Multipart(parts) => {
                let values: Option<Vec<&Entry>> = parts.iter().map(Part::entry).collect();
                values.map(|values| Some(plain_form(values))).ok_or("a file")
            }
            Body::Text(_) => Err("a body of text"),
            Body::Binary(_) => Err("a body of bytes"),
            Body::Refused(_) => Err("a body that is not an object"),
        }
    }
}

fn plain_form<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> String {
    let pairs: Vec<String> = entries
        .into_iter()
        .map(|entry| format!("{}={}", encode(&entry.name), encode(&text(&entry.value))))
        .collect();
    pairs.join("&")
}
