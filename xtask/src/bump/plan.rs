//! Where each document of a new version comes from, decided before anything is done.

use super::request::Flags;
use crate::outcome::UsageError;
use crate::versions::{module, numbers};
use anyhow::{Context as _, bail};
use graph_project::manifest::{Entry, Kind, Manifest};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// What is to be done.
#[derive(Debug)]
pub(super) struct Plan {
    /// The version that the new one is made after: the one before it in the manifest.
    pub(super) old: String,
    /// The new version.
    pub(super) new: String,
    /// The modules of all other versions.
    pub(super) modules: Vec<String>,
    /// The documents of the new version.
    pub(super) documents: Vec<Planned>,
    /// The names of those that it no longer has.
    pub(super) dropped: Vec<String>,
    /// Names of schemas in Rust, by their document and what it calls them.
    pub(super) names: BTreeMap<(String, String), String>,
    /// The folder of files that are given.
    pub(super) from: Option<PathBuf>,
    /// Whether the manifest has the new version already.
    pub(super) is_again: bool,
}

/// A document of the new version.
#[derive(Clone, Debug)]
pub(super) struct Planned {
    /// The entry of the old version, or that of the new one where there is one.
    pub(super) entry: Entry,
    /// The path inside the folder of a version.
    pub(super) inside: String,
    /// The overlays of the new version.
    pub(super) overlays: Vec<String>,
    /// Where it comes from.
    pub(super) source: Source,
}

/// Where a document comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// From a file of a folder.
    File(PathBuf),
    /// From this URL.
    Download(String),
    /// From the version before.
    Carried,
    /// It is in the new version, and stays as it is now.
    Kept,
}

impl Planned {
    /// What the document is in the new version.
    pub(super) fn kind(&self) -> Kind {
        match (self.entry.kind, &self.source) {
            (kind, Source::Kept) => kind,
            (Kind::HandWritten, Source::File(_) | Source::Carried) => Kind::HandWritten,
            (_, Source::Carried) => Kind::Transcription,
            (_, Source::File(_) | Source::Download(_)) => Kind::Download,
        }
    }
}

impl Plan {
    /// Decides, and refuses what cannot be done.
    pub(super) fn make(spec: &Path, manifest: &Manifest, request: &Flags) -> anyhow::Result<Self> {
        let new = request.version.clone();
        let is_again = manifest.documents.iter().any(|entry| entry.version == new);
        let versions: BTreeSet<_> =
            manifest.documents.iter().map(|entry| (numbers(&entry.version), &entry.version)).collect();
        let old = versions.iter().rev().find(|(number, _)| *number < numbers(&new) || !is_again);
        let (_, old) = old.context("spec/manifest.toml lists no version before it")?;
        check(request, manifest, old, is_again)?;
        let others = versions.iter().filter(|(_, version)| **version != new);
        let modules = others.map(|(_, version)| module(version)).collect();
        let (mut documents, mut dropped, mut refusals) = (Vec::new(), Vec::new(), Vec::new());
        for entry in manifest.documents.iter().filter(|entry| entry.version == **old) {
            let own = manifest.documents.iter().find(|own| own.version == new && own.name == entry.name);
            match planned(entry, own, spec, request, is_again) {
                Ok(Some(planned)) => documents.push(planned),
                Ok(None) => dropped.push(entry.name.clone()),
                Err(error) => refusals.push(format!("document `{}`: {error:#}", entry.name)),
            }
        }
        if !refusals.is_empty() {
            bail!("{}", refusals.join("\n"));
        }
        if documents.is_empty() {
            bail!("{new} would have no document");
        }
        let (old, from, names) = ((*old).clone(), request.from.clone(), request.names.clone());
        Ok(Self { old, new, modules, documents, dropped, names, from, is_again })
    }
}

/// Refuses a request that cannot be meant.
fn check(request: &Flags, manifest: &Manifest, old: &str, is_again: bool) -> Result<(), UsageError> {
    let new = &request.version;
    if is_again && !manifest.is_unreleased(new) {
        return Err(UsageError::new(format!(
            "{new} is already in spec/manifest.toml, and no [[unreleased]] there says that it may still change"
        )));
    }
    if numbers(new) <= numbers(old) {
        return Err(UsageError::new(format!(
            "{new} is not newer than {old}, the newest of spec/manifest.toml"
        )));
    }
    if let Some(from) = request.from.as_ref().filter(|from| !from.is_dir()) {
        return Err(UsageError::new(format!("--from {}: there is no such folder", from.display())));
    }
    let is_known =
        |name: &&String| manifest.documents.iter().any(|entry| entry.version == old && entry.name == **name);
    let named = request.names.keys().map(|(document, _)| document.clone()).collect();
    for (flag, names) in [("--carry", &request.carry), ("--drop", &request.drop), ("--name", &named)] {
        if let Some(name) = names.iter().find(|name| !is_known(name)) {
            let message = format!("{flag} {name}: {old} has no such document in spec/manifest.toml");
            return Err(UsageError::new(message));
        }
    }
    Ok(())
}

