//! What the commands use of the world around them, for which the walk through a bump has something of its own.

use crate::workspace::Workspace;
use openapi_crate::download::Downloader;

/// Where a command runs.
pub(crate) struct World<'w> {
    /// Finds the checkout. Not every command needs one.
    pub(crate) find: &'w dyn Fn() -> anyhow::Result<Workspace>,
    /// How documents are downloaded.
    pub(crate) downloader: &'w Downloader,
    /// Today's date.
    pub(crate) today: &'w str,
}
