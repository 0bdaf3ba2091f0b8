//! A crate has the rooms of the runtime that its code names, and no others.

use graph_generator::emit::Standalone;
use graph_generator::files::Files;
use graph_generator::standalone;
use graph_tests::case::Case;

/// A room, and what stands in code that needs it.
const ROOMS: [(&str, &[&str]); 6] = [
    ("formats", &["crate::Base64", "crate::Date", "crate::IsoDuration", "crate::TimeOfDay", "crate::Uuid"]),
    (
        "outcomes",
        &["reads!(text", "reads!(location", "reads!(optional", "reads!(one_of", "request::FromAnswer for"],
    ),
    ("paging", &["crate::PagedRequest"]),
    ("streams", &["crate::streams::", "crate::EventStream", "crate::ItemStream"]),
    ("tuples", &["tuples::"]),
    ("unions", &["unions::"]),
];

#[test]
fn a_crate_has_the_rooms_that_its_code_names() {
    let paths = ROOMS.map(|(room, _)| format!("src/{room}.rs"));
    let runtime: Files = paths.iter().map(|path| (path.clone(), String::new())).collect();
    let mut seen = [[0; 2]; ROOMS.len()];
    let cases = Case::all().unwrap();
    for case in cases.iter().filter(|case| !case.is_refused()) {
        let output = standalone(&case.input("api"), &Standalone::default(), &runtime);
        let library = &output.files["src/lib.rs"];
        // The dialect needs some of them by itself.
        if library.contains("mod graph;\n") {
            continue;
        }
        let generated = output.files.iter().filter(|(path, _)| path.starts_with("src/api"));
        let code: String = generated.map(|(_, text)| &**text).collect();
        for (at, ((room, words), path)) in ROOMS.iter().zip(&paths).enumerate() {
            let is_named = words.iter().any(|word| code.contains(word));
            let has_it = (library.contains(&format!("mod {room};\n")), output.files.contains_key(path));
            assert_eq!(has_it, (is_named, is_named), "{}: {room}", case.name);
            seen[at][usize::from(is_named)] += 1;
        }
    }
    assert!(seen.iter().flatten().all(|cases| *cases > 0), "{seen:?}");
}
