//! Why a generated file is not as it should be, as far as `codegen.lock` tells.

use super::{FILE, Lock};
use crate::sum;
use crate::tree::Change;

/// What is read and is not as the last run left it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Differs {
    /// The documents, overlays and tables.
    pub spec: bool,
    /// The name locks.
    pub names: bool,
}

/// What happened to a file since it was generated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// It is gone.
    Missing,
    /// It is not generated any more.
    LeftOver,
    /// It is not what was generated: someone changed it.
    Edited,
    /// What it is made of changed, and it was not generated again.
    Spec,
    /// A name lock was edited, which says what things are called, and it was not generated again.
    Names,
    /// Its documents are as they were, so the generator writes something else now.
    Generator,
    /// There is no lock to compare with.
    Unknown,
}

impl Cause {
    /// What happened to a file; `old` is the lock on the disk.
    pub fn of(change: &Change<'_>, old: Option<&Lock>, differs: Differs) -> Self {
        match (&change.old, &change.new, old) {
            (_, None, _) => Self::LeftOver,
            (None, Some(_), Some(lock)) if lock.output(&change.path).is_none() => Self::stale(differs),
            (None, Some(_), _) => Self::Missing,
            // The lock holds no sum of itself.
            (Some(_), Some(_), Some(_)) if change.path == FILE && (differs.spec || differs.names) => {
                Self::stale(differs)
            }
            (Some(bytes), Some(_), Some(lock)) => match lock.output(&change.path) {
                Some(before) if before == sum::of(bytes) => Self::stale(differs),
                Some(_) => Self::Edited,
                None => Self::Unknown,
            },
            (Some(_), Some(_), None) => Self::Unknown,
        }
    }

    fn stale(differs: Differs) -> Self {
        match differs {
            Differs { spec: true, .. } => Self::Spec,
            Differs { names: true, .. } => Self::Names,
            Differs { spec: false, names: false } => Self::Generator,
        }
    }

    /// The cause in a few words, to follow a path.
    pub fn text(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::LeftOver => "left over",
            Self::Edited => "edited by hand",
            Self::Spec => "stale, because the spec changed",
            Self::Names => "stale, because a name lock was edited",
            Self::Generator => "stale, because the generator changed",
            Self::Unknown => "stale, or edited by hand",
        }
    }

    /// The cause in one word, for tools.
    pub fn word(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::LeftOver => "left-over",
            Self::Edited => "edited",
            Self::Spec => "spec",
            Self::Names => "names",
            Self::Generator => "generator",
            Self::Unknown => "unknown",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Cause, Differs};
    use crate::lock::Lock;
    use crate::tree::Change;
    use graph_generator::files::Files;

    #[test]
    fn each_cause_is_reported() {
        let files = Files::from([("src/a.rs".to_owned(), "old".to_owned())]);
        let lock = Lock::new(&[], &[], &files);
        let change = |path: &str, old: Option<&str>, new: Option<&'static str>| Change {
            path: path.to_owned(),
            old: old.map(Into::into),
            new,
        };
        let of = |change: &Change<'_>, spec| Cause::of(change, Some(&lock), Differs { spec, names: false });
        let renamed =
            |change: &Change<'_>, spec| Cause::of(change, Some(&lock), Differs { spec, names: true });
        assert_eq!(renamed(&change("src/a.rs", Some("old"), Some("new")), false), Cause::Names);
        assert_eq!(renamed(&change("src/b.rs", None, Some("new")), false), Cause::Names);
        assert_eq!(renamed(&change("codegen.lock", Some("old"), Some("new")), false), Cause::Names);
        assert_eq!(renamed(&change("src/a.rs", Some("mine"), Some("new")), false), Cause::Edited);
        assert_eq!(renamed(&change("src/a.rs", Some("old"), Some("new")), true), Cause::Spec);
        assert_eq!(of(&change("src/a.rs", Some("old"), Some("new")), true), Cause::Spec);
        assert_eq!(of(&change("src/a.rs", Some("old"), Some("new")), false), Cause::Generator);
        assert_eq!(of(&change("src/a.rs", Some("mine"), Some("old")), false), Cause::Edited);
        assert_eq!(of(&change("src/a.rs", None, Some("old")), false), Cause::Missing);
        assert_eq!(of(&change("src/b.rs", None, Some("new")), true), Cause::Spec);
        assert_eq!(of(&change("src/a.rs", Some("old"), None), true), Cause::LeftOver);
        assert_eq!(of(&change("src/b.rs", Some("mine"), Some("new")), true), Cause::Unknown);
        assert_eq!(of(&change("codegen.lock", Some("old"), Some("new")), true), Cause::Spec);
        let change = change("src/a.rs", Some("old"), Some("new"));
        assert_eq!(Cause::of(&change, None, Differs { spec: true, names: true }), Cause::Unknown);
    }
}
