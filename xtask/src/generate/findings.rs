//! What a run says about the documents that it read.

use super::Options;
use crate::outcome::Outcome;
use crate::terminal::Terminal;
use graph_generator::{Input, Output};
use graph_project::report::text::count;
use graph_project::report::{Report, json, placed, text};
use std::io;

/// The findings of a run, as they are printed.
pub(crate) struct Findings {
    pub(super) options: Options,
    pub(super) report: Report,
    /// What was said about each document.
    pub(super) lines: Vec<String>,
}

impl Findings {
    /// Nothing was found yet.
    pub(crate) fn new(options: Options) -> Self {
        Self { options, report: Report::default(), lines: Vec::new() }
    }

    /// Whether anything was found that stops the generation.
    pub(crate) fn has_errors(&self) -> bool {
        self.report.has_errors()
    }

    /// Prints what was found in the documents of an input, and a line for each document.
    pub(crate) fn add(
        &mut self,
        input: &Input,
        output: &Output,
        terminal: &mut Terminal<'_>,
    ) -> io::Result<()> {
        let placed = placed(input, output, self.options.losses);
        let documents = self.report.add(input, output);
        if self.options.json {
            return placed.iter().try_for_each(|one| terminal.line(&json::diagnostic(one)));
        }
        text::problems(&placed).iter().try_for_each(|block| terminal.error(block))?;
        for document in documents {
            let line = text::document(document);
            terminal.line(&line)?;
            self.lines.push(line);
        }
        if self.options.losses {
            text::by_harm(&placed, self.options.verbose).iter().try_for_each(|line| terminal.line(line))?;
        }
        Ok(())
    }

    /// Says that nothing was generated.
    pub(crate) fn refused(&self, terminal: &mut Terminal<'_>) -> anyhow::Result<Outcome> {
        if self.options.json {
            terminal.line(&json::summary("refused", &self.report, None))?;
        } else {
            let errors = count(self.report.found.errors, "error");
            terminal.error(&format!("error: nothing was generated, because of {errors}"))?;
        }
        Ok(Outcome::Problem)
    }
}
