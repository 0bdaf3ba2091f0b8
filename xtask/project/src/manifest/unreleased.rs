//! The versions that no release of the crate has yet: what follows from their documents may still change.

use super::{Manifest, ManifestError};
use crate::date;
use serde::Deserialize;
use std::collections::BTreeSet;

/// A version that no release of the crate has yet.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unreleased {
    /// The version of the API: `v27.0`.
    pub version: String,
    /// The day of the entry in the changelog: `2026-11-25`.
    pub date: String,
    /// The version that the crate had before; the first of these has it.
    #[serde(rename = "crate")]
    pub package: Option<String>,
    /// The modules that were on by default before; the first of these has them.
    #[serde(default)]
    pub default: Vec<String>,
}

impl Manifest {
    /// Whether no release of the crate has this version yet.
    pub fn is_unreleased(&self, version: &str) -> bool {
        self.unreleased.iter().any(|one| one.version == version)
    }
}

/// Checks that the versions have documents, and that what was there before them is known.
pub(super) fn check(manifest: &Manifest) -> Result<(), ManifestError> {
    let mut seen = BTreeSet::new();
    for (at, one) in manifest.unreleased.iter().enumerate() {
        let reason = if manifest.documents.iter().all(|entry| entry.version != one.version) {
            "it has no document"
        } else if !seen.insert(&one.version) {
            "it is listed twice"
        } else if !date::is_day(&one.date) {
            "its `date` is not a date such as 2026-07-29"
        } else if at == 0 && one.package.is_none() {
            "the first of these tables has to say in `crate` which version the crate had before"
        } else {
            continue;
        };
        return Err(ManifestError::Unreleased { version: one.version.clone(), reason });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::manifest::Manifest;

    const ENTRY: &str = "[[document]]\nname = \"page\"\nversion = \"v27.0\"\nfile = \"v27.0/page.yaml\"\n\
                         kind = \"hand-written\"\nstyle = \"graph\"\n";

    const TABLE: &str = "[[unreleased]]\nversion = \"v27.0\"\ndate = \"2026-11-25\"\ncrate = \"0.1.0\"\n";

    #[test]
    fn a_version_may_be_unreleased() {
        let manifest = Manifest::parse(&format!("{ENTRY}{TABLE}default = [\"v26_0\"]\n")).unwrap();
        assert!(manifest.is_unreleased("v27.0") && !manifest.is_unreleased("v26.0"));
        assert_eq!(manifest.unreleased[0].default, ["v26_0"]);
        assert!(!Manifest::parse(ENTRY).unwrap().is_unreleased("v27.0"));
    }

    #[test]
    fn odd_tables_are_refused() {
        let refusal = |table: &str| Manifest::parse(&format!("{ENTRY}{table}")).unwrap_err().to_string();
        assert_eq!(refusal(&TABLE.replace("v27.0", "v28.0")), "[[unreleased]] v28.0: it has no document");
        assert!(refusal(&format!("{TABLE}{TABLE}")).ends_with("v27.0: it is listed twice"));
        assert!(refusal(&TABLE.replace("2026-11-25", "soon")).contains("`date` is not a date"));
        assert!(refusal(&TABLE.replace("crate = \"0.1.0\"\n", "")).contains("say in `crate`"));
    }
}
