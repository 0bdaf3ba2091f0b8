//! A server, a client that speaks to it, and a runtime.

use bytes::Bytes;
pub(crate) use graph_tests::server::only;
use graph_tests::server::{Answer, Received, Server};
use meta_graph::{Client, Error, Request, Retry};
use serde_json::Value;
use std::future::Future;

/// The access token of every client here. It is shorter than what is taken for a token by its looks, so that it is
/// hidden because the client knows it.
pub(crate) const TOKEN: &str = "page-token-7c1e";

/// Starts a server that gives these answers in turn.
pub(crate) fn serve(answers: impl IntoIterator<Item = Answer>) -> Server {
    let server = Server::start().unwrap();
    for answer in answers {
        server.answer(answer);
    }
    server
}

/// Starts a server that gives this JSON once.
pub(crate) fn serve_json(body: &str) -> Server {
    serve([Answer::json(body)])
}

/// A client that sends to the server, over the transport that comes with the crate.
pub(crate) fn client(server: &Server) -> Client {
    Client::builder().access_token(TOKEN).base_url(server.url()).retry(Retry::none()).build().unwrap()
}

/// A client that gives the error where one field cannot be read.
pub(crate) fn strict(server: &Server) -> Client {
    let builder = Client::builder().access_token(TOKEN).base_url(server.url());
    builder.retry(Retry::none()).strict(true).build().unwrap()
}

/// A client that only builds requests and reads answers.
pub(crate) fn offline() -> Client {
    Client::builder().access_token(TOKEN).build().unwrap()
}

/// Runs a future to its end on a runtime of one thread.
pub(crate) fn run<F: Future>(future: F) -> F::Output {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

/// The body of a request, which says that it is JSON.
pub(crate) fn sent_json(request: &Received) -> Value {
    assert_eq!(request.header("content-type"), Some("application/json"));
    serde_json::from_slice(&request.body).unwrap()
}

/// Reads a body as the answer to a request, without sending anything.
pub(crate) fn decode<R: Request>(
    request: &R,
    status: u16,
    body: impl Into<Bytes>,
) -> Result<R::Response, Error> {
    let response = http::Response::builder().status(status).body(body.into()).unwrap();
    offline().decode(request, response)
}
