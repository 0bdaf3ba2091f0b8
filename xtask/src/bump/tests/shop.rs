//! A small workspace with a server that its documents come from.

use crate::bump::report::Report;
use crate::bump::request::Request;
use crate::bump::{Tools, bump};
use crate::fetch::server::{Reply, Server};
use crate::fetch::{Downloader, Limits};
use crate::outcome::Outcome;
use crate::terminal::Terminal;
use crate::tree::listing::listing;
use crate::workspace::Workspace;
use graph_generator::compare::Verdict;
use std::cell::Cell;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// What Meta offers for v2.0.
pub(super) const ORDERS: &str = "\
openapi: 3.1.1
info: {title: Orders, version: 2.0.0}
servers: [{url: https://shop.example/v2.0}]
paths:
  /{order_id}:
    get:
      parameters: [{name: order_id, in: path, required: true, schema: {type: string}}]
      responses: {'200': {description: An order, content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}}
components:
  schemas:
    Order: {type: object, properties: {id: {type: string}, total: {type: integer}, note: {type: string}}}
";

const PAGE: &str = "\
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

const OVERLAY: &str = "\
overlay: 1.0.0
info: {title: Corrections, version: 1.0.0}
actions:
  - target: $.components.schemas.Order.properties.total
    description: It is text.
    update: {type: string}
";

const LIBRARY: &str = "mod runtime;\n#[cfg(feature = \"v1_0\")]\n#[rustfmt::skip]\npub mod v1_0;\n";

const CRATE: &str = "[package]\nname = \"meta-graph\"\nversion = \"0.1.0\"\n\n[features]\n\
    default = [\"reqwest\", \"v1_0\"]\nreqwest = []\nv1_0 = []\n\n[dependencies]\n";

const LOCK: &str = "version = 4\n\n[[package]]\nname = \"meta-graph\"\nversion = \"0.1.0\"\n";

pub(super) struct Shop {
    folder: TempDir,
    pub(super) server: Server,
    pub(super) request: Request,
    /// What the comparison finds, or why it fails.
    pub(super) verdict: Result<Option<Verdict>, &'static str>,
    /// What happens once while the versions are compared, which is before the checkout changes.
    pub(super) meanwhile: Cell<Option<fn(&Self)>>,
}

/// How a bump ended: the outcome, the standard output and the standard error.
pub(super) type Ended = (anyhow::Result<Outcome>, String, String);

impl Shop {
    /// A workspace of v1.0, with a server that answers so for the orders of v2.0.
    pub(super) fn new(orders: Reply) -> Self {
        let server = Server::start(&[("/orders/v2.0.0.openapi.yaml", orders)]);
        let folder = tempfile::tempdir().unwrap();
        let old = ORDERS.replace("2.0", "1.0").replace(", note: {type: string}", "");
        let manifest = format!(
            "# Ours.\n\n[[document]]\nname = \"orders\"\nversion = \"v1.0\"\nfile = \"v1.0/orders.yaml\"\n\
             origin = \"{}\"\nkind = \"transcription\"\nstyle = \"graph\"\noverlays = [\"overlays/orders.yaml\"]\n\
             sha256 = \"{}\"\n\n[[document]]\nname = \"page\"\nversion = \"v1.0\"\nfile = \"v1.0/page.yaml\"\n\
             reference = \"https://shop.example/docs\"\nkind = \"hand-written\"\nstyle = \"graph\"\noverlays = []\n",
            server.url("/orders/{version}.0.openapi.yaml"),
            crate::sum::of(old.as_bytes()),
        );
        let request = Request { version: "v2.0".to_owned(), ..Request::default() };
        let shop = Self {
            folder,
            server,
            request,
            verdict: Ok(Some(Verdict::Compatible)),
            meanwhile: Cell::new(None),
        };
        let versions = "[[version]]\nversion = \"v1.0\"\npublished = \"2020-01-01\"\nends = \"2022-02-02\"\n";
        for (path, text) in [
            ("spec/manifest.toml", manifest.as_str()),
            ("spec/versions.toml", versions),
            ("spec/v1.0/orders.yaml", &old),
            ("spec/v1.0/page.yaml", PAGE),
            ("spec/v1.0/parts/page.yaml", "Page: {type: object, properties: {name: {type: string}}}\n"),
            ("spec/overlays/orders.yaml", OVERLAY),
            ("generated/Cargo.toml", CRATE),
            ("generated/src/lib.rs", LIBRARY),
            ("Cargo.lock", LOCK),
            ("README.md", "Not touched.\n"),
        ] {
            shop.write(path, text);
        }
        shop
    }

    pub(super) fn root(&self) -> &Path {
        self.folder.path()
    }

    pub(super) fn write(&self, path: &str, text: &str) {
        let place = self.root().join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, text).unwrap();
    }

    pub(super) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root().join(path)).unwrap()
    }

    /// The files of the checkout, without those of `target/`.
    pub(super) fn files(&self) -> BTreeMap<String, String> {
        let mut files = listing(self.root());
        files.retain(|path, _| !path.starts_with("target/"));
        files
    }

    /// Runs the command.
    pub(super) fn bump(&self) -> Ended {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let downloader = Downloader::for_tests(Limits::default());
        let compare = |workspace: &Workspace, old: &str, new: &str| {
            assert!(workspace.root().join("generated/src/v2_0.rs").is_file(), "the new module is there");
            if let Some(meanwhile) = self.meanwhile.take() {
                meanwhile(self);
            }
            let markdown = format!("### From {old} to {new}\n\n- `Order::note` is new\n");
            let verdict = self.verdict.map_err(anyhow::Error::msg)?;
            Ok(Report { verdict, text: markdown.clone(), changelog: markdown.clone(), markdown })
        };
        let tools = Tools { downloader: &downloader, today: "2026-11-25", compare: &compare };
        let mut terminal = Terminal::new(&mut out, &mut err);
        let outcome = bump(&self.request, &Workspace::at(self.root()), &tools, &mut terminal);
        (outcome, String::from_utf8(out).unwrap(), String::from_utf8(err).unwrap())
    }

    /// Runs the command and checks that it changes nothing; what it says of the failure.
    pub(super) fn fail(&self) -> String {
        self.fail_with(Outcome::Problem)
    }

    /// Likewise, where it ends in this way.
    pub(super) fn fail_with(&self, expected: Outcome) -> String {
        let before = self.files();
        let (outcome, _, err) = self.bump();
        assert_eq!(outcome.unwrap(), expected, "{err}");
        assert_eq!(self.files(), before, "a bump that fails changes nothing");
        assert!(err.contains("the checkout is as it was\n"), "{err}");
        assert!(listing(self.root()).keys().all(|path| !path.contains(".stage.")), "the copy is removed");
        err
    }
}