/// Where the successor of a document comes from; `own` is the entry that it has already. `None` where it has none.
fn planned(
    entry: &Entry,
    own: Option<&Entry>,
    spec: &Path,
    request: &Flags,
    is_again: bool,
) -> anyhow::Result<Option<Planned>> {
    if request.drop.contains(&entry.name) {
        return Ok(None);
    }
    let (old, new) = (&entry.version, &request.version);
    let inside = entry.file.strip_prefix(&format!("{old}/"));
    let inside = inside.with_context(|| format!("`{}` is not in the folder {old}/ of spec/", entry.file))?;
    let file = request.from.as_ref().map(|from| from.join(inside)).filter(|file| file.exists());
    let is_asked_for = file.is_some() || request.carry.contains(&entry.name);
    let source = match (own, file) {
        (Some(_), None) if !is_asked_for => Source::Kept,
        // It was left out before, and nobody asks for it now.
        (None, None) if is_again && !is_asked_for => return Ok(None),
        (_, Some(file)) => Source::File(file),
        (_, None) => source(entry, inside, request)?,
    };
    if own.is_none() && spec.join(new).join(inside).exists() {
        bail!("spec/{new}/{inside} already exists; move it away: --from takes it from any other folder");
    }
    let base = own.unwrap_or(entry);
    let mut overlays: Vec<_> = base.overlays.iter().map(|overlay| own_overlay(overlay, spec, new)).collect();
    // Where nothing was to be corrected before, the overlay has the name of the document.
    let first = format!("overlays/{new}/{inside}");
    if overlays.is_empty() && spec.join(&first).is_file() {
        overlays.push(first);
    }
    Ok(Some(Planned { entry: base.clone(), inside: inside.to_owned(), overlays, source }))
}

/// Where a document comes from that is in no folder.
fn source(entry: &Entry, inside: &str, request: &Flags) -> anyhow::Result<Source> {
    if request.carry.contains(&entry.name) {
        return Ok(Source::Carried);
    }
    let name = &entry.name;
    match (&entry.origin, entry.kind) {
        (Some(origin), _) if origin.contains("{version}") => {
            Ok(Source::Download(origin.replace("{version}", &request.version)))
        }
        (Some(origin), _) => bail!(
            "its origin does not contain {{version}}, so it is the same for all versions: {origin}; give the file with --from, or \
             `--carry {name}`"
        ),
        (None, Kind::HandWritten) => Ok(Source::Carried),
        (None, _) => bail!(
            "it has no origin to download it from; give {inside} with --from, or carry the one of {} over with \
             `--carry {name}`",
            entry.version
        ),
    }
}

