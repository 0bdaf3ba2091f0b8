//! Which version comes next.

use crate::versions::numbers;
use anyhow::Context as _;
use graph_project::manifest::Manifest;

/// The version that follows the newest of a manifest. Meta has counted in whole numbers since v3.3.
pub(super) fn after(manifest: &Manifest) -> anyhow::Result<String> {
    let newest = manifest.documents.iter().filter_map(|entry| numbers(&entry.version)).max();
    let newest = newest.context("spec/manifest.toml lists no document")?;
    Ok(format!("v{}.0", newest[0] + 1))
}

#[cfg(test)]
mod tests {
    use super::after;
    use graph_project::manifest::Manifest;

    #[test]
    fn the_next_version_follows_the_newest() {
        let entry = |version: &str| {
            format!(
                "[[document]]\nname = \"a\"\nversion = \"{version}\"\nfile = \"{version}/a.yaml\"\nkind = \
                 \"hand-written\"\nstyle = \"graph\"\n"
            )
        };
        let manifest = |versions: &[&str]| {
            let entries: String = versions.iter().copied().map(entry).collect();
            Manifest::parse(&entries).unwrap()
        };
        assert_eq!(after(&manifest(&["v26.0"])).unwrap(), "v27.0");
        assert_eq!(after(&manifest(&["v10.0", "v9.0", "v10.3"])).unwrap(), "v11.0");
    }
}
