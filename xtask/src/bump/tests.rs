mod again;
mod clash;
mod given;
mod hostile;
mod shop;

use crate::outcome::Outcome;
use crate::spec;
use crate::workspace::Workspace;
use graph_generator::compare::Verdict;
use graph_project::date;
use graph_project::manifest::Kind;
use graph_tests::server::by_path::{good, not_found, raw};
use shop::{ORDERS, Shop};
use std::fs;
use std::time::{Duration, UNIX_EPOCH};

const RESUME: &str = "are in target/bump/v2.0; continue with `cargo xtask bump v2.0 --from target/bump/v2.0`";

#[test]
fn a_bump_makes_everything_that_belongs_to_a_version() {
    let shop = Shop::new(good(ORDERS));
    let manifest = shop.read("spec/manifest.toml");
    let (outcome, out, err) = shop.bump();
    assert_eq!(outcome.unwrap(), Outcome::Fine, "{err}");

    assert_eq!(shop.read("spec/v2.0/orders.yaml"), ORDERS);
    let page = shop.read("spec/v2.0/page.yaml");
    let expected =
        shop.read("spec/v1.0/page.yaml").replace("1.0.0", "2.0.0").replace("example/v1.0", "example/v2.0");
    assert_eq!(page, expected);
    assert_eq!(shop.read("spec/v2.0/parts/page.yaml"), shop.read("spec/v1.0/parts/page.yaml"));
    assert!(shop.read("spec/manifest.toml").starts_with(&manifest));
    let entries = spec::manifest(&shop.root().join("spec")).unwrap().documents;
    let [_, _, orders, page] = entries.as_slice() else { panic!("four documents") };
    assert_eq!(
        (orders.kind, orders.size, orders.date.as_deref()),
        (Kind::Download, Some(ORDERS.len() as u64), Some("2026-11-25"))
    );
    assert_eq!(orders.overlays, ["overlays/orders.yaml"]);
    assert_eq!((page.kind, page.size, page.date.as_deref()), (Kind::HandWritten, None, None));

    assert!(shop.read("generated/src/v2_0/models/order.rs").contains("pub note: Option<String>"));
    assert!(shop.read("generated/src/v2_0/models/order.rs").contains("pub total: Option<String>"));
    assert!(
        shop.read("generated/src/lib.rs")
            .ends_with("#[cfg(feature = \"v2_0\")]\n#[rustfmt::skip]\npub mod v2_0;\n")
    );
    let package = shop.read("generated/Cargo.toml");
    assert!(package.contains("default = [\"reqwest\", \"v1_0\", \"v2_0\"]\n"), "{package}");
    assert!(
        package.contains("version = \"0.1.1\"") && shop.read("Cargo.lock").contains("version = \"0.1.1\"")
    );
    assert!(shop.read("CHANGELOG.md").contains("## [0.1.1] - 2026-11-25\n"));
    assert!(shop.read("CHANGELOG.md").contains("- `Order::note` is new\n"));

    assert!(err.contains("warning: Meta ended v1.0 on 2022-02-02"), "{err}");
    for line in [
        "spec/v2.0/page.yaml: carried over from spec/v1.0/page.yaml\n  line 3: `1.0.0` becomes `2.0.0`\n",
        "v2.0 after v1.0: compatible; meta-graph 0.1.0 becomes 0.1.1; ",
        "- spec/v2.0/page.yaml still says what v1.0 said: bring it up to date with https://shop.example/docs\n",
        "- spec/v2.0/page.yaml still names v1.0, in line 1\n",
        "- spec/v2.0/parts/page.yaml is spec/v1.0/parts/page.yaml, to which documents refer\n",
        "- spec/versions.toml has no v2.0",
        "Next: `git diff`, then `bash .ci/run`",
    ] {
        assert!(out.contains(line), "{line}\nis not in:\n{out}");
    }
}