/// The overlay of the new version, if there is one, in the folder of that name beside the old overlay.
fn own_overlay(overlay: &str, spec: &Path, new: &str) -> String {
    // One that was taken away gives its place to the old one.
    let shared = overlay.replace(&format!("{new}/"), "");
    let overlay = if spec.join(overlay).is_file() { overlay } else { &shared };
    let (folder, name) = overlay.rsplit_once('/').map_or(("", overlay), |(folder, name)| (folder, name));
    let own = if folder.is_empty() { format!("{new}/{name}") } else { format!("{folder}/{new}/{name}") };
    if spec.join(&own).is_file() { own } else { overlay.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::{Plan, Source};
    use crate::bump::request::Flags;
    use crate::outcome::UsageError;
    use graph_project::manifest::{Kind, Manifest};
    use std::fs;
    use std::path::Path;

    const MANIFEST: &str = "\
[[document]]\nname = \"a\"\nversion = \"v9.0\"\nfile = \"v9.0/a.yaml\"\nkind = \"hand-written\"\nstyle = \"graph\"\n
[[document]]\nname = \"a\"\nversion = \"v10.0\"\nfile = \"v10.0/in/a.yaml\"\nkind = \"hand-written\"\nstyle = \"graph\"\n\
overlays = [\"overlays/a.yaml\", \"b.yaml\"]\n
[[document]]\nname = \"b\"\nversion = \"v10.0\"\nfile = \"v10.0/b.yaml\"\nkind = \"transcription\"\nstyle = \"graph\"\n\
origin = \"https://example.com/{version}.0\"\n
[[document]]\nname = \"c\"\nversion = \"v10.0\"\nfile = \"v10.0/c.yaml\"\nkind = \"transcription\"\nstyle = \"graph\"\n";

    fn request(version: &str, carry: &[&str]) -> Flags {
        let carry = carry.iter().map(|name| (*name).to_owned()).collect();
        Flags { version: version.to_owned(), carry, ..Flags::default() }
    }

    fn plan(spec: &Path, request: &Flags) -> anyhow::Result<Plan> {
        Plan::make(spec, &Manifest::parse(MANIFEST).unwrap(), request)
    }

    #[test]
    fn each_document_has_its_source() {
        let folder = tempfile::tempdir().unwrap();
        let spec = folder.path();
        fs::create_dir_all(spec.join("overlays/v11.0")).unwrap();
        fs::write(spec.join("overlays/v11.0/a.yaml"), "").unwrap();
        let plan = plan(spec, &request("v11.0", &["c"])).unwrap();
        assert_eq!((plan.old.as_str(), plan.modules), ("v10.0", vec!["v9_0".to_owned(), "v10_0".to_owned()]));
        let [a, b, c] = plan.documents.as_slice() else { panic!("three documents") };
        assert_eq!(
            (a.inside.as_str(), &a.source, a.kind()),
            ("in/a.yaml", &Source::Carried, Kind::HandWritten)
        );
        assert_eq!(a.overlays, ["overlays/v11.0/a.yaml", "b.yaml"]);
        let url = Source::Download("https://example.com/v11.0.0".to_owned());
        assert_eq!((&b.source, b.kind()), (&url, Kind::Download));
        assert_eq!((&c.source, c.kind()), (&Source::Carried, Kind::Transcription));
    }

    #[test]
    fn a_file_that_is_there_comes_first() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("b.yaml"), "").unwrap();
        let mut request = request("v11.0", &["b", "c"]);
        request.from = Some(folder.path().to_owned());
        let plan = plan(Path::new("none"), &request).unwrap();
        assert_eq!(plan.documents[1].source, Source::File(folder.path().join("b.yaml")));
    }

    #[test]
    fn what_cannot_be_is_refused() {
        let refusal = |request: Flags| {
            let error = plan(Path::new("none"), &request).unwrap_err();
            (format!("{error:#}"), error.is::<UsageError>())
        };
        assert_eq!(
            refusal(request("v10.0", &[])),
            (
                "v10.0 is already in spec/manifest.toml, and no [[unreleased]] there says that it may still change"
                    .to_owned(),
                true
            )
        );
        let (message, _) = refusal(request("v9.9", &[]));
        assert_eq!(message, "v9.9 is not newer than v10.0, the newest of spec/manifest.toml");
        assert!(refusal(request("v11.0", &["d"])).0.contains("no such document"));
        let from = Flags { from: Some("nowhere".into()), ..request("v11.0", &[]) };
        assert!(refusal(from).0.contains("no such folder"));
        let (message, is_usage) = refusal(request("v11.0", &[]));
        assert!(message.contains("`--carry c`") && !is_usage, "{message}");
    }

    #[test]
    fn what_is_dropped_needs_no_source() {
        let mut request = request("v11.0", &[]);
        request.drop.insert("c".to_owned());
        let made = plan(Path::new("none"), &request).unwrap();
        assert_eq!((made.documents.len(), made.dropped), (2, vec!["c".to_owned()]));
        request.drop.extend(["a", "b"].map(str::to_owned));
        let error = plan(Path::new("none"), &request).unwrap_err();
        assert_eq!(error.to_string(), "v11.0 would have no document");
        request.drop.insert("d".to_owned());
        let error = plan(Path::new("none"), &request).unwrap_err();
        assert!(error.is::<UsageError>() && error.to_string().starts_with("--drop d: "), "{error}");
    }

    #[test]
    fn what_is_there_is_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("v11.0")).unwrap();
        fs::write(folder.path().join("v11.0/b.yaml"), "").unwrap();
        let error = plan(folder.path(), &request("v11.0", &["c"])).unwrap_err();
        assert!(error.to_string().contains("spec/v11.0/b.yaml already exists"), "{error}");
    }
}
