//! A server, a client that speaks to it, and a runtime.

pub(crate) use crate::server::only;
use crate::server::{Answer, Server};
use cases::{Client, Retry};
use std::future::Future;

/// Starts a server that gives these answers in turn, and a client that sends to it.
pub(crate) fn serve(answers: impl IntoIterator<Item = Answer>) -> (Server, Client) {
    let server = Server::start().unwrap();
    for answer in answers {
        server.answer(answer);
    }
    let client = Client::builder().base_url(server.url()).retry(Retry::none()).build().unwrap();
    (server, client)
}

/// Runs a future to its end on a runtime of one thread.
pub(crate) fn run<F: Future>(future: F) -> F::Output {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}
