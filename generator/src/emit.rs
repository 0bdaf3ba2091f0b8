//! From the intermediate representation to the text of Rust files.

use crate::files::Files;
use crate::ir::Api;

/// The crate that the files are for.
#[derive(Clone, Debug)]
pub struct Package {
    /// The name of the library: `meta_graph`.
    pub crate_name: String,
    /// The command that the header of each file names.
    pub command: String,
}

/// Writes the files of one API version.
pub fn emit(_api: &Api, _package: &Package) -> Files {
    Files::new()
}
