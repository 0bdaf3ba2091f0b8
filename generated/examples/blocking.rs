//! Reads a Page over another HTTP client, which blocks. Neither reqwest nor tokio is needed.
//!
//! `META_GRAPH_TOKEN=<Page token> cargo run --no-default-features --features v26_0 --example blocking -- <page id>`

#![allow(clippy::print_stdout, reason = "an example shows what it got")]

use meta_graph::v26_0::page;
use meta_graph::{Client, Request};
use std::error::Error;

/// Sends any request. The client writes it and reads the answer; ureq carries both.
pub fn send<R: Request>(client: &Client, request: &R) -> Result<R::Response, Box<dyn Error>> {
    let config = ureq::Agent::config_builder()
        // The body says which error of the API it is, and a redirect could lead the token to another host.
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false);
    let agent = config.build().new_agent();
    let (head, body) = client.http_request(request)?.into_parts();
    let answer = if body.is_empty() {
        agent.run(http::Request::from_parts(head, ()))?
    } else {
        agent.run(http::Request::from_parts(head, body.to_vec()))?
    };
    let (head, mut body) = answer.into_parts();
    let answer = http::Response::from_parts(head, body.read_to_vec()?.into());
    Ok(client.decode(request, answer)?)
}

fn main() -> Result<(), Box<dyn Error>> {
    let token = std::env::var("META_GRAPH_TOKEN")?;
    let page_id = std::env::args().nth(1).ok_or("usage: blocking <page id>")?;
    let client = Client::builder().access_token(token).build()?;
    let page = send(&client, &page::get(page_id).fields([page::Field::Name, page::Field::About]))?;
    println!("{page:?}");
    Ok(())
}
