//! The compiler over every case: both versions of each as modules of one crate, and the callers.

use super::Row;
use crate::compile::{cargo, make_whole_crate};
use graph_generator::compare::Effect;
use graph_generator::generate_versions;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The callers build against the older versions; against the newer ones those do that the table says, and no others.
#[test]
fn callers_build_as_the_table_says() {
    let rows = Row::all();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("compatibility");
    make_whole_crate(&folder, "compatibility");
    add_modules(&folder, &rows);
    let all: Vec<&Row> = rows.iter().collect();
    let (broken, kept): (Vec<&Row>, Vec<_>) =
        rows.iter().partition(|row| row.rule.effect == Effect::Compiler);
    assert_eq!(errors(&folder, "old", &all), BTreeMap::new(), "do not build against the older version");
    assert_eq!(errors(&folder, "new", &kept), BTreeMap::new(), "do not build against the newer version");
    // A name that is not found stops the compiler before it looks at types, so what it has found is taken away.
    let mut left = broken;
    while !left.is_empty() {
        let found = errors(&folder, "new", &left);
        let names: Vec<_> = left.iter().map(|row| row.rule.id).collect();
        assert!(!found.is_empty(), "build against the newer version: {}", names.join(", "));
        left.retain(|row| !found.contains_key(row.rule.id));
    }
}

/// Writes both versions of each case as modules of the library.
fn add_modules(folder: &Path, rows: &[Row]) {
    let mut library = fs::read_to_string(folder.join("src/lib.rs")).unwrap();
    for row in rows {
        let modules = ["old", "new"].map(|which| format!("{}_{which}", row.rule.id.replace('-', "_")));
        let inputs = [0, 1].map(|which| row.case.pair.input(which, &modules[which]));
        for (module, output) in modules.iter().zip(generate_versions(&inputs, &BTreeMap::new())) {
            library.push_str(&format!("#[allow(missing_docs)]\npub mod {module};\n"));
            for (path, text) in output.files {
                // What belongs to the crate is one file for both versions.
                let shared =
                    ["error_codes", "mapped"].into_iter().find(|name| path == format!("src/{name}.rs"));
                let Some(name) = shared else {
                    write(&folder.join(path), &text);
                    continue;
                };
                if ["pub const", "impl "].iter().any(|item| text.contains(item)) && module.ends_with("_old") {
                    library.push_str(&format!("mod {module}_{name};\n"));
                    write(&folder.join(format!("src/{module}_{name}.rs")), &text);
                }
            }
        }
    }
    write(&folder.join("src/lib.rs"), &library);
}

/// The rows whose callers do not build against one of the versions, as one program, each with what the compiler says.
fn errors(folder: &Path, which: &str, rows: &[&Row]) -> BTreeMap<String, String> {
    let program = folder.join("src/bin").join(which);
    if program.exists() {
        fs::remove_dir_all(&program).unwrap();
    }
    let mut main =
        "//! Callers.\n#![allow(unused, deprecated, missing_docs)]\nuse compatibility::*;\n".to_owned();
    for row in rows {
        let name = row.rule.id.replace('-', "_");
        main.push_str(&format!("mod {name};\n"));
        let text = format!("use compatibility::{name}_{which} as api;\n\n{}", row.case.caller);
        write(&program.join(format!("{name}.rs")), &text);
    }
    write(&program.join("main.rs"), &(main + "\nfn main() {}\n"));
    let check = ["check", "--quiet", "--no-default-features", "--message-format", "json", "--bin", which];
    let output = cargo(folder, &check).output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    let errors: Vec<_> = said.lines().filter_map(error).collect();
    let others: Vec<_> = errors.iter().filter(|(file, _)| !file.starts_with("src/bin/")).collect();
    assert!(others.is_empty(), "the crate does not build: {others:?}");
    assert_eq!(output.status.success(), errors.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    let name = |file: &str| file.rsplit('/').next()?.strip_suffix(".rs").map(|name| name.replace('_', "-"));
    errors.into_iter().filter_map(|(file, said)| Some((name(&file)?, said))).collect()
}

/// An error of the compiler: the file that it is about, and what it says.
fn error(line: &str) -> Option<(String, String)> {
    let message: serde_json::Value = serde_json::from_str(line).ok()?;
    let message = message.get("message")?;
    let spans = message.get("spans")?.as_array()?;
    let is_error = message.get("level")? == "error";
    let span = spans.iter().find(|span| span["is_primary"] == true)?;
    let file = span["file_name"].as_str().filter(|_| is_error)?;
    Some((file.to_owned(), message["message"].as_str()?.to_owned()))
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}
