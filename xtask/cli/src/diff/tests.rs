//! Projects in repositories of their own.

use super::run;
use crate::outcome::Outcome;
use crate::program::Program;
use crate::project::FILE;
use crate::runtime::Runtime;
use crate::terminal::Terminal;
use std::fs;
use std::path::Path;
use std::process::Command;

const SHOP: &str = "openapi: 3.0.3\ninfo: {title: Shop, version: '1'}\nservers: [{url: https://a.example}]\npaths:\n  \
                    /a: {get: {tags: [a], operationId: readA, responses: {'200': {description: ok}}}}\n  \
                    /b: {get: {tags: [a], operationId: readB, responses: {'200': {description: ok}}}}\n";

fn git(folder: &Path, arguments: &[&str]) {
    let identity = ["-c", "user.name=Ann", "-c", "user.email=ann@shop.example", "-c", "commit.gpgsign=false"];
    let output = Command::new("git").arg("-C").arg(folder).args(identity).args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

fn diff(root: &Path, arguments: &[&str]) -> (anyhow::Result<Outcome>, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let arguments = [&["--project", root.to_str().unwrap()], arguments].concat();
    let program = Program { command: "make", runtime: &Runtime::embedded().unwrap() };
    let mut terminal = Terminal::new(&mut out, &mut err);
    let outcome = run(&mut lexopt::Parser::from_args(arguments), &program, &mut terminal);
    (outcome, String::from_utf8([out, err].concat()).unwrap())
}

#[test]
fn a_revision_is_compared_with_what_is_there_and_nothing_is_touched() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("crates/shop");
    fs::create_dir_all(&root).unwrap();
    fs::write(root.join(FILE), "[[document]]\nfile = \"../../shop.yaml\"\n").unwrap();
    fs::write(folder.path().join("shop.yaml"), SHOP).unwrap();
    git(folder.path(), &["init", "--quiet"]);
    assert!(diff(&root, &[]).0.unwrap_err().to_string().starts_with("git read-tree HEAD"));
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "--quiet", "--message", "First"]);
    let (outcome, said) = diff(&root, &["--deny", "breaking"]);
    assert_eq!(outcome.unwrap(), Outcome::Fine, "{said}");
    // One operation goes, in a file that is outside of the folder of the crate.
    let less: String =
        SHOP.lines().filter(|line| !line.contains("/b:")).flat_map(|line| [line, "\n"]).collect();
    fs::write(folder.path().join("shop.yaml"), less).unwrap();
    let (outcome, said) = diff(&root, &["HEAD", "--deny", "breaking"]);
    assert_eq!(outcome.unwrap(), Outcome::Problem, "{said}");
    assert!(said.contains("read_b") && said.contains("breaking"), "{said}");
    let (outcome, json) = diff(&root, &["--json"]);
    assert_eq!(outcome.unwrap(), Outcome::Fine);
    assert!(json.contains("\"module\":\"api\""), "{json}");
    let status = Command::new("git").arg("-C").arg(&root).args(["status", "--porcelain"]).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&status.stdout).trim(), "M shop.yaml");
    assert!(diff(&root, &["--exec"]).0.is_err() && diff(&root, &["nowhere"]).0.is_err());
}
