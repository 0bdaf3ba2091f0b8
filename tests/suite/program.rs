//! The crate that all groups become, through whose operations the instances go.

use super::groups::Group;
use crate::compile::{make_whole_crate, write};
use crate::roundtrip::{self, Outcome};
use graph_generator::diagnostic::Severity;
use graph_generator::document::render_all;
use std::fs;
use std::path::Path;

/// Makes the crate and runs the program in it: what became of each instance, group by group.
pub(super) fn run(groups: &[Group]) -> Vec<Vec<Outcome>> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("suite");
    make_whole_crate(&folder, "cases");
    let mut library = fs::read_to_string(folder.join("src/lib.rs")).unwrap();
    let mut through = Vec::new();
    for group in groups {
        let module = group.case.module();
        library.push_str(&format!("#[doc = \"A group.\"]\npub mod {module};\n"));
        for (path, text) in generate(group, &module) {
            write(&folder.join(path), &text);
        }
        let values = group.instances.iter().map(|one| one.data.get().to_owned()).collect();
        through.push(roundtrip::Group { module: format!("{module}::value"), values });
    }
    write(&folder.join("src/lib.rs"), &library);
    roundtrip::run(&folder, "suite", &through)
}

/// The files of a group.
fn generate(group: &Group, module: &str) -> graph_generator::files::Files {
    let input = group.case.input(module);
    let output = graph_generator::generate(&input);
    let errors = output.diagnostics.iter().filter(|one| one.severity() == Severity::Error);
    let errors = render_all(errors, &input.sources);
    assert!(errors.is_empty(), "{}, {}: {}", group.keyword, group.description, errors.join("\n"));
    output.files
}
