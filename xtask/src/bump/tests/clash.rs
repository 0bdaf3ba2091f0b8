//! Two documents with a schema that is one type: where only one of them gains a field, a person chooses.

use super::shop::{ORDERS, Shop};
use crate::outcome::Outcome;
use graph_tests::server::by_path::good;
use openapi_crate::options::Options;

/// A shop whose two documents have one schema, with one name; the download of v2.0 has a field more.
fn shop() -> Shop {
    let shop = Shop::new(good(ORDERS));
    let part = "Purchase: {type: object, properties: {id: {type: string}, total: {type: string}}}\n";
    let page =
        shop.read("spec/v1.0/page.yaml").replace("parts/page.yaml#/Page", "#/components/schemas/Purchase");
    shop.write("spec/v1.0/page.yaml", &format!("{page}components: {{schemas: {{{}}}}}\n", part.trim_end()));
    let manifest = shop.read("spec/manifest.toml");
    let manifest =
        manifest.replace("name = \"orders\"\n", "name = \"orders\"\nnames = { Order = \"Purchase\" }\n");
    shop.write("spec/manifest.toml", &manifest);
    shop.checkout.generate(Options::default());
    assert_eq!(shop.read("generated/surface/v1_0.txt").matches("models::Purchase: struct").count(), 1);
    shop
}

#[test]
fn a_clash_of_what_was_one_type_stops_the_bump_with_the_choices() {
    let mut shop = shop();
    let err = shop.fail();
    assert!(
        err.contains(
            "`models::Purchase` is one type in v1.0, and in v2.0 it would be two (only in spec/v2.0/orders"
        ),
        "{err}"
    );
    // It is the other document that lacks something.
    assert!(!err.contains("spec/overlays/v2.0/orders"), "{err}");
    assert!(
        err.contains("`note`")
            && err.contains("`$.components.schemas.Purchase` in an overlay, spec/overlays/v2.0/page.yaml"),
        "{err}"
    );
    assert!(err.contains("`cargo xtask bump v2.0 --name page.Purchase=NAME`"), "{err}");
    assert!(err.contains("--name orders.Order=NAME"), "{err}");

    // A name of its own for either of them.
    for (document, schema) in [("page", "Purchase"), ("orders", "Order")] {
        let mut shop = self::shop();
        shop.request.names.insert((document.to_owned(), schema.to_owned()), "Receipt".to_owned());
        let (outcome, _, err) = shop.bump();
        assert_eq!(outcome.unwrap(), Outcome::Fine, "{err}");
        let surface = shop.read("generated/surface/v2_0.txt");
        let has_note = |name: &str| surface.contains(&format!("models::{name}.note"));
        assert_eq!((has_note("Purchase"), has_note("Receipt")), (document == "page", document == "orders"));
        assert!(!surface.contains("Purchase2"), "{surface}");
    }

    // Or an overlay makes both alike.
    let overlay = "overlay: 1.0.0\ninfo: {title: C, version: 1.0.0}\nactions:\n  - target: $.components.schemas.Purchase.properties\n    \
                   description: It is there too.\n    update: {note: {type: string}}\n";
    shop.write("spec/overlays/v2.0/page.yaml", overlay);
    shop.request.from = Some(shop.root().join("target/bump/v2.0"));
    let (outcome, _, err) = shop.bump();
    assert_eq!(outcome.unwrap(), Outcome::Fine, "{err}");
    let surface = shop.read("generated/surface/v2_0.txt");
    assert!(surface.contains("models::Purchase.note") && !surface.contains("Purchase2"), "{surface}");
}

#[test]
fn a_clash_that_comes_with_a_late_edit_stops_codegen() {
    let mut shop = shop();
    shop.request.names.insert(("page".to_owned(), "Purchase".to_owned()), "Receipt".to_owned());
    assert_eq!(shop.bump().0.unwrap(), Outcome::Fine);
    let manifest = shop.read("spec/manifest.toml");
    shop.write("spec/manifest.toml", &manifest.replace("names = { Purchase = \"Receipt\" }\n", ""));
    let before = shop.files();
    let error = shop.checkout.try_generate(Options::default()).unwrap_err().to_string();
    assert!(
        error.contains("`names = { Purchase = \"NAME\" }` in its entry in spec/manifest.toml"),
        "{error}"
    );
    assert_eq!(shop.files(), before);
}
