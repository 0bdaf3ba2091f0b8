//! Videos in phases: start, transfer and finish.

use super::answer::other_range;
use super::sender::Sender;
use super::{UploadPosition, Way};
use crate::runtime::error::Error;
use crate::runtime::request::{Answer, File, Parts};

/// Uploads a video; gives its id and the answer to the last request.
pub(super) async fn upload(
    mut sender: Sender,
    mut last: Parts,
    position: Option<UploadPosition>,
) -> Result<(String, Answer), Error> {
    let operation = last.operation();
    let (session, video, (mut from, mut to)) = match position {
        // If they are not the ones that the server wants, it says so.
        Some(position) => (position.session, position.video, position.next),
        None => {
            let mut start = phase(&last, "start");
            start.form_property("file_size", &sender.length());
            let started = sender.call(start).await?;
            (started.text("upload_session_id")?, started.text("video_id")?, started.range()?)
        }
    };
    sender.begun(Way::Phases, &session, &video, (from, to));
    while from != to {
        let file = File::new("chunk", "application/octet-stream", sender.part(operation, from, to)?);
        let mut transfer = phase(&last, "transfer");
        transfer.form_property("upload_session_id", &session);
        transfer.form_property("start_offset", &from);
        transfer.attach("video_file_chunk", file);
        let next = match sender.once(transfer).await {
            Ok(transferred) => transferred.range()?,
            Err(error) => match other_range(&error) {
                Some(other) => other,
                None => {
                    sender.again(operation, error).await?;
                    continue;
                }
            },
        };
        sender.reached(operation, from, next)?;
        (from, to) = next;
    }
    last.add_member("upload_phase".into(), "finish".into());
    last.add_member("upload_session_id".into(), session.into());
    Ok((video, sender.finish(last).await?.answer))
}

/// A phase before the last one.
fn phase(last: &Parts, name: &str) -> Parts {
    let mut parts = last.without_body();
    parts.form_property("upload_phase", &name);
    parts
}
