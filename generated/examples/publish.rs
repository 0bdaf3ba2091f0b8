//! Publishes a post with photos from files, at a later time.
//!
//! `META_GRAPH_TOKEN=<Page token> cargo run --example publish --features content,media -- <page id> <text> <jpg> <jpg>`

#![allow(clippy::print_stdout, reason = "an example shows what it got")]

use meta_graph::v26_0::models::AttachedMedia;
use meta_graph::v26_0::page::{feed, photos};
use meta_graph::{Client, File, Timestamp};
use std::error::Error;
use std::path::Path;
use std::time::SystemTime;

/// Uploads the photos without publishing them, then plans the post that shows them. It gives the id of the post.
///
/// A photo is read while it is sent, whatever its size.
pub async fn schedule(
    client: &Client,
    page_id: &str,
    text: &str,
    photos: &[impl AsRef<Path>],
    time: Timestamp,
) -> Result<String, Box<dyn Error>> {
    let mut attached = Vec::new();
    for path in photos {
        let file = File::from_path(path, "image/jpeg")?;
        let photo =
            photos::create(page_id).source(file).published(false).temporary(true).send(client).await?;
        attached.push(AttachedMedia::new(photo.id));
    }
    let post = feed::create(page_id).message(text).attached_media(attached);
    let post = post.published(false).scheduled_publish_time(time).send(client).await?;
    Ok(post.id)
}

fn main() -> Result<(), Box<dyn Error>> {
    let token = std::env::var("META_GRAPH_TOKEN")?;
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [page_id, text, photos @ ..] = arguments.as_slice() else {
        return Err("usage: publish <page id> <text> <jpg>...".into());
    };
    let client = Client::builder().access_token(token).build()?;

    // The API takes times from ten minutes on.
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH)?.as_secs();
    let tomorrow = Timestamp::from_unix_seconds(i64::try_from(now)? + 86_400)?;

    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    println!("{}", runtime.block_on(schedule(&client, page_id, text, photos, tomorrow))?);
    Ok(())
}
