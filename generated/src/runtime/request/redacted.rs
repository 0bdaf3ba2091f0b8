//! A request without its secrets.

use super::body::Body;
use super::entry::Entry;
use super::multipart::Part;
use super::parts::Parts;

impl Parts {
    /// The same request with a mark in the place of each secret, to be shown.
    pub(crate) fn redacted(&self) -> Self {
        let mut shown = self.clone();
        for entries in [&mut shown.path, &mut shown.query, &mut shown.headers, &mut shown.cookies] {
            *entries = redacted(entries);
        }
        shown.body = match shown.body {
            Body::Object(entries) => Body::Object(redacted(&entries)),
            Body::Form(entries) => Body::Form(redacted(&entries)),
            Body::Json(entry) => Body::Json(entry.redacted()),
            Body::Multipart(parts) => Body::Multipart(parts.into_iter().map(part).collect()),
            body @ (Body::None | Body::Text(_) | Body::Binary(_) | Body::Refused(_)) => body,
        };
        shown
    }
}

fn redacted(entries: &[Entry]) -> Vec<Entry> {
    entries.iter().map(Entry::redacted).collect()
}

fn part(part: Part) -> Part {
    match part {
        Part::Value(entry, encoding) => Part::Value(entry.redacted(), encoding),
        file @ Part::File(..) => file,
    }
}
