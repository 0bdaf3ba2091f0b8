//! What makes a version module part of the crate: its feature, its declaration, and the version of the crate.

use anyhow::{Context as _, bail, ensure};
use graph_generator::compare::Verdict;
use toml_edit::{Array, DocumentMut, Item, value};

/// The features of `generated/Cargo.toml` after a bump.
pub(super) struct Features {
    /// The text of the file.
    pub(super) text: String,
    /// The modules that are no longer on by default.
    pub(super) left: Vec<String>,
}

/// Gives the crate the feature of a new module, which is on by default.
///
/// Where the new version breaks, the older ones leave `default`: the step of the crate's version is breaking anyway.
/// Where it does not, they stay, since nobody expects to lose a module by a compatible step.
pub(super) fn with_feature(
    manifest: &str,
    module: &str,
    older: &[String],
    verdict: Option<Verdict>,
) -> anyhow::Result<Features> {
    let mut manifest: DocumentMut = manifest.parse()?;
    let features = manifest.get_mut("features").and_then(Item::as_table_mut).context("no [features]")?;
    ensure!(!features.contains_key(module), "the feature {module} already exists");
    let default = features.get_mut("default").and_then(Item::as_array_mut).context("no `default`")?;
    let mut left = Vec::new();
    if verdict == Some(Verdict::Breaking) {
        let is_older = |name: Option<&str>| name.is_some_and(|name| older.iter().any(|one| one == name));
        left = default.iter().filter_map(|item| item.as_str()).map(str::to_owned).collect();
        left.retain(|name| is_older(Some(name)));
        default.retain(|item| !is_older(item.as_str()));
    }
    default.push(module);
    features.insert(module, value(Array::new()));
    Ok(Features { text: manifest.to_string(), left })
}

/// The version of the crate.
pub(super) fn version(manifest: &str) -> anyhow::Result<String> {
    let manifest: DocumentMut = manifest.parse()?;
    let version = manifest.get("package").and_then(|package| package.get("version"));
    let version = version.and_then(Item::as_str).context("its [package] has no version of its own")?;
    Ok(version.to_owned())
}

/// The manifest of the crate with another version.
pub(super) fn with_version(manifest: &str, version: &str) -> anyhow::Result<String> {
    let mut manifest: DocumentMut = manifest.parse()?;
    let package = manifest.get_mut("package").and_then(Item::as_table_mut).context("no [package]")?;
    replace(package.get_mut("version"), version)?;
    Ok(manifest.to_string())
}

/// `Cargo.lock` with another version of a package of this workspace.
pub(crate) fn locked(lock: &str, package: &str, version: &str) -> anyhow::Result<String> {
    let mut lock: DocumentMut = lock.parse()?;
    let packages = lock.get_mut("package").and_then(Item::as_array_of_tables_mut).context("no packages")?;
    let mut found = 0;
    for table in packages.iter_mut() {
        // What has a source is another package of the same name.
        if table.get("name").and_then(Item::as_str) == Some(package) && !table.contains_key("source") {
            replace(table.get_mut("version"), version)?;
            found += 1;
        }
    }
    ensure!(found == 1, "it contains the package {package} {found} times");
    Ok(lock.to_string())
}

/// Replaces a text and keeps what stands around it.
fn replace(item: Option<&mut Item>, text: &str) -> anyhow::Result<()> {
    let old = item.and_then(Item::as_value_mut).context("no version")?;
    let decor = old.decor().clone();
    *old = text.into();
    *old.decor_mut() = decor;
    Ok(())
}

/// Declares a module behind an older one, with the attributes of that.
pub(super) fn with_module(library: &str, older: &str, module: &str) -> anyhow::Result<String> {
    let declaration = format!("pub mod {older};");
    let lines: Vec<&str> = library.lines().collect();
    if lines.iter().any(|line| line.trim() == format!("pub mod {module};")) {
        bail!("the module {module} already exists");
    }
    let at = lines.iter().position(|line| line.trim() == declaration);
    let at = at.with_context(|| format!("there is no line `{declaration}`"))?;
    let above = lines[..at].iter().rev().take_while(|line| line.trim_start().starts_with("#["));
    let first = at - above.count();
    let copy = lines[first..=at].iter().map(|line| line.replace(older, module));
    let all = lines[..=at].iter().map(|line| (*line).to_owned()).chain(copy);
    let all = all.chain(lines[at + 1..].iter().map(|line| (*line).to_owned()));
    Ok(all.flat_map(|line| [line, "\n".to_owned()]).collect())
}

#[cfg(test)]
mod tests {
    use super::{locked, version, with_feature, with_module, with_version};
    use graph_generator::compare::Verdict;

    const MANIFEST: &str = "[package]\nname = \"m\"\nversion = \"0.1.0\" # ours\n\n[features]\n\
        default = [\"reqwest\", \"v26_0\"]\nreqwest = []\n# One for each version.\nv26_0 = []\n\n[dependencies]\n";

    #[test]
    fn the_newest_version_is_on_by_default() {
        let older = ["v26_0".to_owned()];
        let features = with_feature(MANIFEST, "v27_0", &older, Some(Verdict::Compatible)).unwrap();
        let expected = MANIFEST
            .replace("\"v26_0\"]", "\"v26_0\", \"v27_0\"]")
            .replace("v26_0 = []\n", "v26_0 = []\nv27_0 = []\n");
        assert_eq!((features.text.as_str(), features.left.as_slice()), (expected.as_str(), &[][..]));
        let features = with_feature(MANIFEST, "v27_0", &older, Some(Verdict::Breaking)).unwrap();
        assert!(features.text.contains("default = [\"reqwest\", \"v27_0\"]\n"), "{}", features.text);
        assert_eq!(features.left, older);
        assert!(with_feature(&features.text, "v27_0", &older, Some(Verdict::Breaking)).is_err());
    }

    #[test]
    fn the_version_is_replaced_and_its_comment_kept() {
        assert_eq!(version(MANIFEST).unwrap(), "0.1.0");
        assert_eq!(with_version(MANIFEST, "0.2.0").unwrap(), MANIFEST.replace("0.1.0", "0.2.0"));
        let inherited = "[package]\nversion.workspace = true\n";
        assert!(version(inherited).is_err() && with_version(inherited, "1.0.0").is_err());
    }

    #[test]
    fn the_lock_file_has_the_package_of_the_workspace() {
        let lock = "# Kept.\nversion = 4\n\n[[package]]\nname = \"m\"\nversion = \"0.1.0\"\ndependencies = [\n \"n\",\n]\n\n\
                    [[package]]\nname = \"m\"\nversion = \"0.0.9\"\nsource = \"registry\"\n";
        assert_eq!(locked(lock, "m", "0.2.0").unwrap(), lock.replace("0.1.0", "0.2.0"));
        assert!(locked(lock, "o", "0.2.0").unwrap_err().to_string().contains("0 times"));
    }

    #[test]
    fn a_module_is_declared_as_the_one_before() {
        let library =
            "mod a;\n#[cfg(feature = \"v26_0\")]\n#[rustfmt::skip]\npub mod v26_0;\n\npub use a::*;\n";
        let text = with_module(library, "v26_0", "v27_0").unwrap();
        let added = "#[cfg(feature = \"v27_0\")]\n#[rustfmt::skip]\npub mod v27_0;\n";
        assert_eq!(text, library.replace("pub mod v26_0;\n", &format!("pub mod v26_0;\n{added}")));
        assert!(with_module(&text, "v26_0", "v27_0").is_err());
        assert!(with_module(library, "v25_0", "v27_0").is_err());
    }
}
