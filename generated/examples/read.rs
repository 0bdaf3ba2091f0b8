//! Reads a Page into a type that says what is asked for.
//!
//! `META_GRAPH_TOKEN=<Page token> cargo run --example read -- <page id>`

#![allow(clippy::print_stdout, reason = "an example shows what it got")]

use meta_graph::v26_0::fields::location;
use meta_graph::v26_0::page;
use meta_graph::{Client, Error, select};

select! {
    /// What the header of a shop shows.
    pub struct Card of page { name, fan_count, location: Place }

    /// Where the shop is.
    pub struct Place of location { street, city }
}

/// The header of the shop with this Page.
pub async fn card(client: &Client, page_id: &str) -> Result<Card, Error> {
    page::get(page_id).select().send(client).await
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let token = std::env::var("META_GRAPH_TOKEN")?;
    let page_id = std::env::args().nth(1).ok_or("usage: read <page id>")?;
    let client = Client::builder().access_token(token).build()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let card = runtime.block_on(card(&client, &page_id))?;
    println!("{card:#?}");
    Ok(())
}
