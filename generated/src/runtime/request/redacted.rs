//! A request without its secrets, or without any values.

use super::body::Body;
use super::entry::Entry;
use super::multipart::Part;
use super::parts::Parts;
use std::fmt;

/// Values may say something of people: `{:?}` names the operation and what is set, `{:#?}` shows the values too, but
/// for secrets.
impl fmt::Debug for Parts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let entries = [
            ("path", &self.path),
            ("query", &self.query),
            ("headers", &self.headers),
            ("cookies", &self.cookies),
        ];
        if f.alternate() {
            let mut shown = f.debug_struct("Parts");
            shown.field("operation", self.operation);
            for (place, entries) in entries.into_iter().filter(|(_, entries)| !entries.is_empty()) {
                shown.field(place, entries);
            }
            return shown.field("body", &self.body).finish();
        }
        write!(f, "{}", self.operation)?;
        for (place, entries) in entries.into_iter().skip(1).filter(|(_, entries)| !entries.is_empty()) {
            let names: Vec<&str> = entries.iter().map(|entry| &*entry.name).collect();
            write!(f, ", {place}: {}", names.join(" "))?;
        }
        if matches!(self.body, Body::None) {
            return Ok(());
        }
        let named = self.body.entries().into_iter().filter(|entry| !entry.name.is_empty());
        let names: Vec<&str> = named.map(|entry| &*entry.name).collect();
        write!(f, ", body: {}", if names.is_empty() { "one value".to_owned() } else { names.join(" ") })
    }
}

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
