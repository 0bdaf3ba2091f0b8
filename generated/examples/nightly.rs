//! Reads many Pages, each with a token of its own, and waits where the API says so:
//! `cargo run --example nightly < tokens.json`, which holds the tokens by the ids of the Pages.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "an example says what it does")]

use meta_graph::v26_0::page;
use meta_graph::{Client, Error, InBatch, MixedBatch, Pacer, Recovery, select};
use std::collections::BTreeMap;
use std::time::Duration;

select! {
    /// What is kept of a Page.
    pub struct Row of page { id, name, fan_count }
}

/// Reads the Pages in at most so many rounds; gives what was read and what could not be.
pub async fn walk(
    client: &Client,
    mut todo: BTreeMap<String, String>,
    rounds: u32,
) -> (Vec<Row>, Vec<(String, Error)>) {
    let (mut rows, mut lost) = (Vec::new(), Vec::new());
    for round in 1..=rounds {
        let mut batch = MixedBatch::new();
        let read = |id, token| InBatch::new(page::get(id).select::<Row>()).access_token(token);
        let reads: Vec<_> =
            todo.iter().map(|(id, token)| (id.clone(), batch.add(read(id, token.as_str())))).collect();
        let mut answers = client.batch_all(batch).await;
        let mut wait = Duration::ZERO;
        for (id, handle) in reads {
            match answers.take(handle) {
                Err(error) if error.recovery() == Recovery::RetryLater && round < rounds => {
                    wait = wait.max(error.retry_after().unwrap_or_default());
                    continue;
                }
                Ok(row) => rows.push(row),
                Err(error) => lost.push((id.clone(), error)),
            }
            todo.remove(&id);
        }
        if todo.is_empty() {
            break;
        }
        tokio::time::sleep(wait).await;
    }
    (rows, lost)
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::builder().pacer(Pacer::new()).build()?;
    let todo = serde_json::from_reader(std::io::stdin())?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let (rows, lost) = runtime.block_on(walk(&client, todo, 12));
    lost.iter().for_each(|(id, error)| eprintln!("{id}: {error}"));
    println!("{} Pages read, {} not", rows.len(), lost.len());
    Ok(())
}
