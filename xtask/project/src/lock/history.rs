//! What happened to a crate since the last run, as far as its lock tells.

use super::{Cause, Differs, FILE, Lock};
use crate::tree::{Change, TreeError, read_if_present};
use std::path::Path;

/// The last run beside this one.
#[derive(Debug, Default)]
pub struct History<'l> {
    /// The lock on the disk.
    last: Option<Lock>,
    /// The lock of this run.
    new: Option<&'l Lock>,
    /// The name locks that were edited.
    names: Vec<String>,
}

impl<'l> History<'l> {
    /// The history of the crate in `root`, of which this run makes `lock`; it is empty where no lock is kept.
    ///
    /// The name locks in `unbound` were not read, so whatever is edited there is only taken back.
    ///
    /// # Errors
    ///
    /// A file that cannot be read.
    pub fn of(root: &Path, lock: Option<&'l Lock>, unbound: &[String]) -> Result<Self, TreeError> {
        let text = match lock {
            Some(_) => read_if_present(&root.join(FILE))?,
            None => None,
        };
        let last = text.as_deref().and_then(Lock::parse);
        let mut names = last.as_ref().map(|last| last.edited_names(root)).transpose()?.unwrap_or_default();
        names.retain(|path| !unbound.contains(path));
        Ok(Self { last, new: lock, names })
    }

    /// Why a file is not as it should be.
    pub fn cause(&self, change: &Change<'_>) -> Cause {
        let spec = self.last.as_ref().zip(self.new).is_some_and(|(last, new)| !last.reads_as(new));
        Cause::of(change, self.last.as_ref(), Differs { spec, names: !self.names.is_empty() })
    }

    /// What was read then and is different now, and whether the generator is another one; a sentence for each.
    ///
    /// `shown` is what messages call the folder of the crate, and `command` writes it.
    pub fn differences(&self, shown: &str, command: &str) -> Vec<String> {
        let read = self.last.as_ref().zip(self.new).map(|(last, new)| last.differences(new));
        let names = self.names.iter().map(|path| {
            let path = format!("{shown}/{path}");
            format!(
                "{path} was changed by hand, which may give other names to what callers use; keep it with `{command}`, or take \
                 it back with `git checkout -- {path}`"
            )
        });
        read.into_iter().flatten().chain(names).collect()
    }
}
