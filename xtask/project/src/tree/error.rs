//! Why files cannot be read, compared or changed.

use std::io;
use std::path::PathBuf;
use thiserror::Error;

/// Why files cannot be read, compared or changed.
#[derive(Debug, Error)]
pub enum TreeError {
    /// A file or a folder cannot be read.
    #[error("cannot read {}", .0.display())]
    Read(PathBuf, #[source] io::Error),
    /// A file cannot be written or renamed.
    #[error("cannot write {}", .0.display())]
    Write(PathBuf, #[source] io::Error),
    /// A folder cannot be made.
    #[error("cannot make {}", .0.display())]
    MakeFolder(PathBuf, #[source] io::Error),
    /// A folder has the name that a file should have.
    #[error("{}: a folder stands where a generated file belongs; move it away", .0.display())]
    FolderInPlace(PathBuf),
    /// Something has the name that a file should get.
    #[error("{} is in the way", .0.display())]
    InTheWay(PathBuf),
    /// A file is not what it was when the run began.
    #[error("{} was changed while this ran", .0.display())]
    Changed(PathBuf),
    /// Another run changes files at this moment.
    #[error("{}: another run is changing files; wait for it to end", .0.display())]
    Busy(PathBuf),
    /// What a run that was killed left is not what it wrote: somebody has changed it since.
    #[error(
        "a run was killed, and since then somebody changed what it had written: {}; the files before it stand beside them, \
         with names that end in `.old`; choose, and remove {}", files.join(", "), journal.display()
    )]
    Unsettled {
        /// The files that were changed.
        files: Vec<String>,
        /// The journal of the run.
        journal: PathBuf,
    },
    /// A path names no file.
    #[error("`{}` is not the path of a file", .0.display())]
    NotAFile(PathBuf),
    /// The files could not all be put back after an error: a person has to look.
    #[error("what was changed could not be restored; see `git status`: {}", failures.join("; "))]
    NotRestored {
        /// The files that are not what they were, and why.
        failures: Vec<String>,
        /// Why the change failed.
        #[source]
        reason: Box<Self>,
    },
}
