//! Makes the personas of a Page those of a file, which holds the names with the URLs of their pictures:
//! `META_GRAPH_TOKEN=… cargo run --example sync -- <page id> personas.json [--dry-run]`.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "an example says what it does")]

use meta_graph::v26_0::{page::personas, persona};
use meta_graph::{Client, Error, MixedBatch, Recovery, Request as _};
use std::collections::BTreeMap;
use std::process::ExitCode;

/// Creates what is missing and deletes what is too much, or shows that; gives how many changes have failed.
pub async fn sync(
    client: &Client,
    page_id: &str,
    mut wanted: BTreeMap<String, String>,
    is_dry: bool,
) -> Result<usize, Error> {
    let mut there = personas::list(page_id).limit(100).items(client).collect_all().await?;
    there.retain(|persona| persona.name.as_ref().and_then(|name| wanted.remove(name)).is_none());
    let creates = wanted.iter().map(|(name, url)| (name, personas::create(page_id, name, url)));
    let deletes = there.iter().map(|persona| (&persona.id, persona::delete(&persona.id)));
    if is_dry {
        creates.for_each(|(_, create)| println!("{}", create.to_curl()));
        deletes.for_each(|(_, delete)| println!("{}", delete.to_curl()));
        return Ok(0);
    }
    let mut batch = MixedBatch::new();
    let created: Vec<_> = creates.map(|(name, create)| (name, batch.add(create))).collect();
    let deleted: Vec<_> = deletes.map(|(id, delete)| (id, batch.add(delete))).collect();
    let mut answers = client.batch_all(batch).await;
    let created = created.into_iter().map(|(name, handle)| (name, answers.take(handle).map(drop)));
    let mut done: Vec<_> = created.collect();
    done.extend(deleted.into_iter().map(|(id, handle)| (id, answers.take(handle).map(drop))));
    let failed = done.iter().filter_map(|(what, result)| Some((what, result.as_ref().err()?)));
    Ok(failed.inspect(|(what, error)| eprintln!("{what}: {error}")).count())
}

fn main() -> Result<ExitCode, Box<dyn std::error::Error>> {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let [page_id, file, rest @ ..] = arguments.as_slice() else {
        return Err("usage: sync <page id> <file> [--dry-run]".into());
    };
    let client = Client::builder().access_token(std::env::var("META_GRAPH_TOKEN")?).build()?;
    let wanted = serde_json::from_slice(&std::fs::read(file)?)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    Ok(match runtime.block_on(sync(&client, page_id, wanted, rest == ["--dry-run"])) {
        Ok(failed) => ExitCode::from(u8::from(failed > 0)),
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(match error.recovery() {
                Recovery::RetryLater => 75,
                Recovery::RenewToken | Recovery::AskPermission => 77,
                Recovery::FixRequest => 65,
                _ => 70,
            })
        }
    })
}
