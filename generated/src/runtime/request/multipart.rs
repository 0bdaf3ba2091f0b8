//! `multipart/form-data` (RFC 7578), and the multipart bodies whose parts are not named (RFC 2046 and RFC 2387).

use super::boundary::boundary;
use super::encoding::Encoding;
use super::entry::Entry;
use super::file::File;
use super::query;
use super::style::{Style, text_in};
use crate::runtime::error::BuildErrorKind;
use crate::runtime::upload::{Content, Payload, Segment};
use std::borrow::Cow;

/// A part of a multipart body.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Part {
    /// A value, and what the document says of it.
    Value(Entry, Option<&'static Encoding>),
    File(Cow<'static, str>, File),
}

impl Part {
    /// A part that is a file; what the file does not say of itself, the document does.
    pub(super) fn file(name: Cow<'static, str>, file: File, encoding: Option<&'static Encoding>) -> Self {
        Self::File(name, file.encoded(encoding))
    }

    /// A part that is a value or, where the value holds nothing else, a file.
    fn new(mut entry: Entry, encoding: Option<&'static Encoding>) -> Self {
        match File::of_part(&entry.value) {
            Some(file) => Self::file(entry.name, file, encoding),
            None => {
                File::inline(&mut entry.value);
                Self::Value(entry, encoding)
            }
        }
    }

    /// A part of a body whose parts have no names.
    pub(super) fn unnamed(entry: Entry, encoding: Option<&'static Encoding>) -> Self {
        Self::new(entry, encoding)
    }

    /// The value, unless it is a file.
    pub(super) fn entry(&self) -> Option<&Entry> {
        if let Self::Value(entry, _) = self { Some(entry) } else { None }
    }

    /// The content of the file that it is, if it is one.
    pub(super) fn of_file(&self) -> Option<&Content> {
        if let Self::File(_, file) = self { Some(&file.content) } else { None }
    }

    /// The content of the file that it is, to be changed.
    pub(super) fn of_file_mut(&mut self) -> Option<&mut Content> {
        if let Self::File(_, file) = self { Some(&mut file.content) } else { None }
    }

    /// The name of the property that it belongs to.
    pub(super) fn key(&self) -> &str {
        match self {
            Self::Value(entry, _) => &entry.name,
            Self::File(name, _) => name,
        }
    }

    /// The media type of a value, where it has to be said: JSON for what is nested, unless the document gives one.
    pub(super) fn content_type(entry: &Entry, encoding: Option<&'static Encoding>) -> Option<&'static str> {
        let is_nested = entry.value.is_object() || entry.value.is_array();
        let own = encoding.and_then(|encoding| encoding.content_type).filter(|own| is_concrete(own));
        own.or(is_nested.then_some("application/json"))
    }
}

/// Whether it is one media type, not a range or a list of them.
pub(super) fn is_concrete(media_type: &str) -> bool {
    !media_type.is_empty() && !media_type.contains(['*', ','])
}

/// The parts that a property becomes: one, or one for each item of a list or each pair of its style.
pub(super) fn parts(entry: Entry, encoding: Option<&'static Encoding>) -> Vec<Part> {
    let how = entry.how;
    match how.style {
        Style::Plain | Style::Json => vec![Part::new(entry, encoding)],
        Style::Items | Style::Form if how.explode && entry.value.is_array() => {
            let items = entry.items().into_iter().filter(|item| !item.value.is_null());
            items.map(|item| Part::new(item, encoding)).collect()
        }
        Style::Items => vec![Part::new(entry, encoding)],
        _ if File::of_part(&entry.value).is_some() => vec![Part::new(entry, encoding)],
        _ => {
            let pairs = query::pairs(&entry, str::to_owned).into_iter();
            pairs.map(|(name, text)| Part::new(entry.pair(name, text), encoding)).collect()
        }
    }
}

/// The usual kind of a multipart body: a form.
pub(super) const FORM_DATA: &str = "multipart/form-data";

/// The kind whose parts refer to each other (RFC 2387): they have ids and no names.
const RELATED: &str = "multipart/related";

/// Writes the parts of a body of this kind; gives the content type and the body.
///
/// The boundary follows from the contents where these are in memory, so that equal requests are equal bytes. Where the
/// kind is not a form, the parts are in the order of the document, which is that of the encodings.
///
/// # Errors
/// A [`BuildErrorKind`] if the media type of a file is not one.
pub(super) fn write(
    parts: &[Part],
    kind: &str,
    encodings: &[Encoding],
) -> Result<(String, Payload), BuildErrorKind> {
    let mut parts: Vec<&Part> = parts.iter().collect();
    if kind != FORM_DATA {
        let place = |part: &&Part| encodings.iter().position(|encoding| encoding.name == part.key());
        parts.sort_by_key(|part| place(part).unwrap_or(usize::MAX));
    }
    let mut written = Vec::with_capacity(parts.len());
    for part in &parts {
        written.push((part.head(kind)?, Segment::from(part.content())));
    }
    let boundary = boundary(&written);
    let (mut body, mut before) = (Vec::new(), "");
    for (head, content) in written {
        body.extend([text(format!("{before}--{boundary}\r\n{head}\r\n")), content]);
        before = "\r\n";
    }
    body.push(text(format!("{before}--{boundary}--\r\n")));
    let root = parts.first().filter(|_| kind == RELATED).map(|root| root.media_type().unwrap_or(TEXT));
    let root = root.map(|media_type| format!("; type=\"{}\"", quote(media_type))).unwrap_or_default();
    Ok((format!("{kind}; boundary={boundary}{root}"), Payload::of(body)))
}

fn text(text: String) -> Segment {
    Segment::Bytes(text.into())
}

/// The media type of a part that is a plain value, where a body of its kind says it.
const TEXT: &str = "text/plain; charset=utf-8";

impl Part {
    /// The lines before the content.
    fn head(&self, kind: &str) -> Result<String, BuildErrorKind> {
        let (name, mut head) = (self.key(), String::new());
        if kind != RELATED {
            head.push_str(&format!("Content-Disposition: form-data; name=\"{}\"", quote(name)));
            if let Self::File(_, file) = self {
                head.push_str(&format!("; filename=\"{}\"", quote(&file.name)));
            }
            head.push_str("\r\n");
        }
        let mut add = |header: &str, value: &str| {
            head.push_str(&line(name, header, value)?);
            Ok(())
        };
        match self.media_type() {
            Some(media_type) => add("Content-Type", media_type)?,
            None if kind != FORM_DATA => add("Content-Type", TEXT)?,
            None => {}
        }
        let headers = self.headers();
        for (header, value) in &headers {
            add(header, value)?;
        }
        let has_id = headers.iter().any(|(header, _)| header.eq_ignore_ascii_case(CONTENT_ID));
        if kind == RELATED && !has_id && !name.is_empty() {
            add(CONTENT_ID, name)?;
        }
        Ok(head)
    }

    /// The media type, where it has to be said.
    fn media_type(&self) -> Option<&str> {
        match self {
            Self::Value(entry, encoding) => Self::content_type(entry, *encoding),
            Self::File(_, file) if file.content_type.is_empty() => Some("application/octet-stream"),
            Self::File(_, file) => Some(&file.content_type),
        }
    }

    fn headers(&self) -> Vec<(&str, &str)> {
        match self {
            Self::Value(_, encoding) => {
                encoding.map(|encoding| encoding.headers).unwrap_or_default().to_vec()
            }
            Self::File(_, file) => file.headers.iter().map(|(name, value)| (&**name, &**value)).collect(),
        }
    }

    fn content(&self) -> Content {
        match self {
            Self::Value(entry, _) => text_in(&entry.value, entry.how.style).into(),
            Self::File(_, file) => file.content.clone(),
        }
    }
}

/// What other parts refer to a part by.
const CONTENT_ID: &str = "Content-Id";

/// A line of the head of a part.
fn line(part: &str, name: &str, value: &str) -> Result<String, BuildErrorKind> {
    let is_name = http::HeaderName::from_bytes(name.as_bytes()).is_ok();
    if is_name && http::HeaderValue::from_str(value).is_ok() {
        Ok(format!("{name}: {value}\r\n"))
    } else {
        Err(BuildErrorKind::InvalidValue { name: part.to_owned() })
    }
}

/// Escapes as browsers do (the form algorithm of the HTML standard), so that no name can end its header.
fn quote(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}
