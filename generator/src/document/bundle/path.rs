//! References to other files as paths: relative to the file that holds them, with `/` and without `.` or `..` inside.

use crate::pointer::percent_decoded;

/// The two halves of a reference.
pub(super) struct Reference<'r> {
    /// The file, empty for the one that holds the reference.
    pub(super) file: &'r str,
    /// What follows the `#`.
    pub(super) fragment: &'r str,
}

/// Splits a reference at its `#`.
pub(super) fn split(reference: &str) -> Reference<'_> {
    let (file, fragment) = reference.split_once('#').unwrap_or((reference, ""));
    Reference { file: file.trim(), fragment }
}

/// Why a reference is not a path that may be followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It is a URL, and nothing is downloaded.
    Url,
    /// It is an absolute path, which means something else on another machine.
    Absolute,
}

/// The path of a file that is referred to from the file at `base`.
pub(super) fn resolve(base: &str, file: &str) -> Result<String, Refusal> {
    let file = percent_decoded(file).replace('\\', "/");
    if let Some((scheme, rest)) = file.split_once(':')
        && !scheme.contains('/')
    {
        // One letter is a drive.
        let is_absolute = scheme.len() == 1 || scheme.eq_ignore_ascii_case("file");
        let is_url = rest.starts_with("//") || scheme.eq_ignore_ascii_case("urn");
        match (is_absolute, is_url) {
            (true, _) => return Err(Refusal::Absolute),
            (false, true) => return Err(Refusal::Url),
            (false, false) => {}
        }
    }
    if file.starts_with("//") {
        return Err(Refusal::Url);
    }
    if file.starts_with('/') {
        return Err(Refusal::Absolute);
    }
    let folder = base.rfind('/').map_or("", |end| &base[..end]);
    Ok(normal(folder, &file))
}

/// Joins two paths; what leads out of the first folder stays as `..` at the front.
fn normal(folder: &str, file: &str) -> String {
    let is_absolute = folder.starts_with('/');
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(file.split('/')) {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            // Nothing is above the root of the disk.
            ".." if is_absolute => {}
            part => parts.push(part),
        }
    }
    let path = parts.join("/");
    if is_absolute { format!("/{path}") } else { path }
}

#[cfg(test)]
mod tests {
    use super::{Refusal, resolve};

    #[test]
    fn paths_are_relative_to_the_file_that_holds_them() {
        for (base, file, expected) in [
            ("api.yaml", "./schemas/pet.yaml", "schemas/pet.yaml"),
            ("schemas/pet.yaml", "../common/x.json", "common/x.json"),
            ("schemas/pet.yaml", "tag.yaml", "schemas/tag.yaml"),
            ("api.yaml", "../a%20b.yaml", "../a b.yaml"),
            ("../a.yaml", "../b.yaml", "../../b.yaml"),
            ("../x/a.yaml", "../../b.yaml", "../../b.yaml"),
            ("/srv/a.yaml", "../../b.yaml", "/b.yaml"),
            ("spec/v1/a.yaml", "..\\b.yaml", "spec/b.yaml"),
            ("a.yaml", "odd:name.yaml", "odd:name.yaml"),
        ] {
            assert_eq!(resolve(base, file).as_deref(), Ok(expected), "{base} {file}");
        }
    }

    #[test]
    fn what_is_not_a_relative_path_is_refused() {
        for (file, expected) in [
            ("https://example.com/a.yaml", Refusal::Url),
            ("//example.com/a.yaml", Refusal::Url),
            ("urn:example:pet", Refusal::Url),
            ("/etc/a.yaml", Refusal::Absolute),
            ("file:///etc/a.yaml", Refusal::Absolute),
            ("C:\\a.yaml", Refusal::Absolute),
        ] {
            assert_eq!(resolve("api.yaml", file), Err(expected), "{file}");
        }
    }
}
