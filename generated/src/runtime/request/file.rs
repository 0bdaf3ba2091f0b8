//! A file that is uploaded.

use super::encoding::Encoding;
use super::kept;
use super::multipart::is_concrete;
use crate::runtime::base64;
use crate::runtime::upload::{Content, Progress};
use crate::runtime::wire::{self, Decode, Encode, Mismatch, Mode, Value};
use std::borrow::Cow;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::io;
use std::path::Path;

/// A file: a part of a multipart body, or a body of its own.
///
/// Its content is in memory or, where it comes [from a path](Self::from_path) or from a reader, read only while it is
/// sent; see [`Content`].
///
/// Where a form with files is sent or answered as JSON too, which holds no bytes, it is a text: the content as it is,
/// or in base64 if that is not UTF-8. Name and media type do not show there, and the content has to be in memory.
#[derive(Clone, PartialEq, Eq)]
pub struct File {
    pub(super) name: String,
    pub(super) content_type: String,
    pub(super) content: Content,
    /// The further headers of its part.
    pub(super) headers: Vec<(Cow<'static, str>, Cow<'static, str>)>,
}

impl File {
    /// A file of this name, media type (`image/png`) and content.
    pub fn new(
        name: impl Into<String>,
        content_type: impl Into<String>,
        content: impl Into<Content>,
    ) -> Self {
        let (name, content_type) = (name.into(), content_type.into());
        Self { name, content_type, content: content.into(), headers: Vec::new() }
    }

    /// The file at this path, of this media type (`video/mp4`), under its name there. It is read while it is sent, see
    /// [`Content::from_path`].
    ///
    /// # Errors
    /// Those of looking at the file, or it is a folder.
    pub fn from_path(path: impl AsRef<Path>, content_type: impl Into<String>) -> io::Result<Self> {
        let path = path.as_ref();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        Ok(Self::new(name.unwrap_or_default(), content_type, Content::from_path(path)?))
    }

    /// Tells how much of the file has been sent, see [`Content::on_progress`].
    #[must_use]
    pub fn on_progress(mut self, watcher: impl Fn(Progress) + Send + Sync + 'static) -> Self {
        self.content = self.content.on_progress(watcher);
        self
    }

    /// The same file with a header of its part in a multipart body, beside the name and the media type.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((Cow::Owned(name.into()), Cow::Owned(value.into())));
        self
    }

    /// The name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The media type.
    pub fn content_type(&self) -> &str {
        &self.content_type
    }

    /// The content.
    pub fn content(&self) -> &Content {
        &self.content
    }

    /// The same file as a part; what it does not say of itself, the document does.
    pub(super) fn encoded(mut self, encoding: Option<&'static Encoding>) -> Self {
        let Some(encoding) = encoding else { return self };
        if let Some(own) =
            encoding.content_type.filter(|own| self.content_type.is_empty() && is_concrete(own))
        {
            self.content_type = own.to_owned();
        }
        for (name, value) in encoding.headers {
            if !self.headers.iter().any(|(known, _)| known.eq_ignore_ascii_case(name)) {
                self.headers.push((Cow::Borrowed(name), Cow::Borrowed(value)));
            }
        }
        self
    }

    /// The file that a value of a multipart form stands for.
    pub(super) fn of_part(value: &Value) -> Option<Self> {
        let [name, content_type, content, headers @ ..] = value.get(MARK)?.as_array()?.as_slice() else {
            return None;
        };
        let content = match content {
            Value::Number(number) => kept::content(number.as_u64()?)?,
            bytes => base64::decode(bytes.as_str()?)?.into(),
        };
        let mut file = Self::new(name.as_str()?, content_type.as_str()?, content);
        for pair in headers.chunks_exact(2) {
            file = file.header(pair.first()?.as_str()?, pair.get(1)?.as_str()?);
        }
        Some(file)
    }

    /// The content as JSON holds it: a text as it is, and what is no text in base64. What is not in memory cannot be
    /// written there, which [`unread`](Self::unread) finds.
    fn text(&self) -> Value {
        let Some(bytes) = self.content.bytes() else { return mark(Value::from(self.name.clone())) };
        match std::str::from_utf8(&bytes) {
            Ok(text) => text.into(),
            Err(_) => base64::encode(&bytes).into(),
        }
    }

    /// The name of the first file inside a value that was to be a text and is not in memory.
    pub(super) fn unread(value: &Value) -> Option<String> {
        match value {
            Value::Array(items) => items.iter().find_map(Self::unread),
            Value::Object(members) => match members.get(MARK) {
                Some(name) => Some(name.as_str().unwrap_or_default().to_owned()),
                None => members.values().find_map(Self::unread),
            },
            _ => None,
        }
    }

    /// Writes the files inside a value as texts: only a part of its own is a file.
    pub(super) fn inline(value: &mut Value) {
        match value {
            Value::Array(items) => items.iter_mut().for_each(Self::inline),
            _ => match (Self::of_part(value), value) {
                (Some(file), value) => *value = file.text(),
                (None, Value::Object(members)) => members.values_mut().for_each(Self::inline),
                _ => {}
            },
        }
    }

    /// The file inside a value of a multipart form.
    fn marked(&self) -> Value {
        let content = match self.content.whole() {
            Some(bytes) => base64::encode(&bytes).into(),
            None => Value::from(kept::keep(&self.content)),
        };
        let headers = self.headers.iter().flat_map(|(name, value)| [name.to_string(), value.to_string()]);
        let own = [self.name.clone().into(), self.content_type.clone().into(), content];
        mark(own.into_iter().chain(headers.map(Value::from)).collect())
    }
}

fn mark(value: Value) -> Value {
    Value::Object([(MARK.to_owned(), value)].into_iter().collect())
}

/// The only key of the object that a file is inside a value of a multipart form; no document has such a key.
const MARK: &str = "\0file";

impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "File({:?}, {}, {:?})", self.name, self.content_type, self.content)
    }
}

impl Hash for File {
    /// Without the content, which may not be there yet.
    fn hash<H: Hasher>(&self, state: &mut H) {
        (&self.name, &self.content_type, &self.headers).hash(state);
    }
}

impl From<File> for Content {
    /// The content, where a body is nothing but a file.
    fn from(file: File) -> Self {
        file.content
    }
}

impl Encode for File {
    fn encode(&self, mode: Mode) -> Value {
        match mode {
            Mode::Debug | Mode::Private => format!("{self:?}").into(),
            Mode::Multipart => self.marked(),
            Mode::Store => match self.content.bytes() {
                Some(bytes) => Self { content: bytes.into(), ..self.clone() }.marked(),
                // What is read later cannot be stored.
                None => Value::Null,
            },
            Mode::Request | Mode::Answer => self.text(),
        }
    }
}

impl Decode for File {
    fn decode(value: Value) -> wire::Result<Self> {
        if let Some(stored) = Self::of_part(&value) {
            return Ok(stored);
        }
        match value {
            Value::String(text) => Ok(Self::new("", "application/octet-stream", text)),
            other => Err(Mismatch::kind("a file as a text", &other)),
        }
    }

    fn accepts(value: &Value) -> bool {
        value.is_string()
    }
}
