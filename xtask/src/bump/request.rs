//! What `cargo xtask bump` is asked to do.

use crate::outcome::UsageError;
use crate::versions::numbers;
use lexopt::{Arg, ValueExt as _};
use std::collections::BTreeSet;
use std::path::PathBuf;

pub(super) const HELP: &str = "\
Add a new version of the API: its documents, and everything that is made from them.

Usage: cargo xtask bump VERSION [--from DIR] [--carry NAME]... [--drop NAME]... [--summary FILE]
       cargo xtask bump --next

Arguments:
  VERSION  The new version: v27.0

Options:
      --from DIR    Take the files that this folder has, under the names that they have in the folder of a version
                    (`personas.yaml`); only the others are downloaded or carried over
      --carry NAME  Carry this document over from the version before although it is not written by hand, because there is
                    no download of it. May be given several times
      --drop NAME   Leave this document out of the new version: Meta no longer has it. May be given several times
      --summary FILE
                    Write a summary in Markdown as well, as for a pull request; its first line is the title
      --next        Print the version that follows the newest of spec/manifest.toml, and do nothing else
  -h, --help        Print help

The documents of the newest version in spec/manifest.toml are the base. Those with an origin are downloaded, and those
written by hand are carried over. Then follow the entries of the manifest, `cargo xtask codegen`, the comparison with the
version before, the feature, the module and the version of the crate, and CHANGELOG.md. All of this happens on a copy in
target/bump/; at the end the checkout changes all at once, or not at all. Uncommitted changes stay and are included.

In the new version, an overlay spec/overlays/VERSION/NAME replaces spec/overlays/NAME.

Exit codes: 0 done, 1 a problem was found, 2 wrong usage, 3 none of the downloads exists: not published yet.
";

/// What the command is asked to do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Flags {
    /// The new version: `v27.0`.
    pub(super) version: String,
    /// A folder of files that need not be downloaded.
    pub(super) from: Option<PathBuf>,
    /// The documents that are carried over although they are not written by hand.
    pub(super) carry: BTreeSet<String>,
    /// The documents that the new version no longer has.
    pub(super) drop: BTreeSet<String>,
    /// Where a summary in Markdown is written.
    pub(super) summary: Option<PathBuf>,
}

/// What the arguments ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Request {
    /// The help.
    Help,
    /// The name of the next version.
    Next,
    /// A bump.
    Bump(Flags),
}

impl Flags {
    /// Reads the arguments.
    pub(super) fn parse(arguments: &mut lexopt::Parser) -> Result<Request, UsageError> {
        let (mut request, mut is_next) = (Self::default(), false);
        while let Some(argument) = arguments.next()? {
            match argument {
                Arg::Short('h') | Arg::Long("help") => return Ok(Request::Help),
                Arg::Long("from") => request.from = Some(arguments.value()?.into()),
                Arg::Long("carry") => drop(request.carry.insert(arguments.value()?.string()?)),
                Arg::Long("drop") => drop(request.drop.insert(arguments.value()?.string()?)),
                Arg::Long("summary") => request.summary = Some(arguments.value()?.into()),
                Arg::Long("next") => is_next = true,
                Arg::Value(version) if request.version.is_empty() => request.version = version.string()?,
                other => return Err(UsageError::unexpected(other, "cargo xtask bump")),
            }
        }
        if is_next {
            return match request == Self::default() {
                true => Ok(Request::Next),
                false => Err(UsageError::new("--next stands alone: it only prints a version")),
            };
        }
        if request.version.is_empty() {
            return Err(UsageError::new(
                "which version? `cargo xtask bump v27.0`; see `cargo xtask bump --help`",
            ));
        }
        if numbers(&request.version).is_none() {
            let version = &request.version;
            return Err(UsageError::new(format!("the version `{version}` does not look like `v27.0`")));
        }
        if let Some(name) = request.carry.intersection(&request.drop).next() {
            return Err(UsageError::new(format!("{name} cannot be carried over and dropped")));
        }
        Ok(Request::Bump(request))
    }

    /// The command that goes on with the files of a folder.
    pub(super) fn resumed(&self, from: &str) -> String {
        let carried: String = self.carry.iter().map(|name| format!(" --carry {name}")).collect();
        let dropped: String = self.drop.iter().map(|name| format!(" --drop {name}")).collect();
        let summary = self.summary.as_ref().map(|file| format!(" --summary {}", file.display()));
        let summary = summary.unwrap_or_default();
        format!("cargo xtask bump {} --from {from}{carried}{dropped}{summary}", self.version)
    }
}

#[cfg(test)]
mod tests {
    use super::{Flags, Request};

    fn parse(arguments: &[&str]) -> Result<Request, String> {
        Flags::parse(&mut lexopt::Parser::from_args(arguments)).map_err(|error| error.to_string())
    }

    #[test]
    fn arguments_are_read_and_written_again() {
        let request = parse(&["v27.0", "--from", "d", "--carry=a", "--carry", "b", "--drop", "c"]);
        let Ok(Request::Bump(mut request)) = request else { panic!("a bump") };
        assert_eq!((request.version.as_str(), request.from.clone()), ("v27.0", Some("d".into())));
        assert_eq!(request.resumed("e"), "cargo xtask bump v27.0 --from e --carry a --carry b --drop c");
        request.summary = Some("s.md".into());
        assert!(request.resumed("e").ends_with(" --drop c --summary s.md"));
        assert_eq!(parse(&["v27.0", "--help"]), Ok(Request::Help));
        assert_eq!(parse(&["--next"]), Ok(Request::Next));
    }

    #[test]
    fn what_is_not_a_version_is_refused() {
        assert!(parse(&[]).unwrap_err().contains("which version?"));
        for version in ["27", "27.0", "v27", "v27.0.0", "v027.0", "v27.x", "v+27.0"] {
            assert!(parse(&[version]).unwrap_err().contains("does not look like"), "{version}");
        }
        assert!(parse(&["v27.0", "v28.0"]).unwrap_err().contains("v28.0"));
        assert!(parse(&["v27.0", "--next"]).unwrap_err().contains("stands alone"));
        assert!(parse(&["v27.0", "--drop=a", "--carry=a"]).unwrap_err().contains("a cannot be"));
        assert!(parse(&["--form", "a"]).unwrap_err().contains("--form"));
    }
}
