//! What the generated crate brings along: nothing that callers did not ask for.

use graph_tests::workspace;
use std::collections::BTreeSet;
use std::process::Command;

/// The packages that the crate needs with these features, for this target.
fn packages(features: &str, target: &str) -> BTreeSet<String> {
    let output = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["tree", "--locked", "-p", "meta-graph", "-e", "normal", "--prefix", "none", "--format", "{p}"])
        .args(["--no-default-features", "--features", features, "--target", target])
        .current_dir(workspace::root())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().filter_map(|line| line.split(' ').next()).map(str::to_owned).collect()
}

fn set(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// Each of these is plain computation, which a WebAssembly program in a browser can do.
const CORE: [&str; 12] = [
    "bytes",
    "futures-core",
    "http",
    "itoa",
    "memchr",
    "meta-graph",
    "percent-encoding",
    "serde",
    "serde_core",
    "serde_json",
    "zeroize",
    // How serde_json writes floats.
    "zmij",
];

#[test]
fn without_default_features_there_is_no_http_client_and_nothing_that_wasm_lacks() {
    for target in ["wasm32-unknown-unknown", "x86_64-unknown-linux-gnu"] {
        assert_eq!(packages("v26_0", target), set(&CORE), "{target}");
    }
}

#[test]
fn each_feature_brings_its_own_only() {
    let wasm = "wasm32-unknown-unknown";
    let more = |features| &packages(&format!("v26_0,{features}"), wasm) - &set(&CORE);
    assert_eq!(more("tracing"), set(&["pin-project-lite", "tracing", "tracing-core"]));
    let hashes = more("app-secret");
    assert!(hashes.contains("hmac") && hashes.contains("sha2"), "{hashes:?}");
    let foreign = ["reqwest", "tokio", "hyper", "ring", "rustls", "getrandom", "rand", "mio", "socket2"];
    assert!(foreign.iter().all(|name| !hashes.contains(*name)), "{hashes:?}");
}

#[test]
fn the_provider_of_tls_is_a_choice() {
    let linux = "x86_64-unknown-linux-gnu";
    let of = |features| packages(&format!("v26_0,{features}"), linux);
    let (none, ring, aws) = (of("reqwest"), of("ring"), of("aws-lc"));
    assert!(none.contains("rustls") && !none.contains("aws-lc-rs") && !none.contains("ring"), "{none:?}");
    assert!(ring.contains("ring") && !ring.contains("aws-lc-rs"), "{ring:?}");
    assert!(aws.contains("aws-lc-rs") && !aws.contains("ring"), "{aws:?}");
}

#[test]
fn blocking_callers_get_neither_tokio_nor_reqwest() {
    let all = packages("v26_0,blocking", "x86_64-unknown-linux-gnu");
    assert!(all.contains("ureq") && all.contains("rustls"), "{all:?}");
    assert!(["tokio", "reqwest", "hyper", "aws-lc-rs"].iter().all(|name| !all.contains(*name)), "{all:?}");
}

#[test]
fn the_client_that_comes_with_the_crate_speaks_tls_by_rustls() {
    let all = packages("v26_0,reqwest,gzip", "x86_64-unknown-linux-gnu");
    assert!(["reqwest", "rustls", "tokio"].iter().all(|name| all.contains(*name)), "{all:?}");
    assert!(["native-tls", "openssl", "quinn", "hickory-proto"].iter().all(|name| !all.contains(*name)));
}