#[test]
fn what_stays_keeps_its_name() {
    let shop = Shop::new(good(ORDERS));
    let kept = "type\tOrder\torders#/components/schemas/Order\tPurchase\n";
    shop.write("generated/names/v1_0.lock", kept);
    let (outcome, _, err) = shop.bump();
    assert_eq!(outcome.unwrap(), Outcome::Fine, "{err}");
    assert!(shop.read("generated/src/v2_0/models/purchase.rs").contains("pub note: Option<String>"));
    assert!(shop.read("generated/names/v2_0.lock").contains(kept));
}

#[test]
fn where_a_version_breaks_the_older_ones_leave_the_default_features() {
    let mut shop = Shop::new(good(ORDERS));
    shop.verdict = Ok(Some(Verdict::Breaking));
    let (outcome, out, err) = shop.bump();
    assert_eq!(outcome.unwrap(), Outcome::Fine, "{err}");
    let package = shop.read("generated/Cargo.toml");
    assert!(
        package.contains("version = \"0.2.0\"") && package.contains("default = [\"reqwest\", \"v2_0\"]\n")
    );
    assert!(shop.read("CHANGELOG.md").contains("`v1_0` is no longer on by default"));
    assert!(out.contains("- v1_0 left the default features"), "{out}");
}

#[test]
fn a_document_that_cannot_be_downloaded_stops_it() {
    let gone = not_found();
    let err = Shop::new(gone).fail_with(Outcome::NotPublished);
    assert!(err.starts_with("document `orders`: http://127.0.0.1:"), "{err}");
    assert!(err.contains("there is no such document") && !err.contains("continue with"), "{err}");
    assert!(err.contains("\nv2.0 is not published yet"), "{err}");
    for (reply, said) in [
        (good("<html><title>Log in</title>"), "an HTML page instead of a document: Log in"),
        (raw("200 OK", "Content-Length: 9999\r\n", ORDERS), "was cut off"),
        (good("swagger: '2.0'\n"), "Swagger 2.0 document"),
        (good("a: [\n"), "spec/v2.0/orders.yaml:"),
    ] {
        let err = Shop::new(reply).fail();
        assert!(err.contains(said) && !err.contains("continue with"), "{err}");
    }
}

#[test]
fn a_bump_goes_on_with_what_arrived() {
    let mut shop = Shop::new(good(&ORDERS.replace("total:", "sum:")));
    let err = shop.fail();
    assert!(err.contains("overlay") && err.contains("spec/overlays/v2.0/") && err.contains(RESUME), "{err}");

    let overlay = shop.read("spec/overlays/orders.yaml").replace("total", "sum");
    shop.write("spec/overlays/v2.0/orders.yaml", &overlay);
    let kept = shop.root().join("target/bump/v2.0");
    let file = fs::File::options().append(true).open(kept.join("orders.yaml")).unwrap();
    let downloaded = UNIX_EPOCH + Duration::from_secs(1_700_000_000);
    file.set_modified(downloaded).unwrap();
    shop.request.from = Some(kept);
    let (outcome, out, err) = shop.bump();
    assert_eq!(outcome.unwrap(), Outcome::Fine, "{err}");
    assert!(out.contains("spec/v2.0/orders.yaml: taken from "), "{out}");
    assert_eq!(shop.server.asked().len(), 1, "it was not downloaded again");
    let entry = spec::manifest(&Workspace::at(shop.root()).spec()).unwrap().documents.remove(2);
    assert_eq!(entry.overlays, ["overlays/v2.0/orders.yaml"]);
    assert_eq!(entry.date, Some(date::of(downloaded)));
}

