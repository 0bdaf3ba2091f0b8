//! Changes a Page: only what is set is sent.
//!
//! `META_GRAPH_TOKEN=<Page token> cargo run --example update -- <page id>`

#![allow(clippy::print_stdout, reason = "an example shows what it got")]

use meta_graph::v26_0::models::Location;
use meta_graph::v26_0::page;
use meta_graph::{Client, Error};

/// Moves the shop to another address.
pub async fn move_to(client: &Client, page_id: &str, street: &str, city: &str) -> Result<(), Error> {
    let location = Location::new().street(street).city(city);
    page::update(page_id).location(location).send(client).await?;
    Ok(())
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let token = std::env::var("META_GRAPH_TOKEN")?;
    let page_id = std::env::args().nth(1).ok_or("usage: update <page id>")?;
    let client = Client::builder().access_token(token).build()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(move_to(&client, &page_id, "Dronning Eufemias gate 1", "Oslo"))?;
    println!("moved");
    Ok(())
}
