//! Reading documents, overlays and what documents refer to, each file once.

use graph_generator::diagnostic::{Diagnostic, Diagnostics, SourceId};
use graph_generator::document::{DocumentInput, SourceFile, codes, decode, gather};
use graph_generator::pointer::Pointer;
use std::fs;
use std::path::{Path, PathBuf};

/// How many other files a document may need.
const MAX_FILES: usize = 10_000;
/// How large they may be together.
const MAX_BYTES: u64 = 256 << 20;

/// The files of one run. A [`SourceId`] is an index into them.
#[derive(Debug, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
    /// The files that could not be read.
    unread: Diagnostics,
}

impl Sources {
    /// Reads a file that messages call `shown`, unless it was read before. One that cannot be read is a finding.
    pub fn read(&mut self, path: &Path, shown: &str) -> SourceId {
        let known = self.files.iter().position(|source| source.path == shown);
        let id = SourceId(u32::try_from(known.unwrap_or(self.files.len())).unwrap_or(u32::MAX));
        if known.is_some() {
            return id;
        }
        let (text, finding) = read_text(path);
        self.files.push(SourceFile { path: shown.to_owned(), text });
        if let Some(finding) = finding {
            self.unread.push(finding.at(id, &Pointer::root()));
        }
        id
    }

    /// The text of a file; `None` where it could not be read, which is a finding.
    pub fn text(&self, id: SourceId) -> Option<&str> {
        let is_unread = self.unread.iter().any(|finding| finding.source == id);
        self.files.get(id.0 as usize).filter(|_| !is_unread).map(|source| source.text.as_str())
    }

    /// Reads the other files that a document needs; `place` says where on the disk a path of a document is, or why it
    /// must not be read.
    pub fn gather(&mut self, document: &mut DocumentInput, place: impl Fn(&str) -> Result<PathBuf, String>) {
        let (mut files, mut bytes) = (0, 0);
        gather(document, &mut self.files, |path| {
            let place = place(path)?;
            files += 1;
            if files > MAX_FILES {
                return Err(format!("the document needs more than {MAX_FILES} files"));
            }
            let text = read_small(&place, MAX_BYTES - bytes)?;
            bytes += text.len() as u64;
            Ok(text)
        });
    }

    /// The files, in the order in which they were read, and what is to say about those that could not be read.
    pub fn into_parts(self) -> (Vec<SourceFile>, Diagnostics) {
        (self.files, self.unread)
    }
}

/// Reads a file that a document refers to, if it is a plain one: reading a pipe or a device would not end.
fn read_small(path: &Path, limit: u64) -> Result<String, String> {
    let facts = fs::metadata(path).map_err(|error| error.to_string())?;
    if !facts.is_file() {
        let what = if facts.is_dir() { "a folder" } else { "not a plain file" };
        return Err(format!("it is {what}"));
    }
    if facts.len() > limit {
        return Err(format!("the files of the document are larger than {} MiB together", MAX_BYTES >> 20));
    }
    match read_text(path) {
        (text, None) => Ok(text),
        (_, Some(finding)) => Err(finding.message),
    }
}

/// The text of a file, and why it is not all there.
fn read_text(path: &Path) -> (String, Option<Diagnostic>) {
    let unread = |message: String| (String::new(), Some(Diagnostic::new(codes::FILE, message)));
    if path.is_dir() {
        return unread("it is a folder, and a document is a file".to_owned());
    }
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) => return unread(format!("it cannot be read: {error}")),
    };
    match decode(&bytes) {
        Ok(text) => (text, None),
        // What can be shown of it is for the message.
        Err(finding) => (String::from_utf8_lossy(&bytes).into_owned(), Some(finding)),
    }
}

#[cfg(test)]
mod tests {
    use super::{Sources, read_small};
    use graph_generator::document::DocumentInput;
    use std::fs;

    #[test]
    fn what_a_document_refers_to_is_read_or_explained() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir(root.join("more")).unwrap();
        fs::write(root.join("a.yaml"), "a: {$ref: b.yaml}\nb: {$ref: more}\nc: {$ref: gone.yaml}\n").unwrap();
        fs::write(root.join("b.yaml"), "a: {$ref: ../outside.yaml}\n").unwrap();
        let mut sources = Sources::default();
        let file = sources.read(&root.join("a.yaml"), "a.yaml");
        let mut document = DocumentInput { file, ..DocumentInput::default() };
        sources.gather(&mut document, |path| match path.starts_with("..") {
            true => Err("it is outside".to_owned()),
            false => Ok(root.join(path)),
        });
        let reasons: Vec<_> = document.absent.iter().map(|(path, why)| format!("{path}: {why}")).collect();
        assert_eq!(reasons[0], "../outside.yaml: it is outside");
        assert!(reasons[1].starts_with("gone.yaml: "), "{reasons:?}");
        assert_eq!(reasons[2], "more: it is a folder");
        assert_eq!(sources.into_parts().0.len(), 2);
    }

    #[test]
    fn a_file_over_the_limit_is_not_read() {
        let file = tempfile::NamedTempFile::new().unwrap();
        fs::write(file.path(), "twelve bytes").unwrap();
        assert!(read_small(file.path(), 11).unwrap_err().contains("larger than 256 MiB"));
        assert_eq!(read_small(file.path(), 12).unwrap(), "twelve bytes");
    }
}
