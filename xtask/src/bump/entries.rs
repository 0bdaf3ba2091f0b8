//! The entries of a new version in `spec/manifest.toml`.

use anyhow::{Context as _, ensure};
use graph_project::manifest::{Kind, Manifest};
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, value};

/// The order of the keys, which is that of the comments at the top of the manifest.
const ORDER: [&str; 14] = [
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
    let count = read.documents.iter().filter(|entry| entry.version == new).count();
    ensure!(count == successors.len(), "the entries of {new} cannot be added to spec/manifest.toml");
    Ok(text)
}

/// The text of an entry, with a blank line before it.
fn entry(base: &Table, new: &str, successor: &Successor) -> String {
    // A table of its own: one that was cloned remembers where it stood.
    let mut table = Table::new();
    for (key, item) in base.iter() {
        table.insert(key, item.clone());
    }
    for key in ["sha256", "size", "date"] {
        table.remove(key);
    }
    table.insert("version", value(new));
    table.insert("file", value(&successor.file));
    table.insert("kind", value(kind(successor.kind)));
    if base.contains_key("overlays") {
        table.insert("overlays", value(successor.overlays.iter().collect::<toml_edit::Array>()));
    }
    if let Some((sum, size)) = &successor.guard {
        table.insert("sha256", value(sum));
        table.insert("size", value(i64::try_from(*size).unwrap_or(i64::MAX)));
    }
    if let Some(date) = &successor.date {
        table.insert("date", value(date));
    }
    let place = |key: &str| ORDER.iter().position(|one| *one == key);
    table.sort_values_by(|one, _, other, _| place(one.get()).cmp(&place(other.get())));
    let mut tables = ArrayOfTables::new();
    tables.push(table);
    let mut document = DocumentMut::new();
    document.insert("document", Item::ArrayOfTables(tables));
    format!("\n{}", document.to_string().trim_start())
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
