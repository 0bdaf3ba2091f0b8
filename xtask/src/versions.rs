//! `spec/versions.toml`: when the versions of the API appeared and when they end.

use crate::terminal::Terminal;
use anyhow::{Context as _, bail, ensure};
use graph_generator::ir::{Ident, Version};
use graph_project::date;
use graph_project::manifest::Manifest;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;
use toml::Spanned;

/// How many years a version can be called after the next one has appeared.
const LIFE: u64 = 2;

/// The versions that Meta's changelog lists.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Versions {
    #[serde(default)]
    life: Life,
    #[serde(rename = "version", default)]
    rows: Vec<Row>,
}

/// What the documentation of a module says of the life of its version; `{published}` and `{ends}` stand for its days.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Life {
    /// Where the end is not known yet.
    open: String,
    /// Where it is known.
    ends: String,
}

impl Life {
    fn of(&self, row: &Row, ends: Option<&str>) -> String {
        let text = ends.map_or(&self.open, |_| &self.ends);
        text.replace("{published}", row.published()).replace("{ends}", ends.unwrap_or_default())
    }
}

/// One version.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    /// As Meta writes it: `v26.0`.
    version: Spanned<String>,
    /// The day on which it appeared.
    published: Spanned<String>,
    /// The day until which it can be called, once that is known.
    ends: Option<Spanned<String>>,
}

impl Row {
    fn version(&self) -> &str {
        self.version.get_ref()
    }

    fn published(&self) -> &str {
        self.published.get_ref()
    }

    fn ends(&self) -> Option<&str> {
        self.ends.as_ref().map(|ends| ends.get_ref().as_str())
    }
}

impl Versions {
    /// Reads and checks the table of a `spec/` folder.
    pub(crate) fn read(spec: &Path) -> anyhow::Result<Self> {
        let path = spec.join("versions.toml");
        let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        Self::parse(&text).context("spec/versions.toml")
    }

    fn parse(text: &str) -> anyhow::Result<Self> {
        let versions: Self = toml::from_str(text)?;
        let mut seen = BTreeMap::new();
        for row in &versions.rows {
            let version = row.version();
            let place = place(text, &row.version);
            let Some(numbers) = numbers(version) else {
                bail!("{place}: version `{version}` does not look like `v26.0`");
            };
            ensure!(seen.insert(numbers, row).is_none(), "{place}: version {version} is listed twice");
            for day in [Some(&row.published), row.ends.as_ref()].into_iter().flatten() {
                let (place, day) = (self::place(text, day), day.get_ref());
                ensure!(date::is_day(day), "{place}: `{day}` is not a date such as 2026-07-29");
            }
            if let Some(ends) = row.ends.as_ref().filter(|ends| ends.get_ref().as_str() <= row.published()) {
                bail!("{}: {version} ends before it begins", self::place(text, ends));
            }
        }
        // They are in the order of their numbers now, wherever they stand in the table.
        let rows: Vec<&Row> = seen.into_values().collect();
        for (before, row) in rows.iter().zip(rows.iter().skip(1)) {
            ensure!(
                row.published() >= before.published(),
                "{}: {} appeared after {}, which the table dates {} ({})",
                place(text, &row.published),
                row.version(),
                before.version(),
                before.published(),
                place(text, &before.published)
            );
        }
        Ok(versions)
    }

    /// What the generator has to know about a version.
    pub(crate) fn version(&self, label: &str) -> Version {
        let row = self.row(label);
        Version {
            label: label.to_owned(),
            module: Ident(module(label)),
            life: row.map(|row| self.life.of(row, self.ends(row).as_deref())).unwrap_or_default(),
        }
    }

    /// Whether the table has a version.
    pub(crate) fn has(&self, label: &str) -> bool {
        self.row(label).is_some()
    }

    /// Warns of the versions of the manifest that have ended.
    pub(crate) fn warn_of_ended(
        &self,
        manifest: &Manifest,
        today: &str,
        terminal: &mut Terminal<'_>,
    ) -> io::Result<()> {
        for label in manifest.documents.iter().map(|entry| &entry.version).collect::<BTreeSet<_>>() {
            // The day of the end is the first on which it cannot be relied on.
            let ends = self.row(label).and_then(|row| self.ends(row));
            if let Some(ends) = ends.filter(|ends| today >= ends.as_str()) {
                terminal.error(&format!(
                    "warning: Meta ended {label} on {ends}: the oldest remaining version answers calls to it; consider \
                     removing it from spec/manifest.toml"
                ))?;
            }
        }
        Ok(())
    }

    /// The day on which a version ends: what the table says, else two years after the next version appeared.
    fn ends(&self, row: &Row) -> Option<String> {
        let newer = self.rows.iter().filter(|one| numbers(one.version()) > numbers(row.version()));
        let next = newer.min_by_key(|one| numbers(one.version()));
        let computed = || date::years_after(next?.published(), LIFE);
        row.ends().map(str::to_owned).or_else(computed)
    }

    fn row(&self, label: &str) -> Option<&Row> {
        self.rows.iter().find(|row| row.version() == label)
    }
}

/// Where a value stands, with its line.
fn place(text: &str, value: &Spanned<String>) -> String {
    let before = text.get(..value.span().start).unwrap_or_default();
    let line = before.matches('\n').count();
    format!("line {}, `{}`", line + 1, text.lines().nth(line).unwrap_or_default().trim())
}

