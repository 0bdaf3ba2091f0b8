//! Follows a list over all its pages.
//!
//! `META_GRAPH_TOKEN=<Page token> cargo run --example list -- <page id>`

#![allow(clippy::print_stdout, reason = "an example shows what it got")]

use meta_graph::v26_0::page::personas;
use meta_graph::{Client, Error};

/// The names of all personas of a Page.
pub async fn names(client: &Client, page_id: &str) -> Result<Vec<String>, Error> {
    let mut personas = personas::list(page_id).limit(50).items(client);
    let mut names = Vec::new();
    while let Some(persona) = personas.try_next().await? {
        names.extend(persona.name);
    }
    Ok(names)
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let token = std::env::var("META_GRAPH_TOKEN")?;
    let page_id = std::env::args().nth(1).ok_or("usage: list <page id>")?;
    let client = Client::builder().access_token(token).build()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let names = runtime.block_on(names(&client, &page_id))?;
    println!("{}", names.join("\n"));
    Ok(())
}
