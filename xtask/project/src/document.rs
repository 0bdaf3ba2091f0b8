//! Reading a document with its overlays and with the files that it refers to.

use crate::manifest::Entry;
use crate::sources::Sources;
use crate::sum;
use graph_generator::document::DocumentInput;
use graph_generator::ir::FeatureRule;
use std::path::Path;
use thiserror::Error;

/// A document is not the file that its entry describes.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PinError {
    /// Its sum is another one.
    #[error(
        "{path} is not the file that the manifest describes: a download is never edited; put the correction into an \
         overlay\n  sha256 of the file:   {found}\n  in the manifest:      {expected}\n  it comes from {origin}; if it \
         was downloaded again, put the new sum into the manifest"
    )]
    Sum {
        /// The document, as messages call it.
        path: String,
        /// The sum of the file.
        found: String,
        /// The sum of the manifest.
        expected: String,
        /// Where it was downloaded.
        origin: String,
    },
    /// Its size is another one.
    #[error("{path} has {found} bytes, and its size in the manifest is {expected}")]
    Size {
        /// The document, as messages call it.
        path: String,
        /// The size of the file.
        found: u64,
        /// The size of the manifest.
        expected: u64,
    },
}

/// A folder of documents, and what messages and locks call it.
#[derive(Clone, Copy, Debug)]
pub struct Folder<'f> {
    /// The folder.
    pub path: &'f Path,
    /// Its name, without a slash at the end: `spec`.
    pub shown: &'f str,
}

/// Reads a document of a manifest that stands in this folder. What it refers to has to be inside the folder.
///
/// # Errors
///
/// A file that is not what the entry pins it to. What cannot be read at all is a finding of `sources`.
pub fn read(entry: &Entry, folder: Folder<'_>, sources: &mut Sources) -> Result<DocumentInput, PinError> {
    let Folder { path: root, shown } = folder;
    let mut read = |path: &str| sources.read(&root.join(path), &format!("{shown}/{path}"));
    let file = read(&entry.file);
    let overlays = entry.overlays.iter().map(|path| read(path)).collect();
    if let Some(text) = sources.text(file) {
        check(entry, &format!("{shown}/{}", entry.file), text)?;
    }
    let mut document = DocumentInput {
        name: entry.name.clone(),
        file,
        overlays,
        style: entry.style.into(),
        names: entry.names.clone(),
        only: entry.only.clone(),
        features: entry.feature.clone().map_or(FeatureRule::None, FeatureRule::Document),
        ..DocumentInput::default()
    };
    let home = format!("{shown}/");
    sources.gather(&mut document, |path| match path.strip_prefix(&home) {
        Some(path) => Ok(root.join(path)),
        None => Err(format!("it is not inside {home}")),
    });
    Ok(document)
}

/// Reads a document that no manifest lists. The generator knows it, and what it refers to, by the path from its folder.
pub fn read_file(path: &Path, sources: &mut Sources) -> DocumentInput {
    let file = sources.read(path, &path.file_name().unwrap_or_default().to_string_lossy());
    let mut document = DocumentInput { file, ..DocumentInput::default() };
    let folder = path.parent().unwrap_or(Path::new(""));
    sources.gather(&mut document, |path| Ok(folder.join(path)));
    document
}

/// Checks that a text is still what its sum and its size in the manifest say.
fn check(entry: &Entry, path: &str, text: &str) -> Result<(), PinError> {
    let Some(expected) = &entry.sha256 else { return Ok(()) };
    let found = sum::of(text.as_bytes());
    let path = path.to_owned();
    if !found.eq_ignore_ascii_case(expected) {
        let origin = entry.origin.as_ref().or(entry.reference.as_ref());
        let origin = origin.map_or("elsewhere", String::as_str).to_owned();
        return Err(PinError::Sum { path, found, expected: expected.clone(), origin });
    }
    let found = text.len() as u64;
    match entry.size.filter(|size| *size != found) {
        Some(expected) => Err(PinError::Size { path, found, expected }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::{Folder, PinError, read};
    use crate::manifest::Manifest;
    use crate::sources::Sources;
    use crate::sum;
    use std::fs;

    #[test]
    fn a_download_is_what_the_manifest_says() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.yaml"), "a: 1\n").unwrap();
        let read = |sum: &str, size: u64| {
            let entry = format!(
                "[[document]]\nname = \"a\"\nversion = \"1\"\nfile = \"a.yaml\"\nkind = \"download\"\nstyle = \
                 \"graph\"\nsha256 = \"{sum}\"\nsize = {size}\n"
            );
            let entry = Manifest::parse(&entry).unwrap().documents.remove(0);
            read(&entry, Folder { path: folder.path(), shown: "spec" }, &mut Sources::default()).map(drop)
        };
        let (right, wrong) = (sum::of(b"a: 1\n"), sum::of(b"a: 2\n"));
        assert_eq!(read(&right, 5), Ok(()));
        let error = read(&wrong, 5).unwrap_err();
        assert!(error.to_string().contains("spec/a.yaml is not the file"), "{error}");
        let error = PinError::Size { path: "spec/a.yaml".to_owned(), found: 5, expected: 6 };
        assert_eq!(read(&right, 6), Err(error));
    }
}
