//! Creates a persona, and takes what can go wrong apart.
//!
//! `META_GRAPH_TOKEN=<Page token> cargo run --example create -- <page id>`

#![allow(clippy::print_stdout, reason = "an example shows what it got")]

use meta_graph::v26_0::page::personas;
use meta_graph::{Client, Error, Recovery};

/// Creates a persona; gives its id, or what to tell the person who asked for it.
pub async fn create(client: &Client, page_id: &str, name: &str, picture: &str) -> Result<String, String> {
    match personas::create(page_id, name, picture).send(client).await {
        Ok(created) => Ok(created.id),
        Err(error) => Err(advice(&error)),
    }
}

fn advice(error: &Error) -> String {
    match error.recovery() {
        Recovery::RetryLater => "Please try again later.".to_owned(),
        Recovery::RenewToken => "Please connect your Page again.".to_owned(),
        Recovery::AskPermission => "Please let us write messages for your Page.".to_owned(),
        // One line for the log and for a support ticket; it holds no token.
        _ => format!("We could not do it: {error}"),
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let token = std::env::var("META_GRAPH_TOKEN")?;
    let page_id = std::env::args().nth(1).ok_or("usage: create <page id>")?;
    let client = Client::builder().access_token(token).build()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let picture = "https://cdn.example/ann.png";
    let created = runtime.block_on(create(&client, &page_id, "Ann", picture));
    println!("{created:?}");
    Ok(())
}
