//! Documents that come from a URL: the copy in the project has to be the one that was pinned, so that nothing is
//! downloaded when a crate is made.

use super::{Document, FILE};
use anyhow::{Context as _, bail, ensure};
use graph_project::sum;
use std::fs;
use std::path::Path;

/// How many digits a sum has.
const DIGITS: usize = 64;

/// Refuses a pin that cannot be one.
pub(super) fn check(document: &Document) -> anyhow::Result<()> {
    let Some(sum) = &document.sha256 else { return Ok(()) };
    ensure!(document.url.is_some(), "`sha256` goes with `url`");
    let is_sum = sum.len() == DIGITS && sum.bytes().all(|byte| byte.is_ascii_hexdigit());
    ensure!(is_sum, "`sha256` is not a SHA-256 sum, which has {DIGITS} hexadecimal digits");
    Ok(())
}

/// Refuses a copy that is not the document that was pinned. What has no URL is not looked at.
pub(super) fn ensure_pinned(document: &Document, root: &Path) -> anyhow::Result<()> {
    let (file, Some(url)) = (&document.file, &document.url) else { return Ok(()) };
    let place = root.join(file);
    if !place.exists() {
        bail!("{file} is not there: `openapi-crate fetch` downloads it from {url}");
    }
    let Some(pinned) = &document.sha256 else {
        bail!("{FILE} has its `url` and no `sha256`: `openapi-crate fetch` adds that");
    };
    let bytes = fs::read(&place).with_context(|| format!("cannot read {}", place.display()))?;
    if !is_of(&bytes, pinned) {
        bail!(
            "{file} is not the file that was pinned: `openapi-crate fetch` brings that back; put a correction into an \
             overlay\n  sha256 of the file:     {}\n  sha256 in {FILE}: {pinned}",
            sum::of(&bytes)
        );
    }
    Ok(())
}

/// Whether bytes have a sum, whatever ends their lines: Git gives a text other ends on another system.
pub(crate) fn is_of(bytes: &[u8], pinned: &str) -> bool {
    let is = |bytes: &[u8]| sum::of(bytes).eq_ignore_ascii_case(pinned);
    is(bytes)
        || std::str::from_utf8(bytes).is_ok_and(|text| {
            let plain = text.replace("\r\n", "\n");
            is(plain.as_bytes()) || is(plain.replace('\n', "\r\n").as_bytes())
        })
}

#[cfg(test)]
mod tests {
    use super::is_of;
    use graph_project::sum;

    #[test]
    fn the_ends_of_lines_do_not_matter() {
        for (pinned, found) in [("a\nb\n", "a\r\nb\r\n"), ("a\r\nb\r\n", "a\nb\n"), ("a\r\nb\n", "a\r\nb\n")]
        {
            assert!(
                is_of(found.as_bytes(), &sum::of(pinned.as_bytes()).to_uppercase()),
                "{pinned:?} {found:?}"
            );
        }
        assert!(!is_of(b"a\nc\n", &sum::of(b"a\nb\n")));
        assert!(is_of(b"\xff", &sum::of(b"\xff")));
    }
}
