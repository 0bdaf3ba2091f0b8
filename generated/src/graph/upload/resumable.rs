//! Resumable uploads: a session, the bytes, and the handle of the file.

use super::sender::Sender;
use super::{UploadPosition, Way, place};
use crate::runtime::error::Error;
use crate::runtime::request::{Answer, Parts};

/// Uploads a file; gives its handle and the answer to the request that has begun it.
pub(super) async fn upload(
    mut sender: Sender,
    begin: Parts,
    from: Option<UploadPosition>,
) -> Result<(String, Answer), Error> {
    let (operation, length) = (begin.operation(), sender.length());
    let begun = match &from {
        Some(from) => sender.call(place::ask(&place::node(operation, &from.session))).await?,
        None => sender.call(begin).await?,
    };
    let id = from.as_ref().map_or_else(|| begun.text("id"), |from| Ok(from.session.clone()))?;
    let url = place::node(operation, &id);
    let mut offset = if from.is_some() { begun.offset("file_offset")? } else { 0 };
    sender.begun(Way::Resumable, &id, "", (offset, length));
    loop {
        let mut send = place::send(&url);
        send.header("file_offset", &offset);
        send.binary("application/octet-stream", sender.part(operation, offset, sender.length())?);
        match sender.once(send).await {
            Ok(sent) => return Ok((sent.text("h")?, begun.answer)),
            Err(error) => sender.again(operation, error).await?,
        }
        let reached = sender.call(place::ask(&url)).await?.offset("file_offset")?;
        sender.reached(operation, offset, (reached, length))?;
        offset = reached;
    }
}
