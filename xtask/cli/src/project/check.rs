//! Whether the values of a project file can be together.

use super::{Document, Features, Project, pin};
use anyhow::{Context as _, bail, ensure};
use graph_generator::ir::MappedType;
use std::collections::{BTreeMap, BTreeSet};
use toml::Value;

/// The modules at the root of each crate, which the runtime has, and words that Rust keeps.
const TAKEN: &str = "error_codes errors formats graph mapped oauth outcomes paging runtime streams tuples unions as async \
                     await break const continue crate dyn else enum extern false fn for gen if impl in let loop match mod \
                     move mut pub ref return self static struct super trait true type unsafe use where while yield";

/// Refuses what contradicts itself, and gives each document the name of its module.
pub(super) fn check(project: &mut Project) -> anyhow::Result<()> {
    let count = project.documents.len();
    ensure!(count > 0, "it lists no [[document]]");
    let mut modules = BTreeSet::new();
    for document in &project.documents {
        let name = document.module();
        ensure!(
            count == 1 || document.module.is_some(),
            "`{}`: each of several documents needs a `module`",
            document.file
        );
        check_document(document).with_context(|| format!("document `{name}`"))?;
        ensure!(modules.insert(name.to_owned()), "two documents have the module `{name}`");
    }
    ensure_one_way(project)?;
    for (key, value) in &project.package {
        ensure!(!matches!(value, Value::Datetime(_)), "`package.{key}` is a date");
    }
    Ok(())
}

/// Refuses a type of one's own that would be read and written in two ways, which one type cannot.
fn ensure_one_way(project: &Project) -> anyhow::Result<()> {
    let mut known: BTreeMap<String, &MappedType> = BTreeMap::new();
    let all = project.documents.iter().flat_map(|one| one.types.values().chain(one.formats.values()));
    if let Some(own) = all.clone().find(|own| project.library && own.is_of_this_crate()) {
        bail!(
            "`{}` is in this crate, whose src/lib.rs is generated: with `library = false` it is yours, and declares the \
             module of the type",
            own.mapped().path
        );
    }
    for mapped in all.map(super::OwnType::mapped) {
        let path = mapped.path.to_string();
        ensure!(
            *known.entry(path).or_insert(mapped) == mapped,
            "`{}` is there twice, with another `by`, `with` or `implements`; a type is read and written in one way",
            mapped.path
        );
    }
    Ok(())
}

fn check_document(document: &Document) -> anyhow::Result<()> {
    let module = document.module();
    let is_name = module.starts_with(|first: char| first.is_ascii_lowercase())
        && module.chars().all(|one| one.is_ascii_lowercase() || one.is_ascii_digit() || one == '_');
    if !is_name || TAKEN.split_whitespace().any(|word| word == module) {
        bail!(
            "a module cannot be called `{module}`: its name is a lower-case letter first, then lower-case letters, digits \
             and `_`, and no word of Rust or module of the runtime ({})",
            "error_codes, errors, formats, graph, mapped, oauth, outcomes, paging, runtime, streams, tuples, unions"
        );
    }
    ensure!(!document.file.is_empty(), "`file` is empty");
    pin::check(document)?;
    if document.feature.is_some() && document.features == Features::Modules {
        bail!("it has `feature` and `features = \"modules\"`, and one of them decides");
    }
    let has_prefix = !document.feature_prefix.is_empty();
    ensure!(
        !has_prefix || document.features == Features::Modules,
        "`feature-prefix` goes with `features = \"modules\"`"
    );
    for feature in document.feature.iter().chain(has_prefix.then_some(&document.feature_prefix)) {
        let is_feature = feature.starts_with(|first: char| first.is_ascii_lowercase())
            && feature.chars().all(|one| one.is_ascii_lowercase() || one.is_ascii_digit() || one == '-');
        ensure!(
            is_feature,
            "`{feature}` cannot be the name of a Cargo feature here: lower-case letters, digits and `-`"
        );
    }
    Ok(())
}
