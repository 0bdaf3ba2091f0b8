//! For build scripts: a crate whose generated files follow its documents whenever it is built.

use crate::codegen;
use crate::options::Options;
use crate::outcome::Outcome;
use crate::program::Program;
use crate::project;
use crate::runtime::Runtime;
use crate::terminal::Terminal;
use anyhow::bail;
use graph_project::lock;
use std::path::Path;

/// Brings the crate in this folder up to date, as `openapi-crate codegen` does, and tells Cargo what it is made of.
///
/// # Errors
///
/// What the command fails with, and what it finds in the documents that keeps them from being generated.
pub fn update(root: &Path) -> anyhow::Result<()> {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut terminal = Terminal::new(&mut out, &mut err);
    let program = Program { command: "openapi-crate codegen", runtime: &Runtime::embedded()? };
    let options = Options::default();
    let outcome = codegen::reported(options, &mut terminal, |terminal| {
        project::run(root, options, false, &program, terminal)
    })?;
    if outcome != Outcome::Fine {
        bail!("{}", String::from_utf8_lossy(&err));
    }
    for (path, _) in lock::read(root)?.iter().flat_map(lock::Lock::read) {
        cargo(&format!("rerun-if-changed={}", root.join(path).display()))?;
    }
    Ok(())
}

/// Tells Cargo something, which reads the standard output of a build script.
fn cargo(line: &str) -> std::io::Result<()> {
    use std::io::Write as _;
    writeln!(std::io::stdout(), "cargo::{line}")
}
