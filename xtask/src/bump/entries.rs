//! The entries of a new version in `spec/manifest.toml`.

use anyhow::{Context as _, ensure};
use graph_project::manifest::{Kind, Manifest};
use std::collections::BTreeMap;
use toml_edit::{ArrayOfTables, DocumentMut, InlineTable, Item, Table, value};

/// The order of the keys, which is that of the comments at the top of the manifest.
const ORDER: [&str; 15] = [
    "name",
    "version",
    "file",
    "origin",
    "reference",
    "kind",
    "style",
    "overlays",
    "sha256",
    "size",
    "date",
    "reviewed",
    "names",
    "only",
    "feature",
];

/// What differs between the entry of a document and that of the version before.
#[derive(Clone, Debug)]
pub(super) struct Successor {
    /// The name of the document, which stays.
    pub(super) name: String,
    pub(super) file: String,
    pub(super) kind: Kind,
    pub(super) overlays: Vec<String>,
    /// What guards a file that is not edited: the sum and the size of it.
    pub(super) guard: Option<(String, u64)>,
    /// The day of the download.
    pub(super) date: Option<String>,
    /// Whether the file is another one than that of the entry of the new version, if it has one.
    pub(super) is_other: bool,
}

/// Adds entries for `new` behind the text of a manifest, which is left as it is.
pub(super) fn with_entries(
    text: &str,
    old: &str,
    new: &str,
    successors: &[Successor],
) -> anyhow::Result<String> {
    let manifest: DocumentMut = text.parse().context("spec/manifest.toml")?;
    let tables = manifest.get("document").and_then(Item::as_array_of_tables);
    let tables = tables.context("spec/manifest.toml has no [[document]]")?;
    let mut added = String::new();
    for successor in successors {
        let is_it = |table: &&Table| has(table, "version", old) && has(table, "name", &successor.name);
        let table = tables.iter().find(is_it).with_context(|| format!("no entry `{}`", successor.name))?;
        added += &entry(table, new, successor);
    }
    let text = format!("{}\n{added}", text.trim_end());
    let read = Manifest::parse(&text).context("the new spec/manifest.toml")?;
    let is_there =
        |one: &Successor| read.documents.iter().any(|entry| entry.version == new && entry.name == one.name);
    ensure!(successors.iter().all(is_there), "the entries of {new} cannot be added to spec/manifest.toml");
    Ok(text)
}

/// Changes the entries that `new` has already, where a document takes the place of another, and takes those out that it
/// no longer has.
pub(super) fn with_updates(
    text: &str,
    new: &str,
    successors: &[Successor],
    dropped: &[String],
) -> anyhow::Result<String> {
    let mut manifest: DocumentMut = text.parse().context("spec/manifest.toml")?;
    let tables = manifest.get_mut("document").and_then(Item::as_array_of_tables_mut);
    let tables = tables.context("spec/manifest.toml has no [[document]]")?;
    tables
        .retain(|table| !has(table, "version", new) || !dropped.iter().any(|name| has(table, "name", name)));
    for successor in successors {
        let is_it = |table: &&mut Table| has(table, "version", new) && has(table, "name", &successor.name);
        let table =
            tables.iter_mut().find(is_it).with_context(|| format!("no entry `{}`", successor.name))?;
        update(table, successor);
    }
    let text = manifest.to_string();
    Manifest::parse(&text).context("the new spec/manifest.toml")?;
    Ok(text)
}

/// Gives schemas of the new version names of their own in Rust.
pub(super) fn with_names(
    text: &str,
    new: &str,
    names: &BTreeMap<(String, String), String>,
) -> anyhow::Result<String> {
    let mut manifest: DocumentMut = text.parse().context("spec/manifest.toml")?;
    let tables = manifest.get_mut("document").and_then(Item::as_array_of_tables_mut);
    let tables = tables.context("spec/manifest.toml has no [[document]]")?;
    for ((document, schema), name) in names {
        let is_it = |table: &&mut Table| has(table, "version", new) && has(table, "name", document);
        let table = tables.iter_mut().find(is_it).with_context(|| format!("no entry `{document}`"))?;
        let known = table.entry("names").or_insert_with(|| value(InlineTable::new()));
        let known =
            known.as_table_like_mut().with_context(|| format!("`names` of {document} is not a table"))?;
        known.insert(schema, value(name));
        sort(table);
    }
    Ok(manifest.to_string())
}

/// Makes an entry that of another file, with the overlays that go with it.
fn update(table: &mut Table, successor: &Successor) {
    if successor.is_other {
        for key in ["sha256", "size", "date", "reviewed"] {
            table.remove(key);
        }
        table.insert("kind", value(kind(successor.kind)));
        add_guard(table, successor);
    }
    let overlays = table.get("overlays").and_then(Item::as_array);
    let is_same = overlays.is_some_and(|overlays| {
        overlays
            .iter()
            .map(|overlay| overlay.as_str())
            .eq(successor.overlays.iter().map(|one| Some(one.as_str())))
    });
    if !is_same && (overlays.is_some() || !successor.overlays.is_empty()) {
        table.insert("overlays", value(successor.overlays.iter().collect::<toml_edit::Array>()));
    }
    sort(table);
}

