//! What a bump did, and what comes next: for the terminal, and for a pull request.

use super::plan::Plan;
use super::work::Done;
use crate::unreleased::Step;
use crate::unreleased::report::Report;

/// The longest text of a summary in Markdown, in bytes: GitHub takes 65536 characters.
const LONGEST: usize = 60_000;

/// What a bump did.
pub(super) struct Summary {
    title: String,
    files: usize,
    advice: Vec<String>,
    report: Report,
}

impl Summary {
    /// Of a bump that changed so many files, and what a person has to look at after it.
    pub(super) fn new(plan: &Plan, done: Done, files: usize, advice: Vec<String>) -> Self {
        let Step { report, versions: [before, after], .. } = done.step;
        let (new, old, verdict) = (&plan.new, &plan.old, report.words());
        let title = format!("{new} after {old}: {verdict}; meta-graph {before} becomes {after}");
        Self { title, files, advice, report }
    }

    /// For the terminal.
    pub(super) fn text(&self, is_done: bool) -> String {
        let advice: String = self.advice.iter().map(|line| format!("- {line}\n")).collect();
        let (changed, next) = match is_done {
            true => ("changed", "Next: `git diff`, then `bash .ci/run`"),
            false => ("would change", "Nothing was written (--dry-run)"),
        };
        format!(
            "\n{}\n\n{}; {} files {changed}\n\nTo look at:\n{advice}\n{next}",
            self.report.text.trim_end(),
            self.title,
            self.files
        )
    }

    /// For a pull request: the title, a blank line, the body.
    pub(super) fn markdown(&self) -> String {
        let advice: String = self.advice.iter().map(|line| format!("- [ ] {line}\n")).collect();
        let text = format!("{}\n\nTo look at:\n\n{advice}\n{}", self.title, self.report.markdown);
        if text.len() <= LONGEST {
            return text;
        }
        let mut kept = String::new();
        for line in text.split_inclusive('\n') {
            if kept.len() + line.len() > LONGEST {
                break;
            }
            kept += line;
        }
        kept + "\nThe rest is in `CHANGELOG.md`.\n"
    }
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, Summary};
    use crate::unreleased::report::Report;
    use graph_generator::compare::Verdict;

    #[test]
    fn a_long_report_is_cut_between_lines() {
        let markdown = "- ä is new\n".repeat(LONGEST / 20);
        let report = Report {
            verdict: Some(Verdict::Compatible),
            text: String::new(),
            markdown,
            changelog: String::new(),
        };
        let advice = vec!["look".to_owned()];
        let mut summary = Summary { title: "Title".to_owned(), files: 1, advice, report };
        let whole = summary.markdown();
        assert!(whole.starts_with("Title\n\nTo look at:\n\n- [ ] look\n\n- ä is new\n"), "{whole}");
        assert!(!whole.contains("The rest"));
        summary.report.markdown += &summary.report.markdown.clone();
        let cut = summary.markdown();
        assert!(cut.len() < LONGEST + 100, "{}", cut.len());
        assert!(cut.ends_with("- ä is new\n\nThe rest is in `CHANGELOG.md`.\n"));
    }
}
