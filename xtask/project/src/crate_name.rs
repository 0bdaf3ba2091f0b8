//! What a crate is called that is made of a document.

use graph_generator::emit::package_name;
use std::path::Path;
use thiserror::Error;

/// Why a crate cannot have a name.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum CrateNameError {
    /// Cargo does not accept the name, or the compiler warns about it.
    #[error(
        "a crate cannot be called `{0}`: its name is a lower-case letter first, then lower-case letters, digits and \
        single `-` and `_`"
    )]
    Malformed(String),
    /// The name is a word of the language or of Cargo, or that of a crate which the generated one depends on.
    #[error("a crate cannot be called `{0}`, which is taken")]
    Taken(String),
}

/// Names that Cargo, the language or Windows keeps, and those of the crates that a generated crate and its tests depend
/// on.
const TAKEN: &str = "\
    abstract alloc as async aux await become box break build bytes con const continue core crate deps do dyn else \
    enum examples extern false final fn for futures_core gen http if impl in incremental let loop macro match mod \
    move mut nul override percent_encoding priv prn proc_macro pub ref reqwest return self serde serde_json static \
    std struct super test tokio tracing trait true try type typeof unsafe unsized use virtual where while yield zeroize";

/// The name that was asked for, or one made of the name of the document: `My API v2.openapi.yaml` is `my-api-v2`, and
/// `box.json`, whose name is taken, `box-api`.
///
/// # Errors
///
/// A name that cannot be that of a crate.
pub fn choose(asked: Option<&str>, spec: &Path) -> Result<String, CrateNameError> {
    if let Some(name) = asked {
        return check(name);
    }
    let stem = spec.file_stem().unwrap_or_default().to_string_lossy();
    let name = package_name(stem.strip_suffix(".openapi").unwrap_or(&stem));
    check(&if is_taken(&name) { format!("{name}-api") } else { name })
}

fn check(name: &str) -> Result<String, CrateNameError> {
    let is_letter = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit();
    let is_word = |word: &str| !word.is_empty() && word.chars().all(is_letter);
    if !name.starts_with(|first: char| first.is_ascii_lowercase()) || !name.split(['-', '_']).all(is_word) {
        return Err(CrateNameError::Malformed(name.to_owned()));
    }
    if is_taken(name) {
        return Err(CrateNameError::Taken(name.to_owned()));
    }
    Ok(name.to_owned())
}

fn is_taken(name: &str) -> bool {
    TAKEN.split(' ').any(|word| word == name.replace('-', "_"))
}

#[cfg(test)]
mod tests {
    use super::choose;
    use std::path::Path;

    #[test]
    fn the_name_of_the_document_becomes_the_name_of_the_crate() {
        let name = |file: &str| choose(None, Path::new(file)).unwrap();
        assert_eq!(name("specs/My API v2.openapi.yaml"), "my-api-v2");
        assert_eq!(name("26.json"), "api-26");
        for taken in
            ["box", "core", "std", "alloc", "test", "proc-macro", "http", "bytes", "serde", "serde_json"]
        {
            assert_eq!(name(&format!("{taken}.json")), format!("{}-api", taken.replace('_', "-")));
        }
        assert_eq!(name("Build.yaml"), "build-api");
        assert_eq!(name("con.yaml"), "con-api");
        assert_eq!(name("über.yaml"), "ber");
        assert_eq!(name("日本.yaml"), "api-client");
    }

    #[test]
    fn a_name_that_cargo_refuses_or_the_compiler_warns_of_is_refused_here() {
        for name in ["", "2a", "a b", "a/b", "self", "http", "é", "Client", "a__b", "a-"] {
            assert!(choose(Some(name), Path::new("a.yaml")).is_err(), "{name}");
        }
        assert_eq!(choose(Some("pet_store"), Path::new("a.yaml")).unwrap(), "pet_store");
    }
}