/// The text of an entry, with a blank line before it.
fn entry(base: &Table, new: &str, successor: &Successor) -> String {
    // A table of its own: one that was cloned remembers where it stood.
    let mut table = Table::new();
    for (key, item) in base.iter() {
        table.insert(key, item.clone());
    }
    for key in ["sha256", "size", "date", "reviewed"] {
        table.remove(key);
    }
    table.insert("version", value(new));
    table.insert("file", value(&successor.file));
    table.insert("kind", value(kind(successor.kind)));
    if base.contains_key("overlays") {
        table.insert("overlays", value(successor.overlays.iter().collect::<toml_edit::Array>()));
    }
    add_guard(&mut table, successor);
    sort(&mut table);
    let mut tables = ArrayOfTables::new();
    tables.push(table);
    let mut document = DocumentMut::new();
    document.insert("document", Item::ArrayOfTables(tables));
    format!("\n{}", document.to_string().trim_start())
}

fn add_guard(table: &mut Table, successor: &Successor) {
    if let Some((sum, size)) = &successor.guard {
        table.insert("sha256", value(sum));
        table.insert("size", value(i64::try_from(*size).unwrap_or(i64::MAX)));
    }
    if let Some(date) = &successor.date {
        table.insert("date", value(date));
    }
}

/// Brings the keys of an entry into their order.
fn sort(table: &mut Table) {
    let place = |key: &str| ORDER.iter().position(|one| *one == key);
    table.sort_values_by(|one, _, other, _| place(one.get()).cmp(&place(other.get())));
}

fn has(table: &Table, key: &str, text: &str) -> bool {
    table.get(key).and_then(Item::as_str) == Some(text)
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Download => "download",
        Kind::Transcription => "transcription",
        Kind::HandWritten => "hand-written",
    }
}

#[cfg(test)]
mod tests {
    use super::{Successor, with_entries};
    use graph_project::manifest::Kind;

    const MANIFEST: &str = "# Comments.\n\n[[document]]\nname = \"a\"\nversion = \"v26.0\"\nfile = \"v26.0/a.yaml\"\n\
        origin = \"https://example.com/{version}\" # here\nkind = \"transcription\"\nstyle = \"graph\"\n\
        overlays = [\"overlays/a.yaml\"]\nsha256 = \"0000000000000000000000000000000000000000000000000000000000000000\"\n\
        names = { A = \"B\" }\n\n# By hand.\n[[document]]\nname = \"b\"\nversion = \"v26.0\"\nfile = \"v26.0/b.yaml\"\n\
        kind = \"hand-written\"\nstyle = \"operation-id\"\nonly = [\n    \"x\", # why\n]\n";

    fn successor(name: &str, kind: Kind) -> Successor {
        let is_download = kind == Kind::Download;
        Successor {
            name: name.to_owned(),
            file: format!("v27.0/{name}.yaml"),
            kind,
            overlays: if is_download { vec!["overlays/v27.0/a.yaml".to_owned()] } else { Vec::new() },
            guard: is_download.then(|| ("1".repeat(64), 12)),
            date: is_download.then(|| "2026-11-25".to_owned()),
            is_other: true,
        }
    }

    #[test]
    fn entries_are_added_and_nothing_else_changes() {
        let successors = [successor("a", Kind::Download), successor("b", Kind::HandWritten)];
        let text = with_entries(MANIFEST, "v26.0", "v27.0", &successors).unwrap();
        let added = text.strip_prefix(MANIFEST).unwrap();
        let expected = format!(
            "\n[[document]]\nname = \"a\"\nversion = \"v27.0\"\nfile = \"v27.0/a.yaml\"\n\
             origin = \"https://example.com/{{version}}\" # here\nkind = \"download\"\nstyle = \"graph\"\n\
             overlays = [\"overlays/v27.0/a.yaml\"]\nsha256 = \"{}\"\nsize = 12\ndate = \"2026-11-25\"\n\
             names = {{ A = \"B\" }}\n\n[[document]]\nname = \"b\"\nversion = \"v27.0\"\nfile = \"v27.0/b.yaml\"\n\
             kind = \"hand-written\"\nstyle = \"operation-id\"\nonly = [\n    \"x\", # why\n]\n",
            "1".repeat(64)
        );
        assert_eq!(added, expected);
    }

    #[test]
    fn a_result_that_is_not_a_manifest_is_refused() {
        let twice = [successor("b", Kind::HandWritten), successor("b", Kind::HandWritten)];
        let error = with_entries(MANIFEST, "v26.0", "v27.0", &twice).unwrap_err();
        assert!(format!("{error:#}").contains("listed twice"), "{error:#}");
        let unknown = [successor("c", Kind::HandWritten)];
        assert!(with_entries(MANIFEST, "v26.0", "v27.0", &unknown).is_err());
    }
}
