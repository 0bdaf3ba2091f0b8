//! What a run says about the documents that it read.

use crate::options::Options;
use crate::outcome::Outcome;
use crate::terminal::Terminal;
use graph_generator::{Input, Output};
use graph_project::report::text::count;
use graph_project::report::{Report, json, placed, text};
use std::io;

/// The findings of a run, as they are printed.
pub struct Findings {
    pub(crate) options: Options,
    pub(crate) report: Report,
    lines: Vec<String>,
}

impl Findings {
    /// Nothing was found yet.
    pub fn new(options: Options) -> Self {
        Self { options, report: Report::default(), lines: Vec::new() }
    }

    /// Whether anything was found that stops the generation.
    pub fn has_errors(&self) -> bool {
        self.report.has_errors()
    }

    /// Whether nothing was printed but a line for each document.
    pub fn is_quiet(&self) -> bool {
        self.report.is_quiet()
    }

    /// What was said about each document.
    pub fn lines(&self) -> &[String] {
        &self.lines
    }

    /// Prints what was found in the documents of an input, and a line for each document.
    pub fn add(&mut self, input: &Input, output: &Output, terminal: &mut Terminal<'_>) -> io::Result<()> {
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
    pub fn refused(&self, terminal: &mut Terminal<'_>) -> anyhow::Result<Outcome> {
        if self.options.json {
            terminal.line(&json::summary("refused", &self.report, None))?;
        } else {
            let errors = count(self.report.found.errors, "error");
            terminal.error(&format!("error: nothing was generated, because of {errors}"))?;
        }
        Ok(Outcome::Problem)
    }
}
