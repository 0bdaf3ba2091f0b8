//! Names that Rust or the generated code itself needs.

/// What the prelude and the generated code call by name; a type of one of these names would hide it.
const TYPES: [&str; 42] = [
    "Any",
    "AsMut",
    "AsRef",
    "Box",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "Display",
    "DoubleEndedIterator",
    "Drop",
    "Eq",
    "Err",
    "ExactSizeIterator",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "Hash",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Self",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "Vec",
];

/// Identifiers that cannot be written raw.
const NEVER_RAW: [&str; 5] = ["crate", "self", "super", "Self", "_"];

/// Words that are identifiers only with `r#` before them in edition 2024, sorted. `union` is a keyword only where it
/// begins an item.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait",
    "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Modules that the generated code has itself, or whose crates it names.
const MODULES: [&str; 16] = [
    "alloc",
    "answers",
    "bytes",
    "core",
    "fields",
    "headers",
    "http",
    "models",
    "raw",
    "request",
    "runtime",
    "security",
    "serde",
    "serde_json",
    "std",
    "wire",
];

/// Methods of requests, and variables of the functions that make them.
const REQUEST_MEMBERS: [&str; 12] = [
    "client",
    "clone",
    "decode",
    "default",
    "fields",
    "into_parts",
    "items",
    "new",
    "pages",
    "parts",
    "parts_mut",
    "send",
];

/// Files that mean something else to Cargo or cannot be written on Windows.
const FILES: [&str; 7] = ["aux", "con", "lib", "main", "mod", "nul", "prn"];

/// Whether a type cannot have the name.
pub(crate) fn is_type(name: &str) -> bool {
    TYPES.contains(&name)
}

/// Whether a module cannot have the name.
pub(crate) fn is_module(name: &str) -> bool {
    MODULES.contains(&name) || FILES.contains(&name) || NEVER_RAW.contains(&name)
}

/// Whether a file of models cannot have the name.
pub(crate) fn is_file(name: &str) -> bool {
    FILES.contains(&name) || NEVER_RAW.contains(&name)
}

/// Whether a field of a model cannot have the name: it is also a setter beside `new()`, over `default()`.
pub(crate) fn is_field(name: &str) -> bool {
    matches!(name, "new" | "default") || NEVER_RAW.contains(&name)
}

/// Whether an argument or a setter of a request cannot have the name.
pub(crate) fn is_request_member(name: &str, selects: bool, pages: bool, streams: bool) -> bool {
    match name {
        "chunks" | "events" => streams,
        "fields" | "select" => selects,
        "items" | "pages" => pages,
        _ => REQUEST_MEMBERS.contains(&name) || NEVER_RAW.contains(&name),
    }
}

/// Whether a function cannot have the name.
pub(crate) fn is_function(name: &str) -> bool {
    NEVER_RAW.contains(&name)
}

/// Whether an identifier has to be written raw, or cannot be written at all.
pub(crate) fn is_keyword(name: &str) -> bool {
    is_raw(name) || is_never_raw(name)
}

/// Whether an identifier needs `r#` before it.
pub(crate) fn is_raw(name: &str) -> bool {
    KEYWORDS.binary_search(&name).is_ok()
}

/// Whether a text is no identifier, not even with `r#` before it.
pub(crate) fn is_never_raw(name: &str) -> bool {
    NEVER_RAW.contains(&name)
}

/// Whether a variant cannot have the name.
pub(crate) fn is_variant(name: &str) -> bool {
    NEVER_RAW.contains(&name)
}
