//! What may go wrong around a bump: other runs, edits before it, and documents in other encodings.

use super::shop::{ORDERS, Shop};
use crate::bump::request::Flags;
use crate::outcome::Outcome;
use crate::spec;
use crate::unreleased::naming;
use graph_tests::server::Answer;
use graph_tests::server::by_path::{good, not_found};
use openapi_crate::options::Options;
use std::fs;

#[test]
fn of_two_bumps_at_once_one_is_done() {
    let shop = Shop::new(good(ORDERS));
    shop.meanwhile.set(Some(|shop| {
        let (outcome, _, err) = shop.bump();
        assert_eq!(outcome.unwrap(), Outcome::Fine, "{err}");
    }));
    let (outcome, _, err) = shop.bump();
    assert_eq!(outcome.unwrap(), Outcome::Problem);
    assert!(err.contains("was changed while this ran\nthe checkout is unchanged\n"), "{err}");
    assert_eq!(spec::manifest(&shop.root().join("spec")).unwrap().documents.len(), 4);
    assert_eq!(shop.read("CHANGELOG.md").matches("## [0.1.1]").count(), 1);
}

#[test]
fn what_somebody_wrote_into_a_generated_file_is_not_lost() {
    let shop = Shop::new(good(ORDERS));
    shop.checkout.generate(Options::default());
    let path = "generated/src/v1_0/models/order.rs";
    let generated = shop.read(path);
    shop.write(path, &format!("{generated}// Mine.\n"));
    let err = shop.fail();
    assert!(err.contains(&format!("would overwrite it: {path}; ")), "{err}");
    shop.write(path, &generated);
    // A line of the names may go: that is how an item gets a new name.
    let names = shop.read("generated/names/v1_0.lock");
    shop.write("generated/names/v1_0.lock", names.trim_end().rsplit_once('\n').unwrap().0);
    assert_eq!(shop.bump().0.unwrap(), Outcome::Fine);
}

#[test]
fn a_merge_that_was_not_finished_is_seen() {
    let shop = Shop::new(good(ORDERS));
    let names =
        "<<<<<<< ours\ntype\tOrder\torders#/components/schemas/Order\tPurchase\n=======\n>>>>>>> theirs\n";
    shop.write("generated/names/v1_0.lock", names);
    let err = shop.fail();
    assert!(err.contains("names/v1_0.lock: restore it") && err.contains("line 1"), "{err}");
}

#[test]
fn a_document_in_another_encoding_is_taken_as_it_is() {
    let json = naming::read("orders.yaml", ORDERS).unwrap().to_string();
    for text in [json, format!("\u{feff}{ORDERS}"), ORDERS.replace('\n', "\r\n")] {
        let shop = Shop::new(good(&text));
        let (outcome, _, err) = shop.bump();
        assert_eq!(outcome.unwrap(), Outcome::Fine, "{err}");
        assert_eq!(shop.read("spec/v2.0/orders.yaml"), text);
        assert!(shop.read("generated/src/v2_0/models/order.rs").contains("pub note: Option<String>"));
    }
}

#[test]
fn a_document_that_no_longer_exists_is_left_out() {
    let mut shop = Shop::new(not_found());
    shop.request.drop.insert("orders".to_owned());
    let (outcome, out, err) = shop.bump();
    assert_eq!(outcome.unwrap(), Outcome::Fine, "{err}");
    assert!(shop.server.asked().is_empty());
    assert!(out.contains("- v2.0 has no document `orders`"), "{out}");
    let documents = spec::manifest(&shop.root().join("spec")).unwrap().documents;
    assert_eq!(documents.iter().filter(|entry| entry.version == "v2.0").count(), 1);
    assert!(!shop.root().join("generated/src/v2_0/models/order.rs").exists());
}

#[test]
fn a_part_of_a_version_is_not_one_that_is_not_published() {
    let none = || not_found();
    let with_two = |orders: Answer| {
        let shop = Shop::new(orders);
        let manifest = shop.read("spec/manifest.toml");
        let (before, after) = manifest.rsplit_once("reference = ").unwrap();
        let origin = shop.server.url("/{version}/page.yaml");
        shop.write("spec/manifest.toml", &format!("{before}origin = \"{origin}\"\nreference = {after}"));
        shop
    };
    let err = with_two(none()).fail_with(Outcome::NotPublished);
    assert!(err.contains("document `orders`: ") && err.contains("document `page`: "), "{err}");
    assert!(with_two(good(ORDERS)).fail().contains("error: document `page`: "));
    let mut shop = Shop::new(none());
    shop.write("mine/page.yaml", &shop.read("spec/v1.0/page.yaml").replace("v1.0", "v2.0"));
    shop.request.from = Some(shop.root().join("mine"));
    assert!(shop.fail().contains("error: document `orders`: "));
}

