//! What a person gives and what a person forgets: files under a wrong name, documents of something else, overlays that
//! nothing takes, documents that nobody has looked at.

use super::shop::{ORDERS, Shop};
use crate::bump::state;
use crate::outcome::Outcome;
use crate::terminal::Terminal;
use crate::workspace::Workspace;
use graph_tests::server::by_path::{good, not_found};
use openapi_crate::options::Options;
use std::fs;

const CHECK: Options = Options { check: true, losses: false, verbose: false, json: false };

#[test]
fn a_file_that_nothing_takes_is_named() {
    for (name, meant) in [
        ("page.yml", "is `page.yaml` meant?"),
        ("order.yaml", "is `orders.yaml` meant?"),
        ("parts/other.yaml", "the names are orders.yaml, page.yaml"),
    ] {
        let mut shop = Shop::new(not_found());
        shop.write(&format!("mine/{name}"), "openapi: 3.0.3\n");
        shop.write("mine/.hidden", "");
        shop.request.from = Some(shop.root().join("mine"));
        let err = shop.fail();
        assert!(
            err.contains(&format!("mine/{name} is not a document of v2.0, and none refers to it; {meant}")),
            "{err}"
        );
        assert!(shop.server.asked().is_empty(), "it is said before anything is downloaded");
    }
}

#[test]
fn a_part_that_is_given_takes_the_place_of_the_old_one() {
    let mut shop = Shop::new(good(ORDERS));
    let part = shop.read("spec/v1.0/parts/page.yaml").replace("name:", "title:");
    shop.write("mine/parts/page.yaml", &part);
    shop.request.from = Some(shop.root().join("mine"));
    let (outcome, _, err) = shop.bump();
    assert_eq!(outcome.unwrap(), Outcome::Fine, "{err}");
    assert_eq!(shop.read("spec/v2.0/parts/page.yaml"), part);
    // Again, with another one.
    let part = part.replace("title:", "label:");
    shop.write("mine/parts/page.yaml", &part);
    assert_eq!(shop.bump().0.unwrap(), Outcome::Fine);
    assert_eq!(shop.read("spec/v2.0/parts/page.yaml"), part);
}

#[test]
fn an_overlay_that_nothing_takes_is_named() {
    let shop = Shop::new(good(ORDERS));
    let overlay = shop.read("spec/overlays/orders.yaml");
    shop.write("spec/overlays/v2.0/order.yaml", &overlay);
    let err = shop.fail();
    assert!(err.contains("spec/overlays/v2.0/order.yaml is taken by no document of v2.0"), "{err}");
    assert!(err.contains("is `orders.yaml` meant?"), "{err}");
    fs::remove_file(shop.root().join("spec/overlays/v2.0/order.yaml")).unwrap();
    assert_eq!(shop.bump().0.unwrap(), Outcome::Fine);

    // One that comes later is not forgotten by `codegen` either, and the command takes it.
    shop.write("spec/overlays/v2.0/orders.yaml", &overlay);
    let error = shop.checkout.try_generate(CHECK).unwrap_err().to_string();
    assert!(error.starts_with("spec/overlays/v2.0/orders.yaml is an overlay that no entry of"), "{error}");
    assert!(error.ends_with("; `cargo xtask bump v2.0` again takes it"), "{error}");
    assert_eq!(shop.bump().0.unwrap(), Outcome::Fine);
    shop.checkout.generate(Options::default());
    assert_eq!(shop.checkout.generate(CHECK).0, Outcome::Fine);
    // One for a version that is not there yet waits.
    shop.write("spec/overlays/v9.0/orders.yaml", &overlay);
    assert_eq!(shop.checkout.generate(CHECK).0, Outcome::Fine);
    shop.write("spec/overlays/more.yaml", &overlay);
    assert!(shop.checkout.try_generate(CHECK).is_err());
}

#[test]
fn an_overlay_of_a_document_that_had_none_has_its_name() {
    let shop = Shop::new(good(ORDERS));
    let overlay = "overlay: 1.0.0\ninfo: {title: C, version: 1.0.0}\nactions:\n  - target: $.info\n    description: Ours.\n    \
                   update: {title: Pages}\n";
    shop.write("spec/overlays/v2.0/page.yaml", overlay);
    let (outcome, _, err) = shop.bump();
    assert_eq!(outcome.unwrap(), Outcome::Fine, "{err}");
    assert!(shop.read("spec/manifest.toml").contains("overlays = [\"overlays/v2.0/page.yaml\"]"));
}

