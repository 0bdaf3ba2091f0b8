//! What makes a version module part of the crate: its feature, its declaration, and the version of the crate.

use anyhow::{Context as _, ensure};
use toml_edit::{Array, DocumentMut, Item, Value, value};

/// The modules of versions that are on by default, of those that are `known`.
pub(crate) fn default_modules(manifest: &str, known: &[String]) -> anyhow::Result<Vec<String>> {
    let manifest: DocumentMut = manifest.parse()?;
    let default = manifest.get("features").and_then(|features| features.get("default"));
    let default = default.and_then(Item::as_array).context("no `default` in [features]")?;
    let names = default.iter().filter_map(|item| item.as_str());
    Ok(names.filter(|name| known.iter().any(|known| known == name)).map(str::to_owned).collect())
}

/// Gives the crate the features of new modules, and makes `wanted` those of the `known` modules that are on by default.
pub(crate) fn with_features(
    manifest: &str,
    new: &[String],
    known: &[String],
    wanted: &[String],
) -> anyhow::Result<String> {
    let mut manifest: DocumentMut = manifest.parse()?;
    let features = manifest.get_mut("features").and_then(Item::as_table_mut).context("no [features]")?;
    let default = features.get_mut("default").and_then(Item::as_array_mut).context("no `default`")?;
    let is_known = |item: &Value| item.as_str().is_some_and(|name| known.iter().any(|known| known == name));
    let found: Vec<&str> = default.iter().filter(|item| is_known(item)).filter_map(Value::as_str).collect();
    if found != wanted {
        let at = default.iter().position(is_known).unwrap_or(default.len());
        default.retain(|item| !is_known(item));
        for (index, name) in wanted.iter().enumerate() {
            default.insert(at + index, name);
        }
    }
    for module in new {
        if !features.contains_key(module) {
            features.insert(module, value(Array::new()));
        }
    }
    Ok(manifest.to_string())
}

/// The manifest of the crate without the features of these modules, by default or not.
pub(crate) fn without_features(manifest: &str, modules: &[String]) -> anyhow::Result<String> {
    let mut manifest: DocumentMut = manifest.parse()?;
    let features = manifest.get_mut("features").and_then(Item::as_table_mut).context("no [features]")?;
    for module in modules {
        features.remove(module);
    }
    if let Some(default) = features.get_mut("default").and_then(Item::as_array_mut) {
        default.retain(|item| !modules.iter().any(|module| item.as_str() == Some(module)));
    }
    Ok(manifest.to_string())
}

/// The version of the crate.
pub(crate) fn version(manifest: &str) -> anyhow::Result<String> {
    let manifest: DocumentMut = manifest.parse()?;
    let version = manifest.get("package").and_then(|package| package.get("version"));
    let version = version.and_then(Item::as_str).context("its [package] has no version of its own")?;
    Ok(version.to_owned())
}

/// The manifest of the crate with another version.
pub(crate) fn with_version(manifest: &str, version: &str) -> anyhow::Result<String> {
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

/// Declares a module behind an older one, with the attributes of that, unless it is declared.
pub(super) fn with_module(library: &str, older: &str, module: &str) -> anyhow::Result<String> {
    if declaration(library, module).is_some() {
        return Ok(library.to_owned());
    }
    let lines: Vec<&str> = library.lines().collect();
    let found = declaration(library, older);
    let (first, at) = found.with_context(|| format!("there is no line `pub mod {older};`"))?;
    let copy = lines[first..=at].iter().map(|line| line.replace(older, module));
    let all = lines[..=at].iter().map(|line| (*line).to_owned()).chain(copy);
    let all = all.chain(lines[at + 1..].iter().map(|line| (*line).to_owned()));
    Ok(all.flat_map(|line| [line, "\n".to_owned()]).collect())
}

/// The library without the declaration of a module.
pub(crate) fn without_module(library: &str, module: &str) -> String {
    let Some((first, last)) = declaration(library, module) else { return library.to_owned() };
    let kept = library.split_inclusive('\n').enumerate().filter(|(at, _)| *at < first || *at > last);
    kept.map(|(_, line)| line).collect()
}

/// The first and the last line of the declaration of a module.
fn declaration(library: &str, module: &str) -> Option<(usize, usize)> {
    let declaration = format!("pub mod {module};");
    let lines: Vec<&str> = library.lines().collect();
    let at = lines.iter().position(|line| line.trim() == declaration)?;
    let above = lines[..at].iter().rev().take_while(|line| line.trim_start().starts_with("#["));
    Some((at - above.count(), at))
}

#[cfg(test)]
mod tests {
    use super::{
        default_modules, locked, version, with_features, with_module, with_version, without_features,
        without_module,
    };

    const MANIFEST: &str = "[package]\nname = \"m\"\nversion = \"0.1.0\" # ours\n\n[features]\n\
        default = [\"reqwest\", \"v26_0\"]\nreqwest = []\n# One for each version.\nv26_0 = []\n\n[dependencies]\n";

    #[test]
    fn the_features_follow_the_versions_that_are_wanted() {
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let (new, known) = (names(&["v27_0"]), names(&["v26_0", "v27_0"]));
        let both = with_features(MANIFEST, &new, &known, &known).unwrap();
        let expected = MANIFEST
            .replace("\"v26_0\"]", "\"v26_0\", \"v27_0\"]")
            .replace("v26_0 = []\n", "v26_0 = []\nv27_0 = []\n");
        assert_eq!(both, expected);
        assert_eq!(default_modules(&both, &known).unwrap(), known);
        // The other way round, and back: whatever was there before.
        let one = with_features(&both, &new, &known, &new).unwrap();
        assert!(one.contains("default = [\"reqwest\", \"v27_0\"]\n"), "{one}");
        assert_eq!(with_features(&one, &new, &known, &new).unwrap(), one);
        let back = with_features(&one, &[], &known, &names(&["v26_0"])).unwrap();
        assert_eq!(without_features(&back, &new).unwrap(), MANIFEST);
        assert!(default_modules("[features]\n", &known).is_err());
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
        assert_eq!(with_module(&text, "v26_0", "v27_0").unwrap(), text);
        assert_eq!(without_module(&text, "v27_0"), library);
        assert!(with_module(library, "v25_0", "v27_0").is_err());
    }
}
