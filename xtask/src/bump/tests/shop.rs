//! A small workspace with a server that its documents come from.

use crate::bump::request::Flags;
use crate::bump::{Tools, bump};
use crate::outcome::Outcome;
use crate::terminal::Terminal;
use crate::tests::checkout::{Checkout, TODAY};
use crate::unreleased::report::Report;
use crate::workspace::Workspace;
use graph_generator::compare::Verdict;
use graph_tests::listing::listing;
use graph_tests::server::Answer;
use graph_tests::server::by_path::Server;
use openapi_crate::download::{Downloader, Limits};
use std::cell::Cell;
use std::collections::BTreeMap;
use std::path::Path;

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

const OVERLAY: &str = "\
overlay: 1.0.0
info: {title: Corrections, version: 1.0.0}
actions:
  - target: $.components.schemas.Order.properties.total
    description: It is text.
    update: {type: string}
";

pub(super) struct Shop {
    pub(super) checkout: Checkout,
    pub(super) server: Server,
    pub(super) request: Flags,
    /// What the comparison finds, or why it fails.
    pub(super) verdict: Result<Option<Verdict>, &'static str>,
    /// What happens once while the versions are compared, which is before the checkout changes.
    pub(super) meanwhile: Cell<Option<fn(&Self)>>,
}

/// How a bump ended: the outcome, the standard output and the standard error.
pub(super) type Ended = (anyhow::Result<Outcome>, String, String);

impl Shop {
    /// A workspace of v1.0, with a server that answers so for the orders of v2.0.
    pub(super) fn new(orders: Answer) -> Self {
        let server = Server::start(&[("/orders/v2.0.0.openapi.yaml", orders)]);
        let checkout = Checkout::new();
        let old = ORDERS.replace("2.0", "1.0").replace(", note: {type: string}", "");
        let manifest = checkout.read("spec/manifest.toml");
        let entry = format!(
            "\n[[document]]\nname = \"orders\"\nversion = \"v1.0\"\nfile = \"v1.0/orders.yaml\"\norigin = \"{}\"\nkind = \
             \"transcription\"\nstyle = \"graph\"\noverlays = [\"overlays/orders.yaml\"]\nsha256 = \"{}\"\n",
            server.url("/orders/{version}.0.openapi.yaml"),
            graph_project::sum::of(old.as_bytes()),
        );
        checkout.write(
            "spec/manifest.toml",
            &manifest.replacen("\n[[document]]", &format!("{entry}\n[[document]]"), 1),
        );
        checkout.write("spec/v1.0/orders.yaml", &old);
        checkout.write("spec/overlays/orders.yaml", OVERLAY);
        let request = Flags { version: "v2.0".to_owned(), ..Flags::default() };
        Self { checkout, server, request, verdict: Ok(Some(Verdict::Compatible)), meanwhile: Cell::new(None) }
    }

    pub(super) fn root(&self) -> &Path {
        self.checkout.root()
    }

    pub(super) fn write(&self, path: &str, text: &str) {
        self.checkout.write(path, text);
    }

    pub(super) fn read(&self, path: &str) -> String {
        self.checkout.read(path)
    }

    /// The files of the checkout, without those of `target/`.
    pub(super) fn files(&self) -> BTreeMap<String, String> {
        let mut files = listing(self.root()).unwrap();
        files.retain(|path, _| !path.starts_with("target/"));
        files
    }

    /// Runs the command.
    pub(super) fn bump(&self) -> Ended {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let downloader = Downloader::with_loopback(Limits::default());
        let compare = |workspace: &Workspace, old: &str, new: &str| {
            assert!(workspace.root().join(format!("spec/{new}")).is_dir(), "the new documents are there");
            if let Some(meanwhile) = self.meanwhile.take() {
                meanwhile(self);
            }
            let markdown = format!("### From {old} to {new}\n\n- `Order::note` is new\n");
            let verdict = self.verdict.map_err(anyhow::Error::msg)?;
            Ok(Report { verdict, text: markdown.clone(), changelog: markdown.clone(), markdown })
        };
        let tools = Tools { downloader: &downloader, today: TODAY, compare: &compare };
        let mut terminal = Terminal::new(&mut out, &mut err);
        let outcome = bump(&self.request, &Workspace::at(self.root()), &tools, &mut terminal);
        (outcome, String::from_utf8(out).unwrap(), String::from_utf8(err).unwrap())
    }

    /// Runs the command and checks that it changes nothing; what it says of the failure.
    pub(super) fn fail(&self) -> String {
        self.fail_with(Outcome::Problem)
    }

    /// Likewise, where it ends with this outcome.
    pub(super) fn fail_with(&self, expected: Outcome) -> String {
        let before = self.files();
        let (outcome, _, err) = self.bump();
        assert_eq!(outcome.unwrap(), expected, "{err}");
        assert_eq!(self.files(), before, "a bump that fails changes nothing");
        assert!(err.contains("the checkout is unchanged\n"), "{err}");
        assert!(
            listing(self.root()).unwrap().keys().all(|path| !path.contains(".stage.")),
            "the copy is removed"
        );
        err
    }
}
