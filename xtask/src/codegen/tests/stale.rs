//! Tests of what `--check` says of a checkout in which something changed since the last run.

use crate::outcome::Outcome;
use crate::tests::checkout::{Checkout, PART};
use openapi_crate::options::Options;
use std::fs;

const NAMES: &str = "generated/names/v1_0.lock";

const CHECK: Options = Options { check: true, losses: false, verbose: false, json: false };

/// What `--check` says of the files of a checkout, a line each, and of what happened since.
fn check(checkout: &Checkout) -> Vec<String> {
    let (outcome, said) = checkout.generate(CHECK);
    assert_eq!(outcome, Outcome::Problem, "{said}");
    let is_reported =
        |line: &&str| line.starts_with("generated/") || line.starts_with("since the last run: ");
    said.lines().filter(is_reported).map(str::to_owned).collect()
}

#[test]
fn an_edit_of_a_name_lock_is_reported_as_such() {
    let checkout = Checkout::new();
    assert_eq!(checkout.generate(Options::default()).0, Outcome::Fine);
    let names = checkout.read(NAMES);
    let edited = names.replace("field of Page\tname\t\tname\n", "field of Page\tname\t\ttitle\n");
    assert_ne!(edited, names);
    checkout.write(NAMES, &edited);
    let advice = "since the last run: generated/names/v1_0.lock was changed by hand, which may give other names to what callers \
                use; keep it with `cargo xtask codegen`, or take it back with `git checkout -- generated/names/v1_0.lock`";
    let is_stale = |path: &str| format!("{path}: stale, because a name lock was edited");
    let said = check(&checkout);
    assert_eq!(said.first(), Some(&is_stale("generated/codegen.lock")), "{said:?}");
    assert!(said.contains(&is_stale("generated/src/v1_0/models/page.rs")), "{said:?}");
    assert_eq!(said.last().map(String::as_str), Some(advice));
    let (_, json) = checkout.generate(Options { json: true, ..CHECK });
    assert!(json.contains("\"cause\":\"names\"") && !json.contains("\"cause\":\"generator\""), "{json}");

    // An edited comment is taken back, and a missing line changes nothing where the name is the same.
    checkout.write(NAMES, &names.replace("# Scope", "# Mine"));
    assert_eq!(check(&checkout), ["generated/names/v1_0.lock: edited by hand", advice]);
    fs::remove_file(checkout.root().join(NAMES)).unwrap();
    assert_eq!(check(&checkout), ["generated/names/v1_0.lock: missing", advice]);
    // Where the documents changed too, they are named as well.
    checkout.write(NAMES, &edited);
    checkout.write("spec/v1.0/parts/page.yaml", &PART.replace("{name:", "{about: {type: string}, name:"));
    let said = check(&checkout);
    assert!(said.contains(&"since the last run: spec/v1.0/parts/page.yaml changed".to_owned()), "{said:?}");
    assert!(said[0].ends_with("because the spec changed") && said.last().unwrap() == advice, "{said:?}");

    // What the person decided is kept.
    assert_eq!(checkout.generate(Options::default()).0, Outcome::Fine);
    assert!(checkout.read("generated/src/v1_0/models/page.rs").contains("pub title:"));
    assert_eq!(checkout.generate(CHECK).0, Outcome::Fine);
}
