//! The README of a crate of its own: what a reader needs before the documentation.

use super::Package;
use super::context::{Context, module_of};
use super::docs::Comments;
use super::request;
use super::scope::Scope;
use crate::files::GENERATED_MARK;
use crate::ir::{Api, SecurityKind};
use std::collections::BTreeSet;

/// What every crate does, whatever its documents are.
const GENERAL: &str = "\
- Requests are values; sending is separate. Any HTTP client can carry them.
- Enumerations are open, and what may be absent is an `Option`.
- Errors name the operation, keep the status, the headers and the raw body, and say what can be done.
- Reads, deletions and calls with an idempotency key are sent again where that may help; calls have a time and answers a
  size.
- What the documents lack can be sent all the same: a parameter, a header or a member more (`with_query`, `with_header`,
  `with_member`), or a request to any path of a documented server (the module `raw`).
- Credentials are shown nowhere. With the feature `testing`, a fake takes the place of the API in your tests.
";

/// The Cargo features of the runtime, as rows of a table.
const FEATURES: &str = "\
| feature | default | what it adds |
|---|---|---|
| `reqwest` | yes | the transport over reqwest and rustls |
| `ring` | yes | TLS is computed by ring |
| `aws-lc` | no | TLS is computed by AWS-LC; with neither, the program installs a provider of rustls |
| `reqwest-client` | no | a client of reqwest of yours carries the requests |
| `blocking` | no | for callers without an async runtime, over ureq |
| `gzip` | no | answers may come compressed |
| `testing` | no | a fake in the place of the API |
| `tracing` | no | each call is a span of `tracing`, and each attempt an event inside |
";

/// How many features of modules are named.
const NAMED: usize = 6;

/// The text; `name` is that of the crate, `about` are the lines of the front page, and `sources` the paths of the
/// documents.
pub(super) fn readme(
    apis: &[&Api],
    package: &Package,
    name: &str,
    sources: &[&str],
    about: &[String],
) -> String {
    let from = if sources.is_empty() { String::new() } else { format!(" from {}", sources.join(", ")) };
    let Package { crate_name, command } = package;
    let about = about.join("\n");
    let modules: Vec<_> = apis.iter().map(|api| format!("`{crate_name}::{}`", module_of(api))).collect();
    let example = apis.iter().find_map(|api| example(api, package)).unwrap_or_default();
    format!(
        "<!-- {GENERATED_MARK} by `{command}`{from}. Do not edit by hand. -->\n\n\
         # {name}\n\n{about}\n\n\
         The functions under {} make requests; `send` sends them with a `{crate_name}::Client`.\n\
         {example}\n# What it does\n\n{GENERAL}\n# Features\n\n{FEATURES}{}",
        modules.join(", "),
        own_features(apis)
    )
}

/// The row of the features of the modules, where they have some.
fn own_features(apis: &[&Api]) -> String {
    let features: BTreeSet<&String> = apis.iter().flat_map(|api| &api.gates.features).collect();
    if features.is_empty() {
        return String::new();
    }
    let named: Vec<_> = features.iter().take(NAMED).map(|feature| format!("`{feature}`")).collect();
    let more = features.len().saturating_sub(NAMED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("| {}{more} | yes | a module of functions, and the types that it needs |\n", named.join(", "))
}

/// The shortest example of a read, or else of any operation.
fn example(api: &Api, package: &Package) -> Option<String> {
    let cx = Context::new(api, package, &[]);
    let comments = Comments::default();
    let scope = Scope::of_items(&cx, &comments, BTreeSet::new());
    let current = api.operations.iter().filter(|operation| operation.docs.deprecated.is_none());
    let examples = current.filter_map(|operation| Some((operation, request::example(&scope, operation)?)));
    let (_, lines) = examples.min_by_key(|(operation, lines)| (operation.method != "GET", lines.len()))?;
    // The lines of a doctest that are hidden there hold the function around it.
    let inner = lines.get(1..lines.len().checked_sub(1)?)?;
    let shown: Vec<String> = inner
        .iter()
        .map(|line| match line.strip_prefix("# ") {
            Some(hidden @ "Ok(())") => format!("    {hidden}"),
            Some(hidden) => hidden.to_owned(),
            None => format!("    {line}"),
        })
        .collect();
    let (library, credential) = (&package.crate_name, credential(api));
    Some(format!(
        "\n```rust\nlet client = {library}::Client::builder(){credential}.build()?;\n```\n\n```rust\n{}\n```\n",
        shown.join("\n")
    ))
}

/// What gives a client one of the credentials: a bearer token, where there is a choice.
fn credential(api: &Api) -> String {
    let schemes = &api.security_schemes;
    let bearer = schemes.iter().find(|scheme| scheme.kind == SecurityKind::Bearer);
    match bearer.or(schemes.first()).map(|scheme| (&scheme.kind, &scheme.name)) {
        None => String::new(),
        Some((SecurityKind::Bearer, _)) => ".access_token(\"...\")".to_owned(),
        Some((SecurityKind::Basic, _)) => ".basic_auth(\"...\", \"...\")".to_owned(),
        Some((_, name)) => format!(".api_key({name:?}, \"...\")"),
    }
}
