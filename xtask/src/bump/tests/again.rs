//! A version that no release has yet: bumped again, generated after an edit, taken back, released.

use super::shop::{ORDERS, Shop};
use crate::bump::{state, undo};
use crate::outcome::Outcome;
use crate::spec;
use crate::terminal::Terminal;
use crate::tests::checkout::TODAY;
use crate::unreleased::report;
use crate::workspace::Workspace;
use graph_generator::compare::Verdict;
use graph_tests::server::by_path::{good, not_found};
use openapi_crate::options::Options;
use std::fs;

const CHECK: Options = Options { check: true, losses: false, verbose: false, json: false };

fn bumped() -> Shop {
    let shop = Shop::new(good(ORDERS));
    shop.write("CHANGELOG.md", "# C\n\n## [Unreleased]\n\n- Ours.\n\n## [0.1.0]\n");
    shop.checkout.generate(Options::default());
    let (outcome, _, err) = shop.bump();
    assert_eq!(outcome.unwrap(), Outcome::Fine, "{err}");
    // The entry of the comparison that this command has, and not of the one that the tests give to a bump.
    shop.checkout.generate(Options::default());
    shop
}

#[test]
fn a_late_edit_is_followed_by_the_entry_the_step_and_the_features() {
    let shop = bumped();
    assert_eq!(shop.checkout.generate(CHECK).0, Outcome::Fine);
    assert!(shop.read("CHANGELOG.md").contains("## [0.1.1] - 2026-11-25"));
    // A person writes around the entry, and edits the document that was carried over: `name` is gone.
    let by_hand = shop.read("CHANGELOG.md").replace("- Ours.\n", "- Ours, and more.\n");
    shop.write("CHANGELOG.md", &by_hand);
    let part = shop.read("spec/v2.0/parts/page.yaml");
    shop.write("spec/v2.0/parts/page.yaml", &part.replace("name:", "title:"));
    let (outcome, said) = shop.checkout.generate(CHECK);
    assert_eq!(outcome, Outcome::Problem);
    for line in [
        "error: the entry of v2.0 in CHANGELOG.md is stale; run `cargo xtask codegen`\n",
        "error: the version of the crate in generated/Cargo.toml is stale; run",
        "error: the list of features in generated/Cargo.toml is stale; run",
        "error: the version of meta-graph in Cargo.lock is stale; run",
    ] {
        assert!(said.contains(line), "{line}\nis not in:\n{said}");
    }
    let (outcome, said) = shop.checkout.generate(Options::default());
    assert_eq!(outcome, Outcome::Fine, "{said}");
    assert!(said.contains("CHANGELOG.md: written, since the entry of v2.0 was stale\n"), "{said}");
    assert_eq!(shop.checkout.generate(CHECK).0, Outcome::Fine);
    let changelog = shop.read("CHANGELOG.md");
    assert!(
        changelog.contains("## [0.2.0] - 2026-11-25") && !changelog.contains("## [0.1.1]"),
        "{changelog}"
    );
    assert_eq!(changelog.matches("`Page.name`").count(), 1, "{changelog}");
    assert!(changelog.contains("<!-- end v2.0 -->\n\n- Ours, and more.\n\n## [0.1.0]\n"), "{changelog}");
    let package = shop.read("generated/Cargo.toml");
    assert!(package.contains("version = \"0.2.0\"") && package.contains("default = [\"reqwest\", \"v2_0\"]"));
    assert!(shop.read("Cargo.lock").contains("version = \"0.2.0\""));

    // The way back is as short.
    shop.write("spec/v2.0/parts/page.yaml", &part);
    shop.checkout.generate(Options::default());
    assert_eq!(shop.read("CHANGELOG.md"), by_hand);
    assert!(shop.read("generated/Cargo.toml").contains("default = [\"reqwest\", \"v1_0\", \"v2_0\"]"));
}

#[test]
fn what_to_use_instead_reaches_the_changelog() {
    let mut shop = Shop::new(not_found());
    shop.request.drop.insert("orders".to_owned());
    assert_eq!(shop.bump().0.unwrap(), Outcome::Fine);
    let gone = "\n[[gone]]\nversion = \"v2.0\"\nitem = \"models::Order\"\ninstead = \"ask the shop\"\n";
    shop.write("spec/manifest.toml", &(shop.read("spec/manifest.toml") + gone));
    let (outcome, said) = shop.checkout.generate(CHECK);
    assert!(
        outcome == Outcome::Problem && said.contains("the entry of v2.0 in CHANGELOG.md is stale"),
        "{said}"
    );
    shop.checkout.generate(Options::default());
    let changelog = shop.read("CHANGELOG.md");
    assert!(changelog.contains("ask the shop"), "{changelog}");
}

