//! Reels and video stories, whose bytes go to a host of their own.

use super::sender::Sender;
use super::{UploadPosition, Way, place};
use crate::runtime::error::Error;
use crate::runtime::request::{Answer, Parts};

/// Where the state of a video says how many bytes have arrived. The reference spells it in both ways.
const ARRIVED: [&str; 2] =
    ["/status/uploading_phase/bytes_transferred", "/status/uploading_phase/bytes_transfered"];

/// Uploads a reel or a story; gives the id of the video and the answer to the last request.
pub(super) async fn upload(
    mut sender: Sender,
    mut last: Parts,
    from: Option<UploadPosition>,
) -> Result<(String, Answer), Error> {
    let (operation, length) = (last.operation(), sender.length());
    let (video, url, mut offset) = match from {
        Some(from) => {
            let state = sender.call(place::state(operation, &from.video)).await?;
            (from.video, from.session, state.offset_at(&ARRIVED).unwrap_or(0))
        }
        None => {
            let mut start = last.without_body();
            start.property("upload_phase", &"start");
            let started = sender.call(start).await?;
            (started.text("video_id")?, started.text("upload_url")?, 0)
        }
    };
    sender.begun(Way::Hosted, &url, &video, (offset, length));
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
        sender.reached(operation, offset, (reached, length))?;
        offset = reached;
    }
    last.add_member("upload_phase".into(), "finish".into());
    last.add_member("video_id".into(), video.clone().into());
    Ok((video, sender.finish(last).await?.answer))
}