#[test]
fn a_summary_is_written_for_a_pull_request() {
    let mut shop = Shop::new(good(ORDERS));
    shop.request.summary = Some(shop.root().join("target/summary.md"));
    assert_eq!(shop.bump().0.unwrap(), Outcome::Fine);
    let summary = shop.read("target/summary.md");
    assert!(
        summary.starts_with(
            "v2.0 after v1.0: compatible; meta-graph 0.1.0 becomes 0.1.1\n\nTo look at:\n\n- [ ] "
        )
    );
    assert!(summary.ends_with("### From v1.0 to v2.0\n\n- `Order::note` is new\n"), "{summary}");

    // Where there is no place for it, the bump is done nevertheless, and says so.
    let mut shop = Shop::new(good(ORDERS));
    fs::create_dir_all(shop.root().join("target/summary.md")).unwrap();
    shop.request.summary = Some(shop.root().join("target/summary.md"));
    let error = shop.bump().0.unwrap_err();
    assert!(error.to_string().starts_with("v2.0 is done; cannot write "), "{error}");
    assert!(shop.root().join("spec/v2.0/orders.yaml").exists());
}

#[test]
fn what_was_said_of_gone_items_stays() {
    let mut shop = Shop::new(not_found());
    shop.request.drop.insert("orders".to_owned());
    assert_eq!(shop.bump().0.unwrap(), Outcome::Fine);
    let gone = "\n# Added by a person.\n[[gone]]\nversion = \"v2.0\"\nitem = \"models::Order\"\ninstead = \"ask the shop\"\n";
    let manifest = shop.read("spec/manifest.toml") + gone;
    shop.write("spec/manifest.toml", &manifest);

    shop.request = Flags { version: "v3.0".to_owned(), ..Flags::default() };
    let (outcome, _, err) = shop.bump();
    assert_eq!(outcome.unwrap(), Outcome::Fine, "{err}");
    assert!(!err.contains("gone"), "{err}");
    let added = shop.read("spec/manifest.toml");
    let added = added.strip_prefix(&manifest).unwrap();
    assert!(added.starts_with("\n[[document]]\nname = \"page\"\nversion = \"v3.0\"\n"), "{added}");
    let documents = spec::manifest(&shop.root().join("spec")).unwrap().documents;
    assert_eq!(documents.iter().filter(|entry| entry.version == "v3.0").count(), 1);
    let (second, third) = (shop.read("generated/src/v2_0.rs"), shop.read("generated/src/v3_0.rs"));
    assert!(second.contains("//! - `models::Order`, ask the shop\n"), "{second}");
    assert!(!third.contains("# Gone"), "{third}");
}

#[test]
fn a_place_that_cannot_be_written_stops_it() {
    // Nothing can be kept of what arrives.
    let shop = Shop::new(good(ORDERS));
    shop.write("target", "A file.\n");
    let err = shop.fail();
    assert!(err.contains("cannot keep it: ") && !err.contains("continue with"), "{err}");

    // The copy is complete when the checkout turns out to be in the way.
    let shop = Shop::new(good(ORDERS));
    shop.meanwhile.set(Some(|shop| shop.write("generated/src/v2_0", "A file.\n")));
    let mut before = shop.files();
    let (outcome, _, err) = shop.bump();
    assert_eq!(outcome.unwrap(), Outcome::Problem);
    let place = shop.root().join("generated/src/v2_0");
    assert!(err.contains(&format!("error: cannot make {}", place.display())), "{err}");
    assert!(err.contains("the checkout is unchanged\n") && err.contains("continue with"), "{err}");
    before.insert("generated/src/v2_0".to_owned(), "A file.\n".to_owned());
    assert_eq!(shop.files(), before);
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_made_stops_it() {
    let shop = Shop::new(good(ORDERS));
    // It leads nowhere, so it is not part of the checkout until something is to be written there.
    let place = shop.root().join("generated/src/v2_0");
    std::os::unix::fs::symlink(shop.root().join("nowhere"), &place).unwrap();
    let err = shop.fail();
    assert!(err.contains(&format!("error: cannot make {}: ", place.display())), "{err}");
}

#[test]
fn a_version_that_is_there_does_not_change_with_it() {
    let shop = Shop::new(good(ORDERS));
    let generate = || shop.checkout.generate(Options::default());
    generate();
    let part = shop.read("spec/v1.0/parts/page.yaml");
    shop.write("spec/v1.0/parts/page.yaml", &part.replace("name", "title"));
    let err = shop.fail();
    assert!(err.contains("this would also change generated/surface/v1_0.txt, since the spec"), "{err}");
    // Once it is generated, it can be seen in the commit, and the bump says nothing of it.
    generate();
    assert_eq!(shop.bump().0.unwrap(), Outcome::Fine);
}
