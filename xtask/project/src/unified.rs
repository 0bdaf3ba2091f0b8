//! Unified diffs of files that are not as they should be.

use crate::tree::{Change, text};
use similar::TextDiff;
use std::fmt::Write as _;

/// How many lines of one file's diff are shown.
const LINES_PER_FILE: usize = 60;

/// How many lines are shown of all diffs together; what follows is only named.
const LINES_IN_ALL: usize = 1000;

/// The diffs of the files of a crate, one after the other.
///
/// `state` says what happened to a file.
pub fn render(
    changes: &[Change<'_>],
    crate_path: &str,
    state: &dyn Fn(&Change<'_>) -> &'static str,
) -> String {
    let mut diffs = String::new();
    let mut left = LINES_IN_ALL;
    for change in changes {
        let path = format!("{crate_path}/{}", change.path);
        let state = state(change);
        let old = text(change.old.as_deref().unwrap_or_default());
        let new = change.new.unwrap_or_default();
        let shown = unified(&path, &old, new, left.min(LINES_PER_FILE));
        left = left.saturating_sub(shown.lines().count());
        // Writing to a string cannot fail.
        let _ = writeln!(diffs, "{path}: {state}\n{shown}");
    }
    diffs
}

/// The diff of one file that is not a generated one.
pub fn of_file(path: &str, old: &str, new: &str) -> String {
    unified(path, old, new, LINES_PER_FILE)
}

/// The diff of one file, at most `cap` lines of it.
fn unified(path: &str, old: &str, new: &str, cap: usize) -> String {
    let diff = TextDiff::from_lines(old, new);
    let text = diff
        .unified_diff()
        .context_radius(3)
        .missing_newline_hint(true)
        .header(&format!("{path} (on the disk)"), &format!("{path} (generated)"))
        .to_string();
    let count = text.lines().count();
    if count <= cap {
        return text;
    }
    let mut shown: String = text.lines().take(cap).flat_map(|line| [line, "\n"]).collect();
    let _ = writeln!(shown, "... {} more lines", count - cap);
    shown
}

#[cfg(test)]
mod tests {
    use super::{LINES_PER_FILE, render};
    use crate::tree::Change;

    fn change<'f>(old: Option<&str>, new: Option<&'f str>) -> Change<'f> {
        Change { path: "src/a.rs".to_owned(), old: old.map(Into::into), new }
    }

    #[test]
    fn each_state_is_named_and_shown() {
        let text = render(
            &[change(Some("a\nb\n"), Some("a\nc\n")), change(None, Some("n\n")), change(Some("o\n"), None)],
            "generated",
            &|change| if change.new.is_some() { "stale" } else { "left over" },
        );
        assert!(text.contains("generated/src/a.rs: stale\n--- generated/src/a.rs (on the disk)\n"));
        assert!(text.contains("-b\n+c\n"));
        assert!(text.contains("+n\n"));
        assert!(text.contains("src/a.rs: left over\n") && text.contains("-o\n"));
    }

    #[test]
    fn a_long_diff_is_cut_with_a_count() {
        let long: String = (0..500).map(|line| format!("{line}\n")).collect();
        let text = render(&[change(None, Some(&long))], "generated", &|_| "missing");
        assert_eq!(text.lines().count(), 1 + LINES_PER_FILE + 2);
        assert!(text.contains("... 443 more lines"), "{text}");
    }
}
