//! The lists of public items of a crate, for reviews.

use graph_generator::emit;
use graph_generator::files::{Files, GENERATED_MARK};

/// The lists of the public items of these files, a file for each module; `command` writes them.
pub fn lists(files: &Files, command: &str) -> Files {
    let mut lists = Files::new();
    for line in emit::surface(files).lines() {
        let module = line.split_once("::").map_or(line, |(module, _)| module);
        let header = || format!("# {GENERATED_MARK} by `{command}`: what callers see, one line each.\n");
        let list = lists.entry(format!("surface/{module}.txt")).or_insert_with(header);
        list.push_str(line);
        list.push('\n');
    }
    lists
}
