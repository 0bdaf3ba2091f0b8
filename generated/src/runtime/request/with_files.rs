//! Bodies that are JSON, or a form of pairs, until there is a file in them.

use super::body::Body;
use super::encoding::Encoding;
use super::entry::Entry;
use super::file::File;
use super::multipart::{self, Part};
use super::parts::Parts;
use crate::runtime::wire::Encode;

impl Parts {
    /// Sets a member of a JSON object as the body, or a part once there is a file in it.
    pub(crate) fn property_or_part(&mut self, name: &'static str, value: &dyn Encode) {
        match self.body {
            Body::Multipart(_) => self.multipart(name, value),
            _ => self.property(name, value),
        }
    }

    /// Sets a pair of a form as the body, or a part once there is a file in it.
    pub(crate) fn form_property_or_part(&mut self, name: &'static str, value: &dyn Encode) {
        match self.body {
            Body::Multipart(_) => self.multipart(name, value),
            _ => self.form_property(name, value),
        }
    }

    /// Sets a file, which makes the body a multipart form.
    pub(crate) fn attach(&mut self, name: &'static str, file: File) {
        self.become_multipart();
        if let Body::Multipart(parts) = &mut self.body {
            parts.retain(|part| part.key() != name);
        }
        self.file(name, file);
    }

    /// Sets several files, or a value that JSON does not have, which makes the body a multipart form.
    pub(crate) fn attach_value(&mut self, name: &'static str, value: &dyn Encode) {
        self.become_multipart();
        self.multipart(name, value);
    }

    /// Makes parts of the members or the pairs of the body.
    fn become_multipart(&mut self) {
        let encodings = self.operation.encodings;
        let part = |entry: Entry| -> Vec<Part> {
            let how = Encoding::how(encodings, &entry.name);
            let encoding = Encoding::of(encodings, &entry.name);
            multipart::parts(entry.written_as(how), encoding)
        };
        self.body = match std::mem::take(&mut self.body) {
            Body::Object(entries) | Body::Form(entries) => {
                // That of JSON is none of a form.
                self.media_type = None;
                Body::Multipart(entries.into_iter().flat_map(part).collect())
            }
            body => body,
        };
    }
}
