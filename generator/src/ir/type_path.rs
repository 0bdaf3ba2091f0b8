//! Paths of Rust items that a project names.

use std::fmt;
use std::str::FromStr;

/// How many paths may stand in the angle brackets of each other.
const MAX_DEPTH: usize = 16;

/// Words that no part of a path can be; `crate` may be the first.
const KEYWORDS: &str = "as async await break const continue dyn else enum extern false fn for gen if impl in let loop \
                        match mod move mut pub ref return self Self static struct super trait true type unsafe use \
                        where while yield _";

/// A path of a Rust item with the types in its angle brackets: `chrono::DateTime<chrono::Utc>`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TypePath {
    /// The names, of which the first is a crate or `crate`; one name alone is of the prelude.
    pub names: Vec<String>,
    /// The types in angle brackets behind the last name.
    pub arguments: Vec<TypePath>,
}

/// A text is not the path of a type.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{text}` is not the path of a Rust type, such as `chrono::DateTime<chrono::Utc>` or `crate::Money`: {reason}"
)]
pub struct TypePathError {
    text: String,
    reason: String,
}

impl TypePath {
    /// Whether it is one name of the prelude or of the language, without a crate.
    pub fn is_bare(&self) -> bool {
        self.names.len() == 1
    }

    /// The crates that it names, its own not among them.
    pub fn crates(&self) -> Vec<&str> {
        let first = self.names.first().filter(|first| !self.is_bare() && *first != "crate");
        let inside = self.arguments.iter().flat_map(Self::crates);
        first.map(String::as_str).into_iter().chain(inside).collect()
    }
}

impl fmt::Display for TypePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.names.join("::"))?;
        if !self.arguments.is_empty() {
            let arguments: Vec<String> = self.arguments.iter().map(ToString::to_string).collect();
            write!(f, "<{}>", arguments.join(", "))?;
        }
        Ok(())
    }
}

impl FromStr for TypePath {
    type Err = TypePathError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut rest = text;
        let error = |reason: String| TypePathError { text: text.to_owned(), reason };
        let path = path(&mut rest, 0).map_err(error)?;
        match rest.trim_start().chars().next() {
            None => Ok(path),
            Some(letter) => Err(error(format!("`{letter}` has no place there"))),
        }
    }
}

fn path(rest: &mut &str, depth: usize) -> Result<TypePath, String> {
    if depth >= MAX_DEPTH {
        return Err("it is nested too deeply".to_owned());
    }
    takes(rest, "::");
    let mut names = vec![name(rest, true)?];
    while takes(rest, "::") {
        names.push(name(rest, false)?);
    }
    let mut arguments = Vec::new();
    if takes(rest, "<") {
        loop {
            arguments.push(path(rest, depth + 1)?);
            if takes(rest, ",") {
                continue;
            }
            if takes(rest, ">") {
                break;
            }
            return Err("`<` is not closed".to_owned());
        }
    }
    if names == ["crate"] {
        return Err("`crate` alone is not a type".to_owned());
    }
    Ok(TypePath { names, arguments })
}

fn name(rest: &mut &str, is_first: bool) -> Result<String, String> {
    let text = rest.trim_start();
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    let end = text.find(|letter| !is_part(letter)).unwrap_or(text.len());
    let (name, after) = text.split_at(end);
    if name.is_empty() || name.starts_with(|letter: char| letter.is_ascii_digit()) {
        let found =
            text.chars().next().map_or_else(|| "it ends".to_owned(), |letter| format!("`{letter}` stands"));
        return Err(format!("{found} where a name should be"));
    }
    if matches!(name, "self" | "super" | "Self") {
        return Err(format!("begin with `crate` or with the name of a crate, not with `{name}`"));
    }
    if KEYWORDS.split_whitespace().any(|word| word == name) || (name == "crate" && !is_first) {
        return Err(format!("`{name}` is a word of the language"));
    }
    *rest = after;
    Ok(name.to_owned())
}

fn takes(rest: &mut &str, token: &str) -> bool {
    let after = rest.trim_start().strip_prefix(token);
    after.is_some_and(|after| {
        *rest = after;
        true
    })
}

#[cfg(test)]
mod tests {
    use super::TypePath;

    fn read(text: &str) -> Result<String, String> {
        text.parse().map(|path: TypePath| path.to_string()).map_err(|error| error.to_string())
    }

    #[test]
    fn paths_are_brought_to_one_form() {
        for (text, expected) in [
            ("crate::Money", "crate::Money"),
            (" ::chrono :: DateTime< chrono::Utc , > ", ""),
            ("::chrono::DateTime<chrono::Utc>", "chrono::DateTime<chrono::Utc>"),
            ("a::B<Vec<u8>,String>", "a::B<Vec<u8>, String>"),
            ("String", "String"),
        ] {
            assert_eq!(read(text).unwrap_or_default(), expected, "{text}");
        }
        let path: TypePath = "a::B<c::D, crate::E<String>, f::G<h::I>>".parse().unwrap();
        assert_eq!(path.crates(), ["a", "c", "f", "h"]);
    }

    #[test]
    fn what_is_no_path_is_explained() {
        for (text, reason) in [
            ("", "it ends where a name should be"),
            ("a::", "it ends where a name should be"),
            ("a::B<c::D", "`<` is not closed"),
            ("&'static str", "`&` stands where a name should be"),
            ("a::B c", "`c` has no place there"),
            ("super::A", "begin with `crate`"),
            ("a::fn", "`fn` is a word of the language"),
            ("a::crate::B", "`crate` is a word of the language"),
            ("crate", "`crate` alone is not a type"),
            ("[u8; 4]", "`[` stands where a name should be"),
            ("3d::A", "`3` stands where a name should be"),
        ] {
            let error = read(text).unwrap_err();
            assert!(
                error.contains(reason) && error.starts_with(&format!("`{text}` is not")),
                "{text}: {error}"
            );
        }
        assert!(read(&"a<".repeat(100)).unwrap_err().contains("too deeply"));
    }
}