#[test]
fn files_of_a_folder_are_taken_and_kept() {
    let mut shop = Shop::new(raw("500 No", "Content-Length: 0\r\n", ""));
    shop.write("mine/orders.yaml", ORDERS);
    shop.write("mine/page.yaml", &shop.read("spec/v1.0/page.yaml").replace("v1.0", "v2.0"));
    let part = shop.read("spec/v1.0/parts/page.yaml");
    shop.write("mine/parts/page.yaml", &part.replace("name", "title"));
    shop.request.from = Some(shop.root().join("mine"));
    shop.verdict = Err("they are too different");
    let err = shop.fail();
    assert!(
        err.contains("cannot compare v1.0 with v2.0: they are too different") && err.contains(RESUME),
        "{err}"
    );
    assert_eq!(fs::read_to_string(shop.root().join("target/bump/v2.0/orders.yaml")).unwrap(), ORDERS);

    // What is kept is complete: nothing of the first folder is needed any more.
    fs::rename(shop.root().join("mine"), shop.root().join("target/mine")).unwrap();
    shop.request.from = Some(shop.root().join("target/bump/v2.0"));
    shop.verdict = Ok(None);
    let (outcome, out, err) = shop.bump();
    assert_eq!(outcome.unwrap(), Outcome::Fine, "{err}");
    assert!(shop.server.asked().is_empty());
    assert!(out.contains("- spec/v2.0/page.yaml says that it is version 1.0.0\n"), "{out}");
    let page = spec::manifest(&Workspace::at(shop.root()).spec()).unwrap().documents.remove(3);
    assert_eq!((page.kind, page.date), (Kind::HandWritten, None));
    assert_eq!(shop.read("spec/v2.0/parts/page.yaml"), part.replace("name", "title"));
}

#[test]
fn a_page_among_the_files_is_refused() {
    let mut shop = Shop::new(good(ORDERS));
    shop.write("mine/orders.yaml", "\n<!doctype html><title>Log in</title>");
    shop.request.from = Some(shop.root().join("mine"));
    assert!(shop.fail().contains("orders.yaml is an HTML page, not a document: Log in"));
}

#[test]
fn a_transcription_is_carried_over_only_when_asked() {
    let mut shop = Shop::new(not_found());
    shop.request.carry.insert("orders".to_owned());
    let (outcome, out, err) = shop.bump();
    assert_eq!(outcome.unwrap(), Outcome::Fine, "{err}");
    assert!(shop.server.asked().is_empty());
    let entry = spec::manifest(&Workspace::at(shop.root()).spec()).unwrap().documents.remove(2);
    assert_eq!((entry.kind, entry.date), (Kind::Transcription, None));
    assert!(shop.read("spec/v2.0/orders.yaml").contains("servers: [{url: https://shop.example/v2.0}]"));
    assert!(out.contains("- spec/v2.0/orders.yaml is that of v1.0: compare it with its source\n"), "{out}");
}

#[test]
fn a_document_that_sends_requests_to_another_version_is_refused() {
    let shop = Shop::new(good(&ORDERS.replace("example/v2.0", "example/v1.0")));
    let err = shop.fail();
    assert!(err.contains("sends requests to another version than v2.0: https://shop.example/v1.0"), "{err}");
}

#[test]
fn whatever_cannot_be_wired_stops_it() {
    let without = |path: &str, words: &str| {
        let shop = Shop::new(good(ORDERS));
        shop.write(path, &shop.read(path).replace(words, "other"));
        shop.fail()
    };
    assert!(without("generated/Cargo.toml", "default").contains("no `default`"));
    assert!(without("generated/Cargo.toml", "version =").contains("generated/Cargo.toml: "));
    assert!(without("generated/src/lib.rs", "pub mod").contains("no line `pub mod v1_0;`"));
    assert!(without("Cargo.lock", "meta-graph").contains("contains the package meta-graph 0 times"));
}

#[test]
fn a_checkout_that_cannot_be_written_is_put_back() {
    let shop = Shop::new(good(ORDERS));
    // Where the old lock file is to be kept for a moment, something stands in the way; others have changed by then.
    let name = format!("spec/.manifest.toml.{}.old", std::process::id());
    fs::create_dir(shop.root().join(&name)).unwrap();
    let err = shop.fail();
    assert!(err.contains(&name) && err.contains("is in the way") && err.contains(RESUME), "{err}");
}
