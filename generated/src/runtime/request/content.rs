//! Setting the body of a request.

use super::body::{Body, FORM};
use super::encoding::Encoding;
use super::entry::{Entry, set};
use super::file::File;
use super::kept;
use super::multipart::{self, Part};
use super::parts::Parts;
use super::style::{How, Style};
use crate::runtime::error::BuildErrorKind;
use crate::runtime::upload::Content;
use crate::runtime::wire::{Encode, Value};
use serde::Serialize;
use std::borrow::Cow;

/// Setting a property again replaces it. Setting another kind of body replaces the body.
impl Parts {
    /// Sets a member of a JSON object as the body.
    pub(crate) fn property(&mut self, name: &'static str, value: &dyn Encode) {
        self.json_object();
        if let Body::Object(entries) = &mut self.body {
            set(entries, Entry::new(name, value, JSON));
        }
    }

    /// Says that the body is a JSON object, even if no property is set.
    pub(crate) fn json_object(&mut self) {
        if !matches!(self.body, Body::Object(_)) {
            self.replace_body(Body::Object(Vec::new()));
        }
    }

    /// Sets a body of another kind. The media type is that of a body that was set before, if there was one.
    fn replace_body(&mut self, body: Body) {
        if !matches!(std::mem::replace(&mut self.body, body), Body::None) {
            self.media_type = None;
        }
    }

    /// Sets what serde writes as the body.
    pub(crate) fn any_json(&mut self, value: &(impl Serialize + ?Sized)) {
        let body = match serde_json::to_value(value) {
            Ok(Value::Object(members)) => {
                let entry = |(name, value): (String, Value)| Entry::new(name, &value, JSON);
                Body::Object(members.into_iter().map(entry).collect())
            }
            Ok(value) => Body::Json(Entry::new("", &value, JSON)),
            Err(error) => Body::Refused(BuildErrorKind::NotJson { reason: error.to_string() }),
        };
        self.replace_body(body);
    }

    /// Sets a pair of a form as the body.
    pub(crate) fn form_property(&mut self, name: impl Into<Cow<'static, str>>, value: &dyn Encode) {
        let name = name.into();
        let how = Encoding::how(self.operation.encodings, &name);
        self.form_entry(Entry::new(name, value, how));
    }

    /// Sets a pair of a form as the body, with what is nested as JSON text, of which something else is shown.
    pub(crate) fn form_property_shown(&mut self, name: &'static str, value: &dyn Encode, shown: Value) {
        self.form_entry(Entry::new(name, value, How::new(Style::Plain, false)).shown_as(shown));
    }

    fn form_entry(&mut self, entry: Entry) {
        self.form_object();
        if let Body::Form(entries) = &mut self.body {
            set(entries, entry);
        }
    }

    /// Says that the body is a form, even if no property is set.
    pub(crate) fn form_object(&mut self) {
        if !matches!(self.body, Body::Form(_)) {
            self.replace_body(Body::Form(Vec::new()));
        }
    }

    /// Sets the members of an object as a form as the body. A text is taken for a form that is written already.
    pub(crate) fn form(&mut self, value: &dyn Encode) {
        let encodings = self.operation.encodings;
        let entry = Entry::new("", value, JSON);
        self.media_type = None;
        self.body = match entry.value {
            Value::Object(_) => Body::Form(entry.members(|name| Encoding::how(encodings, name))),
            Value::String(text) => {
                self.media_type = Some(FORM.into());
                Body::Text(text)
            }
            _ => Body::Refused(BuildErrorKind::NotAForm),
        };
    }

    /// Sets a value of a multipart form as the body: a part, or one for each item of a list.
    pub(crate) fn multipart(&mut self, name: impl Into<Cow<'static, str>>, value: &dyn Encode) {
        let name = name.into();
        self.multipart_object();
        let encodings = self.operation.encodings;
        if let Body::Multipart(parts) = &mut self.body {
            parts.retain(|part| part.key() != name);
            let (how, encoding) = (Encoding::how(encodings, &name), Encoding::of(encodings, &name));
            parts.extend(multipart::parts(Entry::of_part(name, value, how), encoding));
        }
        kept::forget();
    }

    /// Adds a file to a multipart form as the body.
    pub(crate) fn file(&mut self, name: impl Into<Cow<'static, str>>, file: File) {
        let name = name.into();
        self.multipart_object();
        let encoding = Encoding::of(self.operation.encodings, &name);
        if let Body::Multipart(parts) = &mut self.body {
            parts.push(Part::file(name, file, encoding));
        }
    }

    /// Says that the body is a multipart form, even if nothing is in it.
    pub(crate) fn multipart_object(&mut self) {
        if !matches!(self.body, Body::Multipart(_)) {
            self.replace_body(Body::Multipart(Vec::new()));
        }
    }

    /// Sets the members of an object as a multipart form as the body.
    pub(crate) fn multipart_form(&mut self, value: &dyn Encode) {
        self.media_type = None;
        self.body = self.parts_of(Entry::of_part("", value, JSON));
        kept::forget();
    }

    /// Sets the members of an object, or the items of a list, as the parts of a multipart body of another kind.
    pub(crate) fn multipart_body(&mut self, media_type: &'static str, value: &dyn Encode) {
        let entry = Entry::of_part("", value, JSON);
        self.media_type = Some(media_type.into());
        self.body = match entry.value {
            Value::Array(_) => {
                let encodings = self.operation.encodings;
                let parts = entry.items().into_iter().enumerate();
                Body::Multipart(
                    parts.map(|(at, item)| Part::unnamed(item, Encoding::at(encodings, at))).collect(),
                )
            }
            _ => self.parts_of(entry),
        };
        kept::forget();
    }

    fn parts_of(&self, entry: Entry) -> Body {
        let encodings = self.operation.encodings;
        if !entry.value.is_object() || File::of_part(&entry.value).is_some() {
            return Body::Refused(BuildErrorKind::NotAForm);
        }
        let members = entry.members(|name| Encoding::how(encodings, name));
        let parts = members.into_iter().flat_map(|entry| {
            let encoding = Encoding::of(encodings, &entry.name);
            multipart::parts(entry, encoding)
        });
        Body::Multipart(parts.collect())
    }

    /// Sets a JSON value as the body.
    pub(crate) fn json(&mut self, media_type: &'static str, value: &dyn Encode) {
        self.media_type = Some(media_type.into());
        self.body = Body::Json(Entry::new("", value, JSON));
    }

    /// Sets a text as the body.
    pub(crate) fn text(&mut self, media_type: &'static str, text: impl Into<String>) {
        self.media_type = Some(media_type.into());
        self.body = Body::Text(text.into());
    }

    /// Sets bytes as the body.
    pub(crate) fn binary(&mut self, media_type: impl Into<Cow<'static, str>>, content: impl Into<Content>) {
        self.media_type = Some(media_type.into());
        self.body = Body::Binary(content.into());
    }

    /// Sets a file as the body, which has the media type of the file.
    pub(crate) fn upload(&mut self, file: File) {
        self.media_type = Some(file.content_type.into());
        self.body = Body::Binary(file.content);
    }

    /// Sets the media type of the body, where it is another than the usual one of its kind.
    pub(crate) fn media_type(&mut self, media_type: &'static str) {
        self.media_type = Some(media_type.into());
    }
}

pub(super) const JSON: How = How::new(Style::Json, false);