/// The numbers of `v26.0`, by which versions are ordered; `None` for what does not look so.
pub(crate) fn numbers(version: &str) -> Option<[u32; 2]> {
    let (major, minor) = version.strip_prefix('v')?.split_once('.')?;
    let number = |part: &str| {
        // No sign and no leading zero: each version has one spelling.
        let number: u32 = part.parse().ok()?;
        (number.to_string() == part).then_some(number)
    };
    Some([number(major)?, number(minor)?])
}

/// The module and the Cargo feature of a version: `v26_0`.
pub(crate) fn module(label: &str) -> String {
    label.replace('.', "_")
}

#[cfg(test)]
mod tests {
    use super::Versions;
    use crate::spec;
    use crate::terminal::Terminal;
    use graph_project::manifest::Manifest;
    use std::path::Path;

    const TEXTS: &str = "[life]\nopen = \"From {published}.\"\nends = \"From {published} to {ends}.\"\n";

    const TABLE: &str =
        "[[version]]\nversion = \"v26.0\"\npublished = \"2026-07-29\"\nends = \"2029-01-02\"\n";

    fn refusal(from: &str, to: &str) -> String {
        format!("{:#}", Versions::parse(&TABLE.replace(from, to)).unwrap_err())
    }

    #[test]
    fn a_version_is_found_with_its_days() {
        let newer = "[[version]]\nversion = \"v27.0\"\npublished = \"2026-11-24\"\n";
        let versions = Versions::parse(&format!("{TEXTS}{TABLE}{newer}")).unwrap();
        let version = versions.version("v26.0");
        assert_eq!(version.life, "From 2026-07-29 to 2029-01-02.");
        assert_eq!(version.module.as_str(), "v26_0");
        assert_eq!(versions.version("v27.0").life, "From 2026-11-24.");
        assert_eq!(versions.version("v28.0").life, "");
        assert_eq!(Versions::parse(TABLE).unwrap().version("v26.0").life, "");
    }

    #[test]
    fn a_version_ends_two_years_after_the_next_one_appeared() {
        let rows = [("v25.0", "2026-02-28"), ("v100.0", "2028-02-29"), ("v26.0", "2026-07-29")];
        let rows = rows
            .map(|(version, day)| format!("[[version]]\nversion = \"{version}\"\npublished = \"{day}\"\n"));
        let versions = Versions::parse(&format!("{TEXTS}{}", rows.concat())).unwrap();
        let life = |label: &str| versions.version(label).life;
        assert_eq!(life("v25.0"), "From 2026-02-28 to 2028-07-29.");
        assert_eq!(life("v26.0"), "From 2026-07-29 to 2030-02-28.");
        assert_eq!(life("v100.0"), "From 2028-02-29.");
    }

    #[test]
    fn odd_rows_are_refused() {
        assert_eq!(
            refusal("v26.0", "26"),
            "line 2, `version = \"26\"`: version `26` does not look like `v26.0`"
        );
        assert!(
            refusal("2029-01-02", "2029-02-30")
                .starts_with("line 4, `ends = \"2029-02-30\"`: `2029-02-30` is not")
        );
        assert!(refusal("2029-01-02", "2020-01-02").contains("ends before it begins"));
        assert!(refusal("ends", "end").contains("unknown field"));
        assert!(format!("{:#}", Versions::parse(&format!("{TABLE}{TABLE}")).unwrap_err()).contains("twice"));
    }

    #[test]
    fn a_version_is_not_older_than_the_one_before() {
        let row = |version: &str, day: &str| {
            format!("[[version]]\nversion = \"{version}\"\npublished = \"{day}\"\n")
        };
        // What counts is the number, not the place in the table.
        for (newer, older) in [("v27.0", "v26.0"), ("v100.0", "v26.1")] {
            let text = row(newer, "2020-01-01") + &row(older, "2026-07-29");
            let error = format!("{:#}", Versions::parse(&text).unwrap_err());
            let expected = format!(
                "line 3, `published = \"2020-01-01\"`: {newer} appeared after {older}, which the table dates 2026-07-29 \
                 (line 6, `published = \"2026-07-29\"`)"
            );
            assert_eq!(error, expected);
        }
        Versions::parse(&(row("v27.0", "2026-07-29") + &row("v26.0", "2026-07-29"))).unwrap();
    }

    #[test]
    fn the_table_of_the_repository_is_read() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec");
        let versions = Versions::read(&folder).unwrap();
        let manifest = spec::manifest(&folder).unwrap();
        for entry in &manifest.documents {
            assert!(versions.row(&entry.version).is_some(), "{} is not in spec/versions.toml", entry.version);
        }
    }

    #[test]
    fn an_ended_version_is_warned_of_from_that_day_on() {
        let entry = "[[document]]\nname = \"a\"\nversion = \"v26.0\"\nfile = \"a.yaml\"\nkind = \"hand-written\"\n\
                     style = \"graph\"\n";
        let manifest = Manifest::parse(entry).unwrap();
        let warned = |today: &str| {
            let (mut out, mut err) = (Vec::new(), Vec::new());
            let mut terminal = Terminal::new(&mut out, &mut err);
            Versions::parse(TABLE).unwrap().warn_of_ended(&manifest, today, &mut terminal).unwrap();
            String::from_utf8(err).unwrap()
        };
        assert_eq!(warned("2029-01-01"), "");
        assert!(warned("2029-01-02").starts_with("warning: Meta ended v26.0 on 2029-01-02"));
    }
}
