//! Mistakes of generators whose code compiles and is wrong, each as a small document, the request that is right, and a
//! call. `docs/compared.md` shows what others do with the same documents; `tests/compared/others` runs them.

mod others;

use crate::compile::{cargo, succeed, write};
use graph_tests::server::{Answer, Received, Server};
use graph_tests::workspace;
use std::fs;
use std::path::{Path, PathBuf};

/// Where the documents say that their server is, with the address of the server of the test in its place.
const SERVER: &str = "SERVER";

/// The crate of the program that calls.
const MANIFEST: &str = r#"[package]
name = "call"
version = "0.0.0"
edition = "2024"

[workspace]

[dependencies]
compared = { path = "client" }
tokio = { version = "1", features = ["macros", "rt-multi-thread"] }
"#;

/// A document, and what its call has to send and read.
struct Mistake {
    name: String,
    folder: PathBuf,
    /// The lines of `expected.txt`: what is asked, and for what.
    expected: Vec<(String, String)>,
}

impl Mistake {
    fn all() -> Vec<Self> {
        let folders = fs::read_dir(workspace::root().join("tests/compared")).unwrap();
        let folders =
            folders.map(|entry| entry.unwrap().path()).filter(|path| path.join("openapi.yaml").exists());
        let mut all: Vec<Self> = folders.map(Self::read).collect();
        all.sort_by(|one, other| one.name.cmp(&other.name));
        assert!(all.len() >= 18, "the documents were not found");
        all
    }

    fn read(folder: PathBuf) -> Self {
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let text = fs::read_to_string(folder.join("expected.txt")).unwrap();
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        let expected = lines.map(|line| {
            let (what, value) = line.split_once(' ').unwrap();
            (what.to_owned(), value.to_owned())
        });
        Self { name, expected: expected.collect(), folder }
    }

    /// The name of its module.
    fn module(&self) -> String {
        self.name.replace('-', "_")
    }

    fn says(&self, what: &str) -> &str {
        let found = self.expected.iter().find(|(known, _)| known == what);
        found.map_or("", |(_, value)| value)
    }

    /// The documents, with the address of the server in them.
    fn copy_to(&self, folder: &Path, address: &str) {
        for (path, text) in workspace::texts(&self.folder, ".yaml").unwrap() {
            write(&folder.join(path), &text.replace(SERVER, address));
        }
    }

    /// The first server of the document.
    fn base(&self, address: &str) -> String {
        let text = fs::read_to_string(self.folder.join("openapi.yaml")).unwrap();
        let (_, after) = text.split_once("url: \"").unwrap();
        after.split_once('"').unwrap().0.replace(SERVER, address)
    }

    fn answer(&self) -> Answer {
        let (status, body) = self.says("answer").split_once(' ').unwrap_or((self.says("answer"), ""));
        let answer = Answer::status(status.parse().unwrap());
        if body.is_empty() { answer } else { answer.header("content-type", "application/json").body(body) }
    }

    /// What is wrong with what was sent, and with what the program printed.
    fn faults(&self, received: &[Received], printed: &str) -> Vec<String> {
        let [request] = received else {
            return vec![format!("{} requests instead of one", received.len())];
        };
        let expected = self.expected.iter();
        let wrong = expected.filter(|(what, value)| !holds(what, value, request, printed));
        wrong.map(|(what, value)| format!("no {what} {value}")).collect()
    }
}

/// Whether a line of `expected.txt` holds.
fn holds(what: &str, value: &str, request: &Received, printed: &str) -> bool {
    let header = |name: &str| request.header(name).unwrap_or_default();
    match what {
        "request" => {
            let (path, query) = value.split_once('?').unwrap_or((value, ""));
            format!("{} {}", request.method, request.path()) == path
                && pairs(&decoded(request.query())) == pairs(query)
        }
        "header" => value.split_once(": ").is_some_and(|(name, value)| header(name) == value),
        "starts" => value.split_once(": ").is_some_and(|(name, value)| header(name).starts_with(value)),
        "absent" => request.header(value).is_none(),
        "form" => pairs(&decoded(&request.text().replace('+', " "))) == pairs(value),
        "holds" => request.text().contains(value),
        "prints" => printed.trim() == value,
        "answer" => true,
        _ => panic!("`{what}` is not known"),
    }
}

