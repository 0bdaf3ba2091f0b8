//! Reading documents and overlays, each file once.

use anyhow::{Context as _, bail};
use graph_generator::diagnostic::{Diagnostic, Diagnostics, SourceId};
use graph_generator::document::{SourceFile, codes, decode};
use graph_generator::pointer::Pointer;
use sha2::{Digest as _, Sha256};
use std::fs;
use std::path::Path;

/// The files of one run. A [`SourceId`] is an index into them.
#[derive(Debug, Default)]
pub(super) struct Sources {
    files: Vec<SourceFile>,
    /// The files that could not be read.
    unread: Diagnostics,
}

impl Sources {
    /// Reads a file that messages call `shown`, unless it was read before. One that cannot be read is a finding.
    pub(super) fn read(&mut self, path: &Path, shown: &str) -> anyhow::Result<SourceId> {
        if let Some(at) = self.files.iter().position(|source| source.path == shown) {
            return Ok(SourceId(u32::try_from(at)?));
        }
        let id = SourceId(u32::try_from(self.files.len()).context("too many files")?);
        let (text, finding) = read_text(path);
        self.files.push(SourceFile { path: shown.to_owned(), text });
        if let Some(finding) = finding {
            self.unread.push(finding.at(id, &Pointer::root()));
        }
        Ok(id)
    }

    /// Checks that a file is still what its sum in the manifest says; `origin` is where it comes from.
    pub(super) fn verify(&self, id: SourceId, sum: &str, origin: &str) -> anyhow::Result<()> {
        let source = self.files.get(id.0 as usize).context("the file was not read")?;
        if self.unread.iter().any(|finding| finding.source == id) {
            return Ok(());
        }
        let found: String =
            Sha256::digest(source.text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
        if !found.eq_ignore_ascii_case(sum) {
            bail!(
                "{} is not the file that spec/manifest.toml describes: a download is never edited; put the \
                 correction into an overlay\n  sha256 of the file:   {found}\n  in the manifest:      {sum}\n  \
                 it comes from {origin}; if it was downloaded anew, put the new sum into the manifest",
                source.path
            );
        }
        Ok(())
    }

    /// The files, in the order in which they were read, and what is to say about those that could not be read.
    pub(super) fn into_parts(self) -> (Vec<SourceFile>, Diagnostics) {
        (self.files, self.unread)
    }
}

/// The text of a file, and why it is not all there.
fn read_text(path: &Path) -> (String, Option<Diagnostic>) {
    let unread = |message: String| (String::new(), Some(Diagnostic::error(codes::FILE, message)));
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
