//! The same calls with the code of other generators: what they send, as a table. It needs their programs, the registry
//! and minutes, so it runs where an environment variable names the folder of the programs.

mod generators;

use super::{MANIFEST, Mistake};
use crate::compile::write;
use generators::{Dependencies, GENERATORS, Generator};
use graph_tests::server::Server;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// What came of a document.
enum Outcome {
    Right,
    /// The caller does what the document says that the code should do.
    ByHand,
    Wrong(String),
    Fails(String),
    NotCompiled,
    Refused,
    /// The code has no function for the operation, or none that could be called.
    NoCall,
}

impl Outcome {
    fn text(&self) -> String {
        match self {
            Self::Right => "right".to_owned(),
            Self::ByHand => "by hand".to_owned(),
            Self::Wrong(what) => format!("wrong: {what}"),
            Self::Fails(what) => format!("fails: {what}"),
            Self::NotCompiled => "does not compile".to_owned(),
            Self::Refused => "refused".to_owned(),
            Self::NoCall => "no function".to_owned(),
        }
    }
}

impl Generator {
    fn try_out(&self, mistake: &Mistake, programs: &Path, folder: &Path) -> Outcome {
        let server = Server::start().unwrap();
        let address = server.url();
        let address = address.trim_start_matches("http://");
        let _ = fs::remove_dir_all(folder);
        mistake.copy_to(folder, address);
        if let Some((name, text)) = self.configured {
            write(&folder.join(name), text);
        }
        let program = programs.join(self.program);
        let output = Command::new(program).args(self.arguments).current_dir(folder).output().unwrap();
        if !output.status.success() {
            return Outcome::Refused;
        }
        write(&folder.join("src/main.rs"), &self.main("Ok(String::new())\n"));
        write(&folder.join("Cargo.toml"), &self.manifest(folder));
        if !cargo(folder, programs, &["check", "--quiet"]).status.success() {
            return Outcome::NotCompiled;
        }
        let call = mistake.folder.join(self.call);
        let Ok(call) = fs::read_to_string(call) else { return Outcome::NoCall };
        write(&folder.join("src/main.rs"), &self.main(&call));
        let built = cargo(folder, programs, &["build", "--quiet"]);
        let said = String::from_utf8_lossy(&built.stderr);
        assert!(built.status.success(), "the call of {} in {}:\n{said}", self.program, mistake.name);
        server.answer(mistake.answer());
        let output = cargo(folder, programs, &["run", "--quiet", "--", &mistake.base(address)]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let said = said.lines().find(|line| line.starts_with("Error")).unwrap_or_default().to_owned();
        let faults = mistake.faults(&server.requests(), &String::from_utf8_lossy(&output.stdout));
        match faults.first() {
            Some(fault) if output.status.success() => Outcome::Wrong(fault.clone()),
            _ if !output.status.success() => Outcome::Fails(said),
            _ if call.starts_with("// By hand") => Outcome::ByHand,
            _ => Outcome::Right,
        }
    }

    fn main(&self, call: &str) -> String {
        format!(
            "{}async fn call(base: &str) -> Result<String, Box<dyn std::error::Error>> {{\n{call}}}\n\n#[tokio::main]\nasync \
             fn main() -> Result<(), Box<dyn std::error::Error>> {{\n    let base = std::env::args().nth(1).unwrap();\n    \
             println!(\"{{}}\", call(&base).await?);\n    Ok(())\n}}\n",
            self.head
        )
    }

    fn manifest(&self, folder: &Path) -> String {
        let (head, _) = MANIFEST.split_once("[dependencies]").unwrap();
        let tokio = "tokio = { version = \"1\", features = [\"macros\", \"rt-multi-thread\"] }\n";
        match self.dependencies {
            Dependencies::Listed(file) => {
                format!("{head}{}{tokio}", fs::read_to_string(folder.join(file)).unwrap())
            }
            Dependencies::Crate(more) => {
                format!("{head}[dependencies]\nclient = {{ path = \"client\" }}\n{more}{tokio}")
            }
        }
    }
}

/// Cargo in a folder, with one target folder for all.
fn cargo(folder: &Path, programs: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command
        .args(arguments)
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", programs.join("target"))
        .output()
        .unwrap()
}

/// Prints the table of `docs/compared.md`.
#[test]
fn others_on_the_wire() {
    let Some(programs) = std::env::var_os("META_GRAPH_OTHERS").map(PathBuf::from) else {
        println!("META_GRAPH_OTHERS is not set: the other generators are left out");
        return;
    };
    for generator in &GENERATORS {
        if !programs.join(generator.program).exists() {
            println!("{} is not there: left out", generator.program);
            continue;
        }
        for mistake in Mistake::all() {
            let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("others").join(generator.program);
            let outcome = generator.try_out(&mistake, &programs, &folder.join(&mistake.name));
            println!("| {} | {} | {} |", generator.program, mistake.name, outcome.text());
        }
    }
}
