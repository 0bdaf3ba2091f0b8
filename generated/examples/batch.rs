//! Sends several requests in one call.
//!
//! `META_GRAPH_TOKEN=<Page token> cargo run --example batch -- <page id>`

#![allow(clippy::print_stdout, reason = "an example shows what it got")]

use meta_graph::v26_0::models::{Page, Persona};
use meta_graph::v26_0::page;
use meta_graph::{Client, Error};

/// A Page and the first of its personas. The Page is shown even if its personas may not be read.
pub async fn overview(client: &Client, page_id: &str) -> Result<(Page, Vec<Persona>), Error> {
    let read = page::get(page_id).fields([page::Field::Name, page::Field::FanCount]);
    let (page, personas) = client.batch((read, page::personas::list(page_id).limit(10))).await?;
    Ok((page?, personas.map(|personas| personas.data).unwrap_or_default()))
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let token = std::env::var("META_GRAPH_TOKEN")?;
    let page_id = std::env::args().nth(1).ok_or("usage: batch <page id>")?;
    let client = Client::builder().access_token(token).build()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let (page, personas) = runtime.block_on(overview(&client, &page_id))?;
    println!("{page:?} {personas:?}");
    Ok(())
}
