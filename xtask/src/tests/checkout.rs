//! A made-up checkout with one version and one document.

use crate::generate;
use crate::outcome::Outcome;
use crate::terminal::Terminal;
use crate::unreleased::report;
use crate::workspace::Workspace;
use openapi_crate::options::Options;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// The day on which commands run in it.
pub(crate) const TODAY: &str = "2026-11-25";

/// The one document.
pub(crate) const PAGE: &str = "\
# The page of v1.0.
openapi: 3.0.3
info: {title: Page, version: 1.0.0}
servers: [{url: https://shop.example/v1.0}]
paths:
  /{page_id}:
    get:
      parameters: [{name: page_id, in: path, required: true, schema: {type: string}}]
      responses: {'200': {description: A page, content: {application/json: {schema: {$ref: 'parts/page.yaml#/Page'}}}}}
";

/// What it refers to.
pub(crate) const PART: &str = "Page: {type: object, properties: {name: {type: string}}}\n";

const MANIFEST: &str = "\
# Ours.

[[document]]
name = \"page\"
version = \"v1.0\"
file = \"v1.0/page.yaml\"
reference = \"https://shop.example/docs\"
kind = \"hand-written\"
style = \"graph\"
overlays = []
";

const VERSIONS: &str = "[[version]]\nversion = \"v1.0\"\npublished = \"2020-01-01\"\nends = \"2022-02-02\"\n";

const LIBRARY: &str = "mod runtime;\n#[cfg(feature = \"v1_0\")]\n#[rustfmt::skip]\npub mod v1_0;\n";

const CRATE: &str = "[package]\nname = \"meta-graph\"\nversion = \"0.1.0\"\n\n[features]\n\
    default = [\"reqwest\", \"v1_0\"]\nreqwest = []\nv1_0 = []\n\n[dependencies]\n";

const LOCK: &str = "version = 4\n\n[[package]]\nname = \"meta-graph\"\nversion = \"0.1.0\"\n";

pub(crate) struct Checkout {
    folder: TempDir,
}

impl Checkout {
    /// A checkout in which nothing was generated yet.
    pub(crate) fn new() -> Self {
        let checkout = Self { folder: tempfile::tempdir().unwrap() };
        for (path, text) in [
            ("spec/manifest.toml", MANIFEST),
            ("spec/versions.toml", VERSIONS),
            ("spec/v1.0/page.yaml", PAGE),
            ("spec/v1.0/parts/page.yaml", PART),
            ("generated/Cargo.toml", CRATE),
            ("generated/src/lib.rs", LIBRARY),
            ("Cargo.lock", LOCK),
            ("README.md", "Not touched.\n"),
        ] {
            checkout.write(path, text);
        }
        checkout
    }

    pub(crate) fn root(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let place = self.root().join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, text).unwrap();
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root().join(path)).unwrap()
    }

    /// Generates; the error, if there is one.
    pub(crate) fn try_generate(&self, options: Options) -> anyhow::Result<Outcome> {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let mut terminal = Terminal::new(&mut out, &mut err);
        let workspace = Workspace::at(self.root());
        Ok(generate::run(options, &workspace, TODAY, &report::between, &mut terminal)?.outcome)
    }

    /// Generates; how that ended, and all that it said.
    pub(crate) fn generate(&self, options: Options) -> (Outcome, String) {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let mut terminal = Terminal::new(&mut out, &mut err);
        let outcome =
            generate::run(options, &Workspace::at(self.root()), TODAY, &report::between, &mut terminal)
                .unwrap();
        (outcome.outcome, String::from_utf8([out, err].concat()).unwrap())
    }
}
