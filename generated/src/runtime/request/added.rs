//! What a caller adds to a request that the specification does not have.

use super::body::Body;
use super::content::JSON;
use super::encoding::Encoding;
use super::entry::{Entry, is_secret_name, set};
use super::multipart;
use super::parts::Parts;
use super::style::{How, Style};
use crate::runtime::error::BuildErrorKind;
use crate::runtime::secret::Secret;
use crate::runtime::wire::{Encode, Value};
use std::borrow::Cow;

impl Parts {
    /// Sets a header, whatever the case of its name is.
    pub(crate) fn add_header(&mut self, name: Cow<'static, str>, value: &dyn Encode) {
        let same = |known: &&mut Entry| known.name.eq_ignore_ascii_case(&name);
        let known = self.headers.iter_mut().find(same);
        let entry = Entry::new(name.clone(), value, How::new(Style::Simple, false));
        let entry = if is_secret_header(&name) { entry.hidden() } else { entry };
        match known {
            Some(known) => *known = entry,
            None => self.headers.push(entry),
        }
    }

    /// Sets a member of the body.
    pub(crate) fn add_member(&mut self, name: Cow<'static, str>, value: Value) {
        let encodings = self.operation.encodings;
        match &mut self.body {
            Body::None => self.body = Body::Object(vec![Entry::new(name, &value, JSON)]),
            Body::Object(entries) => set(entries, Entry::new(name, &value, JSON)),
            Body::Form(entries) => {
                let how = Encoding::how(encodings, &name);
                set(entries, Entry::new(name, &value, how));
            }
            Body::Multipart(parts) => {
                parts.retain(|part| part.key() != name);
                let encoding = Encoding::of(encodings, &name);
                let how = Encoding::how(encodings, &name);
                parts.extend(multipart::parts(Entry::of_part(name, &value, how), encoding));
            }
            Body::Json(entry) if entry.value.is_object() => entry.insert(&name, value),
            Body::Json(_) | Body::Text(_) | Body::Binary(_) | Body::Refused(_) => {
                self.body = Body::Refused(BuildErrorKind::NotAnObject);
            }
        }
    }

    /// The secrets among the parameters, which no error may show.
    pub(crate) fn secrets(&self) -> Vec<Secret> {
        let entries = self.path.iter().chain(&self.query).chain(&self.headers).chain(&self.cookies);
        let hidden = entries.filter(|entry| entry.holds_secret());
        hidden.filter_map(|entry| entry.value.as_str().map(Secret::new)).collect()
    }
}

/// Whether a header of this name holds a secret, even where the caller gives it as plain text.
pub(crate) fn is_secret_header(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    is_secret_name(&name) || ["authorization", "cookie", "key"].iter().any(|part| name.ends_with(part))
}
