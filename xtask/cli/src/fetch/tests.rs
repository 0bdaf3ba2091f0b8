//! Documents of a server on this machine.

use super::run;
use crate::outcome::Outcome;
use crate::program::Program;
use crate::project::{self, FILE, Project};
use crate::runtime::Runtime;
use crate::terminal::Terminal;
use graph_project::sum;
use graph_tests::server::by_path::{Server, good};
use std::fs;
use std::path::Path;

const SHOP: &str = "openapi: 3.0.3\ninfo: {title: Shop, version: '1'}\npaths: {}\n";
const NEWER: &str = "openapi: 3.0.3\ninfo: {title: Shop, version: '2'}\npaths: {}\n";

fn fetch(root: &Path, arguments: &[&str]) -> (Outcome, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let arguments = [&["--project", root.to_str().unwrap()], arguments].concat();
    let mut terminal = Terminal::new(&mut out, &mut err);
    let outcome = run(&mut lexopt::Parser::from_args(arguments), &mut terminal).unwrap();
    (outcome, String::from_utf8([err, out].concat()).unwrap())
}

fn codegen(root: &Path) -> Result<Outcome, String> {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let program = Program { command: "make", runtime: &Runtime::embedded().unwrap() };
    let mut terminal = Terminal::new(&mut out, &mut err);
    let outcome = project::run(root, Default::default(), false, &program, &mut terminal);
    outcome.map_err(|error| format!("{error:#}"))
}

/// A project file with a document of the server.
fn write_project(root: &Path, url: &str, more: &str) {
    let text = format!("# Mine.\n[[document]]\nfile = \"specs/shop.yaml\" # a copy\nurl = \"{url}\"\n{more}");
    fs::write(root.join(FILE), text).unwrap();
}

#[test]
fn the_first_download_is_pinned_and_a_crate_is_made_of_the_copy_alone() {
    let (folder, server) = (tempfile::tempdir().unwrap(), Server::start(&[("/shop.yaml", good(SHOP))]));
    let root = folder.path();
    write_project(root, &server.url("/shop.yaml"), "\n[[document.paging]]\nby = \"none\"\n");
    assert!(codegen(root).unwrap_err().contains("specs/shop.yaml is not there: `openapi-crate fetch`"));
    let (outcome, said) = fetch(root, &[]);
    assert!(outcome == Outcome::Fine && said.contains("pinned, 59 bytes"), "{said}");
    assert_eq!(fs::read_to_string(root.join("specs/shop.yaml")).unwrap(), SHOP);
    let (project, text) = Project::read(root).unwrap();
    assert_eq!(project.documents[0].sha256.as_deref(), Some(sum::of(SHOP.as_bytes()).as_str()));
    assert!(text.starts_with("# Mine.\n") && text.contains("# a copy"), "{text}");
    assert_eq!(fetch(root, &["api"]).1, "specs/shop.yaml: as pinned\n");
    drop(server);
    assert_eq!(codegen(root).unwrap(), Outcome::Fine);
    fs::write(root.join("specs/shop.yaml"), NEWER).unwrap();
    let error = codegen(root).unwrap_err();
    for sum in [SHOP, NEWER].map(|text| sum::of(text.as_bytes())) {
        assert!(error.contains(&sum) && error.contains("put a correction into an overlay"), "{error}");
    }
}

#[test]
fn another_document_than_was_pinned_is_taken_only_where_that_is_asked_for() {
    let (folder, server) = (tempfile::tempdir().unwrap(), Server::start(&[("/shop.yaml", good(NEWER))]));
    let (root, copy) = (folder.path(), folder.path().join("specs/shop.yaml"));
    let [pinned, found] = [SHOP, NEWER].map(|text| sum::of(text.as_bytes()));
    write_project(root, &server.url("/shop.yaml"), &format!("sha256 = \"{pinned}\" # checked\n"));
    fs::create_dir(root.join("specs")).unwrap();
    fs::write(&copy, SHOP).unwrap();
    let (outcome, said) = fetch(root, &[]);
    assert!(outcome == Outcome::Problem && said.contains(&pinned) && said.contains(&found), "{said}");
    assert!(said.contains("`openapi-crate fetch --update` takes it"), "{said}");
    assert_eq!(fs::read_to_string(&copy).unwrap(), SHOP);
    let (outcome, said) = fetch(root, &["--update"]);
    assert!(outcome == Outcome::Fine && said.contains("updated"), "{said}");
    assert_eq!(fs::read_to_string(&copy).unwrap(), NEWER);
    let text = fs::read_to_string(root.join(FILE)).unwrap();
    assert!(text.contains(&format!("sha256 = \"{found}\" # checked\n")), "{text}");
}

#[test]
fn what_is_no_document_never_takes_the_place_of_one() {
    let routes = [("/a", good("openapi: [\n")), ("/b", good("{\"a\": 1}")), ("/c", good("<html>Log in"))];
    let (folder, server) = (tempfile::tempdir().unwrap(), Server::start(&routes));
    let root = folder.path();
    for path in ["/a", "/b", "/c", "/gone"] {
        write_project(root, &server.url(path), "");
        let (outcome, said) = fetch(root, &["--update"]);
        assert!(outcome == Outcome::Problem && said.starts_with("error: specs/shop.yaml: http://"), "{said}");
        assert!(
            !root.join("specs").exists() && !fs::read_to_string(root.join(FILE)).unwrap().contains("sha256")
        );
    }
    write_project(root, "http://example.com/shop.yaml", "");
    let (_, said) = fetch(root, &[]);
    assert!(said.contains("is not https, and only https is used"), "{said}");
}

#[test]
fn a_copy_that_differs_and_was_never_pinned_is_not_overwritten() {
    let (folder, server) = (tempfile::tempdir().unwrap(), Server::start(&[("/shop.yaml", good(NEWER))]));
    let root = folder.path();
    write_project(root, &server.url("/shop.yaml"), "");
    fs::create_dir(root.join("specs")).unwrap();
    fs::write(root.join("specs/shop.yaml"), SHOP).unwrap();
    assert!(codegen(root).unwrap_err().contains("no `sha256`: `openapi-crate fetch` adds that"));
    let (outcome, said) = fetch(root, &[]);
    assert!(outcome == Outcome::Problem && said.contains("it is there, and "), "{said}");
    assert_eq!(fs::read_to_string(root.join("specs/shop.yaml")).unwrap(), SHOP);
}

#[test]
fn what_cannot_be_a_pin_is_refused() {
    let refused = |more: &str| {
        format!("{:#}", Project::parse(&format!("[[document]]\nfile = \"a.yaml\"\n{more}")).unwrap_err())
    };
    assert!(refused("sha256 = \"00\"\n").ends_with("`sha256` goes with `url`"));
    assert!(refused("url = \"https://a.example\"\nsha256 = \"00\"\n").contains("64 hexadecimal digits"));
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(FILE), "[[document]]\nfile = \"a.yaml\"\n").unwrap();
    let (outcome, said) = fetch(folder.path(), &[]);
    assert!(outcome == Outcome::Problem && said.contains("no document has a `url`"), "{said}");
    let arguments = ["--project", folder.path().to_str().unwrap(), "shop"];
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut terminal = Terminal::new(&mut out, &mut err);
    let error = run(&mut lexopt::Parser::from_args(arguments), &mut terminal).unwrap_err();
    assert!(error.is::<crate::outcome::UsageError>(), "{error}");
}