#[test]
fn documents_of_something_else_are_recognised() {
    let mut shop = Shop::new(good(ORDERS));
    let page = shop.read("spec/v1.0/page.yaml").replace("v1.0", "v2.0");
    shop.write("mine/orders.yaml", &page);
    shop.write("mine/page.yaml", ORDERS);
    shop.write("mine/parts/page.yaml", &shop.read("spec/v1.0/parts/page.yaml"));
    shop.request.from = Some(shop.root().join("mine"));
    let err = shop.fail();
    assert!(
        err.contains(
            "mine/orders.yaml is taken for `orders` and has the paths of `page`, such as `/{page_id}`"
        ),
        "{err}"
    );
    assert!(err.contains("mine/page.yaml is taken for `page` and has the paths of `orders`"), "{err}");
    // The documents are those of v3.0, or still those of v1.0.
    for (version, said) in [
        ("v3.0", "is it `cargo xtask bump v3.0` that is meant?"),
        ("v1.0", "are these the documents of v1.0, which are there already?"),
    ] {
        let shop = Shop::new(good(&ORDERS.replace("v2.0", version)));
        let err = shop.fail();
        assert!(err.contains(said), "{err}");
    }
}

#[test]
fn a_document_that_nobody_looked_at_is_named_until_somebody_does() {
    let shop = Shop::new(good(ORDERS));
    let (outcome, out, err) = shop.bump();
    assert_eq!(outcome.unwrap(), Outcome::Fine, "{err}");
    assert!(
        out.contains("- spec/v2.0/page.yaml still says what v1.0 said: bring it up to date with https://"),
        "{out}"
    );
    assert!(out.contains("- where nothing of a document has to change, note `reviewed"), "{out}");
    let named = |shop: &Shop| {
        let said = shop.checkout.generate(CHECK).1;
        assert_eq!(
            said.contains("  spec/v2.0/page.yaml: see https://shop.example/docs\n"),
            said.contains("1 document of v2.0 still says")
        );
        said.contains("spec/v2.0/page.yaml: see")
    };
    shop.checkout.generate(Options::default());
    assert!(named(&shop));
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut terminal = Terminal::new(&mut out, &mut err);
    let error = state::end(&Workspace::at(shop.root()), "2026-12-01", &mut terminal).unwrap_err();
    assert!(
        error.to_string().starts_with("1 document of v2.0 still says what the version before said"),
        "{error}"
    );
    // One more comment is not a change, another word is.
    let page = shop.read("spec/v2.0/page.yaml");
    shop.write("spec/v2.0/page.yaml", &format!("{page}# Looked at.\n"));
    assert!(named(&shop));
    shop.write("spec/v2.0/page.yaml", &page.replace("A page", "The page"));
    assert!(!named(&shop));
    let (_, out, _) = shop.bump();
    assert!(!out.contains("still says"), "{out}");
    // Or a person says so.
    shop.write("spec/v2.0/page.yaml", &page);
    let manifest = shop.read("spec/manifest.toml");
    let (before, after) = manifest.rsplit_once("kind = \"hand-written\"\n").unwrap();
    shop.write(
        "spec/manifest.toml",
        &format!("{before}kind = \"hand-written\"\nreviewed = \"2026-11-30\"\n{after}"),
    );
    assert!(!named(&shop));
}

#[test]
fn the_pages_that_name_an_older_version_are_those_that_do() {
    let shop = Shop::new(good(ORDERS));
    shop.write("README.md", "`meta_graph::v1_0` and `meta_graph::v2_0`.\n");
    shop.write("generated/examples/read.rs", "use meta_graph::v1_0::page;\n");
    shop.write("generated/examples/other.rs", "fn main() {}\n");
    let (_, out, err) = shop.bump();
    // lib.rs declares the old module, which callers do not read.
    assert!(out.contains("- generated/examples/read.rs names v1_0 and not v2_0\n"), "{out}{err}");
    let mut shop = shop;
    shop.request.version = "v3.0".to_owned();
    shop.request.carry.insert("orders".to_owned());
    let (_, out, err) = shop.bump();
    assert!(out.contains("- generated/examples/read.rs names v1_0 and not v3_0\n"), "{out}{err}");
    assert!(out.contains("- README.md names v2_0 and not v3_0\n"), "{out}");
}
