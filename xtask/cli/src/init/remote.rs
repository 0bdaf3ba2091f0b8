//! The first copy of a document that has a URL.

use crate::download::{Downloader, Limits};
use crate::fetch;
use anyhow::bail;
use graph_project::{sum, tree};
use std::path::{Path, PathBuf};

/// Downloads a document into the folder of the project: the copy, and its sum.
pub(super) fn download(root: &Path, url: &str) -> anyhow::Result<(PathBuf, String)> {
    let bytes = fetch::get(&Downloader::with_loopback(Limits::default()), url)?;
    let place = root.join(name(url, &bytes));
    if place.exists() {
        bail!("{} is there already; give it as the document, or rename it", place.display());
    }
    tree::write(&place, &bytes)?;
    Ok((place, sum::of(&bytes)))
}

/// The name of the copy: that of the URL where it is one of a document.
fn name(url: &str, bytes: &[u8]) -> String {
    let path = url.split(['?', '#']).next().unwrap_or(url);
    let last = path.rsplit('/').next().unwrap_or_default();
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "._-".contains(letter);
    let is_document = [".yaml", ".yml", ".json"].iter().any(|ending| last.ends_with(ending));
    if is_document && !last.starts_with('.') && last.chars().all(is_plain) {
        return last.to_owned();
    }
    let is_json = bytes.trim_ascii_start().starts_with(b"{");
    if is_json { "openapi.json".to_owned() } else { "openapi.yaml".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn a_copy_is_called_as_its_url_says() {
        for (url, expected) in [
            ("https://a.example/specs/shop.yaml?x=1", "shop.yaml"),
            ("https://a.example/v3/api-docs", "openapi.json"),
            ("https://a.example/..yaml", "openapi.json"),
            ("https://a.example/a%2Fb.json", "openapi.json"),
        ] {
            assert_eq!(name(url, b" {}"), expected, "{url}");
        }
        assert_eq!(name("https://a.example", b"openapi: 3.0.0"), "openapi.yaml");
    }
}
