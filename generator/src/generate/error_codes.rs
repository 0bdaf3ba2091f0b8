//! The error codes of several API versions as one list, since the runtime's type of them is shared.

use crate::ir::{ErrorCode, Ident};
use std::collections::{BTreeMap, BTreeSet};

/// Merges the codes of versions, oldest first.
///
/// A constant that was there keeps its name, so that a new version breaks no caller; the text is the newest one.
pub(super) fn merge<'a>(versions: impl Iterator<Item = &'a [ErrorCode]>) -> Vec<ErrorCode> {
    let mut merged: BTreeMap<i64, ErrorCode> = BTreeMap::new();
    let mut names: BTreeSet<Ident> = BTreeSet::new();
    for code in versions.flatten() {
        if let Some(known) = merged.get_mut(&code.code) {
            known.description.clone_from(&code.description);
            continue;
        }
        let name = free_name(&code.name, code.code, &names);
        names.insert(name.clone());
        merged.insert(code.code, ErrorCode { name, ..code.clone() });
    }
    merged.into_values().collect()
}

/// The name, or the name with the number where another code has it already.
fn free_name(name: &Ident, code: i64, names: &BTreeSet<Ident>) -> Ident {
    if names.contains(name) { Ident(format!("{name}_{code}").replace('-', "MINUS_")) } else { name.clone() }
}

#[cfg(test)]
mod tests {
    use super::merge;
    use crate::ir::{ErrorCode, Ident};
    use crate::pointer::Pointer;

    fn code(code: i64, name: &str, description: &str) -> ErrorCode {
        let (name, description) = (Ident(name.to_owned()), description.to_owned());
        ErrorCode { pointer: Pointer::root(), name, code, description }
    }

    #[test]
    fn a_new_version_renames_nothing() {
        let old = [code(100, "INVALID_PARAMETER", "Invalid parameter"), code(4, "LIMIT", "Limit")];
        let new = [code(100, "BAD_PARAMETER", "Bad parameter"), code(5, "LIMIT", "Another limit")];
        let merged = merge([old.as_slice(), new.as_slice()].into_iter());
        let merged: Vec<_> =
            merged.iter().map(|code| (code.code, code.name.as_str(), code.description.as_str())).collect();
        assert_eq!(
            merged,
            [
                (4, "LIMIT", "Limit"),
                (5, "LIMIT_5", "Another limit"),
                (100, "INVALID_PARAMETER", "Bad parameter")
            ]
        );
    }
}
