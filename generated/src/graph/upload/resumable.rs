//! Resumable uploads: a session, the bytes, and the handle of the file.

use super::place;
use super::sender::Sender;
use crate::runtime::error::Error;
use crate::runtime::request::{Answer, Parts};

/// Uploads a file; gives its handle and the answer to the request that has begun it.
pub(super) async fn upload(mut sender: Sender, begin: Parts) -> Result<(String, Answer), Error> {
    let operation = begin.operation();
    let begun = sender.call(begin).await?;
    let url = place::node(operation, &begun.text("id")?);
    let mut offset = 0;
    loop {
        let mut send = place::send(&url);
        send.header("file_offset", &offset);
        send.binary("application/octet-stream", sender.part(operation, offset, sender.length())?);
        match sender.once(send).await {
            Ok(sent) => return Ok((sent.text("h")?, begun.answer)),
            Err(error) => sender.again(operation, error).await?,
        }
        let reached = sender.call(place::ask(&url)).await?.offset("file_offset")?;
        sender.reached(operation, offset, reached)?;
        offset = reached;
    }
}
