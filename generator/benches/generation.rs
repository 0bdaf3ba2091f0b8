//! What generating costs, measured against parsing the same document alone: `cargo bench`.
//!
//! Every figure is the median of several runs in this process. Ratios are what can be compared between machines.
//! Nothing is asserted. `META_GRAPH_CORPUS=folder` adds larger documents, which the repository does not hold.

#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "it prints, and ends where it cannot go on")]

use graph_generator::diagnostic::{Diagnostics, SourceId};
use graph_generator::document::{self, DocumentInput, SourceFile};
use graph_generator::emit::{self, Package};
use graph_generator::ir::{Ident, Style, Version};
use graph_generator::{Input, lower, pass};
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use std::{env, fs};

/// That of the command.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Documents of the folder that `META_GRAPH_CORPUS` names: a middle one, and the largest known.
const CORPUS: [&str; 3] = ["box.json", "stripe.yaml", "github-full.json"];

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut documents = vec![root.join("spec/v26.0/personas.yaml"), root.join("spec/v26.0/page.yaml")];
    match env::var_os("META_GRAPH_CORPUS").map(PathBuf::from) {
        Some(folder) => documents.extend(CORPUS.iter().map(|name| folder.join(name))),
        None => println!("META_GRAPH_CORPUS is not set: larger documents are left out\n"),
    }
    println!(
        "{:18} {:>9} {:>9} | {:>6} {:>6} {:>6} {:>6} {:>6} | {:>9}",
        "document", "bytes", "parsing", "read", "lower", "passes", "emit", "whole", "generated"
    );
    println!("{:18} {:>9} {:>9} | {:^34} | {:>9}", "", "", "ms", "times the parsing", "lines");
    for document in documents {
        measure(&document);
    }
}

fn measure(path: &Path) {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let Ok(text) = fs::read_to_string(path) else { return println!("{name:18} is not there") };
    let runs = if text.len() > 1 << 20 { 5 } else { 21 };
    let is_json = name.ends_with(".json");
    let parsing = median(runs, || black_box(parse(&text, is_json)));
    let input = input(&name, text.clone());
    let read = median(runs, || black_box(load(&input)));
    let loaded = load(&input);
    let lower =
        median(runs, || black_box(lower::lower(&input.version, &loaded, &mut Diagnostics::default())));
    let lowered = lower::lower(&input.version, &loaded, &mut Diagnostics::default());
    let passes = median(runs, || {
        let mut api = lowered.clone();
        pass::run(&mut api, &mut Diagnostics::default());
        black_box(api)
    });
    let mut api = lowered;
    pass::run(&mut api, &mut Diagnostics::default());
    let write = || emit::emit(&api, &input.package, &[name.as_str()]).unwrap();
    let emit = median(runs, || black_box(write()));
    let whole = median(runs, || black_box(graph_generator::generate(&input)));
    let lines: usize = write().values().map(|text| text.lines().count()).sum();
    let times = |part: Duration| part.as_secs_f64() / parsing.as_secs_f64();
    println!(
        "{name:18} {:>9} {:>9.2} | {:>6.2} {:>6.2} {:>6.2} {:>6.2} {:>6.2} | {lines:>9}",
        text.len(),
        parsing.as_secs_f64() * 1e3,
        times(read),
        times(lower),
        times(passes),
        times(emit),
        times(whole),
    );
}

/// Parsing alone: into `openapiv3::OpenAPI`, or into values where the document is none of OpenAPI 3.0.
fn parse(text: &str, is_json: bool) -> bool {
    if is_json {
        serde_json::from_str::<openapiv3::OpenAPI>(text).map(black_box).is_ok()
            || serde_json::from_str::<serde_json::Value>(text).map(black_box).is_ok()
    } else {
        serde_yaml::from_str::<openapiv3::OpenAPI>(text).map(black_box).is_ok()
            || serde_yaml::from_str::<serde_json::Value>(text).map(black_box).is_ok()
    }
}

fn load(input: &Input) -> Vec<document::Document> {
    let load = |one| document::load(&input.sources, one, &mut Diagnostics::default());
    input.documents.iter().filter_map(load).collect()
}

fn input(name: &str, text: String) -> Input {
    let document = DocumentInput { file: SourceId(0), style: Style::Operation, ..DocumentInput::default() };
    Input {
        version: Version { module: Ident("v1_0".to_owned()), ..Version::default() },
        sources: vec![SourceFile { path: name.to_owned(), text }],
        documents: vec![document],
        package: Package { crate_name: "bench".to_owned(), command: "cargo bench".to_owned() },
        names: None,
    }
}

fn median<T>(runs: usize, mut work: impl FnMut() -> T) -> Duration {
    let mut times: Vec<Duration> = (0..runs)
        .map(|_| {
            let start = Instant::now();
            let result = work();
            let time = start.elapsed();
            drop(result);
            time
        })
        .collect();
    times.sort_unstable();
    times[runs / 2]
}
