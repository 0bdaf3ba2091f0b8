//! What `cargo xtask bump` is asked to do.

use crate::outcome::UsageError;
use crate::versions::numbers;
use lexopt::{Arg, ValueExt as _};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

pub(super) const HELP: &str = "\
Add a new version of the API: its documents, and everything that is made from them.

Usage: cargo xtask bump VERSION [--from DIR] [--carry NAME]... [--drop NAME]... [--name ...]...
                        [--summary FILE] [--dry-run]
       cargo xtask bump VERSION --undo
       cargo xtask bump --release
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
      --name DOCUMENT.SCHEMA=NAME
                    Call a schema of a document so in Rust, as `names` in its entry does. May be given several times
      --dry-run     Print the report and write nothing
      --undo        Take VERSION back, which no release has yet: its documents, overlays and entries, its module, and the
                    step of the crate's version. What is removed of spec/ is kept in target/bump/undone/
      --release     Say that the crate is released with all versions that it has: from now on their names are kept, and
                    their entries in CHANGELOG.md stay as they are; these get the date of today
      --next        Print the version that follows the newest of spec/manifest.toml, and do nothing else
  -h, --help        Print help

The documents of the newest version in spec/manifest.toml are the base. Those with an origin are downloaded, and those
written by hand are carried over. Then follow the entries of the manifest, `cargo xtask codegen`, the comparison with the
version before, the feature, the module and the version of the crate, and CHANGELOG.md. All of this happens on a copy in
target/bump/; at the end the checkout changes all at once, or not at all. Uncommitted changes stay and are included.

Until VERSION is released, the command may be given again: files of --from replace those that are there, all other
documents stay as they are now, and everything that is made from them is made anew. `cargo xtask codegen` does so too.
[[unreleased]] in spec/manifest.toml says that a version is not released.

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
    /// Print the report and write nothing.
    pub(super) dry_run: bool,
    /// Names of schemas in Rust, by their document and what it calls them.
    pub(super) names: BTreeMap<(String, String), String>,
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
    /// This version is taken back.
    Undo(String),
    /// All versions are released.
    Release,
}

/// `persona.PersonaResponse=Persona`.
fn schema_name(text: &str) -> Result<((String, String), String), UsageError> {
    let parts = text.split_once('=').and_then(|(place, name)| Some((place.split_once('.')?, name)));
    match parts {
        Some(((document, schema), name)) if !schema.is_empty() && !name.is_empty() => {
            Ok(((document.to_owned(), schema.to_owned()), name.to_owned()))
        }
        _ => Err(UsageError::new(format!("--name {text}: it is DOCUMENT.SCHEMA=NAME"))),
    }
}

/// What is asked for in the place of a bump.
#[derive(Clone, Copy)]
enum Verb {
    Next,
    Undo,
    Release,
}

impl Flags {
    /// Reads the arguments.
    pub(super) fn parse(arguments: &mut lexopt::Parser) -> Result<Request, UsageError> {
        let (mut request, mut verb) = (Self::default(), None);
        while let Some(argument) = arguments.next()? {
            match argument {
                Arg::Short('h') | Arg::Long("help") => return Ok(Request::Help),
                Arg::Long("from") => request.from = Some(arguments.value()?.into()),
                Arg::Long("carry") => drop(request.carry.insert(arguments.value()?.string()?)),
                Arg::Long("drop") => drop(request.drop.insert(arguments.value()?.string()?)),
                Arg::Long("summary") => request.summary = Some(arguments.value()?.into()),
                Arg::Long("name") => {
                    let (schema, name) = schema_name(&arguments.value()?.string()?)?;
                    request.names.insert(schema, name);
                }
                Arg::Long("dry-run") => request.dry_run = true,
                Arg::Long("next") => verb = Some(Verb::Next),
                Arg::Long("undo") => verb = Some(Verb::Undo),
                Arg::Long("release") => verb = Some(Verb::Release),
                Arg::Value(version) if request.version.is_empty() => request.version = version.string()?,
                other => return Err(UsageError::unexpected(other, "cargo xtask bump")),
            }
        }
        match verb {
            Some(verb) => request.other(verb),
            None => request.checked().map(Request::Bump),
        }
    }

