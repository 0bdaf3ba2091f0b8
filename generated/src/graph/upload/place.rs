//! Where the steps of an upload go that no function of a document sends.

use crate::runtime::request::{Api, Expects, Host, Method, Operation, Parts, SecurityKind, SecurityScheme};

/// The hosts of the API that take the bytes of files.
static API: Api = Api {
    hosts: &[
        Host { server: GRAPH, servers: &[], prefix: "", security: BY_OAUTH },
        Host { server: "https://rupload.facebook.com", servers: &[], prefix: "", security: BY_OAUTH },
    ],
    version: "",
    expects: Expects::GRAPH,
};

const GRAPH: &str = "https://graph.facebook.com";

static BY_OAUTH: &[&[&SecurityScheme]] = &[&[&OAUTH]];

/// The bytes are taken with the token in this scheme only.
static OAUTH: SecurityScheme = SecurityScheme { name: "OAuth", kind: SecurityKind::Http("OAuth") };
static BEARER: SecurityScheme = SecurityScheme { name: "BearerAuth", kind: SecurityKind::Bearer };

/// Sends bytes.
static SEND: Operation = operation("upload::send", Method::Post, BY_OAUTH);
/// Asks how many bytes have arrived.
static ASK: Operation = operation("upload::ask", Method::Get, BY_OAUTH);
/// Reads the state of a video.
static STATE: Operation = operation("upload::state", Method::Get, &[&[&BEARER]]);

const fn operation(
    name: &'static str,
    method: Method,
    security: &'static [&'static [&'static SecurityScheme]],
) -> Operation {
    Operation {
        name,
        method,
        server: GRAPH,
        servers: &[],
        path: "/{upload}",
        documented_path: "/{upload}",
        version: "",
        security,
        encodings: &[],
        expects: Expects::GRAPH,
    }
}

/// A request that sends bytes to this URL.
pub(super) fn send(url: &str) -> Parts {
    Parts::to_url(&SEND, &API, url.to_owned())
}

/// A request that asks this URL how many bytes have arrived.
pub(super) fn ask(url: &str) -> Parts {
    Parts::to_url(&ASK, &API, url.to_owned())
}

/// A request that reads the state of the video with this id.
pub(super) fn state(beside: &Operation, video: &str) -> Parts {
    let mut parts = Parts::to_url(&STATE, &API, node(beside, video));
    parts.query("fields", &"status");
    parts
}

/// The URL of a node, in the version of an operation. The id of an upload holds a query of its own.
pub(super) fn node(beside: &Operation, id: &str) -> String {
    format!("{}/{}/{id}", beside.server, beside.version())
}
