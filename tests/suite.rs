//! The JSON Schema Test Suite: each valid instance is read as an answer, and sent as a body.
//!
//! `META_GRAPH_JSON_SCHEMA` names the folder of draft 2020-12 of the suite; its optional part is taken too, where it is
//! there. A document of OpenAPI 3.1 is made of each group's schema, with an operation that answers it and one that
//! takes it, and all documents become one crate.

mod groups;
mod implied;
mod program;
mod score;

use groups::Group;
use score::Score;
use std::path::Path;

/// The environment variable that names the folder.
const VARIABLE: &str = "META_GRAPH_JSON_SCHEMA";

/// Measures how much of the suite comes back as it was, and holds that docs/conformance.md names all that does not.
#[test]
fn the_json_schema_test_suite_comes_back() {
    let Some(folder) = std::env::var_os(VARIABLE) else {
        println!("Left out: {VARIABLE} names no folder with the JSON Schema Test Suite.");
        return;
    };
    let groups = Group::all(Path::new(&folder));
    assert!(!groups.is_empty(), "there is no group of the suite in the folder that {VARIABLE} names");
    let score = Score::of(&groups, program::run(&groups));
    println!("{score}");
    score.is_as_documented();
}
