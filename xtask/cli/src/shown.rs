//! How a comparison is shown, and when it is a failure: the flags that each command that compares takes.

use crate::outcome::{Outcome, UsageError};
use graph_generator::compare::{Detail, Report};

/// How a comparison is shown, and when it is a failure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    form: Form,
    detail: Detail,
    deny_breaking: bool,
}

/// The forms of a report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// For the terminal.
    #[default]
    Text,
    /// For a pull request.
    Markdown,
    /// For programs: one object.
    Json,
}

impl Shown {
    /// Takes the form from a flag.
    ///
    /// # Errors
    ///
    /// Another flag has asked for another form.
    pub fn form(&mut self, form: Form) -> Result<(), UsageError> {
        if self.form != Form::Text && self.form != form {
            return Err(UsageError::new("--markdown and --json exclude each other"));
        }
        self.form = form;
        Ok(())
    }

    /// Takes `--verbose`: every change is listed.
    pub fn verbose(&mut self) {
        self.detail = Detail::Whole;
    }

    /// Takes the value of `--deny`.
    ///
    /// # Errors
    ///
    /// It is not `breaking`.
    pub fn deny(&mut self, what: &str) -> Result<(), UsageError> {
        if what != "breaking" {
            return Err(UsageError::new(format!("--deny {what}: only `breaking` can be denied")));
        }
        self.deny_breaking = true;
        Ok(())
    }

    /// The report as it is printed; in JSON with the module that it is about, if it is about one.
    pub fn text(self, report: &Report, module: Option<&str>) -> String {
        match self.form {
            Form::Text => report.text(self.detail),
            Form::Markdown => report.markdown(1, self.detail),
            Form::Json => {
                let mut object = report.json();
                if let (Some(object), Some(module)) = (object.as_object_mut(), module) {
                    object.insert("module".to_owned(), module.into());
                }
                object.to_string() + "\n"
            }
        }
    }

    /// How the command ends.
    pub fn outcome(self, is_breaking: bool) -> Outcome {
        if self.deny_breaking && is_breaking { Outcome::Problem } else { Outcome::Fine }
    }
}
