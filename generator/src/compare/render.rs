//! The report as text, as Markdown and as JSON.

mod head;
mod json;
mod line;
mod markdown;
mod outline;
mod sentence;
mod text;

/// How much of a report is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Detail {
    /// What somebody has to read: texts that changed are counted, and so are long lists of what callers do not see.
    #[default]
    Short,
    /// Every change.
    Whole,
}

#[cfg(test)]
mod tests;
