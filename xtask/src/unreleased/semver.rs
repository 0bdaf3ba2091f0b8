//! The next version of the crate, by the rules that Cargo resolves dependencies by.

use anyhow::{Context as _, ensure};
use graph_generator::compare::Verdict;

/// The version of the crate that has a new version module.
///
/// A new module is new to callers whatever is in it, so the step is at least a compatible one. Cargo treats the first
/// number that is not zero as the breaking one: 0.1.0 is followed by 0.2.0 or by 0.1.1, 0.0.1 always by 0.0.2.
pub(super) fn next(current: &str, verdict: Option<Verdict>) -> anyhow::Result<String> {
    let numbers =
        numbers(current).with_context(|| format!("the version `{current}` is not three numbers"))?;
    let breaks = verdict == Some(Verdict::Breaking);
    let [major, minor, patch] = match (numbers, breaks) {
        ([0, 0, patch], _) => [0, 0, patch + 1],
        ([0, minor, _], true) => [0, minor + 1, 0],
        ([0, minor, patch], false) => [0, minor, patch + 1],
        ([major, _, _], true) => [major + 1, 0, 0],
        ([major, minor, _], false) => [major, minor + 1, 0],
    };
    Ok(format!("{major}.{minor}.{patch}"))
}

fn numbers(version: &str) -> anyhow::Result<[u64; 3]> {
    let parts: Vec<_> = version.split('.').collect();
    ensure!(parts.len() == 3, "it has {} parts", parts.len());
    let mut numbers = [0; 3];
    for (number, part) in numbers.iter_mut().zip(parts) {
        *number = part.parse()?;
    }
    Ok(numbers)
}

#[cfg(test)]
mod tests {
    use super::next;
    use graph_generator::compare::Verdict::{Breaking, Compatible, Documentation};

    #[test]
    fn the_step_is_that_of_cargo() {
        let next = |current, verdict| next(current, verdict).unwrap();
        assert_eq!(next("0.1.4", Some(Breaking)), "0.2.0");
        assert_eq!(next("0.1.4", Some(Compatible)), "0.1.5");
        assert_eq!(next("0.0.4", Some(Compatible)), "0.0.5");
        assert_eq!(next("0.0.4", Some(Breaking)), "0.0.5");
        assert_eq!(next("1.2.3", Some(Breaking)), "2.0.0");
        assert_eq!(next("1.2.3", Some(Documentation)), "1.3.0");
        assert_eq!(next("1.2.3", None), "1.3.0");
    }

    #[test]
    fn what_has_no_next_version_is_refused() {
        for version in ["1.2", "1.2.3-rc.1", "1.2.3.4", ""] {
            let error = next(version, Some(Breaking)).unwrap_err();
            assert!(error.to_string().contains("is not three numbers"), "{error}");
        }
    }
}
