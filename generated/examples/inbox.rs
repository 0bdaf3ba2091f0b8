//! Writes the conversations of a Page to a file, a message a line, and goes on where it stopped.
//!
//! `META_GRAPH_TOKEN=<Page token> cargo run --example inbox -- <page id> <file>`

#![allow(clippy::print_stdout, reason = "an example says what it did")]

use meta_graph::v26_0::fields::{conversation_message, participant};
use meta_graph::v26_0::{conversation, page::conversations};
use meta_graph::{Client, Items, Position, SelectedList, select};
use std::error::Error;
use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

select! {
    /// A conversation: only where its messages are.
    pub struct Thread of conversations { id, updated_time }

    /// What is kept of a message.
    pub struct Written of conversation_message { id, created_time, from: Person, message }

    /// Who has written it.
    pub struct Person of participant { id, name }
}

/// Adds the conversations to the file, and says how many there were. Beside the file stands the place in the list after
/// the last conversation that is wholly in it, so that the next run goes on from there.
///
/// # Errors
/// What is in the file is good. Run it again.
pub async fn save(client: &Client, page_id: &str, file: &Path) -> Result<usize, Box<dyn Error>> {
    let checkpoint = file.with_extension("position");
    let mut threads: Items<SelectedList<Thread>> =
        conversations::list(page_id).limit(25).select().items(client);
    if let Some(position) = read_position(&checkpoint)? {
        threads = threads.resume_from(&position);
    }
    let mut count = 0;
    while let Some(thread) = threads.try_next().await? {
        let messages = conversation::messages::list(&thread.id).limit(100).select::<Written>();
        let lines = lines(&thread.id, &messages.items(client).collect_all().await?)?;
        // A conversation is written at once, so that a cut does not leave half of it.
        fs::OpenOptions::new().create(true).append(true).open(file)?.write_all(lines.as_bytes())?;
        fs::write(&checkpoint, serde_json::to_vec(&threads.position())?)?;
        count += 1;
    }
    fs::remove_file(&checkpoint).or_else(ignore_missing)?;
    Ok(count)
}

/// The messages, the oldest first, as lines of JSON.
fn lines(thread: &str, newest_first: &[Written]) -> serde_json::Result<String> {
    newest_first.iter().rev().try_fold(String::new(), |lines, message| {
        let line = serde_json::json!({ "conversation": thread, "message": message });
        Ok(lines + &serde_json::to_string(&line)? + "\n")
    })
}

fn read_position(checkpoint: &Path) -> Result<Option<Position>, Box<dyn Error>> {
    match fs::read(checkpoint) {
        Ok(position) => Ok(Some(serde_json::from_slice(&position)?)),
        Err(error) => Ok(ignore_missing(error).map(|()| None)?),
    }
}

fn ignore_missing(error: io::Error) -> io::Result<()> {
    if error.kind() == io::ErrorKind::NotFound { Ok(()) } else { Err(error) }
}

fn main() -> Result<(), Box<dyn Error>> {
    let token = std::env::var("META_GRAPH_TOKEN")?;
    let usage = "usage: inbox <page id> <file>";
    let (page_id, file) = std::env::args().nth(1).zip(std::env::args().nth(2)).ok_or(usage)?;
    let client = Client::builder().access_token(token).build()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let count = runtime.block_on(save(&client, &page_id, Path::new(&file)))?;
    println!("{count} conversations");
    Ok(())
}
