//! `CHANGELOG.md`, in the form of <https://keepachangelog.com>.

use super::report::Report;

const UNRELEASED: &str = "## [Unreleased]";

const HEAD: &str = "\
# Changelog

What changes for callers of the crate `meta-graph`, in the form of [Keep a Changelog](https://keepachangelog.com/en/1.1.0/).
The crate follows [Semantic Versioning](https://semver.org) by Cargo's rules.

## [Unreleased]
";

/// What the entry of a bump says.
pub(super) struct Entry<'e> {
    /// The version of the crate.
    pub(super) version: &'e str,
    /// The day of the bump.
    pub(super) date: &'e str,
    /// The version of the API that is new.
    pub(super) label: &'e str,
    /// The version that it was compared with.
    pub(super) before: &'e str,
    /// What the comparison found.
    pub(super) report: &'e Report,
    /// The modules that `default` no longer has.
    pub(super) left: &'e [String],
}

/// Puts an entry at the top. What was unreleased becomes part of it, since it is released with it.
pub(super) fn with_entry(text: Option<&str>, entry: &Entry<'_>) -> String {
    let text = text.unwrap_or(HEAD);
    let written = entry.written();
    if let Some(at) = text.find(UNRELEASED) {
        let after = at + UNRELEASED.len();
        let (head, rest) = text.split_at(after);
        return format!("{head}\n\n{written}\n{}", rest.trim_start()).trim_end().to_owned() + "\n";
    }
    match text.find("\n## ") {
        Some(at) => format!("{}\n\n{written}\n{}", text[..at].trim_end(), &text[at + 1..]),
        None => format!("{}\n\n{written}", text.trim_end()),
    }
}

impl Entry<'_> {
    fn written(&self) -> String {
        let Self { version, date, label, before, report, left } = self;
        let module = crate::versions::module(label);
        let mut text = format!(
            "## [{version}] - {date}\n\n\
             Version {label} of the API: the module `{module}`, behind the feature of that name, which is on by default.\n\
             Compared with {before}: {}.\n",
            report.words()
        );
        if !left.is_empty() {
            let names: Vec<_> = left.iter().map(|name| format!("`{name}`")).collect();
            let verb = if left.len() == 1 { "is" } else { "are" };
            let names = names.join(", ");
            text +=
                &format!("\n{names} {verb} no longer on by default: if you use it, enable the feature.\n");
        }
        format!("{text}\n{}\n", report.changelog.trim_end())
    }
}

#[cfg(test)]
mod tests {
    use super::{Entry, with_entry};
    use crate::bump::report::Report;
    use graph_generator::compare::Verdict;

    fn added(text: Option<&str>) -> String {
        let changelog = "### Removed\n\n- `a`\n\n".to_owned();
        let report = Report {
            verdict: Some(Verdict::Breaking),
            text: String::new(),
            markdown: String::new(),
            changelog,
        };
        let left = ["v26_0".to_owned()];
        let (label, before) = ("v27.0", "v26.0");
        let entry =
            Entry { version: "0.2.0", date: "2026-11-25", label, before, report: &report, left: &left };
        with_entry(text, &entry)
    }

    #[test]
    fn an_entry_says_what_is_new_and_what_it_means() {
        let text = added(None);
        assert!(text.starts_with("# Changelog\n"));
        assert!(
            text.ends_with(
                "## [Unreleased]\n\n## [0.2.0] - 2026-11-25\n\nVersion v27.0 of the API: the module `v27_0`, behind the feature \
                 of that name, which is on by default.\nCompared with v26.0: breaking.\n\n`v26_0` is no longer on by default: \
                 if you use it, enable the feature.\n\n### Removed\n\n- `a`\n"
            ),
            "{text}"
        );
    }

    #[test]
    fn what_was_unreleased_is_released_with_it() {
        let text = added(Some("# C\n\n## [Unreleased]\n\n### Added\n\n- b\n\n## [0.1.0]\n\nOld.\n"));
        assert!(text.starts_with("# C\n\n## [Unreleased]\n\n## [0.2.0] - 2026-11-25\n"), "{text}");
        assert!(text.ends_with("- `a`\n\n### Added\n\n- b\n\n## [0.1.0]\n\nOld.\n"), "{text}");
    }

    #[test]
    fn without_such_a_section_it_stands_above_the_others() {
        let text = added(Some("# C\n\n## 0.1.0\n\nOld.\n"));
        assert!(text.starts_with("# C\n\n## [0.2.0] - 2026"), "{text}");
        assert!(text.ends_with("- `a`\n\n## 0.1.0\n\nOld.\n"), "{text}");
        assert!(added(Some("# C\n")).starts_with("# C\n\n## [0.2.0] - 2026"));
    }
}