/// The pairs of a query or a form, whose order says nothing.
fn pairs(text: &str) -> Vec<&str> {
    let mut pairs: Vec<&str> = text.split('&').collect();
    pairs.sort_unstable();
    pairs
}

/// The text without its percent-encoding.
fn decoded(text: &str) -> String {
    let mut pieces = text.split('%');
    let mut bytes = pieces.next().unwrap_or_default().as_bytes().to_vec();
    for piece in pieces {
        bytes.push(u8::from_str_radix(&piece[..2], 16).unwrap());
        bytes.extend_from_slice(&piece.as_bytes()[2..]);
    }
    String::from_utf8(bytes).unwrap()
}

/// A project of all documents.
fn project(mistakes: &[Mistake]) -> String {
    let head = "[package]\nname = \"compared\"\nversion = \"0.1.0\"\nlicense = \"MIT\"\n";
    let documents = mistakes.iter().map(|mistake| {
        let (module, name) = (mistake.module(), &mistake.name);
        format!("[[document]]\nmodule = \"{module}\"\nfile = \"documents/{name}/openapi.yaml\"\n")
    });
    head.to_owned() + &documents.collect::<String>()
}

/// A program that does the call of the document that it is given by name.
fn program(mistakes: &[Mistake]) -> String {
    let calls = mistakes.iter().map(|mistake| {
        let call = fs::read_to_string(mistake.folder.join("ours.rs")).unwrap();
        format!(
            "async fn {}(client: &Client) -> Result<String, Box<dyn Error>> {{\n{call}}}\n",
            mistake.module()
        )
    });
    let arms = mistakes.iter().map(|mistake| {
        let module = mistake.module();
        format!("        Some(\"{}\") => {module}(&client).await,\n", mistake.name)
    });
    format!(
        "use compared::*;\nuse std::error::Error;\n\n{}\n#[tokio::main]\nasync fn main() -> Result<(), Box<dyn Error>> {{\n    \
         let client = Client::builder().build()?;\n    let said = match std::env::args().nth(1).as_deref() {{\n{}        \
         _ => Ok(String::new()),\n    }};\n    println!(\"{{}}\", said?);\n    Ok(())\n}}\n",
        calls.collect::<String>(),
        arms.collect::<String>()
    )
}

/// Writes the crate of all documents, and the program that calls it.
fn make(folder: &Path, mistakes: &[Mistake], address: &str) {
    let _ = fs::remove_dir_all(folder);
    let client = folder.join("client");
    for mistake in mistakes {
        mistake.copy_to(&client.join("documents").join(&mistake.name), address);
    }
    write(&client.join("openapi.toml"), &project(mistakes));
    let manifest = workspace::root().join("xtask/cli/Cargo.toml").display().to_string();
    succeed(&client, &["run", "--quiet", "--manifest-path", &manifest, "--", "codegen"]);
    write(&folder.join("Cargo.toml"), MANIFEST);
    write(&folder.join("src/main.rs"), &program(mistakes));
    fs::copy(workspace::root().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
}

/// The calls of one crate of all documents are right on the wire.
#[test]
fn no_call_is_wrong_on_the_wire() {
    let mistakes = Mistake::all();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("compared");
    let server = Server::start().unwrap();
    make(&folder, &mistakes, server.url().trim_start_matches("http://"));
    let mut wrong = Vec::new();
    for mistake in &mistakes {
        let before = server.requests().len();
        server.answer(mistake.answer());
        let output = cargo(&folder, &["run", "--quiet", "--", &mistake.name]).output().unwrap();
        let [printed, said] =
            [&output.stdout, &output.stderr].map(|said| String::from_utf8_lossy(said).into_owned());
        assert!(output.status.success(), "{}: {said}", mistake.name);
        let faults = mistake.faults(&server.requests()[before..], &printed);
        wrong.extend(faults.into_iter().map(|fault| format!("{}: {fault}", mistake.name)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
