//! `CHANGELOG.md`, in the form of <https://keepachangelog.com>.

use super::report::Report;

const UNRELEASED: &str = "## [Unreleased]";

const HEAD: &str = "\
# Changelog

What changes for callers of the crate `meta-graph`, in the form of [Keep a Changelog](https://keepachangelog.com/en/1.1.0/).
The crate follows [Semantic Versioning](https://semver.org) by Cargo's rules.

## [Unreleased]
";

/// What the entry of a version of the API says.
pub(super) struct Entry<'e> {
    /// The version of the crate.
    pub(super) version: &'e str,
    /// The day of the bump.
    pub(super) date: &'e str,
    /// The version of the API that is new.
    pub(super) label: &'e str,
    /// What the comparison found.
    pub(super) report: &'e Report,
    /// The modules that `default` no longer has.
    pub(super) left: &'e [String],
}

/// Whether there is an entry of a version.
pub(super) fn has(text: &str, label: &str) -> bool {
    place(text, label).is_some()
}

/// Puts an entry in its place: where that of the version stands, else at the top.
///
/// What was unreleased when it is new becomes part of it, since it is released with it. What people write around an
/// entry stays.
pub(super) fn with_entry(text: Option<&str>, entry: &Entry<'_>) -> String {
    let text = text.unwrap_or(HEAD);
    let written = entry.written();
    if let Some((from, to)) = place(text, entry.label) {
        return format!("{}{written}{}", &text[..from], &text[to..]);
    }
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

/// The changelog without the entry of a version. What people wrote below it is unreleased again.
pub(crate) fn without_entry(text: &str, label: &str) -> String {
    let Some((from, to)) = place(text, label) else { return text.to_owned() };
    let (head, rest) = (text[..from].trim_end(), text[to..].trim_start());
    format!("{head}\n\n{rest}").trim_end().to_owned() + "\n"
}

/// The changelog once a version is released, on this day: its entry is like any other from now on.
pub(crate) fn released(text: &str, label: &str, day: &str) -> String {
    let Some((from, to)) = place(text, label) else { return text.to_owned() };
    let entry = &text[from..to];
    let body: Vec<&str> = entry.split_inclusive('\n').collect();
    let body: String = body.get(1..body.len() - 1).unwrap_or_default().concat();
    let body = match body.split_once('\n') {
        Some((heading, rest)) => match heading.rsplit_once(" - ") {
            Some((heading, _)) => format!("{heading} - {day}\n{rest}"),
            None => body,
        },
        None => body,
    };
    format!("{}{}\n{}", &text[..from], body.trim_end(), &text[to..])
}

/// Where the entry of a version stands, with the comments around it.
fn place(text: &str, label: &str) -> Option<(usize, usize)> {
    let from = text.find(&begin(label))?;
    let end = end(label);
    let to = from + text[from..].find(&end)? + end.len();
    Some((from, to))
}

fn begin(label: &str) -> String {
    format!(
        "<!-- begin {label}: `cargo xtask codegen` writes this until {label} is released; write around it -->\n"
    )
}

fn end(label: &str) -> String {
    format!("<!-- end {label} -->\n")
}

impl Entry<'_> {
    fn written(&self) -> String {
        let Self { version, date, label, report, left } = self;
        let module = crate::versions::module(label);
        let mut text = format!(
            "## [{version}] - {date}\n\n\
             Version {label} of the API: the module `{module}`, behind the feature of that name, which is on by default.\n"
        );
        if !left.is_empty() {
            let names: Vec<_> = left.iter().map(|name| format!("`{name}`")).collect();
            let verb = if left.len() == 1 { "is" } else { "are" };
            let names = names.join(", ");
            text +=
                &format!("\n{names} {verb} no longer on by default: if you use it, enable the feature.\n");
        }
        format!("{}{text}\n{}\n{}", begin(label), report.changelog.trim_end(), end(label))
    }
}

#[cfg(test)]
mod tests {
    use super::{Entry, has, released, with_entry, without_entry};
    use crate::unreleased::report::Report;
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
        let entry =
            Entry { version: "0.2.0", date: "2026-11-25", label: "v27.0", report: &report, left: &left };
        with_entry(text, &entry)
    }

    const BEGIN: &str =
        "<!-- begin v27.0: `cargo xtask codegen` writes this until v27.0 is released; write around it -->\n";

    const END: &str = "<!-- end v27.0 -->\n";

    #[test]
    fn an_entry_says_what_is_new_and_what_it_means() {
        let text = added(None);
        assert!(text.starts_with("# Changelog\n"));
        let expected = format!(
            "## [Unreleased]\n\n{BEGIN}## [0.2.0] - 2026-11-25\n\nVersion v27.0 of the API: the module `v27_0`, behind the \
             feature of that name, which is on by default.\n\n`v26_0` is no longer on by \
             default: if you use it, enable the feature.\n\n### Removed\n\n- `a`\n{END}"
        );
        assert!(text.ends_with(&expected), "{text}");
    }

    #[test]
    fn what_was_unreleased_is_released_with_it() {
        let before = "# C\n\n## [Unreleased]\n\n### Added\n\n- b\n\n## [0.1.0]\n\nOld.\n";
        let text = added(Some(before));
        assert!(
            text.starts_with(&format!("# C\n\n## [Unreleased]\n\n{BEGIN}## [0.2.0] - 2026-11-25\n")),
            "{text}"
        );
        assert!(text.ends_with(&format!("- `a`\n{END}\n### Added\n\n- b\n\n## [0.1.0]\n\nOld.\n")), "{text}");
        assert_eq!(without_entry(&text, "v27.0"), before);
    }

    #[test]
    fn an_entry_is_replaced_and_what_people_wrote_around_it_stays() {
        let text = added(Some("# C\n\n## [Unreleased]\n\n- Later.\n\n## [0.1.0]\n"));
        let stale = text.replace("- `a`\n", "- of before\n").replace("[0.2.0]", "[0.1.1]");
        let stale =
            stale.replace(END, &format!("{END}\nBy hand.\n")).replace(BEGIN, &format!("Above.\n\n{BEGIN}"));
        let new = added(Some(&stale));
        assert_eq!(
            new,
            text.replace(END, &format!("{END}\nBy hand.\n")).replace(BEGIN, &format!("Above.\n\n{BEGIN}"))
        );
        assert!(has(&new, "v27.0") && !has(&new, "v28.0"));
        assert_eq!(
            without_entry(&new, "v27.0"),
            "# C\n\n## [Unreleased]\n\nAbove.\n\nBy hand.\n\n- Later.\n\n## [0.1.0]\n"
        );
    }

    #[test]
    fn an_entry_that_is_released_stays_as_it_is() {
        let text = released(&added(None), "v27.0", "2026-12-02");
        assert!(
            text.contains("## [Unreleased]\n\n## [0.2.0] - 2026-12-02\n\nVersion v27.0")
                && !text.contains("<!--"),
            "{text}"
        );
        assert!(text.ends_with("- `a`\n"), "{text}");
        assert_eq!(released(&text, "v27.0", "2027-01-01"), text);
    }

    #[test]
    fn without_such_a_section_it_stands_above_the_others() {
        let text = added(Some("# C\n\n## 0.1.0\n\nOld.\n"));
        assert!(text.starts_with(&format!("# C\n\n{BEGIN}## [0.2.0] - 2026")), "{text}");
        assert!(text.ends_with(&format!("- `a`\n{END}\n## 0.1.0\n\nOld.\n")), "{text}");
        assert!(added(Some("# C\n")).starts_with(&format!("# C\n\n{BEGIN}## [0.2.0] - 2026")));
    }
}
