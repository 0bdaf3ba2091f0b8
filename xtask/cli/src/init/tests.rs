//! First project files, which can be used as they are.

use super::{from, run};
use crate::outcome::Outcome;
use crate::project::{FILE, Project};
use crate::terminal::Terminal;
use std::fs;
use std::path::Path;

fn document(tags: usize) -> String {
    let path = |at: usize| {
        format!(
            "  /t{at}:\n    get: {{tags: [tag{at}], operationId: get{at}, responses: {{'200': {{description: ok}}}}}}\n"
        )
    };
    let paths: String = (0..tags).map(path).collect();
    format!(
        "openapi: 3.0.3\ninfo: {{title: Shop, version: '1'}}\nservers: [{{url: https://a.example}}]\npaths:\n{paths}"
    )
}

fn init(arguments: &[&str]) -> (anyhow::Result<Outcome>, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let outcome = run(&mut lexopt::Parser::from_args(arguments), &mut Terminal::new(&mut out, &mut err));
    (outcome, String::from_utf8([err, out].concat()).unwrap())
}

#[test]
fn the_first_file_says_what_was_decided_and_can_be_used() {
    let folder = tempfile::tempdir().unwrap();
    let (spec, root) = (folder.path().join("shop.yaml"), folder.path().join("client"));
    fs::write(&spec, document(5)).unwrap();
    let arguments = [spec.to_str().unwrap(), "--project", root.to_str().unwrap(), "--only", "tag:*"];
    let (outcome, said) = init(&arguments);
    assert_eq!(outcome.unwrap(), Outcome::Fine, "{said}");
    let text = fs::read_to_string(root.join(FILE)).unwrap();
    let project = Project::parse(&text).unwrap();
    assert_eq!(project.package["name"].as_str(), Some("shop-client"));
    assert_eq!(project.documents[0].file, "../shop.yaml");
    assert_eq!(project.documents[0].only, ["tag:*"]);
    assert!(
        text.contains("5 operations and 0 types") && text.contains("5 modules (tag0, tag1, tag2, tag3, …)"),
        "{text}"
    );
    assert!(text.lines().all(|line| line.chars().count() <= 120), "{text}");
    assert!(init(&arguments).0.unwrap_err().to_string().contains("is there already"));
}

#[test]
fn a_crate_that_is_there_keeps_its_library_and_a_broken_document_is_explained() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::write(root.join("a.yaml"), document(1)).unwrap();
    fs::write(root.join("Cargo.toml"), "[package]\nname = \"mine\"\n").unwrap();
    fs::create_dir(root.join("src")).unwrap();
    fs::write(root.join("src/lib.rs"), "").unwrap();
    let broken = root.join("broken.yaml");
    fs::write(&broken, "openapi: 3.0.3\npaths: [\n").unwrap();
    let (outcome, said) = init(&[broken.to_str().unwrap(), "--project", root.to_str().unwrap()]);
    assert_eq!(outcome.unwrap(), Outcome::Problem);
    assert!(said.contains("error[document-syntax]"), "{said}");
    let (outcome, _) = init(&[root.join("a.yaml").to_str().unwrap(), "--project", root.to_str().unwrap()]);
    assert_eq!(outcome.unwrap(), Outcome::Fine);
    let project = Project::parse(&fs::read_to_string(root.join(FILE)).unwrap()).unwrap();
    assert!(!project.library && project.package.is_empty());
    assert_eq!(from(&root.join("new/deep"), &root.join("a.yaml")).unwrap(), "../../a.yaml");
    assert_eq!(from(root, &root.join("specs").join(Path::new("a.yaml"))).unwrap(), "specs/a.yaml");
}

#[cfg(feature = "fetch")]
#[test]
fn a_document_by_url_is_downloaded_and_pinned() {
    use graph_project::sum;
    use graph_tests::server::by_path::{Server, good};

    let (folder, server) =
        (tempfile::tempdir().unwrap(), Server::start(&[("/v1/shop.yaml", good(&document(1)))]));
    let (root, url) = (folder.path(), server.url("/v1/shop.yaml"));
    let (outcome, said) = init(&[&url, "--project", root.to_str().unwrap()]);
    assert_eq!(outcome.unwrap(), Outcome::Fine, "{said}");
    let project = Project::parse(&fs::read_to_string(root.join(FILE)).unwrap()).unwrap();
    let [first] = project.documents.as_slice() else { panic!("{project:?}") };
    assert_eq!((first.file.as_str(), first.url.as_deref()), ("shop.yaml", Some(url.as_str())));
    assert_eq!(first.sha256, Some(sum::of(document(1).as_bytes())));
    assert_eq!(fs::read_to_string(root.join("shop.yaml")).unwrap(), document(1));
}
