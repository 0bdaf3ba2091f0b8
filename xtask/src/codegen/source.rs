//! Reading documents and overlays, each file once.

use anyhow::{Context as _, bail};
use graph_generator::diagnostic::SourceId;
use graph_generator::document::SourceFile;
use sha2::{Digest as _, Sha256};
use std::fs;
use std::path::Path;

/// The files of one run. A [`SourceId`] is an index into them.
#[derive(Debug, Default)]
pub(crate) struct Sources(Vec<SourceFile>);

impl Sources {
    /// Reads a file that messages call `shown`, unless it was read before.
    pub(crate) fn read(&mut self, path: &Path, shown: &str) -> anyhow::Result<SourceId> {
        let at = match self.0.iter().position(|source| source.path == shown) {
            Some(at) => at,
            None => {
                let text = read_text(path).with_context(|| format!("cannot read {shown}"))?;
                self.0.push(SourceFile { path: shown.to_owned(), text });
                self.0.len() - 1
            }
        };
        Ok(SourceId(u32::try_from(at).context("too many files")?))
    }

    /// Checks that a file is still what its sum in the manifest says; `origin` is where it comes from.
    pub(super) fn verify(&self, id: SourceId, sum: &str, origin: &str) -> anyhow::Result<()> {
        let source = self.0.get(id.0 as usize).context("the file was not read")?;
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

    /// The files, in the order in which they were read.
    pub(crate) fn into_vec(self) -> Vec<SourceFile> {
        self.0
    }
}

fn read_text(path: &Path) -> anyhow::Result<String> {
    if path.is_dir() {
        bail!("it is a folder, and a document is a file");
    }
    let bytes = fs::read(path)?;
    match String::from_utf8(bytes) {
        Ok(text) => Ok(text),
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let line = 1 + error.as_bytes().iter().take(valid).filter(|byte| **byte == b'\n').count();
            bail!("it is not UTF-8 text (line {line})")
        }
    }
}
