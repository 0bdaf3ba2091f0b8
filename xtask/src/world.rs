//! What the commands use of the world around them, for which the walk through a bump has something of its own.

use crate::fetch::Downloader;
use crate::workspace::Workspace;

/// Where a command runs.
pub(crate) struct World<'w> {
    /// Finds the checkout. Not every command needs one.
    pub(crate) find: &'w dyn Fn() -> anyhow::Result<Workspace>,
    /// How documents are downloaded.
    pub(crate) downloader: &'w Downloader,
    /// Today's date.
    pub(crate) today: &'w str,
}
