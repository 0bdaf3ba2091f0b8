//! A checkout as it was when v26.0 was the newest version, so that the walk stays the same after the bumps to come.

use crate::generate;
use crate::terminal::Terminal;
use crate::tests::checkout::TODAY;
use crate::unreleased::report;
use crate::unreleased::wiring::locked;
use crate::versions::module;
use crate::versions::numbers;
use crate::workspace::Workspace;
use openapi_crate::options::Options;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use toml_edit::{DocumentMut, Item, Table};

/// The version that the walk begins with, and that of the crate.
const BASE: [&str; 2] = ["v26.0", "0.1.0"];

/// Takes newer versions back, with all that a bump and a person after it did for them.
pub(super) fn rewind(root: &Path) {
    if take_back(root) {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let mut terminal = Terminal::new(&mut out, &mut err);
        generate::run(Options::default(), &Workspace::at(root), TODAY, &report::between, &mut terminal)
            .unwrap();
    }
}

/// Takes back what is not generated; whether there was anything.
pub(super) fn take_back(root: &Path) -> bool {
    let mut newer = BTreeSet::new();
    edit(root, "spec/manifest.toml", |text| {
        let mut manifest: DocumentMut = text.parse().unwrap();
        for name in ["document", "gone", "unreleased"] {
            newer.extend(without_newer(&mut manifest, name));
        }
        manifest.to_string()
    });
    edit(root, "spec/versions.toml", |text| {
        let mut versions: DocumentMut = text.parse().unwrap();
        without_newer(&mut versions, "version");
        let rows = versions["version"].as_array_of_tables_mut().unwrap();
        rows.iter_mut().filter(|row| label(row) == BASE[0]).for_each(|row| drop(row.remove("ends")));
        versions.to_string()
    });
    for version in &newer {
        for folder in [format!("spec/{version}"), format!("spec/overlays/{version}")] {
            drop(fs::remove_dir_all(root.join(folder)));
        }
        let (module, base) = (module(version), module(BASE[0]));
        for path in ["generated/Cargo.toml", "tests/Cargo.toml"] {
            let feature = format!("{module} = []\n");
            let quoted = |module: &str| format!("\"{module}\"");
            edit(root, path, |text| text.replace(&feature, "").replace(&quoted(&module), &quoted(&base)));
        }
        let declared = format!("#[cfg(feature = \"{module}\")]\n#[rustfmt::skip]\npub mod {module};\n");
        edit(root, "generated/src/lib.rs", |text| text.replace(&declared, ""));
    }
    take_back_the_changelog(root);
    if !newer.is_empty() {
        take_back_the_crate(root);
    }
    !newer.is_empty()
}

/// What was changed after the first version of the crate, released or not: the next bump would take it into its entry.
fn take_back_the_changelog(root: &Path) {
    edit(root, "CHANGELOG.md", |text| {
        let (head, _) = text.split_once("## [Unreleased]\n").unwrap();
        let (_, first) = text.split_once(&format!("\n## [{}]", BASE[1])).unwrap();
        format!("{head}## [Unreleased]\n\n## [{}]{first}", BASE[1])
    });
}

/// The default features and the version of the crate.
fn take_back_the_crate(root: &Path) {
    edit(root, "generated/Cargo.toml", |text| {
        let mut package: DocumentMut = text.parse().unwrap();
        let default = package["features"]["default"].as_array_mut().unwrap();
        default.retain(|feature| numbers(&feature.as_str().unwrap().replace('_', ".")).is_none());
        default.push(module(BASE[0]));
        package["package"]["version"] = toml_edit::value(BASE[1]);
        package.to_string()
    });
    edit(root, "Cargo.lock", |text| locked(text, "meta-graph", BASE[1]).unwrap());
}

/// Removes the tables of newer versions; which these are.
fn without_newer(document: &mut DocumentMut, name: &str) -> BTreeSet<String> {
    let mut newer = BTreeSet::new();
    if let Some(tables) = document.get_mut(name).and_then(Item::as_array_of_tables_mut) {
        tables.retain(|table| {
            let version = label(table);
            let is_newer = numbers(version) > numbers(BASE[0]);
            if is_newer {
                newer.insert(version.to_owned());
            }
            !is_newer
        });
        if tables.is_empty() {
            document.remove(name);
        }
    }
    newer
}

fn label(table: &Table) -> &str {
    table["version"].as_str().unwrap()
}

fn edit(root: &Path, path: &str, edit: impl FnOnce(&str) -> String) {
    let place = root.join(path);
    let text = fs::read_to_string(&place).unwrap();
    let edited = edit(&text);
    if edited != text {
        fs::write(place, edited).unwrap();
    }
}