    /// What is asked for beside a bump.
    fn other(self, verb: Verb) -> Result<Request, UsageError> {
        let is_alone = |flags: &Self| *flags == Self::default();
        match verb {
            Verb::Next if is_alone(&self) => Ok(Request::Next),
            Verb::Next => Err(UsageError::new("--next stands alone: it only prints a version")),
            Verb::Release if is_alone(&self) => Ok(Request::Release),
            Verb::Release => Err(UsageError::new("--release stands alone: the crate is released as it is")),
            Verb::Undo => {
                let version = self.checked()?.version;
                let alone = Self { version: version.clone(), ..Self::default() };
                match self == alone {
                    true => Ok(Request::Undo(version)),
                    false => Err(UsageError::new("--undo goes with a version and nothing else")),
                }
            }
        }
    }

    /// Refuses what cannot be meant.
    fn checked(&self) -> Result<Self, UsageError> {
        if self.version.is_empty() {
            return Err(UsageError::new(
                "which version? `cargo xtask bump v27.0`; see `cargo xtask bump --help`",
            ));
        }
        if numbers(&self.version).is_none() {
            let version = &self.version;
            return Err(UsageError::new(format!("the version `{version}` does not look like `v27.0`")));
        }
        if let Some(name) = self.carry.intersection(&self.drop).next() {
            return Err(UsageError::new(format!("{name} cannot be carried over and dropped")));
        }
        Ok(self.clone())
    }

    /// The command that goes on with the files of a folder.
    pub(super) fn resumed(&self, from: &str) -> String {
        let carried: String = self.carry.iter().map(|name| format!(" --carry {name}")).collect();
        let dropped: String = self.drop.iter().map(|name| format!(" --drop {name}")).collect();
        let named: String = self
            .names
            .iter()
            .map(|((document, schema), name)| format!(" --name {document}.{schema}={name}"))
            .collect();
        let summary = self.summary.as_ref().map(|file| format!(" --summary {}", file.display()));
        let summary = summary.unwrap_or_default();
        format!("cargo xtask bump {} --from {from}{carried}{dropped}{named}{summary}", self.version)
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
        request.names.insert(("a".to_owned(), "B".to_owned()), "C".to_owned());
        assert!(request.resumed("e").ends_with(" --drop c --name a.B=C"));
        request.names.clear();
        request.summary = Some("s.md".into());
        assert!(request.resumed("e").ends_with(" --drop c --summary s.md"));
        assert_eq!(parse(&["v27.0", "--help"]), Ok(Request::Help));
        assert_eq!(parse(&["--next"]), Ok(Request::Next));
        assert_eq!(parse(&["--release"]), Ok(Request::Release));
        assert_eq!(parse(&["--undo", "v27.0"]), Ok(Request::Undo("v27.0".to_owned())));
    }

    #[test]
    fn what_the_pages_say_is_understood() {
        let root = graph_tests::workspace::root();
        let mut commands = 0;
        for (path, text) in graph_tests::workspace::texts(&root, ".md").unwrap() {
            let lines = text.split("`cargo xtask bump").skip(1).filter_map(|rest| rest.split('`').next());
            for line in lines.filter(|line| !line.trim().is_empty()) {
                let arguments: Vec<&str> = line.split_whitespace().collect();
                assert!(parse(&arguments).is_ok(), "{path}: cargo xtask bump{line}");
                commands += 1;
            }
        }
        assert!(commands > 8, "{commands}");
    }

    #[test]
    fn what_is_not_a_version_is_refused() {
        assert!(parse(&[]).unwrap_err().contains("which version?"));
        for version in ["27", "27.0", "v27", "v27.0.0", "v027.0", "v27.x", "v+27.0"] {
            assert!(parse(&[version]).unwrap_err().contains("does not look like"), "{version}");
        }
        assert!(parse(&["v27.0", "v28.0"]).unwrap_err().contains("v28.0"));
        assert!(parse(&["v27.0", "--next"]).unwrap_err().contains("stands alone"));
        assert!(parse(&["v27.0", "--release"]).unwrap_err().contains("stands alone"));
        assert!(parse(&["v27.0", "--undo", "--carry=a"]).unwrap_err().contains("nothing else"));
        assert!(parse(&["--undo"]).unwrap_err().contains("which version?"));
        assert!(parse(&["v27.0", "--drop=a", "--carry=a"]).unwrap_err().contains("a cannot be"));
        assert!(parse(&["v27.0", "--name", "a=B"]).unwrap_err().contains("DOCUMENT.SCHEMA=NAME"));
        assert!(parse(&["--form", "a"]).unwrap_err().contains("--form"));
    }
}
