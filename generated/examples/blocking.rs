//! Reads a Page and its personas without an async runtime: over ureq, with the same retries, pages and batches.
//!
//! `META_GRAPH_TOKEN=<Page token> cargo run --features blocking --example blocking -- <page id>`

#![allow(clippy::print_stdout, reason = "an example shows what it got")]

use meta_graph::blocking::{iter, wait};
use meta_graph::v26_0::page::{self, personas};
use meta_graph::{Client, Error};

/// The name of a Page, and those of its personas.
pub fn names(client: &Client, page_id: &str) -> Result<(Option<String>, Vec<String>), Error> {
    let page = wait(page::get(page_id).fields([page::Field::Name]).send(client))?;
    let mut names = Vec::new();
    for persona in iter(personas::list(page_id).limit(50).items(client)) {
        names.extend(persona?.name);
    }
    Ok((page.name, names))
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let token = std::env::var("META_GRAPH_TOKEN")?;
    let page_id = std::env::args().nth(1).ok_or("usage: blocking <page id>")?;
    let client = Client::builder().access_token(token).blocking().build()?;
    println!("{:?}", names(&client, &page_id)?);
    Ok(())
}