#[test]
fn the_names_of_an_unreleased_version_do_not_bind() {
    let shop = bumped();
    let manifest = shop.read("spec/manifest.toml");
    let named = |name: &str| {
        let (before, after) = manifest.rsplit_once("[[document]]\nname = \"orders\"").unwrap();
        let after = after.replacen("style", &format!("names = {{ Order = \"{name}\" }}\nstyle"), 1);
        shop.write("spec/manifest.toml", &format!("{before}[[document]]\nname = \"orders\"{after}"));
        shop.checkout.generate(Options::default());
        (shop.read("generated/names/v2_0.lock"), shop.read("generated/surface/v2_0.txt"))
    };
    // `note` is new in v2.0: nobody knows its name yet, so that its lock can be lost without a trace.
    let lock = shop.read("generated/names/v2_0.lock");
    shop.write("generated/names/v2_0.lock", &lock.replace("\t\tnote", "\t\tremark"));
    let (_, said) = shop.checkout.generate(CHECK);
    assert!(said.contains("generated/names/v2_0.lock: edited by hand"), "{said}");
    assert!(!said.contains("keep it with"), "{said}");
    shop.checkout.generate(Options::default());
    assert_eq!(shop.read("generated/names/v2_0.lock"), lock);
    // Whoever is still naming may name again, and nothing is left of the first name.
    let (lock, surface) = named("Purchase");
    assert!(lock.contains("\tPurchase\n") && surface.contains("models::Purchase"), "{lock}");
    let (lock, surface) = named("Receipt");
    assert!(lock.contains("\tReceipt\n") && !lock.contains("Purchase"), "{lock}");
    assert!(surface.contains("models::Receipt") && !surface.contains("Purchase"), "{surface}");
}

#[test]
fn a_bump_again_follows_the_documents_as_they_are_now() {
    let mut shop = bumped();
    let page = shop.read("spec/v2.0/page.yaml");
    let edited = page.replace("A page", "A page of the shop");
    shop.write("spec/v2.0/page.yaml", &edited);
    let overlay = shop.read("spec/overlays/orders.yaml");
    shop.write("spec/overlays/v2.0/orders.yaml", &overlay.replace("It is text", "It is a text"));
    shop.verdict = Ok(Some(Verdict::Breaking));
    let (outcome, out, err) = shop.bump();
    assert_eq!(outcome.unwrap(), Outcome::Fine, "{err}");
    assert!(out.contains("v2.0 after v1.0: breaking; meta-graph 0.1.0 becomes 0.2.0; "), "{out}");
    assert_eq!(shop.server.asked().len(), 1, "what is there is not downloaded again");
    assert_eq!(shop.read("spec/v2.0/page.yaml"), edited);
    let entries = spec::manifest(&shop.root().join("spec")).unwrap();
    assert_eq!((entries.documents.len(), entries.unreleased.len()), (4, 1));
    assert_eq!(entries.documents[2].overlays, ["overlays/v2.0/orders.yaml"]);
    let changelog = shop.read("CHANGELOG.md");
    assert_eq!((changelog.matches("## [0.2.0]").count(), changelog.matches("## [0.1.1]").count()), (1, 0));

    // A file that is given takes the place of the one that is there.
    let newer = ORDERS.replace("note:", "remark:");
    shop.write("mine/orders.yaml", &newer);
    shop.request.from = Some(shop.root().join("mine"));
    let (outcome, _, err) = shop.bump();
    assert_eq!(outcome.unwrap(), Outcome::Fine, "{err}");
    assert_eq!(shop.read("spec/v2.0/orders.yaml"), newer);
    assert!(shop.read("generated/surface/v2_0.txt").contains("Order.remark"));
    let documents = spec::manifest(&shop.root().join("spec")).unwrap().documents;
    assert_eq!(documents[2].size, Some(newer.len() as u64));
    assert_eq!(shop.read("spec/v2.0/page.yaml"), edited);

    // What is left out stays so.
    shop.request.from = None;
    shop.request.drop.insert("orders".to_owned());
    let err = shop.fail();
    assert!(err.contains("spec/overlays/v2.0/orders.yaml is taken by no document of v2.0"), "{err}");
    fs::remove_file(shop.root().join("spec/overlays/v2.0/orders.yaml")).unwrap();
    assert_eq!(shop.bump().0.unwrap(), Outcome::Fine);
    shop.request.drop.clear();
    assert_eq!(shop.bump().0.unwrap(), Outcome::Fine);
    assert!(!shop.root().join("spec/v2.0/orders.yaml").exists());
    assert_eq!(spec::manifest(&shop.root().join("spec")).unwrap().documents.len(), 3);
}

#[test]
fn a_bump_that_is_only_tried_writes_nothing() {
    let mut shop = Shop::new(good(ORDERS));
    shop.request.dry_run = true;
    let before = graph_tests::listing::listing(shop.root()).unwrap();
    let (outcome, out, err) = shop.bump();
    assert_eq!(outcome.unwrap(), Outcome::Fine, "{err}");
    assert!(
        out.contains("`Order::note` is new") && out.ends_with("Nothing was written (--dry-run)\n"),
        "{out}"
    );
    assert_eq!(graph_tests::listing::listing(shop.root()).unwrap(), before);
    assert!(!shop.root().join("target").exists());
}

