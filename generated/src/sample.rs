//! Generated code in small, written by hand, on which the runtime is tested without the generated modules.

mod answers;
mod batch;
mod credentials;
mod curl;
mod drift;
mod forms;
mod models;
mod requests;
mod styles;
mod survival;
#[cfg(feature = "testing")]
mod testing;
mod wire;

use crate::runtime::request::{self, Method, Operation, SecurityKind, SecurityScheme};
use crate::{
    Call, Client, File, Items, Paged, PagedRequest, RawList, Request, ReversibleRequest, Transport,
    TransportFuture,
};
use bytes::Bytes;
use models::{Created, Place, Shop, ShopField};

static BEARER: SecurityScheme = SecurityScheme { name: "bearer", kind: SecurityKind::Bearer };
static KEY: SecurityScheme = SecurityScheme { name: "key", kind: SecurityKind::Query("access_token") };
const REQUIREMENT: &[&[&SecurityScheme]] = &[&[&KEY], &[&BEARER]];

const fn operation(name: &'static str, method: Method, path: &'static str) -> Operation {
    let (server, version, expects) = ("https://graph.example", "v26.0", request::Expects::GRAPH);
    let security = REQUIREMENT;
    Operation {
        name,
        method,
        server,
        path,
        documented_path: path,
        version,
        security,
        expects,
        encodings: &[],
        servers: &[],
    }
}

static LIST: Operation = operation("page::shops::list", Method::Get, "/v26.0/{page_id}/shops");
static CREATE: Operation = operation("page::shops::create", Method::Post, "/v26.0/{page_id}/shops");
static EDGE: Operation = operation("page::edge", Method::Get, "/v26.0/{page_id}/{edge}");

fn list(page_id: impl Into<String>) -> List {
    let mut parts = request::Parts::new(&LIST);
    let page_id: String = page_id.into();
    parts.path("page_id", &page_id);
    List { parts }
}

fn create(page_id: impl Into<String>, name: impl Into<String>) -> Create {
    let mut parts = request::Parts::new(&CREATE);
    let (page_id, name): (String, String) = (page_id.into(), name.into());
    parts.path("page_id", &page_id);
    parts.property("name", &name);
    Create { parts }
}

fn edge<T: serde::de::DeserializeOwned>(page_id: impl Into<String>, edge: &str) -> RawList<T> {
    RawList::of_edge(&EDGE, "page_id", page_id.into(), edge)
}

#[derive(Clone, Debug, PartialEq)]
struct List {
    parts: request::Parts,
}

impl List {
    fn limit(mut self, limit: i64) -> Self {
        self.parts.query("limit", &limit);
        self
    }

    fn fields(mut self, fields: impl IntoIterator<Item = ShopField>) -> Self {
        self.parts.select(fields);
        self
    }

    fn send(self, client: &Client) -> Call<Paged<Shop>> {
        client.call(self)
    }

    fn items(self, client: &Client) -> Items<Self> {
        Items::new(self, client)
    }
}

impl Request for List {
    type Response = Paged<Shop>;

    request::reads!(paged);
}

impl PagedRequest for List {
    type Item = Shop;
    crate::graph::page::paged!();
}

impl ReversibleRequest for List {}

#[derive(Clone, Debug, PartialEq)]
struct Create {
    parts: request::Parts,
}

impl Create {
    fn place(mut self, place: Place) -> Self {
        self.parts.property("place", &place);
        self
    }
}

impl Request for Create {
    type Response = Created;

    request::reads!(acknowledged);
}

/// Answers with these bodies in turn and then with an error of the API.
struct Script(std::sync::Mutex<Vec<(u16, &'static str)>>);

impl Transport for Script {
    fn send(&self, _request: http::Request<Bytes>) -> TransportFuture<'_> {
        let mut left = self.0.lock().unwrap();
        let (status, body) = if left.is_empty() { (500, "over") } else { left.remove(0) };
        let response = http::Response::builder().status(status).body(Bytes::from_static(body.as_bytes()));
        Box::pin(async { Ok(response.unwrap()) })
    }
}

fn client(script: &[(u16, &'static str)]) -> Client {
    let script = Script(script.to_vec().into());
    Client::builder().access_token("TOKEN-1").transport(script).build().unwrap()
}

/// Runs a future that is ready whenever it is polled, as those over a [`Script`] are.
pub(super) fn now<F: std::future::Future>(future: F) -> F::Output {
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    match std::pin::pin!(future).poll(&mut context) {
        std::task::Poll::Ready(output) => output,
        std::task::Poll::Pending => panic!("the future waits"),
    }
}
