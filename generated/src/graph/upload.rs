//! Large files: uploads in several requests, which go on where they were cut off.

mod answer;
mod hosted;
mod phases;
mod place;
mod position;
mod resumable;
mod sender;

use crate::graph::error::{UploadError, UploadErrorKind};
use crate::runtime::error::{BuildError, BuildErrorKind, Error};
use crate::runtime::request::{Operation, Parts, Request};
use crate::runtime::{Client, Content};
pub use position::UploadPosition;
use sender::Sender;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

/// A large file that is uploaded in several requests. If the connection breaks off, it goes on from where the server
/// says it has got to; how often it tries without getting further, the [`Retry`](crate::Retry) of the client says.
///
/// The content has to be one that can be read again and whose length is known: from a path, from a reader that can
/// seek, or in memory. It is never held as a whole. [`Content::on_progress`] tells how much of all of it has been sent,
/// and never goes back.
///
/// Each of the requests has the time of a call ([`ClientBuilder::timeout`](crate::ClientBuilder::timeout)), which does
/// not run while bytes leave.
///
/// ```no_run
/// use meta_graph::{Client, Content, Request, Upload};
///
/// # async fn example<R: Request>(client: &Client, request: R) -> Result<(), Box<dyn std::error::Error>> {
/// let film = Content::from_path("film.mp4")?.on_progress(|progress| println!("{} bytes", progress.sent));
/// // `request` makes a video of a Page, with its title and its text.
/// let video = Upload::in_phases(request, film).send(client).await?;
/// println!("video {}", video.id);
/// # Ok(())
/// # }
/// ```
#[must_use = "an upload does nothing until it is sent"]
pub struct Upload<R> {
    parts: Parts,
    content: Content,
    way: Way,
    from: Option<UploadPosition>,
    watcher: Option<Watcher>,
    request: PhantomData<fn() -> R>,
}

/// The callback that is given the position of an upload.
type Watcher = Arc<dyn Fn(&UploadPosition) + Send + Sync>;

/// How a file goes up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Phases,
    Resumable,
    Hosted,
}

/// What an upload has made.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Uploaded<T> {
    /// The id of the video or, of a [resumable](Upload::resumable) upload, the handle of the file.
    pub id: String,
    /// The answer to the request that was given.
    pub response: T,
}

impl<R: Request> Upload<R> {
    /// A video, in the phases `start`, `transfer` and `finish` of the request that makes a video. The request says what
    /// describes the video, and is the last one: the server says which bytes it wants in between.
    ///
    /// The last request is not repeated: if its answer is lost, look for the video first.
    pub fn in_phases(request: R, content: impl Into<Content>) -> Self {
        Self::new(request, content, Way::Phases)
    }

    /// A file, by the request that begins the upload of a file of this name and length. Its handle is taken by what
    /// takes files: `fbuploader_video_file_chunk` of a video, say.
    pub fn resumable(request: R, content: impl Into<Content>) -> Self {
        Self::new(request, content, Way::Resumable)
    }

    /// A reel or a video story, by the request that makes it. The request says what describes it, and is the last one;
    /// the step that it names is not looked at.
    ///
    /// The last request is not repeated: if its answer is lost, look for the reel first.
    pub fn hosted(request: R, content: impl Into<Content>) -> Self {
        Self::new(request, content, Way::Hosted)
    }

    fn new(request: R, content: impl Into<Content>, way: Way) -> Self {
        Self {
            parts: request.into_parts(),
            content: content.into(),
            way,
            from: None,
            watcher: None,
            request: PhantomData,
        }
    }

    /// Calls this function whenever the server has got further, and once before it has any byte, with what another
    /// process needs to go on ([`resume_from`](Self::resume_from)).
    pub fn on_position(mut self, tell: impl Fn(&UploadPosition) + Send + Sync + 'static) -> Self {
        self.watcher = Some(Arc::new(tell));
        self
    }

    /// Goes on with an upload that another process has begun, of the same content by the same request. The server is
    /// asked how far it has got. It keeps a session for some time only, which is not documented; after that, begin
    /// anew.
    ///
    /// ```no_run
    /// use meta_graph::{Client, Content, Request, Upload, UploadPosition};
    ///
    /// # async fn example<R: Request>(client: &Client, request: R) -> Result<(), Box<dyn std::error::Error>> {
    /// let film = Content::from_path("film.mp4")?;
    /// let mut upload = Upload::in_phases(request, film).on_position(|position| {
    ///     let text = serde_json::to_string(position).unwrap_or_default();
    ///     if let Err(error) = std::fs::write("upload.json", text) {
    ///         eprintln!("{error}");
    ///     }
    /// });
    /// if let Ok(kept) = std::fs::read("upload.json") {
    ///     upload = upload.resume_from(serde_json::from_slice(&kept)?);
    /// }
    /// upload.send(client).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn resume_from(mut self, position: UploadPosition) -> Self {
        self.from = Some(position);
        self
    }

    /// Uploads the file.
    ///
    /// # Errors
    /// That of any request but those after which it could go on; [`Error::Build`] if the content can be read only once;
    /// [`Error::Upload`] if the server asks for what the file does not have, or gets no further, or if the position is
    /// that of another upload.
    pub async fn send(self, client: &Client) -> Result<Uploaded<R::Response>, Error> {
        let operation = self.parts.operation();
        let sender = Sender::new(client.clone(), self.content, self.watcher);
        let sender = sender.map_err(|kind| not_built(operation, kind))?;
        if self.from.as_ref().is_some_and(|from| from.way != self.way || from.length != sender.length()) {
            return Err(Error::Upload(UploadError::new(operation, UploadErrorKind::OtherUpload)));
        }
        let (id, answer) = match self.way {
            Way::Phases => phases::upload(sender, self.parts, self.from).await?,
            Way::Resumable => resumable::upload(sender, self.parts, self.from).await?,
            Way::Hosted => hosted::upload(sender, self.parts, self.from).await?,
        };
        Ok(Uploaded { id, response: R::decode(answer)? })
    }
}

fn not_built(operation: &'static Operation, kind: BuildErrorKind) -> Error {
    Error::Build(BuildError::new(Some(operation), kind))
}

impl<R> fmt::Debug for Upload<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Upload")
            .field("parts", &self.parts)
            .field("content", &self.content)
            .field("way", &self.way)
            .finish()
    }
}