fn undo(shop: &Shop, version: &str) -> anyhow::Result<Outcome> {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut terminal = Terminal::new(&mut out, &mut err);
    undo::undo(&Workspace::at(shop.root()), version, TODAY, &report::between, &mut terminal)
}

#[test]
fn a_version_is_taken_back_completely() {
    let shop = Shop::new(good(ORDERS));
    shop.write("CHANGELOG.md", "# C\n\n## [Unreleased]\n\n- Ours.\n\n## [0.1.0]\n");
    shop.checkout.generate(Options::default());
    let before = shop.files();
    assert_eq!(shop.bump().0.unwrap(), Outcome::Fine);
    // A person works on it.
    let page = shop.read("spec/v2.0/page.yaml") + "# Mine.\n";
    shop.write("spec/v2.0/page.yaml", &page);
    let row = "\n[[version]]\nversion = \"v2.0\"\npublished = \"2026-11-24\"\n";
    shop.write("spec/versions.toml", &(shop.read("spec/versions.toml") + row));
    shop.write("spec/overlays/v2.0/orders.yaml", &shop.read("spec/overlays/orders.yaml"));
    shop.bump().0.unwrap();
    assert_eq!(undo(&shop, "v2.0").unwrap(), Outcome::Fine);
    assert_eq!(shop.files(), before);
    assert!(!shop.root().join("spec/v2.0").exists());
    // What a person wrote is not lost.
    assert_eq!(shop.read("target/bump/undone/v2.0/spec/v2.0/page.yaml"), page);
    assert!(undo(&shop, "v2.0").unwrap_err().to_string().contains("no [[unreleased]] version"));
    // It can be done again.
    let _ = fs::remove_dir_all(shop.root().join("target/bump/v2.0"));
    assert_eq!(shop.bump().0.unwrap(), Outcome::Fine);
}

#[test]
fn two_versions_that_no_release_has_follow_one_another() {
    let mut shop = bumped();
    shop.request.version = "v3.0".to_owned();
    shop.request.carry.insert("orders".to_owned());
    let (outcome, out, err) = shop.bump();
    assert_eq!(outcome.unwrap(), Outcome::Fine, "{err}");
    assert!(out.contains("v3.0 after v2.0: compatible; meta-graph 0.1.1 becomes 0.1.2"), "{out}");
    // The first one breaks after all: the step of the second begins there.
    let part = shop.read("spec/v2.0/parts/page.yaml");
    for version in ["v2.0", "v3.0"] {
        shop.write(&format!("spec/{version}/parts/page.yaml"), &part.replace("name:", "title:"));
    }
    shop.checkout.generate(Options::default());
    let changelog = shop.read("CHANGELOG.md");
    let at = |text: &str| changelog.find(text).unwrap_or_else(|| panic!("{text} is not in {changelog}"));
    assert!(at("## [0.2.1] - 2026") < at("## [0.2.0] - 2026"));
    assert!(shop.read("generated/Cargo.toml").contains("default = [\"reqwest\", \"v2_0\", \"v3_0\"]"));
    // The older one cannot go before the newer one.
    assert!(undo(&shop, "v2.0").unwrap_err().to_string().contains("`cargo xtask bump v3.0 --undo`"));
    assert_eq!(undo(&shop, "v3.0").unwrap(), Outcome::Fine);
    let package = shop.read("generated/Cargo.toml");
    assert!(package.contains("version = \"0.2.0\"") && !package.contains("v3_0"), "{package}");
    assert!(!shop.read("CHANGELOG.md").contains("[0.2.1]"));
    assert_eq!(shop.checkout.generate(CHECK).0, Outcome::Fine);
}

#[test]
fn what_is_released_stays() {
    let shop = bumped();
    shop.write("spec/v2.0/page.yaml", &shop.read("spec/v2.0/page.yaml").replace("A page", "The page"));
    shop.checkout.generate(Options::default());
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut terminal = Terminal::new(&mut out, &mut err);
    let workspace = Workspace::at(shop.root());
    state::end(&workspace, "2026-12-01", &mut terminal).unwrap();
    assert!(
        state::end(&workspace, "2026-12-01", &mut terminal).unwrap_err().to_string().contains("is released")
    );
    let changelog = shop.read("CHANGELOG.md");
    assert!(changelog.contains("## [0.1.1] - 2026-12-01\n") && !changelog.contains("<!--"), "{changelog}");
    let (outcome, ..) = shop.bump();
    assert!(outcome.unwrap_err().to_string().starts_with("v2.0 is already in spec/manifest.toml, and no"));
    // An edit no longer changes what was said, and names are kept.
    let part = shop.read("spec/v2.0/parts/page.yaml");
    shop.write("spec/v2.0/parts/page.yaml", &part.replace("name:", "title:"));
    shop.checkout.generate(Options::default());
    assert_eq!(shop.read("CHANGELOG.md"), changelog);
    assert!(shop.read("generated/Cargo.toml").contains("version = \"0.1.1\""));
}
