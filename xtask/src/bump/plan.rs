//! Where each document of a new version comes from, decided before anything is done.

use super::request::Flags;
use crate::outcome::UsageError;
use crate::versions::{module, numbers};
use anyhow::{Context as _, bail};
use graph_project::manifest::{Entry, Kind, Manifest};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// What is to be done.
#[derive(Debug)]
pub(super) struct Plan {
    /// The version that the new one is made after: the newest of the manifest.
    pub(super) old: String,
    /// The new version.
    pub(super) new: String,
    /// The modules of all existing versions.
    pub(super) modules: Vec<String>,
    /// The documents of the new version.
    pub(super) documents: Vec<Planned>,
    /// The names of those that it no longer has.
    pub(super) dropped: Vec<String>,
}

/// A document of the new version.
#[derive(Clone, Debug)]
pub(super) struct Planned {
    /// The entry of the old version.
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
}

impl Planned {
    /// What the document is in the new version.
    pub(super) fn kind(&self) -> Kind {
        match (self.entry.kind, &self.source) {
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
        let newest = manifest.documents.iter().max_by_key(|entry| numbers(&entry.version));
        let old = newest.context("spec/manifest.toml lists no document")?.version.clone();
        check(request, manifest, &old)?;
        let versions: BTreeSet<_> =
            manifest.documents.iter().map(|entry| (numbers(&entry.version), &entry.version)).collect();
        let modules = versions.into_iter().map(|(_, version)| module(version)).collect();
        let base = manifest.documents.iter().filter(|entry| entry.version == old);
        let (dropped, base): (Vec<_>, Vec<_>) = base.partition(|entry| request.drop.contains(&entry.name));
        if base.is_empty() {
            bail!("{new} would have no document");
        }
        let (mut documents, mut refusals) = (Vec::new(), Vec::new());
        for entry in base {
            match planned(entry, spec, request) {
                Ok(planned) => documents.push(planned),
                Err(error) => refusals.push(format!("document `{}`: {error:#}", entry.name)),
            }
        }
        if !refusals.is_empty() {
            bail!("{}", refusals.join("\n"));
        }
        let dropped = dropped.into_iter().map(|entry| entry.name.clone()).collect();
        Ok(Self { old, new, modules, documents, dropped })
    }
}

/// Refuses a request that cannot be meant.
fn check(request: &Flags, manifest: &Manifest, old: &str) -> Result<(), UsageError> {
    let new = &request.version;
    if manifest.documents.iter().any(|entry| entry.version == *new) {
        return Err(UsageError::new(format!("{new} is already in spec/manifest.toml")));
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
    for (flag, names) in [("--carry", &request.carry), ("--drop", &request.drop)] {
        if let Some(name) = names.iter().find(|name| !is_known(name)) {
            let message = format!("{flag} {name}: {old} has no such document in spec/manifest.toml");
            return Err(UsageError::new(message));
        }
    }
    Ok(())
}

fn planned(entry: &Entry, spec: &Path, request: &Flags) -> anyhow::Result<Planned> {
    let (old, new) = (&entry.version, &request.version);
    let inside = entry.file.strip_prefix(&format!("{old}/"));
    let inside = inside.with_context(|| format!("`{}` is not in the folder {old}/ of spec/", entry.file))?;
    if spec.join(new).join(inside).exists() {
        bail!("spec/{new}/{inside} already exists; move it away: --from takes it from any other folder");
    }
    let overlays = entry.overlays.iter().map(|overlay| own_overlay(overlay, spec, new)).collect();
    let source = source(entry, inside, request)?;
    Ok(Planned { entry: entry.clone(), inside: inside.to_owned(), overlays, source })
}

fn source(entry: &Entry, inside: &str, request: &Flags) -> anyhow::Result<Source> {
    let file = request.from.as_ref().map(|from| from.join(inside)).filter(|file| file.exists());
    if let Some(file) = file {
        return Ok(Source::File(file));
    }
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
            ("v10.0 is already in spec/manifest.toml".to_owned(), true)
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
