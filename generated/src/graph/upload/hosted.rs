//! Reels and video stories, whose bytes go to a host of their own.

use super::place;
use super::sender::Sender;
use crate::runtime::error::Error;
use crate::runtime::request::{Answer, Parts};

/// Where the state of a video says how many bytes have arrived. The reference spells it in both ways.
const ARRIVED: [&str; 2] =
    ["/status/uploading_phase/bytes_transferred", "/status/uploading_phase/bytes_transfered"];

/// Uploads a reel or a story; gives the id of the video and the answer to the last request.
pub(super) async fn upload(mut sender: Sender, mut last: Parts) -> Result<(String, Answer), Error> {
    let operation = last.operation();
    let mut start = last.without_body();
    start.property("upload_phase", &"start");
    let started = sender.call(start).await?;
    let (video, url) = (started.text("video_id")?, started.text("upload_url")?);
    let mut offset = 0;
    loop {
        let mut send = place::send(&url);
        send.header("offset", &offset);
        send.header("file_size", &sender.length());
        send.binary("application/octet-stream", sender.part(operation, offset, sender.length())?);
        match sender.once(send).await {
            Ok(_) => break,
            Err(error) => sender.again(operation, error).await?,
        }
        // Before the first byte there may be no state yet.
        let reached = sender.call(place::state(operation, &video)).await?.offset_at(&ARRIVED).unwrap_or(0);
        sender.reached(operation, offset, reached)?;
        offset = reached;
    }
    last.add_member("upload_phase".into(), "finish".into());
    last.add_member("video_id".into(), video.clone().into());
    Ok((video, sender.finish(last).await?.answer))
}
